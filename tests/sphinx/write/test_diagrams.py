"""PlantUML is needed where there is a picture, and only there."""

from __future__ import annotations

from pathlib import Path

import pytest

from policytrace.diagrams.runtime import RuntimeNotFoundError
from policytrace.errors import ProjectError
from policytrace.messages import catalogue, message
from policytrace.site.pages import chain
from policytrace.sphinx.write import diagrams
from tests.sphinx.tiny import TinyProject


@pytest.fixture
def without_plantuml(project: TinyProject, monkeypatch: pytest.MonkeyPatch) -> TinyProject:
    """A project on a machine that has none."""

    def finds_none(_root: Path, _environ: object) -> None:
        raise RuntimeNotFoundError(message("There is no PlantUML."))

    monkeypatch.setattr(diagrams, "find_runtime", finds_none)
    conf = project.read("conf.py")
    kept = [line for line in conf.splitlines() if not line.startswith("plantuml")]
    project.write("conf.py", "\n".join([*kept, ""]))
    return project


@pytest.fixture
def without_chains(without_plantuml: TinyProject, monkeypatch: pytest.MonkeyPatch) -> TinyProject:
    """One whose strategy nothing hangs on, so that no page that is made has a picture."""
    monkeypatch.setattr(chain, "has_chain", lambda _graph, _item: False)
    return without_plantuml


def why(project: TinyProject) -> str:
    """What has stopped a build."""
    with pytest.raises(ProjectError) as stopped:
        project.build()
    assert not (project.pages / "index.html").exists()
    return stopped.value.text.render(catalogue("en"))


def test_a_project_without_pictures_is_built_without_it(without_chains: TinyProject) -> None:
    assert not without_chains.build().failed
    assert (without_chains.pages / "index.html").is_file()


def test_a_picture_on_a_page_that_is_made_cannot_do_without(without_plantuml: TinyProject) -> None:
    assert why(without_plantuml) == "There is no PlantUML."


def test_a_picture_that_somebody_has_put_on_a_page_cannot_either(
    without_chains: TinyProject,
) -> None:
    index = without_chains.read("index.md")
    without_chains.write("index.md", f"{index}\n```{{uml}}\n:alt: Två rutor\n\nA -> B\n```\n")
    assert why(without_chains) == "There is no PlantUML."


def test_a_preview_is_drawn_without_it_and_says_what_is_not_there(
    without_plantuml: TinyProject,
) -> None:
    index = without_plantuml.read("index.md")
    without_plantuml.write("index.md", f"{index}\n```{{uml}}\n:alt: Två rutor\n\nA -> B\n```\n")
    assert not without_plantuml.build(preview=True).failed
    said = "Bilden kan inte visas här. There is no PlantUML."
    pages = without_plantuml.pages
    drawn = {path for path in pages.rglob("*.html") if said in path.read_text(encoding="utf-8")}
    assert pages / "index.html" in drawn
    assert len(drawn) > 1
