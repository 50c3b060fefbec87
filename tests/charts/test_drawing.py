"""Drawing: always the same picture, whatever the texts are."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import altair as alt
import jsonschema
import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st

from policytrace.charts.drawing import draw, specification
from policytrace.charts.model import (
    LARGEST,
    Bar,
    BarChart,
    Chart,
    Dot,
    DotChart,
    DotRow,
    Line,
    LineKind,
    Point,
    TargetMark,
    TimeChart,
)
from policytrace.charts.text_metrics import visible
from tests.charts.samples import (
    COMPARED,
    DISTRICTS,
    GAP,
    SEXES,
    WOMEN_AND_MEN,
    assert_readable,
    bar_chart,
    dot_chart,
    line,
    shapes,
    target,
    texts,
    time_chart,
)

CHARTS: dict[str, Chart] = {
    "women and men": WOMEN_AND_MEN,
    "gap": GAP,
    "compared": COMPARED,
    "districts": DISTRICTS,
    "sexes": SEXES,
}

HOSTILE = (
    "'+alert(1)+'",
    '"+alert(1)+"',
    "datum.x",
    "datum['x']",
    "${1+1}",
    "{{1+1}}",
    "\\u0041\\n\\'",
    "</text><script>",
    "<b>x</b>",
    "&lt;&#65;&amp;",
    "]]><!--",
    "@import url(x)",
    "%d ,.1f",
    '["a","b"]',
    "null",
    "0x10",
    "1e5",
    "2022-01-01",
    "true",
)
"""Texts that would do something if they were read as more than text; all fit on one line."""


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_a_chart_is_drawn_the_same_each_time(chart: Chart) -> None:
    assert draw(chart) == draw(chart)


def test_a_chart_is_drawn_the_same_in_another_process() -> None:
    program = (
        "import sys;"
        "from policytrace.charts.drawing import draw;"
        "from tests.charts.test_drawing import CHARTS;"
        "sys.stdout.buffer.write('\\n'.join(map(draw, CHARTS.values())).encode())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        capture_output=True,
        env={"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Pacific/Apia"},
    )
    assert done.stdout.decode() == "\n".join(map(draw, CHARTS.values()))


def test_the_schema_is_that_of_the_language_that_is_drawn() -> None:
    drawn = vl_convert.get_vegalite_versions()[-1]
    assert alt.SCHEMA_VERSION.startswith(f"v{drawn}.")


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_the_specification_is_valid(chart: Chart) -> None:
    alt.LayerChart.validate(specification(chart))


WRONG: dict[str, Callable[[Any], object]] = {
    "mark": lambda spec: spec["layer"][0]["mark"].update(type="rekt"),
    "colour": lambda spec: spec["layer"][0]["mark"].update(fil="#000000"),
    "place": lambda spec: spec["layer"][0]["encoding"]["x"].update(type="tal"),
    "picture": lambda spec: spec.update(colour="red"),
}


@pytest.mark.parametrize("spoil", WRONG.values(), ids=WRONG)
def test_the_schema_tells_right_from_wrong(spoil: Callable[[Any], object]) -> None:
    spec = specification(COMPARED)
    spoil(spec)
    with pytest.raises(jsonschema.ValidationError):
        alt.LayerChart.validate(spec)


def hostile_charts(text: str) -> list[Chart]:
    time = time_chart(
        line(text, LineKind.WOMEN, [1, 2]),
        line("Riket", LineKind.COMPARISON, [1, 2]),
        target=target(2, name=text),
        unit=text,
        zero=True,
        zero_name=text,
    )
    bars = bar_chart((text, 1), ("Norra", None), unit=text)
    dots = dot_chart((text, 1), ("Södra", None), reference=(text, 2), unit=text)
    return [time, bars, dots]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_drawn_as_it_is_written(text: str) -> None:
    for chart in hostile_charts(text):
        written = texts(draw(chart))
        assert text in written
        named = any(words.startswith(f"{text} ") for words in written)
        assert named or isinstance(chart, BarChart)
        assert "script" not in {shape.tag for shape in shapes(draw(chart))}


def test_period_and_missing_value_are_drawn_as_they_are_written() -> None:
    text = "'+x+'"
    points = (Point(x=Fraction(2022), label=text, value=Decimal(1)),)
    only = Line(name="Kvinnor", kind=LineKind.WOMEN, points=points)
    assert text in texts(draw(time_chart(only)))
    rank = BarChart(
        title="",
        description="",
        unit="",
        bars=(Bar(name="Norra", value=None, missing=text),),
    )
    assert text in texts(draw(rank))


def test_texts_are_nothing_but_values_in_a_specification() -> None:
    text = "hostile"
    for chart in hostile_charts(text):
        spec = json.loads(json.dumps(specification(chart)))
        values = json.dumps([layer.pop("data") for layer in spec["layer"]])
        assert text in values
        rest = json.dumps(spec)
        assert text not in rest
        for evaluated in ("expr", "Expr", "signal", "calculate", "transform", "url"):
            assert evaluated not in rest


def test_title_and_description_are_left_to_the_page() -> None:
    svg = draw(WOMEN_AND_MEN)
    assert "Titeln" not in svg
    assert "Beskrivningen" not in svg


def test_a_picture_holds_no_font_and_fetches_nothing() -> None:
    for chart in CHARTS.values():
        svg = draw(chart)
        without_namespaces = svg.replace("http://www.w3.org/", "")
        assert "://" not in without_namespaces
        assert "@font-face" not in svg
        assert "<image" not in svg


# ------------------------------------------------------------------------------- properties

TEXT = st.text(max_size=40)
VALUES = st.decimals(-LARGEST + 1, LARGEST - 1, allow_nan=False, allow_infinity=False)
YEARS = st.fractions(1900, 2100, max_denominator=24)


@st.composite
def targets(draw_from: st.DrawFn) -> TargetMark:
    low, high = sorted([draw_from(VALUES), draw_from(VALUES)])
    return TargetMark(
        low=low,
        high=draw_from(st.sampled_from([low, high])),
        until=draw_from(st.none() | YEARS),
        name=draw_from(TEXT),
    )


POINTS = st.lists(st.builds(Point, x=YEARS, label=TEXT, value=st.none() | VALUES), max_size=8).map(
    tuple
)
LINES = st.builds(Line, name=TEXT, kind=st.sampled_from(LineKind), points=POINTS)
TIME_CHARTS = st.builds(
    TimeChart,
    title=TEXT,
    description=TEXT,
    unit=TEXT,
    lines=st.lists(LINES, max_size=5).map(tuple),
    target=st.none() | targets(),
    zero=st.booleans(),
    zero_name=st.just("") | TEXT,
    cut=TEXT,
)
BARS = st.builds(Bar, name=TEXT, value=st.none() | VALUES, missing=TEXT)
RANK_CHARTS = st.builds(
    BarChart,
    title=TEXT,
    description=TEXT,
    unit=TEXT,
    bars=st.lists(BARS, max_size=5).map(tuple),
)
DOTS = st.lists(
    st.builds(Dot, kind=st.sampled_from([LineKind.WOMEN, LineKind.MEN]), value=VALUES),
    max_size=2,
    unique_by=lambda dot: dot.kind,
).map(tuple)
DOT_CHARTS = st.builds(
    DotChart,
    title=TEXT,
    description=TEXT,
    unit=TEXT,
    rows=st.lists(
        st.builds(DotRow, name=TEXT, dots=DOTS, missing=TEXT, is_main=st.booleans()), max_size=20
    ).map(tuple),
    names=st.just(())
    | st.tuples(st.tuples(st.just(LineKind.WOMEN), TEXT), st.tuples(st.just(LineKind.MEN), TEXT)),
    reference=st.none() | BARS,
)


ANY_CHARTS = TIME_CHARTS | RANK_CHARTS | DOT_CHARTS


@given(ANY_CHARTS)
def test_any_specification_is_valid(chart: Chart) -> None:
    alt.LayerChart.validate(specification(chart))


@given(ANY_CHARTS)
def test_any_chart_can_be_drawn(chart: Chart) -> None:
    svg = draw(chart)
    assert_readable(svg)
    for shape in shapes(svg):
        assert shape.words == visible(shape.words)
        assert not {unicodedata.category(one) for one in shape.words} & {"Cc", "Cf", "Cs"}
        for value in shape.attributes.values():
            assert "NaN" not in value
            assert "Infinity" not in value
