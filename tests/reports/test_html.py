"""Reports as one HTML page."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup

from policytrace.reports.html import as_html
from policytrace.reports.scope import ReportKind
from tests.plan_builder import COMPLETE
from tests.reports.made import DECIDED, HOSTILE, MARK, made, with_prose


def page_of(content: bytes) -> BeautifulSoup:
    return BeautifulSoup(content.decode(), "html.parser")


@pytest.mark.parametrize("kind", ReportKind)
def test_headings_are_in_order_and_ids_are_unlike(kind: ReportKind) -> None:
    page = page_of(as_html(made(kind, DECIDED, plan="HPL-A")))
    assert page.html
    assert page.html["lang"] == "sv"
    levels = [int(one.name[1]) for one in page.find_all(re.compile("^h[1-6]$"))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [str(one["id"]) for one in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert all(str(link["href"])[1:] in ids for link in page.select("nav a"))


def test_tables_have_headers_and_charts_have_words() -> None:
    page = page_of(as_html(made(items=DECIDED)))
    for table in page.find_all("table"):
        assert table.caption
        assert all(one["scope"] == "col" for one in table.select("thead th"))
        assert all(one["scope"] == "row" for one in table.select("tbody th"))
    pictures = page.select("figure svg")
    assert pictures
    assert all(one["role"] == "img" and one.title for one in pictures)


def test_nothing_is_fetched_from_anywhere() -> None:
    text = as_html(made(items=DECIDED, mark=MARK)).decode()
    assert "<script" not in text
    assert not re.findall(r'(?:src|srcset)="(?!data:)', text)
    assert not re.findall(r"<link|@import|url\(", text)
    assert 'alt="Lillköpings vapen"' in text


def test_text_is_never_markup() -> None:
    page = page_of(as_html(made(items=with_prose(COMPLETE, "PRI-A", f"Före {HOSTILE}"))))
    assert page.find("b") is None
    assert '#panic("no") star $x^2$ @ref <b>bold</b> & [x]' in page.get_text()


def test_the_same_report_gives_the_same_bytes() -> None:
    assert as_html(made(items=DECIDED)) == as_html(made(items=DECIDED))
