"""The text of objects as blocks of a report."""

from __future__ import annotations

import pytest

from policytrace.reports.document import Block, Facts, Listing, Paragraph, Run, plain
from policytrace.reports.prose import blocks_of
from policytrace.schema.roles import Role
from tests.plan_builder import item, plan

GRAPH = plan(item("HPL-A", Role.PLAN, title="Planen"))


def read(prose: str) -> tuple[Block, ...]:
    return blocks_of(prose, GRAPH)


def said(prose: str) -> list[str]:
    return [plain(block.text) for block in read(prose) if isinstance(block, Paragraph)]


@pytest.mark.parametrize("prose", [None, "", " \n "])
def test_nothing_is_said_where_nothing_is_written(prose: str | None) -> None:
    assert blocks_of(prose, GRAPH) == ()


def test_paragraphs_stand_without_their_line_breaks() -> None:
    assert said("En rad\noch en till.\n\nNästa.") == ["En rad och en till.", "Nästa."]


def test_emphasis_and_links_to_the_web_are_kept() -> None:
    (block,) = read("**Fet** och *lutande*, [ute](https://example.org/) och [inne](../sida.md).")
    assert isinstance(block, Paragraph)
    assert block.text == (
        Run(text="Fet", strong=True),
        Run(text=" och "),
        Run(text="lutande", emphasis=True),
        Run(text=", "),
        Run(text="ute", address="https://example.org/"),
        Run(text=" och inne."),
    )


def test_a_link_that_could_run_something_is_none() -> None:
    (block,) = read("[x](javascript:alert(1))")
    assert isinstance(block, Paragraph)
    assert all(not run.address for run in block.text)


def test_objects_are_named_by_title() -> None:
    assert said("Se {need}`HPL-A`, {need}`den <HPL-A>` och {need}`HPL-X`.") == [
        "Se Planen, den och HPL-X."
    ]


def test_code_is_shown_as_it_is() -> None:
    assert said("Skriv `{need}` eller `a < b`.") == ["Skriv {need} eller a < b."]


def test_explained_words_are_facts() -> None:
    assert read("Varför\n: För att.\n\nVad\n: Något.") == (
        Facts(
            entries=(("Varför", (Run(text="För att."),)), ("Vad", (Run(text="Något."),))),
        ),
    )


def test_an_explanation_of_several_paragraphs_stands_below_its_word() -> None:
    assert said("Varför\n: Ett.\n\n  Två.") == ["Varför", "Ett.", "Två."]


def test_lists_are_lists() -> None:
    bullets, numbers = read("- ett\n- två\n\n1. först")
    assert isinstance(bullets, Listing)
    assert isinstance(numbers, Listing)
    assert (len(bullets.entries), bullets.numbered, numbers.numbered) == (2, False, True)


def test_html_and_views_are_no_part_of_it() -> None:
    assert said("<b>x</b>\n\n```{tidslinje}\n:plan: HPL-A\n```") == ["<b>x</b>"]
