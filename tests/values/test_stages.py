"""Values to be reached on the way, each with its year."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.values.bands import Band, parse_band
from policytrace.values.stages import Stage, Stages, parse_stages, plain_stages

NUMBERS = st.decimals(-999, 999, places=2)
BANDS = st.tuples(NUMBERS, NUMBERS).map(lambda pair: Band(low=min(pair), high=max(pair)))
STAGES = st.dictionaries(st.integers(2000, 2100), BANDS, min_size=1, max_size=5).map(
    lambda found: Stages(tuple(Stage(band=found[year], year=year) for year in sorted(found)))
)


@pytest.mark.parametrize(
    "text",
    ["80 (2026), 85,5 (2028)", "80(2026);85.5 (2028)", " 80 ( 2026 ) , 85,5 (2028) "],
)
def test_values_with_their_years(text: str) -> None:
    assert parse_stages(text) == Stages(
        (
            Stage(band=parse_band("80"), year=2026),
            Stage(band=Band(low=Decimal("85.5"), high=Decimal("85.5")), year=2028),
        )
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "80",
        "80, 90",
        "(2026)",
        "80 (26)",
        "80 (1826)",
        "åttio (2026)",
        "80 (2026) 90 (2028)",
        "80 (2026), 90",
        "80 (2028), 90 (2026)",
        "80 (2026), 90 (2026)",
        "60–40 (2026)",
        "80 (2026),, 90 (2028)",
        "80 ((2026))",
    ],
)
def test_what_is_no_such_list(text: str) -> None:
    with pytest.raises(ValueError, match=r"number|year|band|comma"):
        parse_stages(text)


@given(STAGES)
def test_what_is_written_is_read_as_the_same(stages: Stages) -> None:
    assert parse_stages(plain_stages(stages)) == stages


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = parse_stages(text)
    except ValueError:
        return
    assert parse_stages(plain_stages(found)) == found
