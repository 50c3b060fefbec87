"""What the pages do in a browser: load quietly, keep to themselves, work without script."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.browser.conftest import page_names, visiting
from tests.real.conftest import RealSite


def test_no_page_breaks_the_policy_or_asks_another_host(
    browser: Browser, real: RealSite, address: str
) -> None:
    with visiting(browser) as visit:
        for name in page_names(real.folder):
            visit.page.goto(address + name)
        assert visit.console == []
        assert [url for url in visit.requests if not url.startswith(address)] == []
        assert visit.page.context.cookies() == []


def test_the_theme_is_kept_when_the_reader_changes_it(browser: Browser, address: str) -> None:
    with visiting(browser) as visit:
        visit.page.goto(address)
        assert visit.page.evaluate("document.body.dataset.theme") == "auto"
        visit.page.get_by_role("button", name="Byt mellan ljust och mörkt").click()
        chosen = visit.page.evaluate("document.body.dataset.theme")
        assert chosen == "dark"
        visit.page.reload()
        assert visit.page.evaluate("document.body.dataset.theme") == chosen
        assert visit.page.evaluate("Object.keys(localStorage)") == ["theme"]


def test_a_reader_without_script_can_follow_a_promise_to_its_measure(
    browser: Browser, address: str
) -> None:
    with visiting(browser, javascript=False) as visit:
        page = visit.page
        page.goto(address + "strategy/prioriteringar/frihet-fran-vald.html")
        page.locator(".pt-table-wrapper a", has_text="Arbeta våldsförebyggande").first.click()
        assert page.url.endswith("action_plans/frihet-fran-vald.html#ATG-VALD-01")
        card = page.locator("article#ATG-VALD-01")
        card.locator("a[href*='#IND-']").first.click()
        assert "strategy/indikatorer/" in page.url
        assert "#IND-" in page.url


def test_the_search_finds_swedish_words(browser: Browser, address: str) -> None:
    with visiting(browser) as visit:
        visit.page.goto(address)
        field = visit.page.get_by_role("searchbox")
        field.fill("mötesplatser")
        field.press("Enter")
        visit.page.locator("#search-results li").first.wait_for()
        assert "Handlingsplan för mångfald" in visit.page.locator("#search-results").inner_text()
        assert [text for text in visit.console if "Security Policy" in text] == []
        assert visit.page.evaluate("Object.keys(localStorage)") == []


def test_a_picture_box_is_a_link_to_its_object(browser: Browser, address: str) -> None:
    with visiting(browser) as visit:
        visit.page.goto(address + "strategy/prioriteringar/frihet-fran-vald.html")
        visit.page.locator("svg.pt-picture a[href*='ATG-VALD-01']").first.click()
        assert visit.page.url.endswith("frihet-fran-vald.html#ATG-VALD-01")
