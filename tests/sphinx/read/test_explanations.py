"""Warnings of the readers, explained to an editor."""

from __future__ import annotations

from policytrace.sphinx.read.explanations import explain
from tests.plan_builder import english


def test_an_explanation_of_an_unknown_text_keeps_to_one_line() -> None:
    wrong, _ = explain("Något\n  oväntat  hände [docutils]")
    assert english(wrong).endswith("The reader says: Något oväntat hände")
