"""The real plan as open data: it has the form that is published with it, and leads to the site."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from frictionless import validate
from jsonschema import Draft202012Validator
from lxml import etree
from pyshacl import validate as conformity
from rdflib import Graph

from policytrace.messages import catalogue
from policytrace.site.exports.dcat import dcat_catalogue
from policytrace.snapshot import Snapshot
from tests.paths import REPOSITORY
from tests.real import power_query
from tests.real.conftest import RealSite

R = shutil.which("Rscript")
"""R, which is not asked for: where there is none, its example is not run."""


@pytest.fixture(scope="module")
def exported(real: RealSite) -> dict[str, Any]:
    """What ``plan.json`` holds."""
    found: dict[str, Any] = json.loads((real.folder / "plan.json").read_text("utf-8"))
    return found


def test_the_plan_has_the_form_that_its_schema_promises(
    real: RealSite, exported: dict[str, Any]
) -> None:
    schema = json.loads((real.folder / exported["$schema"]).read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    found = Draft202012Validator(schema).iter_errors(exported)
    assert [(list(error.path), error.message) for error in found] == []


def test_every_object_is_told_of_and_has_its_page(real: RealSite, exported: dict[str, Any]) -> None:
    assert [one["id"] for one in exported["objects"]] == [item.id for item in real.graph]
    assert [
        one["id"] for one in exported["objects"] if not (real.folder / one["page"]).is_file()
    ] == []


def test_what_counts_as_measured_has_a_verdict_that_is_not_outdated(
    exported: dict[str, Any],
) -> None:
    """The coverage, counted anew from what the same file says of measures and actions."""
    objects = {one["id"]: one for one in exported["objects"]}

    def verdicts(action: dict[str, Any]) -> set[str]:
        measures = (objects[one]["measured"] for one in action["links"].get("measured_by", ()))
        return {
            one["verdict"]["key"]
            for measured in measures
            for one in measured["verdicts"]
            if one["latest"]
        }

    actions = [one for one in objects.values() if one["type"]["key"] == "action"]
    assert {one["status"]["key"] for one in actions} == {"proposed"}
    told = [verdicts(action) for action in actions]
    assert exported["coverage"]["proposed"] == {
        "number": sum(bool(found - {"outdated"}) for found in told),
        "outdated": sum(found == {"outdated"} for found in told),
        "of": len(actions),
    }


def test_every_link_leads_to_an_object(exported: dict[str, Any]) -> None:
    known = {one["id"] for one in exported["objects"]}
    linked = {
        target
        for one in exported["objects"]
        for targets in one["links"].values()
        for target in targets
    }
    assert linked
    assert linked <= known


def test_every_file_of_values_is_there_with_as_many_rows(
    real: RealSite, exported: dict[str, Any]
) -> None:
    files = {
        one["measured"]["file"]: one["measured"]["values"]
        for one in exported["objects"]
        if one["measured"] and one["measured"]["file"]
    }
    assert files
    for name, values in files.items():
        lines = (real.folder / name).read_text("utf-8").splitlines()
        assert len(values) == len(lines) - 1, name


def test_nothing_is_told_of_where_it_is_written(real: RealSite) -> None:
    text = (real.folder / "plan.json").read_text("utf-8")
    assert not re.search(r'\.md"|"line"|"file": "strategy', text)
    assert str(REPOSITORY) not in text


def test_the_example_in_python_lists_what_is_late(real: RealSite, exported: dict[str, Any]) -> None:
    late = [one["id"] for one in exported["objects"] if is_late_action(one)]
    plan = example("python", "plan.json")
    assert [line.partition(";")[0] for line in in_python(plan, real.folder / "data")] == late


def test_the_example_in_python_tells_the_latest_value_of_each_measure(
    real: RealSite, exported: dict[str, Any]
) -> None:
    latest: dict[str, tuple[str, str]] = {}
    for one in exported["objects"]:
        for value in (one["measured"] or {"values": ()})["values"]:
            if (
                (value["area_kind"] or {}).get("key") == "municipality"
                and value["area"] == "Fagersta"
                and value["sex"]["key"] == "total"
                and not value["group"]
                and value["value"] is not None
                and value["period"] > latest.get(one["title"], ("", ""))[0]
            ):
                latest[one["title"]] = (value["period"], str(value["value"]))
    values = example("python", "varden.csv")
    lines = [line.split("; ") for line in in_python(values, real.folder / "data")]
    found = {title: (period, f"{float(value):.10g}") for title, period, value, *_ in lines}
    assert found == {
        title: (period, f"{float(value):.10g}") for title, (period, value) in latest.items()
    }
    assert len(found) > 20


def test_the_example_in_python_has_each_text_as_it_was_written(
    real: RealSite, exported: dict[str, Any]
) -> None:
    texts = example("python", "objekt.csv")
    found = dict(line.split("; ", 1) for line in in_python(texts, real.folder / "data"))
    assert found == {one["id"]: repr(one["text"]) for one in exported["objects"]}


def test_the_real_tables_hold_no_formula_for_whoever_keeps_cells_apart_by_semicolons(
    real: RealSite,
) -> None:
    files = sorted((real.folder / "data").glob("*.csv"))
    assert len(files) > 20
    for file in files:
        for delimiter in ",;\t":
            with file.open(encoding="utf-8", newline="") as opened:
                cells = [cell for row in csv.reader(opened, delimiter=delimiter) for cell in row]
            begins = (cell.lstrip(' "') for cell in cells)
            assert not [cell for cell in begins if re.match(r"[=+@\t\r]|-(?![0-9.]+\Z)", cell)]


def test_the_example_with_curl_fetches_what_it_says(real: RealSite, tmp_path: Path) -> None:
    fetch = example("sh", "curl")
    with at_loopback(real.folder) as address:
        commands = fetch.replace("https://jamlikhet.example", address)
        assert commands.count(address) == 3
        subprocess.run(
            ["/bin/sh", "-e", "-c", commands], cwd=tmp_path, check=True, capture_output=True
        )
    for name in ("objekt.csv", "varden.csv", "plan.json"):
        assert (tmp_path / name).read_bytes() == (real.folder / "data" / name).read_bytes()


def test_the_example_for_excel_gives_the_values_of_the_municipality(
    real: RealSite, exported: dict[str, Any]
) -> None:
    with at_loopback(real.folder) as address:

        def fetch(asked: str) -> bytes:
            moved = asked.replace("https://jamlikhet.example", address)
            assert moved != asked
            with urlopen(moved) as answer:  # noqa: S310 - it is on this machine
                return bytes(answer.read())

        found = power_query.run(example("text", "Web.Contents"), fetch)
    assert isinstance(found, list)
    wanted = [
        (one["id"], value["period"], value["value"], value["count"], value["retrieved"])
        for one in exported["objects"]
        for value in (one["measured"] or {"values": ()})["values"]
        if (value["area_kind"] or {}).get("key") == "municipality"
        and value["sex"]["key"] == "total"
        and not value["group"]
        and value["value"] is not None
    ]
    assert sorted(
        (row["indikator"], row["period"], float(row["värde"]), row["antal"], str(row["hämtad"]))
        for row in found
    ) == sorted((*one[:2], float(one[2]), *one[3:]) for one in wanted)
    assert {type(row["värde"]) for row in found} == {Decimal}
    assert {type(row["hämtad"]) for row in found} <= {date, type(None)}
    assert len(found) > 50


def test_the_example_with_a_workbook_lists_the_actions_of_the_plan(
    real: RealSite, exported: dict[str, Any]
) -> None:
    lines = in_python(example("python", "openpyxl"), real.folder / "data")
    assert lines == [
        f"{one['id']}; {one['title']}"
        for one in exported["objects"]
        if one["type"]["key"] == "action" and "HPL-OVERGRIPANDE" in one["links"]["part_of"]
    ]
    assert len(lines) > 5


def test_the_example_in_r_reads_files_and_columns_that_there_are(real: RealSite) -> None:
    count = example("r", "read.csv")
    (file,) = re.findall(r'read\.csv\("([^"]+)"', count)
    with (real.folder / "data" / file).open(encoding="utf-8", newline="") as opened:
        columns = next(csv.reader(opened))
    used = set(re.findall(r"\$([a-zåäö_]+)", count))
    assert used
    assert used <= set(columns)


@pytest.mark.skipif(R is None, reason="NOT TRIED: there is no R here")
def test_the_example_in_r_counts_actions(real: RealSite, exported: dict[str, Any]) -> None:
    done = subprocess.run(
        [str(R), "--vanilla", "-e", example("r", "read.csv")],
        cwd=real.folder / "data",
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    actions = (one for one in exported["objects"] if one["type"]["key"] == "action")
    counted = Counter(one["status"]["key"] for one in actions)
    assert sorted(done.stdout.split("\n")[:-1]) == sorted(
        f"{key}; {number}" for key, number in counted.items()
    )


def test_frictionless_finds_the_real_tables_valid(real: RealSite) -> None:
    report = validate(str(real.folder / "data" / "datapackage.json"))
    assert report.flatten(["name", "rowNumber", "type", "message"]) == []


SHAPES = REPOSITORY / "tests" / "site" / "exports"


def test_there_is_no_catalogue_and_the_page_says_why_while_nobody_has_said_the_address(
    real: RealSite,
) -> None:
    assert real.metamodel.site is None
    assert not (real.folder / "data" / "dcat.rdf").exists()
    page = real.pages["docs/oppna-data"]
    assert not page.select("a[href$='dcat.rdf']")
    assert "Någon katalog för dataportaler (data/dcat.rdf) finns inte än." in page.get_text(" ")


def test_the_real_catalogue_conforms_once_the_address_is_known(real: RealSite) -> None:
    snapshot = Snapshot(
        graph=real.graph,
        metamodel=replace(real.metamodel, site="https://jamlikhet.example"),
        measurements=real.measurements,
        today=date(2027, 1, 15),
    )
    (file,) = dcat_catalogue(snapshot, {}, catalogue("sv")).values()
    conforms, _, said = conformity(
        Graph().parse(data=file, format="xml"), shacl_graph=str(SHAPES / "dcat-ap-se.ttl")
    )
    assert conforms, said


def test_the_real_strategy_is_valid_stratml(real: RealSite) -> None:
    schema = etree.XMLSchema(etree.parse(SHAPES / "stratml-part-2.xsd"))
    schema.assertValid(etree.parse(real.folder / "data" / "stratml.xml"))


def test_every_object_of_the_strategy_is_told_in_stratml(
    real: RealSite, exported: dict[str, Any]
) -> None:
    root = etree.parse(real.folder / "data" / "stratml.xml").getroot()
    told = {found.text for found in root.iter("{*}Identifier")}
    kinds = {"priority", "goal", "starting_point", "commitment", "action", "indicator"}
    assert told >= {one["id"] for one in exported["objects"] if one["type"]["key"] in kinds}


def test_each_object_s_file_has_the_form_that_its_schema_promises(
    real: RealSite, exported: dict[str, Any]
) -> None:
    schema = json.loads((real.folder / "data" / "objekt.schema.json").read_text("utf-8"))
    validator = Draft202012Validator(schema)
    for one in exported["objects"]:
        file = real.folder / "data" / "objekt" / f"{one['id']}.json"
        found = json.loads(file.read_text("utf-8"))
        assert found["object"] == one
        assert list(validator.iter_errors(found)) == []
        assert (file.parent / found["$schema"]).resolve().is_file()


def test_the_files_that_are_listed_for_assistants_are_there(real: RealSite) -> None:
    text = (real.folder / "llms.txt").read_text("utf-8")
    linked = re.findall(r"\]\(([^()]+)\)", text)
    assert len(linked) > 20
    assert [path for path in linked if not (real.folder / path).is_file()] == []


def example(language: str, holding: str) -> str:
    """The one example on the page about open data that is in a language and holds a text."""
    text = (REPOSITORY / "docs" / "oppna-data.md").read_text("utf-8")
    found = re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    (one,) = (code for code in found if holding in code)
    return str(one)


def in_python(example: str, folder: Path) -> list[str]:
    """What an example writes that is run in `folder`."""
    done = subprocess.run(
        [sys.executable, "-c", example],
        cwd=folder,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return done.stdout.splitlines()


@contextmanager
def at_loopback(folder: Path) -> Iterator[str]:
    """Serve `folder` to this machine; gives the address."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def is_late_action(one: dict[str, Any]) -> bool:
    return one["type"]["key"] == "action" and one["action_status"]["state"]["key"] == "late"
