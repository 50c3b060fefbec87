"""Values beside each other as points."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from policytrace.charts.drawing import draw
from policytrace.charts.model import Dot, DotChart, DotRow, LineKind
from policytrace.charts.palette import PALETTE, WIDTH
from tests.charts.samples import (
    DISTRICTS,
    SEXES,
    assert_readable,
    dot_chart,
    filled,
    shapes,
    size,
    stroked,
    texts,
)


def order(svg: str, names: list[str]) -> list[str]:
    written = texts(svg)
    return sorted(names, key=lambda name: written[name].y)


def test_rows_stand_in_the_order_given_whatever_their_values() -> None:
    svg = draw(dot_chart(("B", 1), ("A", None), ("C", 2)))
    assert order(svg, ["A", "B", "C"]) == ["B", "A", "C"]


def test_each_point_has_its_value_and_a_row_without_one_says_so() -> None:
    assert {"81,2", "88,3", "uppgift saknas"} <= texts(draw(DISTRICTS)).keys()
    assert len(filled(draw(DISTRICTS), PALETTE["accent"])) == 2


def test_women_and_men_are_told_apart_by_name_shape_and_colour() -> None:
    svg = draw(SEXES)
    assert {"Kvinnor", "Män"} <= texts(svg).keys()
    assert len(filled(svg, PALETTE["women"])) == 1 + 2
    assert len(filled(svg, PALETTE["men"])) == 1 + 3


def test_the_values_of_a_pair_stand_on_its_two_sides() -> None:
    written = texts(draw(dot_chart(("A", "68.8", "81.1"))))
    assert written["68,8"].right < written["81,1"].left


def test_what_rows_are_compared_with_is_a_line_with_its_name_above() -> None:
    svg = draw(DISTRICTS)
    (mark,) = [shape for shape in stroked(svg, PALETTE["ink"]) if shape.tag == "line"]
    name = texts(svg)["Kommunen 82,1"]
    assert name.y < mark.y
    assert name.left <= mark.x <= name.right
    assert texts(svg)["81,2"].left < mark.x < texts(svg)["88,3"].left


def test_the_axis_begins_at_0_and_each_of_its_lines_has_its_value() -> None:
    assert {"0", "20", "40", "60", "80", "100"} <= texts(
        draw(dot_chart(("A", 81), ("B", 90)))
    ).keys()
    long = dot_chart(("Hedkärra", 1588), ("B", 10360), unit="meter")
    svg = draw(long)
    (ticks,) = {len(stroked(svg, PALETTE["grid"])) - len(long.rows)}
    assert {"0", "5\u202f000", "10\u202f000", "15\u202f000"} <= texts(svg).keys()
    assert ticks == 4


@pytest.mark.parametrize(
    "dots",
    [
        (LineKind.WOMEN, LineKind.WOMEN),
        (LineKind.WOMEN, LineKind.MEN, LineKind.TOTAL),
    ],
)
def test_a_row_has_at_most_two_points_of_two_kinds(dots: tuple[LineKind, ...]) -> None:
    with pytest.raises(ValueError, match="two dots"):
        DotRow(name="A", dots=tuple(Dot(kind=kind, value=Decimal(1)) for kind in dots))


EDGES = {
    "one missing": DISTRICTS,
    "all missing": dot_chart(("Norra", None), ("Södra", None)),
    "empty": dot_chart(),
    "equal": dot_chart(("Norra", 5, 5), ("Södra", 5, 5)),
    "zero": dot_chart(("Norra", 0), ("Södra", 0), reference=("Kommunen", 0)),
    "negative": dot_chart(("Norra", -3), ("Södra", -12), reference=("Kommunen", "-7.25")),
    "both sides of zero": dot_chart(("Norra", -3, 4), ("Södra", 12, -1)),
    "huge": dot_chart(("Norra centralort och landsbygd", "999999999999", "-999999999999")),
    "tiny": dot_chart(("Norra", "0.000001")),
    "far reference": dot_chart(("Norra", 1), reference=("alla valdistrikt tillsammans", 100)),
    "long names": dot_chart(
        *((f"Västanforsskolans södra upptagningsområde {n}", 40 + n, 60 - n) for n in range(20)),
        unit="andel " * 20,
    ),
}


@pytest.mark.parametrize("chart", EDGES.values(), ids=EDGES)
def test_any_rows_can_be_read(chart: DotChart) -> None:
    svg = draw(chart)
    assert size(svg)[0] == WIDTH
    assert_readable(svg)


def test_twenty_districts_with_two_sexes_all_have_their_names_and_values() -> None:
    rows = [(f"Distrikt {n}", 40 + n, 70 - n) for n in range(20)]
    written = texts(draw(dot_chart(*rows)))
    assert {name for name, *_ in rows} <= written.keys()
    assert {str(value) for _, *values in rows for value in values} <= written.keys()


def test_values_that_may_change_are_hollow_points() -> None:
    final = dot_chart(("A", 68, 81), ("B", 70, 72))
    first, second = final.rows
    dots = tuple(replace(dot, is_preliminary=True) for dot in first.dots)
    chart = replace(final, rows=(replace(first, dots=dots), second), preliminary="kan ändras")
    svg = draw(chart)
    assert "kan ändras" in texts(svg)
    assert "kan ändras" not in texts(draw(replace(final, preliminary="kan ändras")))
    for colour in ("women", "men"):
        assert len(filled(svg, PALETTE[colour])) == 1 + 1
        (hollow,) = stroked(svg, PALETTE[colour])
        assert hollow.attributes["fill"] == PALETTE["paper"]
    assert_readable(svg)
    for shape in shapes(svg):
        assert shape.left - float(shape.attributes.get("stroke-width", "0")) / 2 >= 0, shape


def test_a_value_to_compare_with_that_may_change_is_a_dotted_line() -> None:
    assert DISTRICTS.reference is not None
    may_change = replace(DISTRICTS.reference, is_preliminary=True)
    for reference, is_dotted in ((DISTRICTS.reference, False), (may_change, True)):
        svg = draw(replace(DISTRICTS, reference=reference))
        (across,) = [shape for shape in stroked(svg, PALETTE["ink"]) if shape.tag == "line"]
        assert ("stroke-dasharray" in across.attributes) is is_dotted
