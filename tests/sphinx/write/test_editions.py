"""What was frozen is on the site, byte by byte, and linked from the plan and the decision."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_freeze import DECISION, FOLDER, freeze
from tests.sphinx.tiny import TinyProject

PAGE = "docs/utgavor"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> TinyProject:
    """The site of a project with an edition, in which a misspelling has been mended."""
    made = TinyProject.make(tmp_path_factory.mktemp("frozen") / "plan")
    made.write("strategi.md", made.read("strategi.md") + DECISION)
    text = made.read("plan.md").replace(":status: förslag", ":status: beslutad")
    text = text.replace(":id: HPL-A\n", ":id: HPL-A\n:beslutad_genom: BES-PLAN\n", 1)
    made.write("plan.md", text.replace("Chefer möter", "Cheffer <möter>"))
    made.write(f"{PAGE}.md", "# Utgåvor\n\n```{utgåvor}\n```\n")
    made.edit("index.md", "matt\n", f"matt\n{PAGE}\n")
    made.build()
    assert "Det finns inga frysta utgåvor ännu" in text_of(made, PAGE)
    assert freeze(made).code == 0
    made.edit("plan.md", "Cheffer", "Chefer")
    made.write(
        f"{FOLDER}-rattelser.csv",
        "objekt,uppgift,från,till,datum,skäl\nATG-1,text,Cheffer,Chefer,2027-01-10,Fel <b>\n",
    )
    assert made.build().findings == ()
    return made


def text_of(project: TinyProject, page: str) -> str:
    main = project.page(page).select_one("main")
    assert main is not None
    return main.get_text(" ", strip=True)


def test_the_files_are_published_as_they_were_frozen(project: TinyProject) -> None:
    frozen = {path.name: path.read_bytes() for path in (project.root / FOLDER).iterdir()}
    published = project.pages / "utgavor/BES-PLAN"
    assert {path.name: path.read_bytes() for path in published.iterdir()} == frozen


def test_the_page_has_all_files_with_their_checksums_and_marks_the_newest(
    project: TinyProject,
) -> None:
    said = text_of(project, PAGE)
    assert "Senaste utgåvan" in said
    for row in (project.root / FOLDER / "SHA256SUMS.txt").read_text().splitlines():
        checksum, name = row.split()
        assert f"{name} " in said
        assert checksum in said
    for link in project.page(PAGE).select("main a[download]"):
        assert (project.pages / "docs" / str(link["href"])).is_file()


def test_corrections_are_listed_and_nothing_of_them_is_markup(project: TinyProject) -> None:
    assert "Cheffer Chefer 10 januari 2027 Fel <b>" in text_of(project, PAGE)


@pytest.mark.parametrize("page", ["objekt/BES-PLAN", "objekt/HPL-A", "plan"])
def test_the_plan_and_the_decision_lead_to_their_edition(project: TinyProject, page: str) -> None:
    links = project.page(page).select("main a[href$='HPL-A.pdf']")
    assert links
    folder = (project.pages / page).parent
    assert all((folder / str(link["href"])).is_file() for link in links)
    assert project.page(page).select("main a[href$='docs/utgavor.html']")


def test_identity_numbers_are_looked_for_in_what_was_frozen(tmp_path: Path) -> None:
    made = TinyProject.make(tmp_path / "plan")
    made.write("strategi.md", made.read("strategi.md") + DECISION)
    text = made.read("plan.md").replace(":status: förslag", ":status: beslutad")
    text = text.replace(":id: HPL-A\n", ":id: HPL-A\n:beslutad_genom: BES-PLAN\n", 1)
    made.write("plan.md", text.replace("Chefer möter", "19811228-9874 möter"))
    made.edit("ubproject.toml", "[policytrace.rules]\n", '[policytrace.rules]\nPT601 = "varning"\n')
    assert freeze(made).code == 0
    found = [one for one in made.check().findings if one.code == "PT601"]
    assert f"{FOLDER}/plan.json" in {one.location.file for one in found}
    assert f"{FOLDER}/HPL-A.pdf" in {one.location.file for one in found}
