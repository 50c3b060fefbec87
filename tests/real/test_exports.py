"""The real plan as open data: it has the form that is published with it, and leads to the site."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.paths import REPOSITORY
from tests.real.conftest import RealSite

EXAMPLE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


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


def test_the_example_in_the_guide_runs(real: RealSite, exported: dict[str, Any]) -> None:
    (example,) = EXAMPLE.findall((REPOSITORY / "docs" / "oppna-data.md").read_text("utf-8"))
    done = subprocess.run(
        [sys.executable, "-c", example],
        cwd=real.folder,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    late = [one["id"] for one in exported["objects"] if is_late_action(one)]
    assert [line.partition(";")[0] for line in done.stdout.splitlines()] == late


def is_late_action(one: dict[str, Any]) -> bool:
    return one["type"]["key"] == "action" and one["action_status"]["state"]["key"] == "late"
