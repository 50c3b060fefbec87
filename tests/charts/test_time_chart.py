"""Values over time as they are drawn."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from policytrace.charts.drawing import draw
from policytrace.charts.model import LineKind, StageMark, TimeChart
from policytrace.charts.palette import PALETTE, WIDTH
from tests.charts.samples import (
    GAP,
    MAY_CHANGE,
    ON_THE_WAY,
    PRELIMINARY,
    WOMEN_AND_MEN,
    Shape,
    assert_readable,
    filled,
    line,
    preliminary,
    shapes,
    size,
    stage,
    stroked,
    target,
    texts,
    time_chart,
)


def path_of(svg: str, colour: str) -> str:
    """The line in a colour."""
    (found,) = [
        shape.attributes["d"]
        for shape in stroked(svg, PALETTE[colour])
        if shape.tag == "path" and shape.attributes["fill"] == "none"
    ]
    return found


def test_a_chart_is_as_wide_as_a_phone() -> None:
    assert size(draw(WOMEN_AND_MEN))[0] == WIDTH


def test_each_line_ends_in_its_name_and_last_value() -> None:
    written = texts(draw(WOMEN_AND_MEN))
    assert {"Kvinnor 53,0", "Män 45,0", "Totalt 49,0", "Riket 52,1"} <= written.keys()


def test_names_say_when_lines_end_that_do_not_all_end_at_once() -> None:
    svg = draw(
        time_chart(
            line("Kvinnor", LineKind.WOMEN, [70, 78, None]),
            line("Män", LineKind.MEN, [60, 62, 64]),
            line("Liknande kommuner", LineKind.COMPARISON, [200, 300]),
        )
    )
    written = texts(svg)
    assert {"Kvinnor", "78 (2016)", "Män 64 (2017)", "300 (2016)"} <= written.keys()
    assert_readable(svg)


def test_names_say_no_time_where_all_lines_end_at_once() -> None:
    assert not any("(" in words for words in texts(draw(WOMEN_AND_MEN)))


def test_values_that_may_change_are_hollow_at_the_end_of_a_dotted_line() -> None:
    last = preliminary(line("Totalt", LineKind.TOTAL, [1, 2, 3, 4]), 2)
    may_change = replace(time_chart(last), preliminary="kan ändras")
    svg = draw(may_change)
    assert "kan ändras" in texts(svg)
    solid, dotted = (
        shape for shape in stroked(svg, PALETTE["ink"]) if "stroke-linejoin" in shape.attributes
    )
    assert "stroke-dasharray" not in solid.attributes
    assert dotted.attributes["stroke-dasharray"]
    assert solid.right == dotted.left
    assert len(filled(svg, PALETTE["ink"])) == 2
    hollow = [
        one for one in stroked(svg, PALETTE["ink"]) if one.attributes["fill"] == PALETTE["paper"]
    ]
    assert len(hollow) == 2 + 1


@pytest.mark.parametrize(
    "chart", [WOMEN_AND_MEN, GAP, PRELIMINARY], ids=["values", "gap", "preliminary"]
)
def test_no_text_is_over_another_or_outside_the_picture(chart: TimeChart) -> None:
    assert_readable(draw(chart))


def test_lines_are_told_apart_without_colour() -> None:
    svg = draw(WOMEN_AND_MEN)
    dashes, outlines = set(), set()
    for colour in ("women", "men", "ink"):
        (drawn,) = [
            shape.attributes
            for shape in stroked(svg, PALETTE[colour])
            if shape.tag == "path" and shape.attributes["fill"] == "none"
        ]
        dashes.add(drawn.get("stroke-dasharray"))
        outlines |= {shape.tag for shape in filled(svg, PALETTE[colour])}
    assert len(dashes) == 3
    assert len(outlines) == 3


def test_a_line_alone_is_drawn_throughout() -> None:
    svg = draw(time_chart(line("Totalt", LineKind.TOTAL, [1, 2])))
    (drawn,) = [
        shape.attributes
        for shape in stroked(svg, PALETTE["ink"])
        if shape.tag == "path" and shape.attributes["fill"] == "none"
    ]
    assert "stroke-dasharray" not in drawn


def test_lines_lead_to_all_names_if_one_of_them_has_moved() -> None:
    apart = time_chart(line("A", LineKind.WOMEN, [1, 9]), line("B", LineKind.MEN, [2, 2]))
    near = time_chart(line("A", LineKind.WOMEN, [1, 9]), line("B", LineKind.MEN, [2, 9]))
    # One of the grey lines is the axis; the others are its ticks.
    across = [
        [shape for shape in stroked(draw(chart), PALETTE["edge"]) if shape.left < shape.right]
        for chart in (apart, near)
    ]
    assert len(across[1]) - len(across[0]) == 2


def test_areas_to_compare_with_are_thin_grey_and_unmarked() -> None:
    svg = draw(WOMEN_AND_MEN)
    lines = [shape for shape in shapes(svg) if "stroke-linejoin" in shape.attributes]
    thickness = {
        shape.attributes["stroke"]: float(shape.attributes["stroke-width"]) for shape in lines
    }
    assert min(thickness, key=lambda colour: thickness[colour]) == PALETTE["edge"]
    assert filled(svg, PALETTE["edge"]) == []


def test_several_areas_to_compare_with_have_different_dashes() -> None:
    svg = draw(
        time_chart(*(line(name, LineKind.COMPARISON, [1, 2]) for name in ("A", "B", "C", "D")))
    )
    dashes = [
        shape.attributes.get("stroke-dasharray", "")
        for shape in stroked(svg, PALETTE["edge"])
        if shape.tag == "path"
    ]
    assert len(set(dashes)) == 4


def test_a_missing_value_is_a_gap_and_no_bridge() -> None:
    whole = time_chart(line("Kvinnor", LineKind.WOMEN, [1, 2, 3, 4]))
    broken = time_chart(line("Kvinnor", LineKind.WOMEN, [1, 2, None, 4]))
    assert path_of(draw(whole), "women").count("M") == 1
    assert re.findall("[A-Z]", path_of(draw(broken), "women")) == ["M", "L"]


def test_a_value_between_two_that_are_missing_can_be_seen() -> None:
    for kind, colour in ((LineKind.WOMEN, "women"), (LineKind.COMPARISON, "edge")):
        svg = draw(time_chart(line("Namn", kind, [1, None, 3, None, 5, 6])))
        assert len(filled(svg, PALETTE[colour])) >= 2


def test_numbers_are_swedish() -> None:
    svg = draw(
        time_chart(
            line("Kvinnor", LineKind.WOMEN, [198500, 235000]),
            line("Män", LineKind.MEN, [-262000, -301200]),
        )
    )
    assert {"Kvinnor", "235\u202f000", "Män", "−301\u202f200", "200\u202f000"} <= {
        part for words in texts(svg) for part in words.split(" ")
    }


def test_a_target_is_a_named_line_to_its_year() -> None:
    svg = draw(WOMEN_AND_MEN)
    (drawn,) = [shape for shape in stroked(svg, PALETTE["accent"]) if shape.tag == "line"]
    assert drawn.attributes["stroke-dasharray"]
    written = texts(svg)
    assert abs(written["Mål 2030: 60"].y - drawn.y) < 15
    assert written["2030"].x == pytest.approx(drawn.right, abs=1)
    (ring,) = [shape for shape in filled(svg, PALETTE["paper"]) if shape.tag != "rect"]
    assert (ring.x, ring.y) == pytest.approx((drawn.right, drawn.y))


def test_a_band_is_filled_between_two_lines() -> None:
    svg = draw(GAP)
    (band,) = filled(svg, PALETTE["soft"])
    edges = [shape.y for shape in stroked(svg, PALETTE["accent"]) if shape.tag == "line"]
    assert len(edges) == 2
    assert sorted(edges) == pytest.approx([band.top, band.bottom])
    assert {shape.tag for shape in filled(svg, PALETTE["paper"])} == {"rect"}  # behind words


def test_what_hollow_points_mean_is_not_said_where_there_are_none() -> None:
    assert MAY_CHANGE not in texts(draw(replace(WOMEN_AND_MEN, preliminary=MAY_CHANGE)))


def rings(svg: str) -> list[Shape]:
    """The hollow points of the target and of what is to be reached on the way."""
    return [one for one in stroked(svg, PALETTE["accent"]) if one.tag == "circle"]


def test_what_is_to_be_reached_on_the_way_is_named_right_at_its_ring() -> None:
    svg = draw(ON_THE_WAY)
    for shape in rings(svg)[1:]:
        above = [one for one in texts(svg).values() if one.bottom < shape.y]
        nearest = max(above, key=lambda one: one.bottom)
        assert nearest.words.startswith("Etappmål")
        assert shape.y - nearest.bottom < 20


@pytest.mark.parametrize(
    ("lines", "stages"),
    [
        (2, [stage(2018, 47), stage(2026, 55)]),
        (2, [stage(2024, 50), stage(2026, 53), stage(2028, 57)]),
        (4, [stage(2024, 50), stage(2025, 51), stage(2026, 53), stage(2027, 54), stage(2028, 57)]),
    ],
    ids=["one has passed", "too little room for all", "many"],
)
def test_where_there_is_no_room_for_that_it_is_named_below(
    lines: int, stages: list[StageMark]
) -> None:
    chart = replace(
        WOMEN_AND_MEN,
        lines=WOMEN_AND_MEN.lines[:lines],
        target=replace(target(60, name="Mål 2030: 60"), stages=tuple(stages)),
    )
    svg = draw(chart)
    written = texts(svg)
    assert all(written[one.name].y > written["2030"].y for one in stages)
    samples = [one for one in rings(svg) if one.y > written["2030"].y]
    assert len(samples) == len(stages)
    assert_readable(svg)


def test_the_name_of_the_target_stands_below_if_it_could_seem_to_name_a_ring() -> None:
    """Its line is where names of other lines must stand, and a ring is right below."""
    chart = replace(
        time_chart(
            line("Kvinnor", LineKind.WOMEN, [30, 40, 43]),
            line("Riket, kvinnor", LineKind.COMPARISON, [50, 55, 56]),
            line("Västmanlands län, kvinnor", LineKind.COMPARISON, [50, 57, 57]),
        ),
        target=replace(target(50, name="Mål 2030: 50"), stages=(stage(2020, 40), stage(2022, 44))),
    )
    written = texts(draw(chart))
    assert written["Mål 2030: 50"].y > written["2030"].y
    assert_readable(draw(chart))


@pytest.mark.parametrize("value", [45, 49, 52, 53])
@pytest.mark.parametrize("number", [1, 2, 3, 6])
def test_no_name_is_over_a_ring(value: int, number: int) -> None:
    """Not even where the value to be reached is that of a line today."""
    stages = tuple(stage(2023 + at, value + at) for at in range(number))
    chart = replace(WOMEN_AND_MEN, target=replace(target(60, name="Mål 2030: 60"), stages=stages))
    svg = draw(chart)
    assert_readable(svg)
    for ring in rings(svg)[1:]:
        for one in texts(svg).values():
            across = one.left < ring.right and ring.left < one.right
            # Letters reach about ten units above where they stand, and three below.
            assert not (across and one.y - 10 < ring.bottom and ring.top < one.y + 3), one.words


def test_a_target_without_a_year_has_no_ring_of_its_own() -> None:
    chart = time_chart(
        line("Totalt", LineKind.TOTAL, [1, 2, 3]),
        target=replace(target(5, year=None), stages=(stage(2020, 4),)),
    )
    assert len(rings(draw(chart))) == 1


def test_the_line_at_zero_is_drawn_and_named() -> None:
    svg = draw(GAP)
    (zero,) = [shape for shape in stroked(svg, PALETTE["ink"]) if shape.tag == "line"]
    written = texts(svg)
    assert written["0"].y == pytest.approx(zero.y, abs=5)
    assert abs(written["Ingen skillnad"].y - zero.y) < 20


def test_bars_and_lines_may_not_hide_zero_when_it_is_asked_for() -> None:
    chart = time_chart(line("Antal", LineKind.TOTAL, [100, 110]), zero=True)
    assert "0" in texts(draw(chart))
    chart = time_chart(line("Antal", LineKind.TOTAL, [100, 110]))
    assert "0" not in texts(draw(chart))


def test_all_of_a_key_is_inside_the_picture() -> None:
    svg = draw(PRELIMINARY)
    words = texts(svg)[MAY_CHANGE]
    for shape in shapes(svg):
        if abs(shape.y - words.y) < 10:
            outline = float(shape.attributes.get("stroke-width", "0")) / 2
            assert shape.left - (outline if shape.tag != "line" else 0) >= 0, shape


EDGES = {
    "one point": time_chart(line("Kvinnor", LineKind.WOMEN, [83])),
    "one point and a target": time_chart(line("Kvinnor", LineKind.WOMEN, [83]), target=target(90)),
    "two points": time_chart(line("Kvinnor", LineKind.WOMEN, [83, 84])),
    "25 points": time_chart(line("Kvinnor", LineKind.WOMEN, list(range(25)), first=1999)),
    "equal": time_chart(
        line("Kvinnor", LineKind.WOMEN, [5] * 8), line("Män", LineKind.MEN, [5] * 8)
    ),
    "on both sides of zero": time_chart(line("Kvinnor", LineKind.WOMEN, [-3, -2, 1])),
    "huge": time_chart(line("Kvinnor", LineKind.WOMEN, ["999999999999", "-999999999999"])),
    "at the target": time_chart(
        line("Kvinnor", LineKind.WOMEN, [100] * 3), target=target(100, year=None)
    ),
    "negative gap": time_chart(
        line("Skillnad", LineKind.GAP, [-5, -3]),
        target=target(0),
        zero=True,
        zero_name="Ingen skillnad",
    ),
    "huge, to different times": time_chart(
        line("Kvinnor", LineKind.WOMEN, ["999999999999", "-999999999999"]),
        line("Män", LineKind.MEN, ["999999999999"]),
    ),
    "crowded": time_chart(
        line("Liknande kommuner i landet", LineKind.COMPARISON, [4, 5]),
        line("Kvinnor", LineKind.WOMEN, [4, 5, None]),
        line("Västmanlands län", LineKind.COMPARISON, [4, None]),
        line("Män", LineKind.MEN, [4, 5, 5]),
        line("Riket", LineKind.COMPARISON, [4, 5]),
        line("Totalt", LineKind.TOTAL, [4, 5, 5]),
        target=target(4, 6, name="Mål 2030: mellan 4 och 6 procent"),
        unit="Andel av alla som har svarat på enkäten, i procent av dem som fick den",
    ),
}


@pytest.mark.parametrize("chart", EDGES.values(), ids=EDGES)
def test_any_number_of_points_can_be_read(chart: TimeChart) -> None:
    svg = draw(chart)
    width, height = size(svg)
    assert_readable(svg)
    for shape in shapes(svg):
        assert -1 <= shape.left <= shape.right <= width + 1, shape
        assert -1 <= shape.top <= shape.bottom <= height + 1, shape


@pytest.mark.parametrize(
    "chart",
    [time_chart(), time_chart(line("Kvinnor", LineKind.WOMEN, [None, None]))],
    ids=["no lines", "no values"],
)
def test_a_chart_without_values_is_empty_axes(chart: TimeChart) -> None:
    svg = draw(chart)
    assert stroked(svg, PALETTE["women"]) == []
    assert "Procent" in texts(svg)
