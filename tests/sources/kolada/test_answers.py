"""What an answer must look like."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from policytrace.sources.kolada.answers import DataPage, KpiPage, PageT, read_page
from policytrace.sources.kolada.faults import FetchError
from tests.plan_builder import english

MEASURE = {
    "id": "N00001",
    "title": "Utsatta för hot, andel (%)",
    "description": "Något",
    "is_divided_by_gender": True,
    "operating_area": None,
}
VALUE = {"gender": "K", "count": 1, "status": "", "value": 31.329597, "isdeleted": False}
ROW = {"kpi": "N00001", "municipality": "9001", "period": 2024, "values": [VALUE]}


def page(kind: type[PageT], *values: object, **others: object) -> PageT:
    answer = {"values": values, "next_url": None, "previous_url": None, "count": len(values)}
    return read_page(kind, json.dumps(answer | others).encode(), "https://kolada.invalid/v3/x")


def fault(kind: type[PageT], *values: object) -> str:
    with pytest.raises(FetchError) as caught:
        page(kind, *values)
    (text,) = caught.value.texts
    return english(text)


def test_what_is_not_used_may_be_anything() -> None:
    (measure,) = page(KpiPage, MEASURE).values
    assert (measure.id, measure.title) == ("N00001", "Utsatta för hot, andel (%)")


@pytest.mark.parametrize(("said", "split"), [(True, True), (False, False), (1, True), (0, False)])
def test_a_measure_is_split_by_sex_or_not(said: object, split: bool) -> None:  # noqa: FBT001
    (measure,) = page(KpiPage, MEASURE | {"is_divided_by_gender": said}).values
    assert measure.is_divided_by_gender is split


def test_a_number_is_what_is_written() -> None:
    content = b"""{"values": [{"kpi": "N00001", "municipality": "9001", "period": 2024, "values": [
        {"gender": "T", "value": 0.1000000000000000055511151231257827}, {"gender": "K", "value": 3},
        {"gender": "M", "value": -12.50, "status": null}]}]}"""
    (row,) = read_page(DataPage, content, "x").values
    assert [value.value for value in row.values] == [
        Decimal("0.1000000000000000055511151231257827"),
        Decimal(3),
        Decimal("-12.5"),
    ]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"period": "2024"}, "values.0.period"),
        ({"period": 2024.0}, "values.0.period"),
        ({"period": 24}, "values.0.period"),
        ({"period": True}, "values.0.period"),
        ({"kpi": None}, "values.0.kpi"),
        ({"municipality": 9001}, "values.0.municipality"),
        ({"values": VALUE}, "values.0.values"),
        ({"values": None}, "values.0.values"),
        ({"values": [VALUE, VALUE | {"gender": "X"}]}, "values.0.values.1.gender"),
        ({"values": [VALUE | {"value": "31,3"}]}, "values.0.values.0.value"),
        ({"values": [VALUE | {"value": True}]}, "values.0.values.0.value"),
        ({"values": [VALUE | {"value": 10**15}]}, "values.0.values.0.value"),
        ({"values": [VALUE | {"value": -1e300}]}, "values.0.values.0.value"),
        ({"values": [VALUE | {"value": [1]}]}, "values.0.values.0.value"),
        ({"values": [VALUE | {"isdeleted": "no"}]}, "values.0.values.0.isdeleted"),
        ({"values": [VALUE | {"status": 7}]}, "values.0.values.0.status"),
    ],
)
def test_what_is_wrong_in_the_data_is_named(change: dict[str, object], place: str) -> None:
    assert f"{place} is " in fault(DataPage, ROW | change)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"id": 1}, "values.0.id"),
        ({"title": None}, "values.0.title"),
        ({"is_divided_by_gender": "ja"}, "values.0.is_divided_by_gender"),
        ({"is_divided_by_gender": 2}, "values.0.is_divided_by_gender"),
    ],
)
def test_what_is_wrong_with_a_measure_is_named(change: dict[str, object], place: str) -> None:
    assert f"{place} is " in fault(KpiPage, MEASURE | change)


def test_a_value_that_is_not_there_is_no_empty_value() -> None:
    without = {key: value for key, value in VALUE.items() if key != "value"}
    assert "values.0.values.0.value is missing" in fault(DataPage, ROW | {"values": [without]})


@pytest.mark.parametrize(
    "number", [b"1e15", b"1e999999999", b"1e99999999999999999999", b"9" * 5000]
)
def test_no_number_is_too_large_to_be_refused(number: bytes) -> None:
    content = json.dumps({"values": [ROW]}).encode().replace(b"31.329597", number)
    with pytest.raises(FetchError):
        read_page(DataPage, content, "x")


def test_a_long_answer_is_told_shortly() -> None:
    assert len(fault(KpiPage, MEASURE | {"title": ["long"] * 10_000})) < 500
