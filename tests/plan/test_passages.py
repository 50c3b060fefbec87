"""Reading the register of the adopted text's passages, and saying which row is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from policytrace.errors import ProjectError
from policytrace.locations import Location
from policytrace.plan.model import Doubt, Passage
from policytrace.plan.passages import load_passages
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.reading import load_metamodel
from policytrace.schema.roles import Role
from policytrace.schema.words import Words
from policytrace.settings import AdoptedTextSetting
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


WHOLE = "pinpoint,section,type,gist,börjar,slutar\n"


def test_a_register_may_say_where_a_passage_begins_and_ends(read: Read) -> None:
    first, second = read(WHOLE + "a,A,mål,x, Alla ska , trygga. \nb,B,mål,y,,\n")
    assert (first.begins, first.ends, first.wording) == ("Alla ska", "trygga.", "")
    assert (second.begins, second.ends, second.wording) == ("", "", "")
    assert first.doubt is second.doubt is None


@pytest.mark.parametrize(
    ("cells", "doubt"),
    [
        ("Alla,", Doubt.HALF_SAID),
        (",Alla", Doubt.HALF_SAID),
        (f"{'a ' * 10},b", None),
        (f"{'a ' * 11},b", Doubt.TOO_MANY_WORDS),
        (f"b,{'a ' * 11}", Doubt.TOO_MANY_WORDS),
    ],
)
def test_words_that_lead_nowhere_are_in_doubt(read: Read, cells: str, doubt: Doubt | None) -> None:
    [row] = read(f"{WHOLE}a,A,mål,x,{cells}\n")
    assert row.doubt is doubt


@pytest.mark.parametrize(
    "start",
    ["pinpoint,section,type,gist,börjar", "pinpoint,section,type,gist,slutar,börjar", "börjar"],
)
def test_the_columns_of_words_stand_both_and_last(read: Read, start: str) -> None:
    said, line = mistake(read, f"{start}\na,A,mål,x,y,z\n")
    assert f"must begin with the line {WHOLE.strip()}." in said
    assert line == 1


@pytest.mark.parametrize("row", ["b,B,mål,x", "b,B,mål,x,y", "b,B,mål,x,y,z,å"])
def test_a_row_that_has_not_six_columns(read: Read, row: str) -> None:
    said, line = mistake(read, f"{WHOLE}a,A,mål,x,,\n{row}\n")
    assert "must have six columns" in said
    assert line == 3


def test_a_project_without_words_for_them_has_the_columns_by_their_keys(
    tmp_path: Path, metamodel: Metamodel
) -> None:
    tables = dict(metamodel.vocabulary.tables)
    named = {key: word for key, word in tables["passage_column"].items() if len(key) > 6}
    tables["passage_column"] = named
    bare = replace(metamodel, vocabulary=Words(tables=tables))
    (tmp_path / "passages.csv").write_text(
        "pinpoint,section,type,gist,begins,ends\na,A,mål,x,Alla,trygga.\n", encoding="utf-8"
    )
    [row] = load_passages(tmp_path, bare)
    assert (row.begins, row.ends) == ("Alla", "trygga.")


# ------------------------------------------------------------------ the adopted text

TEXT = "Alla ska\nvara trygga. Alla ska ha arbete."


@pytest.fixture
def with_text(tmp_path: Path, metamodel: Metamodel) -> Metamodel:
    """A metamodel that names the adopted text, beside a register of one passage."""
    (tmp_path / "passages.csv").write_text(
        f"{WHOLE}a,A,mål,x,Alla ska vara,trygga.\n", encoding="utf-8"
    )
    place = Location(file="ubproject.toml", line=3)
    return replace(metamodel, adopted_text=AdoptedTextSetting(file="text.txt", location=place))


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_passage_has_its_wording_from_the_adopted_text(
    tmp_path: Path, with_text: Metamodel, mark: str, end: str
) -> None:
    (tmp_path / "text.txt").write_bytes((mark + TEXT.replace("\n", end)).encode())
    [row] = load_passages(tmp_path, with_text)
    assert (row.wording, row.doubt) == ("Alla ska vara trygga.", None)


def test_a_passage_that_is_not_in_the_text_is_in_doubt(
    tmp_path: Path, with_text: Metamodel
) -> None:
    (tmp_path / "text.txt").write_text("Ingen ska vara trygga.", encoding="utf-8")
    [row] = load_passages(tmp_path, with_text)
    assert (row.wording, row.doubt) == ("", Doubt.NO_BEGINNING)


def test_with_the_text_the_register_must_say_where_passages_are(
    tmp_path: Path, with_text: Metamodel
) -> None:
    (tmp_path / "text.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "passages.csv").write_text(f"{HEADER}a,A,mål,x\n", encoding="utf-8")
    with pytest.raises(ProjectError) as raised:
        load_passages(tmp_path, with_text)
    assert f"must begin with the line {WHOLE.strip()}." in english(raised.value.text)
    assert raised.value.location == Location(file="passages.csv", line=1)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "There is no file text.txt with the adopted text."),
        (b"m\xe5l", "text.txt is not UTF-8. Save it again as UTF-8."),
        (TEXT.encode("utf-16"), "text.txt is not UTF-8. Save it again as UTF-8."),
        (b"a\0b", "text.txt is no text file."),
        (b"a" * 5_000_001, "text.txt is larger than 5 MB. Give the adopted text alone, as text."),
        ("folder", "text.txt is a folder. Give the name of a file."),
        ("link", "text.txt is a link out of the project. Put the file itself there."),
        ("loop", "There is no file text.txt with the adopted text."),
    ],
)
def test_a_text_that_cannot_be_read_is_told_where_it_is_named(
    tmp_path: Path, with_text: Metamodel, content: bytes | str | None, said: str
) -> None:
    path = tmp_path / "text.txt"
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content == "folder":
        path.mkdir()
    elif content:
        path.symlink_to("/etc/hostname" if content == "link" else "text.txt")
    with pytest.raises(ProjectError) as raised:
        load_passages(tmp_path, with_text)
    assert english(raised.value.text) == said
    assert raised.value.location == Location(file="ubproject.toml", line=3)


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


@pytest.mark.parametrize("sign", ["\0", "\x1b", "\x85"])
def test_a_sign_that_cannot_be_seen(read: Read, sign: str) -> None:
    said, line = mistake(read, f"{HEADER}a,A,mål,x\nb,B,mål,y{sign}\n")
    assert said == f"The line holds a sign that cannot be seen: U+{ord(sign):04X}. Take it away."
    assert line == 3


def test_a_passage_that_is_listed_twice(read: Read) -> None:
    said, line = mistake(read, HEADER + "a,A,mål,x\nb,B,mål,y\na,A,mål,z\n")
    assert said == "The passage a is listed twice."
    assert line == 4


def test_a_quote_that_is_never_closed(read: Read) -> None:
    said, line = mistake(read, HEADER + 'a,A,mål,x\nb,B,mål,"y\n')
    assert "a quotation mark that is not closed" in said
    assert line == 3
