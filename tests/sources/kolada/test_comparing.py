"""Kolada's titles and ours."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from policytrace.measure.kolada_catalogue import CatalogueEntry
from policytrace.sources.kolada.answers import Kpi
from policytrace.sources.kolada.comparing import compared
from policytrace.sources.kolada.faults import FetchError
from tests.plan_builder import english

TODAY = date(2027, 1, 15)
TITLE = "Utsatta för hot, andel (%)"
ENTRY = CatalogueEntry(id="N00001", title=TITLE, split_by_sex=True, checked=None)
OTHER = CatalogueEntry(
    id="N00002", title="Något annat", split_by_sex=True, checked=date(2026, 1, 1)
)
REGISTER = {"N00001": ENTRY, "N00002": OTHER}


def said(title: str = TITLE, measure: str = "N00001", *, split: bool = True) -> dict[str, Kpi]:
    return {measure: Kpi(id=measure, title=title, is_divided_by_gender=split)}


def compare(
    answer: dict[str, Kpi],
    measures: dict[str, str] | None = None,
    register: dict[str, CatalogueEntry] | None = None,
) -> tuple[CatalogueEntry, ...]:
    return compared(
        measures or {"IND-A": "N00001"},
        answer,
        REGISTER if register is None else register,
        "kolada.csv",
        TODAY,
    )


def faults(
    answer: dict[str, Kpi],
    measures: dict[str, str] | None = None,
    register: dict[str, CatalogueEntry] | None = None,
) -> list[str]:
    with pytest.raises(FetchError) as caught:
        compare(answer, measures, register)
    return [english(text) for text in caught.value.texts]


def test_what_has_been_compared_gets_the_day_and_the_rest_keeps_its_own() -> None:
    assert compare(said()) == (replace(ENTRY, checked=TODAY), OTHER)


def test_whether_it_is_split_by_sex_is_what_kolada_says() -> None:
    assert compare(said(split=False))[0].split_by_sex is False


@pytest.mark.parametrize(
    "title",
    [
        " Utsatta  för hot, andel (%) ",
        "Utsatta\u00a0för hot,\nandel (%)",
        "Utsatta fo\u0308r hot, andel (%)",
    ],
)
def test_what_nobody_sees_is_no_difference(title: str) -> None:
    assert compare(said(title))[0] == replace(ENTRY, checked=TODAY)


def test_another_title_is_told_with_both_and_what_to_do() -> None:
    (text,) = faults(said("Trygga på stan, andel (%)"))
    assert "IND-A" in text
    assert "“Trygga på stan, andel (%)”" in text
    assert f"“{TITLE}”" in text
    assert "kolada.csv" in text


def test_a_measure_that_kolada_does_not_know() -> None:
    (text,) = faults({})
    assert "IND-A" in text
    assert "no measure N00001" in text


def test_a_measure_that_the_register_does_not_know_comes_with_its_title() -> None:
    (text,) = faults(said(), register={})
    assert TITLE in text
    assert "add it" in text


def test_all_faults_are_told_for_each_indicator() -> None:
    measures = {"IND-A": "N00001", "IND-B": "N00001", "IND-C": "N99999", "IND-D": "N00002"}
    answer = said("Fel") | said("Något annat", "N00002")
    assert [text.partition(":")[0] for text in faults(answer, measures)] == [
        "IND-A",
        "IND-B",
        "IND-C",
    ]
