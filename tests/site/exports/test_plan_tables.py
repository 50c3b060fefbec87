"""Objects, links and values as CSV: what stands where, and that no cell is more than text."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.measure.csvfile import unguarded
from policytrace.schema.roles import FieldName, Role
from policytrace.schema.vocabulary import Sex, Status
from policytrace.snapshot import Snapshot
from tests.measure.figures import figure
from tests.plan_builder import COMPLETE, changed, item, plan
from tests.site.exports.snapshots import (
    HOSTILE,
    METAMODEL,
    TARGETED,
    WITH_A_SMALL_GROUP,
    made,
    snapshot_of,
)
from tests.site.views import own

UNSEEN = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff]"
FORMULA = re.compile(r"[=+@\t\r\n]|-(?![0-9.]+\Z)")


def table(snapshot: Snapshot, name: str) -> list[dict[str, str]]:
    """The rows of a file, as Python's own reader has them."""
    content = made(snapshot)[f"data/{name}.csv"].decode("utf-8")
    return list(csv.DictReader(io.StringIO(content, newline=""), strict=True))


def row_of(snapshot: Snapshot, item_id: str) -> dict[str, str]:
    """The row of an object."""
    (row,) = (row for row in table(snapshot, "objekt") if row["id"] == item_id)
    return row


def test_each_object_has_a_row_in_the_order_of_the_plan() -> None:
    rows = table(snapshot_of(COMPLETE), "objekt")
    assert [row["id"] for row in rows] == [one.id for one in plan(*COMPLETE)]


def test_a_row_says_what_an_object_is_in_the_project_s_words_and_in_keys() -> None:
    row = row_of(snapshot_of(changed(COMPLETE, "ATG-A", status=Status.IN_PROGRESS)), "ATG-A")
    assert (row["typ"], row["typ_nyckel"]) == ("åtgärd", "action")
    assert (row["skede"], row["skede_nyckel"]) == ("pågår", "in_progress")
    assert (row["läge"], row["läge_nyckel"]) == ("enligt plan", "on_plan")
    assert row["läge_regel"]
    assert row["klar_senast"] == "2028-06-30"
    assert row["sida"] == "objekt/ATG-A.html"


def test_a_proposal_has_no_state() -> None:
    row = row_of(snapshot_of(COMPLETE), "ATG-A")
    assert (row["läge"], row["läge_regel"]) == ("förslag", "")


def test_a_link_stands_with_both_ends_and_what_they_are_called() -> None:
    rows = table(snapshot_of(COMPLETE), "lankar")
    assert {
        "från": "ATG-A",
        "från_rubrik": "Title of ATG-A",
        "länk": "ansvarig",
        "länk_nyckel": "owner",
        "till": "ORG-A",
        "till_rubrik": "Title of ORG-A",
    } in rows


def test_values_stand_with_their_indicator() -> None:
    rows = table(snapshot_of(TARGETED, figure("2026", "12.5", Sex.WOMEN, count=40)), "varden")
    (row,) = rows
    assert (row["indikator"], row["rubrik"]) == ("IND-A", "Title of IND-A")
    assert (row["period"], row["kön"], row["värde"], row["antal"]) == (
        *("2026", "kvinnor"),
        *("12.5", "40"),
    )


def test_what_few_persons_are_behind_has_neither_value_nor_number() -> None:
    rows = table(snapshot_of(TARGETED, *WITH_A_SMALL_GROUP), "varden")
    (hidden,) = (row for row in rows if row["område"] == "Norra")
    assert (hidden["värde"], hidden["antal"], hidden["status"]) == ("", "", "sekretess")


def test_what_is_the_project_s_own_has_its_columns() -> None:
    values = {own.BUDGET: 250, own.SECRET: False, own.PLACES: ("Norr", "Söder")}
    one = own.with_own(own.risk(), values, "ATG-A")
    snapshot = snapshot_of((*COMPLETE, one), metamodel=own.OWN)
    row = row_of(snapshot, "RIS-A")
    assert (row["typ"], row["typ_nyckel"]) == ("risk", "")
    assert (row["budget"], row["hemlig"], row["platser"]) == ("250", "no", "Norr, Söder")
    assert ("RIS-A", "own.hotar", "ATG-A") in {
        (link["från"], link["länk_nyckel"], link["till"]) for link in table(snapshot, "lankar")
    }


def test_no_two_columns_have_the_same_heading() -> None:
    definitions = dict(METAMODEL.definitions)
    definitions[FieldName.RESOURCE] = replace(definitions[FieldName.RESOURCE], word="rubrik")
    same = replace(METAMODEL, definitions=definitions)
    row = row_of(snapshot_of(COMPLETE, metamodel=same), "ATG-A")
    assert row["rubrik"] == "Title of ATG-A"
    assert "resource" in row


@pytest.mark.parametrize("title", HOSTILE)
def test_no_cell_is_a_formula_or_breaks_its_row(title: str) -> None:
    snapshot = snapshot_of((*COMPLETE, item("ATG-B", Role.ACTION, title=title)))
    for name in ("objekt", "lankar", "varden"):
        content = made(snapshot)[f"data/{name}.csv"].decode("utf-8")
        for row in csv.reader(io.StringIO(content, newline=""), strict=True):
            assert not [cell for cell in row if FORMULA.match(cell)]
    assert "ATG-B" in {row["id"] for row in table(snapshot, "objekt")}


@pytest.mark.parametrize("delimiter", ",;\t")
def test_no_part_of_a_text_is_a_formula_whatever_keeps_cells_apart(delimiter: str) -> None:
    resource = "@SUM(1;2);=1+1;slut; - en punkt"
    one = item("ATG-B", Role.ACTION, title="Våld;=1+2;x", resource=resource)
    snapshot = snapshot_of((*COMPLETE, one))
    content = made(snapshot)["data/objekt.csv"].decode("utf-8")
    cells = chain.from_iterable(csv.reader(io.StringIO(content, newline=""), delimiter=delimiter))
    assert not [cell for cell in cells if FORMULA.match(cell)]
    row = row_of(snapshot, "ATG-B")
    assert (unguarded(row["rubrik"]), unguarded(row["resurs"])) == (one.title, resource)


@given(st.text(max_size=20))
def test_any_title_is_had_back_as_the_guide_says(title: str) -> None:
    one = item("ATG-B", Role.ACTION, title=title or "x")
    cell = row_of(snapshot_of((one,)), "ATG-B")["rubrik"]
    readable = re.sub("\r\n?", "\n", one.title)
    assert unguarded(cell) == re.sub(UNSEEN, "\ufffd", readable)
