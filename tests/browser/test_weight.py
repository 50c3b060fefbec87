"""What a page costs a reader on a phone: the bytes of everything that it asks for, compressed."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser

from tests.browser.conftest import Seen, visiting
from tests.real.conftest import RealSite

START_PAGE = 150_000
ANY_PAGE = 300_000


def weight(real: RealSite, addresses: set[str]) -> int:
    """The bytes that a server that compresses would send for these addresses."""
    paths = {unquote(urlsplit(address).path).lstrip("/") or "index.html" for address in addresses}
    return sum(compressed(real.folder / path) for path in paths)


@cache
def compressed(path: Path) -> int:
    """The bytes of a file, compressed."""
    return len(gzip.compress(path.read_bytes()))


def test_no_page_weighs_more_than_it_may(real: RealSite, walk: tuple[Seen, ...]) -> None:
    weights = {seen.name: weight(real, set(seen.requests)) for seen in walk}
    assert weights["index.html"] <= START_PAGE
    assert {name: found for name, found in weights.items() if found > ANY_PAGE} == {}


def test_a_search_weighs_no_more_than_a_page_may(
    browser: Browser, real: RealSite, address: str
) -> None:
    with visiting(browser, width=390) as visit:
        visit.page.goto(address + "sok.html?q=skola")
        visit.page.locator(".pt-result").first.wait_for()
        assert weight(real, set(visit.requests)) <= ANY_PAGE
