"""Tables that readers can sort and filter, and that are complete without script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.browser.conftest import visiting

PLAN = "action_plans/overgripande.html"


@pytest.fixture(params=[390, 1280], ids=["narrow", "wide"])
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """The plan's page, at two widths."""
    with visiting(browser, width=request.param) as visit:
        visit.page.goto(address + PLAN)
        yield visit.page
        assert visit.console == []


def table(page: Page) -> Locator:
    """The table of actions."""
    return page.get_by_role("table", name="Åtgärder i Övergripande handlingsplan för jämlikhet")


def days(page: Page) -> list[str]:
    """The days when the actions are to be done, from the top."""
    cells = table(page).locator("tbody tr:not([hidden]) td[data-label='Klar senast'] time")
    found: list[str] = cells.evaluate_all("all => all.map(one => one.dateTime)")
    return found


def test_a_column_is_sorted_both_ways_with_the_keyboard(page: Page) -> None:
    plan_order = days(page)
    header = table(page).locator("th", has_text="Klar senast").first
    button = header.get_by_role("button")
    button.focus()
    page.keyboard.press("Enter")
    assert days(page) == sorted(plan_order) != plan_order
    assert header.get_attribute("aria-sort") == "ascending"
    status = page.locator(".pt-table-tools [role=status]").first
    assert status.inner_text() == "Sorterad efter Klar senast, stigande."
    page.keyboard.press("Enter")
    assert days(page) == sorted(plan_order, reverse=True)
    assert header.get_attribute("aria-sort") == "descending"
    assert status.inner_text() == "Sorterad efter Klar senast, fallande."
    other = table(page).get_by_role("button", name="Ansvarig")
    other.click()
    assert header.get_attribute("aria-sort") is None
    assert page.evaluate("document.activeElement.textContent") == "Ansvarig"


def test_rows_are_filtered_by_words_and_the_number_is_told(page: Page) -> None:
    everything = len(days(page))
    tools = page.locator(".pt-table-tools:has(+ .pt-table-wrapper tbody tr:nth-child(9))")
    field = tools.get_by_label("Visa bara rader som innehåller")
    field.fill("DISKRIMINERING")
    shown = table(page).locator("tbody tr:visible")
    assert 0 < shown.count() < everything
    assert all("diskriminering" in text.lower() for text in shown.all_inner_texts())
    told = tools.locator("[role=status]").inner_text()
    assert told == f"{shown.count()} av {everything} rader visas."
    field.fill("")
    assert shown.count() == everything


def test_a_sort_button_is_a_target_that_is_large_enough_and_can_be_seen(page: Page) -> None:
    for button in table(page).get_by_role("button").all():
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 24
        assert box["width"] >= 24


def test_without_script_the_table_is_complete_and_offers_nothing_that_does_not_work(
    browser: Browser, address: str
) -> None:
    with visiting(browser, javascript=False) as visit:
        visit.page.goto(address + PLAN)
        assert visit.page.locator(".pt-table-tools, .pt-sort").count() == 0
        assert table(visit.page).locator("tbody tr:visible").count() > 10


def test_a_page_without_such_a_table_does_not_load_the_script(
    browser: Browser, address: str
) -> None:
    with visiting(browser) as visit:
        visit.page.goto(address + "objekt/ATG-VALD-01.html")
        assert not [url for url in visit.requests if "tables.js" in url]
        visit.page.goto(address + "objekt/ORG-SN.html")
        assert [url for url in visit.requests if "tables.js" in url]
