"""Which lines of a chart over time are drawn, and how."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from policytrace.charts.line_series import LineSeries, line_series_of
from policytrace.charts.model import Line, LineKind
from policytrace.charts.palette import COMPARISON_LOOKS, LOOKS, LineLook


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnLine:
    """A line that has something to draw."""

    name: str
    look: LineLook
    is_comparison: bool
    series: LineSeries


def drawn_lines(lines: Sequence[Line]) -> tuple[DrawnLine, ...]:
    """The lines that have values, those first that the chart is about.

    A line that there is no other one of is drawn throughout.
    """
    found = [(line, series) for line in lines if (series := line_series_of(line))]
    main = [(line, series) for line, series in found if line.kind is not LineKind.COMPARISON]
    others = [(line, series) for line, series in found if line.kind is LineKind.COMPARISON]
    looks = [LOOKS[line.kind] for line, _ in main]
    if len(looks) == 1:
        looks = [replace(looks[0], dash=())]
    return tuple(
        DrawnLine(
            name=line.name,
            look=look,
            is_comparison=line.kind is LineKind.COMPARISON,
            series=series,
        )
        for (line, series), look in zip(
            [*main, *others],
            itertools.chain(looks, itertools.cycle(COMPARISON_LOOKS)),
            strict=False,
        )
    )
