"""A line as small as a word."""

from __future__ import annotations

import pytest

from policytrace.charts.drawing import draw
from policytrace.charts.model import Sparkline
from policytrace.charts.palette import PALETTE
from tests.charts.samples import (
    SPARKLINE,
    filled,
    shapes,
    size,
    sparkline,
    stroked,
    target,
    texts,
)


def test_it_has_a_line_a_target_and_a_mark_at_its_end_and_no_words() -> None:
    svg = draw(SPARKLINE)
    assert size(svg) == (110, 28)
    assert texts(svg) == {}
    assert len(filled(svg, PALETTE["soft"])) == 1
    assert len([shape for shape in stroked(svg, PALETTE["accent"]) if shape.tag == "line"]) == 2
    (mark,) = filled(svg, PALETTE["accent"])
    assert mark.x == pytest.approx(106)


def test_a_missing_value_is_a_gap() -> None:
    (path,) = [shape for shape in stroked(draw(SPARKLINE), PALETTE["ink"]) if shape.tag == "path"]
    assert path.attributes["d"].count("M") == 2


def test_a_higher_value_is_drawn_higher() -> None:
    (low,) = filled(draw(sparkline(1, 5, 2)), PALETTE["accent"])
    (high,) = filled(draw(sparkline(1, 5, 4)), PALETTE["accent"])
    assert high.y < low.y


EDGES = {
    "empty": sparkline(),
    "missing": sparkline(None),
    "one point": sparkline(5),
    "equal": sparkline(5, 5, 5),
    "on both sides of zero": sparkline(-1, 1),
    "gaps": sparkline(1, None, 3, None, 5),
    "far from the target": sparkline(5, target=target(500)),
    "target alone": sparkline(target=target(500)),
}


@pytest.mark.parametrize("chart", EDGES.values(), ids=EDGES)
def test_any_values_are_drawn_inside_it(chart: Sparkline) -> None:
    for shape in shapes(draw(chart)):
        assert 0 <= shape.x <= 110
        assert 0 <= shape.y <= 28
