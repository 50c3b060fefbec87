"""A template is made, filled in and taken in, as a person does it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli import terminal
from tests.cli.running import Outcome, run
from tests.sources.spreadsheet.making import delimited
from tests.sources.templates.making import fill_in, opened
from tests.sphinx.tiny import TinyProject

FILE = "strategy/indikatorer/data/ind-a.csv"
NEW = ["2026", "Lillköping", "kommun", "kvinnor", "", 7.5, 812, "", "egen enkät"]


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    return TinyProject.make(tmp_path / "liten åäö")


def command(project: TinyProject, *words: str) -> Outcome:
    return run("indicators", *words, "--today", "2027-01-15", cwd=project.root)


def test_what_is_filled_in_is_taken_in(project: TinyProject, tmp_path: Path) -> None:
    file = tmp_path / "ny mall.xlsx"
    outcome = command(project, "template", "ind-a", str(file))
    assert (outcome.code, outcome.err) == (0, "")
    assert "Indikatorer: 1." in outcome.out
    men = [*NEW[:3], "män", "", 6.5, 790, "", "egen enkät"]
    file.write_bytes(fill_in(file.read_bytes(), [NEW, men]))
    outcome = command(project, "import", str(file), "--yes")
    assert (outcome.code, outcome.err) == (0, "")
    assert "  Form: mallen för värden (den har mallens kännetecken)\n" in outcome.out
    assert project.read(FILE).splitlines()[1:] == [
        "2026,Lillköping,kommun,kvinnor,,7.5,812,,egen enkät,,2027-01-15",
        "2026,Lillköping,kommun,män,,6.5,790,,egen enkät,,2027-01-15",
    ]


def test_without_a_name_it_is_for_all(project: TinyProject, tmp_path: Path) -> None:
    file = tmp_path / "alla.xlsx"
    assert command(project, "template", str(file)).code == 0
    assert opened(file.read_bytes()).sheetnames == ["Läs detta först", "IND-A", "_listor"]


def test_a_template_that_is_not_filled_in_changes_nothing(
    project: TinyProject, tmp_path: Path
) -> None:
    file = tmp_path / "mall.xlsx"
    command(project, "template", str(file))
    outcome = command(project, "import", str(file), "--yes")
    assert (outcome.code, outcome.out) == (2, "")
    assert "Inga värden är ifyllda." in outcome.err
    assert not (project.root / FILE).exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["IND-B", "mall.xlsx"], "Det finns ingen indikator IND-B."),
        (["IND-A"], "Låt det sluta med .xlsx"),
        (["mall.csv"], "Låt det sluta med .xlsx"),
        (["strategy"], "Låt det sluta med .xlsx"),
        (["finns.xlsx"], "finns redan. Välj ett annat namn."),
        (["finns.xlsx/mall.xlsx"], "kan inte skapas"),
        ([], "FIL"),
    ],
)
def test_what_cannot_be_made_is_told(project: TinyProject, words: list[str], said: str) -> None:
    (project.root / "finns.xlsx").write_bytes(b"min")
    outcome = command(project, "template", *words)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in outcome.err
    assert (project.root / "finns.xlsx").read_bytes() == b"min"


def test_what_is_not_clear_is_asked_for_at_a_terminal(project: TinyProject, tmp_path: Path) -> None:
    file = tmp_path / "ind-a.csv"
    rows = [
        ["År", "Kön", "Ålder", "Värde"],
        ["2026", "K", "16–24", "-"],
        ["2026", "K", "25–", "7"],
    ]
    file.write_bytes(delimited(rows).encode())
    words = ["indicators", "import", str(file), "--only", "ålder=25–", "--source", "egen enkät"]
    talk = terminal.session(*words, cwd=project.root)
    talk.wait_for("Filen säger inte vilket område värdena gäller.")
    talk.answer("Vilket? ", "Lillköping")
    talk.answer("(j/N) ", "n")
    code, _ = talk.end()
    assert code == 1
    assert not (project.root / FILE).exists()
