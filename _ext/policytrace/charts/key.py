"""The key of a chart: a sample of each mark that needs words, and what it means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from policytrace.charts import marks
from policytrace.charts.labels import LINE_HEIGHT, width_of
from policytrace.charts.marks import UNITS, Frame, Layers, Segment, Spot, Text
from policytrace.charts.palette import WIDTH, PointShape
from policytrace.charts.text_metrics import broken

_WORDS_EMS = 22
_BETWEEN = 18
_ABOVE, _BELOW = 5, 3
"""Between the key and what is above and below it."""
_AFTER_SAMPLE = 4
_HALF_A_POINT = 6
_STRETCH = 18
"""How long the line is that leads to a sample."""

Sample = Literal["point", "hollow", "line", "stretch", "box"]
"""A point, a hollow one, a line, a line to a hollow point, a hollow box."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyEntry:
    """A mark and what it means."""

    words: str
    sample: Sample
    colour: str
    shape: PointShape = "circle"
    size: float = 52
    dash: tuple[float, ...] = ()
    words_colour: str = "quiet"
    bold: bool = False

    @property
    def sample_width(self) -> float:
        """Units from the left of the sample to its words."""
        led = _STRETCH if self.sample in ("line", "stretch") else 0
        return led + 2 * _HALF_A_POINT + _AFTER_SAMPLE


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedEntry:
    """An entry and how far from the left of its line it begins."""

    entry: KeyEntry
    words: str
    """As much of its words as there is room for."""
    x: float


KeyLine = tuple[PlacedEntry, ...]


def key_lines(entries: Iterable[KeyEntry]) -> tuple[KeyLine, ...]:
    """The entries in lines that are no wider than the picture."""
    lines: list[list[PlacedEntry]] = []
    x = 0.0
    for entry in entries:
        words = " ".join(broken(entry.words, _WORDS_EMS, 1))
        width = entry.sample_width + width_of(words, bold=entry.bold)
        if not lines or x + width > WIDTH:
            lines.append([])
            x = 0.0
        lines[-1].append(PlacedEntry(entry=entry, words=words, x=x))
        x += width + _BETWEEN
    return tuple(map(tuple, lines))


def height_below(lines: Sequence[KeyLine]) -> float:
    """How much room `key_below` needs."""
    return _ABOVE + len(lines) * LINE_HEIGHT + _BELOW if lines else 0


def key_below(lines: Sequence[KeyLine], frame: Frame, taken: float) -> Layers:
    """The lines of a key below the plot and what takes so many units there already."""
    return key(lines, -frame.left, frame.height + taken + _ABOVE)


def key(lines: Sequence[KeyLine], left: float, top: float) -> Layers:
    """The lines of a key one below the other, from this place in the plot on."""
    for number, line in enumerate(lines):
        y = top + (number + 0.5) * LINE_HEIGHT
        for placed in line:
            entry = placed.entry
            end = left + placed.x + entry.sample_width
            yield from _sample(entry, end - _AFTER_SAMPLE - _HALF_A_POINT, y)
            words = Text(x=end, y=y, words=placed.words, colour=entry.words_colour, bold=entry.bold)
            yield from marks.texts([words])


def _sample(entry: KeyEntry, x: float, y: float) -> Layers:
    """A mark whose point, or whose middle, is at this place."""
    colour, shape, size, spots = entry.colour, entry.shape, entry.size, [Spot(x=x, y=y)]
    half = _HALF_A_POINT
    if entry.sample in ("line", "stretch"):
        end = x + half if entry.sample == "line" else x
        line = Segment(x=x - _STRETCH - half, y=y, x2=end, y2=y)
        yield from marks.rules(UNITS, [line], colour=colour, thickness=2, dash=entry.dash)
    if entry.sample in ("hollow", "stretch"):
        yield from marks.hollow_points(UNITS, spots, colour=colour, shape=shape, size=size)
    if entry.sample == "point":
        yield from marks.points(UNITS, spots, colour=colour, shape=shape, size=size)
    if entry.sample == "box":
        box = Segment(x=x - half, y=y - half, x2=x + half, y2=y + half)
        yield from marks.hollow_boxes(UNITS, [box], colour=colour, dash=entry.dash)
