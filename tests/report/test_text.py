"""The report for a person at a terminal."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given

from policytrace.messages import catalogue
from policytrace.report.interface import Report
from policytrace.report.text import Commands, TextReporter
from policytrace.severity import Severity
from tests.report.reports import (
    ONE_OF_EACH,
    PAGES,
    REPORTS,
    finding,
    on_the_web,
    report,
)

SWEDISH = TextReporter(translations=catalogue("sv"))
VERBOSE = TextReporter(translations=catalogue("sv"), verbose=True)


def test_a_finding_is_place_severity_code_and_text_and_below_that_the_remedy() -> None:
    assert SWEDISH.render(report(finding())) == (
        "strategy/a.md:7: fel PT203: ”Frihet från våld” (prioritering) saknar "
        ":nästa_uppföljning:.\n"
        "    Lägg till :nästa_uppföljning: med ett datum, till exempel 2027-11-15.\n"
        "\n"
        "14 objekt kontrollerade 2026-11-23. Fel: 1. Varningar: 0. Upplysningar: 0.\n"
        "Läs om en regel: ./policytrace explain PT203\n"
    )


def test_without_findings_there_is_nothing_to_read_about() -> None:
    summary = "14 objekt kontrollerade 2026-11-23. Fel: 0. Varningar: 0. Upplysningar: 0.\n"
    assert SWEDISH.render(report()) == SWEDISH.render(on_the_web(report())) == summary


def test_what_stops_nothing_is_a_line_for_each_rule_and_errors_come_last_and_in_full() -> None:
    told = SWEDISH.render(
        report(
            finding(file="a.md"),
            finding("PT209", Severity.WARNING, file="a.md", line=9),
            finding("PT209", Severity.WARNING, file="b.md"),
            finding("PT201", Severity.INFO, file="c.md", waived_by="UND-A"),
            finding("PT001", file="d.md"),
        )
    )
    lines = told.splitlines()
    assert lines[:4] == [
        "upplysning PT201: 1 st. En prioritering utan ansvarig",
        "varning PT209: 2 st. En åtgärd som inget mäter",
        "    Visa var och en: ./policytrace check --verbose",
        "",
    ]
    assert [line.partition(":")[0] for line in lines[4:-2:3]] == ["a.md", "d.md"]
    assert lines[-1] == "Läs om en regel: ./policytrace explain PT001"


def test_all_is_shown_in_full_when_asked_for_and_errors_are_still_last() -> None:
    told = VERBOSE.render(ONE_OF_EACH)
    found = re.findall(r"^(?:\S.*?):\d+: (\w+) (PT\d{3}): ", told, re.MULTILINE)
    assert found == [
        ("upplysning", "PT201"),
        ("varning", "PT209"),
        ("fel", "PT203"),
        ("fel", "PT001"),
    ]
    assert "--verbose" not in told


def test_what_is_known_is_no_error_that_stops_anything() -> None:
    told = SWEDISH.render(report(finding("PT001", known=True), finding(), compared=True))
    assert told.startswith("fel PT001 (känt): 1 st. ")
    assert told.endswith("Läs om en regel: ./policytrace explain PT203\n")


def test_where_there_is_no_error_a_warning_s_rule_is_read_about() -> None:
    told = SWEDISH.render(report(finding("PT209", Severity.WARNING)))
    assert told.endswith("Läs om en regel: ./policytrace explain PT209\n")


def test_a_command_is_the_one_that_works_where_the_reader_stands() -> None:
    here = Commands(program="./x -m policytrace", in_full="check --verbose", language="--lang en")
    text = replace(SWEDISH, commands=here)
    told = text.render(report(finding("PT209", Severity.WARNING)))
    assert told.endswith("Läs om en regel: ./x -m policytrace explain PT209 --lang en\n")
    assert "\n    Visa var och en: ./x -m policytrace check --verbose\n" in told


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
    for plain in (SWEDISH, VERBOSE):
        told = replace(plain, colour=True).render(ONE_OF_EACH)
        assert re.sub(r"\x1b\[\d*m", "", told) == plain.render(ONE_OF_EACH)
        assert told != plain.render(ONE_OF_EACH)


@given(verdict=REPORTS)
def test_no_text_steers_the_terminal_or_makes_a_line_of_its_own(verdict: Report) -> None:
    told = VERBOSE.render(verdict)
    assert not re.search(
        r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", told.replace("\t", "")
    )
    assert told.count("\n") == 3 * len(verdict.findings) + 1 + bool(verdict.findings)
