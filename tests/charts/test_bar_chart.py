"""Areas beside each other as they are drawn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policytrace.charts.drawing import draw
from policytrace.charts.model import BarChart
from policytrace.charts.palette import PALETTE, WIDTH
from tests.charts.samples import (
    COMPARED,
    Shape,
    assert_readable,
    bar_chart,
    filled,
    size,
    stroked,
    texts,
)


def bars(svg: str) -> list[tuple[float, float, float]]:
    """Left, right and middle height of the bars, from the top down."""
    found = filled(svg, PALETTE["accent"])
    assert {shape.tag for shape in found} <= {"rect"}
    return sorted(((bar.left, bar.right, bar.y) for bar in found), key=lambda bar: bar[2])


def order(svg: str, names: list[str]) -> list[str]:
    written = texts(svg)
    return sorted(names, key=lambda name: written[name].y)


def upright(svg: str, colour: str) -> Shape:
    (found,) = [shape for shape in stroked(svg, PALETTE[colour]) if shape.tag == "line"]
    return found


def test_areas_stand_in_the_order_given_whatever_their_values() -> None:
    assert order(draw(COMPARED), ["Norra", "Södra", "Östra"]) == ["Norra", "Södra", "Östra"]
    svg = draw(bar_chart(("B", 1), ("A", None), ("C", 2)))
    assert order(svg, ["A", "B", "C"]) == ["B", "A", "C"]


def test_each_bar_has_its_value_and_a_missing_one_says_so() -> None:
    svg = draw(COMPARED)
    assert {"81,2", "88,3", "uppgift saknas"} <= texts(svg).keys()
    assert len(bars(svg)) == 2


def test_bars_start_at_zero_and_are_as_long_as_their_values() -> None:
    longer, shorter = bars(draw(bar_chart(("A", 80), ("B", 40))))
    assert longer[0] == shorter[0]
    assert longer[1] - longer[0] == pytest.approx(2 * (shorter[1] - shorter[0]))


def test_negative_values_go_the_other_way() -> None:
    svg = draw(bar_chart(("A", 2), ("B", -4)))
    zero = upright(svg, "edge").x
    positive, negative = bars(svg)
    assert positive[0] == negative[1] == pytest.approx(zero)


def test_numbers_stand_in_a_column_of_their_own() -> None:
    svg = draw(bar_chart(("A", 2), ("B", -4)))
    written, longest = texts(svg), max(right for _, right, _ in bars(svg))
    ends = {written[number].right for number in ("2", "−4")}
    assert ends == {WIDTH}
    assert min(written["2"].left, written["−4"].left) > longest


def test_what_the_chart_is_about_is_told_from_what_it_is_compared_with() -> None:
    chart = bar_chart(("Fagersta", 2), ("Riket", 4))
    home, country = chart.bars
    svg = draw(replace(chart, bars=(home, replace(country, is_main=False))))
    assert len(bars(svg)) == 1
    assert len(filled(svg, PALETTE["edge"])) == 1


def test_a_long_name_is_written_in_full() -> None:
    name = "Liknande kommuner övergripande i alla delar av landet (2025) (ovägt medelvärde)"
    written = " ".join(texts(draw(bar_chart((name, 1)))))
    assert name in written.replace("- ", "")


EDGES = {
    "one missing": COMPARED,
    "long names": bar_chart(
        ("Västanforsskolans distr", 235000), ("Kolarbyn och Per Olsgården", 301200)
    ),
    "negative": bar_chart(("Norra", -3), ("Södra", -12)),
    "zero": bar_chart(("Norra", 0), ("Södra", 0)),
    "negative and missing": bar_chart(("Norra", -3), ("Södra", None)),
    "all missing": bar_chart(("Norra", None), ("Södra", None)),
    "huge": bar_chart(("Norra", "999999999999"), ("Södra", "-999999999999")),
    "long unit": bar_chart(("Norra", 1), unit="Andel " * 20),
    "empty": bar_chart(),
}


@pytest.mark.parametrize("chart", EDGES.values(), ids=EDGES)
def test_any_areas_can_be_read(chart: BarChart) -> None:
    svg = draw(chart)
    assert size(svg)[0] == WIDTH
    assert_readable(svg)
    for left, right, _ in bars(svg):
        assert 0 <= left <= right <= WIDTH


def test_values_that_may_change_are_hollow_bars() -> None:
    final = bar_chart(("Norra", 80), ("Södra", 90))
    north, south = final.bars
    chart = replace(final, bars=(replace(north, is_preliminary=True), south), preliminary="kan")
    svg = draw(chart)
    assert "kan" in texts(svg)
    assert "kan" not in texts(draw(replace(final, preliminary="kan")))
    assert len(filled(svg, PALETTE["accent"])) == 1
    (bar,) = stroked(svg, PALETTE["accent"])
    assert bar.attributes["fill"] == PALETTE["paper"]
    assert bar.attributes["stroke-dasharray"]
    assert_readable(svg)
