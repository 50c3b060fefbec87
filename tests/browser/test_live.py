"""The site while somebody writes, in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import violations
from tests.browser.conftest import visiting
from tests.live.showing import Showing, shown
from tests.sphinx.tiny import TinyProject

BUILT = 30_000
"""Milliseconds in which a build is done on any machine."""

BAD = ("Öppna en stödlinje\n:id: ATG-2\n", "Öppna en stödlinje\n:id: ATG-2\n:fel: 1\n")


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    return TinyProject.make(tmp_path)


@pytest.fixture
def site(project: TinyProject) -> Iterator[Showing]:
    with shown(project.root) as showing:
        yield showing


def test_a_saved_change_is_shown_at_its_object(
    browser: Browser, project: TinyProject, site: Showing
) -> None:
    with visiting(browser) as visit:
        visit.page.goto(site.address)
        project.edit("plan.md", "Öppna en stödlinje", "Öppna tre stödlinjer")
        visit.page.wait_for_url("**/plan.html#ATG-2", timeout=BUILT)
        expect(visit.page.locator("#ATG-2")).to_contain_text("Öppna tre stödlinjer")
        expect(visit.page.locator("#ATG-2")).to_be_in_viewport()

        project.edit("plan.md", "Utbilda alla chefer", "Utbilda varje chef")
        visit.page.wait_for_url("**/plan.html#ATG-1", timeout=BUILT)
        expect(visit.page.locator("#ATG-1")).to_contain_text("Utbilda varje chef")
        assert visit.console == []
        assert all(request.startswith(site.address) for request in visit.requests)


def test_an_error_is_a_banner_with_its_place_until_it_is_mended(
    browser: Browser, project: TinyProject, site: Showing
) -> None:
    with visiting(browser, width=390) as visit:
        visit.page.goto(f"{site.address}plan.html")
        project.edit("plan.md", *BAD)
        banner = visit.page.get_by_role("alert")
        line = project.line("plan.md", ":fel: 1")
        expect(banner).to_contain_text(f"plan.md:{line}", timeout=BUILT)
        expect(banner).to_contain_text("1 fel behöver rättas först:")
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390
        project.edit("plan.md", *reversed(BAD))
        expect(visit.page.locator("#policytrace-live")).to_be_empty(timeout=BUILT)
        expect(banner).to_be_hidden()


def test_without_javascript_the_banner_is_on_the_page(
    browser: Browser, project: TinyProject, site: Showing
) -> None:
    site.get("")
    project.edit("plan.md", *BAD)
    site.waited(lambda: "plan.md:" in site.get("")[1])
    with visiting(browser, javascript=False) as visit:
        visit.page.goto(site.address)
        expect(visit.page.get_by_role("alert")).to_contain_text("plan.md:")


def test_a_page_with_a_banner_is_accessible(
    browser: Browser, project: TinyProject, site: Showing
) -> None:
    site.get("")
    project.edit("plan.md", *BAD)
    site.waited(lambda: "plan.md:" in site.get("")[1])
    assert violations(browser, site.address, ["plan.html"]) == []
