"""Reading the register of the adopted text's passages, and saying which row is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from policytrace.errors import ProjectError
from policytrace.locations import Location
from policytrace.plan.model import Passage
from policytrace.plan.passages import load_passages
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.reading import load_metamodel
from policytrace.schema.roles import Role
from tests.paths import METAMODEL
from tests.plan_builder import english

HEADER = "pinpoint,section,type,gist\n"

Read = Callable[[str | bytes], tuple[Passage, ...]]


@pytest.fixture(scope="module")
def metamodel() -> Metamodel:
    """That of the tests' plans, with the register beside the plan."""
    return replace(load_metamodel(METAMODEL), passages="passages.csv")


@pytest.fixture
def read(tmp_path: Path, metamodel: Metamodel) -> Read:
    """Reads a register that holds the given text."""

    def reader(content: str | bytes) -> tuple[Passage, ...]:
        data = content.encode() if isinstance(content, str) else content
        (tmp_path / "passages.csv").write_bytes(data)
        return load_passages(tmp_path, metamodel)

    return reader


def mistake(read: Read, content: str | bytes) -> tuple[str, int]:
    """What is said of a register that is wrong, in English, and on which line."""
    with pytest.raises(ProjectError) as raised:
        read(content)
    place = raised.value.location
    assert place is not None
    assert place.file == "passages.csv"
    return english(raised.value.text), place.line


def test_a_row_is_a_passage(read: Read) -> None:
    assert read(HEADER + "mål-1,Mål,mål,Alla är trygga\n") == (
        Passage(
            pinpoint="mål-1",
            section="Mål",
            role=Role.GOAL,
            type_name="mål",
            gist="Alla är trygga",
            location=Location(file="passages.csv", line=2),
        ),
    )


def test_rows_keep_their_order_and_their_lines(read: Read) -> None:
    found = read(HEADER + "b,B,mål,x\n\na,A,mål,y\n")
    assert [(row.pinpoint, row.location.line) for row in found] == [("b", 2), ("a", 4)]


def test_a_row_over_several_lines_stands_where_it_begins(read: Read) -> None:
    found = read(HEADER + 'a,A,mål,"one\ntwo\nthree"\nb,B,mål,x\n')
    assert [row.location.line for row in found] == [2, 5]
    assert found[0].gist == "one\ntwo\nthree"


def test_spaces_round_a_cell_do_not_count(read: Read) -> None:
    [row] = read(HEADER + " a , A ,mål , x \n")
    assert (row.pinpoint, row.section, row.type_name, row.gist) == ("a", "A", "mål", "x")


def test_a_comma_may_stand_within_quotes(read: Read) -> None:
    [row] = read(HEADER + 'a,A,mål,"kvinnor, män och alla andra"\n')
    assert row.gist == "kvinnor, män och alla andra"


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_register_saved_by_a_spreadsheet_is_read_as_well(
    read: Read, ending: str, mark: str
) -> None:
    [row] = read((mark + HEADER + "a,A,mål,x\n").replace("\n", ending))
    assert (row.pinpoint, row.gist, row.location.line) == ("a", "x", 2)


def test_a_type_that_the_project_does_not_have_is_kept_as_a_word(read: Read) -> None:
    [row] = read(HEADER + "a,A,målsättning,x\n")
    assert (row.role, row.type_name) == (None, "målsättning")


def test_a_project_without_register_has_no_passages(tmp_path: Path, metamodel: Metamodel) -> None:
    assert load_passages(tmp_path, replace(metamodel, passages=None)) == ()


@pytest.mark.parametrize("rest", ["", "\n", "\n\n"])
def test_a_register_with_only_its_header(read: Read, rest: str) -> None:
    said, line = mistake(read, HEADER + rest)
    assert said == "The register lists no passage."
    assert line == 1


def test_a_register_that_is_missing(tmp_path: Path, metamodel: Metamodel) -> None:
    with pytest.raises(ProjectError) as raised:
        load_passages(tmp_path, metamodel)
    assert "passages.csv, is missing" in english(raised.value.text)


def test_a_folder_in_place_of_the_register(tmp_path: Path, metamodel: Metamodel) -> None:
    (tmp_path / "passages.csv").mkdir()
    with pytest.raises(ProjectError):
        load_passages(tmp_path, metamodel)


def test_a_register_that_is_a_link_out_of_the_project(tmp_path: Path, metamodel: Metamodel) -> None:
    project = tmp_path / "projekt"
    project.mkdir()
    (tmp_path / "passages.csv").write_text(f"{HEADER}a,A,mål,x\n", encoding="utf-8")
    (project / "passages.csv").symlink_to("../passages.csv")
    with pytest.raises(ProjectError) as raised:
        load_passages(project, metamodel)
    assert "passages.csv is a link out of the project" in english(raised.value.text)


def test_a_register_that_is_a_link_to_itself(tmp_path: Path, metamodel: Metamodel) -> None:
    (tmp_path / "passages.csv").symlink_to("passages.csv")
    with pytest.raises(ProjectError):
        load_passages(tmp_path, metamodel)


def test_a_register_that_is_not_utf_8(read: Read) -> None:
    said, _ = mistake(read, (HEADER + "mål-1,Mål,mål,x\n").encode("latin-1"))
    assert "not UTF-8" in said


@pytest.mark.parametrize(
    "start",
    [
        "",
        "\n" + HEADER,
        "a,A,mål,x\n",
        "pinpoint;section;type;gist\n",
        "pinpoint,section,type\n",
        '"pinpoint\n",section,type,gist\n',
    ],
)
def test_a_register_that_does_not_begin_with_its_header(read: Read, start: str) -> None:
    said, line = mistake(read, start)
    assert "must begin with the line pinpoint,section,type,gist" in said
    assert line == 1


@pytest.mark.parametrize("row", ["b,B,mål", "b,B,mål,x,y", ",B,mål,x", "  ,B,mål,x", " "])
def test_a_row_that_has_not_four_columns(read: Read, row: str) -> None:
    said, line = mistake(read, f"{HEADER}a,A,mål,x\n{row}\nc,C,mål,x\n")
    assert "must have four columns" in said
    assert line == 3


def test_a_passage_that_is_listed_twice(read: Read) -> None:
    said, line = mistake(read, HEADER + "a,A,mål,x\nb,B,mål,y\na,A,mål,z\n")
    assert said == "The passage a is listed twice."
    assert line == 4


def test_a_quote_that_is_never_closed(read: Read) -> None:
    said, line = mistake(read, HEADER + 'a,A,mål,x\nb,B,mål,"y\n')
    assert "cannot be read" in said
    assert line == 3
