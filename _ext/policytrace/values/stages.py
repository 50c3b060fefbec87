"""Values that are to be reached on the way to a target, each by its year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from policytrace.values.bands import Band, parse_band, plain_band
from policytrace.values.periods import FIRST_YEAR, LAST_YEAR, Period, parse_period

_YEAR = re.compile(r"[0-9]{4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A value, or a band, and the year by which it is to be reached."""

    band: Band
    year: int

    @property
    def period(self) -> Period:
        """The year as a period."""
        return parse_period(str(self.year))


@dataclass(frozen=True, slots=True)
class Stages:
    """Stages in the order of their years, no year twice."""

    steps: tuple[Stage, ...]


def parse_stages(text: str) -> Stages:
    """The stages that `text` says: ``80 (2026), 85,5 (2028)``.

    Raises:
        ValueError: it says something else, or the years do not rise.
    """
    *parts, rest = text.split(")")
    if rest.strip() not in {"", ",", ";"}:
        raise ValueError(f"no year in parentheses after the last value: {rest!r}")
    steps = [_stage(part, is_first=not number) for number, part in enumerate(parts)]
    if not steps or any(one.year >= other.year for one, other in pairwise(steps)):
        raise ValueError(f"the years do not rise: {text!r}")
    return Stages(tuple(steps))


def _stage(text: str, *, is_first: bool) -> Stage:
    """A value and its year, as in ``80 (2026``; all but the first begin with a comma."""
    band, _, year = text.strip().partition("(")
    if not is_first:
        if not band.startswith((",", ";")):
            raise ValueError(f"no comma before {text!r}")
        band = band[1:]
    if not _YEAR.fullmatch(year.strip()):
        raise ValueError(f"no value with its year in parentheses: {text!r}")
    found = int(year)
    if not FIRST_YEAR <= found <= LAST_YEAR:
        raise ValueError(f"no year from {FIRST_YEAR} to {LAST_YEAR}: {found}")
    return Stage(band=parse_band(band), year=found)


def plain_stages(stages: Stages) -> str:
    """The stages as `parse_stages` reads them."""
    return ", ".join(f"{plain_band(step.band)} ({step.year})" for step in stages.steps)
