"""What a page is on paper, in forced colours, and in pictures for people to look at."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import visiting
from tests.paths import REPOSITORY

PICTURES = REPOSITORY / "_build" / "screenshots"
"""Kept by the workflows as artefacts; nothing compares them."""

SHOWN = (
    "index",
    "strategy/laget",
    "strategy/prioriteringar/frihet-fran-vald",
    "action_plans/frihet-fran-vald",
    "objekt/ATG-VALD-01",
    "objekt/IND-AK9-BEHORIGA",
    "objekt/ORG-SN",
    "objekt/BES-KF-2021-06-14-70",
    "sok",
)


def test_a_printed_plan_is_a_paper_with_a_heading_and_no_navigation(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.goto(address + "action_plans/frihet-fran-vald.html")
        page.emulate_media(media="print")
        assert page.get_by_text(
            re.compile(r"^Utkast, inte från Fagersta kommun · Jämlikhet i Fagersta")
        ).is_visible()
        for gone in (
            ".pt-header",
            ".pt-subnav",
            ".pt-trail",
            ".pt-theme",
        ):
            assert not [each for each in page.locator(gone).all() if each.is_visible()], gone
        page.pdf(path=tmp_path / "plan.pdf", prefer_css_page_size=True)
    paper = (tmp_path / "plan.pdf").read_bytes()
    assert paper.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) > 1


LONGEST = "action_plans/overgripande.html"


def pages_of(page: Page, path: Path) -> int:
    """How many A4 pages a page is on paper."""
    page.pdf(path=path, prefer_css_page_size=True, format="A4")
    return len(re.findall(rb"/Type\s*/Page\b", path.read_bytes()))


def test_the_longest_plan_is_a_table_and_half_a_page_an_action(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    with visiting(browser, javascript=False) as visit:
        page = visit.page
        page.goto(address + LONGEST)
        actions = page.locator(".pt-action").count()
        assert actions > 10
        assert pages_of(page, tmp_path / "plan.pdf") <= 3 + (actions + 1) // 2
        page.set_viewport_size({"width": 658, "height": 979})
        page.emulate_media(media="print")
        heights = page.locator(".pt-action").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect().height)"
        )
        assert max(heights) < 979 / 2
        for text in page.locator(".pt-action__text").all():
            assert text.is_visible()
        assert not page.locator(".pt-filters, .pt-timeline").first.is_visible()


@pytest.mark.parametrize(
    ("name", "most"), [("index.html", 5), ("strategy/prioriteringar/frihet-fran-vald.html", 12)]
)
def test_other_pages_take_no_more_paper_than_they_need(
    browser: Browser, address: str, tmp_path: Path, name: str, most: int
) -> None:
    with visiting(browser) as visit:
        visit.page.goto(address + name)
        assert pages_of(visit.page, tmp_path / "page.pdf") <= most


def test_addresses_are_not_spelled_out_on_paper(browser: Browser, address: str) -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.goto(address + "strategy/bakgrund.html")
        page.emulate_media(media="print")
        spelled = page.locator("main a").evaluate_all(
            "all => all.map(one => getComputedStyle(one, '::after').content)"
        )
        assert not [each for each in spelled if "http" in each]


def test_in_forced_colours_a_badge_is_still_told_from_text(browser: Browser, address: str) -> None:
    with visiting(browser) as visit:
        page = visit.page
        page.goto(address + "objekt/ATG-VALD-01.html")
        page.emulate_media(forced_colors="active")
        borders = page.locator("main .pt-badge").evaluate_all(
            "badges => badges.map(badge => getComputedStyle(badge).borderTopStyle)"
        )
        assert borders
        assert "none" not in borders


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [390, 1280])
def test_pictures_of_the_pages_are_taken(
    browser: Browser, address: str, width: int, *, dark: bool
) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    theme = "dark" if dark else "light"
    with visiting(browser, width=width, dark=dark) as visit:
        for name in SHOWN:
            visit.page.goto(f"{address}{name}.html")
            path = PICTURES / f"{name.replace('/', '-')}-{width}-{theme}.png"
            visit.page.screenshot(path=path, full_page=True)
            assert path.read_bytes().startswith(b"\x89PNG")


def test_the_pages_are_printed_for_people_to_look_at(browser: Browser, address: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with visiting(browser) as visit:
        for name in SHOWN:
            visit.page.goto(f"{address}{name}.html")
            path = PICTURES / f"{name.replace('/', '-')}.pdf"
            visit.page.pdf(path=path, prefer_css_page_size=True, format="A4")
            assert path.read_bytes().startswith(b"%PDF-")
