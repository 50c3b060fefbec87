"""What a person means by a plan: a revision, an edition or a folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from policytrace.errors import ProjectError
from policytrace.history.sources import EditionSource, OtherFolder, Revision, source_named
from policytrace.messages import catalogue
from tests.history_repository import begin, commit, git

DAY = date(2027, 2, 1)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder in a repository, with an edition of BES-1 and one commit, called ``first``."""
    folder = tmp_path / "plan"
    edition = folder / "docs/editions/BES-1"
    edition.mkdir(parents=True)
    (edition / "manifest.json").write_text("{}", encoding="utf-8")
    begin(folder)
    commit(folder, DAY, "first")
    return folder


def refused(project: Path, name: str) -> str:
    with pytest.raises(ProjectError) as raised:
        source_named(project, name, project)
    return raised.value.text.render(catalogue("sv"))


def test_a_revision_is_known_by_tag_branch_or_id(project: Path) -> None:
    whole = git(project, "rev-parse", "HEAD")
    for name in ("first", "main", "HEAD", whole, whole[:7]):
        found = source_named(project, name, project)
        assert isinstance(found, Revision)
        assert (found.commit.id, found.commit.day) == (whole, DAY)


def test_an_edition_is_known_by_its_decision(project: Path) -> None:
    assert source_named(project, "BES-1", project) == EditionSource(decision="BES-1")


def test_a_folder_is_known_by_its_path_from_where_the_person_stands(
    project: Path, tmp_path: Path
) -> None:
    for name in ("../annan å", str(tmp_path / "annan å"), "annan å"):
        (tmp_path / "annan å").mkdir(exist_ok=True)
        place = tmp_path if name == "annan å" else project
        assert source_named(project, name, place) == OtherFolder(folder=tmp_path / "annan å")


def test_a_name_that_could_be_several_things_is_asked_about(project: Path) -> None:
    (project / "first").mkdir()
    said = refused(project, "first")
    assert "./first" in said
    assert git(project, "rev-parse", "HEAD")[:9] in said
    assert isinstance(source_named(project, "./first", project), OtherFolder)
    git(project, "tag", "BES-1")
    assert "BES-1" in refused(project, "BES-1")


@pytest.mark.parametrize(
    "name",
    [
        "nothing",
        "",
        "-h",
        "--all",
        "HEAD:plan.md",
        "first..HEAD",
        "x" * 10_000,
        "a\0b",
        "first^{tree}",
    ],
)
def test_what_is_nothing_is_told_in_plain_words(project: Path, name: str) -> None:
    said = refused(project, name)
    assert "finns ingen" in said
    assert len(said) < 400


def test_an_empty_repository_is_told(tmp_path: Path) -> None:
    begin(tmp_path)
    assert "inget har lagts in" in refused(tmp_path, "HEAD")


def test_without_a_repository_it_is_told(tmp_path: Path) -> None:
    assert "inte i något Git-filförråd" in refused(tmp_path, "HEAD")


def test_a_part_of_the_history_is_told(project: Path, tmp_path: Path) -> None:
    commit(project, DAY, "second")
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{project}", "grund")
    assert "--unshallow" in refused(tmp_path / "grund", "HEAD~1")
