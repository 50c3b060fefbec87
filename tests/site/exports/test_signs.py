"""Signs that no file holds, whatever the gate has let through."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace

import pytest
from lxml import etree

import policytrace.site.exports as _exports  # noqa: F401 - importing it fills the registry
from policytrace.messages import catalogue
from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName
from policytrace.site.exports.registry import exported_files
from policytrace.site.exports.signs import seen_signs
from tests.measure.figures import figure
from tests.site.exports.snapshots import METAMODEL, TARGETED, snapshot_of

CONTROLS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n\r"]
TURNING = [chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]
BREAKING = ["\u2028", "\u2029"]
KNOWN = replace(METAMODEL, site="https://plan.example.org")


def with_signs(one: Item) -> Item:
    """The object with all such signs in its title, its text and what it says in free words."""
    signs = "".join((*CONTROLS, *TURNING, *BREAKING))
    values = dict(one.values)
    if FieldName.SOURCE in values:
        values[FieldName.SOURCE] = f"Källa{signs}n"
    return replace(one, title=f"{one.title}{signs}x", prose=f"Text{signs}en", values=values)


FILES = exported_files(
    snapshot_of(
        map(with_signs, TARGETED), figure("2026", "12.5", source="a\x1b\u202eb"), metamodel=KNOWN
    ),
    catalogue("sv"),
)


@pytest.mark.parametrize("sign", [*CONTROLS, *TURNING, *BREAKING], ids=ascii)
def test_each_such_sign_is_replaced(sign: str) -> None:
    assert seen_signs(f"a{sign}b") == "a\ufffdb"


@pytest.mark.parametrize("sign", ["å", "\u00ad", "\u200d", "\u00a0", "😀", "\t", "\n", "ﷺ"])
def test_a_sign_that_is_read_is_kept(sign: str) -> None:
    assert seen_signs(sign) == sign


@pytest.mark.parametrize(
    "name", [name for name in FILES if name.endswith((".xml", ".rdf", ".atom"))]
)
def test_what_is_xml_can_be_read_and_holds_none(name: str) -> None:
    assert {"data/dcat.rdf", "data/stratml.xml"} <= FILES.keys()
    root = etree.fromstring(FILES[name])
    text = "".join(root.itertext()) + "".join(
        value for element in root.iter() for value in element.attrib.values()
    )
    assert not set(text) & {*CONTROLS, *TURNING, *BREAKING}


@pytest.mark.parametrize(
    "name", [name for name in FILES if name.endswith((".csv", ".ics", ".txt", ".json", ".py"))]
)
def test_what_is_text_holds_none_as_it_is(name: str) -> None:
    text = FILES[name].decode("utf-8")
    found = {sign for sign in text if unicodedata.category(sign) in {"Cc", "Zl", "Zp"}}
    assert found <= {"\n", "\r", "\t"}
    assert not set(text) & set(TURNING)


def test_in_json_they_are_written_as_numbers_and_read_as_they_were() -> None:
    plan = json.loads(FILES["data/plan.json"])
    titles = {one["id"]: one["title"] for one in plan["objects"]}
    assert titles == {one.id: with_signs(one).title for one in TARGETED}
    assert not set(FILES["data/plan.json"].decode()) & {*CONTROLS, *TURNING, *BREAKING} - {"\n"}
