"""Numbers as people write them, in the reader's language, and as programs do."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache

from babel.numbers import format_decimal, get_minus_sign_symbol

from policytrace.values.bands import Band

MOST_DECIMALS = 2
"""How many decimals are written, unless a value is so small that they would say nothing."""

TELLING_DIGITS = 2
"""How many digits of a small value are written, wherever they begin: 0,0012."""

_NO_BREAK_SPACE, _THIN_SPACE = "\u00a0", "\u202f"


def written_number(
    value: Decimal, language: str, decimals: int | None = None, *, fixed: bool = False
) -> str:
    """`value` as people write it, as ``1 234,5`` in Swedish.

    At most `decimals`, or as many as `decimals_of` says; just as many if they are `fixed`.
    Thousands are held apart, and a sign is held to its number, by space that does not break.
    """
    return exact_number(_rounded(value, decimals), language, least=decimals or 0 if fixed else 0)


def decimals_of(*values: Decimal) -> int:
    """How many decimals it takes to write values so that they say what they are.

    Two; but as many more as let a small value be seen, and values that differ be told apart.
    """
    needed = max((_decimals_seen(value) for value in values), default=MOST_DECIMALS)
    longest = max((_decimals_had(value) for value in values), default=0)
    different = len(set(values))
    while needed < longest and len({_rounded(value, needed) for value in values}) < different:
        needed += 1
    return needed


def _decimals_seen(value: Decimal) -> int:
    """The decimals that let a value be seen: more than two only for one that is near 0."""
    if not value or value.adjusted() >= -1:
        return MOST_DECIMALS
    return min(_decimals_had(value), TELLING_DIGITS - 1 - value.adjusted())


def _decimals_had(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent if value else 0
    return max(0, -exponent) if isinstance(exponent, int) else 0


def shared_decimals(*values: Decimal) -> int:
    """How many decimals to write all of `values` with: no more than any of them has."""
    return min(decimals_of(*values), max(map(_decimals_had, values), default=0))


def exact_number(value: Decimal, language: str, *, least: int = 0) -> str:
    """`value` as `written_number` writes it, but with all its decimals. Nothing has no sign.

    With at least so many decimals, whether it has them or not.
    """
    return _exact_number(str(value), language, least)


@lru_cache(maxsize=20_000)
def _exact_number(written: str, language: str, least: int) -> str:
    value = Decimal(written)
    pattern = f"#,##0.{'0' * least}{'#' * max(MOST_DECIMALS - least, 0)}"
    with localcontext(prec=_digits(value)):
        text = format_decimal(
            value or Decimal(0), pattern, locale=language, decimal_quantization=False
        )
    # With a pattern of ours, Babel leaves the minus sign as the pattern has it.
    text = text.replace("-", get_minus_sign_symbol(language))
    return text.replace(_NO_BREAK_SPACE, _THIN_SPACE)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a message, written in the language in which the message is said."""

    value: Decimal
    decimals: int | None = None
    """At most so many; None: as many as the value takes."""
    fixed: bool = False
    """Whether it has so many, as those that it stands beside."""

    def render(self, translations: gettext.NullTranslations) -> str:
        """The number as people write it."""
        language = translations.info().get("language", "en")
        return written_number(self.value, language, self.decimals, fixed=self.fixed)


@dataclass(frozen=True, slots=True)
class Span:
    """A value or a band in a message."""

    band: Band
    exact: bool = False
    """Whether all decimals are written."""

    def render(self, translations: gettext.NullTranslations) -> str:
        """The value, or the two ends of the band."""
        language = translations.info().get("language", "en")
        return (exact_band if self.exact else written_band)(self.band, language)


def written_band(band: Band, language: str) -> str:
    """A value, or the two ends of a band with a dash between them; at most two decimals."""
    return _joined(band, written_number, language)


def exact_band(band: Band, language: str) -> str:
    """A value or a band as `written_band` writes it, but with all its decimals."""
    return _joined(band, exact_number, language)


def _joined(band: Band, written: Callable[[Decimal, str], str], language: str) -> str:
    low = written(band.low, language)
    if band.is_point:
        return low
    high = written(band.high, language)
    # A dash right after a number with a sign would be read as one more sign.
    return f"{low}–{high}" if low[0].isdigit() else f"{low} – {high}"


def most_decimals(values: Iterable[Decimal]) -> int:
    """The most decimals that any of some values is written with."""
    exponents = (value.as_tuple().exponent for value in values)
    return max(0, *(-one for one in exponents if isinstance(one, int)), 0)


def json_number(value: Decimal) -> int | float:
    """`value` for JSON, whose readers take a number for one of about 15 digits."""
    return int(value) if value == value.to_integral_value() else float(round(value, 10))


def _rounded(value: Decimal, decimals: int | None = None) -> Decimal:
    places = decimals_of(value) if decimals is None else decimals
    with localcontext(prec=_digits(value) + places):
        return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _digits(value: Decimal) -> int:
    """How many digits it takes to write `value` in full; Decimal counts with fewer unless told."""
    return len(value.as_tuple().digits) + abs(value.adjusted()) + MOST_DECIMALS + 1
