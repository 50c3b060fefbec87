"""Which lines of a chart over time are drawn, and how."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from policytrace.indicators.charts.model import Line, LineKind
from policytrace.indicators.charts.palette import COMPARISON_LOOKS, LOOKS, LineLook
from policytrace.indicators.charts.strands import Strand, strand_of


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnLine:
    """A line that has something to draw."""

    name: str
    look: LineLook
    is_comparison: bool
    strand: Strand


def drawn_lines(lines: Sequence[Line]) -> tuple[DrawnLine, ...]:
    """The lines that have values, those first that the chart is about."""
    looks = itertools.cycle(COMPARISON_LOOKS)
    return tuple(
        DrawnLine(
            name=line.name,
            look=next(looks) if is_comparison else LOOKS[line.kind],
            is_comparison=is_comparison,
            strand=strand,
        )
        for is_comparison in (False, True)
        for line in lines
        if (line.kind is LineKind.COMPARISON) is is_comparison
        and (strand := strand_of(line.points))
    )
