"""Pictures (SVG) that people put into the project: only those that can do nothing but be looked at.

A picture can be opened by itself, and is then a page of the site's own: a script in it would run as
ours. So the file is parsed, and all in it must be known to be harmless.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence

from policytrace.messages import Message, message
from policytrace.svg import SVG
from policytrace.xml_text import SaidText, XmlTextError, xml_texts

LARGEST = 2_000_000  # bytes

_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"

_FILTERS = (
    *("Blend", "ColorMatrix", "ComponentTransfer", "Composite", "ConvolveMatrix"),
    *("DiffuseLighting", "DisplacementMap", "DistantLight", "DropShadow", "Flood", "FuncA"),
    *("FuncB", "FuncG", "FuncR", "GaussianBlur", "Merge", "MergeNode", "Morphology", "Offset"),
    *("PointLight", "SpecularLighting", "SpotLight", "Tile", "Turbulence"),
)
_ELEMENTS = frozenset(
    {
        *("svg", "g", "defs", "symbol", "use", "switch", "title", "desc", "metadata", "style"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("text", "tspan", "textPath", "linearGradient", "radialGradient", "stop"),
        *("clipPath", "mask", "pattern", "marker", "filter"),
        *(f"fe{name}" for name in _FILTERS),
    }
)

_ATTRIBUTES = frozenset(
    {
        # what it is
        *("id", "class", "style", "lang", "role", "tabindex", "version", "baseProfile", "type"),
        *("href", "focusable", "systemLanguage", "requiredFeatures", "requiredExtensions"),
        # where it is, and how large
        *("x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "dx", "dy", "r", "rx", "ry", "fx", "fy"),
        *("fr", "width", "height", "d", "points", "pathLength", "transform", "transform-origin"),
        *("viewBox", "preserveAspectRatio", "rotate", "textLength", "lengthAdjust", "startOffset"),
        *("method", "side", "spacing", "offset", "refX", "refY", "orient", "markerUnits"),
        *("markerWidth", "markerHeight", "gradientUnits", "gradientTransform", "spreadMethod"),
        *("clipPathUnits", "maskUnits", "maskContentUnits", "patternUnits", "patternTransform"),
        *("patternContentUnits", "zoomAndPan", "enable-background", "overflow"),
        # how it looks
        *("alignment-baseline", "baseline-shift", "clip", "clip-path", "clip-rule", "color"),
        *("color-interpolation", "color-interpolation-filters", "color-rendering", "cursor"),
        *("direction", "display", "dominant-baseline", "fill", "fill-opacity", "fill-rule"),
        *("filter", "flood-color", "flood-opacity", "font", "font-family", "font-kerning"),
        *("font-size", "font-size-adjust", "font-stretch", "font-style", "font-variant"),
        *("font-weight", "glyph-orientation-horizontal", "glyph-orientation-vertical"),
        *("image-rendering", "isolation", "kerning", "letter-spacing", "lighting-color"),
        *("line-height", "marker", "marker-end", "marker-mid", "marker-start", "mask"),
        *("mask-type", "mix-blend-mode", "opacity", "paint-order", "pointer-events"),
        *("shape-rendering", "solid-color", "solid-opacity", "stop-color", "stop-opacity"),
        *("stroke", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap"),
        *("stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-width"),
        *("text-anchor", "text-decoration", "text-overflow", "text-rendering", "unicode-bidi"),
        *("vector-effect", "visibility", "white-space", "word-spacing", "writing-mode"),
        # filters
        *("in", "in2", "result", "operator", "k1", "k2", "k3", "k4", "values", "tableValues"),
        *("slope", "intercept", "amplitude", "exponent", "order", "kernelMatrix", "divisor"),
        *("bias", "targetX", "targetY", "edgeMode", "kernelUnitLength", "preserveAlpha"),
        *("surfaceScale", "diffuseConstant", "specularConstant", "specularExponent", "azimuth"),
        *("elevation", "z", "pointsAtX", "pointsAtY", "pointsAtZ", "limitingConeAngle", "mode"),
        *("scale", "xChannelSelector", "yChannelSelector", "stdDeviation", "radius"),
        *("baseFrequency", "numOctaves", "seed", "stitchTiles", "filterUnits", "primitiveUnits"),
    }
)
_UNUSED = re.compile(
    r"(?:(?:aria|data)-[\w.-]+|\{http://www\.w3\.org/XML/1998/namespace\}(?:space|lang)|"
    r"\{http://www\.w3\.org/1999/xlink\}(?:type|title|show|actuate))\Z"
)
"""Attributes by which nothing is drawn or fetched."""

_INERT = re.compile(
    r"\{(?:http://www\.inkscape\.org/namespaces/inkscape|"
    r"http://sodipodi\.sourceforge\.net/DTD/sodipodi-0\.dtd|"
    r"http://www\.w3\.org/1999/02/22-rdf-syntax-ns#|http://creativecommons\.org/ns#|"
    r"http://web\.resource\.org/cc/|http://purl\.org/dc/elements/1\.1/)\}[\w.-]+\Z"
)
"""What drawing programs note for themselves; no browser makes anything of it."""

_WITHIN = re.compile(r"\s*#[^\s\"'()\\]+\s*\Z")
_URL = re.compile(r"url\(\s*([\"']?)#[^\s\"'()\\]+\1\s*\)", re.IGNORECASE)
_LOADS = re.compile(r"[\\@]|(?:url|src|image|image-set|element|expression)\s*\(", re.IGNORECASE)
_ENCODING = re.compile(r"\s*<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([^\"']*)")


def _text(content: bytes) -> str | None:
    """The text of a picture; None if a browser would read another one, or none."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    declared = _ENCODING.match(text)
    return None if declared and declared[1].lower() not in {"utf-8", "utf8"} else text


