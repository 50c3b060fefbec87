"""Charts for the tests, and a way to read what was drawn. All values are made up."""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from policytrace.charts.labels import LINE_HEIGHT, width_of
from policytrace.charts.model import (
    Bar,
    BarChart,
    Dot,
    DotChart,
    DotRow,
    Line,
    LineKind,
    Point,
    StageMark,
    TargetMark,
    TimeChart,
)

SVG = "{http://www.w3.org/2000/svg}"

OWN = frozenset({"x", "y", "x1", "y1", "x2", "y2", "width", "height", "cx", "cy", "r", "d"})
"""What each shape says of itself; the rest it may have from the group that it is in."""

Value = str | int | None


def decimal(value: Value) -> Decimal | None:
    return None if value is None else Decimal(value)


def points(values: Sequence[Value], first: int = 2015) -> tuple[Point, ...]:
    """One point a year."""
    return tuple(
        Point(x=Fraction(2 * year + 1, 2), label=str(year), value=decimal(value))
        for year, value in enumerate(values, first)
    )


def line(name: str, kind: LineKind, values: Sequence[Value], first: int = 2015) -> Line:
    return Line(name=name, kind=kind, points=points(values, first))


def target(
    low: Value, high: Value = None, *, year: int | None = 2030, name: str = "Målet"
) -> TargetMark:
    lowest = decimal(low) or Decimal(0)
    return TargetMark(
        low=lowest,
        high=lowest if high is None else Decimal(high),
        until=None if year is None else Fraction(2 * year + 1, 2),
        name=name,
    )


def stage(year: int, low: Value, high: Value = None) -> StageMark:
    ends = [decimal(end) or Decimal(0) for end in (low, low if high is None else high)]
    name = f"Etappmål {year}: {low}"
    return StageMark(x=Fraction(2 * year + 1, 2), low=ends[0], high=ends[1], name=name)


def preliminary(drawn: Line, number: int = 1) -> Line:
    """The line, with that many values at its end that may change."""
    final = len(drawn.points) - number
    later = (replace(point, is_preliminary=True) for point in drawn.points[final:])
    return replace(drawn, points=(*drawn.points[:final], *later))


def time_chart(
    *lines: Line,
    target: TargetMark | None = None,
    unit: str = "Procent",
    zero: bool = False,
    zero_name: str = "",
) -> TimeChart:
    return TimeChart(
        title="Titeln",
        description="Beskrivningen",
        unit=unit,
        lines=lines,
        target=target,
        zero=zero,
        zero_name=zero_name,
    )


def bar_chart(*bars: tuple[str, Value], unit: str = "Procent") -> BarChart:
    return BarChart(
        title="Titeln",
        description="Beskrivningen",
        unit=unit,
        bars=tuple(
            Bar(name=name, value=decimal(value), missing="uppgift saknas") for name, value in bars
        ),
    )


def dot_chart(
    *rows: tuple[str, *tuple[Value, ...]],
    reference: tuple[str, Value] | None = None,
    unit: str = "Procent",
) -> DotChart:
    """A row for each name, with one value, or those of women and men."""
    pairs = any(len(values) > 1 for _, *values in rows)
    kinds = (LineKind.WOMEN, LineKind.MEN) if pairs else (LineKind.TOTAL,)
    return DotChart(
        title="Titeln",
        description="Beskrivningen",
        unit=unit,
        rows=tuple(
            DotRow(
                name=name,
                dots=tuple(
                    Dot(kind=kind, value=Decimal(value))
                    for kind, value in zip(kinds, values, strict=True)
                    if value is not None
                ),
                missing="uppgift saknas",
            )
            for name, *values in rows
        ),
        names=((LineKind.WOMEN, "Kvinnor"), (LineKind.MEN, "Män")) if pairs else (),
        reference=None
        if reference is None
        else Bar(name=reference[0], value=decimal(reference[1])),
    )


