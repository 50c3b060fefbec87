"""A file for each object: all that the plan document says of it, and what it is linked with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import PurePath
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from policytrace.measure.tables import Row
from policytrace.messages import catalogue
from policytrace.schema.vocabulary import Status, ValueStatus
from policytrace.site.exports.object_json import object_files
from policytrace.site.exports.plan_json import plan_document
from policytrace.site.exports.registry import FileToMake, is_address
from policytrace.site.open_files import OBJECT_SCHEMA as SCHEMA
from policytrace.snapshot import Snapshot
from tests.measure.figures import HOME, figure
from tests.plan_builder import COMPLETE, TODAY, changed
from tests.site.exports.snapshots import METAMODEL, TARGETED, made, snapshot_of, variations


def told(snapshot: Snapshot, item_id: str) -> dict[str, Any]:
    """What the file about an object holds; it has the form that its schema promises."""
    files = made(snapshot)
    found: dict[str, Any] = json.loads(files[f"data/objekt/{item_id}.json"])
    schema = json.loads(files[SCHEMA])
    Draft202012Validator.check_schema(schema)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(found)] == []
    return found


def linked(found: dict[str, Any], link: str, direction: str) -> dict[str, Any]:
    (one,) = (
        one for one in found["linked"] if (one["link"], one["direction"]) == (link, direction)
    )
    return dict(one)


def test_each_object_has_a_file_at_an_address_that_no_system_takes_for_another() -> None:
    files = made(snapshot_of(COMPLETE))
    for one in COMPLETE:
        assert f"data/objekt/{one.id}.json" in files
    assert all(map(is_address, files))


def test_it_holds_what_the_plan_document_says_of_the_object() -> None:
    snapshot = snapshot_of(changed(COMPLETE, "ATG-A", status=Status.IN_PROGRESS))
    plan = json.loads(made(snapshot)["data/plan.json"])
    (entry,) = (one for one in plan["objects"] if one["id"] == "ATG-A")
    found = told(snapshot, "ATG-A")
    assert found["object"] == entry
    assert found["fields"] == {key: plan["words"]["fields"][key] for key in entry["fields"]}
    assert (found["date"], found["publisher"]) == (plan["date"], plan["publisher"])


def test_what_it_links_to_stands_with_title_page_and_file() -> None:
    owner = linked(told(snapshot_of(COMPLETE), "ATG-A"), "owner", "outgoing")
    assert owner["word"] == "Ansvarig"
    assert owner["objects"] == [
        {
            "id": "ORG-A",
            "type": {"key": "organisation", "word": "organisation"},
            "title": "Title of ORG-A",
            "status": None,
            "page": "objekt/ORG-A.html",
            "file": "data/objekt/ORG-A.json",
        }
    ]


def test_what_links_to_it_stands_there_too() -> None:
    owned = linked(told(snapshot_of(COMPLETE), "ORG-A"), "owner", "incoming")
    assert owned["word"] == "Ansvarar för"
    assert "ATG-A" in {one["id"] for one in owned["objects"]}


def test_a_schema_is_named_by_its_address_where_that_is_known() -> None:
    site = "https://plan.example.org"
    files = made(snapshot_of(COMPLETE, metamodel=replace(METAMODEL, site=site)))
    for address in (SCHEMA, "data/plan.schema.json"):
        assert json.loads(files[address])["$id"] == f"{site}/{address}"
        assert "$id" not in json.loads(made(snapshot_of(COMPLETE))[address])


@pytest.mark.parametrize(
    "spoiled",
    [
        {"version": 2},
        {"object": None},
        {"linked": [{"link": "owner"}]},
        {"linked": {}},
        {"date": "i dag"},
    ],
)
def test_another_form_is_not_valid(spoiled: dict[str, object]) -> None:
    files = made(snapshot_of(COMPLETE))
    found = {**json.loads(files["data/objekt/ATG-A.json"]), **spoiled}
    validator = Draft202012Validator(
        json.loads(files[SCHEMA]), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    assert not validator.is_valid(found)


ROWS = (figure("2024", "33.3", area=HOME, count=300), figure("2026", "35.5", area=HOME, count=310))


def object_files_of(snapshot: Snapshot) -> Mapping[str, FileToMake]:
    return object_files(snapshot, plan_document(snapshot, catalogue("sv")))


def made_again(before: Snapshot, after: Snapshot) -> frozenset[str]:
    """The objects whose files are made again; what is not would come out as it was."""
    old, new = object_files_of(before), object_files_of(after)
    kept = {path for path, file in new.items() if path in old and same(old[path], file)}
    assert {path: old[path].make() for path in kept} == {path: new[path].make() for path in kept}
    return frozenset(PurePath(path).stem for path in new.keys() - kept)


def same(one: FileToMake, other: FileToMake) -> bool:
    return one.fingerprint == other.fingerprint


@pytest.mark.parametrize("item_id", [one.id for one in TARGETED])
def test_a_file_is_made_again_when_anything_in_it_is_said_in_another_way(item_id: str) -> None:
    before = snapshot_of(TARGETED, *ROWS)
    assert made_again(before, snapshot_of(TARGETED, *ROWS)) == frozenset()
    (one,) = (it for it in TARGETED if it.id == item_id)
    for other in variations(one):
        items = [other if it.id == item_id else it for it in TARGETED]
        made_again(before, snapshot_of(items, *ROWS))


def test_a_title_makes_the_files_anew_in_which_it_stands() -> None:
    action = next(one for one in COMPLETE if one.id == "ATG-A")
    graph = snapshot_of(COMPLETE).graph
    targets = {target for ids in action.links.values() for target in ids}
    sources = {one.id for found in graph.incoming("ATG-A").values() for one in found}
    renamed = [replace(one, title="Annan") if one is action else one for one in COMPLETE]
    again = made_again(snapshot_of(COMPLETE), snapshot_of(renamed))
    assert again == {"ATG-A"} | sources | (targets & graph.items.keys())
    assert again < {one.id for one in COMPLETE}


@pytest.mark.parametrize(
    "row",
    [
        replace(ROWS[1], value=Decimal("35.6")),
        replace(ROWS[1], count=4),
        replace(ROWS[1], source="En annan"),
        replace(ROWS[1], status=ValueStatus.MISSING.value),
    ],
)
def test_a_value_makes_the_indicators_file_anew(row: Row) -> None:
    before = snapshot_of(TARGETED, *ROWS)
    assert "IND-A" in made_again(before, snapshot_of(TARGETED, ROWS[0], row))


def test_the_day_the_sender_and_the_words_stand_in_every_file() -> None:
    before = snapshot_of(COMPLETE)
    every = {one.id for one in COMPLETE}
    assert made_again(before, replace(before, today=TODAY.replace(year=2031))) == every
    for metamodel in (
        replace(METAMODEL, site="https://plan.example.org"),
        replace(METAMODEL, publisher=replace(METAMODEL.publisher, about="En annan kommun")),
        replace(
            METAMODEL,
            link_titles={
                kind: replace(titles, incoming="Annat")
                for kind, titles in METAMODEL.link_titles.items()
            },
        ),
    ):
        assert made_again(before, snapshot_of(COMPLETE, metamodel=metamodel)) == every
