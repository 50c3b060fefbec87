"""What a build has left is refused when it comes with the repository."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from policytrace.cli.exit_codes import COULD_NOT_RUN, DONE
from policytrace.errors import ProjectError
from policytrace.site.publish import BUILD_FOLDER
from tests.cli.test_main import ENGLISH, Outcome, run
from tests.plan_builder import english
from tests.sphinx.tiny import TinyProject, sphinx_application
from tests.test_repository import git, repository

PICKLE = "doctrees/environment.pickle"


class Trap:
    """When its pickle is read, a folder is made."""

    def __init__(self, sprung: Path) -> None:
        self.sprung = sprung

    def __reduce__(self) -> tuple[object, ...]:
        return Path.mkdir, (self.sprung,)


@pytest.fixture
def sprung(project: TinyProject) -> Path:
    """What there is when the committed pickle of `project` has been read."""
    folder = project.root.parent / "sprung"
    kept = project.root / BUILD_FOLDER / PICKLE
    kept.parent.mkdir(parents=True)
    kept.write_bytes(pickle.dumps(Trap(folder)))
    repository(project.root)
    return folder


def run_on(project: TinyProject, command: str) -> Outcome:
    return run(command, str(project.root), "--today", "2027-01-15")


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_committed_build_folder_is_refused_in_one_sentence(
    project: TinyProject, sprung: Path, command: str
) -> None:
    outcome = run_on(project, command)
    assert (outcome.code, outcome.out) == (COULD_NOT_RUN, "")
    assert len(outcome.err.splitlines()) == 1
    assert f"{BUILD_FOLDER}/{PICKLE}" in outcome.err
    assert f"git rm -r -f {BUILD_FOLDER}" in outcome.err
    assert not ENGLISH.search(outcome.err.replace("git rm -r -f", ""))
    assert not sprung.exists()
    assert not (project.root / BUILD_FOLDER / ".gitignore").exists()


def test_what_the_sentence_says_mends_it(project: TinyProject, sprung: Path) -> None:
    git(project.root, "rm", "-r", "-f", BUILD_FOLDER)
    assert run_on(project, "check").code == DONE
    assert not sprung.exists()


def test_plain_sphinx_is_stopped_before_it_reads_what_it_has_kept(
    project: TinyProject, sprung: Path
) -> None:
    with (
        pytest.raises(Exception, match=PICKLE),
        sphinx_application(project.root, project.root / BUILD_FOLDER, "html"),
    ):
        pass
    assert not sprung.exists()


def test_another_folder_with_what_was_read_is_refused_too(project: TinyProject) -> None:
    repository(project.root, "_live/doctrees/x")
    with (
        pytest.raises(Exception, match=r"git rm -r -f _live/doctrees "),
        sphinx_application(project.root, project.root / "_live", "html"),
    ):
        pass


def test_a_check_in_process_is_refused_as_well(project: TinyProject, sprung: Path) -> None:
    with pytest.raises(ProjectError) as caught:
        project.check()
    assert PICKLE in english(caught.value.text)
    assert not sprung.exists()


def test_after_a_check_git_sees_nothing_new(project: TinyProject) -> None:
    """A repository with the plans alone may have no list of what to ignore."""
    repository(project.root)
    for _ in range(2):
        assert run_on(project, "check").code == DONE
        git(project.root, "add", "--all")
    assert project.check().findings == ()
