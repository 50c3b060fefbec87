"""All open data: nothing of the plan is left out unsaid, and what is hidden is in no file."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import find

from policytrace.changes.document import read_document
from policytrace.plan.model import Item
from policytrace.schema.fields import is_told
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.vocabulary import Status
from policytrace.site.exports.registry import is_address
from policytrace.site.open_files import TOLD_ELSEWHERE, WITHHELD, open_files
from tests.plan_builder import COMPLETE, changed, item
from tests.schema.values import of_field
from tests.site.exports.snapshots import (
    HOSTILE,
    METAMODEL,
    TARGETED,
    WITH_A_SMALL_GROUP,
    made,
    snapshot_of,
)
from tests.site.exports.snapshots import (
    WITHHELD as SECRET,
)
from tests.site.views import own

PLAN_TOP = ("plan.json", "plan.schema.json")
"""What lay at the site's root before there were others, and stays."""


def told(files: Mapping[str, bytes], item_id: str) -> dict[str, Any]:
    plan = json.loads(files["data/plan.json"])
    (entry,) = (one for one in plan["objects"] if one["id"] == item_id)
    return dict(entry)


@pytest.mark.parametrize("name", FieldName)
def test_every_field_is_published_or_said_to_be_withheld(name: FieldName) -> None:
    value = find(of_field(name), lambda _: True)
    one = replace(item("ATG-B", Role.ACTION), values={name: value})
    files = made(snapshot_of((*COMPLETE, one)))
    published = name.value in told(files, "ATG-B")["fields"]
    withheld = f"fields.{name}" in WITHHELD
    assert [published, name in TOLD_ELSEWHERE, withheld].count(True) == 1
    resources = json.loads(files["data/datapackage.json"])["resources"]
    columns = {column["key"]: column["name"] for column in resources[0]["schema"]["fields"]}
    assert columns.get(f"fields.{name}") == (METAMODEL.word(name) if published else None)


def judged(status: Status, until: str) -> tuple[Item, ...]:
    """A plan with an action that somebody has judged."""
    return changed(
        COMPLETE,
        "ATG-A",
        status=status,
        state="i riskzonen",
        state_reason="Medlen dröjer",
        state_by="kansliet för vård",
        state_until=until,
    )


def test_what_is_told_elsewhere_is_where_it_is_said_to_be() -> None:
    entry = told(made(snapshot_of(judged(Status.IN_PROGRESS, "2027-06-30"))), "ATG-A")
    for path in TOLD_ELSEWHERE.values():
        found: Any = entry
        for part in path.split("."):
            assert part in found, path
            found = found[part]
        assert found, path


@pytest.mark.parametrize(
    ("status", "until"),
    [
        (Status.IN_PROGRESS, "2026-10-31"),
        (Status.PROPOSED, "2026-10-31"),
        (Status.DONE, "2027-06-30"),
        (Status.CANCELLED, "2027-06-30"),
    ],
)
def test_a_judgement_that_no_longer_holds_is_in_no_file_and_said_to_be_withheld(
    status: Status, until: str
) -> None:
    files = made(snapshot_of(judged(status, until)))
    assert told(files, "ATG-A")["action_status"]["judgement"] is None
    for name, content in files.items():
        for value in ("Medlen dröjer", "kansliet för vård", until):
            assert value not in _text(content), name
    assert "judgement.past" in WITHHELD


@pytest.mark.parametrize("kind", LinkKind)
def test_every_link_is_published(kind: LinkKind) -> None:
    one = replace(item("ATG-B", Role.ACTION), links={kind: ("ATG-A",)})
    files = made(snapshot_of((*COMPLETE, one)))
    assert told(files, "ATG-B")["links"] == {kind.value: ["ATG-A"]}
    rows = csv.DictReader(io.StringIO(files["data/lankar.csv"].decode(), newline=""))
    assert ("ATG-B", kind.value, "ATG-A") in {
        (row["från"], row["länk_nyckel"], row["till"]) for row in rows
    }


@pytest.mark.parametrize("name", own.KINDS)
def test_every_field_of_the_project_s_own_is_published(name: Any) -> None:  # noqa: ANN401 - a key
    assert is_told(name)


def test_all_else_that_an_object_is_known_by_is_published_or_said_to_be_withheld() -> None:
    published = {"id", "role", "title", "values", "prose", "links"}
    placed = {"docname", "page_order", "location"}
    attributes = {one.name for one in fields(Item) if not one.name.startswith("_")}
    assert attributes == published | placed | {"malformed"}
    assert {"location", "malformed", "values.few", "judgement.past"} <= WITHHELD.keys()


def _text(content: bytes) -> str:
    """What a file says; of a workbook, what all its parts say."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return "".join(package.read(name).decode("utf-8") for name in package.namelist())


def test_what_few_persons_are_behind_is_in_no_file() -> None:
    files = made(snapshot_of(TARGETED, *WITH_A_SMALL_GROUP))
    assert files
    for name, content in files.items():
        text = _text(content)
        assert SECRET not in text, name
        assert "2/3" not in text, name
        assert '"count": 3,' not in text, name
    assert b"33.3" in files["data/varden.csv"]


def test_every_file_that_is_told_of_is_there_and_others_only_for_objects() -> None:
    snapshot = snapshot_of(TARGETED, *WITH_A_SMALL_GROUP)
    files = made(snapshot)
    listed = {one.address for one in open_files(snapshot)}
    of_objects = {f"data/objekt/{one.id}.json" for one in snapshot.graph}
    assert files.keys() == listed | of_objects | set(PLAN_TOP)
    assert all(map(is_address, files))


def test_the_plan_lies_where_it_was_too() -> None:
    files = made(snapshot_of(COMPLETE))
    for name in PLAN_TOP:
        assert files[name] == files[f"data/{name}"]


def test_an_empty_plan_has_its_files_too() -> None:
    files = made(snapshot_of(()))
    assert json.loads(files["data/plan.json"])["objects"] == []
    assert len(files["data/objekt.csv"].splitlines()) == 1


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_same_plan_gives_the_same_bytes(language: str) -> None:
    first, again = (made(snapshot_of(TARGETED, *WITH_A_SMALL_GROUP), language) for _ in range(2))
    assert first == again


@pytest.mark.parametrize("title", HOSTILE)
def test_whatever_is_written_json_has_it_as_it_is(title: str) -> None:
    one = replace(item("ATG-B", Role.ACTION), title=title, prose=title)
    files = made(snapshot_of((*COMPLETE, one)))
    assert told(files, "ATG-B")["title"] == title
    assert json.loads(files["data/objekt/ATG-B.json"])["object"]["title"] == title
    assert read_document(files["data/plan.json"]).objects["ATG-B"].title == title
