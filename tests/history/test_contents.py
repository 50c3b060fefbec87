"""The files of a plan, taken from a revision or a folder that may be hostile."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path, PurePosixPath

import pytest

from policytrace.errors import ProjectError
from policytrace.history import contents as limits
from policytrace.history.contents import PlanFiles, files_of_commit, files_of_folder
from policytrace.repository import repository_of
from tests.history_repository import begin, commit, git

DAY = date(2027, 2, 1)


def filled(folder: Path, *names: str) -> Path:
    for name in ("ubproject.toml", *names):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return folder


def committed(folder: Path, name: str = "HEAD") -> PlanFiles:
    repository = repository_of(folder)
    assert repository
    found = repository.commit(name)
    assert found
    return files_of_commit(repository, found)


def names(files: PlanFiles) -> set[str]:
    return {path.as_posix() for path in files.ids}


def test_only_what_can_be_of_a_plan_is_taken(tmp_path: Path) -> None:
    folder = filled(
        tmp_path,
        *(
            "index.md",
            "strategy/å.md",
            "data.csv",
            "conf.py",
            ".git-blame",
            "_ext/x.py",
            "tests/a.md",
        ),
        *(
            "docs/editions/BES-1/plan.json",
            "docs/guide.md",
            "node_modules/a/b.md",
            "_build/x",
            "docs/a/conf.md",
        ),
    )
    begin(folder)
    (folder / ".gitignore").unlink()
    commit(folder, DAY)
    expected = {"ubproject.toml", "index.md", "strategy/å.md", "data.csv", "docs/guide.md"}
    expected.add("docs/a/conf.md")
    assert names(committed(folder)) == expected
    assert names(files_of_folder(folder)) == expected


def test_what_is_written_is_what_was_committed(tmp_path: Path) -> None:
    folder = filled(tmp_path / "plan", "strategy/å.md", "strategy/b/c.md")
    begin(folder)
    commit(folder, DAY, "first")
    (folder / "strategy/å.md").write_text("annat", encoding="utf-8")
    target = tmp_path / "target"
    for files, said in (
        (committed(folder, "first"), "strategy/å.md"),
        (files_of_folder(folder), "annat"),
    ):
        (target / "left").mkdir(parents=True)
        files.write(target)
        assert (target / "strategy/b/c.md").read_text(encoding="utf-8") == "strategy/b/c.md"
        assert (target / "strategy/å.md").read_text(encoding="utf-8") == said
        assert not (target / "left").exists()


def test_links_are_left_out(tmp_path: Path) -> None:
    folder = filled(tmp_path / "plan", "index.md")
    (tmp_path / "secret").write_text("hemligt", encoding="utf-8")
    (folder / "out.md").symlink_to("../secret")
    (folder / "all").symlink_to("/")
    begin(folder)
    commit(folder, DAY)
    assert names(committed(folder)) == names(files_of_folder(folder))
    assert names(committed(folder)) == {"ubproject.toml", "index.md"}


def tree_with(folder: Path, entry: bytes) -> str:
    """A commit whose tree has an entry that no ordinary Git would write."""
    made = subprocess.run(
        ["git", "hash-object", "-t", "tree", "-w", "--stdin", "--literally"],  # noqa: S607
        cwd=folder,
        input=entry,
        check=True,
        capture_output=True,
    )
    tree = made.stdout.decode().strip()
    return git(folder, "commit-tree", tree, "-m", "x")


def test_a_tree_that_leads_out_of_the_folder_writes_nothing_there(tmp_path: Path) -> None:
    folder = filled(tmp_path / "plan", "index.md")
    begin(folder)
    commit(folder, DAY)
    blob = bytes.fromhex(git(folder, "rev-parse", "HEAD:index.md"))
    tree = bytes.fromhex(git(folder, "rev-parse", "HEAD^{tree}"))
    entries = b"".join(
        (
            b"40000 ..\0" + tree,
            b"100644 ../ut.md\0" + blob,
            b"100644 /etc/ut.md\0" + blob,
            b"100644 c:ut.md\0" + blob,
            b"100644 ubproject.toml\0" + blob,
            b"100644 ..\\ut.md\0" + blob,
        )
    )
    hostile = committed(folder, tree_with(folder, entries))
    assert names(hostile) == {"ubproject.toml"}
    target = tmp_path / "target"
    target.mkdir()
    hostile.write(target)
    assert {path.name for path in tmp_path.iterdir()} == {"plan", "target"}


def test_a_name_that_is_both_file_and_folder_is_told(tmp_path: Path) -> None:
    folder = filled(tmp_path / "plan", "index.md")
    begin(folder)
    commit(folder, DAY)
    blob = bytes.fromhex(git(folder, "rev-parse", "HEAD:index.md"))
    tree = bytes.fromhex(git(folder, "rev-parse", "HEAD^{tree}"))
    entries = b"100644 a\0%b40000 a\0%b100644 ubproject.toml\0%b" % (blob, tree, blob)
    twice = committed(folder, tree_with(folder, entries))
    target = tmp_path / "target"
    target.mkdir()
    with pytest.raises(ProjectError):
        twice.write(target)


def test_a_large_file_is_there_but_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGEST_FILE", 100)
    folder = filled(tmp_path / "plan")
    (folder / "picture.png").write_bytes(os.urandom(200))
    begin(folder)
    commit(folder, DAY)
    for number, files in enumerate((committed(folder), files_of_folder(folder))):
        target = tmp_path / str(number)
        files.write(target)
        assert (target / "picture.png").read_bytes() == b""


@pytest.mark.parametrize(("limit", "value"), [("MOST_FILES", 2), ("LARGEST_WHOLE", 20)])
def test_more_than_a_plan_can_be_is_refused(
    limit: str, value: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = filled(tmp_path, "a.md", "b.md", "c.md")
    begin(folder)
    commit(folder, DAY)
    monkeypatch.setattr(limits, limit, value)
    for read in (lambda: committed(folder), lambda: files_of_folder(folder)):
        with pytest.raises(ProjectError, match="too large"):
            read()


def test_what_has_no_metamodel_is_no_project(tmp_path: Path) -> None:
    begin(tmp_path)
    commit(tmp_path, DAY)
    for read in (lambda: committed(tmp_path), lambda: files_of_folder(tmp_path)):
        with pytest.raises(ProjectError, match="no project"):
            read()


def test_paths_are_told_from_the_projects_folder(tmp_path: Path) -> None:
    folder = filled(tmp_path / "planer/lika", "index.md")
    (tmp_path / "utanför.md").write_text("x", encoding="utf-8")
    begin(tmp_path)
    commit(tmp_path, DAY)
    assert set(committed(folder).ids) == {
        PurePosixPath("ubproject.toml"),
        PurePosixPath("index.md"),
    }
