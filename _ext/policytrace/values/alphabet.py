"""Letters: Swedish alphabetical order, in which å, ä and ö come after z, and capitals."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

AFTER_Z: Mapping[str, str] = MappingProxyType({"å": "{1", "ä": "{2", "ö": "{3"})
"""How letters after z are sorted: by a sign that comes after it."""


class _SortedAs(dict[int, str | None]):
    """What each sign is sorted as, by its code; each is worked out once."""

    def __missing__(self, code: int) -> str | None:
        sign = chr(code)
        plain = AFTER_Z.get(sign) or unicodedata.normalize("NFD", sign)[0]
        self[code] = plain if sign.isalnum() or sign.isspace() else None
        return self[code]


_SORTED_AS = _SortedAs()


def sort_key(text: str) -> str:
    """What a text is sorted by: its letters, digits and spaces, whatever case and accents."""
    return text.casefold().translate(_SORTED_AS).strip()


def with_initial(word: str) -> str:
    """`word` with a capital first; the rest, unlike with `str.capitalize`, as it is."""
    return word[:1].upper() + word[1:]
