"""What a file becomes when rows have come."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.measure.tables import Row
from policytrace.schema.vocabulary import Sex
from policytrace.sources.kolada.merging import Merged, merge
from policytrace.sources.kolada.rows import Arrived
from tests.sources.kolada.made import AREAS, COUNTRY, HOME, TODAY, row

ALL = frozenset(AREAS.values())


def merged(
    old: list[Row], *came: Row, partial: bool = False, withdrawn: tuple[Row, ...] = ()
) -> Merged:
    arrived = Arrived(
        rows=tuple(replace(one, retrieved=TODAY) for one in came),
        withdrawn=frozenset(one.key for one in withdrawn),
    )
    return merge(old, arrived, ALL, partial=partial)


def test_what_is_new_has_the_day_on_which_it_came() -> None:
    assert merged([], row()).rows == (row(retrieved=TODAY),)


@pytest.mark.parametrize("partial", [True, False])
def test_what_comes_as_it_was_is_left_as_it_was(partial: bool) -> None:  # noqa: FBT001
    old = row(value="12.5", count=40)
    found = merged([old], row(value="12.50"), partial=partial)
    assert found.rows == (old,)
    assert (found.gone, found.emptied, found.passed_over) == ((), (), ())


@pytest.mark.parametrize("after", [row(value="13"), row(status="kolada: Preliminary")])
def test_what_has_changed_is_as_it_came(after: Row) -> None:
    assert merged([row(count=40)], after).rows == (replace(after, retrieved=TODAY),)


def test_what_does_not_come_again_is_gone() -> None:
    old = [row(2023), row(2024), row(2024, area=COUNTRY)]
    found = merged(old, row(2024))
    assert found.rows == (row(2024),)
    assert found.gone == (row(2024, area=COUNTRY), row(2023))


def test_what_does_not_come_again_stays_if_only_changes_were_asked_for() -> None:
    found = merged([row(2023)], row(2024), partial=True)
    assert found.rows == (row(2023), row(2024, retrieved=TODAY))
    assert found.gone == ()


def test_an_area_that_has_only_what_has_changed_is_told() -> None:
    came = [row(2024), row(2024, area=COUNTRY)]
    assert merged([row(2023)], *came, partial=True).begun == (COUNTRY,)
    assert merged([row(2023)], *came).begun == ()


@pytest.mark.parametrize("partial", [True, False])
def test_a_value_that_becomes_nothing_is_lost(partial: bool) -> None:  # noqa: FBT001
    old = [row(2022, None), row(2023), row(2024), row(2025)]
    private = row(2024, None, status="kolada: Private")
    found = merged(
        old,
        row(2022, None),
        row(2023, None),
        private,
        row(2025, None, status="återkallat"),
        partial=partial,
        withdrawn=(row(2025),),
    )
    assert found.emptied == (row(2023), row(2024))
    assert [one.value for one in found.rows] == [None] * 4


def test_rows_that_are_not_koladas_stay() -> None:
    others = [
        row(2010, source="SCB"),
        row(2010, area="Ett valdistrikt"),
        row(2010, group="utrikes födda"),
    ]
    found = merged([*others, row(2011)], row(2012))
    assert set(found.rows) == {*others, row(2012, retrieved=TODAY)}
    assert found.gone == (row(2011),)


def test_what_the_file_has_from_another_source_is_not_overwritten() -> None:
    ours = row(2010, "7", source="SCB")
    came = row(2010, "8", retrieved=TODAY)
    found = merged([ours], came)
    assert found.rows == (ours,)
    assert found.passed_over == (came,)


def test_that_nothing_comes_is_no_matter_where_there_was_nothing() -> None:
    assert merged([row()]).nothing_came
    assert not merged([row()], row(2023)).nothing_came
    assert not merged([row()], partial=True).nothing_came
    assert not merged([row(source="SCB"), row(2023, group="utrikes födda")]).nothing_came


ROWS = st.lists(
    st.builds(
        row,
        st.integers(2000, 2030),
        st.sampled_from(["1", "2.5", None]),
        area=st.sampled_from([HOME, COUNTRY]),
        sex=st.sampled_from(list(Sex)),
        source=st.sampled_from(["Kolada", "Kolada", "SCB"]),
    ),
    max_size=12,
    unique_by=lambda one: one.key,
)


@given(old=ROWS, came=ROWS, seed=st.integers(0, 99), partial=st.booleans())
def test_the_order_of_rows_is_nothing(
    old: list[Row], came: list[Row], seed: int, *, partial: bool
) -> None:
    random = Random(seed)  # noqa: S311 - no secret
    once = merged(old, *came, partial=partial)
    random.shuffle(old)
    random.shuffle(came)
    assert merged(old, *came, partial=partial) == once


@given(old=ROWS, came=ROWS, partial=st.booleans())
def test_a_second_time_changes_nothing(old: list[Row], came: list[Row], *, partial: bool) -> None:
    from_kolada = [replace(one, source="Kolada") for one in came]
    once = merged(old, *from_kolada, partial=partial)
    twice = merged(list(once.rows), *from_kolada, partial=partial)
    assert twice.rows == once.rows
    assert (twice.gone, twice.emptied) == ((), ())


@given(old=ROWS, came=ROWS, partial=st.booleans())
def test_no_row_is_lost_unseen(old: list[Row], came: list[Row], *, partial: bool) -> None:
    from_kolada = [replace(one, source="Kolada") for one in came]
    found = merged(old, *from_kolada, partial=partial)
    after = {one.key for one in found.rows}
    assert len(after) == len(found.rows)
    assert {one.key for one in old} == (after & {one.key for one in old}) | {
        one.key for one in found.gone
    }
    assert {one.key for one in from_kolada} <= after
