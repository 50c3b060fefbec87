"""What the gate has found, in words beside what has changed: errors in full, others counted."""

from __future__ import annotations

import gettext
from collections import Counter
from collections.abc import Iterator

from policytrace.checks.registry import RULES
from policytrace.messages import Message, message
from policytrace.report.reading import ReadFinding, ReadReport
from policytrace.report.summary import counted
from policytrace.severity import SEVERITY_TITLES, Severity

HEADING = message("What the check says")

_TITLES = {severity.key: title for severity, title in SEVERITY_TITLES.items()}


def told_findings(report: ReadReport, translations: gettext.NullTranslations) -> Iterator[str]:
    """A report in lines: the sum, the errors in full, and a line for each rule of what else is."""
    yield counted(report.summary.get("objects", 0), report.today, report.summary).render(
        translations
    )
    errors = [one for one in report.findings if one.severity == Severity.ERROR.key]
    for one in errors:
        yield _in_full(one).render(translations)
    others = Counter(
        (one.severity, one.code) for one in report.findings if one.severity != Severity.ERROR.key
    )
    for (severity, code), number in sorted(others.items(), reverse=True):
        title = _TITLES.get(severity, message("information")).render(translations)
        rule = Message(RULES[code].title).render(translations) if code in RULES else ""
        said = message(
            "{code}: {number} in all. {title}", code=code, number=str(number), title=rule
        )
        yield f"{title} {said.render(translations)}"


def _in_full(one: ReadFinding) -> Message:
    place = f"{one.file}:{one.line}"
    return message(
        "{place}: {title} {code}: {text} {hint}",
        place=place,
        title=_TITLES[Severity.ERROR.key],
        code=one.code,
        text=one.text,
        hint=one.hint,
    )
