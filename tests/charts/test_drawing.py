"""Drawing: the same picture each time, of nothing but what is harmless, whatever the texts are."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from html.parser import HTMLParser
from importlib.resources import files

import pytest
import typst
from hypothesis import example, given
from hypothesis import strategies as st

from policytrace.charts.drawing import draw, inline
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
    StageMark,
    TargetMark,
    TimeChart,
)
from policytrace.charts.palette import PALETTE, WIDTH
from policytrace.charts.text_metrics import visible
from policytrace.svg import ROOT_FONT_SIZE
from tests.charts.samples import (
    COMPARED,
    DISTRICTS,
    GAP,
    ON_THE_WAY,
    PRELIMINARY,
    SEXES,
    SVG,
    WOMEN_AND_MEN,
    assert_readable,
    bar_chart,
    dot_chart,
    line,
    shapes,
    target,
    texts,
    time_chart,
    tree,
)

CHARTS: dict[str, Chart] = {
    "women and men": WOMEN_AND_MEN,
    "gap": GAP,
    "compared": COMPARED,
    "districts": DISTRICTS,
    "sexes": SEXES,
    "preliminary": PRELIMINARY,
    "on the way": ON_THE_WAY,
}

NUMBER = r"-?[0-9]+(?:\.[0-9]{1,3})?"
EXTENT = r"[0-9]+(?:\.[0-9]{1,3})?"
COLOUR = "|".join(PALETTE.values())
CLASS = f"pt-chart-(?:fill|stroke)-(?:{'|'.join(PALETTE)})"
MARKS: Mapping[str, Mapping[str, str]] = {
    "line": dict.fromkeys(("x1", "y1", "x2", "y2"), NUMBER),
    "rect": {"x": NUMBER, "y": NUMBER, "width": EXTENT, "height": EXTENT},
    "circle": {"cx": NUMBER, "cy": NUMBER, "r": EXTENT},
    "path": {"d": f"(?:[MLl]{NUMBER},{NUMBER})+Z?"},
    "text": {"x": NUMBER, "y": NUMBER},
}
LAYER = {
    "fill": COLOUR,
    "stroke": COLOUR,
    "class": f"{CLASS}(?: {CLASS})?",
    "stroke-width": EXTENT,
    "stroke-dasharray": f"{EXTENT}(?:,{EXTENT})*",
    "stroke-linejoin": "round",
    "text-anchor": "middle|end",
    "font-weight": "600",
}
FRAME = {
    "fill": "none",
    "stroke-miterlimit": "10",
    "transform": rf"translate\({NUMBER},{NUMBER}\)",
    "aria-hidden": "true",
}
ALONE = {
    "viewBox": f"0 0 {WIDTH} {EXTENT}",
    "width": str(WIDTH),
    "height": EXTENT,
    "font-family": "sans-serif",
    "font-size": "14",
}
ON_A_PAGE = {
    "viewBox": f"0 0 {WIDTH} {EXTENT}",
    "width": f"{EXTENT}rem",
    "height": f"{EXTENT}rem",
    "class": "pt-chart",
    "role": "img",
    "aria-labelledby": "p-title",
    "aria-describedby": "p-description",
}
"""What there may be, and what its values are like: nothing that does, fetches or styles."""


def assert_known(element: ET.Element, allowed: Mapping[str, str], *, whole: bool = False) -> None:
    """The attributes of an element are among these, and like their patterns; all if `whole`."""
    assert element.attrib.keys() <= allowed.keys()
    assert not whole or len(element.attrib) == len(allowed)
    for name, value in element.items():
        assert re.fullmatch(allowed[name], value), (name, value)


def assert_nothing_but_marks(frame: ET.Element) -> None:
    """A frame has layers that are not empty, and these have marks of known kinds."""
    assert frame.tag == f"{SVG}g"
    assert_known(frame, FRAME)
    for layer in frame:
        assert layer.tag == f"{SVG}g"
        assert_known(layer, LAYER)
        assert len(layer) > 0
        for mark in layer:
            assert_known(mark, MARKS[mark.tag.removeprefix(SVG)], whole=True)
            assert len(mark) == 0
            assert mark.tag == f"{SVG}text" or mark.text is None


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
        assert_nothing_but_marks(*tree(draw(chart)))


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


def test_title_and_description_are_left_to_the_page() -> None:
    svg = draw(WOMEN_AND_MEN)
    assert "Titeln" not in svg
    assert "Beskrivningen" not in svg


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_typst_can_set_it(chart: Chart) -> None:
    page = b'#image(bytes(sys.inputs.picture), format: "svg")'
    made = typst.compile(page, format="png", sys_inputs={"picture": draw(chart)})
    assert isinstance(made, bytes)
    assert made.startswith(b"\x89PNG")


def test_text_in_a_document_is_set_in_the_font_that_it_asks_for() -> None:
    root = tree(draw(GAP, font='Some "Font" &'))
    assert (root.get("font-family"), root.get("font-size")) == ('Some "Font" &', "14")


def test_a_picture_holds_no_font_and_fetches_nothing() -> None:
    for chart in CHARTS.values():
        svg = draw(chart)
        without_namespaces = svg.replace("http://www.w3.org/", "")
        assert "://" not in without_namespaces
        assert "@font-face" not in svg
        assert "<image" not in svg


# -------------------------------------------------------------------------------- on a page


def on_page(chart: Chart, **words: str) -> ET.Element:
    return tree(inline(chart, prefix="p", **words))


class Page(HTMLParser):
    """Collects what a browser would make of markup."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def assert_harmless(markup: str) -> None:
    """A browser finds nothing in it but a picture; neither style nor script, nor an address."""
    page = Page(markup)
    assert page.tags <= {"svg", "title", "desc", "g", *MARKS}
    known = {*FRAME, *LAYER, *ON_A_PAGE, *(name for mark in MARKS.values() for name in mark)}
    assert page.attributes <= {name.lower() for name in (*known, "xmlns", "id")}
    root = tree(markup)
    assert_known(root, ON_A_PAGE)
    *told, frame = root
    for element in told:
        assert element.tag in {f"{SVG}title", f"{SVG}desc"}
        assert_known(element, {"id": "p-title|p-description"}, whole=True)
        assert len(element) == 0
    assert_nothing_but_marks(frame)


