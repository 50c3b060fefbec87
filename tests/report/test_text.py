"""The report for a person at a terminal."""

from __future__ import annotations

import re

from hypothesis import given

from policytrace.messages import catalogue
from policytrace.report.interface import Report
from policytrace.report.text import TextReporter
from tests.report.reports import (
    ONE_OF_EACH,
    PAGES,
    REPORTS,
    finding,
    on_the_web,
    report,
)

SWEDISH = TextReporter(translations=catalogue("sv"))
COLOURED = TextReporter(translations=catalogue("sv"), colour=True)


def test_a_finding_is_place_severity_code_and_text_and_below_that_the_remedy() -> None:
    assert SWEDISH.render(report(finding())) == (
        "strategy/a.md:7: fel PT203: ”Frihet från våld” (prioritering) saknar "
        ":nästa_uppföljning:.\n"
        "    Lägg till :nästa_uppföljning: med ett datum, till exempel 2027-11-15.\n"
        "\n"
        "14 objekt kontrollerade 2026-11-23. Fel: 1. Varningar: 0. Upplysningar: 0.\n"
        "Läs om en regel: policytrace explain PT203\n"
    )


def test_without_findings_there_is_nothing_to_read_about() -> None:
    summary = "14 objekt kontrollerade 2026-11-23. Fel: 0. Varningar: 0. Upplysningar: 0.\n"
    assert SWEDISH.render(report()) == SWEDISH.render(on_the_web(report())) == summary


def test_last_comes_where_on_the_web_each_rule_is_explained_once() -> None:
    twice = report(finding("PT209"), finding(), finding(line=9))
    told = SWEDISH.render(on_the_web(twice))
    assert told.endswith(
        "Upplysningar: 0.\n"
        "Läs om reglerna:\n"
        f"    PT203 {PAGES['PT203']}\n"
        f"    PT209 {PAGES['PT209']}\n"
    )
    assert told.count("PT203 https://") == 1
    assert "policytrace explain" not in told


def test_what_is_known_since_before_is_marked_and_counted() -> None:
    told = SWEDISH.render(report(finding(known=True), finding(), compared=True))
    assert "fel PT203 (känt): " in told
    assert "fel PT203: " in told
    assert (
        "\n14 objekt kontrollerade 2026-11-23. Fel: 2. Varningar: 0. Upplysningar: 0. "
        "Kända från den tidigare rapporten: 1.\n"
    ) in told


def test_colour_adds_nothing_but_colour() -> None:
    told = COLOURED.render(ONE_OF_EACH)
    assert re.sub(r"\x1b\[\d*m", "", told) == SWEDISH.render(ONE_OF_EACH)
    assert told != SWEDISH.render(ONE_OF_EACH)


@given(verdict=REPORTS)
def test_no_text_steers_the_terminal_or_makes_a_line_of_its_own(verdict: Report) -> None:
    told = SWEDISH.render(verdict)
    assert not re.search(
        r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", told.replace("\t", "")
    )
    assert told.count("\n") == 3 * len(verdict.findings) + 1 + bool(verdict.findings)
