"""A tree of boxes becomes PlantUML source that fits a phone and takes nothing from a text but its
letters."""

from __future__ import annotations

import os
import re
import subprocess
import unicodedata
import xml.etree.ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policytrace.charts.text_metrics import broken
from policytrace.diagrams.runtime import RuntimeNotFoundError, find_runtime
from policytrace.diagrams.source import (
    PALETTE,
    WIDTH,
    WORD_JOINER,
    Box,
    Look,
    address_of,
    item_id_in,
    literal,
    tree_source,
)
from tests.paths import REPOSITORY

SVG = "{http://www.w3.org/2000/svg}"

HOSTILE = (
    "!include /etc/passwd",
    "one\n@endwbs\n@startuml",
    "one\r\n!include /etc/passwd",
    "@enduml @endwbs",
    "%filename %date() %newline() $x !define A B",
    "[[https://example.com away]] [[",
    "]]> ]]",
    "<b>bold</b> <size:40>big</size> <color:red>",
    "<script>alert(1)</script>",
    "<img:/etc/passwd> <$sprite> <&person> <:1f600:> :smile:",
    "<U+0041> <U+000A> &#65; &amp; &lt;",
    "<<pill0>> <<spine>>",
    '**bold** //italic// __under__ --gone-- ~~wave~~ ""code""',
    r"back\slash \n \t \\ ~*",
    "' comment /' comment '/",
    "\"quotes\" 'quotes' “quotes” ”quotes”",
    "|= table | cell | |_ tree",
    "* ** # ## == --- ....",
    ": ; { } }} </style>",
    "<!-- --> <![CDATA[ ]]>",
    "<latex>x</latex> <math>x</math> <code>",
    "tab\tnull\x00escape\x1bnew\u2028line\ue100private",
    "right\u202eto left\u200b",
    "å ä ö Å Ä Ö é ß ½ § € – — … ² ﬁ",
    "😀 日本語 e\u0301 𝐀",
)
"""Titles that an editor could write, by mistake or not."""


def box(*below: Box, title: str = "Title", look: Look = Look.PLAIN, item_id: str = "A-1") -> Box:
    return Box(item_id=item_id, title=title, look=look, below=below)


def boxes_in(source: str) -> list[str]:
    """The lines of the source that make a box with something in it."""
    return [line for line in source.splitlines() if line.startswith("*") and "[[" in line]


# ------------------------------------------------------------------------------- escaping


@given(st.text())
@example("]]>")
@example("\\n")
@example("%date()")
@example("\u2028\x85\x0b")
def test_what_is_written_literally_holds_no_syntax(text: str) -> None:
    assert re.fullmatch(r"(?:[^\W_]| |<U\+[0-9A-F]{4,6}>)*", literal(text))


@given(st.text(st.characters(exclude_categories=["C", "Z"])))
def test_what_can_be_seen_is_kept(text: str) -> None:
    shown = re.sub(r"<U\+([0-9A-F]+)>", lambda found: chr(int(found[1], 16)), literal(text))
    assert shown.replace(WORD_JOINER, "") == text.replace(WORD_JOINER, "")


@given(st.text())
def test_what_cannot_be_seen_is_left_out(text: str) -> None:
    shown = re.sub(r"<U\+([0-9A-F]+)>", lambda found: chr(int(found[1], 16)), literal(text))
    categories = {unicodedata.category(character) for character in shown} - {"Cf"}
    assert not {category for category in categories if category.startswith(("C", "Zl", "Zp"))}


def test_a_line_break_becomes_a_space() -> None:
    assert literal(" one\n\r\n\u2028two\t") == "one two"


@given(st.text(min_size=1))
@example("_2d_")
def test_an_id_survives_its_address(item_id: str) -> None:
    address = address_of(item_id)
    assert re.fullmatch("policytrace:[A-Za-z0-9_-]+", address)
    assert item_id_in(address) == item_id


@pytest.mark.parametrize("address", ["", "https://example.com", "javascript:alert(1)", "#top"])
def test_no_other_address_names_an_object(address: str) -> None:
    assert item_id_in(address) is None


# ----------------------------------------------------------------------------------- tree


def test_each_box_is_one_line_with_a_link() -> None:
    source = tree_source(box(box(title="Å", item_id="A-2"), title="Rot"))
    assert boxes_in(source) == [
        "* [[policytrace:A-1 Rot]] <<plain0>>",
        "*** [[policytrace:A-2 Å]] <<plain1>>",
    ]


