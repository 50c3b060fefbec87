"""The tables of the real site: the rows of all that show what the plan holds can be taken along."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

from tests.real.conftest import RealSite

WRITTEN = "docutils"
"""The class of a table that somebody has written in a text. It is text, and has no button."""


def tables(real: RealSite) -> Iterator[tuple[str, BeautifulSoup, Tag]]:
    """All tables with their pages."""
    for name, page in real.pages.items():
        for table in page.find_all("table"):
            yield name, page, table


def test_each_table_can_be_taken_along_unless_somebody_has_written_it_in_a_text(
    real: RealSite,
) -> None:
    found = [
        (name, WRITTEN in table.get("class", []), table.has_attr("data-pt-csv"))
        for name, _, table in tables(real)
    ]
    assert [name for name, is_written, is_offered in found if is_written == is_offered] == []
    assert sum(is_offered for _, _, is_offered in found) > 400


def test_each_that_can_be_has_what_its_file_is_made_of(real: RealSite) -> None:
    for name, page, table in tables(real):
        if not table.has_attr("data-pt-csv"):
            continue
        assert "{column}" in str(table["data-pt-remark"]), name
        assert table.select("caption[id], caption [id]"), name
        assert len(table.select("thead > tr")) == 1, name
        assert not table.select("[colspan], [rowspan], table"), name
        columns = len(table.select("thead th"))
        assert {len(row.find_all(["th", "td"])) for row in table.select("tr")} == {columns}, name
        assert page.select("script[src*='tables.js']"), name
