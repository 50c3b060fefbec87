"""Text in pictures: what of it can be seen, how wide it is, and where its lines are broken.

Widths are those of DejaVu Sans or Verdana, the widest of the common fonts, so that text which fits
here fits wherever the picture is shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

NO_BREAK_SPACES = "\u00a0\u202f"
"""A no-break space, and the narrow one that groups the digits of a Swedish number."""


_SIGN = r"[!-~\u00a0-\u00ac\u00ae-\u024f\u2010-\u2027\u20ac]"
_PLAIN = re.compile(rf"{_SIGN}++(?: {_SIGN}++)*+")
"""Text that is visible as it is: the common signs, with single spaces between."""


def visible(text: str) -> str:
    """`text` with single spaces for all white space, without control and format characters.

    A no-break space stays one.
    """
    if _PLAIN.fullmatch(text):
        return text
    kept = (
        " " if character.isspace() and character not in NO_BREAK_SPACES else character
        for character in text
        if character.isspace() or not unicodedata.category(character).startswith("C")
    )
    return " ".join(word for word in "".join(kept).split(" ") if word.strip())


@lru_cache(maxsize=50_000)
def ems_of(text: str) -> float:
    """How wide `text` is, in units of its font size."""
    return sum(map(_em, text))


def broken(text: str, ems: float, most: int) -> tuple[str, ...]:
    """The visible part of `text` as at most `most` lines, none wider than `ems`.

    Words that are wider are broken too. An ellipsis tells that something has been left out.
    """
    lines: list[str] = []
    width = 0.0
    for word in _words(visible(text), ems):
        longer = width + _em(" ") + ems_of(word)
        if lines and longer <= ems:
            lines[-1] += f" {word}"
            width = longer
        elif len(lines) < most:
            lines.append(word)
            width = ems_of(word)
        else:
            lines[-1] = _cut(lines[-1], ems)
            break
    return tuple(lines)


def _words(text: str, ems: float) -> Iterator[str]:
    """The words of `text`, and in pieces those that are wider than `ems`."""
    for word in text.split(" ") if text else ():
        if ems_of(word) <= ems:
            yield word
            continue
        piece = ""
        for character in word:
            if piece and ems_of(f"{piece}{character}-") > ems:
                yield f"{piece}-" if piece[-1].isalpha() and character.isalpha() else piece
                piece = ""
            piece += character
        yield piece


def _cut(line: str, ems: float) -> str:
    """`line` with an ellipsis at its end, without the words that leave no room for it."""
    while line and ems_of(f"{line} …") > ems:
        shorter, space, _ = line.rpartition(" ")
        line = shorter if space else line[:-1]
    return f"{line.rstrip(' ,;:–-(')} …"


_EMS: Mapping[str, float] = MappingProxyType(
    {
        character: ems
        for ems, characters in (
            (0.3, "'IJijl"),
            (0.37, f" ,.:;|/\\-·’f{NO_BREAK_SPACES}"),
            (0.42, "!()[]rt"),
            (0.53, '*_`"“”?sz–§'),
            (0.6, "ckvxyFL"),
            (0.85, "&#+<=>~^−DGHNOQUÖw"),
            (1.0, "@%Wm—…½M"),
        )
        for character in characters
    }
)
"""Widths of characters in DejaVu Sans, rounded up."""


def _em(character: str) -> float:
    if (known := _EMS.get(character)) is not None:
        return known
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return 1.3
    if not character.isalnum():
        return 1.0
    return 0.7 if character.isupper() else 0.64
