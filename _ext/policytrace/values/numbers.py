"""Numbers as people write them, in the reader's language, and as programs do."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, localcontext

from babel.numbers import format_decimal, get_minus_sign_symbol

from policytrace.values.bands import Band

MOST_DECIMALS = 2

_NO_BREAK_SPACE, _THIN_SPACE = "\u00a0", "\u202f"


def written_number(value: Decimal, language: str) -> str:
    """`value` as people write it, as ``1 234,5`` in Swedish; at most two decimals.

    Thousands are held apart, and a sign is held to its number, by space that does not break.
    """
    return exact_number(_rounded(value), language)


def exact_number(value: Decimal, language: str) -> str:
    """`value` as `written_number` writes it, but with all its decimals. Nothing has no sign."""
    with localcontext(prec=_digits(value)):
        text = format_decimal(
            value or Decimal(0), "#,##0.##", locale=language, decimal_quantization=False
        )
    # With a pattern of ours, Babel leaves the minus sign as the pattern has it.
    text = text.replace("-", get_minus_sign_symbol(language))
    return text.replace(_NO_BREAK_SPACE, _THIN_SPACE)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a message, written in the language in which the message is said."""

    value: Decimal

    def render(self, translations: gettext.NullTranslations) -> str:
        """The number as people write it."""
        return written_number(self.value, translations.info().get("language", "en"))


@dataclass(frozen=True, slots=True)
class Span:
    """A value or a band in a message."""

    band: Band

    def render(self, translations: gettext.NullTranslations) -> str:
        """The value, or the two ends of the band."""
        return written_band(self.band, translations.info().get("language", "en"))


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


def json_number(value: Decimal) -> int | float:
    """`value` for JSON, whose readers take a number for one of about 15 digits."""
    return int(value) if value == value.to_integral_value() else float(round(value, 10))


def _rounded(value: Decimal) -> Decimal:
    with localcontext(prec=_digits(value)):
        return value.quantize(Decimal(1).scaleb(-MOST_DECIMALS), ROUND_HALF_EVEN)


def _digits(value: Decimal) -> int:
    """How many digits it takes to write `value` in full; Decimal counts with fewer unless told."""
    return len(value.as_tuple().digits) + abs(value.adjusted()) + MOST_DECIMALS + 1
