"""The adopted wording before its restatement, in a whole project that has the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from policytrace.errors import ProjectError
from policytrace.locations import Location
from tests.sphinx.tiny import TinyProject

TEXT = "Vi beslutade: alla har lika \nvillkor <b>här</b>. Och hot före-\nbyggs. Så är det."
NAMED = 'passages = "passages.csv"\n'


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    """A project with the adopted text, in which one passage is to be found, and its restatement."""
    made = TinyProject.make(tmp_path / "plan")
    made.edit("strategi.md", ":källa: syfte-1\n", ":källa: syfte-1\n\nAlla får samma service.\n")
    made.write("antagen.txt", TEXT)
    made.edit("ubproject.toml", NAMED, f'{NAMED}adopted_text = "antagen.txt"\n')
    first, *rows = made.read("passages.csv").splitlines()
    rows = [f"{row},," for row in rows]
    rows[0] = f"{rows[0][:-2]},alla har,här</b>."
    made.write("passages.csv", "\n".join([f"{first},börjar,slutar", *rows, ""]))
    return made


def built(project: TinyProject) -> None:
    result = project.build()
    assert (result.findings, result.late_findings) == ((), ())


def quotations(project: TinyProject, page: str) -> list[str]:
    return [found.get_text(strip=True) for found in project.page(page).main.select("blockquote")]


@pytest.mark.parametrize(
    ("page", "restated"),
    [("strategi", "Med enklare ord"), ("objekt/SYF-A", "Återgiven med enklare ord")],
)
def test_a_passage_is_quoted_on_its_card_and_page(
    project: TinyProject, page: str, restated: str
) -> None:
    built(project)
    assert quotations(project, page) == ["alla har lika villkor <b>här</b>."]
    main = project.page(page).main
    assert main.get_text().count("Antagen text") == 1
    text = main.find("article", id="SYF-A").get_text(" ", strip=True)
    quotation = "Antagen text alla har lika villkor <b>här</b>."
    own_words = "Alla får samma service."
    assert text.count(restated) == 1
    assert text.index(quotation) < text.index(own_words)
    assert text.index(restated) < text.index(own_words)


def test_a_passage_without_words_in_the_register_is_not_quoted(project: TinyProject) -> None:
    built(project)
    main = project.page("objekt/MAL-A").main
    assert not main.select("blockquote")
    assert "Antagen text" not in main.get_text()
    assert "Återgiven med enklare ord" in main.get_text()


def test_a_changed_text_is_new_where_it_is_quoted(project: TinyProject) -> None:
    built(project)
    project.edit("antagen.txt", "lika", "samma")
    built(project)
    for page in ("strategi", "objekt/SYF-A"):
        assert quotations(project, page) == ["alla har samma villkor <b>här</b>."]


def test_a_passage_that_is_not_in_the_text_is_found_in_the_register(project: TinyProject) -> None:
    project.edit("antagen.txt", "alla har", "ingen har")
    assert project.findings() == [("passages.csv", 2, "PT109")]


def test_a_hyphen_at_the_end_of_a_line_is_a_sign_like_others(project: TinyProject) -> None:
    project.edit("passages.csv", "Hot förebyggs,,", "Hot förebyggs,Och hot,förebyggs.")
    assert project.findings() == [("passages.csv", 5, "PT109")]
    project.edit("antagen.txt", "före-\n", "före\n")
    built(project)
    assert quotations(project, "objekt/UTG-A") == ["Och hot före byggs."]


def test_a_text_that_is_not_there_is_told_on_the_setting_s_line(project: TinyProject) -> None:
    (project.root / "antagen.txt").unlink()
    with pytest.raises(ProjectError) as raised:
        project.check()
    line = project.line("ubproject.toml", "adopted_text")
    assert raised.value.location == Location(file="ubproject.toml", line=line)
