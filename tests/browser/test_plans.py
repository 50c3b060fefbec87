"""Plans in a browser: short enough to be read, and with all text within reach."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import visiting

LONGEST = "action_plans/overgripande.html"


@pytest.mark.parametrize(
    ("name", "width", "most"),
    [
        (LONGEST, 1280, 7000),
        (LONGEST, 390, 12000),
        ("action_plans/index.html", 1280, 5000),
        ("action_plans/index.html", 390, 9000),
    ],
)
def test_a_page_of_plans_is_short_enough_to_be_read(
    browser: Browser, address: str, name: str, width: int, most: int
) -> None:
    with visiting(browser, width=width) as visit:
        visit.page.goto(address + name)
        assert visit.page.evaluate("document.documentElement.scrollHeight") <= most


@pytest.mark.parametrize("javascript", [True, False])
def test_a_link_to_an_action_unfolds_it(
    browser: Browser, address: str, *, javascript: bool
) -> None:
    with visiting(browser, javascript=javascript) as visit:
        visit.page.goto(f"{address}{LONGEST}#ATG-OVR-05")
        assert visit.page.locator("#ATG-OVR-05").is_visible()
        assert visit.page.locator("details[open] > #ATG-OVR-05").count() == 1
        assert visit.page.locator("details.pt-action[open]").count() == 1


def test_an_action_is_unfolded_with_the_keyboard(browser: Browser, address: str) -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.goto(address + LONGEST)
        action = page.locator(".pt-action").first
        action.locator("summary").focus()
        page.keyboard.press("Enter")
        assert action.locator(".pt-action__text").is_visible()
