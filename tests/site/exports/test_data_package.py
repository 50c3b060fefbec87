"""``datapackage.json``: Frictionless reads the tables by it, and finds each cell of its type."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from frictionless import Package, validate

from policytrace.schema.vocabulary import Sex
from policytrace.settings import Publisher
from policytrace.snapshot import Snapshot
from tests.measure.figures import figure
from tests.plan_builder import COMPLETE
from tests.site.exports.snapshots import METAMODEL, TARGETED, WITH_A_SMALL_GROUP, made, snapshot_of
from tests.site.views import own

ROWS = (figure("2025", "12.5", Sex.WOMEN, count=40), figure("2026", "-3", Sex.MEN))


def unpacked(files: Mapping[str, bytes], folder: Path) -> str:
    """Write the files; the path of the one that describes them."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return str(folder / "data" / "datapackage.json")


def described(snapshot: Snapshot) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(made(snapshot)["data/datapackage.json"])
    return found


def test_frictionless_finds_every_row_valid(tmp_path: Path) -> None:
    values = {own.BUDGET: 250, own.SECRET: False, own.PLACES: ("Norr", "Söder")}
    one = own.with_own(own.risk(), values, "ATG-A")
    files = made(snapshot_of((*TARGETED, one), *WITH_A_SMALL_GROUP, metamodel=own.OWN))
    report = validate(unpacked(files, tmp_path))
    assert report.flatten(["name", "rowNumber", "type", "message"]) == []
    assert report.valid
    assert {task.name for task in report.tasks} == {"objekt", "lankar", "varden", "plan"}


def test_a_plan_without_anything_is_valid_too(tmp_path: Path) -> None:
    report = validate(unpacked(made(snapshot_of(())), tmp_path))
    assert report.flatten(["name", "type", "message"]) == []


def test_a_changed_file_is_told_of(tmp_path: Path) -> None:
    package = unpacked(made(snapshot_of(COMPLETE)), tmp_path)
    file = tmp_path / "data" / "objekt.csv"
    file.write_bytes(file.read_bytes() + b"X\n")
    found = {kind for [kind] in validate(package).flatten(["type"])}
    assert {"hash-count", "byte-count"} & found


def test_a_link_to_nothing_is_told_of(tmp_path: Path) -> None:
    files = dict(made(snapshot_of(COMPLETE)))
    files["data/lankar.csv"] = files["data/lankar.csv"].replace(b"ORG-A", b"ORG-X")
    found = {kind for [kind] in validate(unpacked(files, tmp_path)).flatten(["type"])}
    assert "foreign-key" in found


def test_values_are_read_as_what_they_are(tmp_path: Path) -> None:
    package = Package(unpacked(made(snapshot_of(TARGETED, *ROWS)), tmp_path))
    rows = package.get_resource("varden").read_rows()
    assert [(row["värde"], row["antal"]) for row in rows] != []
    assert {float(row["värde"]) for row in rows} == {12.5, -3.0}
    first = next(row for row in package.get_resource("objekt").read_rows() if row["id"] == "ATG-A")
    assert first["klar_senast"].isoformat() == "2028-06-30"


def test_every_column_says_what_it_holds_and_what_the_code_calls_it() -> None:
    tables = [one for one in described(snapshot_of(COMPLETE))["resources"] if "schema" in one]
    fields = [field for table in tables for field in table["schema"]["fields"]]
    assert all(field["description"] and field["key"] for field in fields)
    due = next(field for field in fields if field["key"] == "fields.due")
    assert (due["name"], due["type"]) == ("klar_senast", "date")


def test_sizes_and_checksums_are_those_of_the_files() -> None:
    files = made(snapshot_of(TARGETED, *ROWS))
    for one in json.loads(files["data/datapackage.json"])["resources"]:
        content = files[f"data/{one['path']}"]
        assert one["bytes"] == len(content)
        assert one["hash"] == f"sha256:{sha256(content).hexdigest()}"


def test_a_draft_says_that_it_is_one() -> None:
    draft = described(snapshot_of(COMPLETE))
    assert draft["title"].startswith("Utkast: ")
    assert "ingen myndighet" in draft["description"]
    official = replace(
        METAMODEL,
        publisher=Publisher(official=True, name="Exempels kommun"),
        site="https://a.example",
    )
    found = described(snapshot_of(COMPLETE, metamodel=official))
    assert not found["title"].startswith("Utkast")
    assert "ingen myndighet" not in found["description"]
    assert found["homepage"] == "https://a.example"


def test_the_licence_is_that_of_the_texts_and_not_of_others_figures() -> None:
    licence = "https://example.org/licens"
    licensed = replace(METAMODEL, publisher=Publisher(licence=licence))
    resources = described(snapshot_of(TARGETED, *ROWS, metamodel=licensed))["resources"]
    given = {one["name"]: [each["path"] for each in one.get("licenses", ())] for one in resources}
    assert given == {"objekt": [licence], "lankar": [licence], "varden": [], "plan": [licence]}
    unlicensed = replace(METAMODEL, publisher=Publisher())
    assert "licenses" not in json.dumps(described(snapshot_of(COMPLETE, metamodel=unlicensed)))


def test_those_who_have_made_the_values_are_named_once() -> None:
    found = described(snapshot_of(TARGETED, *ROWS))
    assert found["sources"] == [{"title": "egen enkät"}]
    assert "sources" not in described(snapshot_of(COMPLETE))
