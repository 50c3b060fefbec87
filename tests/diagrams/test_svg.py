"""PlantUML's SVG becomes part of a page: safe, recoloured, and with one link for each box."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.diagrams.source import PALETTE, WORD_JOINER
from policytrace.diagrams.svg import SvgError, inline_svg
from policytrace.svg import ROOT_FONT_SIZE

SVG = "{http://www.w3.org/2000/svg}"

BOX = (
    '<rect x="20" y="10" width="320" height="40" fill="#FFF" style="stroke:#75848C;'
    'stroke-width:2;stroke-dasharray:4,4;" rx="8" ry="8"/>'
)
TEXT = '<text x="25" y="30" fill="#0B5A6B" font-size="14" textLength="30" font-family="Verdana">'


def link_to(item_id: str, text: str) -> str:
    """A line of text as PlantUML draws it."""
    address = f"policytrace:{item_id}"
    return (
        f'<a target="_top" href="{address}" xlink:href="{address}" xlink:type="simple" '
        f'xlink:actuate="onRequest" xlink:show="new" title="{address}" xlink:title="{address}">'
        f"{TEXT}{text}</text></a>"
    )


def picture(inside: str, *, view_box: str = "0 0 400 300") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'version="1.1" data-diagram-type="WBS" style="width:400px;background:#FFFFFF;" '
        f'width="400px" height="300px" viewBox="{view_box}" zoomAndPan="magnify">'
        "<?plantuml 1.2026.8?><defs/>"
        f'<g font-family="sans-serif" lengthAdjust="spacing">{inside}'
        "<?plantuml-src abc?></g></svg>"
    )


def inlined(inside: str) -> str:
    return inline_svg(picture(inside), link=lambda item_id: f"page.html#{item_id}")


def tree(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - the test's own


def parsed(inside: str) -> ET.Element:
    return tree(inlined(inside))


def only(root: ET.Element, name: str) -> ET.Element:
    (element,) = root.findall(f"{SVG}{name}")
    return element


def names(element: ET.Element) -> list[str]:
    return [child.tag.removeprefix(SVG) for child in element.iter()][1:]


# ----------------------------------------------------------------------------------- links


def test_a_box_and_its_lines_become_one_link() -> None:
    root = parsed(BOX + link_to("A-1", "one") + link_to("A-1", "two"))
    link = only(root, "a")
    assert link.attrib == {"href": "page.html#A-1", "tabindex": "-1"}
    assert [child.tag for child in link] == [f"{SVG}rect", f"{SVG}text", f"{SVG}text"]
    assert [child.text for child in link[1:]] == ["one", "two"]


def test_text_in_a_box_that_is_no_link_joins_the_link() -> None:
    root = parsed(BOX + f"{TEXT}kind</text>" + link_to("A-1", "title") + f"{TEXT}note</text>")
    link = only(root, "a")
    assert [child.text for child in link[1:]] == ["kind", "title", "note"]


def test_a_box_with_links_to_several_places_keeps_them_apart() -> None:
    root = parsed(BOX + link_to("A-1", "one") + link_to("A-2", "two"))
    assert names(root) == ["rect", "a", "text", "a", "text"]


def test_a_box_without_link_is_left_alone() -> None:
    assert names(parsed(f"{BOX}{TEXT}words</text>")) == ["rect", "text"]


def test_lines_of_a_link_are_apart_when_read_out() -> None:
    root = parsed(BOX + link_to("A-1", "one") + link_to("A-1", "two"))
    assert "".join(only(root, "a").itertext()).split() == ["one", "two"]


def test_links_come_from_the_top_down_after_everything_else() -> None:
    lower = BOX.replace('y="10"', 'y="90"') + link_to("A-2", "lower")
    line = '<line x1="1" y1="2" x2="3" y2="4" style="stroke:#75848C;stroke-width:1.5;"/>'
    root = parsed(lower + line + BOX + link_to("A-1", "upper") + line)
    assert [child.tag.removeprefix(SVG) for child in root] == ["line", "line", "a", "a"]
    assert [link.get("href") for link in root.findall(f"{SVG}a")] == [
        "page.html#A-1",
        "page.html#A-2",
    ]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "https://example.com", "data:text/html,x", "#x", ""]
)
def test_a_link_that_leads_to_no_object_is_only_text(address: str) -> None:
    root = parsed(f'{BOX}<a href="{address}" xlink:href="{address}">{TEXT}words</text></a>')
    assert names(root) == ["rect", "text"]


def test_an_address_is_written_safely() -> None:
    svg = inline_svg(picture(BOX + link_to("A-1", "one")), link=lambda _: '"><script>')
    assert "<script" not in svg
    assert only(tree(svg), "a").get("href") == '"><script>'


# --------------------------------------------------------------------------------- colours


@pytest.mark.parametrize(("name", "colour"), PALETTE.items())
def test_colours_of_the_palette_become_classes(name: str, colour: str) -> None:
    root = parsed(f'<rect x="1" y="1" width="9" height="9" fill="{colour.lower()}"/>')
    assert only(root, "rect").get("class") == f"pt-fill-{name}"


def test_a_shortened_colour_is_known_too() -> None:
    rect = only(parsed(BOX), "rect")
    assert rect.get("class") == "pt-fill-paper pt-stroke-line"


def test_a_colour_stays_for_where_there_is_no_style_sheet() -> None:
    rect = only(parsed(BOX), "rect")
    assert (rect.get("fill"), rect.get("stroke")) == ("#FFF", "#75848C")


def test_a_colour_outside_the_palette_gets_no_class() -> None:
    rect = only(parsed('<rect width="9" height="9" fill="#123456"/>'), "rect")
    assert rect.attrib == {"width": "9", "height": "9", "fill": "#123456"}


def test_style_attributes_become_presentation_attributes() -> None:
    rect = only(parsed(BOX), "rect")
    assert rect.get("stroke-width") == "2"
    assert rect.get("stroke-dasharray") == "4,4"
    assert "style" not in rect.attrib


# ---------------------------------------------------------------------------------- safety


@pytest.mark.parametrize(
    "harm",
    [
        "<script>alert(1)</script>",
        "<style>rect{fill:red}</style>",
        "<foreignObject><p>words</p></foreignObject>",
        '<image href="https://example.com/x.png"/>',
        '<use href="https://example.com/x.svg#y"/>',
        "<!-- SRC=abc -->",
        "<animate attributeName='href' values='javascript:alert(1)'/>",
        "<set attributeName='onclick' to='alert(1)'/>",
        '<html:script xmlns:html="http://www.w3.org/1999/xhtml">alert(1)</html:script>',
        "<defs><linearGradient id='g'/></defs>",
    ],
)
def test_nothing_but_shapes_text_and_links_is_taken_over(harm: str) -> None:
    assert inlined(harm + BOX) == inlined(BOX)


@pytest.mark.parametrize(
    "attribute",
    [
        'onclick="alert(1)"',
        'onload="alert(1)"',
        'id="x"',
        'class="x"',
        'filter="url(https://example.com/x#y)"',
        'fill="url(https://example.com/x#y)"',
        'style="fill:url(https://example.com/x#y)"',
        'style="background:expression(alert(1))"',
        'href="https://example.com"',
        'xlink:href="https://example.com"',
        'target="_top"',
        'textLength="9" lengthAdjust="spacing"',
    ],
)
def test_no_other_attribute_is_taken_over(attribute: str) -> None:
    rect = '<rect x="1" y="1" width="9" height="9" {}/>'
    assert inlined(rect.format(attribute)) == inlined(rect.format(""))


@pytest.mark.parametrize(
    "svg",
    [
        "",
        "PlantUML failed",
        "<svg>",
        "<svg/>",
        "<p/>",
        '<!DOCTYPE svg [<!ENTITY x "y">]>' + picture(BOX).partition("?>")[2],
        picture("", view_box="none"),
        picture("", view_box="0 0 1"),
        picture("", view_box="0 0 nan 1"),
        picture('<rect width="wide" height="9"/>'),
    ],
)
def test_what_is_no_picture_is_refused(svg: str) -> None:
    with pytest.raises(SvgError):
        inline_svg(svg, link=str)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")))
def test_words_are_shown_as_they_are(words: str) -> None:
    holder = ET.Element("text", {"x": "1", "y": "1"})
    holder.text = words
    root = parsed(ET.tostring(holder, encoding="unicode"))
    shown = [text.text for text in root.iter(f"{SVG}text")]
    expected = " ".join(words.replace(WORD_JOINER, "").split())
    assert shown == ([expected] if expected else [])


# --------------------------------------------------------------------- the picture as a whole


def test_screen_readers_and_the_keyboard_pass_the_picture_by() -> None:
    root = parsed(BOX + link_to("A-1", "one") + link_to("A-2", "two"))
    assert root.get("aria-hidden") == "true"
    links = list(root.iter(f"{SVG}a"))
    assert links
    assert {link.get("tabindex") for link in links} == {"-1"}
    assert " id=" not in inlined(BOX)


def test_the_margin_is_cut_off_and_the_size_follows_the_readers() -> None:
    root = parsed(BOX)
    assert root.get("viewBox") == "19 9 322 42"
    assert root.get("width") == f"{322 / ROOT_FONT_SIZE:g}rem"
    assert root.get("height") == f"{42 / ROOT_FONT_SIZE:g}rem"


def test_a_picture_of_other_shapes_keeps_its_own_bounds() -> None:
    root = parsed(BOX + '<ellipse cx="200" cy="200" rx="90" ry="50"/>')
    assert root.get("viewBox") == "0 0 400 300"


def test_what_a_strict_policy_forbids_is_not_there() -> None:
    svg = inlined(BOX + link_to("A-1", "one"))
    for word in ("style", "<script", "xlink", "target", "http://www.w3.org/1999", "<?", "<!"):
        assert word not in svg


def test_the_same_drawing_gives_the_same_bytes() -> None:
    assert inlined(BOX + link_to("A-1", "one")) == inlined(BOX + link_to("A-1", "one"))