def test_it_is_one_picture_with_the_title_and_description_of_the_chart() -> None:
    root = on_page(GAP)
    assert root.get("role") == "img"
    title, description, drawn = root
    assert (title.tag, title.text) == (f"{SVG}title", "Titeln")
    assert (description.tag, description.text) == (f"{SVG}desc", "Beskrivningen")
    assert root.get("aria-labelledby") == title.get("id") == "p-title"
    assert root.get("aria-describedby") == description.get("id") == "p-description"
    assert drawn.get("aria-hidden") == "true"


def test_a_page_may_say_what_it_shows_in_words_of_its_own() -> None:
    title, description, _ = on_page(GAP, title="Egen titel", description="Mer")
    assert (title.text, description.text) == ("Egen titel", "Mer")


def test_without_a_description_there_is_none() -> None:
    root = on_page(GAP, description="")
    assert [child.tag for child in root] == [f"{SVG}title", f"{SVG}g"]
    assert "aria-describedby" not in root.attrib


def test_what_cannot_be_seen_in_a_title_is_left_out() -> None:
    assert on_page(GAP, title=" a\x00\nb\u202e ")[0].text == "a b"


def test_its_size_follows_the_text_of_the_page() -> None:
    root = on_page(WOMEN_AND_MEN)
    assert root.get("width") == f"{WIDTH / ROOT_FONT_SIZE:g}rem"
    assert (root.get("viewBox") or "").startswith(f"0 0 {WIDTH} ")


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_a_page_shows_what_a_document_does(chart: Chart) -> None:
    (alone,) = tree(draw(chart))
    *_, drawn = on_page(chart)
    del drawn.attrib["aria-hidden"]
    written = [layer for layer in alone if layer.find(f"{SVG}text") is not None]
    behind = [alone[[*alone].index(layer) - 1] for layer in written]
    for layer, below in zip(written, behind, strict=True):
        assert (len(below), below.get("fill")) == (len(layer), PALETTE["paper"])
        alone.remove(below)
    assert ET.tostring(drawn) == ET.tostring(alone)


