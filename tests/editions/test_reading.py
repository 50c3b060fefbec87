"""An edition is read only if it is as it was frozen; all else is a finding, never a traceback."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from policytrace.editions import reading
from policytrace.editions.edition import Editions
from tests.editions.frozen import (
    SWEDISH,
    decided_plan,
    editions,
    freeze,
    revised,
)

FOLDER = "docs/editions"


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """The folder of an edition in the project `tmp_path`."""
    return freeze(tmp_path, decided_plan())


def faults(project: Path) -> list[tuple[str, int, str]]:
    found = editions(project)
    for fault in found.faults:
        for text in (fault.text, fault.hint):
            assert text.render(SWEDISH).strip()
    return [
        (one.location.file, one.location.line, one.text.render(SWEDISH)) for one in found.faults
    ]


def resealed(edition: Path, name: str, content: bytes) -> None:
    """Change a file and its checksum too, as one who wants to deceive would."""
    (edition / name).write_bytes(content)
    sums = edition / "SHA256SUMS.txt"
    rows = [row for row in sums.read_text().splitlines() if not row.endswith(f"  {name}")]
    rows.append(f"{sha256(content).hexdigest()}  {name}")
    sums.write_text("".join(f"{row}\n" for row in rows))


def test_a_project_that_has_frozen_nothing_has_no_editions(tmp_path: Path) -> None:
    assert editions(tmp_path) == Editions()


def test_an_edition_is_read_as_it_was_frozen(edition: Path, tmp_path: Path) -> None:
    [found] = editions(tmp_path).editions
    assert (found.decision, found.plans) == ("BES-1", ("HPL-1",))
    assert found.decided.isoformat() == "2027-02-10"
    assert found.frozen.isoformat() == "2028-01-15"
    assert {one.name for one in found.files} == {path.name for path in edition.iterdir()}
    assert faults(tmp_path) == []


def test_the_edition_of_the_newest_decision_is_the_newest(edition: Path, tmp_path: Path) -> None:
    assert edition.is_dir()
    freeze(tmp_path, revised(decided_plan(), "HPL-1"), "BES-2")
    found = editions(tmp_path)
    assert [one.decision for one in found.editions] == ["BES-2", "BES-1"]
    assert found.newest["HPL-1"].decision == "BES-2"


@pytest.mark.parametrize(
    "name", ["plan.json", "manifest.json", "plan.schema.json", "HPL-1.pdf", "SHA256SUMS.txt"]
)
def test_a_file_that_is_missing(edition: Path, tmp_path: Path, name: str) -> None:
    (edition / name).unlink()
    assert faults(tmp_path) == [(f"{FOLDER}/BES-1/{name}", 1, f"{name} saknas i utgåvan.")]
    assert editions(tmp_path).editions == ()


@pytest.mark.parametrize("name", ["plan.json", "manifest.json", "plan.schema.json", "HPL-1.pdf"])
def test_a_file_that_was_changed(edition: Path, tmp_path: Path, name: str) -> None:
    with (edition / name).open("ab") as file:
        file.write(b"\n")
    [(place, _, said)] = faults(tmp_path)
    assert place == f"{FOLDER}/BES-1/{name}"
    assert "har ändrats sedan utgåvan frystes" in said


def _link(edition: Path) -> None:
    (edition / "plan.json").rename(edition.parent.parent / "elsewhere.json")
    (edition / "plan.json").symlink_to(edition.parent.parent / "elsewhere.json")


def _pipe(edition: Path) -> None:
    (edition / "plan.json").unlink()
    os.mkfifo(edition / "plan.json")


def _folder(edition: Path) -> None:
    (edition / "plan.json").unlink()
    (edition / "plan.json").mkdir()


def _linked_folder(edition: Path) -> None:
    edition.rename(edition.parent.parent.parent / "elsewhere")
    edition.symlink_to(edition.parent.parent.parent / "elsewhere")


def _linked_editions(edition: Path) -> None:
    outside = edition.parents[3] / "outside"
    edition.parent.rename(outside)
    edition.parent.symlink_to(outside)


def _rows(*rows: str) -> Callable[[Path], None]:
    def write(edition: Path) -> None:
        (edition / "SHA256SUMS.txt").write_text("".join(f"{row}\n" for row in rows), "utf-8")

    return write


def _sealed(name: str, content: bytes) -> Callable[[Path], None]:
    return lambda edition: resealed(edition, name, content)


def _document(**what: object) -> Callable[[Path], None]:
    def write(edition: Path) -> None:
        read = json.loads((edition / "plan.json").read_bytes())
        resealed(edition, "plan.json", json.dumps({**read, **what}).encode())

    return write


ZEROS = "0" * 64
HOSTILE: dict[str, Callable[[Path], None]] = {
    "link": _link,
    "pipe": _pipe,
    "folder": _folder,
    "linked folder": _linked_folder,
    "linked editions": _linked_editions,
    "path up": _rows(f"{ZEROS}  ../../../../etc/passwd"),
    "absolute path": _rows(f"{ZEROS}  /etc/passwd"),
    "hidden file": _rows(f"{ZEROS}  .git"),
    "nul": _rows(f"{ZEROS}  a\0b"),
    "no sum": _rows("plan.json"),
    "twice": _rows(*[f"{ZEROS}  plan.json"] * 2),
    "letters that look alike": _rows(f"{ZEROS}  plаn.json"),
    "no rows": _rows(),
    "page": _sealed("page.html", b"<script>alert(1)</script>"),
    "drawing": _sealed("drawing.svg", b"<svg onload='alert(1)'/>"),
    "of itself": _rows(f"{ZEROS}  SHA256SUMS.txt"),
    "not json": _sealed("plan.json", b"<html>"),
    "not utf-8": _sealed("plan.json", b'{"version": "\xff"}'),
    "lone surrogate": _sealed("plan.json", b'{"version": "\\ud800"}'),
    "deep": _sealed("plan.json", b"[" * 100_000),
    "no document": _sealed("plan.json", b"[]"),
    "other version": _document(version=2),
    "no objects": _document(objects=[]),
    "objects twice": lambda edition: _document(
        objects=json.loads((edition / "plan.json").read_bytes())["objects"] * 2
    )(edition),
    "long number": _sealed("plan.json", b'{"version": ' + b"9" * 10_000 + b"}"),
    "id with a path": _document(
        objects=[
            {
                "id": "../x",
                "type": {"key": "plan", "word": "plan"},
                "title": "",
                "status": None,
                "fields": {},
                "links": {},
                "text": "",
            }
        ]
    ),
    "manifest of another": _sealed(
        "manifest.json",
        b'{"version": 1, "decision": "BES-2", "plans": ["HPL-1"], "frozen": "2028-01-15"}',
    ),
    "manifest of no plan": _sealed(
        "manifest.json",
        b'{"version": 1, "decision": "BES-1", "plans": [], "frozen": "2028-01-15"}',
    ),
    "manifest of an unknown plan": _sealed(
        "manifest.json",
        b'{"version": 1, "decision": "BES-1", "plans": ["<b>"], "frozen": "2028-01-15"}',
    ),
    "manifest without a day": _sealed(
        "manifest.json",
        b'{"version": 1, "decision": "BES-1", "plans": ["HPL-1"], "frozen": "soon"}',
    ),
    "manifest no json": _sealed("manifest.json", b"decision: BES-1"),
}


@pytest.mark.parametrize("break_it", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_edition_is_one_finding_and_nothing_is_read_of_it(
    edition: Path, tmp_path: Path, break_it: Callable[[Path], None]
) -> None:
    break_it(edition)
    [(place, line, _)] = faults(tmp_path)
    assert place.startswith(FOLDER)
    assert line >= 1
    assert editions(tmp_path).editions == ()


def test_a_huge_file_is_not_read(
    edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LARGEST", 1000)
    assert edition.is_dir()
    [(_, _, said)] = faults(tmp_path)
    assert "större än 1000 byte" in said


def test_a_stranger_in_the_folder_is_told_and_the_edition_is_read(
    edition: Path, tmp_path: Path
) -> None:
    (edition / "notes.html").write_text("<script>")
    (edition / ".DS_Store").write_text("")
    assert [place for place, _, _ in faults(tmp_path)] == [f"{FOLDER}/BES-1/notes.html"]
    [found] = editions(tmp_path).editions
    assert "notes.html" not in {one.name for one in found.files}


def test_what_a_killed_freeze_has_left_is_none(edition: Path, tmp_path: Path) -> None:
    (edition.parent / ".BES-2.1234").mkdir()
    assert faults(tmp_path) == []
    assert len(editions(tmp_path).editions) == 1


def test_a_folder_that_is_named_as_no_id_is_told(edition: Path, tmp_path: Path) -> None:
    edition.rename(edition.parent / "BES 1")
    assert [place for place, _, _ in faults(tmp_path)] == [f"{FOLDER}/BES 1"]