def test_what_is_below_a_box_hangs_from_a_spine_beside_it() -> None:
    source = tree_source(box(box(box(box()))))
    stars = [line.split(" ")[0] for line in source.splitlines() if line.startswith("*")]
    assert stars == ["*", "**", "***", "***", "****", "****", "*****"]


def test_kind_and_note_stand_above_and_below_the_title() -> None:
    source = tree_source(
        Box(item_id="A-1", title="Title", kind="Kind", note="2 notes", look=Look.HEAVY)
    )
    small = f"<color:{PALETTE['quiet']}><size:13>"
    (line,) = boxes_in(source)
    assert line == (
        rf"* {small}Kind</size></color>\n[[policytrace:A-1 Title]]"
        rf"\n{small}2 notes</size></color> <<heavy0>>"
    )


def test_a_box_without_a_title_shows_its_id() -> None:
    (line,) = boxes_in(tree_source(box(title=" \n ", item_id="A-1")))
    assert line == "* [[policytrace:A-1 A<U+002D>1]] <<plain0>>"


def test_only_the_styles_that_are_used_are_written() -> None:
    source = tree_source(box(box(look=Look.DASHED), look=Look.PILL))
    assert re.findall(r"^  \.(\w+) \{$", source, re.MULTILINE) == ["spine", "pill0", "dashed1"]


@given(st.lists(st.text(), min_size=1, max_size=4))
@example(list(HOSTILE[:4]))
def test_a_text_never_adds_a_line_to_the_source(titles: list[str]) -> None:
    def source(texts: list[str]) -> str:
        return tree_source(
            box(*(Box(item_id=t or "x", title=t, kind=t, note=t, look=Look.PLAIN) for t in texts))
        )

    plain = source(["x"] * len(titles))
    assert len(source(titles).splitlines()) == len(plain.splitlines())


def test_the_same_tree_gives_the_same_source() -> None:
    tree = box(box(look=Look.HEAVY), box(look=Look.PLAIN))
    assert tree_source(tree) == tree_source(tree)


# -------------------------------------------------------------------------- drawn for real


@pytest.fixture(scope="module")
def drawn() -> ET.Element:
    """What PlantUML makes of boxes with hostile titles, one for each, three levels deep."""
    try:
        runtime = find_runtime(REPOSITORY, os.environ)
    except RuntimeNotFoundError as error:
        pytest.skip(str(error))
    below = tuple(
        Box(
            item_id=f"A-{number}",
            title=title,
            kind=title,
            note=title,
            look=Look.HEAVY,
            below=(box(look=Look.ROUNDED, item_id="W" * 9, title="W" * 99),),
        )
        for number, title in enumerate(HOSTILE)
    )
    source = tree_source(box(*below, look=Look.PILL, item_id="ÅÄÖ _%"))
    done = subprocess.run(
        [*runtime.command, "-tsvg", "-charset", "utf-8", "-pipe"],
        check=True,
        capture_output=True,
        encoding="utf-8",
        input=source,
        timeout=120,
    )
    return ET.fromstring(done.stdout)  # noqa: S314 - PlantUML's own


def texts_by_address(picture: ET.Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for link in picture.iter(f"{SVG}a"):
        found.setdefault(link.attrib["href"], []).extend(link.itertext())
    return found


def test_plantuml_shows_every_title_as_it_is_written(drawn: ET.Element) -> None:
    shown = texts_by_address(drawn)
    for number, title in enumerate(HOSTILE):
        text = " ".join("".join(shown[f"policytrace:A-{number}"]).replace(WORD_JOINER, "").split())
        expected = "".join(broken(title, (WIDTH - 10) / 14, 3)).replace(" ", "")
        assert text.replace(" ", "") == expected


def test_plantuml_keeps_an_address_as_it_is(drawn: ET.Element) -> None:
    assert address_of("ÅÄÖ _%") in texts_by_address(drawn)


def edges(shape: ET.Element) -> tuple[float, float]:
    left = float(shape.attrib["x"])
    return left, left + float(shape.attrib["width"])


def test_the_tree_is_narrower_than_a_phone(drawn: ET.Element) -> None:
    lefts, rights = zip(*map(edges, drawn.iter(f"{SVG}rect")), strict=True)
    assert max(rights) - min(lefts) <= 340


def test_text_stays_inside_its_box(drawn: ET.Element) -> None:
    right = 0.0
    for element in drawn.iter():
        if element.tag == f"{SVG}rect":
            _, right = edges(element)
        elif element.tag == f"{SVG}text" and "textLength" in element.attrib:
            length = float(element.attrib["textLength"])
            assert float(element.attrib["x"]) + length < right, element.text
