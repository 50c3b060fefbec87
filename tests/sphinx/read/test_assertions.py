"""Prose that says what is decided is found; prose that does not is left alone."""

from __future__ import annotations

import pytest

from policytrace.sphinx.read.assertions import stated
from tests.sphinx.tiny import TinyProject


@pytest.mark.parametrize(
    "text",
    [
        "Ingen har beslutat om den.",
        "Ingen har ännu beslutat om målet.",
        "Ingen åtgärd är beslutad.",
        "Inget av dem är beslutat.",
        "Ingen nämnd har fattat något beslut.",
        "Allt annat är förslag.",
        "Hela planen är ett förslag.",
        "Alla planer och åtgärder här är förslag.",
        "Planerna är fortfarande förslag.",
        "Hittills är det ett enda: beslutet om strategin.",
        "Planen är beslutad.",
        "Handlingsplanen är just nu på remiss.",
        "Uppgifterna är ännu inte beslutade.",
        "Detta har ännu inte antagits.",
        "Ingen har\nbeslutat om den.",
    ],
)
def test_what_says_what_is_decided_is_found(text: str) -> None:
    assert [below for below, _ in stated(text)] == [0]


@pytest.mark.parametrize(
    "text",
    [
        "Det som ingen har beslutat är ett förslag.",
        "Kommunfullmäktige beslutar om planen.",
        "Planen är beslutad senast i september 2027.",
        "Ingen ska behöva vara rädd.",
        "Planen är uppdelad på tre år.",
        "Alla förslag prövas.",
        "Det som är på remiss är fortfarande ett förslag.",
        "Medan den är ute kan alla svara, också när planen är på remiss för andra gången.",
    ],
)
def test_other_prose_is_left_alone(text: str) -> None:
    assert list(stated(text)) == []


def test_the_line_of_the_sentence_is_told() -> None:
    assert [below for below, _ in stated("Ett.\nTvå.\nAllt annat är förslag.")] == [2]


def test_it_is_found_on_the_page_and_not_in_code(project: TinyProject) -> None:
    project.edit("plan.md", "ska kunna ringa.", "ska kunna ringa. Hela planen är ett förslag.")
    project.edit("strategi.md", "# Strategin\n", "# Strategin\n\n`Hela planen är ett förslag.`\n")
    line = project.line("plan.md", "Hela planen")
    assert [one for one in project.findings() if one[2] == "PT505"] == [("plan.md", line, "PT505")]
