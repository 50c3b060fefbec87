"""Excerpts of two texts that differ: short, and never the same."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

LONGEST = 160
"""Characters of a text that are told; the rest is left out."""

_AROUND = 3
"""So many words are told on either side of those that were changed."""

_LEAD = 20
"""So many characters, at least, are told before those in which two long texts differ."""

_LEFT_OUT = "…"


def cut_short(text: str) -> str:
    """A text, or what it begins with."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}{_LEFT_OUT}"


def told_apart(before: str, after: str) -> tuple[str, str]:
    """Two texts on one line each, or of long ones the part in which they differ first."""
    before, after = " ".join(before.split()), " ".join(after.split())
    same = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False))
    )
    if max(len(before), len(after)) <= LONGEST or same < LONGEST // 2:
        return cut_short(before), cut_short(after)
    word = before.rfind(" ", 0, same - _LEAD) + 1
    begins = max(word, same - LONGEST // 2)
    first, second = (f"{_LEFT_OUT} {cut_short(text[begins:])}" for text in (before, after))
    return first, second


def changed_words(before: Sequence[str], after: Sequence[str]) -> tuple[str, str]:
    """The words of each of two texts that the other has not, with some on either side."""
    first, last = in_common(before, after)
    begins = max(0, first - _AROUND)
    ends = [min(len(words), len(words) - last + _AROUND) for words in (before, after)]
    told = told_apart(" ".join(before[begins : ends[0]]), " ".join(after[begins : ends[1]]))
    one, other = (
        _marked(excerpt, is_begun=begins > 0, goes_on=end < len(words))
        for excerpt, words, end in zip(told, (before, after), ends, strict=True)
    )
    return one, other


def in_common(before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    """How many words, or lines, two texts have in common where they begin, and where they end."""
    shortest = min(len(before), len(after))
    first = 0
    while first < shortest and before[first] == after[first]:
        first += 1
    last = 0
    while last < shortest - first and before[-1 - last] == after[-1 - last]:
        last += 1
    return first, last


def _marked(excerpt: str, *, is_begun: bool, goes_on: bool) -> str:
    """An excerpt that shows where something is left out."""
    if is_begun and not excerpt.startswith(_LEFT_OUT):
        excerpt = f"{_LEFT_OUT} {excerpt}"
    if goes_on and not excerpt.endswith(_LEFT_OUT):
        excerpt = f"{excerpt} {_LEFT_OUT}"
    return excerpt
