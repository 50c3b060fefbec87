"""Values that are to be reached on the way to a target, each by its year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from policytrace.values.bands import Band, parse_band, plain_band
from policytrace.values.periods import FIRST_YEAR, LAST_YEAR, Period, parse_period

_STAGE = re.compile(r"\s*(?P<band>[^()]{1,60}?)\s*\(\s*(?P<year>[0-9]{4})\s*\)\s*(?:[,;]|$)")


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
    steps: list[Stage] = []
    place = 0
    while place < len(text):
        found = _STAGE.match(text, place)
        if found is None:
            raise ValueError(f"no value with its year in parentheses: {text[place:]!r}")
        year = int(found["year"])
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValueError(f"no year from {FIRST_YEAR} to {LAST_YEAR}: {year}")
        steps.append(Stage(band=parse_band(found["band"]), year=year))
        place = found.end()
    if not steps or any(one.year >= other.year for one, other in pairwise(steps)):
        raise ValueError(f"the years do not rise: {text!r}")
    return Stages(tuple(steps))


def plain_stages(stages: Stages) -> str:
    """The stages as `parse_stages` reads them."""
    return ", ".join(f"{plain_band(step.band)} ({step.year})" for step in stages.steps)
