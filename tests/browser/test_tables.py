"""Tables that readers can sort and filter, and that are complete without script."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

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
    status = page.locator(".pt-filters [role=status]")
    assert status.inner_text() == "Sorterad efter Klar senast, stigande."
    page.keyboard.press("Enter")
    assert days(page) == sorted(plan_order, reverse=True)
    assert header.get_attribute("aria-sort") == "descending"
    assert status.inner_text() == "Sorterad efter Klar senast, fallande."
    other = table(page).get_by_role("button", name="Föreslagen ansvarig")
    other.click()
    assert header.get_attribute("aria-sort") is None
    assert page.evaluate("document.activeElement.textContent") == "Föreslagen ansvarig"


def shown(page: Page) -> Locator:
    """The rows that are to be seen."""
    return table(page).locator("tbody tr:visible")


def test_rows_are_filtered_by_words_and_the_number_is_told(page: Page) -> None:
    everything = len(days(page))
    form = page.locator(".pt-filters")
    field = form.get_by_label("Innehåller orden")
    field.fill("DISKRIMINERING")
    assert 0 < shown(page).count() < everything
    assert all("diskriminering" in text.lower() for text in shown(page).all_inner_texts())
    told = form.locator("[role=status]").inner_text()
    assert told == f"{shown(page).count()} av {everything} åtgärder visas."
    assert page.url.endswith("?q=DISKRIMINERING")
    field.fill("")
    assert shown(page).count() == everything
    assert page.url.endswith(PLAN)


def test_a_choice_stands_in_the_address_and_the_way_back_takes_it_back(page: Page) -> None:
    everything = len(days(page))
    form = page.locator(".pt-filters")
    assert not form.get_by_role("button", name="Visa alla").is_visible()
    form.get_by_label("Klar senast, år").select_option("2028")
    assert {day[:4] for day in days(page)} == {"2028"}
    form.get_by_label("Ansvarig").select_option("ORG-KS")
    assert "klar=2028" in page.url
    assert "ansvarig=ORG-KS" in page.url
    few = shown(page).count()
    page.go_back()
    assert "ansvarig" not in page.url
    assert form.get_by_label("Ansvarig").input_value() == ""
    page.go_forward()
    assert shown(page).count() == few
    page.reload()
    assert shown(page).count() == few < everything
    assert form.get_by_label("Ansvarig").input_value() == "ORG-KS"
    form.get_by_role("button", name="Visa alla").click()
    assert shown(page).count() == everything
    assert page.url.endswith(PLAN)


def test_an_address_that_asks_for_what_there_is_not_shows_everything(page: Page) -> None:
    everything = len(days(page))
    page.goto(page.url + "?ansvarig=ORG-INGEN&okand=1")
    assert shown(page).count() == everything


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
        assert not visit.page.locator(".pt-filters").is_visible()
        assert table(visit.page).locator("tbody tr:visible").count() > 10


def test_a_page_without_such_a_table_does_not_load_the_script(
    browser: Browser, address: str
) -> None:
    with visiting(browser) as visit:
        visit.page.goto(address + "objekt/ATG-VALD-01.html")
        assert not [url for url in visit.requests if "tables.js" in url]
        visit.page.goto(address + "objekt/ORG-SN.html")
        assert [url for url in visit.requests if "tables.js" in url]


def taken(page: Page, button: Locator, delimiter: str = ";") -> list[list[str]]:
    """The rows of the file that a button gives, as Python's own reader has them."""
    with page.expect_download() as waiting:
        button.click()
    content = Path(waiting.value.path()).read_bytes()
    assert content.startswith(codecs.BOM_UTF8)
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def offered(page: Page) -> Locator:
    """The button below the table of actions."""
    described = f"[aria-describedby='{table(page).locator('caption').get_attribute('id')}']"
    return page.locator(f"button{described}")


def test_the_rows_that_are_seen_can_be_taken_along(page: Page) -> None:
    button = offered(page)
    assert button.inner_text() == "Ladda ner raderna som visas (CSV)"
    headings, *rows = taken(page, button)
    assert len(rows) == shown(page).count() > 10
    assert headings[0] == table(page).locator("thead th").first.inner_text()
    column = headings.index("Klar senast")
    assert [row[column] for row in rows] == days(page)


def test_what_is_filtered_away_and_how_rows_are_sorted_is_so_in_the_file(page: Page) -> None:
    page.locator(".pt-filters").get_by_label("Klar senast, år").select_option("2028")
    table(page).get_by_role("button", name="Klar senast").click()
    headings, *rows = taken(page, offered(page))
    found = [row[headings.index("Klar senast")] for row in rows]
    assert found == days(page) == sorted(found)
    assert len(found) > 0


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ('=HYPERLINK("https://evil.example")', '\'=HYPERLINK("https://evil.example")'),
        ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("'=1", "''=1"),
        ('en "rad"; slut', 'en "rad"; slut'),
        ("Våld;=1+2; -x", "Våld;'=1+2;' -x"),
        ('a, "=1"', 'a,\' "=1"'),
        ("-1,5", "-1,5"),
        ("\u22121\u00a0234,5", "-1234,5"),
        ("(2026)", "(2026)"),
    ],
)
def test_no_cell_is_a_formula_or_ends_before_its_end(page: Page, title: str, cell: str) -> None:
    first = table(page).locator("tbody tr").first.locator("th")
    first.evaluate("(cell, text) => { cell.textContent = text; }", title)
    _, row, *_ = taken(page, offered(page))
    assert row[0] == cell


