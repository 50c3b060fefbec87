"""The search of the real site answers what people ask, in their words and with their spelling."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import visiting

QUESTIONS = {
    "våld": "strategy/prioriteringar/frihet-fran-vald.html",
    "äldre": "objekt/GRP-ALDER.html",
    "skola": "objekt/ORG-UN.html",
    "ansvar": "strategy/organisationer.html",
    "försenad": "strategy/laget.html",
    "vem ansvarar för skolan": "objekt/ORG-UN.html",
    "jämnlikhet": "strategy/",
    "socialnämden": "objekt/ORG-SN.html",
    "tilgänglighet": "strategy/prioriteringar/tillganglighet.html",
    "atg vald 01": "objekt/ATG-VALD-01.html",
    "ATG-VALD-01": "objekt/ATG-VALD-01.html",
    "hbtqi": "strategy/prioriteringar/hbtqi.html",
    "barn": "strategy/prioriteringar/barnperspektiv.html",
    "Vad har kommunen beslutat?": "strategy/beslut.html",
    "hur går det": "strategy/laget.html",
    "handlingsplan våld": "action_plans/frihet-fran-vald.html",
    "funktionsnedsättning": "objekt/GRP-FUNKTION.html",
    "valdeltagande i kommunvalet": "objekt/IND-VALDELTAGANDE-KOMMUN.html",
    "heder": "objekt/ATG-VALD-09.html",
    "finska": "objekt/ATG-MANG-15.html",
    "hemtjänsten": "objekt/ORG-SN.html",
    "strategin": "strategy/",
    "tillgänglighetsredogörelse": "tillganglighet.html",
    "rapportera fel": "kontakt.html",
    "personuppgifter": "docs/personuppgifter.html",
}
"""What is asked, and the page that answers it."""


def ask(page: Page, address: str, question: str) -> None:
    page.goto(f"{address}sok.html?q={quote(question)}")
    page.locator(".pt-result").first.wait_for()


@pytest.mark.parametrize(("question", "answer"), QUESTIONS.items())
def test_a_question_is_answered_first(
    browser: Browser, address: str, question: str, answer: str
) -> None:
    with visiting(browser) as visit:
        ask(visit.page, address, question)
        first = visit.page.locator(".pt-result a").first.evaluate("link => link.href")
        assert first.removesuffix("index.html") == address + answer
        assert visit.console == []


@pytest.mark.parametrize("question", ["uppföljning", "åtgärd", "mått", "kommun", "försenad"])
def test_guides_and_rules_come_after_all_objects(
    browser: Browser, address: str, question: str
) -> None:
    with visiting(browser) as visit:
        page = visit.page
        ask(page, address, question)
        while (more := page.get_by_role("button", name="Visa fler")).count():
            shown = page.locator(".pt-result").count()
            more.click()
            expect(page.locator(".pt-result")).not_to_have_count(shown)
        links = page.locator(".pt-result a").evaluate_all("all => all.map(link => link.href)")
        guides = [number for number, link in enumerate(links) if "/docs/regler/" in link]
        objects = [number for number, link in enumerate(links) if "/objekt/" in link]
        assert objects
        assert guides
        assert min(guides) > max(objects)


def test_no_page_is_found_twice(browser: Browser, address: str) -> None:
    with visiting(browser) as visit:
        ask(visit.page, address, "frihet från våld")
        titles = visit.page.locator(".pt-result a").all_inner_texts()
        assert titles.count("Frihet från våld") == 1


def test_a_mended_spelling_is_told_and_can_be_undone(browser: Browser, address: str) -> None:
    with visiting(browser) as visit:
        page = visit.page
        ask(page, address, "socialnämden")
        told = page.get_by_text("Visar träffar för socialnämnden.")
        expect(told).to_be_visible()
        page.get_by_role("button", name="Sök på ”socialnämden” som det är skrivet").click()
        expect(told).to_be_hidden()
        assert (
            page.get_by_role("searchbox", name="Vad letar du efter?").input_value()
            == "socialnämden"
        )


def test_a_word_that_the_site_has_is_left_as_it_is(browser: Browser, address: str) -> None:
    with visiting(browser) as visit:
        for word in ("mötesplats", "gata", "kön", "Liv & hälsa ung 2026"):
            ask(visit.page, address, word)
            expect(visit.page.locator("#pt-results-instead")).to_be_hidden()


@pytest.mark.parametrize(
    "question", ["__proto__", "constructor", "<img src=x onerror=alert(1)>", "%", "a" * 2000]
)
def test_hostile_questions_do_nothing(browser: Browser, address: str, question: str) -> None:
    with visiting(browser) as visit:
        visit.page.goto(f"{address}sok.html?q={quote(question)}")
        expect(visit.page.locator("#pt-results-count")).to_have_text(
            re.compile("träff|Inget hittades")
        )
        assert visit.console == []


def test_a_facet_without_values_is_not_offered(browser: Browser, address: str) -> None:
    with visiting(browser) as visit:
        ask(visit.page, address, "skola")
        expect(visit.page.get_by_label("Status")).to_be_visible()
        expect(visit.page.get_by_label("Läge")).to_be_hidden()


def test_a_search_that_stops_working_on_the_way_says_so(browser: Browser, address: str) -> None:
    with visiting(browser) as visit:
        ask(visit.page, address, "skola")
        visit.page.route("**/pagefind/**", lambda route: route.abort())
        visit.page.get_by_role("searchbox", name="Vad letar du efter?").fill("hemtjänsten")
        expect(visit.page.get_by_text("Sökningen fungerar inte just nu.")).to_be_visible()
        assert not [line for line in visit.console if "Uncaught" in line]
