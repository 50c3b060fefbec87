"""A drawn chart becomes part of a page: safe, recoloured, and one picture to a screen reader."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from importlib.resources import files

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policytrace.charts.drawing import draw
from policytrace.charts.inline import inline
from policytrace.charts.model import Chart, LineKind
from policytrace.charts.palette import PALETTE, WIDTH
from policytrace.svg import ROOT_FONT_SIZE, SvgError
from tests.charts.samples import (
    DISTRICTS,
    GAP,
    SEXES,
    SVG,
    WOMEN_AND_MEN,
    line,
    time_chart,
)

ELEMENTS = {"svg", "title", "desc", "g", "line", "path", "rect", "text"}
ATTRIBUTES = {
    "xmlns", "class", "id", "role", "aria-hidden", "aria-labelledby", "aria-describedby",
    "viewBox", "width", "height", "transform", "d", "x", "y", "x1", "y1", "x2", "y2",
    "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin",
    "stroke-miterlimit", "text-anchor", "font-weight",
}  # fmt: skip
"""All that may be on a page, with a strict content security policy."""


def inlined(inside: str, *, title: str = "Titeln", description: str = "Beskrivningen") -> str:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 10 20">{inside}</svg>'
    )
    return inline(svg, prefix="p", title=title, description=description)


def tree(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - the test's own


class Page(HTMLParser):
    """Collects what a browser would make of markup."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs


def assert_harmless(markup: str) -> None:
    page = Page(markup)
    assert page.tags <= ELEMENTS
    assert {name for name, _ in page.attributes} <= {name.lower() for name in ATTRIBUTES}
    for name, value in page.attributes:
        if name not in {"xmlns", "id", "aria-labelledby", "aria-describedby"}:
            assert value is not None
            assert re.fullmatch(r"[-+.,#%()\w\s]*", value, re.ASCII), (name, value)


@pytest.mark.parametrize(
    "chart", [WOMEN_AND_MEN, GAP, DISTRICTS, SEXES], ids=["time", "gap", "parts", "sexes"]
)
def test_a_chart_on_a_page_holds_only_what_is_harmless(chart: Chart) -> None:
    markup = inline(draw(chart), prefix="p", title="Titeln", description="")
    assert_harmless(markup)
    root = tree(markup)
    assert [one.tag for one in root.iter() if one.tag == f"{SVG}path"]


def test_it_is_one_picture_with_title_and_description() -> None:
    root = tree(inlined("<rect fill='red'/>"))
    assert root.get("role") == "img"
    title, description, drawn = root
    assert (title.tag, title.text) == (f"{SVG}title", "Titeln")
    assert (description.tag, description.text) == (f"{SVG}desc", "Beskrivningen")
    assert root.get("aria-labelledby") == title.get("id") == "p-title"
    assert root.get("aria-describedby") == description.get("id") == "p-description"
    assert drawn.get("aria-hidden") == "true"


def test_without_a_description_there_is_none() -> None:
    root = tree(inlined("", description=""))
    assert [child.tag for child in root] == [f"{SVG}title", f"{SVG}g"]
    assert "aria-describedby" not in root.attrib


def test_nothing_but_title_and_description_has_an_id() -> None:
    markup = inlined('<g id="one"><rect id="two" fill="red"/></g>')
    assert re.findall(r' id="([^"]*)"', markup) == ["p-title", "p-description"]


def test_its_size_follows_the_text_of_the_page() -> None:
    root = tree(inline(draw(WOMEN_AND_MEN), prefix="p", title="T", description="D"))
    assert root.get("width") == f"{WIDTH / ROOT_FONT_SIZE:g}rem"
    assert (root.get("viewBox") or "").startswith(f"0 0 {WIDTH} ")


def test_every_colour_of_a_chart_has_a_class_that_the_style_sheet_knows() -> None:
    css = (files("policytrace.site") / "static" / "charts.css").read_text(encoding="utf-8")
    for chart in (WOMEN_AND_MEN, GAP, DISTRICTS, SEXES):
        root = tree(inline(draw(chart), prefix="p", title="T", description="D"))
        for element in root.iter():
            for key in ("fill", "stroke"):
                colour = element.get(key)
                if colour is None or colour == "none":
                    continue
                (name,) = [name for name, value in PALETTE.items() if value == colour]
                assert f"pt-chart-{key}-{name}" in (element.get("class") or "").split()
                assert f".pt-chart-{key}-{name} {{" in css


def test_a_colour_gets_its_class_in_any_spelling() -> None:
    markup = inlined('<rect fill="#fff"/><rect fill="#6b4a8a"/><rect fill="#123456"/>')
    assert re.findall(r'class="([^"]*)"', markup)[1:] == [
        "pt-chart-fill-paper",
        "pt-chart-fill-women",
    ]


def test_groups_that_do_nothing_are_left_out_and_others_are_kept() -> None:
    markup = inlined(
        '<g class="x"><g transform="translate(0,0)"><g transform="translate(1,2)">'
        '<rect fill="red"/></g></g></g><g transform="translate(3,4)"></g>'
    )
    assert re.findall(r"<g[^>]*>", markup) == [
        '<g aria-hidden="true">',
        '<g transform="translate(1,2)">',
    ]


