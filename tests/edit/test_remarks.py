"""What the gate finds is told once, at the field that it is about."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup

from tests.edit.editing import Editing, edited
from tests.sphinx.tiny import TinyProject

LINK = "Länken till ”finns-inte” leder ingenstans."


@pytest.fixture(scope="module")
def editing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editing]:
    project = TinyProject.make(tmp_path_factory.mktemp("edited"))
    project.edit("plan.md", ": Chefer möter hot först.", ": Se [planen](#finns-inte) <b>nu</b>.")
    with edited(project.root) as found:
        yield found


def remarks(text: str) -> list[tuple[str, str]]:
    """What is told, each with the title of the field that it describes."""
    page = BeautifulSoup(text, "html.parser")
    found = []
    for one in page.select(".ed-remark"):
        around = one.find_parent(class_="ed-remarks")
        title = ""
        if around is not None:
            (field,) = page.select(f'[aria-describedby~="{around["id"]}"][aria-invalid="true"]')
            (label,) = page.select(f'label[for="{field["id"]}"]')
            title = label.get_text(strip=True)
        found.append((title, one.get_text(" ", strip=True)))
    return found


def token(editing: Editing, path: str) -> str:
    return editing.get(path).text.partition('name="last" value="')[2].partition('"')[0]


def test_an_error_in_a_text_is_told_at_its_field_and_once(editing: Editing) -> None:
    told = remarks(editing.get("objekt/ATG-1").text)
    assert {title for title, _ in told} == {"Varför"}
    assert len([said for _, said in told if LINK in said]) == 1


def test_an_error_that_is_typed_is_told_at_its_field_in_plain_words_only(editing: Editing) -> None:
    fields = {"last": token(editing, "objekt/ATG-2"), "text0": "Se\n\n[dit](#inte-heller)."}
    answer = editing.post("objekt/ATG-2", fields)
    assert answer.status == 422
    assert "Sphinx" not in answer.text
    ((title, said),) = remarks(answer.text)
    assert title == "Text"
    assert "Länken till ”inte-heller” leder ingenstans." in said


def test_errors_that_were_there_stop_no_other_change(editing: Editing) -> None:
    fields = {"last": token(editing, "objekt/ATG-2"), "title": "Öppna en jour"}
    assert editing.post("objekt/ATG-2", fields).status == 303
