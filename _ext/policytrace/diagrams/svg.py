"""Makes PlantUML's SVG part of a page.

What PlantUML draws is meant to stand alone: it sets colours in `style` attributes, gives links a
target, and makes a link of each line of text. A page with a strict content security policy, a dark
mode and screen readers needs something else. Only what is known to be harmless is taken over.
"""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator

from markupsafe import Markup

from policytrace.diagrams.source import PALETTE, WORD_JOINER, item_id_in
from policytrace.svg import SVG, canvas

XLINK = "{http://www.w3.org/1999/xlink}"

SHAPES = frozenset({"rect", "line", "path", "polygon", "polyline", "ellipse", "circle", "text"})
"""The elements that are taken over, besides links and groups."""

_PLACE = frozenset({"x", "y", "x1", "y1", "x2", "y2", "cx", "cy"})
_EXTENT = frozenset({"width", "height", "r", "rx", "ry", "d", "points"})
_PRESENTATION = frozenset(
    {"fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-weight", "font-style"}
)
_TAKEN_OVER = _PLACE | _EXTENT | _PRESENTATION
_HARMLESS = re.compile(r"[-+.,#%\w\s]*\Z", re.ASCII)
_CLASS_BY_COLOUR = {colour: name for name, colour in PALETTE.items()}


class SvgError(ValueError):
    """What should be inlined is no SVG, or more than SVG."""


def inline_svg(svg: str, *, link: Callable[[str], str]) -> Markup:
    """The picture as an element for an HTML page.

    `link` gives the address of an object by its id; boxes become links to it. Colours of the
    palette become classes too (``pt-fill-line``). The picture is for those who see it and point at
    it: screen readers and the keyboard pass it by, so the page must say the same in text.

    Raises:
        SvgError: `svg` is not well-formed, has a document type, or is no SVG.
    """
    source = _parsed(svg)
    drawn = _in_reading_order(_boxes_as_links(_cleaned(source, link)))
    left, top, width, height = _bounds(drawn) or _view_box(source)
    root = canvas((left, top, width, height))
    root.set("class", "pt-picture")
    root.set("aria-hidden", "true")
    root.set("focusable", "false")
    root.extend(drawn)
    ET.indent(root, space="")  # the line breaks keep a link's lines of text apart when read out
    return Markup(ET.tostring(root, encoding="unicode"))  # noqa: S704 - built here, text is escaped


def _parsed(svg: str) -> ET.Element:
    """The root of `svg`.

    Raises:
        SvgError: it is not well-formed, has a document type, or is no SVG.
    """
    if "<!DOCTYPE" in svg or "<!ENTITY" in svg:
        raise SvgError("the picture has a document type")
    try:
        root = ET.fromstring(svg)  # noqa: S314 - without a document type there are no entities
    except ET.ParseError as error:
        raise SvgError(f"the picture is not well-formed: {error}") from error
    if root.tag != f"{SVG}svg":
        raise SvgError(f"not an SVG picture but {root.tag!r}")
    return root


def _view_box(root: ET.Element) -> tuple[float, float, float, float]:
    """Left, top, width and height of a picture.

    Raises:
        SvgError: it does not say them.
    """
    try:
        left, top, width, height = map(float, root.get("viewBox", "").split())
    except ValueError as error:
        raise SvgError("the picture does not say how large it is") from error
    if not all(map(math.isfinite, (left, top, width, height))):
        raise SvgError("the picture has no size")
    return left, top, width, height


def _cleaned(parent: ET.Element, link: Callable[[str], str]) -> Iterator[ET.Element]:
    """The harmless elements in `parent`, in their order, without groups and blank texts."""
    for element in parent:
        name = element.tag.removeprefix(SVG)
        if name == "g":
            yield from _cleaned(element, link)
        elif name == "a":
            item_id = item_id_in(element.get("href") or element.get(f"{XLINK}href") or "")
            inside = list(_cleaned(element, link))
            if item_id is None:
                yield from inside
            elif inside:
                made = ET.Element("a", {"href": link(item_id), "tabindex": "-1"})
                made.extend(inside)
                yield made
        elif name in SHAPES and (name != "text" or _words(element)):
            yield _cleaned_shape(element, name)


