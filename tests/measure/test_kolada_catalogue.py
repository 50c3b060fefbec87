"""The project's register of Kolada's measures."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.measure.kolada_catalogue import (
    Catalogue,
    CatalogueEntry,
    catalogue_text,
    read_catalogue,
)
from policytrace.schema.vocabulary import KoladaColumn
from tests.measure.figures import WORDS, csv_of
from tests.plan_builder import english

HEADER = WORDS.all_of(KoladaColumn)
RIGHT = "N00001,Första måttet,ja,2026-11-01"


def catalogue(*lines: str) -> Catalogue:
    return read_catalogue(csv_of(*lines, header=HEADER), WORDS)


def test_measures_are_read_in_the_register_s_order() -> None:
    found = catalogue("U00002,Andra,nej,", "", RIGHT)
    assert found.issues == ()
    assert list(found.entries) == ["U00002", "N00001"]
    assert found.entries["N00001"] == CatalogueEntry(
        id="N00001", title="Första måttet", split_by_sex=True, checked=date(2026, 11, 1)
    )
    assert found.entries["N00001"].line == 4
    assert found.entries["U00002"].checked is None
    assert not found.entries["U00002"].split_by_sex


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("N0001,A,ja,", "“N0001” is no id of a measure in Kolada."),
        ("n00002,A,ja,", "“n00002” is no id of a measure in Kolada."),
        ("N00002/x,A,ja,", "“N00002/x” is no id of a measure in Kolada."),
        (",A,ja,", "“” is no id of a measure in Kolada."),
        ("N00001,A,ja,", "N00001 is listed twice."),
        ("N00002,,ja,", "The measure N00002 has no title."),
        ("N00002,A,Ja,", "“Ja” is neither ja nor nej."),
        ("N00002,A,,", "“” is neither ja nor nej."),
        ("N00002,A,ja,2026-11-31", "“2026-11-31” is no day."),
        ("N00002,A,ja,i går", "“i går” is no day."),
        ("N00002,A,ja", "The row has 3 columns, but should have 4."),
    ],
)
def test_a_row_that_is_wrong_is_left_out_and_told(line: str, said: str) -> None:
    found = catalogue(RIGHT, line)
    assert [(issue.line, english(issue.message)) for issue in found.issues] == [(3, said)]
    assert list(found.entries) == ["N00001"]


TITLES = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="\ufffd"),
    min_size=1,
    max_size=40,
).filter(lambda text: not text.startswith(tuple("=+@-")))
ENTRIES = st.builds(
    CatalogueEntry,
    id=st.from_regex(r"[NU][0-9]{5}", fullmatch=True),
    title=TITLES,
    split_by_sex=st.booleans(),
    checked=st.none() | st.dates(date(1900, 1, 1)),
)


@given(st.lists(ENTRIES, unique_by=lambda entry: entry.id))
def test_what_is_written_is_read_again_in_the_order_of_ids(entries: list[CatalogueEntry]) -> None:
    found = read_catalogue(catalogue_text(entries, WORDS).encode(), WORDS)
    assert found.issues == ()
    assert list(found.entries.values()) == sorted(entries, key=lambda entry: entry.id)


@given(st.binary() | st.text().map(lambda text: csv_of(text, header=HEADER)))
def test_no_content_is_too_strange_to_be_read(content: bytes) -> None:
    found = read_catalogue(content, WORDS)
    assert found.issues or not found.entries
