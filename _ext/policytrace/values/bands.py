"""A value, or all values from one to another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from policytrace.values.decimals import plain

_NUMBER = r"[-−]?[0-9]{1,15}(?:[.,][0-9]{1,10})?"


_FORM = re.compile(rf"(?P<low>{_NUMBER})(?:(?:–|\.\.)(?P<high>{_NUMBER}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """All from `low` to `high`; a single value if the two are equal."""

    low: Decimal
    high: Decimal

    @property
    def is_point(self) -> bool:
        """Whether it holds just one value."""
        return self.low == self.high


EQUAL = Band(low=Decimal(0), high=Decimal(0))
"""No gap at all: the target for the gap where no other is set."""


def parse_band(text: str) -> Band:
    """The value or band that `text` says: ``95``, ``42,5``, ``40–60``, ``-2..2``.

    Raises:
        ValueError: it is neither, or a band whose ends are in the wrong order.
    """
    found = _FORM.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"neither a number nor a band: {text!r}")
    low = _decimal(found["low"])
    high = _decimal(found["high"]) if found["high"] else low
    if high < low:
        raise ValueError(f"the band's ends are in the wrong order: {text!r}")
    return Band(low=low, high=high)


def plain_band(band: Band) -> str:
    """The value or band as `parse_band` reads it."""
    return plain(band.low) if band.is_point else f"{plain(band.low)}..{plain(band.high)}"


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace("−", "-").replace(",", "."))
