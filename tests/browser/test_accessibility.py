"""What axe-core and a keyboard find on every page."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import AXE, page_names, visiting
from tests.real.conftest import RealSite

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize(
    ("width", "dark"), [(390, False), (390, True), (1280, False), (1280, True)]
)
def test_axe_finds_nothing_on_any_page(
    browser: Browser, real: RealSite, address: str, width: int, *, dark: bool
) -> None:
    assert AXE.is_file(), "axe-core is not installed: run make test"
    script = AXE.read_text(encoding="utf-8")
    found = []
    names = page_names(real.folder)
    with visiting(browser, width=width, dark=dark, bypass_csp=True) as visit:
        for name in names:
            visit.page.goto(address + name)
            visit.page.evaluate(script)
            result = visit.page.evaluate(
                "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES
            )
            found += [
                (name, violation["id"], node["html"][:120])
                for violation in result["violations"]
                for node in violation["nodes"]
            ]
    assert found == []
    assert len(names) > 30


@pytest.mark.parametrize("width", [320, 390])
def test_no_page_scrolls_sideways(
    browser: Browser, real: RealSite, address: str, width: int
) -> None:
    wide = []
    with visiting(browser, width=width) as visit:
        for name in page_names(real.folder):
            visit.page.goto(address + name)
            scroll = visit.page.evaluate("document.documentElement.scrollWidth")
            if scroll > width:
                wide.append((name, scroll))
    assert wide == []


def test_the_first_tab_stop_leads_past_the_menu(browser: Browser, address: str) -> None:
    with visiting(browser) as visit:
        visit.page.goto(address)
        visit.page.keyboard.press("Tab")
        assert visit.page.evaluate("document.activeElement.className") == "skip-to-content"
        visit.page.keyboard.press("Enter")
        visit.page.locator("main:focus").wait_for()


@pytest.mark.parametrize("javascript", [True, False])
def test_the_menu_of_a_phone_opens_and_closes(
    browser: Browser, address: str, *, javascript: bool
) -> None:
    with visiting(browser, width=390, javascript=javascript) as visit:
        visit.page.goto(address)
        menu = visit.page.get_by_role("navigation", name="Webbplatsen")
        assert not menu.is_visible()
        visit.page.get_by_role("link", name="Meny", exact=True).click()
        menu.wait_for(state="visible")
        visit.page.get_by_role("link", name="Stäng menyn").click()
        menu.wait_for(state="hidden")


def test_headings_begin_with_one_h1_and_skip_no_level(real: RealSite) -> None:
    wrong = []
    for name, page in real.pages.items():
        levels = [int(tag.name[1]) for tag in page.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])]
        skips = [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]
        if levels[:1] != [1] or levels.count(1) != 1 or skips:
            wrong.append((name, skips))
    assert wrong == []
