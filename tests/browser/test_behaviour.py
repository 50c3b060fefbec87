"""What the pages do in a browser: load quietly, keep to themselves, work without script."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Seen, served, visiting
from tests.browser.test_charts import rgb
from tests.real.conftest import RealSite
from tests.site.test_style_sheets import THEMES


def test_no_page_breaks_the_policy_or_asks_another_host(
    walk: tuple[Seen, ...], address: str
) -> None:
    assert [(seen.name, seen.console) for seen in walk if seen.console] == []
    asked = {url for seen in walk for url in seen.requests}
    assert len(asked) > len(walk)
    assert [url for url in asked if not url.startswith(address)] == []


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


def text_and_background(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        """() => {
            const style = getComputedStyle(document.body);
            return [style.color, style.backgroundColor];
        }"""
    )
    return found


@pytest.mark.parametrize("dark", [False, True], ids=["light device", "dark device"])
@pytest.mark.parametrize("chosen", ["auto", "light", "dark"])
def test_the_readers_choice_goes_before_the_devices_and_paper_is_light(
    browser: Browser, address: str, *, chosen: str, dark: bool
) -> None:
    colours = {
        theme: [rgb(palette["text"]), rgb(palette["background"])]
        for theme, palette in THEMES.items()
    }
    device = "dark" if dark else "light"
    with visiting(browser, dark=dark) as visit:
        visit.page.add_init_script(f"localStorage.setItem('theme', '{chosen}')")
        visit.page.goto(address)
        assert text_and_background(visit.page) == colours[device if chosen == "auto" else chosen]
        visit.page.emulate_media(media="print")
        assert text_and_background(visit.page) == colours["light"]


def test_a_reader_without_script_can_follow_a_promise_to_its_measure(
    browser: Browser, address: str
) -> None:
    with visiting(browser, javascript=False) as visit:
        page = visit.page
        page.goto(address + "kedja/PRI-VALD.html")
        page.get_by_role("link", name="Arbeta våldsförebyggande").first.click()
        assert page.url.endswith("objekt/ATG-VALD-01.html")
        page.locator(".pt-way a[href*='IND-']").first.click()
        assert "objekt/IND-" in page.url
        page.locator(".pt-way a[href*='frihet-fran-vald.html#PRI-VALD']").click()
        assert page.url.endswith("strategy/prioriteringar/frihet-fran-vald.html#PRI-VALD")


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


def test_what_is_found_is_there_when_the_site_is_in_a_folder_of_its_host(
    browser: Browser, real: RealSite
) -> None:
    with served(real.folder.parent) as host, visiting(browser) as visit:
        page = visit.page
        page.goto(f"{host}{real.folder.name}/sok.html?q=skola")
        found = page.locator(".pt-result a").first
        found.wait_for()
        title = found.inner_text()
        with page.expect_navigation() as answered:
            found.click()
        assert answered.value is not None
        assert answered.value.ok, answered.value.url
        expect(page.locator("h1")).to_contain_text(title)


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
        kind = page.get_by_label("Typ")
        kind.focus()
        for _ in range(kind.locator("option").count()):
            if kind.input_value() != "Åtgärd":
                page.keyboard.press("ArrowDown")
        expect(kind).to_have_value("Åtgärd")
        expect(page).to_have_url(re.compile("typ=%C3%85tg"))
        expect(page.locator("#pt-results-count")).not_to_have_text(every)
        expect(page.locator(".pt-result__kind").first).to_be_visible()
        kinds = page.locator(".pt-result__kind").all_inner_texts()
        assert {kind.partition(" · ")[0] for kind in kinds} == {"Åtgärd"}
        number = page.locator("#pt-results-count").inner_text()
        page.reload()
        page.locator(".pt-result").first.wait_for()
        assert page.locator("#pt-results-count").inner_text() == number


def test_a_search_that_finds_nothing_says_so(browser: Browser, address: str) -> None:
    with visiting(browser) as visit:
        visit.page.goto(address + "sok.html?q=qqqwwwqqq")
        visit.page.get_by_text("Inget hittades").wait_for()


@pytest.mark.parametrize("value", ["constructor", "__proto__", "toString", "<b>x</b>"])
def test_a_choice_that_is_not_offered_does_nothing(
    browser: Browser, address: str, value: str
) -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.goto(f"{address}sok.html?q=skola&typ={value}&status={value}&{value}={value}")
        page.locator(".pt-result").first.wait_for()
        expect(page.get_by_label("Typ")).to_have_value("")
        expect(page).to_have_url(f"{address}sok.html?q=skola")
        assert visit.console == []


def test_a_result_leads_to_a_page_of_the_site_whatever_its_name(
    browser: Browser, address: str
) -> None:
    names = [
        "/javascript:alert(1).html",
        "//example.org/x.html",
        "/\\\\example.org",
        "/objekt/a.html",
    ]
    found = json.dumps([{"url": name, "meta": {"title": "x"}, "excerpt": "x"} for name in names])
    program = (
        f"const pages = {found}; export const options = async () => {{}}; export const search = "
        "async () => ({ results: pages.map((page, at) => ({ id: at, data: async () => page })) });"
    )
    with visiting(browser) as visit:
        page = visit.page
        page.route(
            "**/pagefind/pagefind.js",
            lambda route: route.fulfill(body=program, content_type="text/javascript"),
        )
        page.goto(address + "sok.html?q=x")
        links = page.locator(".pt-result a")
        expect(links).to_have_count(len(names))
        leads = links.evaluate_all("found => found.map((link) => link.href)")
        assert all(lead.startswith(address) for lead in leads)
        assert leads[-1] == address + "objekt/a.html"


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
        visit.page.goto(address + "kedja/PRI-VALD.html")
        visit.page.locator(".pt-chain__drawn > summary").click()
        visit.page.locator("svg.pt-picture a[href*='ATG-VALD-01']").first.click()
        assert visit.page.url.endswith("objekt/ATG-VALD-01.html")
