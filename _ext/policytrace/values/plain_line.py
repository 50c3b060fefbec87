"""Text on one line that holds nothing but signs that are seen, for files that other programs read.

What is taken out: control characters (also those that XML 1.0 and iCalendar have no room for), half
characters, what is no character, and the signs that turn the direction of writing round, with which
a text can be made to look like another one. White space of any kind and length is one space.
"""

from __future__ import annotations

import re

_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # control characters that are no white space
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction of writing
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff"  # halves, and no characters
    "]"
)


def plain_line(text: str) -> str:
    """The text as one line."""
    return " ".join(_UNSEEN.sub("", text).split())
