"""Files as they will be, one change on top of the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from policytrace.author.pending import PendingFiles
from policytrace.errors import ProjectError
from policytrace.file_changes import Change, apply, undo


def test_changes_of_one_file_become_one(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"ett\n")
    files = PendingFiles(project=tmp_path)
    for text in (b"tv\xc3\xa5\n", b"tre\n"):
        files.put([Change(path=path, before=files.read("a.md").content, after=text)])
    assert files.changes == (Change(path=path, before=b"ett\n", after=b"tre\n"),)
    apply(files.changes)
    assert path.read_bytes() == b"tre\n"
    assert undo(files.changes) == ()
    assert path.read_bytes() == b"ett\n"


def test_a_file_that_will_be_made_can_be_read(tmp_path: Path) -> None:
    files = PendingFiles(project=tmp_path)
    assert not files.has("ny.md")
    files.put([Change(path=tmp_path.resolve() / "ny.md", before=None, after=b"# Ny\n")])
    assert files.has("ny.md")
    assert files.read("ny.md").lines == ["# Ny\n"]


def test_nothing_outside_the_project_is_read(tmp_path: Path) -> None:
    with pytest.raises(ProjectError):
        PendingFiles(project=tmp_path).read("../a.md")