def _cleaned_shape(element: ET.Element, name: str) -> ET.Element:
    given = dict(element.attrib)
    for declaration in given.pop("style", "").split(";"):
        key, _, value = declaration.partition(":")
        given[key.strip()] = value.strip()
    made = ET.Element(name)
    classes = []
    for key, value in given.items():
        if key in {"fill", "stroke"} and (colour := _CLASS_BY_COLOUR.get(_full_colour(value))):
            classes.append(f"pt-{key}-{colour}")
        if key in _TAKEN_OVER and _HARMLESS.match(value):
            made.set(key, value)
    if classes:
        made.set("class", " ".join(classes))
    if name == "text":
        made.text = _words(element)
    return made


def _words(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).replace(WORD_JOINER, "").split())


def _boxes_as_links(elements: Iterable[ET.Element]) -> list[ET.Element]:
    """Make a box whose text leads to one place a link altogether: one link, and easy to hit.

    PlantUML draws a box and then its lines of text, each line a link of its own.
    """
    waiting: list[ET.Element] = []
    done: list[ET.Element] = []
    for element in elements:
        if element.tag not in {"text", "a"}:
            done += _joined(waiting)
            waiting = []
        waiting.append(element)
    return done + _joined(waiting)


def _joined(box: list[ET.Element]) -> list[ET.Element]:
    """A shape and the texts that follow it, as one link if they lead to one place."""
    places = {element.get("href", "") for element in box if element.tag == "a"}
    if len(places) != 1:
        return box
    made = ET.Element("a", {"href": places.pop(), "tabindex": "-1"})
    for element in box:
        made.extend(element if element.tag == "a" else [element])
    return [made]


def _in_reading_order(elements: list[ET.Element]) -> list[ET.Element]:
    """Links last, from the top down."""
    links = [element for element in elements if element.tag == "a"]
    links.sort(key=lambda element: (_value(element[0], "y"), _value(element[0], "x")))
    return [element for element in elements if element.tag != "a"] + links


def _bounds(drawn: Iterable[ET.Element]) -> tuple[float, float, float, float] | None:
    """Left, top, width and height of a picture of rectangles and lines: PlantUML adds a margin.

    None if anything else is drawn, or nothing.
    """
    across: list[float] = []
    down: list[float] = []
    for element in (found for top in drawn for found in top.iter()):
        if element.tag == "rect":
            edge = _value(element, "stroke-width") / 2
            x, y = _value(element, "x"), _value(element, "y")
            across += (x - edge, x + _value(element, "width") + edge)
            down += (y - edge, y + _value(element, "height") + edge)
        elif element.tag == "line":
            edge = _value(element, "stroke-width") / 2
            across += (_value(element, x) + sign * edge for x in ("x1", "x2") for sign in (-1, 1))
            down += (_value(element, y) + sign * edge for y in ("y1", "y2") for sign in (-1, 1))
        elif element.tag not in {"a", "text"}:
            return None
    if not across:
        return None
    return min(across), min(down), max(across) - min(across), max(down) - min(down)


def _value(element: ET.Element, name: str) -> float:
    try:
        return float(element.get(name, "0"))
    except ValueError as error:
        raise SvgError(f"{name} of a {element.tag} is no number") from error


def _full_colour(value: str) -> str:
    """A colour as ``#RRGGBB``, also where it is shortened (``#FFF``) or in small letters."""
    short = re.fullmatch(r"#([0-9A-Fa-f])([0-9A-Fa-f])([0-9A-Fa-f])", value)
    long = f"#{''.join(digit * 2 for digit in short.groups())}" if short else value
    return long.upper()
