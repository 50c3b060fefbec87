"""Publishing: whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

from policytrace.cli import gate_run
from policytrace.cli import main as cli
from policytrace.errors import ProjectError
from policytrace.site.publish import BuildFolders
from policytrace.sphinx.write.staging import MANIFEST
from tests.killing import killed_at_step, replace_site
from tests.sphinx.tiny import MARK, TinyProject, contents, files_in

TODAY = ["--today", "2027-01-15"]


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    """A valid project."""
    return TinyProject.make(tmp_path / "plan")


def folders_of(project: TinyProject) -> BuildFolders:
    return BuildFolders(root=project.root / "_build")


def build(project: TinyProject) -> int:
    return cli.main(["build", str(project.root), *TODAY])


def alone() -> None:
    """Nobody else builds here."""
    pytest.fail("there was something to wait for")


def staged(folders: BuildFolders, **pages: str) -> None:
    """Pages that a build has written."""
    folders.staging.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        (folders.staging / f"{name}.html").write_text(text, encoding="utf-8")


# ------------------------------------------------------------------- the folders


def test_what_is_staged_becomes_the_site(tmp_path: Path) -> None:
    folders = BuildFolders(root=tmp_path)
    staged(folders, index="ny", mer="mer")
    folders.publish()
    assert contents(folders.site) == {"index.html": b"ny", "mer.html": b"mer"}


def test_a_page_that_is_gone_from_the_staging_is_gone_from_the_site(tmp_path: Path) -> None:
    folders = BuildFolders(root=tmp_path)
    staged(folders, index="ny", mer="mer")
    folders.publish()
    (folders.staging / "mer.html").unlink()
    folders.publish()
    assert contents(folders.site) == {"index.html": b"ny"}


@pytest.mark.parametrize("name", ["html", "html.last", "html.next", "staging"])
def test_a_file_where_there_is_to_be_a_folder_goes(project: TinyProject, name: str) -> None:
    (project.root / "_build").mkdir()
    (project.root / "_build" / name).write_text("x", encoding="utf-8")
    assert build(project) == 0
    assert folders_of(project).is_finished


@pytest.mark.parametrize("name", [".finished", ".gitignore", ".last-build.json"])
def test_a_folder_where_there_is_to_be_a_file_goes(project: TinyProject, name: str) -> None:
    (project.root / "_build" / name / "x").mkdir(parents=True)
    assert build(project) == 0
    assert folders_of(project).is_finished


def test_a_folder_for_the_lock_is_told(
    project: TinyProject, capsys: pytest.CaptureFixture[str]
) -> None:
    (project.root / "_build" / ".lock").mkdir(parents=True)
    assert build(project) == 2
    assert "Ta bort mappen" in capsys.readouterr().err


def test_what_a_build_keeps_for_itself_is_not_published(tmp_path: Path) -> None:
    folders = BuildFolders(root=tmp_path)
    staged(folders, index="ny")
    (folders.staging / ".policytrace-pages.json").write_text("{}", encoding="utf-8")
    (folders.staging / ".buildinfo").write_text("x", encoding="utf-8")
    folders.publish()
    assert contents(folders.site) == {"index.html": b"ny"}
    assert (folders.staging / ".policytrace-pages.json").exists()


def test_nothing_but_the_site_is_left_beside_the_work(tmp_path: Path) -> None:
    folders = BuildFolders(root=tmp_path)
    for _ in range(2):
        staged(folders, index="ny")
        with folders.held(alone):
            folders.publish()
    assert {path.name for path in tmp_path.iterdir()} == {
        *(".gitignore", ".lock", ".finished"),
        *("staging", "html"),
    }


def test_a_copy_that_was_interrupted_is_thrown_away(tmp_path: Path) -> None:
    folders = BuildFolders(root=tmp_path)
    staged(folders, index="ny")
    folders.publish()
    (tmp_path / "html.next").mkdir()
    (tmp_path / "html.next" / "half.html").write_text("half", encoding="utf-8")
    with folders.held(alone):
        pass
    assert not (tmp_path / "html.next").exists()
    assert contents(folders.site) == {"index.html": b"ny"}


def test_a_swap_that_was_interrupted_gives_the_last_site_back(tmp_path: Path) -> None:
    folders = BuildFolders(root=tmp_path)
    staged(folders, index="gammal")
    folders.publish()
    folders.site.rename(tmp_path / "html.last")
    with folders.held(alone):
        pass
    assert contents(folders.site) == {"index.html": b"gammal"}
    assert not (tmp_path / "html.last").exists()


def test_a_swap_that_was_interrupted_at_its_end_keeps_the_new_site(tmp_path: Path) -> None:
    folders = BuildFolders(root=tmp_path)
    staged(folders, index="ny")
    folders.publish()
    (tmp_path / "html.last").mkdir()
    (tmp_path / "html.last" / "index.html").write_text("gammal", encoding="utf-8")
    with folders.held(alone):
        pass
    assert contents(folders.site) == {"index.html": b"ny"}
    assert not (tmp_path / "html.last").exists()


def test_a_publication_that_fails_half_way_leaves_the_last_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = BuildFolders(root=tmp_path)
    staged(folders, index="gammal")
    folders.publish()
    staged(folders, index="ny")

    def fails(*_arguments: object, **_options: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(shutil, "copy2", fails)
    with pytest.raises(OSError, match="disk full"):
        folders.publish()
    assert contents(folders.site) == {"index.html": b"gammal"}


def test_killed_at_any_step_the_site_is_the_last_one_or_the_new_one(tmp_path: Path) -> None:
    old, new = {"index.html": b"gammal"}, {"index.html": b"ny", "mer.html": b"mer"}
    for step in count(1):
        folders = BuildFolders(root=tmp_path / str(step))
        staged(folders, index="gammal")
        with folders.held(alone):
            folders.publish()
        staged(folders, index="ny", mer="mer")
        killed = killed_at_step(step, replace_site, folders.root)
        if folders.site.exists():
            assert contents(folders.site) in (old, new)
        with folders.held(alone):
            assert contents(folders.site) in (old, new)
            folders.publish()
        assert contents(folders.site) == new
        if not killed:
            break
    assert step > 10


def test_a_site_is_finished_when_the_last_build_is(tmp_path: Path) -> None:
    folders = BuildFolders(root=tmp_path)
    staged(folders, index="ny")
    with pytest.raises(ProjectError):
        _ = folders.finished_site
    folders.begin()
    folders.publish()
    assert folders.finished_site == folders.site
    folders.begin()
    with pytest.raises(ProjectError):
        _ = folders.finished_site
    assert contents(folders.site) == {"index.html": b"ny"}


# ------------------------------------------------------------------------ builds


def test_a_build_publishes_every_page(project: TinyProject) -> None:
    assert build(project) == 0
    names = contents(folders_of(project).site)
    assert {"index.html", "strategi.html", "plan.html", "matt.html", "sok.html"} <= set(names)
    assert not [name for name in names if name.startswith(".")]


def test_a_build_that_the_gate_stops_leaves_the_last_site_untouched(
    project: TinyProject,
) -> None:
    build(project)
    before = contents(folders_of(project).site)
    project.edit("plan.md", "Utbilda alla chefer", "Öva")
    project.edit("strategi.md", ":nästa_uppföljning: 2027-11-15\n", "")
    assert build(project) == 1
    assert contents(folders_of(project).site) == before


def test_a_first_build_that_the_gate_stops_publishes_nothing(project: TinyProject) -> None:
    project.edit("strategi.md", ":nästa_uppföljning: 2027-11-15\n", "")
    assert build(project) == 1
    assert not folders_of(project).site.exists()


@pytest.mark.parametrize("stop", [KeyboardInterrupt, OSError, MemoryError])
def test_a_build_that_is_stopped_leaves_the_last_site_and_writes_all_pages_next_time(
    project: TinyProject, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException]
) -> None:
    build(project)
    before = contents(folders_of(project).site)
    project.edit("plan.md", "Utbilda alla chefer", "Öva")

    def stops(*_arguments: object, **_options: object) -> None:
        raise stop

    with monkeypatch.context() as patch:
        patch.setattr(gate_run, "run_sphinx", stops)
        assert build(project) not in {0, 1}
    assert contents(folders_of(project).site) == before
    assert build(project) == 0
    site = contents(folders_of(project).site)
    index = re.compile("pagefind/")  # its files are named after what they hold
    assert [name for name in site if not index.match(name)] == [
        name for name in before if not index.match(name)
    ]
    assert "Öva".encode() in site["plan.html"]


def test_a_page_that_could_not_be_written_as_it_should_is_not_published(
    project: TinyProject,
) -> None:
    build(project)
    before = contents(folders_of(project).site)
    conf = "def setup(app):\n    app.connect('doctree-resolved', warn)\n\n"
    conf += "def warn(app, tree, name):\n    from sphinx.util import logging\n"
    conf += "    logging.getLogger(__name__).warning('sent', location=name)\n"
    project.write("conf.py", project.read("conf.py") + conf)
    project.edit("plan.md", "Utbilda alla chefer", "Öva")
    for _ in range(2):
        assert build(project) == 1
        assert contents(folders_of(project).site) == before
        assert not (folders_of(project).staging / MANIFEST).exists()


def test_a_build_with_nothing_changed_writes_no_page(project: TinyProject) -> None:
    build(project)
    staging = folders_of(project).staging
    pages = [path for path in files_in(staging) if path.suffix == ".html"]
    before = contents(folders_of(project).site)
    for path in pages:
        os.utime(path, (MARK, MARK))
    assert build(project) == 0
    anew = {path.name for path in pages if path.stat().st_mtime != MARK}
    assert anew == set()
    assert contents(folders_of(project).site) == before


def test_two_builds_of_the_same_tree_give_the_same_bytes(tmp_path: Path) -> None:
    sites = []
    for number in (1, 2):
        project = TinyProject.make(tmp_path / f"nummer {number}" / "plan")
        for page in range(8):
            project.write(f"sida{page}.md", f"# Sida {page}\n\nSe {{need}}`ATG-1`.\n")
        project.edit("index.md", "matt\n", "matt\n" + "".join(f"sida{n}\n" for n in range(8)))
        environment = {**os.environ, "PYTHONHASHSEED": str(number)}
        subprocess.run(
            [sys.executable, "-m", "policytrace", "build", *TODAY],
            check=True,
            cwd=project.root,
            env=environment,
            capture_output=True,
        )
        sites.append(contents(folders_of(project).site))
    first, second = sites
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
