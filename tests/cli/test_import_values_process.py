"""The command as a person runs it, with and without a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli import terminal
from tests.cli.running import Outcome, run
from tests.cli.terminal import Session
from tests.sources.spreadsheet.making import HEADER, delimited, xlsx
from tests.sphinx.tiny import TinyProject

ROWS = [
    ["2022", "Lillköping", "kvinnor", "", "7,5", "812", "", "egen enkät", "2026-11-01"],
    ["2022", "Lillköping", "män", "", "5", "790", "", "egen enkät", "2026-11-01"],
]
WRITTEN = (
    "period,område,områdesslag,kön,grupp,värde,antal,status,källa,preliminär_källa,hämtad\n"
    "2022,Lillköping,kommun,kvinnor,,7.5,812,,egen enkät,,2026-11-01\n"
    "2022,Lillköping,kommun,män,,5,790,,egen enkät,,2026-11-01\n"
)
FILE = "strategy/indikatorer/data/ind-a.csv"


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    """A project whose indicator has no values yet."""
    return TinyProject.make(tmp_path / "liten åäö")


def taken_in(project: TinyProject, *words: str) -> Outcome:
    return run("indicators", "import", *words, "--today", "2027-01-15", cwd=project.root)


def session(project: TinyProject, *words: str) -> Session:
    """Start the command at a terminal."""
    return terminal.session("indicators", "import", *words, cwd=project.root)


def sheet(folder: Path, name: str = "Enkät.xlsx", rows: list[list[str]] = ROWS) -> str:
    (folder / name).write_bytes(xlsx([HEADER, *rows]))
    return str(folder / name)


def test_a_workbook_is_taken_in_and_the_project_is_in_order(
    project: TinyProject, tmp_path: Path
) -> None:
    outcome = taken_in(project, sheet(tmp_path), "--indicator", "IND-A", "--yes")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.endswith(f"{FILE} är skriven. Den innehåller 2 värden.\n")
    assert project.read(FILE) == WRITTEN
    assert [found.code for found in project.check().findings if found.code < "PT302"] == []


def test_text_from_swedish_excel(project: TinyProject, tmp_path: Path) -> None:
    file = tmp_path / "IND-A.csv"
    file.write_bytes(delimited([HEADER, *ROWS]).encode("cp1252"))
    assert taken_in(project, str(file), "--dry-run").code == 0
    assert not (project.root / FILE).exists()
    outcome = taken_in(project, str(file))
    assert (outcome.code, outcome.err) == (
        1,
        f"Inget skrevs. Ange --yes för att skriva det till {FILE}.\n",
    )
    assert not (project.root / FILE).exists()
    assert taken_in(project, str(file), "--yes").code == 0
    assert project.read(FILE) == WRITTEN
    again = taken_in(project, str(file))
    assert again.code == 0
    assert again.out.endswith(f"{FILE} innehåller redan de här värdena. Inget skrevs.\n")


def test_values_that_are_wrong_are_told_and_the_code_is_1(
    project: TinyProject, tmp_path: Path
) -> None:
    wrong = [["2022", "Lilköping", *ROWS[0][2:]], ["i fjol", *ROWS[1][1:]]]
    outcome = taken_in(project, sheet(tmp_path, rows=wrong), "--indicator=IND-A", "--yes")
    assert (outcome.code, outcome.out) == (1, "")
    assert "  Rad 2: " in outcome.err
    assert "  Rad 3: " in outcome.err
    assert outcome.err.endswith("Inget skrevs. Fel: 2.\n")
    assert not (project.root / FILE).exists()


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["--indicator=IND-B"], "Menade du IND-A?"),
        (["--yes"], "--indicator"),
        (["--indicator=IND-A", "--sheet=Blad9"], "Det finns inget blad som heter ”Blad9”"),
        (["--retrieved=i dag"], "”i dag”"),
        (["--indicatr=IND-A"], "--indicatr"),
    ],
)
def test_a_mistake_is_one_sentence_and_the_code_is_2(
    project: TinyProject, tmp_path: Path, words: list[str], part: str
) -> None:
    outcome = taken_in(project, sheet(tmp_path), *words)
    assert (outcome.code, outcome.out) == (2, "")
    assert part in outcome.err
    assert outcome.err.count("\n") == 1


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x00"])
def test_what_cannot_be_read_is_one_sentence_and_the_code_is_2(
    project: TinyProject, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "ind-a.xlsx").write_bytes(content)
    outcome = taken_in(project, str(tmp_path / "ind-a.xlsx"), "--yes")
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (2, "", 1)
    assert outcome.err.startswith(f"Det gick inte att köra. {tmp_path}/ind-a.xlsx: ")


def test_help_speaks_the_language_that_is_asked_for(project: TinyProject) -> None:
    assert "arbetsbokens blad" in taken_in(project, "--help").out
    assert "the sheet of the workbook" in taken_in(project, "--help", "--lang", "en").out


# ---------------------------------------------------------------- at a terminal


def test_a_person_is_asked_and_says_yes(project: TinyProject, tmp_path: Path) -> None:
    file = tmp_path / "Enkät.xlsx"
    file.write_bytes(xlsx([HEADER[:7], *(row[:7] for row in ROWS)]))
    talk = session(project, str(file), "--retrieved", "2026-11-01")
    talk.wait_for("  IND-A  Utsatta för hot, andel")
    talk.answer("Vilken indikator hör värdena till? ", "ind-a")
    talk.answer("Varifrån kommer värdena? ", "egen enkät")
    talk.wait_for("Nya rader: 2")
    talk.answer(f"Skriva detta till {FILE}? (j/N) ", "j")
    code, shown = talk.end()
    assert (code, f"{FILE} är skriven." in shown) == (0, True)
    assert project.read(FILE) == WRITTEN


@pytest.mark.parametrize("answer", ["", "n"])
def test_a_person_is_asked_and_declines(project: TinyProject, tmp_path: Path, answer: str) -> None:
    talk = session(project, sheet(tmp_path), "--indicator=IND-A")
    talk.answer("(j/N) ", answer)
    code, shown = talk.end()
    assert code == 1
    assert shown.endswith("Inget skrevs.\n")
    assert not (project.root / FILE).exists()


def test_ctrl_c_writes_nothing(project: TinyProject, tmp_path: Path) -> None:
    talk = session(project, sheet(tmp_path), "--indicator=IND-A")
    talk.wait_for("(j/N) ")
    talk.interrupt("Avbr")
    code, _ = talk.end()
    assert code == 130
    assert not (project.root / FILE).exists()