@pytest.mark.parametrize("delimiter", ",;\t")
def test_no_reader_finds_a_formula_whatever_it_keeps_cells_apart_by(
    page: Page, delimiter: str
) -> None:
    hostile = 'Våld;=1+2,=1+2\t=1+2; "=1+2",+1;@SUM(1)'
    cells = table(page).locator("tbody tr").first.locator("th, td")
    cells.evaluate_all("(all, text) => all.forEach((one) => { one.textContent = text; })", hostile)
    found = taken(page, offered(page), delimiter)
    assert not [cell for row in found for cell in row if cell.lstrip(' "')[:1] in set("=+@")]


def rows_of(page: Page, markup: str) -> list[list[str]]:
    """The file of a table whose first row has only this in its first two cells."""
    first = table(page).locator("tbody tr").first
    first.locator("th").evaluate("(cell, markup) => { cell.innerHTML = markup; }", markup)
    return taken(page, offered(page))


@pytest.mark.parametrize(
    ("markup", "said", "remark"),
    [
        ('<a href="#x">En titel</a>\n<span class="pt-badge">Lagkrav</span>', "En titel", "Lagkrav"),
        (
            '<span><span class="pt-number">10,2</span> <span class="pt-note">2020</span></span>',
            *("10,2", "2020"),
        ),
        ('<span class="pt-number">60,7</span> procent', "60,7", "procent"),
        (
            '<span class="pt-number">2\u202f378</span> <span class="pt-note">(2026)</span>',
            "2378",
            "2026",
        ),
        (
            'Ned <i class="pt-note">(2022)</i> <i class="pt-provisional">Preliminär källa</i>',
            *("Ned", "2022, Preliminär källa"),
        ),
        (
            '<time datetime="2028-10-31">31 oktober 2028</time>: uppföljning',
            "2028-10-31",
            "uppföljning",
        ),
        (
            '<span aria-hidden="true">–</span><span class="pt-visually-hidden">saknas</span>',
            "saknas",
            "",
        ),
        (
            '<a class="pt-matrix__number">9<span class="pt-visually-hidden"> åtgärder</span></a>',
            "9",
            "",
        ),
        (
            '<span class="pt-badge">beslutad</span> <span class="pt-badge">försenad</span>',
            "beslutad, försenad",
            "",
        ),
    ],
)
def test_what_stands_beside_a_number_a_day_or_a_title_has_a_column_of_its_own(
    page: Page, markup: str, said: str, remark: str
) -> None:
    headings, row, *_ = rows_of(page, markup)
    name = table(page).locator("thead th").first.inner_text()
    assert headings[0] == name
    assert row[0] == said
    assert (row[1] if headings[1] == f"{name}, anmärkning" else "") == remark
    assert len(row) == len(headings)


def unfold(page: Page) -> None:
    """Open all that is folded."""
    page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")


def test_what_a_table_of_values_gives_is_numbers(page: Page, address: str) -> None:
    page.goto(address + "objekt/IND-AK9-ALLA-AMNEN.html")
    unfold(page)
    described = page.locator("caption", has_text="Läget i").first.get_attribute("id")
    headings, *rows = taken(page, page.locator(f"button[aria-describedby='{described}']"))
    latest = headings.index("Senaste värde")
    assert headings[latest + 1] == "Senaste värde, anmärkning"
    assert rows
    for row in rows:
        assert re.fullmatch("-?[0-9]+(,[0-9]+)?", row[latest])
        assert row[latest + 1]


def test_every_table_that_says_so_gives_a_file_with_rows_of_the_same_length(
    page: Page, address: str
) -> None:
    for where in ("strategy/laget", "strategy/malgrupper", "strategy/omraden", "docs/oppna-data"):
        page.goto(f"{address}{where}.html")
        unfold(page)
        offering = page.locator("table[data-pt-csv]")
        buttons = page.get_by_role("button", name="Ladda ner raderna som visas (CSV)")
        assert buttons.count() == offering.count() > 0
        for button in buttons.all():
            rows = taken(page, button)
            described = button.get_attribute("aria-describedby")
            seen = page.locator(f"table:has(#{described}) tr").count()
            assert len(rows) == seen > 1
            assert len({len(row) for row in rows}) == 1


def test_without_script_no_rows_are_offered(browser: Browser, address: str) -> None:
    with visiting(browser, javascript=False) as visit:
        visit.page.goto(address + PLAN)
        assert visit.page.locator(".pt-csv").count() == 0
