"""`publish` and `rollback`, as whoever looks after the web server runs them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from policytrace.site.publish import BuildFolders
from policytrace.site.served import ServedSite
from tests.cli.running import Outcome, run
from tests.paths import REPOSITORY
from tests.sphinx.tiny import TinyProject, contents

TODAY = ("--today", "2027-01-15")


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    """A valid project, in a folder with a name that needs care."""
    return TinyProject.make(tmp_path / "en plan åäö")


@pytest.fixture
def link(tmp_path: Path) -> Path:
    """Where the web server looks, in a folder with a name that needs care."""
    (tmp_path / "www å ä").mkdir()
    return tmp_path / "www å ä" / "min plan"


def site_of(project: TinyProject) -> Path:
    return project.root / "_build" / "html"


def build(project: TinyProject) -> Outcome:
    return run("build", str(project.root), *TODAY)


def publish(project: TinyProject, link: Path) -> Outcome:
    return run("publish", str(link), str(project.root))


def pretend(project: TinyProject, text: str) -> None:
    """A site that a build has finished, without building it."""
    folders = BuildFolders(root=project.root / "_build")
    folders.staging.mkdir(parents=True, exist_ok=True)
    (folders.staging / "index.html").write_text(text, encoding="utf-8")
    with folders.held(lambda: None):
        folders.publish()


def test_a_site_is_built_published_and_gone_back_from(project: TinyProject, link: Path) -> None:
    assert build(project).code == 0
    outcome = publish(project, link)
    assert (outcome.code, outcome.err) == (0, "")
    assert str(link) in outcome.out
    first = contents(site_of(project))
    assert contents(link) == first
    project.edit("plan.md", "Utbilda alla chefer", "Öva")
    build(project)
    assert publish(project, link).code == 0
    assert contents(link) == contents(site_of(project)) != first
    outcome = run("rollback", str(link))
    assert (outcome.code, outcome.err) == (0, "")
    assert contents(link) == first


def test_a_site_that_is_shown_already_is_told(project: TinyProject, link: Path) -> None:
    pretend(project, "en")
    publish(project, link)
    outcome = publish(project, link)
    assert (outcome.code, outcome.out) == (0, f"{link} visar redan den här webbplatsen.\n")


def test_a_relative_place_is_seen_from_where_one_stands(project: TinyProject, link: Path) -> None:
    pretend(project, "en")
    outcome = run("publish", "../www å ä/min plan", cwd=project.root)
    assert (outcome.code, outcome.err) == (0, "")
    assert contents(link) == {"index.html": b"en"}
    assert run("rollback", "min plan", cwd=link.parent).code == 2


def test_without_a_site_nothing_is_published(project: TinyProject, link: Path) -> None:
    outcome = publish(project, link)
    assert (outcome.code, outcome.out) == (2, "")
    assert "policytrace build" in outcome.err
    assert not list(link.parent.iterdir())


def test_when_the_last_build_was_stopped_the_site_before_it_is_not_published(
    project: TinyProject, link: Path
) -> None:
    assert build(project).code == 0
    publish(project, link)
    before = contents(link)
    project.edit("strategi.md", ":nästa_uppföljning: 2027-11-15\n", "")
    assert build(project).code == 1
    outcome = publish(project, link)
    assert (outcome.code, outcome.out) == (2, "")
    assert "policytrace build" in outcome.err
    assert contents(link) == before


@pytest.mark.parametrize("place", ["publicerat", "_build/html", "ny mapp/plan"])
def test_a_place_in_the_project_is_refused(project: TinyProject, place: str) -> None:
    pretend(project, "en")
    (project.root / "ny mapp").mkdir()
    before = contents(project.root)
    outcome = publish(project, project.root / place)
    assert (outcome.code, outcome.out) == (2, "")
    assert "ligger i projektet" in outcome.err
    assert contents(project.root) == before


def test_a_folder_in_the_place_of_the_link_stays(project: TinyProject, link: Path) -> None:
    pretend(project, "en")
    link.mkdir()
    (link / "viktigt.txt").write_text("viktigt", encoding="utf-8")
    outcome = publish(project, link)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"mv '{link}' '{link}.old'" in outcome.err
    assert contents(link.parent) == {"min plan/viktigt.txt": b"viktigt"}


@pytest.mark.parametrize("command", ["publish", "rollback"])
def test_a_second_publication_waits_for_the_first_with_a_sentence(
    project: TinyProject, link: Path, command: str
) -> None:
    for text in ("en", "två"):
        pretend(project, text)
        publish(project, link)
    pretend(project, "tre")
    last = [str(project.root)] if command == "publish" else []
    with ServedSite(link=link)._held(lambda: None):
        second = subprocess.Popen(
            [sys.executable, "-m", "policytrace", command, str(link), *last],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        assert second.stderr is not None
        said = second.stderr.readline()
        assert "Väntar" in said
        assert str(link) in said
        assert second.poll() is None
        assert contents(link) == {"index.html": "två".encode()}
    second.communicate(timeout=60)
    assert second.returncode == 0
    shown = "tre" if command == "publish" else "en"
    assert contents(link) == {"index.html": shown.encode()}


@pytest.mark.parametrize("target", ["publish", "rollback"])
def test_make_asks_where_before_it_does_anything(target: str) -> None:
    made = subprocess.run(
        ["make", "--no-print-directory", target, "DEST="],  # noqa: S607 - whichever there is
        cwd=REPOSITORY,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert (made.returncode, made.stdout) == (2, "")
    assert f"make {target} DEST=/var/www/plan" in made.stderr


def test_make_hands_over_the_place_as_it_is_written(
    project: TinyProject, link: Path, tmp_path: Path
) -> None:
    """In a project of its own, with what is installed here."""
    (project.root / "Makefile").write_bytes((REPOSITORY / "Makefile").read_bytes())
    (project.root / ".venv").symlink_to(sys.prefix, target_is_directory=True)
    (project.root / "_ext").symlink_to(REPOSITORY / "_ext", target_is_directory=True)
    project.edit("conf.py", '["_build"]', '["_build", ".venv", "_ext"]')
    place = link.with_name('-it\'s "å" & så')

    def make(target: str) -> subprocess.CompletedProcess[str]:
        installed = [f"{name}=" for name in ("RUNTIME", "PACKAGE", "PLANTUML")]
        return subprocess.run(
            ["make", "--no-print-directory", target, f"DEST={place}", *installed],  # noqa: S607
            cwd=project.root,
            check=False,
            capture_output=True,
            encoding="utf-8",
        )

    assert make("publish").returncode == 0
    assert contents(place) == contents(site_of(project))
    back = make("rollback")
    assert back.returncode == 2
    assert "inget att gå tillbaka till" in back.stderr
    assert {path.name for path in tmp_path.iterdir()} == {project.root.name, link.parent.name}
