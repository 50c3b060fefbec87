"""Signs that no file holds, whatever the gate has let through."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from lxml import etree

from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName
from tests.measure.figures import figure
from tests.site.exports.snapshots import METAMODEL, TARGETED, all_files, snapshot_of

CONTROLS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n\r"]
TURNING = [chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]
BREAKING = ["\u2028", "\u2029"]
UNSEEN = {*CONTROLS, *TURNING, *BREAKING}
KNOWN = replace(METAMODEL, site="https://plan.example.org")


def with_signs(one: Item) -> Item:
    """The object with all such signs in its title, its text and what it says in free words."""
    signs = "".join((*CONTROLS, *TURNING, *BREAKING))
    values = dict(one.values)
    if FieldName.SOURCE in values:
        values[FieldName.SOURCE] = f"Källa{signs}n"
    return replace(one, title=f"{one.title}{signs}x", prose=f"Text{signs}en", values=values)


@cache
def files() -> Mapping[str, bytes]:
    """All files, by the exporters, of a plan that the gate would not let out."""
    return all_files(
        snapshot_of(
            map(with_signs, TARGETED),
            figure("2026", "12.5", source="a\x1b\u202eb"),
            metamodel=KNOWN,
        ),
    )


def test_what_is_xml_can_be_read_and_holds_none() -> None:
    found = {name for name in files() if name.endswith((".xml", ".rdf", ".atom"))}
    assert {"data/dcat.rdf", "data/stratml.xml", "floden/allt.atom"} <= found
    for name in found:
        root = etree.fromstring(files()[name])
        values = (value for element in root.iter() for value in element.attrib.values())
        assert not set("".join((*root.itertext(), *values))) & UNSEEN, name


def test_what_is_text_holds_none_as_it_is() -> None:
    found = {name for name in files() if name.endswith((".csv", ".ics", ".txt", ".json"))}
    assert {"data/objekt.csv", "kalender/allt.ics", "llms.txt", "data/plan.json"} <= found
    for name in found:
        assert not set(files()[name].decode("utf-8")) & UNSEEN, name


def test_in_json_they_are_written_as_numbers_and_read_as_they_were() -> None:
    plan = json.loads(files()["data/plan.json"])
    titles = {one["id"]: one["title"] for one in plan["objects"]}
    assert titles == {one.id: with_signs(one).title for one in TARGETED}
