"""What a page costs a reader on a phone: the bytes of everything that it asks for, compressed."""

from __future__ import annotations

import gzip
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser

from tests.browser.conftest import page_names, visiting
from tests.real.conftest import RealSite

START_PAGE = 150_000
ANY_PAGE = 300_000


def weight(real: RealSite, addresses: set[str]) -> int:
    """The bytes that a server that compresses would send for these addresses."""
    paths = {unquote(urlsplit(address).path).lstrip("/") or "index.html" for address in addresses}
    return sum(len(gzip.compress((real.folder / path).read_bytes())) for path in paths)


def test_no_page_weighs_more_than_it_may(browser: Browser, real: RealSite, address: str) -> None:
    heavy = []
    with visiting(browser, width=390) as visit:
        for name in page_names(real.folder):
            visit.requests.clear()
            visit.page.goto(address + name)
            found = weight(real, set(visit.requests))
            if found > (START_PAGE if name == "index.html" else ANY_PAGE):
                heavy.append((name, found))
    assert heavy == []


def test_a_search_weighs_no_more_than_a_page_may(
    browser: Browser, real: RealSite, address: str
) -> None:
    with visiting(browser, width=390) as visit:
        visit.page.goto(address + "sok.html?q=skola")
        visit.page.locator(".pt-result").first.wait_for()
        assert weight(real, set(visit.requests)) <= ANY_PAGE