def test_what_is_not_painted_is_left_out() -> None:
    markup = inlined(
        '<path d="M0,0h1v1Z"/><path d="" stroke="red"/><rect fill="none"/>'
        '<rect fill="transparent"/><g display="none"><rect fill="red"/></g>'
    )
    assert re.findall("<(path|rect)", markup) == []


def test_long_numbers_are_rounded() -> None:
    markup = inlined('<path d="M0.1234567,-14.28571428571428L3,4" stroke="red"/>')
    assert 'd="M0.123,-14.286L3,4"' in markup


def test_texts_are_kept_as_text() -> None:
    svg = draw(time_chart(line("</text><script>alert(1)</script>", LineKind.WOMEN, [1, 2])))
    markup = inline(svg, prefix="p", title="</title><script>", description="<img onerror=x>")
    assert_harmless(markup)
    assert "&lt;/text&gt;" in markup
    assert tree(markup)[0].text == "</title><script>"


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<g><script href='https://example.com/x.js'/></g>",
        "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml' onload='x'/></foreignObject>",
        "<a href='https://example.com'><text fill='red'>x</text></a>",
        "<a xlink:href='javascript:alert(1)'><text fill='red'>x</text></a>",
        "<image href='https://example.com/x.png' fill='red'/>",
        "<use href='#x' fill='red'/>",
        "<style>@import 'https://example.com'</style>",
        "<rect fill='red' onclick='alert(1)'/>",
        "<rect fill='red' style='background:url(https://example.com)'/>",
        "<rect fill='url(https://example.com)'/>",
        "<rect fill='url(#x)' stroke='red'/>",
        "<rect fill='red' transform='url(#x)'/>",
        "<rect fill='red' filter='url(#x)' clip-path='url(#x)' mask='url(#x)'/>",
        "<rect fill='red' width='expression(1)'/>",
        "<rect fill='red'><animate attributeName='href' values='javascript:x'/></rect>",
        "<text fill='red'><tspan onclick='x'>x</tspan></text>",
        "<set attributeName='onload' to='x'/>",
        "<h:script xmlns:h='http://www.w3.org/1999/xhtml'>alert(1)</h:script>",
        "<?xml-stylesheet href='https://example.com'?>",
        "<!-- <script> -->",
    ],
)
def test_what_is_more_than_a_picture_is_left_out(inside: str) -> None:
    markup = inlined(inside)
    assert_harmless(markup)
    for trace in ("alert", "example.com", "url(", "javascript", "onclick", "expression", "values"):
        assert trace not in markup


@pytest.mark.parametrize(
    "svg",
    [
        "",
        "text",
        "<html/>",
        "<svg/>",
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 nan 1"/>',
        '<!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>',
        '<!DOCTYPE x [<!ENTITY y "z">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>',
    ],
)
def test_what_is_no_picture_is_refused(svg: str) -> None:
    with pytest.raises(SvgError):
        inline(svg, prefix="p", title="T", description="D")


def test_what_cannot_be_seen_in_a_title_is_left_out() -> None:
    assert tree(inlined("", title=" a\x00\nb\u202e "))[0].text == "a b"


NAMES = st.sampled_from(
    [
        "script", "style", "a", "image", "use", "foreignObject", "animate", "set", "iframe",
        "g", "text", "tspan", "path", "rect", "line", "svg", "defs", "filter", "title",
    ]
)  # fmt: skip
KEYS = st.sampled_from(
    [
        "onload", "onclick", "style", "href", "src", "fill", "stroke", "transform", "d", "x",
        "id", "class", "width", "filter", "stroke-width", "text-anchor", "font-family",
    ]
)  # fmt: skip
HARM = st.sampled_from(
    [
        "javascript:alert(1)", "https://example.com/x", "//example.com", "url(#a)", "url(//x)",
        "data:text/html,<script>", "red", "#6B4A8A", "1", "translate(1,2)", "expression(1)",
        "x:y", "M0,0", "\\75rl(x)", "calc(1px)",
    ]
)  # fmt: skip
Tree = tuple[str, dict[str, str], list["Tree"]]
TREES: st.SearchStrategy[Tree] = st.recursive(
    st.tuples(NAMES, st.dictionaries(KEYS, HARM | st.text(max_size=9)), st.just([])),
    lambda inner: st.tuples(
        NAMES, st.dictionaries(KEYS, HARM | st.text(max_size=9)), st.lists(inner, max_size=3)
    ),
    max_leaves=8,
)


def built(node: Tree) -> ET.Element:
    name, attributes, inside = node
    element = ET.Element(name, {key: clean(value) for key, value in attributes.items()})
    element.text = "text <script>"
    element.extend(map(built, inside))
    return element


def clean(text: str) -> str:
    """`text` without what XML cannot hold."""
    return "".join(
        one for one in text if one in "\t\n" or 0x20 <= ord(one) < 0xD800 or ord(one) > 0xFFFF
    )


@given(TREES)
@example(("text", {"fill": "red", "onclick": "x"}, [("script", {}, [])]))
def test_nothing_harmful_ever_passes(node: Tree) -> None:
    inside = ET.tostring(built(node), encoding="unicode")
    assert_harmless(inlined(inside))


@given(st.text(), st.text())
def test_title_and_description_are_never_more_than_text(title: str, description: str) -> None:
    assert_harmless(inlined("<rect fill='red'/>", title=title, description=description))
