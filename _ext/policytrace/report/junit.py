"""The report as JUnit XML, for the pages on which Jenkins, GitLab and others show tests.

JUnit has no standard. This is what Jenkins' schema allows (``junit-10.xsd`` in its plugin xunit),
and what all others read.
"""

from __future__ import annotations

import gettext
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from policytrace.checks.findings import Finding
from policytrace.checks.registry import RULES
from policytrace.locations import Location
from policytrace.messages import Message
from policytrace.report.catalogue.entries import FAMILIES
from policytrace.report.interface import Report
from policytrace.report.summary import one_line, printable
from policytrace.severity import SEVERITY_TITLES


@dataclass(frozen=True, slots=True, kw_only=True)
class JunitReporter:
    """A suite for each family of rules.

    A rule that finds nothing is a test that passes; each finding is a test of its own. Only what
    makes the run fail is a failure: the rest, as warnings and what is waived, is skipped with the
    finding as the reason. Names hold no line, so that a test is the same when lines have moved.
    """

    translations: gettext.NullTranslations

    def render(self, report: Report) -> str:
        """The report as indented XML."""
        root = ET.Element("testsuites", name="policytrace")
        root.extend(self._suites(report))
        root.attrib |= _counts(root.findall("testsuite/testcase"), skipped=False)
        ET.indent(root)
        xml = ET.tostring(root, encoding="unicode")
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{xml}\n'

    def _suites(self, report: Report) -> Iterator[ET.Element]:
        found: dict[str, list[Finding]] = {code: [] for code in report.rules}
        for finding in report.findings:
            found.setdefault(finding.code, []).append(finding)
        for family, about in FAMILIES.items():
            codes = [code for code in sorted(found) if RULES[code].family == family]
            if codes:
                suite = ET.Element("testsuite", name=f"{family} {self._say(about.title)}")
                for code in codes:
                    suite.extend(self._cases(code, found[code], report))
                suite.attrib |= _counts(suite, skipped=True)
                suite.set("timestamp", f"{report.today.isoformat()}T00:00:00")
                yield suite

    def _cases(
        self, code: str, findings: Iterable[Finding], report: Report
    ) -> Iterator[ET.Element]:
        seen = Counter[str]()
        for finding in findings:
            place = report.place(finding)
            about = finding.item or place.file
            seen[about] += 1
            again = f" ({seen[about]})" if seen[about] > 1 else ""
            case = _case(code, f"{code} {about}{again}")
            case.append(self._outcome(finding, place, report.pages.get(code)))
            yield case
        if not seen:
            yield _case(code, f"{code} {self.translations.gettext(RULES[code].title)}")

    def _outcome(self, finding: Finding, place: Location, page: str | None) -> ET.Element:
        text = self._say(finding.message)
        outcome = ET.Element("failure" if finding.fails else "skipped", message=text)
        outcome.set("type", self._say(SEVERITY_TITLES[finding.severity]))
        lines = [
            f"{one_line(str(place))}: {text}",
            self._say(finding.hint),
            *([page] if page else []),
        ]
        outcome.text = "\n".join(lines)
        return outcome

    def _say(self, text: Message) -> str:
        return one_line(text.render(self.translations))


def _case(code: str, name: str) -> ET.Element:
    return ET.Element("testcase", classname=f"policytrace.{code}", name=printable(name), time="0")


def _counts(cases: Iterable[ET.Element], *, skipped: bool) -> dict[str, str]:
    """How many there are of each outcome, as attributes; the root has no room for `skipped`."""
    outcomes = [case[0].tag if len(case) else "" for case in cases]
    counts = {
        "tests": len(outcomes),
        "failures": outcomes.count("failure"),
        "errors": 0,
    }
    if skipped:
        counts["skipped"] = outcomes.count("skipped")
    return {name: str(number) for name, number in counts.items()}
