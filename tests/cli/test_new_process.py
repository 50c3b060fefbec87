"""The command as a person runs it, with and without a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.author.running import ACTION, options
from tests.cli import terminal
from tests.cli.running import Outcome, run
from tests.cli.terminal import Session
from tests.sphinx.tiny import TinyProject

LONG = "Alla som öppnar dörren ska bli väl mottagna. " * 150
"""Longer than a line that a terminal without line editing can hold (4 095 bytes)."""


def new(project: TinyProject, *words: str, cwd: Path | None = None) -> Outcome:
    return run("new", *words, "--today", "2027-01-15", cwd=cwd or project.root)


def test_an_action_is_added_from_options(project: TinyProject) -> None:
    outcome = new(project, "åtgärd", *options(ACTION))
    assert (outcome.code, outcome.out, outcome.err) == (0, "ATG-3 är skrivet: plan.md:48\n", "")


def test_the_folder_may_be_named(project: TinyProject, tmp_path: Path) -> None:
    outcome = new(project, "åtgärd", *options(ACTION), str(project.root), cwd=tmp_path)
    assert outcome.code == 0
    assert new(project, "åtgärd", cwd=tmp_path).code == 2


def test_without_a_terminal_what_is_missing_is_named(project: TinyProject) -> None:
    outcome = new(project, "åtgärd", "--plan", "HPL-A")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == (
        "Det gick inte att köra. Ange också --title, --ansvarig, --klar-senast, "
        "--bidrar-till, --varför, --vad, --för-vem, --förväntat-resultat, "
        "--nästa-uppföljning (eller --uppföljs i stället), "
        "eller kör kommandot i en terminal, så blir du tillfrågad.\n"
    )


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (
            [],
            "Säg vad som ska läggas till, något av: organisation, handlingsplan, åtgärd, indikator",
        ),
        (["åtgerd"], "Menade du åtgärd?"),
        (["åtgärd", "--ansvrig=x"], "Menade du --ansvarig?"),
        (["åtgärd", "--today=x"], "”x”"),
    ],
)
def test_a_mistake_is_one_sentence_and_the_code_is_2(
    project: TinyProject, words: list[str], part: str
) -> None:
    outcome = run("new", *words, cwd=project.root)
    assert (outcome.code, outcome.out) == (2, "")
    assert part in outcome.err
    assert outcome.err.count("\n") == 1


def test_a_refused_object_is_printed_and_the_code_is_1(project: TinyProject) -> None:
    before = project.read("plan.md")
    outcome = new(project, "åtgärd", *options(ACTION), "--startar=2030-01-01")
    assert outcome.code == 1
    assert project.read("plan.md") == before
    assert outcome.out.startswith(":::{åtgärd} Gör något\n:id: ATG-3\n")
    assert "PT401" in outcome.err


def test_help_speaks_the_language_that_is_asked_for(project: TinyProject) -> None:
    swedish = new(project, "åtgärd", "--help")
    assert swedish.code == 0
    assert "--nästa-uppföljning" in swedish.out
    assert "VÄRDE" in swedish.out
    assert "show this help" not in swedish.out
    english = new(project, "åtgärd", "--help", "--lang", "en")
    assert "--nästa-uppföljning" in english.out
    assert "VALUE" in english.out
    assert "new" in run("--help").out


def test_what_is_written_is_in_the_projects_language(project: TinyProject) -> None:
    outcome = new(project, "åtgärd", *options(ACTION), "--lang", "en")
    assert outcome.out == "ATG-3 is written: plan.md:48\n"
    assert "\nVarför\n: Det behövs.\n" in project.read("plan.md")


# ---------------------------------------------------------------- at a terminal


def session(project: TinyProject, *words: str) -> Session:
    """Start the command at a terminal."""
    return terminal.session("new", *words, "--today", "2027-01-15", cwd=project.root)


def answer_all(talk: Session, answers: Sequence[tuple[str, str]]) -> None:
    for prompt, text in answers:
        talk.answer(prompt, text)


QUESTIONS = [
    ("Rubrik: ", "Öppna dörren för alla"),
    ("Del av [HPL-A]: ", ""),
    ("Ansvarig [ORG-KS]: ", "kommunstyrelsen"),
    ("Utförs av (får utelämnas): ", ""),
    ("Medverkar (får utelämnas): ", ""),
    ("Lagkrav (får utelämnas): ", ""),
    ("Lagrum (får utelämnas): ", ""),
    ("Startar (får utelämnas): ", ""),
    ("Klar senast: ", "2028-06-30"),
    ("Uppföljs (får utelämnas): ", ""),
    ("Nästa uppföljning: ", "2027-11-15"),
    ("Bidrar till: ", "UTG-A"),
    ("Använder nyckelfaktor (får utelämnas): ", ""),
    ("Berör målgrupp (får utelämnas): ", ""),
    ("Mäts av (får utelämnas): ", "IND-A"),
    ("Globala mål (får utelämnas): ", "5.2"),
    ("Resurs (får utelämnas): ", ""),
    ("Varför: ", "Dörren är tung."),
    ("Vad: ", "Dörren får en knapp."),
    ("För vem: ", "För alla."),
    ("Förväntat resultat: ", "Knappen finns 2028."),
    ("Id [ATG-3]: ", ""),
    ("Efter [ATG-2]: ", ""),
]


def test_the_questions_are_asked_and_the_answers_written(project: TinyProject) -> None:
    talk = session(project, "åtgärd")
    answer_all(talk, QUESTIONS)
    code, shown = talk.end()
    assert code == 0
    assert "ATG-3 är skrivet: plan.md:48\n" in shown
    assert project.check().findings == ()
    assert project.read("plan.md").endswith(
        ":::{åtgärd} Öppna dörren för alla\n"
        ":id: ATG-3\n"
        ":status: förslag\n"
        ":del_av: HPL-A\n"
        ":ansvarig: ORG-KS\n"
        ":klar_senast: 2028-06-30\n"
        ":nästa_uppföljning: 2027-11-15\n"
        ":bidrar_till: UTG-A\n"
        ":mäts_av: IND-A\n"
        ":globala_mål: 5.2\n"
        "\n"
        "Varför\n: Dörren är tung.\n"
        "\n"
        "Vad\n: Dörren får en knapp.\n"
        "\n"
        "För vem\n: För alla.\n"
        "\n"
        "Förväntat resultat\n: Knappen finns 2028.\n"
        ":::\n"
    )


def test_a_bad_answer_is_asked_again(project: TinyProject) -> None:
    talk = session(project, "åtgärd", *options({**ACTION, "klar-senast": "2028-02-30"}))
    for prompt in ("Utförs av", "Medverkar", "Lagkrav", "Lagrum", "Startar"):
        talk.answer(prompt, "")
    talk.wait_for("Klar senast: Skriv ett datum som finns, till exempel 2027-11-15.")
    talk.answer("Klar senast: ", "30 juni")
    talk.wait_for("Skriv ett datum som finns")
    talk.answer("Klar senast: ", "2028-06-30")
    for _ in range(5):
        talk.answer("får utelämnas", "")
    talk.answer("Id [", "")
    talk.answer("Efter [", "")
    assert talk.end()[0] == 0


def test_a_long_answer_is_taken_whole(project: TinyProject) -> None:
    pytest.importorskip("readline")
    talk = session(project, "åtgärd", *options({**ACTION, "vad": ""}))
    for _ in range(10):
        talk.answer("får utelämnas", "")
    talk.answer("Vad: ", LONG)
    talk.answer("Id [", "")
    talk.answer("Efter [", "")
    assert talk.end()[0] == 0
    assert LONG.strip() in project.read("plan.md")


def test_ctrl_c_writes_nothing_and_shows_what_was_answered(project: TinyProject) -> None:
    before = project.read("plan.md")
    talk = session(project, "åtgärd")
    answer_all(talk, QUESTIONS[:12])
    talk.wait_for("Använder nyckelfaktor (får utelämnas): ")
    talk.interrupt("Inget skrevs. Det här svarade du:")
    code, shown = talk.end()
    assert code == 130
    assert ":::{åtgärd} Öppna dörren för alla\n" in shown
    assert ":bidrar_till: UTG-A\n" in shown
    assert project.read("plan.md") == before


def test_the_end_of_input_writes_nothing(project: TinyProject) -> None:
    before = project.read("plan.md")
    talk = session(project, "åtgärd")
    answer_all(talk, QUESTIONS[:2])
    talk.wait_for("Ansvarig")
    talk.type("\x04")
    code, shown = talk.end()
    assert code == 2
    assert "Det kom inga fler svar." in shown
    assert project.read("plan.md") == before
