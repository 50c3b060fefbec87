"""The views in ubproject.toml, as the editor knows them."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from policytrace.author.editor_directives import BEGIN, END, with_directives
from policytrace.errors import ProjectError
from policytrace.messages import DEFAULT_LANGUAGE, catalogue
from policytrace.schema.reading import load_metamodel
from policytrace.site.views.registry import VIEWS, view_words
from tests.paths import PLANS, REPOSITORY


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The folder of a metamodel in English, with old lines between the two that hold the views."""
    text = (PLANS / "english" / "ubproject.toml").read_text(encoding="utf-8")
    write(tmp_path, f"{text}\n{BEGIN}\n[parse.extend_directives.old]\n{END}\n[project]\n")
    return tmp_path


def write(project: Path, text: str) -> None:
    (project / "ubproject.toml").write_text(text, encoding="utf-8")


def told(project: Path) -> dict[str, Any]:
    """What the editor would be told of each directive."""
    text = with_directives(load_metamodel(project), catalogue("en"))
    directives: dict[str, Any] = tomllib.loads(text)["parse"]["extend_directives"]
    return directives


def test_the_project_s_file_holds_what_would_be_written() -> None:
    metamodel = load_metamodel(REPOSITORY)
    assert metamodel.text == with_directives(metamodel, catalogue(DEFAULT_LANGUAGE))


def test_every_view_is_told_with_its_options_in_the_project_s_words(project: Path) -> None:
    words = view_words(load_metamodel(project))
    assert {name: set(entry.get("named_options", ())) for name, entry in told(project).items()} == {
        words.directives[key]: {words.options[name] for name in (*view.options, *view.choices)}
        for key, view in VIEWS.items()
    }


def test_an_option_says_what_may_be_written_there(project: Path) -> None:
    found = told(project)
    assert found["tasks"]["description"] == "Actions with owner, last day and how they stand"
    options = found["tasks"]["named_options"]
    assert options["stage"]["description"] == (
        "One of: draft, sent out, adopted, under way, finished, dropped"
    )
    assert found["year-by-year"]["named_options"]["programme"]["description"] == (
        "The id of an object: Programme"
    )
    assert "options" not in found["programmes"]


def test_what_stands_around_the_views_is_left_as_it_is(project: Path) -> None:
    metamodel = load_metamodel(project)
    before, _, rest = metamodel.text.partition(BEGIN)
    text = with_directives(metamodel, catalogue("en"))
    assert text.startswith(f"{before}{BEGIN}\n\n[parse.extend_directives.")
    assert text.endswith(f"\n\n{END}{rest.partition(END)[2]}")


@pytest.mark.parametrize("line", [BEGIN, END])
def test_a_file_without_the_two_lines_is_a_mistake(project: Path, line: str) -> None:
    write(project, load_metamodel(project).text.replace(line, "#"))
    with pytest.raises(ProjectError) as mistake:
        told(project)
    assert mistake.value.location is not None
    assert mistake.value.location.file == "ubproject.toml"


def run(project: Path, language: str) -> subprocess.CompletedProcess[str]:
    (project / "conf.py").write_text(f'language = "{language}"\n', encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "policytrace.author.editor_directives"],
        cwd=project,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_is_written_into_the_file(project: Path) -> None:
    expected = with_directives(load_metamodel(project), catalogue("en"))
    done = run(project, "en")
    assert (done.returncode, done.stderr) == (0, "")
    assert (project / "ubproject.toml").read_text(encoding="utf-8") == expected


def test_a_mistake_in_the_file_is_told_with_its_line(project: Path) -> None:
    write(project, "[policytrace]\nnothing = 1\n")
    done = run(project, "en")
    assert done.returncode == 1
    assert done.stderr.startswith("ubproject.toml:2: “nothing” is not a name")
