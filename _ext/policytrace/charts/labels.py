"""Names that stand beside what they name, and give way to each other."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
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


def spread_around(
    labels: Sequence[Label], low: float, high: float, taken: Collection[tuple[float, float]]
) -> tuple[float, ...] | None:
    """Where their middles are when none is over what is `taken` either.

    That is from one end to another. None if there is no room for all of them.
    """
    if not taken:
        return spread(labels, low, high)
    order = sorted(range(len(labels)), key=lambda index: labels[index].wanted)
    # For so many labels, in their order: how far they are moved, and where they are, at best.
    best: dict[int, tuple[float, tuple[float, ...]]] = {0: (0.0, ())}
    for gap_low, gap_high in _between(low, high, taken):
        found = dict(best)
        for number, (moved, places) in best.items():
            for end in range(number + 1, len(order) + 1):
                run = [labels[index] for index in order[number:end]]
                if sum(label.height for label in run) > gap_high - gap_low:
                    break
                put = spread(run, gap_low, gap_high)
                cost = moved + sum(
                    (place - label.wanted) ** 2 for place, label in zip(put, run, strict=True)
                )
                if end not in found or cost < found[end][0]:
                    found[end] = (cost, (*places, *put))
        best = found
    if len(order) not in best:
        return None
    placed = dict(zip(order, best[len(order)][1], strict=True))
    return tuple(placed[index] for index in range(len(order)))


def _between(
    low: float, high: float, taken: Iterable[tuple[float, float]]
) -> Iterator[tuple[float, float]]:
    """What is left between `low` and `high`, from one end to another."""
    for start, end in sorted(taken):
        if start > low:
            yield low, min(start, high)
        low = max(low, end)
    if high > low:
        yield low, high


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
