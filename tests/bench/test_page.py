"""The figures on a page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.bench.page import UnmarkedPageError, figures, place_for_figures, write_figures
from tests.bench.projects import ROOT

PAGE = "# Speed\n\n<!-- Written by make bench -->\nold\n<!-- Until here -->\n\nSaid by hand.\n"


def test_the_figures_take_the_place_of_the_last_ones(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE, encoding="utf-8")
    for text in (r"some \1 figures", "others"):
        write_figures(page, text)
        written = page.read_text("utf-8")
        assert written == PAGE.replace("\nold\n", f"\n\n{text}\n\n")


@pytest.mark.parametrize(
    "text", [None, "# Speed\n", "<!-- Until here -->\n<!-- Written by make bench -->\n"]
)
def test_a_page_without_place_is_refused(tmp_path: Path, text: str | None) -> None:
    page = tmp_path / "page.md"
    if text is not None:
        page.write_text(text, encoding="utf-8")
    with pytest.raises(UnmarkedPageError, match=r"page\.md"):
        write_figures(page, "figures")


def test_the_page_of_this_repository_has_a_place() -> None:
    place_for_figures(ROOT / "docs" / "benchmark.md")


def test_figures_tell_when_where_and_how_they_were_measured() -> None:
    assert figures(
        day=date(2027, 1, 15),
        command="make bench",
        machine=[("Memory", "8 GB")],
        table="| a |",
        verdicts=["reached: it", "MISSED: that"],
    ) == (
        "- Date: 2027-01-15\n- Command: `make bench`\n- Memory: 8 GB\n\n"
        "| a |\n\n"
        "- reached: it\n- MISSED: that"
    )
