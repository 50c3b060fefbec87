"""A text is divided at its questions, and nothing of it is lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.markup.blocks import closed_blocks
from policytrace.markup.sections import LEAD, text_sections

TYPES = {"åtgärd"}


def sections(text: str) -> dict[str, str]:
    lines = text.split("\n")
    return {one.name: one.text for one in text_sections(lines, closed_blocks(lines), TYPES)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", {}),
        ("Text.\n\nMer.", {LEAD: "Text.\n\nMer."}),
        ("Varför\n: Därför.", {"Varför": "Därför."}),
        (
            "Text.\n\nVarför\n: Därför.\n\nVad\n: Något.",
            {LEAD: "Text.", "Varför": "Därför.", "Vad": "Något."},
        ),
        ("Varför\n\n: Därför.", {"Varför": "Därför."}),
        ("Varför\n:   Därför.\n    Mer.", {"Varför": "Därför.\nMer."}),
        ("Varför\n: Ett.\n\n  - a\n    - b\n\n  Två.", {"Varför": "Ett.\n\n- a\n  - b\n\nTvå."}),
        ("Varför\n: Ett\nutan indrag\n\nEfteråt.", {"Varför": "Ett\nutan indrag"}),
        ("```text\nVarför\n: Kod.\n```", {LEAD: "```text\nVarför\n: Kod.\n```"}),
        ("Text.\n\n:::{åtgärd} En\n:id: A\n\nVad\n: Inne.\n:::\n\nSist.", {LEAD: "Text."}),
        ("Varför\n: Ett.\n\nVarför\n: Två.", {"Varför": "Ett."}),
        ("Varför\n: Hej\n  ---\n  Med", {LEAD: "Varför\n: Hej\n  ---\n  Med"}),
        ("Varför\n: - punkt\n  =", {LEAD: "Varför\n: - punkt\n  ="}),
        ("Varför\n: Hej\n  \\---", {"Varför": "Hej\n\\---"}),
        ("Vad\n: A\n\nVarför\n: Hej\n  ---", {"Vad": "A", "Varför": "Hej\n---"}),
        ("Varför\n: Hej\n\n  ---\n  Med", {"Varför": "Hej\n\n---\nMed"}),
        ("Två rader\nVarför\n: Ingen fråga.", {LEAD: "Två rader\nVarför\n: Ingen fråga."}),
    ],
)
def test_a_text_is_divided_at_its_questions(text: str, found: dict[str, str]) -> None:
    assert sections(text) == found


@given(st.text(alphabet="ab:- \n`", max_size=120))
def test_sections_are_in_order_and_apart(text: str) -> None:
    lines = text.split("\n")
    found = list(text_sections(lines, closed_blocks(lines), TYPES))
    for one, after in pairwise(found):
        assert one.after <= after.first
    assert all(one.first <= one.begins < one.after <= len(lines) for one in found)
