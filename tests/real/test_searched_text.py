"""What Pagefind is handed of a page holds all that it would find in the whole page."""

from __future__ import annotations

from bs4 import BeautifulSoup

from policytrace.sphinx.write.search import LEFT_OUT
from policytrace.sphinx.write.search_text import searched_text
from tests.real.conftest import RealSite

STEP = 9
"""Of the pages that are made of objects, one in so many is looked at; and all the others."""


def found_in(html: str) -> str:
    soup = BeautifulSoup(html, "lxml")
    for main in soup.find_all("main"):
        for element in main.select(f"{LEFT_OUT}, svg"):
            element.decompose()
        return " ".join(main.get_text(" ").split())
    return ""


def test_nothing_that_can_be_found_is_lost(real: RealSite) -> None:
    files = sorted(real.folder.rglob("*.html"))
    made = [file for file in files if file.parent.name == "objekt"]
    looked_at = [*made[::STEP], *(file for file in files if file not in set(made))]
    shorter = 0
    for file in looked_at:
        html = file.read_text(encoding="utf-8")
        kept = searched_text(html)
        assert found_in(kept) == found_in(html), file
        shorter += len(kept) < len(html) / 2
    assert len(looked_at) > 150
    assert shorter > len(looked_at) / 2
