"""Numbers as files hold them."""

from __future__ import annotations

from decimal import Decimal


def plain(value: Decimal) -> str:
    """A number as data files write it: decimal point, no exponent, no zeros at the end."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
