"""Numbers as Swedish writes them: 1 234,5 with a narrow no-break space, and a true minus."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from decimal import ROUND_HALF_UP, Decimal

FINEST = 6
"""The most decimals of a value that a chart can show."""

_DECIMALS_BELOW = (
    *((Decimal("0.001"), FINEST), (Decimal("0.01"), 5), (Decimal("0.1"), 4)),
    *((1, 3), (10, 2), (1_000, 1)),
)
"""Decimals that are worth showing, where the largest value is below the first number."""

_IN_SWEDISH = str.maketrans({",": "\u202f", ".": ",", "-": "−"})


def swedish(value: Decimal, decimals: int) -> str:
    """`value` with that many decimals, rounded half away from 0."""
    rounded = rounded_to(value, decimals)
    return f"{rounded:,.{decimals}f}".translate(_IN_SWEDISH)


def rounded_to(value: Decimal, decimals: int) -> Decimal:
    """`value` rounded half away from 0; never a negative 0."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0


def decimals_for(values: Iterable[Decimal], edges: Collection[Decimal] = ()) -> int:
    """How many decimals to write all of `values` with: no more than they have or are worth.

    But as many as keep one that is near one of the `edges`, as a target, from looking as if it were
    there.
    """
    values = tuple(values)
    rounded = [rounded_to(value, FINEST).normalize() for value in values]
    given = max((-_exponent(value) for value in rounded), default=0)
    largest = max(map(abs, rounded), default=Decimal(0))
    worth = next((decimals for below, decimals in _DECIMALS_BELOW if largest < below), 0)
    decimals = max(0, min(given, worth))
    while decimals < given and any(
        rounded_to(value, decimals) == edge != value for value in rounded for edge in edges
    ):
        decimals += 1
    return decimals


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)  # noqa: S101 - only infinite numbers have another
    return exponent
