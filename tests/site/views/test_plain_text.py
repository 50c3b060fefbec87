"""Text without the marks of Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.site.views.plain_text import plain_blocks


def lines_of(prose: str) -> list[str]:
    return [line for block in plain_blocks(prose) for line in block.lines]


@pytest.mark.parametrize(
    ("prose", "told"),
    [
        ("Ett stycke\nsom bryts.", ["Ett stycke som bryts."]),
        ("- ett\n* två\n+ tre", ["ett", "två", "tre"]),
        ("1. ett\n2) två", ["ett", "två"]),
        ("## Rubrik", ["Rubrik"]),
        ("> Citat", ["Citat"]),
        ("Varför\n: Svaret", ["Varför Svaret"]),
        ("- # ett", ["# ett"]),
        ("Se {need}`planen <HPL-1>`.", ["Se planen."]),
        ("[texten](https://example.org)", ["texten"]),
        ("![bilden](a.png)", ["bilden"]),
        ("<https://example.org>", ["https://example.org"]),
        ("**fet**, *kursiv*, `kod` och __fet__", ["fet, kursiv, kod och fet"]),
        ("", []),
    ],
)
def test_marks_are_left_out(prose: str, told: list[str]) -> None:
    assert lines_of(prose) == told


@given(st.text(alphabet="ab å.-*+1)#>:{}`[]()<!\n", max_size=60))
def test_no_line_is_blank_or_broken(prose: str) -> None:
    for line in lines_of(prose):
        assert line.strip()
        assert "\n" not in line
