"""What pictures on a page have in common: a root that grows with the text, and is read out."""

from __future__ import annotations

import xml.etree.ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"

ROOT_FONT_SIZE = 16
"""Units of a picture in one rem: it grows with the size of text that the reader has chosen."""


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


def number(value: float) -> str:
    """A coordinate, as short as it can be written."""
    return f"{value:.3f}".rstrip("0").rstrip(".")
