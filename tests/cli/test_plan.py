"""`policytrace plan export` and `plan import`, as an administrator runs them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from policytrace.cli import plan_import
from policytrace.cli.exit_codes import INTERRUPTED
from tests.cli.running import Outcome, run, run_as_process
from tests.plan_workbook.books import ACTIONS, changed, column, opened, row, saved
from tests.sphinx.tiny import TinyProject

DAY = ("--today", "2027-01-15")


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    """A valid project, in a folder with a name that needs care."""
    return TinyProject.make(tmp_path / "en plan åäö")


@pytest.fixture
def book(project: TinyProject, tmp_path: Path) -> Path:
    """The plan as a workbook."""
    path = tmp_path / "planen.xlsx"
    outcome = plan(project, "export", "--xlsx", str(path))
    assert (outcome.code, outcome.err) == (0, "")
    return path


def plan(project: TinyProject, command: str, *words: str) -> Outcome:
    return run("plan", command, *words, "--project", str(project.root), *DAY, cwd=project.root)


def change(book: Path, item_id: str, sheet: str = ACTIONS, **cells: object) -> str:
    """Change cells of an object in the workbook; its path."""
    book.write_bytes(changed(book.read_bytes(), sheet, item_id, **cells))
    return str(book)


def place(book: Path, item_id: str, heading: str) -> str:
    """What Excel calls a cell."""
    sheet = opened(book.read_bytes())[ACTIONS]
    return f"{ACTIONS}!{sheet.cell(row(sheet, item_id), column(sheet, heading)).coordinate}"


def test_what_has_been_changed_is_told_and_written(project: TinyProject, book: Path) -> None:
    before = project.read("plan.md")
    path = change(book, "ATG-1", Klar_senast=date(2029, 3, 1), Rubrik="Utbilda varje chef")
    outcome = plan(project, "import", path, "--yes")
    assert (outcome.code, outcome.err) == (0, "")
    assert "Utbilda varje chef (ATG-1, Åtgärder!A2)\n" in outcome.out
    assert "  - Sista dag flyttad från 30 juni 2028 till 1 mars 2029.\n" in outcome.out
    assert "plan.md" in outcome.out
    assert project.read("plan.md") == before.replace(
        "Utbilda alla chefer", "Utbilda varje chef"
    ).replace(":klar_senast: 2028-06-30", ":klar_senast: 2029-03-01", 1)


def test_a_new_row_becomes_an_object_in_its_place(project: TinyProject, book: Path) -> None:
    path = change(
        book,
        "",
        Rubrik="Öppna en linje till",
        Del_av="Plan mot hot",
        Ansvarig="Kommunstyrelsen",
        Klar_senast=date(2029, 1, 1),
        Nästa_uppföljning="2027-11-15",
        Bidrar_till="Hot ska förebyggas",
        Mäts_av="Utsatta för hot, andel",
        Varför="Det behövs:\n\n- ofta\n- mycket",
    )
    outcome = plan(project, "import", path, "--yes")
    assert (outcome.code, outcome.err) == (0, "")
    assert "Ny åtgärd" in outcome.out
    assert project.findings() == []
    assert project.read("plan.md").endswith(
        "\n:::{åtgärd} Öppna en linje till\n:id: ATG-3\n:status: förslag\n:del_av: HPL-A\n"
        ":ansvarig: ORG-KS\n:klar_senast: 2029-01-01\n:nästa_uppföljning: 2027-11-15\n"
        ":bidrar_till: UTG-A\n:mäts_av: IND-A\n\nVarför\n: Det behövs:\n\n  - ofta\n  - mycket\n"
        ":::\n"
    )


def test_a_new_row_that_is_part_of_nothing_is_told_which_column_says_so(
    project: TinyProject, book: Path
) -> None:
    path = change(book, "", Rubrik="Öppna en linje till", Ansvarig="Kommunstyrelsen")
    outcome = plan(project, "import", path, "--yes")
    assert outcome.code == 1
    assert "Skriv i kolumnen ”Del av”" in outcome.err


def test_lines_that_are_broken_stay_so_and_none_makes_a_heading(
    project: TinyProject, tmp_path: Path
) -> None:
    project.edit("plan.md", ": Chefer möter hot först.", ": Storgatan 1   \n  737 30  \n  Fagersta")
    before = project.read("plan.md")
    book = tmp_path / "planen.xlsx"
    assert plan(project, "export", "--xlsx", str(book)).code == 0
    cell = "Storgatan 1  \n737 30  \nFagersta"
    sheet = opened(book.read_bytes())[ACTIONS]
    assert sheet.cell(row(sheet, "ATG-1"), column(sheet, "Varför")).value == cell
    outcome = plan(project, "import", change(book, "ATG-1", Varför=f"{cell}\n---\nHej"), "--yes")
    assert (outcome.code, outcome.err) == (0, "")
    assert project.read("plan.md") == before.replace("  Fagersta", "  Fagersta\n  \\---\n  Hej")


def test_several_new_rows_keep_their_order(project: TinyProject, book: Path) -> None:
    content = book.read_bytes()
    for title in ("Första", "Andra"):
        page = opened(content)
        sheet = page[ACTIONS]
        number = next(at for at in range(2, 50) if not sheet.cell(at, 2).value)
        for heading, value in {
            "Rubrik": title,
            "Del av": "HPL-A",
            "Ansvarig": "ORG-KS",
            "Klar senast": "2029-01-01",
            "Nästa uppföljning": "2027-11-15",
            "Bidrar till": "UTG-A",
        }.items():
            sheet.cell(number, column(sheet, heading)).value = value
        content = saved(page)
    book.write_bytes(content)
    assert plan(project, "import", str(book), "--yes").code == 0
    text = project.read("plan.md")
    first, second = text.index("Första\n:id: ATG-3"), text.index("Andra\n:id: ATG-4")
    assert first < second


def test_an_error_that_comes_of_it_takes_all_back_and_names_the_cell(
    project: TinyProject, book: Path
) -> None:
    before = project.read("plan.md")
    change(book, "ATG-2", Rubrik="Något nytt")
    path = change(book, "ATG-1", Ansvarig=None, Klar_senast=date(2026, 1, 1))
    outcome = plan(project, "import", path, "--yes")
    assert outcome.code == 1
    assert f"{place(book, 'ATG-1', 'Klar senast')}: PT401" in outcome.err
    assert f"{place(book, 'ATG-1', 'Ansvarig')}: PT204" in outcome.err
    assert "Fyll i kolumnen ”Ansvarig”." in outcome.err
    assert ":ansvarig:" not in outcome.err
    assert "”Ansvarig” har inte längre: " in outcome.out
    assert "Ingenting är ändrat" in outcome.err
    assert project.read("plan.md") == before


def test_changes_are_told_by_headings_and_in_the_words_of_the_project(
    project: TinyProject, book: Path
) -> None:
    path = change(book, "ATG-1", Status="pågår", Resurs="Två dagar")
    outcome = plan(project, "import", path, "--dry-run")
    assert "  - Status ändrad från ”förslag” till ”pågår”.\n" in outcome.out
    assert "  - ”Resurs” har tillkommit: ”Två dagar”.\n" in outcome.out


def test_an_error_in_a_text_is_told_at_its_own_column(project: TinyProject, book: Path) -> None:
    path = change(book, "ATG-1", Vad="Se <b>hit</b>.", Rubrik="Något nytt")
    outcome = plan(project, "import", path, "--yes")
    assert outcome.code == 1
    assert f"{place(book, 'ATG-1', 'Vad')}: PT" in outcome.err


def test_what_stands_beside_the_plan_is_named_and_not_taken_in(
    project: TinyProject, book: Path
) -> None:
    workbook = opened(book.read_bytes())
    workbook[ACTIONS]["AA5"] = "Ring Kajsa"
    workbook[ACTIONS]["AB1"] = "Min kolumn"
    workbook[ACTIONS]["AB2"] = "ja"
    workbook.create_sheet("Tankar")["A1"] = "Mer personal"
    workbook.create_sheet("Tomt")
    book.write_bytes(saved(workbook))
    outcome = plan(project, "import", str(book), "--yes")
    assert outcome.code == 0
    assert f"{ACTIONS}!AB1, {ACTIONS}!AA5, Tankar." in outcome.err
    assert "Tomt" not in outcome.err
    assert "ändrar ingenting" in outcome.out


def test_a_dry_run_tells_what_the_check_would_not_let_through(
    project: TinyProject, book: Path
) -> None:
    before = project.read("plan.md")
    path = change(book, "ATG-1", Klar_senast=date(2026, 1, 1))
    outcome = plan(project, "import", path, "--dry-run")
    assert outcome.code == 1
    assert f"{place(book, 'ATG-1', 'Klar senast')}: PT401" in outcome.err
    assert "Ingenting är ändrat" in outcome.err
    assert project.read("plan.md") == before


def test_what_both_have_changed_is_told_and_not_chosen(project: TinyProject, book: Path) -> None:
    project.edit("plan.md", "Utbilda alla chefer", "Utbilda några chefer")
    before = project.read("plan.md")
    path = change(book, "ATG-1", Rubrik="Utbilda varje chef", Resurs="Två dagar")
    outcome = plan(project, "import", path, "--yes")
    assert outcome.code == 1
    assert (
        f"{place(book, 'ATG-1', 'Rubrik')}: ”Rubrik” för ATG-1 har ändrats både i arbetsboken och "
        "i filen sedan 2027-01-15. Arbetsboken: Utbilda varje chef. Filen: Utbilda några chefer."
    ) in outcome.err
    assert project.read("plan.md") == before
    assert plan(project, "import", path, "--yes", "--prefer", "files").code == 0
    kept = project.read("plan.md")
    assert "Utbilda några chefer" in kept
    assert ":resurs: Två dagar" in kept
    assert plan(project, "import", path, "--yes", "--prefer", "workbook").code == 0
    assert project.read("plan.md") == kept.replace("några chefer", "varje chef")


def test_what_only_the_file_has_changed_stays(project: TinyProject, book: Path) -> None:
    project.edit("plan.md", "Utbilda alla chefer", "Utbilda några chefer")
    assert plan(project, "import", change(book, "ATG-1", Resurs="Två dagar"), "--yes").code == 0
    text = project.read("plan.md")
    assert "Utbilda några chefer" in text
    assert ":resurs: Två dagar" in text


def test_wrong_cells_are_all_told_and_nothing_is_written(project: TinyProject, book: Path) -> None:
    before = project.read("plan.md")
    change(book, "ATG-2", Rubrik="Nytt")
    path = change(book, "ATG-1", Klar_senast="i juni", Ansvarig="Ingen", Resurs="=1+1")
    outcome = plan(project, "import", path, "--yes")
    assert outcome.code == 1
    assert f"{place(book, 'ATG-1', 'Resurs')}: Cellen innehåller en formel." in outcome.err
    assert f"{place(book, 'ATG-1', 'Ansvarig')}: " in outcome.err
    assert f"{place(book, 'ATG-1', 'Klar senast')}: Skriv ett datum" in outcome.err
    assert "Fel: 3." in outcome.err
    assert project.read("plan.md") == before


def test_nothing_is_written_without_a_yes(project: TinyProject, book: Path) -> None:
    before = project.read("plan.md")
    path = change(book, "ATG-1", Rubrik="Nytt")
    asked = plan(project, "import", path)
    assert asked.code == 1
    assert "Lägg till --yes" in asked.err
    shown = plan(project, "import", path, "--dry-run")
    assert shown.code == 0
    assert "Titeln ändrad" in shown.out
    assert project.read("plan.md") == before


class Answering:
    """A person who answers the question, and may do something before."""

    def __init__(self, answer: str, before: Callable[[], None] = lambda: None) -> None:
        self.answer, self.before = answer, before
        self.asked: list[str] = []

    def ask(self, prompt: str) -> str:
        self.asked.append(prompt)
        self.before()
        return self.answer

    def say(self, text: str) -> None:
        raise AssertionError(text)


@pytest.mark.parametrize(("answer", "code"), [("j", 0), ("nej", 1), ("", 1)])
def test_a_person_at_the_terminal_is_asked(
    project: TinyProject, book: Path, monkeypatch: pytest.MonkeyPatch, answer: str, code: int
) -> None:
    person = Answering(answer)
    monkeypatch.setattr(plan_import, "keyboard", lambda: person)
    outcome = plan(project, "import", change(book, "ATG-1", Rubrik="Nytt"))
    assert person.asked == ["Skriva detta? (j/N) "]
    assert outcome.code == code
    assert ("{åtgärd} Nytt" in project.read("plan.md")) is (code == 0)


def test_a_file_that_changes_while_the_person_thinks_is_left(
    project: TinyProject, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = Answering("ja", lambda: project.edit("plan.md", "# Planen", "# En plan"))
    monkeypatch.setattr(plan_import, "keyboard", lambda: person)
    before = project.read("plan.md")
    outcome = plan(project, "import", change(book, "ATG-1", Rubrik="Nytt"))
    assert outcome.code == 2
    assert "plan.md" in outcome.err
    assert project.read("plan.md") == before.replace("# Planen", "# En plan")


def test_an_interruption_while_it_is_checked_takes_all_back(
    project: TinyProject, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = project.read("plan.md")
    written: list[str] = []

    def interrupted(*_: object) -> None:
        written.append(project.read("plan.md"))
        raise KeyboardInterrupt

    monkeypatch.setattr(plan_import, "brought_about", interrupted)
    outcome = plan(project, "import", change(book, "ATG-1", Rubrik="Nytt"), "--yes")
    assert outcome.code == INTERRUPTED
    assert "{åtgärd} Nytt" in written[0]
    assert project.read("plan.md") == before


def test_a_row_that_is_gone_changes_nothing(project: TinyProject, book: Path) -> None:
    page = opened(book.read_bytes())
    page[ACTIONS].delete_rows(row(page[ACTIONS], "ATG-2"))
    book.write_bytes(saved(page))
    before = project.read("plan.md")
    outcome = plan(project, "import", str(book), "--yes")
    assert outcome.code == 0
    assert "ATG-2" in outcome.err
    assert project.read("plan.md") == before


def test_a_workbook_of_one_plan_holds_what_is_part_of_it(
    project: TinyProject, tmp_path: Path
) -> None:
    path = tmp_path / "plan.xlsx"
    outcome = plan(project, "export", "--xlsx", str(path), "plan mot hot")
    assert (outcome.code, outcome.err) == (0, "")
    names = opened(path.read_bytes()).sheetnames
    assert ACTIONS in names
    assert "Organisationer" not in names


def test_a_file_that_is_there_is_not_written_over(project: TinyProject, book: Path) -> None:
    before = book.read_bytes()
    outcome = plan(project, "export", "--xlsx", str(book))
    assert outcome.code == 2
    assert "--replace" in outcome.err
    assert book.read_bytes() == before
    assert plan(project, "export", "--xlsx", str(book), "--replace").code == 0


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"a;b\n1;2\n"])
def test_another_file_is_refused_in_words(
    project: TinyProject, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "annat.xlsx"
    path.write_bytes(content)
    outcome = plan(project, "import", str(path), "--yes")
    assert outcome.code == 2
    assert "Traceback" not in outcome.err
    assert str(path) in outcome.err


def test_it_runs_as_a_process(project: TinyProject, tmp_path: Path) -> None:
    path = tmp_path / "planen.xlsx"
    words = ("--project", str(project.root), *DAY)
    made = run_as_process("plan", "export", "--xlsx", str(path), *words, cwd=tmp_path)
    assert made.code == 0, made.err
    taken = run_as_process("plan", "import", str(path), *words, cwd=tmp_path)
    assert (taken.code, taken.out) == (0, "Arbetsboken ändrar ingenting. Inget skrevs.\n")
