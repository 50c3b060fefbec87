"""Questions and answers of an analysis: what is shown as a document, and how."""

from __future__ import annotations

from dataclasses import replace

from bs4 import BeautifulSoup

from policytrace.plan.model import Item
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from policytrace.site.views.answers import answers_of, exemption
from policytrace.site.views.card import card_of
from policytrace.snapshot import Snapshot
from policytrace.values.paragraphs import Block
from tests.plan_builder import item, plan
from tests.site.views.analysed import (
    ANALYSING,
    ANALYSING_SWEDISH,
    CHILD,
    EQUALITY,
    GRAPH,
    NO_CHILD,
    PATTERN,
    answered,
)
from tests.site.views.drawing import TODAY, drawn, words


def asked(analysis: Item) -> list[str]:
    return [str(answer.key) for answer in answers_of(ANALYSING, analysis)]


def test_an_answer_has_its_question_and_its_paragraphs() -> None:
    [answer] = answers_of(ANALYSING, GRAPH.items["ANA-A"])
    assert (answer.key, answer.title, answer.question) == (
        PATTERN,
        "Mönster",
        "Vilka skillnader finns?",
    )
    assert answer.text == (
        Block(lines=("More women.",), is_list=False),
        Block(lines=("So:",), is_list=False),
        Block(lines=("girls", "boys"), is_list=True),
    )


def test_only_what_is_asked_of_the_kind_is_told_and_what_stands_in_its_place_first() -> None:
    child = item("ANA-X", Role.ANALYSIS, analysis_kind=CHILD)
    both = answered(child, åsikter="They say", inte_barn="None", mönster="Women")
    assert asked(both) == ["inte_barn", "åsikter"]
    assert asked(child) == []
    assert asked(answered(item("ANA-X", Role.ANALYSIS), mönster="Women")) == []


def test_why_the_questions_are_not_asked() -> None:
    assert exemption(ANALYSING, GRAPH.items["ANA-B"]) == NO_CHILD
    assert exemption(ANALYSING, GRAPH.items["ANA-A"]) is None
    other = answered(item("ANA-X", Role.ANALYSIS, analysis_kind=EQUALITY), inte_barn="None")
    assert exemption(ANALYSING, other) is None


def test_a_card_folds_the_answers_together_and_has_them_nowhere_else() -> None:
    snapshot = Snapshot(graph=GRAPH, metamodel=ANALYSING, today=TODAY)
    card = card_of(snapshot, GRAPH.items["ANA-A"])
    assert PATTERN not in {entry.key for entry in (*card.first, *card.facts, *card.particulars)}
    soup = drawn(
        "card.html.jinja",
        renderer=ANALYSING_SWEDISH,
        card=card,
        content="",
        level=3,
        anchor="kort",
    )
    fold = soup.select_one("details.pt-answers")
    assert fold is not None
    assert words(fold.summary) == "Frågor och svar: Title of ANA-A"
    assert words(fold.dt) == "Mönster"
    assert [words(line) for line in fold.select("dd li")] == ["girls", "boys"]
    assert len(soup.select("details")) == 2


def stray_answer(text: str) -> BeautifulSoup:
    """The card of a proposed analysis with an answer that nobody has asked for."""
    stray = answered(
        item("ANA-X", Role.ANALYSIS, analysis_kind=CHILD, status=Status.PROPOSED), mönster=text
    )
    snapshot = Snapshot(graph=plan(stray), metamodel=replace(ANALYSING), today=TODAY)
    return drawn(
        "card.html.jinja",
        renderer=ANALYSING_SWEDISH,
        card=card_of(snapshot, stray),
        content="",
        level=3,
        anchor="kort",
    )


def test_a_stray_answer_is_a_fact_with_its_paragraphs() -> None:
    soup = stray_answer("A\n\nB")
    assert [words(text) for text in soup.select("dd p")] == ["A", "B"]


def test_entries_with_numbers_are_a_numbered_list() -> None:
    soup = stray_answer("So:\n1. girls\n2. boys")
    assert [words(text) for text in soup.select("dd ol li")] == ["girls", "boys"]
    assert soup.select("dd ul") == []
