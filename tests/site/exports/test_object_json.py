"""A file for each object: all that the plan document says of it, and what it is linked with."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from policytrace.schema.vocabulary import Status
from policytrace.site.exports.registry import is_address
from policytrace.site.open_files import OBJECT_SCHEMA as SCHEMA
from policytrace.snapshot import Snapshot
from tests.plan_builder import COMPLETE, changed
from tests.site.exports.snapshots import METAMODEL, made, snapshot_of


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
