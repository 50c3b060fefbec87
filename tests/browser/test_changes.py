"""What has changed: the page by month, the history of an object, and the page that diff writes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import violations
from tests.browser.conftest import served, visiting
from tests.cli.running import run
from tests.history_repository import begin, commit
from tests.sphinx.tiny import TinyProject

PAGES = ["nytt.html", "objekt/ATG-1.html", "diff.html"]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site whose plan has been changed on eight days, and beside it what diff says of them."""
    project = TinyProject.make(tmp_path_factory.mktemp("changes") / "plan")
    project.write("nytt.md", "# Nytt\n\n```{ändringar}\n```\n")
    project.edit("index.md", "plan\nmatt", "plan\nmatt\nnytt")
    plan = project.read("plan.md").replace(":status: förslag", ":status: beslutad")
    project.write("plan.md", plan)
    settings = project.read("ubproject.toml").replace(
        "[policytrace.rules]\n", '[policytrace.rules]\nPT501 = "varning"\nPT503 = "varning"\n'
    )
    project.write("ubproject.toml", f"{settings}\n[policytrace.history]\nsince = 2027-01-01\n")
    begin(project.root)
    commit(project.root, date(2027, 1, 1), "first")
    text = project.read("plan.md")
    for number in range(1, 9):
        moved = text.replace(":klar_senast: 2028-06-30", f":klar_senast: 2028-0{number}-28", 1)
        project.write("plan.md", moved)
        commit(project.root, date(2027, 1 + number // 4, number + 1))
    outcome = run("build", str(project.root), "--today", "2027-04-01")
    assert outcome.code == 0, outcome.said
    site = project.root / "_build/html"
    words = ("first", "--format", "html", "--output", str(site / "diff.html"))
    assert run("diff", *words, "--project", str(project.root)).code == 0
    with served(site) as where:
        yield where


def test_axe_finds_nothing(browser: Browser, address: str) -> None:
    assert violations(browser, address, PAGES) == []


def test_older_days_of_an_object_are_folded_and_can_be_opened(
    browser: Browser, address: str
) -> None:
    with visiting(browser) as visit:
        visit.page.goto(f"{address}objekt/ATG-1.html")
        history = visit.page.locator(".pt-history")
        folded = history.locator("details")
        first = folded.locator("li").first
        expect(first).to_be_hidden()
        folded.locator("summary").click()
        expect(first).to_be_visible()
        expect(history.get_by_text("utan beslut").first).to_be_visible()


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_wider_than_a_phone(browser: Browser, address: str, page: str) -> None:
    with visiting(browser) as visit:
        visit.page.set_viewport_size({"width": 320, "height": 700})
        visit.page.goto(address + page)
        wider = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert visit.page.evaluate(wider) is False
