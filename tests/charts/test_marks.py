"""Marks as SVG: a layer says once how its marks look, and each mark where it is."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping

import pytest

from policytrace.charts import marks
from policytrace.charts.labels import FONT_SIZE
from policytrace.charts.marks import UNITS, Frame, Plane, Scale, Segment, Spot, Text, Vertex
from policytrace.charts.palette import PointShape

DOUBLED = Plane(
    x=Scale(low=0, high=100, low_end=0, high_end=200),
    y=Scale(low=0, high=10, low_end=20, high_end=0),
)
"""Across, a unit of value is two of the picture; upwards too."""

FRAME = Frame(width=100, height=50, left=10, top=5, right=20.5, bottom=6)


def only(layers: Iterable[ET.Element]) -> ET.Element:
    (layer,) = layers
    return layer


def mark(layers: Iterable[ET.Element]) -> ET.Element:
    (found,) = only(layers)
    return found


def vertices(*heights: float | None) -> list[Vertex]:
    return [Vertex(x=float(x), y=y) for x, y in enumerate(heights)]


def test_a_rule_leads_from_one_place_to_another() -> None:
    layer = only(
        marks.rules(
            DOUBLED, [Segment(x=1, y=2, x2=3.25, y2=4)], colour="ink", thickness=1.5, dash=(4, 2.5)
        )
    )
    assert layer.attrib == {
        "stroke": "#1C2326",
        "class": "pt-chart-stroke-ink",
        "stroke-width": "1.5",
        "stroke-dasharray": "4,2.5",
    }
    (line,) = layer
    assert (line.tag, line.attrib) == ("line", {"x1": "2", "y1": "16", "x2": "6.5", "y2": "12"})


@pytest.mark.parametrize(
    "corners",
    [
        Segment(x=1, y=2, x2=3, y2=4),
        Segment(x=3, y=4, x2=1, y2=2),
        Segment(x=1, y=4, x2=3, y2=2),
    ],
)
def test_a_box_is_the_same_whichever_corners_it_is_given_by(corners: Segment) -> None:
    box = mark(marks.boxes(UNITS, [corners], colour="soft"))
    assert (box.tag, box.attrib) == ("rect", {"x": "1", "y": "2", "width": "2", "height": "2"})


@pytest.mark.parametrize(
    ("heights", "path"),
    [
        ((1, 2, 3), "M0,1L1,2L2,3"),
        ((1, 2, None, 4, 5), "M0,1L1,2M3,4L4,5"),
        ((None, 2, 3, None), "M1,2L2,3"),
        ((1, None, 3, 4), "M2,3L3,4"),
    ],
)
def test_a_line_has_a_gap_where_there_is_no_value(
    heights: tuple[float | None, ...], path: str
) -> None:
    drawn = mark(marks.lines(UNITS, vertices(*heights), colour="women", thickness=2))
    assert (drawn.tag, drawn.attrib) == ("path", {"d": path})


@pytest.mark.parametrize("heights", [(), (None,), (1,), (1, None, 2)])
def test_there_is_no_line_where_no_two_values_are_neighbours(
    heights: tuple[float | None, ...],
) -> None:
    assert list(marks.lines(UNITS, vertices(*heights), colour="women", thickness=2)) == []


@pytest.mark.parametrize(
    ("shape", "tag", "attributes"),
    [
        ("circle", "circle", {"cx": "10", "cy": "20", "r": "4"}),
        ("square", "rect", {"x": "6", "y": "16", "width": "8", "height": "8"}),
        ("diamond", "path", {"d": "M6,20l4,-4l4,4l-4,4Z"}),
    ],
)
def test_a_point_has_its_middle_where_its_value_is(
    shape: PointShape, tag: str, attributes: Mapping[str, str]
) -> None:
    layer = only(marks.points(UNITS, [Spot(x=10, y=20)], colour="men", shape=shape, size=64))
    assert layer.get("class") == "pt-chart-fill-men pt-chart-stroke-paper"
    (point,) = layer
    assert (point.tag, point.attrib) == (tag, attributes)


def test_a_ring_is_hollow() -> None:
    layer = only(marks.hollow_points(UNITS, [Spot(x=1, y=2)], colour="accent", size=60))
    assert layer.get("class") == "pt-chart-fill-paper pt-chart-stroke-accent"
    assert float(layer[0].attrib["r"]) == pytest.approx(math.sqrt(60) / 2, abs=0.001)


def test_marks_that_look_alike_say_so_once() -> None:
    layer = only(marks.rules(UNITS, [Segment(0, 0, 1, 1)] * 3, colour="grid", thickness=1))
    assert len(layer) == 3
    assert {key for line in layer for key in line.attrib} == {"x1", "y1", "x2", "y2"}


def test_texts_are_gathered_by_how_they_are_written() -> None:
    plain, bold, last = marks.texts(
        [
            Text(x=1, y=2, words="a"),
            Text(x=1, y=2, words="b", anchor="end", colour="ink", bold=True),
            Text(x=3, y=4, words="c"),
            Text(x=5, y=6, words="d", anchor="middle"),
        ]
    )
    assert [text.text for text in plain] == ["a", "c"]
    assert plain.attrib == {"fill": "#53606A", "class": "pt-chart-fill-quiet"}
    assert (bold.get("text-anchor"), bold.get("font-weight")) == ("end", "600")
    assert last.get("text-anchor") == "middle"


def test_the_middle_of_a_text_is_where_it_should_be() -> None:
    text = mark(marks.texts([Text(x=1, y=2, words="a")]))
    assert float(text.attrib["y"]) == 2 + round(0.3 * FONT_SIZE)


def test_what_cannot_be_seen_of_a_text_is_left_out() -> None:
    assert mark(marks.texts([Text(x=1, y=2, words=" a\x00\n b\u202e\ud800")])).text == "a b"


def test_where_there_is_nothing_to_draw_there_is_no_layer() -> None:
    assert list(marks.rules(UNITS, [], colour="ink", thickness=1)) == []
    assert list(marks.boxes(UNITS, [], colour="soft")) == []
    assert list(marks.points(UNITS, [], colour="men", shape="diamond", size=9)) == []
    assert list(marks.hollow_points(UNITS, [], colour="accent", size=9)) == []
    assert list(marks.texts([])) == []
    assert list(marks.grid_down(FRAME, [])) == []


def test_thin_lines_fill_whole_pixels() -> None:
    (across,) = only(marks.grid_across(FRAME, [9.7]))
    (down,) = only(marks.grid_down(FRAME, [9.2]))
    axis, tick = only(marks.base(FRAME, [20.4]))
    assert (across.get("y1"), across.get("y2")) == ("10.5", "10.5")
    assert (down.get("x1"), down.get("x2")) == ("9.5", "9.5")
    assert (axis.get("y1"), tick.get("x1"), tick.get("y2")) == ("50.5", "20.5", "55.5")


def test_numbers_are_as_short_as_they_can_be() -> None:
    line = mark(marks.rules(UNITS, [Segment(1 / 3, 1e-9, 2.50, 100)], colour="ink", thickness=1))
    assert list(line.attrib.values()) == ["0.333", "0", "2.5", "100"]


def test_a_picture_is_as_large_as_its_frame_and_fills_nothing_by_itself() -> None:
    drawn = marks.picture(FRAME, marks.grid_across(FRAME, [10]))
    assert drawn.view_box == (0, 0, 130.5, 61)
    assert drawn.group.get("fill") == "none"
    assert re.fullmatch(r"translate\(10,5\)", drawn.group.get("transform", ""))
    assert [layer.tag for layer in drawn.group] == ["g"]
