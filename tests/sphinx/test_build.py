"""What one build knows stays with it: builds in one process do not disturb each other."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from sphinx import locale

from policytrace.sphinx.build import Build, build_of, once_a_build
from policytrace.sphinx.gate.check_builder import CheckBuilder
from policytrace.sphinx.read.graph import plan_graph
from tests.sphinx.tiny import TinyProject, contents


@pytest.fixture
def other(tmp_path: Path) -> TinyProject:
    """A project that differs in language, ids, words and pages."""
    project = TinyProject.make(tmp_path / "other")
    project.edit("conf.py", 'language = "sv"', 'language = "en"')
    project.edit("ubproject.toml", 'prefix = "SYF-"', 'prefix = "PUR-"')
    for page in ("strategi.md", "plan.md", "matt.md"):
        project.write(page, project.read(page).replace("SYF-A", "PUR-A"))
    project.edit("matt.md", "Utsatta för hot, andel", "Hot mot andra")
    return project


def pages_of(project: TinyProject, folder: str) -> dict[str, bytes]:
    """The written pages, by name."""
    out = project.root / folder / "html"
    return {name: page for name, page in contents(out).items() if name.endswith(".html")}


def test_two_applications_alive_at_once_write_what_each_writes_alone(
    project: TinyProject, other: TinyProject
) -> None:
    for one in (project, other):
        with one.application("html") as app:
            app.build()
            assert not build_of(app).findings
            alone = pages_of(one, "_build")
        (one.root / "alone").mkdir()
        (one.root / "_build").rename(one.root / "alone" / "_build")
        assert alone
    with project.application("html") as first, other.application("html") as second:
        first.build()
        second.build()
        assert build_of(first) is not build_of(second)
        assert not build_of(first).findings
        assert not build_of(second).findings
        assert "SYF-A" in plan_graph(build_of(first)).items
        assert "PUR-A" in plan_graph(build_of(second)).items
    for one in (project, other):
        assert pages_of(one, "_build") == pages_of(one, "alone/_build")


def test_an_application_that_is_made_and_never_builds_leaves_no_words_to_the_next(
    project: TinyProject, other: TinyProject
) -> None:
    with project.application(CheckBuilder.name):
        assert ("general", "sphinx") not in locale.translators
        with other.application(CheckBuilder.name) as second:
            second.build()
            assert second.translator.gettext("Skip to content") == "Skip to content"
            assert second.translator.gettext("Warning") == "Warning"
    assert ("general", "sphinx") not in locale.translators


def test_what_is_worked_out_once_a_build_is_worked_out_anew_for_the_next(
    project: TinyProject,
) -> None:
    asked: list[Build] = []

    @once_a_build
    def number(build: Build) -> int:
        asked.append(build)
        return len(asked)

    with project.application(CheckBuilder.name) as app:
        assert [number(build_of(app)), number(build_of(app))] == [1, 1]
    with project.application(CheckBuilder.name) as app:
        assert number(build_of(app)) == 2


def test_a_run_leaves_the_collection_of_garbage_as_it_was(project: TinyProject) -> None:
    before = gc.get_threshold(), gc.get_freeze_count()
    project.check()
    assert (gc.get_threshold(), gc.get_freeze_count()) == before
