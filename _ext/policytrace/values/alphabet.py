"""Letters: Swedish alphabetical order, in which å, ä and ö come after z, and capitals."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

AFTER_Z: Mapping[str, str] = MappingProxyType({"å": "{1", "ä": "{2", "ö": "{3"})
"""How letters after z are sorted: by a sign that comes after it."""


def sort_key(text: str) -> str:
    """What a text is sorted by: its letters, digits and spaces, whatever case and accents."""
    return "".join(
        AFTER_Z.get(sign) or unicodedata.normalize("NFD", sign)[0]
        for sign in text.casefold()
        if sign.isalnum() or sign.isspace()
    ).strip()


def with_initial(word: str) -> str:
    """`word` with a capital first; the rest, unlike with `str.capitalize`, as it is."""
    return word[:1].upper() + word[1:]
