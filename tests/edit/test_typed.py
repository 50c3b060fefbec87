"""What was typed in a form that cannot be taken is told back, so that it can be copied."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from policytrace.edit.typed import typed
from tests.edit.editing import Editing, edited
from tests.sphinx.tiny import TinyProject

WRITTEN = {
    "title": "Åtta <b>chefer</b>",
    "text0": "Först.\n\n</textarea><script>x()</script>",
    "last": "9",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> TinyProject:
    return TinyProject.make(tmp_path_factory.mktemp("edited"))


@pytest.fixture(scope="module")
def editing(project: TinyProject) -> Iterator[Editing]:
    with edited(project.root) as found:
        yield found


def assert_told_back(text: str) -> None:
    assert "Det du hade skrivit" in text
    assert "Åtta &lt;b&gt;chefer&lt;/b&gt;" in text
    assert "\nFörst.\n\n&lt;/textarea&gt;&lt;script&gt;x()&lt;/script&gt;</textarea>" in text


def test_what_nobody_typed_and_what_is_empty_is_left_out() -> None:
    given = {
        "stamp": ["s"],
        "last": ["9"],
        "title": ["A"],
        "ansvarig": ["", "X", "Y"],
        "not": [" "],
    }
    assert [*typed({**given, "text12": ["T"]})] == [
        ("title", "A"),
        ("ansvarig", "X\nY"),
        ("", "T"),
    ]


@pytest.mark.parametrize("key", [{"stamp": "of another run"}, {}])
def test_a_form_from_before_the_server_was_started_is_told_back_and_nothing_is_written(
    editing: Editing, project: TinyProject, key: dict[str, str]
) -> None:
    before = project.read("plan.md")
    cookie = {} if key else {"Cookie": "policytrace-edit=of-another-run"}
    answer = editing.post("objekt/ATG-1", {**WRITTEN, **key}, **cookie)
    assert answer.status == 403
    assert "Du släpps inte in" in answer.text
    assert_told_back(answer.text)
    assert editing.stamp not in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert project.read("plan.md") == before


def test_what_another_site_sends_is_not_told_back(editing: Editing) -> None:
    for origin in ("https://ond.example", "null"):
        answer = editing.post("objekt/ATG-1", WRITTEN, Origin=origin, Sec_Fetch_Site="cross-site")
        assert answer.status == 403
        assert "Åtta" not in answer.text


def test_what_was_written_about_an_object_that_has_gone_meanwhile_is_told_back(
    editing: Editing, project: TinyProject
) -> None:
    assert editing.get("objekt/ATG-2").status == 200
    project.write("plan.md", project.read("plan.md").replace("ATG-2", "ATG-9"))
    answer = editing.post("objekt/ATG-2", WRITTEN)
    assert answer.status == 404
    assert_told_back(answer.text)
    assert "Det du hade skrivit" not in editing.get("objekt/ATG-2").text


def test_what_was_written_while_the_plan_cannot_be_read_is_told_back(
    editing: Editing, project: TinyProject
) -> None:
    whole = project.read("ubproject.toml")
    project.write("ubproject.toml", f"{whole}\n[[[\n")
    answer = editing.post("objekt/ATG-1", WRITTEN)
    project.write("ubproject.toml", whole)
    assert answer.status == 409
    assert_told_back(answer.text)
