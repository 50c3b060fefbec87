"""Charts as a browser shows them: in both themes, in the reader's own colours, and on paper."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route
from pypdf import PdfReader

from policytrace.charts.drawing import inline
from policytrace.charts.model import Chart
from policytrace.reports.html import as_html
from tests.browser.conftest import POLICY, visiting
from tests.charts.samples import DISTRICTS, GAP, ON_THE_WAY, PRELIMINARY, SEXES, WOMEN_AND_MEN
from tests.reports.made import DECIDED, made
from tests.site.test_style_sheets import THEMES

STATIC = files("policytrace.site") / "static"
STYLES = ("policytrace.css", "charts.css")
SCRIPT = "charts.js"
ADDRESS = "http://charts.invalid/"
"""Nothing is there: the test answers itself."""

CHARTS: Mapping[str, Chart] = {
    "women and men": WOMEN_AND_MEN,
    "gap": GAP,
    "districts": DISTRICTS,
    "sexes": SEXES,
    "preliminary": PRELIMINARY,
    "on the way": ON_THE_WAY,
}
PICTURES = "".join(
    f"<figure class='pt-chart-figure'>{inline(chart, prefix=f'c{number}')}</figure>"
    for number, chart in enumerate(CHARTS.values())
)
HTML = (
    "<!doctype html><html lang='sv'><head><meta charset='utf-8'><title>Diagram</title>"
    "<meta name='viewport' content='width=device-width,initial-scale=1'>"
    + "".join(f"<link rel='stylesheet' href='{style}'>" for style in STYLES)
    + f"<script defer src='{SCRIPT}'></script></head><body><main>{PICTURES}</main></body></html>"
)
"""A page with charts alone; `body` has no theme, as without script."""


def answer(route: Route) -> None:
    name = route.request.url.removeprefix(ADDRESS)
    if name in (*STYLES, SCRIPT):
        kind = "text/javascript" if name == SCRIPT else "text/css"
        route.fulfill(body=(STATIC / name).read_bytes(), content_type=kind)
    else:
        headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html"}
        route.fulfill(body=HTML, headers=headers)


@contextmanager
def charts(browser: Browser, *, width: int = 390, dark: bool = False) -> Iterator[Page]:
    with visiting(browser, width=width, dark=dark) as visit:
        visit.page.route("**/*", answer)
        visit.page.goto(ADDRESS)
        yield visit.page
        assert visit.console == []
        assert {request.removeprefix(ADDRESS) for request in visit.requests} <= {
            "",
            *STYLES,
            SCRIPT,
        }


def paint(page: Page, selector: str, key: str) -> str:
    """The colour that an element is painted with, as ``rgb(…)``."""
    found = page.locator(selector).first.evaluate(f"one => getComputedStyle(one).{key}")
    assert isinstance(found, str)
    return found


def rgb(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgb({red}, {green}, {blue})"


@pytest.mark.parametrize("theme", THEMES)
def test_a_chart_has_the_colours_of_the_theme(browser: Browser, theme: str) -> None:
    colours = THEMES[theme]
    with charts(browser, dark=theme == "dark") as page:
        for selector, key, token in (
            (".pt-chart-stroke-women > path", "stroke", "family-measure"),
            (".pt-chart-stroke-men > path", "stroke", "family-work"),
            (".pt-chart-fill-quiet > text", "fill", "quiet"),
            (".pt-chart-fill-accent > circle", "fill", "accent"),
        ):
            assert paint(page, selector, key) == rgb(colours[token])


def test_words_are_once_in_a_pdf_and_no_line_runs_through_them(
    browser: Browser, tmp_path: Path
) -> None:
    with charts(browser, dark=True) as page:
        page.pdf(path=tmp_path / "charts.pdf", format="A4")
        assert page.locator(".pt-chart-box").count() == 0
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
        for words, box in page.evaluate(
            """() => [...document.querySelectorAll(".pt-chart")].flatMap(chart => {
                const boxes = [...chart.querySelectorAll(".pt-chart-box")];
                const places = [...chart.querySelectorAll("text")].map((text, at) =>
                    [text, boxes[at]].map(one => one.getBoundingClientRect().toJSON()));
                return places;
            })"""
        ):
            assert 0.5 < words["left"] - box["left"] < 4
            assert 0.5 < box["right"] - words["right"] < 4
            assert words["top"] < box["top"] < box["bottom"] < words["bottom"]
    text = " ".join(page.extract_text() for page in PdfReader(tmp_path / "charts.pdf").pages)
    assert text.count("Riket 52,1") == 3
    assert text.count("Ingen skillnad") == 1


def test_on_paper_a_chart_is_light(browser: Browser) -> None:
    with charts(browser, dark=True) as page:
        page.emulate_media(media="print")
        assert paint(page, ".pt-chart-fill-ink > text", "fill") == rgb(THEMES["light"]["text"])


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_chart_keeps_to_the_readers_own_colours(browser: Browser, *, dark: bool) -> None:
    with charts(browser, dark=dark) as page:
        page.emulate_media(forced_colors="active")
        own = page.evaluate(
            """() => ["CanvasText", "Canvas", "GrayText"].map(name => {
                const one = document.createElement("i");
                one.style.setProperty("color", name);
                document.body.append(one);
                return getComputedStyle(one).color;
            })"""
        )
        painted = page.evaluate(
            """() => [...document.querySelectorAll(".pt-chart g > :not(g)")].flatMap(one => {
                const style = getComputedStyle(one);
                return [style.fill, style.stroke];
            })"""
        )
        assert set(painted) <= {*own, "none"}
        assert own[0] in painted


def boxes(page: Page, picture: int) -> list[tuple[str, float, float, float, float]]:
    """The texts of a chart and their places in the picture, in shares of its size."""
    found: list[tuple[str, float, float, float, float]] = (
        page.locator(".pt-chart")
        .nth(picture)
        .evaluate(
            """svg => {
            const all = svg.getBoundingClientRect();
            return [...svg.querySelectorAll("text")].map(one => {
                const box = one.getBoundingClientRect();
                return [
                    one.textContent,
                    (box.left - all.left) / all.width, (box.right - all.left) / all.width,
                    (box.top - all.top) / all.height, (box.bottom - all.top) / all.height,
                ];
            });
        }"""
        )
    )
    return found


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("picture", range(len(CHARTS)), ids=CHARTS)
def test_all_text_can_be_read(browser: Browser, picture: int, width: int) -> None:
    with charts(browser, width=width) as page:
        found = boxes(page, picture)
        assert len(found) > 5
        for words, left, right, top, bottom in found:
            assert left >= -0.001, words
            assert right <= 1.001, words
            assert top >= -0.02, words
            assert bottom <= 1.02, words
        for one, other in itertools.combinations(found, 2):
            across = min(one[2], other[2]) - max(one[1], other[1])
            down = min(one[4], other[4]) - max(one[3], other[3])
            # Boxes of text have room above and below the letters.
            assert across <= 0 or down < 0.25 * (one[4] - one[3]), (one[0], other[0])


@pytest.mark.parametrize(("width", "least", "most"), [(390, 12, 15), (1280, 14, 18)])
def test_text_is_as_large_as_that_of_the_page(
    browser: Browser, width: int, least: float, most: float
) -> None:
    with charts(browser, width=width) as page:
        assert least <= text_size(page) <= most


@pytest.mark.parametrize(("width", "least", "most"), [(390, 12, 15), (1280, 14, 18)])
def test_text_in_a_report_is_large_enough_to_read(
    browser: Browser, width: int, least: float, most: float
) -> None:
    with visiting(browser, width=width) as visit:
        visit.page.set_content(as_html(made(items=DECIDED)).decode())
        assert least <= text_size(visit.page) <= most


def text_size(page: Page) -> float:
    """How many pixels the text of the first chart is, as it is read."""
    found = page.locator(".pt-chart").first.evaluate(
        "one => parseFloat(getComputedStyle(one).fontSize)"
        " * one.getBoundingClientRect().width / one.viewBox.baseVal.width"
    )
    assert isinstance(found, float | int)
    return found


def test_a_screen_reader_meets_one_picture_with_a_name(browser: Browser) -> None:
    with charts(browser) as page:
        assert page.get_by_role("img", name="Titeln", exact=True).count() == len(CHARTS)
        assert page.locator("main").aria_snapshot().count("text:") == 0
