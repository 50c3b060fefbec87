"""Makes a drawn chart part of a page.

Only elements and attributes that are known to be harmless are taken over, and of an attribute only
values of the form that drawings need.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from markupsafe import Markup

from policytrace.charts.palette import PALETTE
from policytrace.charts.text_metrics import visible
from policytrace.svg import SVG, full_colour, number, parsed, picture, view_box

_SHAPES = frozenset({"line", "path", "rect", "text"})
_PAINTS = frozenset({"fill", "stroke"})
_NUMBERS = re.compile(r"[-+.,\d\s]+")
_PATH = re.compile(r"[-+.,\d\sA-Za-z]+", re.ASCII)
_PAINT = re.compile(r"#[0-9A-Fa-f]{3,8}|[a-z]+")
_WORD = re.compile(r"\w+", re.ASCII)
_TRANSFORM = re.compile(r"(?:translate|rotate|scale)\([-+.,\d\s]+\)")
_TAKEN_OVER: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "d": _PATH,
        "transform": _TRANSFORM,
        "text-anchor": _WORD,
        "font-weight": _WORD,
        "stroke-linecap": _WORD,
        "stroke-linejoin": _WORD,
        **dict.fromkeys(_PAINTS, _PAINT),
        **dict.fromkeys(("x", "y", "x1", "y1", "x2", "y2", "width", "height"), _NUMBERS),
        **dict.fromkeys(("stroke-width", "stroke-dasharray", "stroke-miterlimit"), _NUMBERS),
    }
)
"""The attributes that are taken over, and what their values may be."""

_LONG_NUMBER = re.compile(r"-?(?<!\d)\d++\.\d{3,}")
_NOTHING_MOVED = "translate(0,0)"
_NO_PAINT = frozenset({"none", "transparent"})
_CLASS_BY_COLOUR = {colour: name for name, colour in PALETTE.items()}


def inline(svg: str, *, prefix: str, title: str, description: str) -> Markup:
    """The chart as an element for an HTML page.

    A screen reader reads it as one picture with `title` and, unless it is empty, `description`;
    `prefix` makes the ids of the two unlike all others on the page. Colours of the palette become
    classes too (``pt-chart-stroke-women``), so that the style sheet can exchange them.

    Raises:
        SvgError: `svg` is not well-formed, has a document type, or is no SVG.
    """
    source = parsed(svg)
    root = picture(
        title=visible(title),
        description=visible(description),
        prefix=prefix,
        view_box=view_box(source),
    )
    root.set("class", "pt-chart")
    drawn = ET.SubElement(root, "g", {"aria-hidden": "true"})
    drawn.extend(_cleaned(source))
    return Markup(ET.tostring(root, encoding="unicode"))  # noqa: S704 - built here, text is escaped


def _cleaned(parent: ET.Element) -> Iterator[ET.Element]:
    """What can be seen in `parent`, in its order, without groups that do nothing."""
    for element in parent:
        name = element.tag.removeprefix(SVG)
        if element.get("display") == "none":
            continue
        if name == "g":
            made = ET.Element("g", _attributes(element))
            made.extend(_cleaned(element))
            if not made.attrib:
                yield from made
            elif len(made):
                yield made
        elif name in _SHAPES and _is_painted(element, name):
            made = ET.Element(name, _attributes(element))
            if name == "text":
                made.text = visible("".join(element.itertext()))
            yield made


def _is_painted(element: ET.Element, name: str) -> bool:
    """Whether a shape says what it is painted with: Vega's frames around groups do not."""
    paints = {element.get("fill", "none"), element.get("stroke", "none")}
    return bool(paints - _NO_PAINT) and (name != "path" or bool(element.get("d")))


def _attributes(element: ET.Element) -> dict[str, str]:
    made = {}
    classes = []
    for key, value in element.items():
        if key in _PAINTS and (colour := _CLASS_BY_COLOUR.get(full_colour(value))):
            classes.append(f"pt-chart-{key}-{colour}")
        allowed = _TAKEN_OVER.get(key)
        if allowed and allowed.fullmatch(value) and value != _NOTHING_MOVED:
            made[key] = _LONG_NUMBER.sub(lambda found: number(float(found[0])), value)
    if classes:
        made["class"] = " ".join(classes)
    return made