class _RefusedError(Exception):
    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class _Reader:
    """Is told what the parser meets, and stops it at the first thing that is not harmless."""

    def __init__(self) -> None:
        self._styles: list[str] = []
        self._path: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.removeprefix(SVG)
        above = self._path[-1] if self._path else ""
        if above == "style" or (not above and name != "svg"):
            raise _RefusedError(f"<{_local(tag)}>")
        if not _INERT.match(tag) and not (tag.startswith(SVG) and name in _ELEMENTS):
            raise _RefusedError(f"<{_local(tag)}>")
        for key, value in attributes.items():
            if not _is_harmless(key, value):
                raise _RefusedError(f'{_local(key)}="{" ".join(value.split())[:60]}"')
        self._path.append(name)
        self._styles = []

    def data(self, text: str) -> None:
        if self._path and self._path[-1] == "style":
            self._styles.append(text)

    def end(self, _tag: str) -> None:
        if self._path.pop() == "style" and _loads("".join(self._styles)):
            raise _RefusedError("<style>")

    def pi(self, target: str, _text: str | None = None) -> None:
        raise _RefusedError(f"<?{target}>")

    def doctype(self, _name: str, _public: str | None, _system: str | None) -> None:
        raise _RefusedError("<!DOCTYPE>")

    def close(self) -> None:
        """There is nothing to hand over."""


def _local(name: str) -> str:
    return name.rpartition("}")[2][:40]


def _is_harmless(key: str, value: str) -> bool:
    if key in {"href", _XLINK_HREF}:
        return bool(_WITHIN.match(value))
    if _UNUSED.match(key) or _INERT.match(key):
        return True
    return key in _ATTRIBUTES and not _loads(value)


def _loads(style: str) -> bool:
    """Whether a style, or a value that may hold one, could fetch anything from elsewhere."""
    return bool(_LOADS.search(_URL.sub("", style)))


def said_in(content: bytes) -> Sequence[SaidText] | None:
    """What a picture says in texts, comments and attributes, in its order; None if it is no XML.

    What only draws is left out: it is full of numbers.
    """
    try:
        return xml_texts(content, _says_something)
    except XmlTextError:
        return None


def _says_something(attribute: str) -> bool:
    return attribute not in _ATTRIBUTES or attribute in {"class", "href", "id"}


def refused_in(content: bytes) -> Message | None:
    """Why a picture must not be published; None if it is nothing but a picture."""
    if len(content) > LARGEST:
        return message("it is larger than {size} kB", size=str(LARGEST // 1_000))
    text = _text(content)
    if text is None:
        return message("it is not written in UTF-8, or it is compressed")
    try:
        parser = ET.XMLParser(target=_Reader())  # noqa: S314 - stops at a document type
        parser.feed(text)
        parser.close()
    except _RefusedError as refused:
        return message("it holds {what}", what=refused.what)
    except ET.ParseError as error:
        return message("it is no SVG: {error}", error=str(error))
    return None
