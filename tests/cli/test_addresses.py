"""What has been published keeps its address."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.author.running import ACTION, new, options
from tests.cli.running import Outcome, run
from tests.sphinx.tiny import TinyProject

FILE = "adresser.csv"
TODAY = ("--today", "2027-01-15")


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    """A valid project whose ids have all been published."""
    made = TinyProject.make(tmp_path / "plan")
    made.edit("ubproject.toml", 'passages = "', f'addresses = "{FILE}"\npassages = "')
    assert addresses(made).code == 0
    return made


def addresses(project: TinyProject) -> Outcome:
    return run("addresses", str(project.root), *TODAY)


def test_all_ids_are_noted(project: TinyProject) -> None:
    lines = project.read(FILE).splitlines()
    assert lines[:2] == ["id,leder_till", "ATA-A,"]
    assert len(lines) == 1 + len(project.graph().items)


def test_noting_again_changes_nothing(project: TinyProject) -> None:
    before = project.read(FILE)
    outcome = addresses(project)
    assert (outcome.code, "0" in outcome.out) == (0, True)
    assert project.read(FILE) == before


def test_nothing_is_noted_of_a_plan_with_errors(project: TinyProject) -> None:
    before = project.read(FILE)
    project.edit("plan.md", ":id: ATG-2", ":id: ATG-3")
    assert addresses(project).code == 1
    assert project.read(FILE) == before


def test_a_project_without_a_register_is_told_how_to_keep_one(tmp_path: Path) -> None:
    outcome = addresses(TinyProject.make(tmp_path / "plan"))
    assert outcome.code == 2
    assert "addresses" in outcome.err


def test_an_id_that_is_taken_away_is_found_at_its_row(project: TinyProject) -> None:
    project.edit("plan.md", ":id: ATG-2", ":id: ATG-3")
    assert project.findings() == [(FILE, project.line(FILE, "ATG-2"), "PT111")]


def test_a_new_object_gets_no_id_that_leads_on(project: TinyProject) -> None:
    project.write(FILE, project.read(FILE) + "ATG-8,ATG-2\n")
    assert new(project.root, "åtgärd", *options({**ACTION, "id": "ATG-8"})) == 2
    assert new(project.root, "åtgärd", *options(ACTION)) == 0
    assert ":id: ATG-9" in project.read("plan.md")
    assert project.findings() == []


def test_an_object_that_cannot_be_read_is_not_lost(project: TinyProject) -> None:
    project.edit("plan.md", "{åtgärd} Öppna", "{åtgird} Öppna")
    assert [code for _, _, code in project.findings()] == ["PT001"]


def test_the_old_address_leads_on(project: TinyProject) -> None:
    project.edit("plan.md", ":id: ATG-2", ":id: ATG-3")
    project.edit(FILE, "ATG-2,", "ATG-2,ATG-3")
    project.publish()
    assert not project.build().findings
    page = project.page("objekt/ATG-2")
    main = page.select_one("main")
    assert main is not None
    assert "Öppna en stödlinje" in main.get_text()
    assert [link["href"] for link in main.select("[data-pagefind-ignore] a")] == ["ATG-3.html"]
    sitemap = (project.pages / "sitemap.xml").read_text("utf-8")
    assert "objekt/ATG-3" in sitemap
    assert "objekt/ATG-2" not in sitemap