WOMEN_AND_MEN = time_chart(
    line("Kvinnor", LineKind.WOMEN, ["45", "46", "48", None, "51", "52.3", "51", "53"]),
    line("Män", LineKind.MEN, ["40", "41", "40", "42", "43", "42.5", "44", "45"]),
    line("Totalt", LineKind.TOTAL, ["42.5", "43.5", "44", "45", "47", "47.4", "47.5", "49"]),
    line("Riket", LineKind.COMPARISON, ["50", "50", "50.4", "50.5", "51", "51", "52", "52.1"]),
    target=target(60, name="Mål 2030: 60"),
)
GAP = time_chart(
    line("Skillnad", LineKind.GAP, ["12", "10", "9.5", "6", "4"]),
    target=target(-2, 2, name="Mål 2030: −2 till 2"),
    zero=True,
    zero_name="Ingen skillnad",
)
COMPARED = bar_chart(("Norra", "81.2"), ("Södra", None), ("Östra", "88.3"))
DISTRICTS = dot_chart(
    ("Norra", "81.2"), ("Södra", None), ("Östra", "88.3"), reference=("Kommunen", "82.1")
)
ON_THE_WAY = replace(
    WOMEN_AND_MEN,
    target=replace(target(60, name="Mål 2030: 60"), stages=(stage(2025, 53), stage(2027, 57))),
)
MAY_CHANGE = "preliminärt värde, kan ändras"
PRELIMINARY = replace(
    WOMEN_AND_MEN,
    lines=(*map(preliminary, WOMEN_AND_MEN.lines[:3]), preliminary(WOMEN_AND_MEN.lines[3], 3)),
    preliminary=MAY_CHANGE,
)
SEXES = dot_chart(("Fagersta", "68.8", "81.1"), ("Riket", "84.2", "84.0"), ("Länet", None, "82"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Something drawn: where it is in the picture, and how it looks, by itself or by its group."""

    tag: str
    left: float
    top: float
    right: float
    bottom: float
    attributes: dict[str, str]
    words: str

    @property
    def x(self) -> float:
        """The middle from left to right."""
        return (self.left + self.right) / 2

    @property
    def y(self) -> float:
        """The middle from top to bottom; of a text, where its letters stand."""
        return (self.top + self.bottom) / 2

    def overlaps(self, other: Shape) -> bool:
        """Whether two texts are drawn over each other."""
        across = self.left < other.right and other.left < self.right
        return across and abs(self.y - other.y) < LINE_HEIGHT - 1


def tree(svg: str) -> ET.Element:
    """A picture as elements."""
    return ET.fromstring(svg)  # noqa: S314 - drawn by us


def shapes(svg: str) -> list[Shape]:
    """All that is drawn, also what has no colour."""
    (frame,) = tree(svg)
    return list(_shapes(frame, {}))


def texts(svg: str) -> dict[str, Shape]:
    """The texts of a picture, by their words."""
    return {shape.words: shape for shape in shapes(svg) if shape.tag == "text"}


def stroked(svg: str, colour: str) -> list[Shape]:
    """The lines and outlines in a colour."""
    return [shape for shape in shapes(svg) if shape.attributes.get("stroke") == colour]


def filled(svg: str, colour: str) -> list[Shape]:
    """The shapes filled with a colour that are no text."""
    return [
        shape
        for shape in shapes(svg)
        if shape.attributes.get("fill") == colour and shape.tag != "text"
    ]


def size(svg: str) -> tuple[float, float]:
    _, _, width, height = map(float, tree(svg).attrib["viewBox"].split())
    return width, height


def assert_readable(svg: str) -> None:
    """All text is inside the picture, and no text is over another."""
    width, height = size(svg)
    written = [shape for shape in shapes(svg) if shape.tag == "text" and shape.words]
    for text in written:
        assert text.left >= 0, text.words
        assert text.right <= width + 1, text.words
        assert 10 <= text.y <= height, text.words
    for one, other in itertools.combinations(written, 2):
        assert not one.overlaps(other), (one.words, other.words)


def _shapes(group: ET.Element, inherited: Mapping[str, str]) -> Iterator[Shape]:
    look = {**inherited, **_look(group)}
    for element in group:
        if element.tag == f"{SVG}g":
            yield from _shapes(element, look)
        else:
            yield _shape(element, {**look, **_look(element)})


def _look(element: ET.Element) -> dict[str, str]:
    """The attributes that hold for all in an element."""
    return {key: value for key, value in element.items() if key not in OWN}


def _shape(element: ET.Element, look: Mapping[str, str]) -> Shape:
    moved_x, moved_y = map(float, re.findall(r"[-\d.]+", look["transform"]))
    across, down = zip(*_corners(element, look), strict=True)
    return Shape(
        tag=element.tag.removeprefix(SVG),
        left=min(across) + moved_x,
        top=min(down) + moved_y,
        right=max(across) + moved_x,
        bottom=max(down) + moved_y,
        attributes={**look, **element.attrib},
        words="".join(element.itertext()),
    )


def _corners(element: ET.Element, look: Mapping[str, str]) -> Iterator[tuple[float, float]]:
    """Places in the plot that a shape reaches to."""
    tag = element.tag.removeprefix(SVG)
    if tag == "path":
        x, y = 0.0, 0.0
        for step, across, down in re.findall(r"([MLl])([-\d.]+),([-\d.]+)", element.attrib["d"]):
            from_x, from_y = (x, y) if step == "l" else (0.0, 0.0)
            x, y = from_x + float(across), from_y + float(down)
            yield x, y
        return
    own = {key: float(value) for key, value in element.items() if key in OWN}
    if tag == "line":
        yield own["x1"], own["y1"]
        yield own["x2"], own["y2"]
    elif tag == "circle":
        for r in (-own["r"], own["r"]):
            yield own["cx"] + r, own["cy"] + r
    elif tag == "rect":
        yield own["x"], own["y"]
        yield own["x"] + own["width"], own["y"] + own["height"]
    else:
        assert tag == "text", tag
        width = width_of("".join(element.itertext()), bold=look.get("font-weight") == "600")
        before = {"start": 0, "middle": 0.5, "end": 1}[look.get("text-anchor", "start")] * width
        yield own["x"] - before, own["y"]
        yield own["x"] - before + width, own["y"]
