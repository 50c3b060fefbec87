"""What axe-core and a keyboard find on every page."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Browser

from tests.browser.axe import LOOKS, axe_version, violations
from tests.browser.conftest import AXE, Seen, page_names, visiting
from tests.real.conftest import RealSite

PARTS = 16
"""So many tests share the pages, so that each process takes its part."""


@pytest.mark.parametrize("part", range(PARTS))
def test_axe_finds_nothing_on_any_page(
    browser: Browser, real: RealSite, address: str, part: int
) -> None:
    assert AXE.is_file(), "axe-core is not installed: run make test"
    names = page_names(real.folder)
    assert len(names) > 300
    assert violations(browser, address, names[part::PARTS], quick=True) == []


def test_the_site_says_no_more_than_the_tests_have_found(real: RealSite) -> None:
    recorded = real.metamodel.accessibility.tests
    assert recorded is not None, "nothing is recorded: run make accessibility"
    assert recorded.tool == f"axe-core {axe_version()}", "run make accessibility"
    assert recorded.looks == len(LOOKS)
    assert recorded.pages > 300
    assert recorded.violations == 0
    said = real.pages["tillganglighet"].main
    assert said is not None
    assert f"axe-core {axe_version()} alla {recorded.pages} sidor" in said.get_text()


def test_no_page_scrolls_sideways(walk: tuple[Seen, ...]) -> None:
    assert [(seen.name, seen.overflows) for seen in walk if seen.overflows] == []


def test_the_first_tab_stop_leads_past_the_menu(browser: Browser, address: str) -> None:
    with visiting(browser) as visit:
        visit.page.goto(address)
        visit.page.keyboard.press("Tab")
        assert visit.page.evaluate("document.activeElement.className") == "skip-to-content"
        visit.page.keyboard.press("Enter")
        visit.page.locator("main:focus").wait_for()


@pytest.mark.parametrize("javascript", [True, False])
def test_the_pages_of_a_way_in_open_and_close_on_a_phone(
    browser: Browser, address: str, *, javascript: bool
) -> None:
    with visiting(browser, width=390, javascript=javascript) as visit:
        visit.page.goto(address)
        ways = visit.page.get_by_role("navigation", name="Webbplatsen")
        ways.get_by_role("link", name="Planer").click()
        pages = visit.page.get_by_role("navigation", name="Planer")
        page = pages.get_by_role("link", name="Jämlik hälsa", exact=True)
        assert not page.is_visible()
        visit.page.get_by_role("link", name="Fler sidor: Planer").click()
        page.wait_for(state="visible")
        visit.page.get_by_role("link", name="Stäng listan med sidor").click()
        page.wait_for(state="hidden")


def test_headings_begin_with_one_h1_and_skip_no_level(real: RealSite) -> None:
    wrong = []
    for name, page in real.pages.items():
        levels = [int(tag.name[1]) for tag in page.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])]
        skips = [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]
        if levels[:1] != [1] or levels.count(1) != 1 or skips:
            wrong.append((name, skips))
    assert wrong == []
