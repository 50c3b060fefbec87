"""Names that stand beside what they name, and give way to each other."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from policytrace.charts.text_metrics import broken, ems_of

FONT_SIZE = 14
"""Of all text in a chart, in units of the picture."""

LINE_HEIGHT = 17
BOLD = 1.1
"""How much wider bold text is, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name, in lines, and where its middle should be: units from the top of the plot."""

    lines: tuple[str, ...]
    wanted: float
    colour: str
    bold: bool = False

    @property
    def height(self) -> float:
        """Units from the top of its first line to the next label."""
        return len(self.lines) * LINE_HEIGHT + 2

    @property
    def width(self) -> int:
        """Units from its left to its right."""
        return max((width_of(line, bold=self.bold) for line in self.lines), default=0)


def width_of(text: str, *, bold: bool = False) -> int:
    """How wide a line is, in units of the picture."""
    return math.ceil(ems_of(text) * FONT_SIZE * (BOLD if bold else 1))


def named(name: str, *after: str, ems: float, most: int) -> tuple[str, ...]:
    """A name in at most `most` lines, then a value and the like: on the same line if they fit."""
    lines = list(broken(name, ems, most))
    for words in after:
        if lines and ems_of(joined := f"{lines[-1]} {words}") <= ems:
            lines[-1] = joined
        else:
            lines.append(words)
    return tuple(lines)


def spread(labels: Sequence[Label], low: float, high: float) -> tuple[float, ...]:
    """Where the middles of labels are when none is over another, from the top down.

    As near to where each is wanted as can be (least squares), and between `low` and `high`.
    Labels that are wanted at the same place keep their order.
    """
    order = sorted(range(len(labels)), key=lambda index: labels[index].wanted)
    # Without their heights, labels only have to come in order: neighbours that would not are moved
    # together to the mean of where they are wanted.
    offsets: list[float] = []
    taken = 0.0
    groups: list[list[float]] = []
    for index in order:
        label = labels[index]
        offsets.append(taken + label.height / 2)
        taken += label.height
        groups.append([label.wanted - offsets[-1]])
        while len(groups) > 1 and _mean(groups[-2]) >= _mean(groups[-1]):
            later = groups.pop()
            groups[-1] += later
    places = [0.0] * len(labels)
    starts = [_mean(group) for group in groups for _ in group]
    for index, start, offset in zip(order, starts, offsets, strict=True):
        places[index] = max(low, min(start, high - taken)) + offset
    return tuple(places)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
