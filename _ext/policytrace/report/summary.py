"""The closing line of a verdict, and what both people's terminals and XML can take."""

from __future__ import annotations

import gettext
import re
from collections.abc import Mapping

from policytrace.messages import Message, message
from policytrace.report.interface import Report
from policytrace.severity import Severity

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no room for (https://www.w3.org/TR/xml/#charsets), and the control characters
that steer a terminal."""


def printable(text: str) -> str:
    """The text with each character that is not for reading replaced by “�”."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str) -> str:
    """The text, printable and without line breaks."""
    return printable(" ".join(text.splitlines()))


def summary(report: Report, translations: gettext.NullTranslations) -> str:
    """How much was checked and how much was found, in one line."""
    counts = {severity.key: number for severity, number in report.counts().items()}
    said = counted(report.objects, report.today.isoformat(), counts).render(translations)
    if not report.compared:
        return said
    known = message(
        "Known from the earlier report: {known}.",
        known=str(sum(finding.known for finding in report.findings)),
    )
    return f"{said} {known.render(translations)}"


def counted(objects: int, today: str, counts: Mapping[str, int]) -> Message:
    """How many objects were checked, and how many findings there are by their severity's key."""
    return message(
        "{objects} objects checked on {today}: {errors} errors, {warnings} warnings, "
        "{infos} notes.",
        objects=str(objects),
        today=today,
        errors=str(counts.get(Severity.ERROR.key, 0)),
        warnings=str(counts.get(Severity.WARNING.key, 0)),
        infos=str(counts.get(Severity.INFO.key, 0)),
    )
