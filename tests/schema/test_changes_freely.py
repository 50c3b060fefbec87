"""What of something decided may change without a new decision is data."""

from __future__ import annotations

import pytest

from policytrace.schema.changes_freely import BY_DEFAULT
from policytrace.schema.links import NOT_ADOPTED
from tests.schema.projects import SMALL, Read, at, mistake


def setting(value: str) -> str:
    return SMALL.replace("passages =", f"changes_freely = {value}\npassages =")


def test_a_project_that_does_not_say_has_what_the_fields_say(read: Read) -> None:
    found = read(SMALL).changes_freely
    assert found == BY_DEFAULT
    assert {"next_follow_up", "value_expected", "decided_by"} <= found
    assert not {"due", "owner", "target_value", "part_of"} & found


def test_a_project_says_it_in_its_own_words(read: Read) -> None:
    found = read(setting('["date", "budget", "under", "needs"]')).changes_freely
    assert found == {"due", "own.budget", "part_of", "own.needs", *NOT_ADOPTED}


def test_nothing_may_change_where_the_project_says_so(read: Read) -> None:
    assert read(setting("[]")).changes_freely == NOT_ADOPTED


@pytest.mark.parametrize("value", ['"date"', '["dates"]', "[3]", "true"])
def test_what_is_no_list_of_fields_and_links_is_told_with_its_line(read: Read, value: str) -> None:
    text = setting(value)
    said, place = mistake(read, text)
    assert "changes_freely" in said
    assert place == at(text, "changes_freely =")
