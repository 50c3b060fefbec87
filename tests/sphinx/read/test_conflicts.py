"""What git leaves of a conflict is found at its line, in every kind of file that people edit."""

from __future__ import annotations

import pytest

from policytrace.conflicts import conflicts
from policytrace.errors import ProjectError
from tests.plan_builder import english
from tests.sphinx.tiny import TinyProject, place_and_code

CONFLICT = "<<<<<<< HEAD\n{ours}\n=======\n{theirs}\n>>>>>>> main\n"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("<<<<<<< HEAD\na\n=======\nb\n>>>>>>> main", [1]),
        ("x\n<<<<<<< a\n||||||| b\n=======\n>>>>>>> c\n\n<<<<<<< a\n=======\n>>>>>>> c", [2, 7]),
        ("<<<<<<< a\r\n=======\r\n>>>>>>> c\r", [1]),
        ("<<<<<<<\n=======\n>>>>>>>", [1]),
        ("a\n=======\nb\n>>>>>>> main", [4]),
        ("<<<<<<< HEAD\na", [1]),
        ("En rubrik\n=======\n\ntext", []),
        ("<<<<<< a\n>>>>>> b\n<<<<<<<< a\n<<<<<<<a\n > >>>>>>> x", []),
    ],
)
def test_a_conflict_begins_at_its_first_marker(text: str, lines: list[int]) -> None:
    assert list(conflicts(text.split("\n"))) == lines


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("before", "ours", "theirs"),
    [
        ("Den som utsätts ska kunna ringa.", "Ring.", "Skriv."),
        (":klar_senast: 2028-06-30", ":klar_senast: 2028-05-31", ":klar_senast: 2028-04-30"),
        ("# Planen", "# Planen", "# Vår plan"),
    ],
)
def test_a_conflict_is_the_only_thing_found_on_its_page(
    project: TinyProject, before: str, ours: str, theirs: str, newline: str
) -> None:
    line = project.read("plan.md").split("\n").index(before) + 1
    text = project.read("plan.md")
    torn = CONFLICT.format(ours=ours, theirs=theirs).rstrip("\n")
    project.write("plan.md", text.replace(before, torn, 1), newline=newline)
    assert project.findings() == [("plan.md", line, "PT001")]


def test_an_example_in_a_code_block_is_no_conflict(project: TinyProject) -> None:
    example = CONFLICT.format(ours="a", theirs="b")
    project.write("matt.md", f"{project.read('matt.md')}\n```text\n{example}```\n")
    assert project.findings() == []
    project.write("matt.md", project.read("matt.md").replace("```text", "```{note}"))
    assert [code for *_, code in project.findings()] == ["PT001"]


def test_a_heading_with_a_row_of_equals_is_no_conflict(project: TinyProject) -> None:
    project.write("matt.md", f"{project.read('matt.md')}\nMer\n=======\n\nText.\n")
    assert project.findings() == []


def test_a_conflict_in_an_included_file_is_found_in_that_file(project: TinyProject) -> None:
    project.write("del/text.txt", f"Text.\n\n{CONFLICT.format(ours='a', theirs='b')}")
    project.write("matt.md", f"{project.read('matt.md')}\n```{{include}} del/text.txt\n```\n")
    assert project.findings() == [("del/text.txt", 3, "PT001")]


def test_a_conflict_in_values_and_registers_is_found(project: TinyProject) -> None:
    name = "strategy/indikatorer/omraden.csv"
    project.write(name, f"namn,slag,kolada\n{CONFLICT.format(ours='A,kommun,1', theirs='')}")
    found = project.check().findings
    assert (name, 2, "PT301") in [place_and_code(one) for one in found]
    assert "conflict" in english(found[0].message)


@pytest.mark.parametrize("name", ["ubproject.toml", "passages.csv"])
def test_a_conflict_in_what_is_read_first_stops_at_its_line(
    project: TinyProject, name: str
) -> None:
    lines = project.read(name).split("\n")
    lines[1:1] = ["<<<<<<< HEAD", "=======", ">>>>>>> main"]
    project.write(name, "\n".join(lines))
    with pytest.raises(ProjectError) as stopped:
        project.check()
    assert str(stopped.value.location) == f"{name}:2"
    assert "conflict" in english(stopped.value.text)
