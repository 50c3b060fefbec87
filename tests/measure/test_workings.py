"""How a value was worked out is taken from its source; who made it stays."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.measure.workings import LEFT_OUT, share_in, without_workings

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
        ("SCB 2022 (tabell 3)", "SCB 2022 (tabell 3)"),
        ("SCB 2022 via Regionfakta", "SCB 2022 via Regionfakta"),
        ("SCB: värdet för 2022 plus minskningen", "SCB: värdet för 2022 plus minskningen"),
        ("SCB: värdet för 2022 plus 3", "SCB"),
        ("SCB, diagram 2.1 och sida 14", "SCB, diagram 2.1 och sida 14"),
        ("SCB, tabell 3 av 4", "SCB, tabell"),
        ("SCB, tabell 3/156", "SCB, tabell"),
        ("SCB (18 år och äldre)", "SCB (18 år och äldre)"),
        ("SCB (16–64 år)", "SCB (16–64 år)"),
        ("SCB, årskurs 9: 3 av 40", "SCB, årskurs 9"),
        ("SCB, § 70", "SCB, § 70"),
        ("SCB, bara en", "SCB"),
        ("SCB: en av 156", "SCB"),
        ("SCB: sjutton av tjugo", "SCB"),
        ("SCB, en av landets myndigheter", "SCB, en av landets myndigheter"),
        ("SCB (https://scb.example/2022: a.csv)", "SCB (https://scb.example/2022: a.csv)"),
        ("SCB: avrundat", "SCB: avrundat"),
        ("Kolada", "Kolada"),
        ("", ""),
    ],
)
def test_what_is_left_of_a_source(source: str, shown: str | None) -> None:
    expected = source.rpartition(": ")[0] if shown is None else shown
    assert without_workings(source) == expected


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (f"{MAKER}: 450/900", ("450", "900")),
        ("SCB, 450 av 900 elever", ("450", "900")),
        ("SCB (902 röstande av 1 550 röstberättigade)", ("902", "1550")),
        ("254,8/336,3", ("254.8", "336.3")),
        ("SCB: 3/45 och 4/45", None),
        ("SCB: (3+4)/45", None),
        ("SCB: 60-57", None),
        ("SCB (2024: 3 av 156)", None),
        ("SCB 2022", None),
    ],
)
def test_one_number_of_another_is_read(source: str, told: tuple[str, str] | None) -> None:
    expected = None if told is None else (Decimal(told[0]), Decimal(told[1]))
    assert share_in(source) == expected


@given(st.text(max_size=60), st.integers(0, 999), st.sampled_from("+-/*,;: ("), st.integers(0, 999))
def test_no_calculation_is_left(before: str, one: int, sign: str, other: int) -> None:
    left = without_workings(f"{before} {one}{sign}{other}")
    assert not re.search(rf" {one}{re.escape(sign)}{other}\Z", left)
    assert without_workings(left) == left


@pytest.mark.parametrize(
    "part",
    [
        "a.",
        "a/",
        "(",
        "a-",
        "http://",
        "A1",
        "2022 ",
        ") ",
        "1 av ",
        "1/",
        "tabell 1",
        "en av ",
        "1 000 ",
    ],
)
def test_a_long_source_is_read_in_the_end(part: str) -> None:
    without_workings(part * 20_000)
    share_in(part * 20_000)
