"""Which sign stands before the decimals of the numbers in a text, and which between thousands.

“1.234” is one thousand and something in Sweden, and a little more than one in England. The other
numbers of the same file mostly tell. If they do not, somebody has to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from policytrace.messages import message
from policytrace.sources.spreadsheet.choices import AmbiguousError, FileChoice
from policytrace.sources.spreadsheet.sheets import shown


class DecimalMark(StrEnum):
    """What stands before the decimals."""

    COMMA = ","
    POINT = "."

    @property
    def other(self) -> DecimalMark:
        """What stands between thousands then, if anything but a space does."""
        return DecimalMark.POINT if self is DecimalMark.COMMA else DecimalMark.COMMA


@dataclass(slots=True, kw_only=True)
class _Evidence:
    certain: set[DecimalMark] = field(default_factory=set)
    """The signs that can only stand before decimals in some number."""
    open: dict[DecimalMark, str] = field(default_factory=dict)
    """Numbers in which a sign can be either, one for each sign."""


_SIGN = "[-\u2212\u2013]?"
_ONE_SIGN = re.compile(rf"{_SIGN}(?P<whole>[0-9]+)(?P<mark>[.,])(?P<rest>[0-9]+)")
_GROUPED = re.compile(
    rf"{_SIGN}[1-9][0-9]{{0,2}}(?P<between>[.,])[0-9]{{3}}(?:(?P=between)[0-9]{{3}})*"
    r"(?P<decimals>[.,][0-9]+)?"
)
_GROUP = 3  # digits
_CLUTTER = str.maketrans("", "", " \u00a0\u2007\u2009\u202f%")


def decimal_mark(texts: Iterable[str], *, said: str = "", comma_is_usual: bool) -> DecimalMark:
    """The sign before the decimals of the numbers among these texts.

    Where nothing tells, a comma is one if it is usual: in workbooks, and in text whose columns
    are not parted by commas. `said` is what a person says, if anybody has.

    Raises:
        AmbiguousError: a number can be read in two ways.
    """
    if said:
        return DecimalMark(said)
    evidence = _Evidence()
    for text in texts:
        _look_at(text.translate(_CLUTTER), evidence)
    if len(evidence.certain) == 1:
        return next(iter(evidence.certain))
    if DecimalMark.POINT in evidence.open:
        raise _ambiguous(evidence.open[DecimalMark.POINT])
    if DecimalMark.COMMA in evidence.open and (evidence.certain or not comma_is_usual):
        raise _ambiguous(evidence.open[DecimalMark.COMMA])
    return DecimalMark.COMMA


def ungrouped(text: str, mark: DecimalMark) -> str:
    """A number without the signs between its thousands; other texts as they are."""
    bare = text.translate(_CLUTTER)
    found = _GROUPED.fullmatch(bare)
    if found is None or found["between"] == mark:
        return text
    if found["decimals"] and found["decimals"][0] != mark:
        return text
    return bare.replace(found["between"], "")


def _look_at(text: str, evidence: _Evidence) -> None:
    if found := _ONE_SIGN.fullmatch(text):
        mark, whole = DecimalMark(found["mark"]), found["whole"]
        if len(found["rest"]) == _GROUP and len(whole) <= _GROUP and not whole.startswith("0"):
            evidence.open.setdefault(mark, text)
        else:
            evidence.certain.add(mark)
    elif found := _GROUPED.fullmatch(text):
        between, decimals = found["between"], found["decimals"]
        if not decimals or decimals[0] != between:
            evidence.certain.add(DecimalMark(between).other)


def _ambiguous(text: str) -> AmbiguousError:
    # Both ways to read it are written with a space, which is in no doubt.
    whole, decimals = re.split("[.,]", text)
    return AmbiguousError(
        message(
            "“{number}” can be {large} or {small}. What stands before the decimals?",
            number=shown(text),
            large=f"{whole} {decimals}",
            small=f"{whole},{decimals}",
        ),
        FileChoice.DECIMAL,
        MappingProxyType(
            {
                DecimalMark.COMMA.value: message("a comma"),
                DecimalMark.POINT.value: message("a point"),
            }
        ),
    )
