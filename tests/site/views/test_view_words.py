"""What a project calls the views and their options: a word for each, and none for two things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from policytrace.errors import ProjectError
from policytrace.locations import Location
from policytrace.site.views.registry import VIEWS, view_words
from tests.plan_builder import METAMODEL, english


def changed(table: str, **words: str | None) -> Mapping[str, Mapping[str, str]]:
    """The words of the tests' metamodel with some changed; None takes one away."""
    known = {**METAMODEL.overviews[table], **words}
    return {**METAMODEL.overviews, table: {key: word for key, word in known.items() if word}}


def mistake(table: str, **words: str | None) -> tuple[str, Location | None]:
    """What is said of these words, and where."""
    with pytest.raises(ProjectError) as raised:
        view_words(replace(METAMODEL, overviews=changed(table, **words)))
    return english(raised.value.text), raised.value.location


def line(text: str) -> Location:
    """Where a line stands in the tests' metamodel."""
    lines = METAMODEL.text.splitlines()
    return Location(file="ubproject.toml", line=lines.index(text) + 1)


def test_every_view_and_option_has_its_word() -> None:
    words = view_words(METAMODEL)
    assert words.directives.keys() == VIEWS.keys()
    assert words.directives["action_table"] == "åtgärdstabell"
    assert words.options["plan"] == "plan"


@pytest.mark.parametrize(("table", "key"), [("view", "timeline"), ("view_option", "plan")])
def test_a_key_without_a_word(table: str, key: str) -> None:
    assert mistake(table, **{key: None}) == (
        f'[policytrace.words.{table}] has no word for {key}. Write {key} = "…" there.',
        line(f"[policytrace.words.{table}]"),
    )


@pytest.mark.parametrize("table", ["view", "view_option"])
def test_a_word_for_what_there_is_not(table: str) -> None:
    said, place = mistake(table, other="annat")
    assert said.startswith(f"“other” is not a name that [policytrace.words.{table}] knows.")
    assert place == line(f"[policytrace.words.{table}]")


def test_the_word_of_a_type_for_a_view() -> None:
    said, place = mistake("view", timeline="åtgärd")
    assert said == "“åtgärd” stands for both role.action and view.timeline."
    assert place == line('timeline = "tidslinje"')
