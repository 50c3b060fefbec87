"""Warnings of the readers, explained to an editor."""

from __future__ import annotations

import pytest

from policytrace.sphinx.read.explanations import explain
from tests.plan_builder import english


def test_an_explanation_of_an_unknown_text_keeps_to_one_line() -> None:
    wrong, _ = explain("Något\n  oväntat  hände [docutils]")
    assert english(wrong).endswith("The reader says: Något oväntat hände")


@pytest.mark.parametrize(
    "text",
    [
        'Unknown target name: "1". [docutils]',
        "Transition must be child of <document> or <section>.",
        "At least one body element must separate transitions; adjacent ones are not allowed.",
    ],
)
def test_words_of_the_reader_that_editors_meet_are_told_in_ours(text: str) -> None:
    wrong, remedy = explain(text)
    assert "The reader says" not in english(wrong)
    assert "docs/redigera.md" not in english(remedy)
