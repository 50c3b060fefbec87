"""Overviews in a browser: what a number leads to is there to read, also without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import visiting


@pytest.mark.parametrize("javascript", [True, False])
def test_a_number_of_the_matrix_opens_the_list_of_its_actions(
    browser: Browser, address: str, *, javascript: bool
) -> None:
    with visiting(browser, width=390, javascript=javascript) as visit:
        page = visit.page
        page.goto(address + "strategy/malgrupper.html")
        number = page.locator(".pt-matrix td a").first
        heading = page.locator(number.get_attribute("href") or "none")
        assert not heading.is_visible()
        number.click()
        heading.wait_for()
        listed = heading.locator("xpath=following-sibling::ul[1]/li")
        assert number.inner_text().startswith(str(listed.count()))


def test_the_matrix_scrolls_with_the_keyboard_and_keeps_its_names_in_sight(
    browser: Browser, address: str
) -> None:
    with visiting(browser, width=660) as visit:
        page = visit.page
        page.goto(address + "strategy/malgrupper.html")
        region = page.get_by_role("region", name="Antal åtgärder för varje målgrupp")
        region.focus()
        name = page.locator(".pt-matrix tbody th").first
        left = "name => name.getBoundingClientRect().left"
        before = name.evaluate(left)
        for _ in range(5):
            page.keyboard.press("ArrowRight")
        page.wait_for_function("() => document.querySelector('.pt-matrix-wrapper').scrollLeft > 50")
        assert abs(name.evaluate(left) - before) <= 1


def test_on_a_phone_a_row_of_numbers_is_its_name_and_what_each_number_is_of(
    browser: Browser, address: str
) -> None:
    with visiting(browser, width=390) as visit:
        page = visit.page
        page.goto(address + "strategy/malgrupper.html")
        region = page.locator(".pt-matrix-wrapper")
        assert region.evaluate("one => one.scrollWidth <= one.clientWidth")
        cell = page.locator(".pt-matrix td").first
        said = cell.evaluate("one => getComputedStyle(one, '::before').content")
        assert cell.get_attribute("data-label") in said


def test_a_way_on_is_offered_where_there_is_nothing(browser: Browser, address: str) -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.goto(address + "404.html")
        page.get_by_role("link", name="Startsidan").click()
        assert page.url == address + "index.html"
