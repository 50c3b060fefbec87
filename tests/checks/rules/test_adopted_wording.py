"""PT109 on plain passages: each doubt is told at the register's line, with what is to be done."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policytrace.locations import Location
from policytrace.plan.model import Doubt, Passage
from policytrace.schema.roles import Role
from tests.plan_builder import english, findings_of, plan

PASSAGE = Passage(
    pinpoint="goal-1",
    section="Goals",
    role=Role.GOAL,
    type_name="goal",
    gist="Gist",
    location=Location(file="passages.csv", line=7),
    begins="Everybody",
    ends="is safe.",
)


@pytest.mark.parametrize("passage", [PASSAGE, replace(PASSAGE, begins="", ends="")])
def test_a_passage_that_is_found_or_not_looked_for_is_no_finding(passage: Passage) -> None:
    assert not findings_of("PT109", plan(passages=(passage,)))


@pytest.mark.parametrize(
    ("doubt", "said", "remedy"),
    [
        (Doubt.HALF_SAID, "words in the column “börjar”, but none in “slutar”", "both"),
        (Doubt.TOO_MANY_WORDS, "more than 10 words", "at most 10"),
        (Doubt.NO_BEGINNING, "begins with “Everybody”, which does not stand", "Copy the first"),
        (Doubt.SEVERAL_BEGINNINGS, "“Everybody”, which stands in several", "more of the passage"),
        (Doubt.NO_END, "ends with “is safe.”, which does not stand", "Copy the last"),
        (Doubt.END_BEFORE_BEGINNING, "only before the passage begins", "Copy the last"),
        (Doubt.SEVERAL_ENDS, "“is safe.”, which stands in several", "more of the passage"),
        (Doubt.TOO_LONG, "more than 3000 signs", "one and the same passage"),
    ],
)
def test_a_doubt_is_told_in_the_register(doubt: Doubt, said: str, remedy: str) -> None:
    [found] = findings_of("PT109", plan(passages=(replace(PASSAGE, doubt=doubt),)))
    assert (found.item, found.location) == ("", PASSAGE.location)
    assert "“goal-1”" in english(found.message)
    assert said in english(found.message)
    assert remedy in english(found.hint)


def test_the_column_that_is_empty_is_the_one_named() -> None:
    half = replace(PASSAGE, begins="", doubt=Doubt.HALF_SAID)
    [found] = findings_of("PT109", plan(passages=(half,)))
    assert "words in the column “slutar”, but none in “börjar”" in english(found.message)
