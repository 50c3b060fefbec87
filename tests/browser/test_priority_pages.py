"""A priority is read in a few screens, and its chain by those who do not see the picture."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from policytrace.schema.roles import Role
from tests.browser.conftest import visiting
from tests.real.conftest import RealSite

MOST_LINKS = 3
MOST_STOPS = 120
HEIGHTS = {1280: 6_000, 390: 9_000}

LINKS = """() => {
    const found = {};
    for (const link of document.querySelectorAll("main a[href]")) {
        const object = decodeURI(link.href).match(/objekt\\/([^.#]+)|#([A-Z]{3}-[A-Z0-9-]+)/);
        if (object && link.tabIndex >= 0) {
            const id = object[1] || object[2];
            found[id] = (found[id] || 0) + 1;
        }
    }
    return found;
}"""
STOPS = """() => [...document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")]
    .filter((one) => one.tabIndex >= 0 && one.checkVisibility()).length"""
OPEN = "() => document.querySelectorAll('main details.pt-part').forEach((row) => row.open = true)"


def priority_pages(real: RealSite) -> list[str]:
    return [f"{priority.docname}.html" for priority in real.graph.of_role(Role.PRIORITY)]


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    with visiting(browser, width=getattr(request, "param", 1280)) as visit:
        yield visit.page


@pytest.mark.parametrize(("page", "most"), HEIGHTS.items(), indirect=["page"])
def test_a_priority_is_read_in_a_few_screens(
    page: Page, most: int, address: str, real: RealSite
) -> None:
    heights = {}
    for name in priority_pages(real):
        page.goto(address + name)
        heights[name] = page.evaluate("document.documentElement.scrollHeight")
    assert {name: height for name, height in heights.items() if height > most} == {}


def test_no_object_is_linked_often_and_the_keyboard_reaches_all_soon(
    page: Page, address: str, real: RealSite
) -> None:
    often, stops = {}, {}
    for name in priority_pages(real):
        page.goto(address + name)
        page.evaluate(OPEN)
        often[name] = {
            key: number for key, number in page.evaluate(LINKS).items() if number > MOST_LINKS
        }
        stops[name] = page.evaluate(STOPS)
    assert {name: found for name, found in often.items() if found} == {}
    assert {name: number for name, number in stops.items() if number > MOST_STOPS} == {}


def test_a_row_opens_with_the_keyboard_and_by_the_address_of_what_it_tells(
    page: Page, address: str
) -> None:
    page.goto(address + "strategy/prioriteringar/frihet-fran-vald.html")
    rows = page.locator("details.pt-part--row")
    expect(rows.first).not_to_have_attribute("open", "")
    rows.first.locator("summary").press("Enter")
    expect(rows.first).to_have_attribute("open", "")
    page.goto(address)
    page.goto(address + "strategy/prioriteringar/frihet-fran-vald.html#UTG-VALD-3")
    row = page.locator("details.pt-part--row", has=page.locator("#UTG-VALD-3"))
    expect(row).to_have_attribute("open", "")
    expect(row.locator("summary")).to_be_in_viewport()


def test_the_chain_leads_from_the_priority_to_a_measure_without_the_picture(
    page: Page, address: str
) -> None:
    page.goto(address + "strategy/prioriteringar/frihet-fran-vald.html")
    page.get_by_role("link", name="Hela kedjan").click()
    expect(page).to_have_url(f"{address}kedja/PRI-VALD.html")
    assert page.locator("svg.pt-picture a").count() > 0
    assert page.locator("[aria-hidden=true] a:not([tabindex='-1'])").count() == 0
    page.locator(".pt-chain__node--action a").first.click()
    assert "/objekt/ATG-" in page.url
