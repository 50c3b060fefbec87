"""PT606: what an official site must say, and what its accessibility statement may claim."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from policytrace.checks.engine import run
from policytrace.checks.registry import RULES, Context
from policytrace.locations import Location
from policytrace.plan.graph import Graph
from policytrace.settings import (
    Accessibility,
    AutomatedTests,
    Compliance,
    Ground,
    Publisher,
    Settings,
    Shortcoming,
)
from policytrace.severity import Severity
from tests.plan_builder import TODAY, english

FACTS = (
    "service",
    "compliance",
    "method",
    "assessed_by",
    "assessed",
    "updated",
    "contact",
)
PUBLISHER = Publisher(
    official=True,
    name="Lillköpings kommun",
    contact="info@lillkoping.example",
    places={
        key: Location(file="ubproject.toml", line=line)
        for line, key in enumerate(("official", "name", "contact"), start=1)
    },
)
WHOLE = Accessibility(
    service="Jämlikhet i Lillköping",
    compliance=Compliance.PARTIAL,
    shortcomings=(Shortcoming(what="Kartorna saknar text.", why="De är gamla."),),
    method="Självskattning.",
    assessed_by="Kommunledningskontoret",
    assessed=TODAY,
    updated=TODAY,
    places={
        key: Location(file="ubproject.toml", line=line) for line, key in enumerate(FACTS, start=11)
    },
)
TESTS = AutomatedTests(day=TODAY, tool="axe-core 4", pages=3, looks=4, violations=0)


def told(
    accessibility: Accessibility = WHOLE, publisher: Publisher = PUBLISHER, today: date = TODAY
) -> list[tuple[int, Severity, str]]:
    """Line, severity and message of each finding."""
    others_off = Settings(severities={code: None for code in RULES if code != "PT606"})
    context = Context(today=today, publisher=publisher, accessibility=accessibility)
    return [
        (found.location.line, found.severity, english(found.message))
        for found in run(Graph(()), others_off, context)
    ]


def facts(**changed: Any) -> Accessibility:  # noqa: ANN401 - fields of several types
    """A whole statement, less or more."""
    return replace(WHOLE, **changed)


def test_a_whole_statement_is_enough() -> None:
    assert told() == []


def test_a_draft_needs_nothing() -> None:
    assert told(Accessibility(), Publisher()) == []


@pytest.mark.parametrize("key", ["name", "contact"])
def test_who_publishes_is_asked_for(key: str) -> None:
    changed: dict[str, Any] = {
        key: "",
        "places": {at: where for at, where in PUBLISHER.places.items() if at != key},
    }
    [(line, severity, _)] = told(publisher=replace(PUBLISHER, **changed))
    assert (line, severity) == (1, Severity.ERROR)


@pytest.mark.parametrize(
    "changed",
    [
        {"service": ""},
        {"compliance": None},
        {"method": ""},
        {"assessed_by": ""},
        {"assessed": None},
        {"updated": None},
    ],
    ids=lambda changed: str(*changed),
)
def test_each_fact_that_is_missing_is_an_error_where_the_site_becomes_official(
    changed: dict[str, Any],
) -> None:
    [(line, severity, _)] = told(facts(**changed, places={}))
    assert (line, severity) == (1, Severity.ERROR)


def test_nothing_said_is_one_finding_a_fact() -> None:
    assert len(told(Accessibility())) == 6


@pytest.mark.parametrize("compliance", [Compliance.PARTIAL, Compliance.NONE])
def test_what_is_not_wholly_accessible_says_what_is_lacking(compliance: Compliance) -> None:
    [(line, _, message)] = told(facts(compliance=compliance, shortcomings=()))
    assert line == 12
    assert message == "The accessibility statement does not say what is not accessible."


def test_what_is_wholly_accessible_has_no_shortcomings_to_tell() -> None:
    whole = facts(compliance=Compliance.FULL, shortcomings=())
    assert told(whole) == []
    assert told(replace(whole, tests=TESTS)) == []


def test_shortcomings_deny_that_a_site_is_wholly_accessible() -> None:
    [(line, severity, message)] = told(facts(compliance=Compliance.FULL))
    assert (line, severity) == (12, Severity.ERROR)
    assert "shortcomings are listed" in message


def test_what_the_law_does_not_cover_denies_nothing() -> None:
    outside = (replace(WHOLE.shortcomings[0], ground=Ground.OUTSIDE),)
    assert told(facts(compliance=Compliance.FULL, shortcomings=outside)) == []
    assert len(told(facts(shortcomings=outside))) == 1


def test_faults_that_tests_found_deny_that_a_site_is_wholly_accessible() -> None:
    found = replace(TESTS, violations=1)
    [(line, severity, message)] = told(
        facts(compliance=Compliance.FULL, shortcomings=(), tests=found)
    )
    assert (line, severity) == (12, Severity.ERROR)
    assert "the tests found faults" in message
    assert told(facts(tests=found)) == []


@pytest.mark.parametrize(("key", "line"), [("assessed", 15), ("updated", 16)])
def test_a_day_that_is_yet_to_come_is_an_error(key: str, line: int) -> None:
    [(where, severity, message)] = told(facts(**{key: TODAY + timedelta(days=1)}))
    assert (where, severity) == (line, Severity.ERROR)
    assert "is yet to come" in message


def test_a_statement_is_a_warning_the_day_after_a_year() -> None:
    updated = date(2027, 1, 15)
    statement = facts(assessed=updated, updated=updated)
    assert told(statement, today=date(2028, 1, 15)) == []
    [(line, severity, message)] = told(statement, today=date(2028, 1, 16))
    assert (line, severity) == (16, Severity.WARNING)
    assert message == "The accessibility statement has not been updated since 2027-01-15."


def test_a_statement_of_a_leap_day_is_old_on_the_first_of_march() -> None:
    leap = date(2028, 2, 29)
    statement = facts(assessed=leap, updated=leap)
    assert told(statement, today=date(2029, 2, 28)) == []
    assert len(told(statement, today=date(2029, 3, 1))) == 1


def test_a_contact_that_nobody_can_reach_is_told_where_it_stands() -> None:
    unreachable = "neither an e-mail address nor a phone number"
    [(line, _, message)] = told(publisher=replace(PUBLISHER, contact="Kontaktcenter"))
    assert line == 3
    assert unreachable in message
    [(line, _, message)] = told(facts(contact="Kontaktcenter"))
    assert line == 17
    assert unreachable in message
    assert told(facts(contact="0123-456 78")) == []
