"""Paths in every form of report: as seen from the folder that the report is read from."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from policytrace.locations import Location, folder_seen_from
from policytrace.messages import catalogue
from policytrace.report.baseline import marked, read_baseline
from policytrace.report.formats import reporter
from policytrace.report.forms import FORMS
from policytrace.report.text import TextReporter
from tests.report.reports import ONE_OF_EACH, finding, report

TEXT = TextReporter(translations=catalogue("sv"), verbose=True)
FOLDER = "docs/plan å"
ENCODED = "docs/plan%20%C3%A5"


@pytest.mark.parametrize("form", FORMS)
def test_a_report_from_elsewhere_differs_in_its_paths_only(form: str) -> None:
    inside = reporter(form, TEXT).render(report(finding(item="", file="a.md")))
    outside = reporter(form, TEXT).render(
        replace(report(finding(item="", file="a.md")), folder=FOLDER)
    )
    folder = ENCODED if form == "sarif" else FOLDER
    told = outside.replace(f'  "project": "{FOLDER}",\n', "")
    assert f"{folder}/a.md" in told
    assert told.replace(f"{folder}/", "") == inside


def test_json_names_the_project_s_folder_where_paths_do_not_begin_in_it() -> None:
    told = json.loads(reporter("json", TEXT).render(replace(ONE_OF_EACH, folder="../x")))
    assert list(told) == ["version", "today", "project", "findings", "summary"]
    assert told["project"] == "../x"
    assert all(one["file"].startswith("../x/") for one in told["findings"])


@pytest.mark.parametrize("before", ["", FOLDER, "..", "../../a"])
def test_an_earlier_report_is_the_same_wherever_one_stood(tmp_path: Path, before: str) -> None:
    path = tmp_path / "before.json"
    earlier = replace(report(finding()), folder=before)
    path.write_text(reporter("json", TEXT).render(earlier), "utf-8")
    (one,) = marked((finding(),), read_baseline(path))
    assert one.known


def test_a_fingerprint_is_the_same_wherever_one_stands() -> None:
    one, other = (
        re.findall(r"policytraceFinding/v1.*", reporter("sarif", TEXT).render(told))
        for told in (ONE_OF_EACH, replace(ONE_OF_EACH, folder=FOLDER))
    )
    assert one == other


def test_a_place_is_seen_from_a_folder() -> None:
    place = Location(file="a/b.md", line=3)
    assert str(place.seen_from("")) == "a/b.md:3"
    assert str(place.seen_from("../x")) == "../x/a/b.md:3"


@pytest.mark.parametrize(
    ("here", "project", "seen"),
    [
        (".", ".", ""),
        (".", "docs/plan å", "docs/plan å"),
        ("docs", "docs/plan å", "plan å"),
        ("docs/plan å/under", "docs/plan å", ".."),
        ("annat", "docs/plan å", "../docs/plan å"),
        ("hit", "docs/plan å", ""),
        (".", "hit", "docs/plan å"),
        (".", "dit", "dit"),
        ("annat", "dit", "../../utanför"),
    ],
)
def test_a_folder_is_seen_from_another(tmp_path: Path, here: str, project: str, seen: str) -> None:
    repository = tmp_path / "arkiv"
    (repository / "docs" / "plan å" / "under").mkdir(parents=True)
    (repository / "annat").mkdir()
    (tmp_path / "utanför").mkdir()
    (repository / "hit").symlink_to("docs/plan å")
    (repository / "dit").symlink_to("../utanför")
    assert folder_seen_from(repository / here, repository / project) == seen
