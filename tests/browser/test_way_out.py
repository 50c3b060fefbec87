"""The quick way out of a page about violence, with and without script, by hand and by keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import visiting

CONCERNED = "strategy/prioriteringar/frihet-fran-vald.html"
EXIT = re.compile(r"https://www\.smhi\.se/")


def away(page: Page) -> list[dict[str, str]]:
    """Answer in the place of the site that the way leads to; the headers that it was asked with."""
    asked: list[dict[str, str]] = []

    def answer(route: Route) -> None:
        asked.append(route.request.headers)
        route.fulfill(body="<title>Väder</title>", content_type="text/html; charset=utf-8")

    page.route(EXIT, answer)
    return asked


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def opened(
    request: pytest.FixtureRequest, browser: Browser, address: str
) -> Iterator[tuple[Page, list[dict[str, str]], bool]]:
    with visiting(browser, javascript=request.param) as visit:
        asked = away(visit.page)
        visit.page.goto(address)
        visit.page.goto(address + CONCERNED)
        yield visit.page, asked, request.param


def test_the_link_leads_out_and_tells_nothing(
    opened: tuple[Page, list[dict[str, str]], bool],
) -> None:
    page, asked, _ = opened
    assert asked == []
    page.get_by_role("link", name="Lämna sidan").click()
    page.wait_for_url(EXIT)
    assert len(asked) == 1
    assert "referer" not in asked[0]
    assert len(page.context.pages) == 1


def test_back_does_not_return_where_there_is_script(browser: Browser, address: str) -> None:
    with visiting(browser) as visit:
        page = visit.page
        away(page)
        page.goto(address)
        page.goto(address + CONCERNED)
        page.get_by_role("link", name="Lämna sidan").click()
        page.wait_for_url(EXIT)
        page.go_back()
        assert page.url == address


def test_the_second_tab_stop_is_the_way_out(browser: Browser, address: str) -> None:
    with visiting(browser) as visit:
        page = visit.page
        away(page)
        page.goto(address + CONCERNED)
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Lämna sidan")).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_url(EXIT)


def test_three_presses_of_escape_lead_out_and_are_announced(browser: Browser, address: str) -> None:
    with visiting(browser) as visit:
        page = visit.page
        asked = away(page)
        page.goto(address + CONCERNED)
        said = page.locator(".pt-exit [role=status]")
        page.keyboard.press("Escape")
        expect(said).to_have_text("Tryck på Escape två gånger till för att lämna sidan.")
        page.keyboard.press("Escape")
        expect(said).to_have_text("Tryck på Escape en gång till för att lämna sidan.")
        assert asked == []
        page.keyboard.press("Escape")
        page.wait_for_url(EXIT)


def test_another_key_between_the_presses_begins_anew(browser: Browser, address: str) -> None:
    with visiting(browser) as visit:
        page = visit.page
        asked = away(page)
        page.goto(address + CONCERNED)
        for key in ("Escape", "Escape", "ArrowDown", "Escape"):
            page.keyboard.press(key)
        expect(page.locator(".pt-exit [role=status]")).to_have_text(
            "Tryck på Escape två gånger till för att lämna sidan."
        )
        assert asked == []


def test_escape_leads_nowhere_from_other_pages(browser: Browser, address: str) -> None:
    with visiting(browser) as visit:
        asked = away(visit.page)
        visit.page.goto(address)
        for _ in range(3):
            visit.page.keyboard.press("Escape")
        assert asked == []
        assert visit.page.url == address


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_way_out_is_seen_wherever_one_is_on_the_page(
    browser: Browser, address: str, width: int
) -> None:
    with visiting(browser, width=width) as visit:
        page = visit.page
        page.goto(address + CONCERNED)
        link = page.get_by_role("link", name="Lämna sidan")
        for _ in range(3):
            expect(link).to_be_in_viewport(ratio=1)
            box = link.bounding_box()
            assert box is not None
            assert box["height"] >= 24
            page.mouse.wheel(0, 2000)
        assert page.locator(".pt-support").get_by_role("link", name="112").count() == 1


def test_paper_has_the_numbers_and_no_way_out(browser: Browser, address: str) -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.goto(address + CONCERNED)
        page.emulate_media(media="print")
        expect(page.locator(".pt-support__number").first).to_be_visible()
        expect(page.locator(".pt-exit")).to_be_hidden()
        expect(page.locator(".pt-letterhead")).to_contain_text("Utkast, inte från")
        expect(page.locator(".pt-draft")).to_be_hidden()
