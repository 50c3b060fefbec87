"""A picture that people put into the project can do nothing but be looked at."""

from __future__ import annotations

import gzip

import pytest

from policytrace.svg_file import LARGEST, refused_in, said_in
from tests.paths import REPOSITORY
from tests.plan_builder import english

NAMESPACES = (
    'xmlns="http://www.w3.org/2000/svg" xmlns:svg="http://www.w3.org/2000/svg" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:h="http://www.w3.org/1999/xhtml" '
    'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" '
    'xmlns:ev="http://www.w3.org/2001/xml-events"'
)


def picture(inside: str, *, root: str = "", before: str = "") -> bytes:
    """A picture with something in it."""
    return f"{before}<svg {NAMESPACES} {root}>{inside}</svg>".encode()


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<svg:script>alert(1)</svg:script>",
        "<h:script>alert(1)</h:script>",
        '<h:iframe src="x"/>',
        '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>',
        "<foreignObject/>",
        '<g onload="alert(1)"/>',
        '<g OnLoad="alert(1)"/>',
        '<a href="#x"/>',
        '<a xlink:href="java&#115;cript:alert(1)"/>',
        '<use href="annan.svg#x"/>',
        '<use href="data:image/svg+xml,x#y"/>',
        '<use xlink:href=" https://example.org/#x"/>',
        '<image href="https://example.org/x.png"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        '<feImage href="#x"/>',
        '<set attributeName="href" to="javascript:alert(1)"/>',
        '<animate attributeName="href" values="javascript:alert(1)"/>',
        '<animateTransform attributeName="transform"/>',
        '<discard href="#x"/>',
        '<handler ev:event="load">alert(1)</handler>',
        '<g ev:event="load"/>',
        '<g xml:base="https://example.org/"/>',
        '<rect style="fill:url(https://example.org/x)"/>',
        '<rect style="fill:u\\72l(x)"/>',
        '<rect fill="url(//example.org/x#y)"/>',
        "<rect fill=\"url( 'x.svg#y' )\"/>",
        "<rect style=\"background:image-set('x.png' 1x)\"/>",
        "<style>@import 'x.css';</style>",
        "<style>g{fill:url(x.svg#y)}</style>",
        "<style>@imp<![CDATA[ort 'x.css';]]></style>",
        "<style>@import 'x.css';<g/></style>",
        "<style>@font-face{src:url(#x)}</style>",
        "<?xml-stylesheet href='x.css'?>",
        "<unknown/>",
        '<rect unknown="x"/>',
        "<svg:g",
        "&x;",
    ],
)
def test_what_could_do_more_than_be_looked_at_is_refused(inside: str) -> None:
    assert refused_in(picture(inside)) is not None


@pytest.mark.parametrize(
    "before",
    [
        "<!DOCTYPE svg>",
        '<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]>',
        '<!DOCTYPE svg [<!ENTITY x "y">]>',
        "<?xml version='1.0' encoding='UTF-7'?>",
        '<?xml version="1.0" encoding="iso-8859-1"?>',
        "<?xml-stylesheet href='x.css'?>",
        "x",
    ],
)
def test_what_stands_before_a_picture_is_looked_at(before: str) -> None:
    assert refused_in(picture("", before=before)) is not None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"x",
        b"<html xmlns='http://www.w3.org/1999/xhtml'/>",
        b"<svg/>",
        gzip.compress(picture("")),
        picture("<g/>").decode().encode("utf-16"),
        picture("<text>å</text>").decode().encode("latin-1"),
        picture(" " * LARGEST),
    ],
)
def test_what_is_no_picture_in_utf_8_is_refused(content: bytes) -> None:
    assert refused_in(content) is not None


def test_the_reason_names_what_was_found() -> None:
    refused = refused_in(picture('<g onload="alert(1)"/>'))
    assert refused is not None
    assert english(refused) == 'it holds onload="alert(1)"'


@pytest.mark.parametrize(
    "inside",
    [
        '<linearGradient id="a"><stop offset="1" stop-color="red"/></linearGradient>',
        '<rect fill="url(#a)" style="stroke:url( \'#a\' );clip-path:url(#b)"/>',
        '<use xlink:href="#a"/><use href="#a"/>',
        "<text xml:space='preserve'>Konstant = 1 &amp; @import url(x)</text>",
        "<style>.a{fill:#fff}</style><g class='a' aria-label='a@b' data-name='x\\y'/>",
        '<filter id="f"><feGaussianBlur stdDeviation="2"/></filter>',
        "<g inkscape:label='Lager' inkscape:groupmode='layer'/>",
        "<!-- <script> -->",
    ],
)
def test_a_picture_is_let_through(inside: str) -> None:
    assert refused_in(picture(inside, before='<?xml version="1.0" encoding="UTF-8"?>\n')) is None


def test_a_byte_order_mark_is_no_matter() -> None:
    assert refused_in(b"\xef\xbb\xbf" + picture("<g/>")) is None


def test_what_we_publish_ourselves_is_let_through() -> None:
    ours = sorted((REPOSITORY / "_ext" / "policytrace" / "site" / "static").glob("*.svg"))
    assert ours
    assert [refused_in(path.read_bytes()) for path in ours] == [None] * len(ours)


# ------------------------------------------------------------------- what a picture says


def said(within: str) -> list[tuple[int, str]]:
    """Lines and texts of a picture that holds this."""
    found = said_in(f'<svg xmlns="http://www.w3.org/2000/svg">{within}</svg>'.encode())
    assert found is not None
    return [(text.place, text.text) for text in found]


@pytest.mark.parametrize(
    ("within", "texts"),
    [
        ("<title>ett</title>\n<desc>två</desc>", [(1, "ett"), (2, "två")]),
        ("<text>ett <tspan>t</tspan><tspan>vå</tspan></text>", [(1, "ett två")]),
        ("<text>\n <tspan>ett</tspan>\n <tspan>två</tspan>\n</text>", [(4, "ett två")]),
        ("<text>ett</text><text>två</text>", [(1, "ett"), (1, "två")]),
        ("<text><textPath>ett</textPath></text>", [(1, "ett")]),
        ('<g aria-label="ett" data-x="två" id="tre"/>', [(1, "ett"), (1, "två"), (1, "tre")]),
        ("<!-- ett -->", [(1, " ett ")]),
        ("<metadata><x>ett</x></metadata>", [(1, "ett")]),
        ("<text>e&#116;t</text>", [(1, "ett")]),
        ('<path d="M1 2" points="1,2" transform="scale(2)" fill="#121212"/>', []),
    ],
)
def test_what_a_picture_says(within: str, texts: list[tuple[int, str]]) -> None:
    assert said(within) == texts


def test_what_is_no_xml_says_nothing() -> None:
    assert said_in(b"<svg") is None
    assert said_in(b"\x1f\x8b") is None
