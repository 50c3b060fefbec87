from __future__ import annotations

from datetime import date

import pytest

from policytrace.schema.rhythms import RHYTHMS, DayOfYear, is_one_of, next_day, parse_day_of_year
from policytrace.schema.vocabulary import Rhythm
from tests.schema.projects import SMALL, Read, mistake

TERTIAL = RHYTHMS[Rhythm.TERTIAL]


def test_every_rhythm_has_days() -> None:
    assert set(RHYTHMS) == set(Rhythm)
    assert [str(day) for day in TERTIAL] == ["04-30", "08-31", "12-31"]
    assert [str(day) for day in RHYTHMS[Rhythm.PART_YEAR]] == ["08-31"]
    assert [str(day) for day in RHYTHMS[Rhythm.HALF_YEAR]] == ["06-30", "12-31"]
    assert [str(day) for day in RHYTHMS[Rhythm.YEAR]] == ["12-31"]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("2027-04-29", "2027-04-30"),
        ("2027-04-30", "2027-08-31"),
        ("2027-12-31", "2028-04-30"),
        ("9999-12-31", "9999-12-31"),
    ],
)
def test_the_next_day_comes_after(after: str, expected: str) -> None:
    assert next_day(TERTIAL, date.fromisoformat(after)).isoformat() == expected


@pytest.mark.parametrize(("day", "expected"), [("2031-08-31", True), ("2031-08-30", False)])
def test_a_day_of_the_rhythm(day: str, *, expected: bool) -> None:
    assert is_one_of(TERTIAL, date.fromisoformat(day)) is expected


@pytest.mark.parametrize("text", ["02-29", "13-01", "4-30", "0430", "", "04-31", "30 april"])
def test_no_day_of_every_year(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_day_of_year(text)


def test_a_project_says_its_own_days(read: Read) -> None:
    text = SMALL + '\n[policytrace.rhythms]\ntertial = ["12-31", "05-15", "09-15"]\n'
    found = read(text).rhythms
    assert found[Rhythm.TERTIAL] == (DayOfYear(5, 15), DayOfYear(9, 15), DayOfYear(12, 31))
    assert found[Rhythm.YEAR] == RHYTHMS[Rhythm.YEAR]


@pytest.mark.parametrize("days", ['"04-30"', "[]", '["02-29"]', '["04-30", "04-30"]', "[430]"])
def test_days_that_cannot_be_used(read: Read, days: str) -> None:
    said, place = mistake(read, SMALL + f"\n[policytrace.rhythms]\ntertial = {days}\n")
    assert said.startswith("tertial: write a list of days of the year as month and day")
    assert place.line == (SMALL + "\n[policytrace.rhythms]\n").count("\n") + 1


def test_a_rhythm_that_nobody_knows(read: Read) -> None:
    said, _ = mistake(read, SMALL + '\n[policytrace.rhythms]\nmonth = ["01-31"]\n')
    assert said.startswith("“month” is not a name that [policytrace.rhythms] knows.")
