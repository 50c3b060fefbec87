"""Names: whether a text looks to be a person's, as far as its form can tell."""

from __future__ import annotations

import re

_NAME = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_INITIAL = re.compile(r"[^\W\d_]\.?")
_PARTICLES = frozenset({"af", "al", "bin", "da", "de", "der", "di", "el", "la", "van", "von"})
_BODY = re.compile(
    r"(?:råd|nämnd|styrelse|förening|förbund|skola|verk|myndighet|kyrka|bolag|fond|kommun|region|län|"
    r"polis|parti|klubb|muse|bibliotek|universitet|församling|stiftelse|institut|ombudsman|kansli|"
    r"kontor|förvaltning|distrikt|organisation|nätverk|fullmäktige|råds?grupp|kårs?|sällskap|center|"
    r"centrum|barn|kors|jour|tingsrätt|departement)"
    r"(?:e?n|e?t|a|na|erna|s|ns|ets|um|mannen)?\Z",
    re.IGNORECASE,
)
_APART = re.compile(r"[,;:/()]|\s[-–]\s|\s(?:för|från|genom|hos|och|på|via|vid)\s", re.IGNORECASE)
_FEWEST_NAMES, _MOST_NAMES = 2, 4


def looks_like_a_person(text: str) -> bool:
    """Whether `text`, or a part of it, has the form of a person's first name and surname.

    That is two to four words that all begin with a capital, of which none tells of a body: neither
    ``Pensionärsrådet`` nor ``Region Västmanland``. One name alone could be anything, and a body can
    be called as a person is.
    """
    return any(map(_is_full_name, _APART.split(text)))


def _is_full_name(part: str) -> bool:
    words = part.split()
    if not _FEWEST_NAMES <= len(words) <= _MOST_NAMES or any(map(_BODY.search, words)):
        return False
    first, *middle, last = words
    return (
        _is_name(first)
        and _is_name(last)
        and all(_is_name(word) or _INITIAL.fullmatch(word) or word in _PARTICLES for word in middle)
    )


def _is_name(word: str) -> bool:
    """Whether a word begins with a capital and goes on with small letters."""
    return _NAME.fullmatch(word) is not None and word[0].isupper() and not word.isupper()