def test_in_a_document_no_line_runs_through_words() -> None:
    (alone,) = tree(draw(WOMEN_AND_MEN))
    for layer in alone:
        for text, box in zip(layer, alone[[*alone].index(layer) - 1], strict=False):
            if text.tag != f"{SVG}text":
                continue
            left, width = float(box.get("x", "")), float(box.get("width", ""))
            at = {"middle": left + width / 2, "end": left + width}
            place = at.get(layer.get("text-anchor", ""), left)
            assert float(text.get("x", "")) == pytest.approx(place, abs=0.01)
            top, height = float(box.get("y", "")), float(box.get("height", ""))
            assert top < float(text.get("y", "")) < top + height


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_every_colour_of_a_chart_has_a_class_that_the_style_sheet_knows(chart: Chart) -> None:
    css = (files("policytrace.site") / "static" / "charts.css").read_text(encoding="utf-8")
    for layer in on_page(chart)[-1]:
        painted = [key for key in ("fill", "stroke") if key in layer.attrib]
        names = [
            next(name for name, value in PALETTE.items() if value == layer.get(key))
            for key in painted
        ]
        classes = [f"pt-chart-{key}-{name}" for key, name in zip(painted, names, strict=True)]
        assert classes
        assert (layer.get("class") or "").split() == classes
        assert all(f".{one} {{" in css for one in classes)


def test_texts_are_kept_as_text() -> None:
    chart = time_chart(line("</text><script>alert(1)</script>", LineKind.WOMEN, [1, 2]))
    markup = inline(chart, prefix="p", title="</title><script>", description="<img onerror=x>")
    assert_harmless(markup)
    assert "&lt;/text&gt;" in markup
    assert tree(markup)[0].text == "</title><script>"


# ------------------------------------------------------------------------------- properties

TEXT = st.text(max_size=40)
VALUES = st.decimals(-LARGEST + 1, LARGEST - 1, allow_nan=False, allow_infinity=False)
YEARS = st.fractions(1900, 2100, max_denominator=24)


STAGES = st.builds(
    lambda x, ends, name: StageMark(x=x, low=min(ends), high=max(ends), name=name),
    YEARS,
    st.tuples(VALUES, VALUES) | VALUES.map(lambda value: (value, value)),
    TEXT,
)


@st.composite
def targets(draw_from: st.DrawFn) -> TargetMark:
    low, high = sorted([draw_from(VALUES), draw_from(VALUES)])
    return TargetMark(
        low=low,
        high=draw_from(st.sampled_from([low, high])),
        until=draw_from(st.none() | YEARS),
        name=draw_from(TEXT),
        stages=tuple(draw_from(st.lists(STAGES, max_size=4))),
    )


POINTS = st.lists(
    st.builds(Point, x=YEARS, label=TEXT, value=st.none() | VALUES, is_preliminary=st.booleans()),
    max_size=8,
).map(tuple)
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
    preliminary=TEXT,
)
BARS = st.builds(
    Bar, name=TEXT, value=st.none() | VALUES, missing=TEXT, is_preliminary=st.booleans()
)
RANK_CHARTS = st.builds(
    BarChart,
    title=TEXT,
    description=TEXT,
    unit=TEXT,
    bars=st.lists(BARS, max_size=5).map(tuple),
    preliminary=TEXT,
)
DOTS = st.lists(
    st.builds(
        Dot,
        kind=st.sampled_from([LineKind.WOMEN, LineKind.MEN]),
        value=VALUES,
        is_preliminary=st.booleans(),
    ),
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
    preliminary=TEXT,
)


ANY_CHARTS = TIME_CHARTS | RANK_CHARTS | DOT_CHARTS


@given(ANY_CHARTS)
def test_any_chart_can_be_drawn_and_read(chart: Chart) -> None:
    svg = draw(chart)
    assert_readable(svg)
    for shape in shapes(svg):
        assert shape.words == visible(shape.words)
        assert not {unicodedata.category(one) for one in shape.words} & {"Cc", "Cf", "Cs"}


@given(ANY_CHARTS)
def test_any_chart_is_nothing_but_lines_shapes_and_texts(chart: Chart) -> None:
    root = tree(draw(chart))
    assert root.tag == f"{SVG}svg"
    assert_known(root, ALONE, whole=True)
    assert_nothing_but_marks(*root)
    assert_harmless(inline(chart, prefix="p"))


@given(st.text(), st.text())
@example("</title><script>", "]]>")
def test_title_and_description_are_never_more_than_text(title: str, description: str) -> None:
    assert_harmless(inline(GAP, prefix="p", title=title, description=description))
