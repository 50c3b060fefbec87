"""What several files tell together of few persons is found, unless they are about others."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.measure import populations
from policytrace.measure.measurements import IndicatorData
from policytrace.measure.suppression import Reason, threshold_for
from policytrace.measure.tables import Row
from policytrace.schema.vocabulary import Sex, ValueStatus
from tests.measure.figures import COUNTY, HOME, NORTH, SOUTH, WEST, figure
from tests.plan_builder import measured, values_of

Told = tuple[str, int, Reason, str, int]
"""Indicator and line, why, and file and line of the other."""


def data(name: str, unit: str, *rows: Row) -> IndicatorData:
    return values_of(name, *rows, unit=unit, threshold=threshold_for(unit, 5, ()))


def told(*files: IndicatorData) -> list[Told]:
    """What the files tell together; all of it is held back where it is shown."""
    known = measured(*files)
    for one in known.together:
        shown = known.by_indicator[one.indicator].series
        (row,) = [row for row in shown.rows if row.key == one.row.key]
        assert (row.value, row.count, row.status) == (None, None, ValueStatus.CONFIDENTIAL)
    return [
        (one.indicator, one.row.line, one.reason, one.file, one.other.line)
        for one in known.together
    ]


@pytest.mark.parametrize(
    ("share", "number", "reason"),
    [
        ("75", "8", Reason.FEW_OTHERS),
        ("75", "6", Reason.FEW_OTHERS),  # 6 are 75 % of 8
        ("25", "8", Reason.FEW_OF_THEM),
        ("100", "8", Reason.ALL_OR_NONE),
        ("0", "8", Reason.ALL_OR_NONE),
        ("100", "80", None),
        ("50", "80", None),
        ("2", "150", Reason.FEW_OF_THEM),
        ("97", "150", None),  # 4 or 5 are not
        ("71", "8", None),  # no share of 8, and 8 are no 71 % of anybody
    ],
)
def test_a_share_and_a_number_tell_what_neither_does(
    share: str, number: str, reason: Reason | None
) -> None:
    shares = data("IND-A", "procent", figure(value=share))
    numbers = data("IND-B", "antal elever", figure(value=number))
    expected = [] if reason is None else [("IND-A", 2, reason, "data/ind-b.csv", 2)]
    assert told(shares, numbers) == told(numbers, shares) == expected


@pytest.mark.parametrize(("unit", "share"), [("andel (0–1)", "0.75"), ("promille", "750")])
def test_in_whatever_unit_the_share_is(unit: str, share: str) -> None:
    shares = data("IND-A", unit, figure(value=share))
    assert told(shares, data("IND-B", "antal elever", figure(value="8")))


def test_the_number_may_stand_beside_another_share() -> None:
    other = data("IND-B", "procent", figure(value="100", count=20))
    shares = data("IND-A", "procent", figure(value="85"))
    assert [one[:3] for one in told(shares, other)] == [("IND-A", 2, Reason.FEW_OTHERS)]


@pytest.mark.parametrize(
    "other",
    [
        figure("2021", "8"),
        figure(value="8", area=NORTH),
        figure(value="8", sex=Sex.WOMEN),
        figure(value="8", group="young"),
        figure(value="8", source="SCB"),
    ],
)
def test_a_number_of_others_tells_nothing(other: Row) -> None:
    shares = data("IND-A", "procent", figure(value="75"))
    assert told(shares, data("IND-B", "antal elever", other)) == []


@pytest.mark.parametrize(
    "contradiction",
    [
        (figure("2021", "75", count=90), figure("2021", "80")),
        (figure("2021", "33"), figure("2021", "7")),
    ],
)
def test_files_that_contradict_each_other_are_about_others(contradiction: tuple[Row, Row]) -> None:
    share, number = contradiction
    shares = data("IND-A", "procent", figure(value="75"), share)
    assert told(shares, data("IND-B", "antal elever", figure(value="8"), number)) == []
    agreeing = data("IND-A", "procent", figure(value="75"), replace(share, value=None, count=None))
    assert told(agreeing, data("IND-B", "antal elever", figure(value="8"), number))


def test_a_share_that_tells_its_own_number_needs_no_other() -> None:
    shares = data("IND-A", "procent", figure(value="75", count=80))
    assert told(shares, data("IND-B", "antal elever", figure(value="8"))) == []


@pytest.mark.parametrize("unit", ["antal elever", "Antal  elever", "elever"])
def test_parts_in_one_file_and_their_whole_in_another_tell_the_rest(unit: str) -> None:
    women = data("IND-A", "antal elever", figure(value="21", sex=Sex.WOMEN, source="Skolverket"))
    total = data("IND-B", unit, figure(value="24"))
    assert told(women, total) == [("IND-A", 2, Reason.TELLS, "data/ind-b.csv", 2)]
    assert told(women, data("IND-B", unit, figure(value="26"))) == []
    assert told(women, data("IND-B", "antal elever i årskurs 9", figure(value="24"))) == []


def test_districts_in_one_file_and_the_municipality_in_another_tell_the_rest() -> None:
    districts = [figure(value="60", area=NORTH), figure(value="90", area=SOUTH)]
    whole = data("IND-B", "antal elever", figure(value="153"))
    (found,) = told(data("IND-A", "antal elever", *districts), whole)
    assert found[:3] == ("IND-A", 2, Reason.TELLS)
    everybody = (*districts, figure(value="30", area=WEST))
    assert told(data("IND-A", "antal elever", *everybody), whole) == []


def test_units_that_name_nobody_in_particular_count_the_same_if_the_source_does() -> None:
    women = data("IND-A", "antal personer", figure(value="21", sex=Sex.WOMEN))
    total = figure(value="24")
    assert told(women, data("IND-B", "antal personer", total))
    other = replace(total, source="SCB")
    assert told(women, data("IND-B", "antal personer", other)) == []


def test_numbers_that_shares_are_of_add_up_too() -> None:
    women = data("IND-A", "procent", figure(value="50", count=120, sex=Sex.WOMEN))
    total = data("IND-B", "procent", figure(value="40", count=123))
    assert [one[:3] for one in told(women, total)] == [("IND-A", 2, Reason.TELLS)]


def test_numbers_that_contradict_each_other_do_not_add_up() -> None:
    women = data("IND-A", "antal elever", figure(value="21", sex=Sex.WOMEN), figure("2021", "70"))
    total = data("IND-B", "antal elever", figure(value="24"), figure("2021", "71"))
    assert told(women, total) == []


def test_what_one_file_holds_back_another_must_not_tell() -> None:
    secret = figure(value=None, sex=Sex.WOMEN, status=ValueStatus.CONFIDENTIAL)
    holding = data("IND-A", "antal elever", secret, figure(value="90"))
    telling = data("IND-B", "antal elever", figure(value="30", sex=Sex.WOMEN), figure(value="90"))
    assert told(holding, telling) == [("IND-B", 2, Reason.TELLS, "data/ind-a.csv", 2)]
    men = data("IND-B", "antal elever", figure(value="60", sex=Sex.MEN))
    assert told(holding, men) == [("IND-B", 2, Reason.TELLS, "data/ind-a.csv", 3)]
    by_kolada = data(
        "IND-A", "antal elever", replace(secret, status="kolada: x"), figure(value="90")
    )
    assert told(by_kolada, telling) == []


def test_other_areas_are_no_part_of_any_sum() -> None:
    county = data("IND-A", "antal elever", figure(value="21", area=COUNTY))
    assert told(county, data("IND-B", "antal elever", figure(value="24", area=HOME))) == []


@given(st.integers(5, 40), st.integers(0, 40))
def test_no_share_of_a_small_number_tells_how_few_they_are(everybody: int, of_them: int) -> None:
    of_them = min(of_them, everybody)
    value = str(round(Decimal(100 * of_them) / everybody, 2))
    shares = data("IND-A", "procent", figure(value=value), figure("2000", "0.01"))
    found = told(shares, data("IND-B", "antal deltagare", figure(value=str(everybody))))
    if 0 < of_them < 5 or 0 < everybody - of_them < 5:
        assert [one[:2] for one in found] == [("IND-A", 2)]


def test_the_work_grows_with_the_files_and_not_with_their_square(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looks = 0
    real = populations._reason

    def counting(*args: object, **others: object) -> Reason | None:
        nonlocal looks
        looks += 1
        return real(*args, **others)  # type: ignore[arg-type]

    monkeypatch.setattr(populations, "_reason", counting)
    shares = [data(f"IND-S{number}", "procent", figure(value="51")) for number in range(300)]
    numbers = [
        data(f"IND-N{number}", "antal elever", figure(value=str(5 + number % 4)))
        for number in range(300)
    ]
    measured(*shares, *numbers)
    assert looks <= 2 * populations.MOST_COMPARED * len(shares)
