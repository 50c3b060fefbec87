"""The axis of time: from when to when, and which periods are written below it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from policytrace.charts.labels import width_of
from policytrace.charts.marks import Frame
from policytrace.charts.model import Point, TargetMark
from policytrace.charts.text_metrics import broken

_MOST_PERIODS = 6
_BETWEEN = 10
_LABEL_EMS = 8
_HALF_A_YEAR = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class AxisPeriod:
    """A period that has data, or the target year."""

    x: float
    label: str

    @property
    def width(self) -> int:
        """Of its label, in units of the picture."""
        return width_of(self.label)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeAxis:
    """An axis of time, in years."""

    first: float
    latest: float
    """The last period that has a value."""
    end: float
    periods: tuple[AxisPeriod, ...]
    """That have data."""
    target: AxisPeriod | None
    """The target year, if it is later than all of them."""

    def share(self, x: float) -> float:
        """Where `x` is: 0 at the first end, 1 at the last."""
        return (x - self.first) / (self.end - self.first)

    @property
    def last_width(self) -> int:
        """Of the label at its end."""
        last = self.target or (self.periods[-1] if self.periods else None)
        return last.width if last else 0

    def middle(self, period: AxisPeriod, frame: Frame) -> float:
        """Where the middle of its label is: below the period, or as near as the picture allows."""
        half = period.width / 2
        wanted = self.share(period.x) * frame.width
        return min(max(wanted, half - frame.left), frame.width + frame.right - half)

    def written(self, frame: Frame) -> tuple[AxisPeriod, ...]:
        """The periods to be written below the axis of a picture with this frame.

        The latest one, and before it at equal steps as many as there is room for; the first one,
        and the target year, where there is room.
        """
        every = list(self.periods)
        chosen = next(
            (
                kept
                for step in range(1, len(every) + 1)
                if len(kept := every[::-step][::-1]) <= _MOST_PERIODS and self._fit(kept, frame)
            ),
            [],
        )
        if every and self._fit([every[0], *chosen], frame):
            chosen.insert(0, every[0])
        if self.target and self._fit([*chosen, self.target], frame):
            chosen.append(self.target)
        return tuple(chosen)

    def _fit(self, periods: Sequence[AxisPeriod], frame: Frame) -> bool:
        places = [self.middle(period, frame) for period in periods]
        return all(
            right - left >= (before.width + after.width) / 2 + _BETWEEN
            for left, right, before, after in zip(
                places, places[1:], periods, periods[1:], strict=False
            )
        )


@lru_cache(maxsize=10_000)
def shown_label(label: str) -> str:
    """The period of a point as it is written in the picture, on one line."""
    return " ".join(broken(label, _LABEL_EMS, 1))


def time_axis(points: Iterable[Point], target: TargetMark | None) -> TimeAxis:
    """An axis with room for all points that have a value, and for the target year."""
    labels = {
        float(point.x): shown_label(point.label) for point in points if point.value is not None
    }
    until = None if target is None or target.until is None else float(target.until)
    stages = [float(stage.x) for stage in target.stages] if target else []
    known = sorted(labels) or [until or 0.0]
    until = max([until, *stages]) if until is not None else max(stages, default=None)
    first, latest = known[0], known[-1]
    later = until if until is not None and until > latest else None
    end = latest if later is None else later
    if first == latest:
        first, end = first - _HALF_A_YEAR, max(end, latest + _HALF_A_YEAR)
    return TimeAxis(
        first=first,
        latest=latest,
        end=end,
        periods=tuple(AxisPeriod(x=x, label=labels[x]) for x in sorted(labels)),
        target=None if later is None else AxisPeriod(x=later, label=str(math.floor(later))),
    )
