"""Notations of other programs, which would be shown as they are written, are warned of."""

from __future__ import annotations

import pytest

from policytrace.severity import Severity
from policytrace.sphinx.read.dialects import notations
from tests.sphinx.tiny import TinyProject

PAGE = "matt.md"


def added(project: TinyProject, text: str) -> list[tuple[int, str]]:
    """Lines below the first line of `text`, added to a page, and codes of what is found."""
    before = project.read(PAGE)
    project.write(PAGE, f"{before}\n{text}\n")
    first = before.count("\n") + 2
    found = project.check().findings
    assert {one.severity for one in found} <= {Severity.WARNING}
    return [(one.location.line - first, one.code) for one in found]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("+-----+-----+\n| Mål | Åtg |\n+=====+=====+\n| ett | två |\n+-----+-----+", [0]),
        ("Ett [ord]{.underline} till", [0]),
        ("Text\noch [ord]{#_Toc1 .anchor}", [1]),
        ("[]{#_Toc123 .anchor}Rubriken", [0]),
        ("[länk](plan.md){.btn target=_blank}", [0]),
        ("## Rubrik {#rubrik}", [0]),
        ("Se :need:`PRI-A`.", [0]),
        ("Se :ref:`x` och :doc:`y`.", [0]),
        ("Se `text <https://exempel.se>`_.", [0]),
        ("> [!NOTE]\n> En ruta.", [0]),
        ("> [!VARNING] En ruta.", [0]),
        ("!!! note\n    En ruta.", [0]),
        ('??? tip "Mer"\n    En ruta.', [0]),
        (".. note::\n   En ruta.", [0]),
        ("Se [[Andra sidan]].", [0]),
        ("- [ ] att göra\n- [x] gjort", [0, 1]),
        ("$$\nx = 1\n$$", [0]),
        ("H~2~O och m^2^.", [0]),
        ("~~struket~~", [0]),
        ("==markerat==", [0]),
        ("• första\n• andra", [0]),
        ("Inledning:\n• första", [1]),
        ("·\tförsta", [0]),
        ("\uf0b7 första", [0]),
        ("o\tförsta", [0]),
        ("o första\no andra", [0]),
        ("– första\n– andra", [0]),
        ("a. första\nb. andra", [0]),
        ("a) första\nb) andra", [0]),
        ("| a | b |\n| c | d |", [0]),
        ("a | b\nc | d", [0]),
        ("a\tb\nc\td", [0]),
        ("a\tb\tc", [0]),
        (":::{note}\n• första\n:::", [1]),
        ("| a | b |\n|---|---|\n| [x]{.y} | d |", [0]),
        ("[TOC]", [0]),
    ],
)
def test_a_notation_of_another_program_is_warned_of(
    project: TinyProject, text: str, lines: list[int]
) -> None:
    assert added(project, text) == [(line, "PT003") for line in lines]


@pytest.mark.parametrize(
    "text",
    [
        "```\n[x]{.y} :need:`x` $$\n• a\n```",
        "    [x]{.y} $$\n    • a",
        "Skriv `[x]{.y}`, `:need:`, `$$`, `[[x]]` eller `H~2~O`.",
        "Med – tankstreck\n– och mer, 100 $, 5 | 6, § 70.",
        "– Vi är stolta, säger hon.\n\n– Det är vi med.",
        "a. Ensam",
        "*Stycke* [ett], {två}, [tre](plan.md). Kl. 8: `x`.",
        "| a | b |\n|---|---|\n| c | d |",
        "1. ett\n2. två\n\n- ett\n- två\n\n* ett\n* två",
        "Se {need}`PRI-A` och {doc}`plan`.",
        "[^1]\n\n[^1]: Not.",
        "Ord\n: Förklaring",
        "en|två\ntre\tfyra",
    ],
)
def test_text_that_is_ours_is_no_notation_of_another_program(
    project: TinyProject, text: str
) -> None:
    assert added(project, text) == []


def test_the_text_of_an_object_is_looked_at(project: TinyProject) -> None:
    project.edit("plan.md", "Den som utsätts", "• Den som utsätts")
    assert project.findings() == [("plan.md", project.line("plan.md", "• Den"), "PT003")]


def test_the_same_notation_is_told_once_a_paragraph() -> None:
    assert len(list(notations(["[[x]] [[y]]", "[[z]]"]))) == 1
