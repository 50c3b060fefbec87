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


def test_the_search_finds_swedish_words_from_any_page(browser: Browser, address: str) -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.goto(address + "objekt/ATG-VALD-01.html")
        field = page.get_by_role("searchbox")
        field.fill("mötesplats")
        field.press("Enter")
        page.locator(".pt-result").first.wait_for()
        assert page.url.startswith(address + "sok.html?")
        assert "mötesplatserna" in page.locator("#pt-results").inner_text().lower()
        assert visit.console == []
        assert visit.page.evaluate("Object.keys(localStorage)") == []


def test_a_search_finds_the_word_in_another_form(browser: Browser, address: str) -> None:
    with visiting(browser) as visit:
        visit.page.goto(address + "sok.html?q=åtgärd")
        visit.page.locator(".pt-result mark", has_text="åtgärdats").first.wait_for()


def test_a_search_is_narrowed_down_with_the_keyboard_and_keeps_its_address(
    browser: Browser, address: str
) -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.goto(address + "sok.html?q=skola")
        page.locator(".pt-result").first.wait_for()
        every = page.locator("#pt-results-count").inner_text()
        page.get_by_label("Typ").focus()
        page.keyboard.type("Åtgärd")
        page.wait_for_function("location.search.includes('typ=')")
        page.wait_for_function(
            "before => document.getElementById('pt-results-count').textContent !== before",
            arg=every,
        )
        kinds = page.locator(".pt-result__kind").all_inner_texts()
        assert kinds
        assert {kind.partition(" · ")[0] for kind in kinds} == {"Åtgärd"}
        number = page.locator("#pt-results-count").inner_text()
        page.reload()
        page.locator(".pt-result").first.wait_for()
        assert page.locator("#pt-results-count").inner_text() == number


def test_a_search_that_finds_nothing_says_so(browser: Browser, address: str) -> None:
    with visiting(browser) as visit:
        visit.page.goto(address + "sok.html?q=xyzzyqwert")
        visit.page.get_by_text("Inget hittades").wait_for()


def test_without_script_the_search_field_leads_to_the_list_from_a_to_o(
    browser: Browser, address: str
) -> None:
    with visiting(browser, javascript=False) as visit:
        page = visit.page
        page.goto(address)
        field = page.get_by_role("searchbox")
        field.fill("skola")
        field.press("Enter")
        assert "sok.html" in page.url
        assert page.get_by_role("heading", name="Från A till Ö").is_visible()
        page.get_by_role("navigation", name="Bokstäver").get_by_role("link", name="Ö").click()
        assert page.locator("section li a").last.is_visible()


def test_a_picture_box_is_a_link_to_its_object(browser: Browser, address: str) -> None:
    with visiting(browser) as visit:
        visit.page.goto(address + "strategy/prioriteringar/frihet-fran-vald.html")
        visit.page.locator("svg.pt-picture a[href*='ATG-VALD-01']").first.click()
        assert visit.page.url.endswith("frihet-fran-vald.html#ATG-VALD-01")
