"""How a value was worked out is taken from its source; who made it stays."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.measure.workings import LEFT_OUT, without_workings

MAKER = "Egen bearbetning av uppgifter från SCB"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (f"{MAKER}: (3+156)/(4+211)", MAKER),
        (f"{MAKER} (github.com/a/b@21c: inst/ko_tab3_2022.xlsx): (3+156)/(4+211)", None),
        ("(3+156)/(4+211)", LEFT_OUT),
        ("3/4", LEFT_OUT),
        ("Egen enkät, 3 av 4", "Egen enkät"),
        ("Egen enkät (3 av 4 kvinnor)", "Egen enkät"),
        ("Egen enkät: tre av fyra", "Egen enkät"),
        ("Egen enkät (kvinnor: tre av fyra)", "Egen enkät"),
        ("Egen enkät – ³⁄₄", "Egen enkät"),
        ("Egen enkät ½ av alla", "Egen enkät"),
        ("Egen enkät ٣ av ٤", "Egen enkät"),
        ("Skolverket 2022: 3 av 4", "Skolverket 2022"),
        ("Egen enkät, n=4", "Egen enkät, n"),
        ("SCB, 2004 minus 2001", "SCB"),
        ("SCB 2000+4", "SCB"),
        ("SCB BE0101, tabell A", "SCB BE0101, tabell A"),
        ("SCB 2022", "SCB 2022"),
        ("SCB (https://scb.example/2022: a.csv)", "SCB (https://scb.example/2022: a.csv)"),
        ("SCB: avrundat", "SCB: avrundat"),
        ("Kolada", "Kolada"),
        ("", ""),
    ],
)
def test_what_is_left_of_a_source(source: str, shown: str | None) -> None:
    expected = source.rpartition(": ")[0] if shown is None else shown
    assert without_workings(source) == expected


@given(st.text(max_size=60), st.integers(0, 999), st.sampled_from("+-/*,;: ("), st.integers(0, 999))
def test_no_calculation_is_left(before: str, one: int, sign: str, other: int) -> None:
    left = without_workings(f"{before} {one}{sign}{other}")
    assert not re.search(rf" {one}{re.escape(sign)}{other}\Z", left)
    assert without_workings(left) == left


@pytest.mark.parametrize("part", ["a.", "a/", "(", "a-", "http://", "A1", "2022 ", ") "])
def test_a_long_source_is_read_in_the_end(part: str) -> None:
    without_workings(part * 20_000)
