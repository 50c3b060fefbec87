"""What an indicator's fields say of how it is judged."""

from __future__ import annotations

import pytest

from policytrace.measure.performance import TargetSpec
from policytrace.measure.target_specs import is_split, target_spec_of, unit_of
from policytrace.plan.model import Item
from policytrace.schema.roles import Role
from policytrace.schema.typed import NO_UNIT, Unit
from policytrace.schema.vocabulary import Direction
from policytrace.values.bands import EQUAL, parse_band
from policytrace.values.periods import parse_period
from tests.plan_builder import item


def indicator(**fields: str) -> Item:
    return item("IND-A", Role.INDICATOR, **fields)


def test_all_that_can_be_said() -> None:
    found = target_spec_of(
        indicator(
            direction="balans",
            baseline="2017/18",
            target_value="40–60",
            target_year="2030",
            target_gap="−2..2",
            interval="vartannat år",
        )
    )
    assert found == TargetSpec(
        direction=Direction.BALANCE,
        baseline=parse_period("2017/18"),
        target=parse_band("40–60"),
        year=2030,
        gap_target=parse_band("−2..2"),
        interval=24,
    )


def test_no_gap_is_the_target_for_the_gap_if_nothing_else_is_said() -> None:
    assert target_spec_of(indicator(direction="upp")) == TargetSpec(
        direction=Direction.UP, gap_target=EQUAL
    )


def test_an_indicator_without_direction_is_background_unless_its_gap_has_a_target() -> None:
    assert target_spec_of(indicator()) == TargetSpec(gap_target=None)
    assert target_spec_of(indicator(target_gap="2")) == TargetSpec(gap_target=parse_band("2"))


@pytest.mark.parametrize(
    "fields",
    [
        {"direction": "uppåt"},
        {"baseline": "20"},
        {"baseline": "2017/19"},
        {"target_value": "60–40"},
        {"target_value": "9" * 1_000},
        {"target_gap": "2..-2"},
        {"interval": "ibland"},
        *({"target_year": text} for text in ("x", "1", "99999", "-1", "²", "2030-H1", "9" * 5_000)),
    ],
)
def test_what_cannot_be_read_counts_as_not_set(fields: dict[str, str]) -> None:
    assert target_spec_of(indicator(**fields)) == TargetSpec(gap_target=None)


def test_a_gap_target_that_cannot_be_read_is_no_gap() -> None:
    assert target_spec_of(indicator(direction="ned", target_gap="2..-2")).gap_target == EQUAL


@pytest.mark.parametrize(("said", "split"), [("ja", True), ("nej", False), ("kanske", False)])
def test_whether_values_are_split_by_sex(said: str, *, split: bool) -> None:
    assert is_split(indicator(split_by_sex=said)) is split


@pytest.mark.parametrize(
    ("text", "noun", "is_per_cent"),
    [
        ("procent", "procent", True),
        ("antal hushåll", "hushåll", False),
        ("index", "", False),
        ("balanstal", "", False),
        ("kr/inv", "kr/inv", False),
    ],
)
def test_what_values_are_numbers_of(text: str, noun: str, *, is_per_cent: bool) -> None:
    assert unit_of(indicator(unit=text)) == Unit(text=text, noun=noun, is_per_cent=is_per_cent)


def test_an_indicator_need_not_say_what_its_values_are_numbers_of() -> None:
    assert unit_of(indicator()) == NO_UNIT
