"""Exported files are written when they have changed, removed when they are no more, and whole."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from policytrace.cli import main as cli
from policytrace.cli.exit_codes import COULD_NOT_RUN, DONE
from policytrace.site.exports import registry
from policytrace.site.exports.plan_document import SCHEMA_FILE
from policytrace.site.exports.registry import Exporter, FileToMake
from policytrace.site.open_files import FIRST_PLAN
from policytrace.sphinx.write.exports import RECORD
from policytrace.sphinx.write.staging import MANIFEST
from tests.sphinx.tiny import MARK, TinyProject, contents

TODAY = ["--today", "2027-01-15"]


def exporting(monkeypatch: pytest.MonkeyPatch, *exporters: Exporter) -> None:
    """Make `exporters` the only ones."""
    monkeypatch.setattr(registry, "EXPORTERS", list(exporters))


def files(**made: str) -> Exporter:
    """An exporter of these files, by their names less ``.txt``."""
    content: Mapping[str, bytes] = {f"{name}.txt": text.encode() for name, text in made.items()}
    return lambda _snapshot, _translations: content


def test_the_plan_is_told_with_its_form(project: TinyProject) -> None:
    project.build()
    found = json.loads((project.pages / FIRST_PLAN).read_text("utf-8"))
    assert {one["id"] for one in found["objects"]} == set(project.graph().items)
    assert (project.pages / SCHEMA_FILE).is_file()


def test_every_page_leads_to_the_plan(project: TinyProject) -> None:
    project.build()
    for page, address in (("index", "plan.json"), ("objekt/ATG-1", "../plan.json")):
        links = project.page(page).select("footer a")
        assert address in [link["href"] for link in links]


def test_what_has_not_changed_is_not_written(project: TinyProject) -> None:
    project.build()
    project.forget_times()
    project.build()
    assert (project.pages / FIRST_PLAN).stat().st_mtime == MARK


def test_what_has_changed_is_written_and_nothing_else(project: TinyProject) -> None:
    project.build()
    project.forget_times()
    project.edit("plan.md", "Utbilda alla chefer", "Öva alla chefer")
    project.build()
    assert "Öva alla chefer" in (project.pages / FIRST_PLAN).read_text("utf-8")
    assert (project.pages / SCHEMA_FILE).stat().st_mtime == MARK


def test_a_file_that_has_been_spoiled_is_written_anew(project: TinyProject) -> None:
    project.build()
    whole = (project.pages / FIRST_PLAN).read_bytes()
    (project.pages / FIRST_PLAN).write_bytes(whole[:100])
    project.build()
    assert (project.pages / FIRST_PLAN).read_bytes() == whole


def test_what_is_no_more_is_taken_away(
    project: TinyProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    exporting(monkeypatch, files(one="1", two="2"))
    project.build()
    assert (project.pages / "two.txt").read_bytes() == b"2"
    exporting(monkeypatch, files(one="1"))
    project.build()
    assert (project.pages / "one.txt").is_file()
    assert not (project.pages / "two.txt").exists()


@pytest.mark.parametrize("exporters", ["EXPORTERS", "SLOW_EXPORTERS"])
def test_what_takes_time_is_made_only_when_it_would_come_out_otherwise(
    project: TinyProject, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, exporters: str
) -> None:
    log = tmp_path / "made"  # in a file, as it may be made in a process of its own

    def slow(fingerprint: str) -> None:
        def make() -> bytes:
            with log.open("a") as file:
                file.write(fingerprint)
            return fingerprint.encode()

        file = FileToMake(fingerprint=fingerprint, make=make)
        monkeypatch.setattr(registry, exporters, [lambda _snapshot, _words: {"a.bin": file}])
        project.build()

    slow("1")
    slow("1")
    assert log.read_text() == "1"
    slow("2")
    assert (log.read_text(), (project.pages / "a.bin").read_bytes()) == ("12", b"2")
    (project.pages / "a.bin").unlink()
    slow("2")
    assert (project.pages / "a.bin").read_bytes() == b"2"
    monkeypatch.setattr(registry, exporters, [])
    project.build()
    assert not (project.pages / "a.bin").exists()


def test_nothing_outside_the_site_is_taken_away(project: TinyProject) -> None:
    project.build()
    (project.pages / RECORD).write_text(json.dumps(["../../plan.md", "/plan.md"]), "utf-8")
    project.build()
    assert (project.root / "plan.md").is_file()


@pytest.mark.parametrize("name", ["index.html", "objekt/ATG-1.html"])
def test_no_page_of_the_site_is_written_over(
    project: TinyProject, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    exporting(monkeypatch, lambda _snapshot, _translations: {name: b"x"})
    with pytest.raises(ValueError, match=name):
        project.build()


def test_an_exporter_that_fails_leaves_the_last_site_and_no_file(
    project: TinyProject, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["build", str(project.root), *TODAY]) == DONE
    site = project.root / "_build" / "html"
    before = contents(site)

    def fails(*_arguments: object) -> Mapping[str, bytes]:
        raise OSError("disk full")

    exporting(monkeypatch, files(one="1"), fails)
    project.edit("plan.md", "Utbilda alla chefer", "Öva alla chefer")
    assert cli.main(["build", str(project.root), *TODAY]) == COULD_NOT_RUN
    assert "disk full" in capsys.readouterr().err
    assert contents(site) == before
    assert not (project.pages / MANIFEST).exists()


def test_an_exporter_that_fails_under_plain_sphinx_leaves_no_file(
    project: TinyProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_arguments: object) -> Mapping[str, bytes]:
        raise OSError("disk full")

    exporting(monkeypatch, files(one="1"), fails)
    with pytest.raises(OSError, match="disk full"):
        project.build()
    assert not (project.pages / "one.txt").exists()


def test_what_the_gate_stops_is_not_exported(project: TinyProject) -> None:
    project.build()
    before = (project.pages / FIRST_PLAN).read_bytes()
    project.edit("plan.md", "Utbilda alla chefer", "Öva alla chefer")
    project.edit("strategi.md", ":nästa_uppföljning: 2027-11-15\n", "")
    assert project.build().failed
    assert (project.pages / FIRST_PLAN).read_bytes() == before
