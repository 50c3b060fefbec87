"""What an indicator's fields say of how it is judged."""

from __future__ import annotations

import pytest

from policytrace.measure.performance import TargetSpec
from policytrace.measure.target_specs import INTERVALS, band_in, is_split, period_in, target_spec_of
from policytrace.plan.model import Item
from policytrace.schema.reading import load_metamodel
from policytrace.schema.roles import FieldName, Role
from policytrace.schema.vocabulary import Direction
from policytrace.values.bands import EQUAL, parse_band
from policytrace.values.periods import parse_period
from tests.paths import REPOSITORY
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


def test_a_field_by_itself() -> None:
    one = indicator(baseline="2020", target_gap="3")
    assert period_in(one, FieldName.BASELINE) == parse_period("2020")
    assert band_in(one, FieldName.TARGET_GAP) == parse_band("3")
    assert band_in(one, FieldName.TARGET_VALUE) is None
    assert period_in(one, FieldName.TARGET_YEAR) is None


@pytest.mark.parametrize(("said", "split"), [("ja", True), ("nej", False), ("", False)])
def test_whether_values_are_split_by_sex(said: str, *, split: bool) -> None:
    assert is_split(indicator(split_by_sex=said)) is split


def test_the_words_are_those_of_the_repository_s_schema() -> None:
    text = (REPOSITORY / "ubproject.toml").read_text(encoding="utf-8")
    words = load_metamodel(REPOSITORY).words
    assert words["field.interval"] == "uppdateras"
    assert f"enum = {list(INTERVALS)}".replace("'", '"') in text
    assert f"enum = {[one.value for one in Direction]}".replace("'", '"') in text
