"""The JSON report: a contract with the programs that read it."""

from __future__ import annotations

import gettext
import json

import pytest
from hypothesis import given

from policytrace.messages import catalogue
from policytrace.report.interface import Report
from policytrace.report.json_report import JsonReporter
from tests.report.reports import ONE_OF_EACH, REPORTS, on_the_web, report

SWEDISH = JsonReporter(translations=catalogue("sv"))
ENGLISH = JsonReporter(translations=gettext.NullTranslations())

EXPECTED = """\
{
  "version": 1,
  "today": "2026-11-23",
  "findings": [
    {
      "code": "PT203",
      "severity": "error",
      "object": "PRI-A",
      "file": "strategy/a.md",
      "line": 7,
      "message": "”Frihet från våld” (prioritering) saknar :nästa_uppföljning:.",
      "hint": "Lägg till :nästa_uppföljning: med ett datum, till exempel 2027-11-15."
    },
"""


def test_it_begins_as_the_contract_says() -> None:
    assert SWEDISH.render(ONE_OF_EACH).startswith(EXPECTED)


def test_addresses_on_the_web_are_no_part_of_the_contract() -> None:
    assert SWEDISH.render(on_the_web(ONE_OF_EACH)) == SWEDISH.render(ONE_OF_EACH)


def test_it_has_the_keys_of_the_contract_in_order() -> None:
    told = json.loads(SWEDISH.render(ONE_OF_EACH))
    assert list(told) == ["version", "today", "findings", "summary"]
    for one in told["findings"]:
        keys = ["code", "severity", "object", "file", "line", "message", "hint"]
        assert list(one) == keys
        assert {type(one[key]) for key in keys if key != "line"} == {str}
        assert type(one["line"]) is int
    assert told["summary"] == {"error": 2, "warning": 1, "info": 1, "objects": 14}
    assert list(told["summary"]) == ["error", "warning", "info", "objects"]


def test_severities_are_the_three_of_the_contract() -> None:
    told = json.loads(SWEDISH.render(ONE_OF_EACH))
    assert [one["severity"] for one in told["findings"]] == ["error", "warning", "info", "error"]


def test_a_finding_about_no_object_has_an_empty_one() -> None:
    assert json.loads(SWEDISH.render(ONE_OF_EACH))["findings"][3]["object"] == ""


def test_nothing_found_is_an_empty_list() -> None:
    assert json.loads(SWEDISH.render(report())) == {
        "version": 1,
        "today": "2026-11-23",
        "findings": [],
        "summary": {"error": 0, "warning": 0, "info": 0, "objects": 14},
    }


def test_another_language_changes_nothing_but_the_texts() -> None:
    swedish, english = (json.loads(one.render(ONE_OF_EACH)) for one in (SWEDISH, ENGLISH))
    assert english["findings"][0]["hint"] == ("Add :nästa_uppföljning: with a date, as 2027-11-15.")
    for one, other in zip(swedish["findings"], english["findings"], strict=True):
        assert one | {"message": "", "hint": ""} == other | {"message": "", "hint": ""}
    assert swedish["summary"] == english["summary"]


def test_letters_are_written_as_they_are() -> None:
    assert "å" in SWEDISH.render(ONE_OF_EACH)
    assert "\\u" not in SWEDISH.render(ONE_OF_EACH)


@pytest.mark.parametrize("language", ["sv", "en"])
@given(verdict=REPORTS)
def test_any_report_can_be_read_back(language: str, verdict: Report) -> None:
    told = json.loads(JsonReporter(translations=catalogue(language)).render(verdict))
    assert [(one["code"], one["object"], one["file"], one["line"]) for one in told["findings"]] == [
        (one.code, one.item, one.location.file, one.location.line) for one in verdict.findings
    ]
    summary = told["summary"]
    assert summary["error"] + summary["warning"] + summary["info"] == len(verdict.findings)
