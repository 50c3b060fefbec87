"""The colours of charts, and how lines are told apart without them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from policytrace.charts.model import LineKind

PALETTE: Mapping[str, str] = MappingProxyType(
    {
        "paper": "#FFFFFF",
        "ink": "#1C2326",
        "quiet": "#53606A",
        "edge": "#75848C",
        "grid": "#D7DEE1",
        "accent": "#0B5A6B",
        "soft": "#E5F0F2",
        "women": "#6B4A8A",
        "men": "#8F5B00",
    }
)
"""The colours of a picture, by the name that the style sheet recolours them by."""

WIDTH = 376
"""Of charts, in units: about a phone's width, so that text there is as large as it is drawn."""

TARGET_DASH = (4.0, 4.0)

PRELIMINARY_DASH = (2.0, 3.0)
"""Of lines to values that may change, and of the edges of such bars."""

PointShape = Literal["circle", "square", "diamond"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineLook:
    """How a line, its points and its name are drawn."""

    colour: str
    """A name of `PALETTE`, as all colours of charts are."""
    name_colour: str
    thickness: float
    dash: tuple[float, ...] = ()
    """Lengths drawn and left out in turn; empty: drawn throughout."""
    marked: bool = True
    """Whether its points are marked; if not, only those are that no line leads to."""
    shape: PointShape = "circle"
    size: float = 52
    """The area of a point."""


LOOKS: Mapping[LineKind, LineLook] = MappingProxyType(
    {
        LineKind.WOMEN: LineLook(colour="women", name_colour="women", thickness=2.5),
        LineKind.MEN: LineLook(
            colour="men", name_colour="men", thickness=2.5, dash=(7, 3), shape="square", size=46
        ),
        LineKind.TOTAL: LineLook(
            colour="ink",
            name_colour="ink",
            thickness=2,
            dash=(9, 3, 2, 3),
            shape="diamond",
            size=80,
        ),
        LineKind.GAP: LineLook(colour="ink", name_colour="ink", thickness=2.5),
    }
)
"""How the lines are drawn that a chart is about: one of each kind."""

COMPARISON_LOOKS: tuple[LineLook, ...] = tuple(
    LineLook(colour="edge", name_colour="quiet", thickness=1.25, dash=dash, marked=False, size=36)
    for dash in ((), (5, 3), (1.5, 2.5), (10, 3, 1.5, 3))
)
"""How areas to compare with are drawn, in turn."""
