"""Choosing rules by code and by family."""

from __future__ import annotations

import pytest

from policytrace.checks.registry import RULES
from policytrace.checks.selection import Selection, no_such_rule, selection
from policytrace.errors import ProjectError


def chosen(select: list[str], ignore: list[str]) -> list[str]:
    picked = selection(select, ignore)
    return [code for code in sorted(RULES) if picked.takes(code)]


def test_all_rules_are_chosen_unless_something_is_said() -> None:
    assert chosen([], []) == sorted(RULES)
    assert selection([], []) == Selection()


def test_nothing_but_commas_says_nothing() -> None:
    assert chosen([" , "], [","]) == sorted(RULES)


def test_a_family_is_all_its_rules() -> None:
    assert chosen(["PT5"], []) == ["PT501", "PT502", "PT503", "PT504", "PT505", "PT506", "PT507"]


def test_what_is_not_to_be_shown_goes_first() -> None:
    assert chosen(["PT5"], ["PT501"]) == ["PT502", "PT503", "PT504", "PT505", "PT506", "PT507"]
    assert chosen(["PT501"], ["PT5"]) == []


@pytest.mark.parametrize("name", ["PT", "PT50", "PT5011", "ALL", "PT501;PT502", "PT５"])
def test_what_is_neither_code_nor_family_is_a_mistake(name: str) -> None:
    with pytest.raises(ProjectError):
        selection([name], [])
    with pytest.raises(ProjectError):
        selection([], [f"PT501,{name}"])


@pytest.mark.parametrize(("name", "nearest"), [("PT0501", "PT501"), ("P501", "PT501"), ("X", "")])
def test_the_nearest_code_is_suggested(name: str, nearest: str) -> None:
    assert no_such_rule(name).text.values.get("nearest", "") == nearest
