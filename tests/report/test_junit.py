"""JUnit XML: read by a library that others read it with, and held to what Jenkins allows."""

from __future__ import annotations

import re
from collections import Counter
from xml.etree import ElementTree as ET

from hypothesis import given
from junitparser import Failure, JUnitXml, Skipped, TestCase

from policytrace.checks.findings import Finding
from policytrace.checks.registry import RULES
from policytrace.messages import catalogue
from policytrace.report.interface import Report
from policytrace.report.junit import JunitReporter
from policytrace.severity import Severity
from tests.report.reports import (
    ONE_OF_EACH,
    PAGES,
    REPORTS,
    finding,
    on_the_web,
    report,
)

ATTRIBUTES = {
    "testsuites": {"name", "tests", "failures", "errors"},
    "testsuite": {"name", "tests", "failures", "errors", "skipped", "timestamp"},
    "testcase": {"classname", "name", "time"},
    "failure": {"message", "type"},
    "skipped": {"message", "type"},
}
"""Of those that Jenkins' junit-10.xsd allows: it knows no file and line on a test."""

CHILDREN = {
    "testsuites": {"testsuite"},
    "testsuite": {"testcase"},
    "testcase": {"failure", "skipped"},
    "failure": set(),
    "skipped": set(),
}


def render(verdict: Report) -> bytes:
    return JunitReporter(translations=catalogue("sv")).render(verdict).encode("utf-8")


def read(verdict: Report) -> JUnitXml:
    return JUnitXml.fromstring(render(verdict))


def cases(*findings: Finding) -> dict[str, TestCase]:
    """The tests that are not passed, by name."""
    found = [case for suite in read(report(*findings)) for case in suite if case.result]
    assert max(Counter((case.classname, case.name) for case in found).values(), default=1) == 1
    return {case.name: case for case in found}


def test_a_consumer_reads_suites_tests_and_outcomes() -> None:
    xml = read(ONE_OF_EACH)
    assert [suite.name for suite in xml][:2] == ["PT0 Läsning", "PT1 Spårbarhet"]
    assert (xml.tests, xml.failures, xml.errors) == (len(RULES), 2, 0)
    assert sum(suite.skipped for suite in xml) == 2


def test_a_finding_ends_with_the_address_of_the_rules_page() -> None:
    [case] = [
        case for suite in read(on_the_web(report(finding()))) for case in suite if case.result
    ]
    [outcome] = case.result
    [as_without] = cases(finding())["PT203 PRI-A"].result
    assert outcome.text.splitlines() == [*as_without.text.splitlines(), PAGES["PT203"]]
    assert outcome.message == as_without.message


def test_a_rule_that_finds_nothing_is_a_test_that_passes() -> None:
    xml = read(report())
    names = {case.name for suite in xml for case in suite if case.is_passed}
    assert len(names) == len(RULES)
    assert "PT203 En prioritering utan nästa uppföljning" in names


def test_a_rule_that_was_not_tried_is_no_test() -> None:
    xml = read(Report(findings=(), objects=14, today=report().today, rules=("PT203",)))
    assert [case.name[:5] for suite in xml for case in suite] == ["PT203"]


def test_an_error_is_a_failure_that_says_where_what_and_how_to_mend_it() -> None:
    [failed] = cases(finding()).values()
    assert (failed.classname, failed.name) == ("policytrace.PT203", "PT203 PRI-A")
    [outcome] = failed.result
    assert isinstance(outcome, Failure)
    assert outcome.type == "fel"
    assert outcome.message == ("”Frihet från våld” (prioritering) saknar :nästa_uppföljning:.")
    place, remedy = outcome.text.splitlines()
    assert place == f"strategy/a.md:7: {outcome.message}"
    assert remedy.startswith("Lägg till :nästa_uppföljning:")


def test_what_does_not_fail_the_run_is_skipped_and_says_why() -> None:
    found = cases(
        finding("PT209", Severity.WARNING, item="A"),
        finding("PT201", Severity.INFO, item="B", waived_by="UND-A"),
        finding(item="C", known=True),
    )
    assert found.keys() == {"PT209 A", "PT201 B", "PT203 C"}
    for case in found.values():
        [outcome] = case.result
        assert isinstance(outcome, Skipped)
        assert outcome.message


def test_the_name_of_a_test_is_the_same_when_lines_have_moved() -> None:
    assert cases(finding(line=7)).keys() == cases(finding(line=70)).keys()


def test_findings_of_one_rule_on_one_object_are_counted() -> None:
    assert cases(finding(), finding(line=9)).keys() == {"PT203 PRI-A", "PT203 PRI-A (2)"}


def test_a_finding_about_no_object_is_named_after_its_file() -> None:
    assert cases(finding("PT001", item="", file="å.md")).keys() == {"PT001 å.md"}


@given(verdict=REPORTS)
def test_any_report_can_be_read_and_holds_only_what_jenkins_allows(verdict: Report) -> None:
    root = ET.fromstring(render(verdict))  # noqa: S314 - it is our own
    for element in root.iter():
        assert element.keys() == [*dict.fromkeys(element.keys())]
        assert set(element.keys()) == ATTRIBUTES[element.tag]
        assert {child.tag for child in element} <= CHILDREN[element.tag]
        assert len(element) <= 1 or element.tag != "testcase"
    outcomes = Counter(element.tag for element in root.iter())
    assert outcomes["failure"] + outcomes["skipped"] == len(verdict.findings)
    assert outcomes["failure"] == sum(one.fails for one in verdict.findings)
    assert re.fullmatch(r"\d+", root.get("tests", ""))
    assert int(root.get("tests", "")) == outcomes["testcase"]
