"""From answers to rows."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.measure.areas import Area, AreaRegister
from policytrace.measure.tables import Row, table_text
from policytrace.schema.vocabulary import AreaKind, Sex
from policytrace.sources.kolada.answers import DataRow, Value
from policytrace.sources.kolada.faults import FetchError
from policytrace.sources.kolada.rows import Arrived, rows_by_measure
from tests.measure.figures import WORDS
from tests.plan_builder import english
from tests.sources.kolada.made import AREAS, HOME, TODAY, answer, row, value

REGISTER = AreaRegister(
    areas={name: Area(name=name, kind=AreaKind.MUNICIPALITY) for name in AREAS.values()}
)


def rows(*answers: DataRow) -> Arrived:
    return rows_by_measure(answers, AREAS, ["N00001"], TODAY, WORDS)["N00001"]


def faults(*answers: DataRow) -> list[str]:
    with pytest.raises(FetchError) as caught:
        rows(*answers)
    return [english(text) for text in caught.value.texts]


def test_a_value_becomes_a_row() -> None:
    assert rows(answer(value())).rows == (row(retrieved=TODAY),)


def test_sexes_come_in_any_order() -> None:
    came = rows(answer(value("1", "M"), value("2", "T"), value("3", "K"))).rows
    assert {one.sex: one.value for one in came} == {
        Sex.MEN: Decimal(1),
        Sex.TOTAL: Decimal(2),
        Sex.WOMEN: Decimal(3),
    }


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (value(), ""),
        (value(status="  "), ""),
        (value(status="Preliminary"), "kolada: Preliminary"),
        (value(None), "missing"),
        (value(None, status=" "), "missing"),
        (value(None, status="Missing\n or  not"), "kolada: Missing or not"),
        (value(isdeleted=True), "withdrawn"),
        (value(None, isdeleted=True), "withdrawn"),
        (value(isdeleted=True, status="Private"), "kolada: Private"),
    ],
)
def test_a_status_is_kept_as_it_came(said: Value, status: str) -> None:
    (made,) = rows(answer(said)).rows
    assert made.status == status


def test_a_withdrawn_value_is_empty_and_told_apart_from_one_that_is_missing() -> None:
    came = rows(answer(value("7", "K", isdeleted=True), value(None, "M")))
    assert [one.value for one in came.rows] == [None, None]
    assert came.withdrawn == {came.rows[0].key}


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("31.329597", "31.329597"),
        ("31.3000", "31.3"),
        ("12", "12"),
        ("1.2E+3", "1200"),
        ("46.15384615384615384", "46.1538461538"),
        ("1e-300", "0"),
        ("-0.0", "0"),
        ("999999999999999.99999999999", "1000000000000000"),
    ],
)
def test_a_number_is_written_plainly(number: str, written: str) -> None:
    lines = table_text(rows(answer(value(number))).rows, REGISTER, WORDS).splitlines()
    assert lines[1] == f"2024,{HOME},kommun,totalt,,{written},,,Kolada,,2027-01-15"


def test_the_same_value_twice_is_one() -> None:
    assert len(rows(answer(value("12.5")), answer(value("12.50"))).rows) == 1


@pytest.mark.parametrize(
    "other", [value("12.6"), value(None), value(status="Preliminary"), value(isdeleted=True)]
)
def test_two_values_of_the_same_are_a_fault(other: Value) -> None:
    (text,) = faults(answer(value()), answer(other))
    assert "two values of N00001 for 2024, Lilla kommun, totalt" in text


def test_withdrawn_and_missing_are_two_values() -> None:
    assert faults(answer(value(None)), answer(value(None, isdeleted=True, status=None)))


def test_what_was_not_asked_for_is_a_fault() -> None:
    assert len(faults(answer(value(), kpi="N00009"), answer(value(), area="1234"))) == 2


def test_only_so_many_faults_are_told() -> None:
    assert len(faults(*[answer(value(), area="1234")] * 100)) == 10


def test_a_measure_of_which_nothing_came_has_no_rows() -> None:
    found = rows_by_measure([answer(value())], AREAS, ["N00001", "N00002"], TODAY, WORDS)
    assert found["N00002"] == Arrived()


NUMBERS = st.none() | st.decimals(-1000, 1000, places=3).map(str)
ANSWERS = st.dictionaries(
    st.tuples(st.sampled_from(sorted(AREAS)), st.integers(2000, 2030)),
    st.dictionaries(st.sampled_from("TKM"), NUMBERS, min_size=1),
    max_size=8,
)


@given(ANSWERS, st.randoms(use_true_random=False))
def test_the_order_of_answers_and_sexes_is_nothing(
    said: dict[tuple[str, int], dict[str, str | None]], random: Random
) -> None:
    def answers() -> list[DataRow]:
        found = []
        for (area, year), values in said.items():
            parts = [value(number, gender) for gender, number in values.items()]
            random.shuffle(parts)
            found.append(answer(*parts, area=area, year=year))
        random.shuffle(found)
        return found

    def by_key(came: Arrived) -> set[Row]:
        return set(came.rows)

    first, second = rows(*answers()), rows(*answers())
    assert by_key(first) == by_key(second)
    assert first.withdrawn == second.withdrawn
    assert len(first.rows) == sum(map(len, said.values()))
