"""What pictures on a page have in common, whatever drew them.

A drawing program makes SVG that is meant to stand alone. A page with a strict content security
policy, a dark mode and screen readers needs a root of its own around what is harmless in it.
"""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"

ROOT_FONT_SIZE = 16
"""Units of a picture in one rem: it grows with the size of text that the reader has chosen."""


class SvgError(ValueError):
    """What should be inlined is no SVG, or more than SVG."""


def parsed(svg: str) -> ET.Element:
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


def view_box(root: ET.Element) -> tuple[float, float, float, float]:
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


def canvas(view_box: tuple[float, float, float, float]) -> ET.Element:
    """A root for an HTML page, of its natural size in rem."""
    *_, width, height = view_box
    return ET.Element(
        "svg",
        {
            "xmlns": SVG.strip("{}"),
            "viewBox": " ".join(map(number, view_box)),
            "width": f"{number(width / ROOT_FONT_SIZE)}rem",
            "height": f"{number(height / ROOT_FONT_SIZE)}rem",
        },
    )


def picture(
    *,
    title: str,
    description: str,
    prefix: str,
    view_box: tuple[float, float, float, float],
) -> ET.Element:
    """A root for an HTML page, of the picture's natural size in rem.

    A screen reader reads `title`, and `description` unless it is empty; `prefix` makes the ids of
    the two unlike all others on the page.
    """
    root = canvas(view_box)
    root.set("role", "img")
    root.set("aria-labelledby", f"{prefix}-title")
    ET.SubElement(root, "title", {"id": f"{prefix}-title"}).text = title
    if description:
        root.set("aria-describedby", f"{prefix}-description")
        ET.SubElement(root, "desc", {"id": f"{prefix}-description"}).text = description
    return root


def full_colour(value: str) -> str:
    """A colour as ``#RRGGBB``, also where it is shortened (``#FFF``) or in small letters."""
    short = re.fullmatch(r"#([0-9A-Fa-f])([0-9A-Fa-f])([0-9A-Fa-f])", value)
    long = f"#{''.join(digit * 2 for digit in short.groups())}" if short else value
    return long.upper()


def number(value: float) -> str:
    """A coordinate, as short as it can be written."""
    return f"{value:.3f}".rstrip("0").rstrip(".")
