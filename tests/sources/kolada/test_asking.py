"""The questions, and how far they have come."""

from __future__ import annotations

from datetime import date

from policytrace.messages import Message
from policytrace.sources.kolada.asking import Questions
from tests.plan_builder import english
from tests.sources.kolada.conftest import MakeClient
from tests.sources.kolada.server import Kolada


def test_it_is_told_how_far_the_questions_have_come(kolada: Kolada, client: MakeClient) -> None:
    names = [f"N{number:05}" for number in range(26)]
    for name in names:
        kolada.value(name, "9001", 2024, T=1)
    kolada.page_size = 20
    told: list[Message] = []
    questions = Questions(
        client=client(), kpis=names, areas=["9001", "0000"], since=None, tell=told.append
    )
    assert [row.kpi for row in questions.data()] == names
    assert [english(text).removeprefix("Kolada: question ") for text in told] == [
        "1 of 2, pages that have come: 0",
        "1 of 2, pages that have come: 1",
        "1 of 2, pages that have come: 2",
        "2 of 2, pages that have come: 0",
        "2 of 2, pages that have come: 1",
    ]


def test_changes_are_asked_for_by_their_day(kolada: Kolada, client: MakeClient) -> None:
    kolada.value("N00001", "9001", 2023, changed="2026-05-31", T=1)
    kolada.value("N00001", "9001", 2024, changed="2026-06-01", T=1)
    kolada.value("N00001", "0000", 2024, changed="2026-06-02", T=1)
    kolada.page_size = 1
    questions = Questions(
        client=client(),
        kpis=["N00001"],
        areas=["9001", "0000"],
        since=date(2026, 6, 1),
        tell=lambda _: None,
    )
    assert [(row.municipality, row.period) for row in questions.data()] == [
        ("9001", 2024),
        ("0000", 2024),
    ]
