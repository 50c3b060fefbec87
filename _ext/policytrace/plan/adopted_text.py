"""The adopted text itself, in which a passage is found by its first and its last words."""

from __future__ import annotations

import os
import unicodedata
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from pathlib import Path

from policytrace.conflicts import refuse_conflict
from policytrace.errors import ProjectError
from policytrace.messages import Message, message
from policytrace.plan.model import Doubt
from policytrace.settings import AdoptedTextSetting

MOST_WORDS = 10
"""Of each end of a passage: more is to copy the text."""

MOST_SIGNS = 3_000
"""In a passage, white space not counted."""

_MOST_BYTES = 5_000_000
"""More than any decision holds, and no more than is read in a moment."""


class AdoptedText:
    """A text in which white space does not count: how its lines are broken says nothing."""

    def __init__(self, text: str) -> None:
        """Hold `text`; letters are the same however their accents are written."""
        self._words = _normal(text).split()

    @cached_property
    def _signs(self) -> str:
        return "".join(self._words)

    @cached_property
    def _starts(self) -> list[int]:
        """Where in `_signs` each word begins."""
        return [0, *accumulate(map(len, self._words))]

    def passage(self, begins: str, ends: str) -> str | Doubt:
        """What stands from the words `begins` through the words `ends`, with single blanks.

        The first words must stand once in the text, and the last words once from there on. They may
        overlap, as they do in a passage that is short.
        """
        first, last = ("".join(_normal(words).split()) for words in (begins, ends))
        starts = self._places(first, 0)
        if len(starts) != 1:
            return Doubt.SEVERAL_BEGINNINGS if starts else Doubt.NO_BEGINNING
        [start] = starts
        places = self._places(last, start + max(0, len(first) - len(last)))
        if not places:
            return Doubt.END_BEFORE_BEGINNING if self._places(last, 0) else Doubt.NO_END
        if len(places) > 1:
            return Doubt.SEVERAL_ENDS
        stop = places[0] + len(last)
        return Doubt.TOO_LONG if stop - start > MOST_SIGNS else self._wording(start, stop)

    def _places(self, signs: str, start: int) -> list[int]:
        """Where `signs` begin, from `start` on; two places are enough to know, and may overlap."""
        found: list[int] = []
        place = self._signs.find(signs, start)
        while place >= 0 and len(found) < 2:  # noqa: PLR2004 - as said
            found.append(place)
            place = self._signs.find(signs, place + 1)
        return found

    def _wording(self, start: int, stop: int) -> str:
        """The signs from `start` to `stop`, in words again."""
        first = bisect_right(self._starts, start) - 1
        words: list[str] = []
        for word, place in zip(self._words[first:], self._starts[first:], strict=False):
            if place >= stop:
                break
            words.append(word[max(0, start - place) : stop - place])
        return " ".join(words)


def load_adopted_text(project: Path, setting: AdoptedTextSetting | None) -> AdoptedText | None:
    """The text that the project in the folder `project` names; None if it names none.

    Raises:
        ProjectError: it cannot be read; says why, where it is named.
    """
    if setting is None:
        return None
    file = setting.file
    path = Path(os.path.realpath(project / file))

    def error(said: Message) -> ProjectError:
        return ProjectError(said, setting.location)

    if not path.is_relative_to(os.path.realpath(project)):
        raise error(
            message("{file} is a link out of the project. Put the file itself there.", file=file)
        )
    try:
        if path.is_dir():
            raise error(message("{file} is a folder. Give the name of a file.", file=file))
        if not path.is_file():
            raise error(message("There is no file {file} with the adopted text.", file=file))
        with path.open("rb") as opened:
            content = opened.read(_MOST_BYTES + 1)
    except OSError as problem:
        raise error(
            message("{file} cannot be read: {error}", file=file, error=str(problem.strerror))
        ) from None
    if len(content) > _MOST_BYTES:
        raise error(
            message(
                "{file} is larger than {megabytes} MB. Give the adopted text alone, as text.",
                file=file,
                megabytes=str(_MOST_BYTES // 1_000_000),
            )
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise error(message("{file} is not UTF-8. Save it again as UTF-8.", file=file)) from None
    if "\0" in text:
        raise error(message("{file} is no text file.", file=file))
    refuse_conflict(file, text)
    return AdoptedText(text)


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text)
