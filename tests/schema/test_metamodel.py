"""Reading the project's own words from ubproject.toml, and saying what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from policytrace.checks.engine import rule_settings
from policytrace.checks.registry import RULES
from policytrace.errors import ProjectError
from policytrace.locations import Location
from policytrace.schema.fields import FieldType
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.reading import load_metamodel
from policytrace.schema.roles import (
    CustomField,
    CustomLink,
    CustomType,
    FieldName,
    LinkKind,
    Role,
)
from policytrace.schema.vocabulary import VOCABULARIES, AreaKind
from policytrace.settings import IndicatorSettings
from policytrace.severity import Severity
from tests.paths import REPOSITORY
from tests.plan_builder import english
from tests.schema.projects import SMALL, WORDS_TABLES, Read, at, mistake

# ----------------------------------------------------------------------- what it means


def test_words_are_read_with_what_they_stand_for(read: Read) -> None:
    metamodel = read(SMALL)
    assert metamodel.types == {
        "goal": Role.GOAL,
        "task": Role.ACTION,
        "risk": CustomType("risk"),
    }
    assert metamodel.links == {"under": LinkKind.PART_OF, "needs": CustomLink("needs")}
    assert metamodel.fields == {
        "date": FieldName.DUE,
        "way": FieldName.DIRECTION,
        "budget": CustomField("budget"),
    }
    assert metamodel.prefixes[Role.ACTION] == "T-"


def test_a_field_is_defined_as_the_project_says_and_holds_what_the_code_says(read: Read) -> None:
    due = read(SMALL).definitions[FieldName.DUE]
    assert (due.word, due.description, due.spec.type) == ("date", "The last day", FieldType.DAY)
    assert due.schema == {"type": "string", "format": "date"}


def test_a_field_that_the_code_does_not_know_holds_what_its_schema_says(read: Read) -> None:
    budget = read(SMALL).definitions[CustomField("budget")]
    assert (budget.word, budget.spec.type) == ("budget", FieldType.INTEGER)


def test_titles_are_those_of_sphinx_needs_and_for_links_else_the_words(read: Read) -> None:
    metamodel = read(SMALL)
    assert metamodel.role_titles == {
        Role.GOAL: "A goal",
        Role.ACTION: "A task",
        CustomType("risk"): "A risk",
    }
    titles = metamodel.link_titles[LinkKind.PART_OF]
    assert (titles.outgoing, titles.incoming) == ("is under", "is over")
    own = metamodel.link_titles[CustomLink("needs")]
    assert (own.outgoing, own.incoming) == ("needs", "needs")
    assert metamodel.title(LinkKind.PART_OF) == "is under"


def test_messages_get_the_project_s_words_by_key(read: Read) -> None:
    words = dict(read(SMALL.replace('late = "late"', 'late = "behind"')).words)
    assert {
        key: word for key, word in words.items() if key.partition(".")[0] not in VOCABULARIES
    } == {
        "role.goal": "goal",
        "role.action": "task",
        "role.risk": "risk",
        "link.part_of": "under",
        "link.needs": "needs",
        "field.due": "date",
        "field.direction": "way",
        "field.budget": "budget",
    }
    assert words["action_status.late"] == "behind"
    assert words["verdict.reached"] == "reached"


def test_the_word_of_what_a_project_does_not_have_is_its_key(read: Read) -> None:
    metamodel = read(SMALL)
    assert metamodel.word(FieldName.DUE) == "date"
    assert metamodel.word(FieldName.STARTS) == "starts"
    assert metamodel.word(CustomType("risk")) == "risk"
    assert [metamodel.has(key) for key in (FieldName.DUE, FieldName.STARTS, Role.PLAN)] == [
        True,
        False,
        False,
    ]
    assert metamodel.has(CustomField("budget"))


def test_a_field_is_called_by_its_word_as_a_heading(read: Read) -> None:
    metamodel = read(
        SMALL.replace("fields.date", "fields.klar_senast").replace('"date"', '"klar_senast"')
    )
    assert metamodel.field_title(FieldName.DUE) == "Klar senast"
    assert metamodel.field_title(FieldName.NEXT_FOLLOW_UP) == "next_follow_up"


def test_a_project_may_leave_everything_out_but_its_words(read: Read) -> None:
    metamodel = read(WORDS_TABLES)
    assert metamodel.types == {}
    assert metamodel.required == {}
    assert metamodel.passages is None
    assert rule_settings(metamodel).severities == {}


def test_sphinx_needs_own_field_status_need_not_be_defined(read: Read) -> None:
    metamodel = read('[policytrace.fields]\nstatus = "status"\n' + WORDS_TABLES)
    assert metamodel.fields == {"status": FieldName.STATUS}
    assert metamodel.definitions[FieldName.STATUS].spec.type is FieldType.WORD


def test_a_byte_order_mark_is_no_mistake(read: Read) -> None:
    assert read("\ufeff" + SMALL).types["goal"] is Role.GOAL


@pytest.mark.parametrize(
    ("word", "severity"),
    [
        ("fel", Severity.ERROR),
        ("varning", Severity.WARNING),
        ("upplysning", Severity.INFO),
        ("av", None),
        ("error", Severity.ERROR),
        ("warning", Severity.WARNING),
        ("info", Severity.INFO),
        ("off", None),
    ],
)
def test_severities_are_written_in_swedish_or_english(
    read: Read, word: str, severity: Severity | None
) -> None:
    metamodel = read(SMALL.replace('"varning"', f'"{word}"'))
    assert rule_settings(metamodel).severities == {"PT101": severity}


def test_the_register_of_passages_is_a_path_in_the_project(read: Read) -> None:
    assert read(SMALL).passages == "text/passages.csv"


# ------------------------------------------------------------------- what can be wrong


def test_a_project_without_the_file_is_told_what_it_is_for(tmp_path: Path) -> None:
    with pytest.raises(ProjectError) as raised:
        load_metamodel(tmp_path)
    text = english(raised.value.text)
    assert "ubproject.toml is missing" in text
    assert str(tmp_path) in text


def test_text_that_is_no_toml_is_found_on_its_line(read: Read) -> None:
    text, place = mistake(read, "[needs]\n\nwhat is this\n")
    assert "cannot be read" in text
    assert place == Location(file="ubproject.toml", line=3)


def test_a_file_that_ends_too_early_is_found_somewhere(read: Read) -> None:
    _, place = mistake(read, 'a = """\n')
    assert place is not None


def test_a_file_that_is_not_utf_8_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "ubproject.toml").write_bytes("title = 'mål'".encode("latin-1"))
    with pytest.raises(ProjectError, match="UTF-8"):
        load_metamodel(tmp_path)


def test_a_folder_in_place_of_the_file_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "ubproject.toml").mkdir()
    with pytest.raises(ProjectError, match="cannot be read"):
        load_metamodel(tmp_path)


@pytest.mark.parametrize(
    ("table", "right", "wrong"),
    [
        ("roles", "goal = ", "gaol = "),
        ("links", "part_of = ", "partof = "),
        ("fields", "due = ", "dew = "),
    ],
)
def test_a_name_that_means_nothing_lists_those_that_do(
    read: Read, table: str, right: str, wrong: str
) -> None:
    wrong_text = SMALL.replace(right, wrong)
    text, place = mistake(read, wrong_text)
    assert f"[policytrace.{table}]" in text
    assert right.removesuffix(" = ") in text
    assert place == at(wrong_text, wrong)


@pytest.mark.parametrize(
    ("defined_in", "right", "wrong"),
    [
        ("types", 'action = "task"', 'action = "tusk"'),
        ("links", 'part_of = "under"', 'part_of = "unter"'),
        ("fields", 'due = "date"', 'due = "data"'),
        ("types", 'action = "task"', "action = 3"),
        ("types", 'action = "task"', 'action = ["task"]'),
        ("types", 'action = "task"', 'action = "status"'),
        ("links", 'part_of = "under"', 'part_of = "status"'),
    ],
)
def test_a_word_that_is_not_defined_says_where_it_should_be(
    read: Read, defined_in: str, right: str, wrong: str
) -> None:
    wrong_text = SMALL.replace(right, wrong)
    text, place = mistake(read, wrong_text)
    assert f"[needs.{defined_in}] defines nothing" in text
    assert place == at(wrong_text, wrong)


def test_a_word_cannot_stand_for_two_things(read: Read) -> None:
    wrong_text = SMALL.replace('action = "task"', 'action = "goal"')
    text, place = mistake(read, wrong_text)
    assert text == "“goal” stands for both goal and action."
    assert place == at(wrong_text, 'action = "goal"')


def test_a_rule_that_does_not_exist(read: Read) -> None:
    wrong_text = SMALL.replace("PT101", "PT199")
    with pytest.raises(ProjectError) as raised:
        rule_settings(read(wrong_text))
    assert english(raised.value.text) == "There is no rule PT199."
    assert raised.value.location == at(wrong_text, "PT199")


@pytest.mark.parametrize("word", ['"allvarligt"', "3", "true", "['fel']", "{ a = 1 }"])
def test_a_severity_that_does_not_exist(read: Read, word: str) -> None:
    wrong_text = SMALL.replace('"varning"', word)
    text, place = mistake(read, wrong_text)
    assert "write error, warning, info or off" in text
    assert place == at(wrong_text, "PT101")


@pytest.mark.parametrize(
    "path", ['"/etc/passwd"', '"../passages.csv"', '"a/../../b.csv"', "3", "[]"]
)
def test_a_register_outside_the_project(read: Read, path: str) -> None:
    wrong_text = SMALL.replace('"text/passages.csv"', path)
    text, place = mistake(read, wrong_text)
    assert "inside the project" in text
    assert place == at(wrong_text, "passages =")


@pytest.mark.parametrize(
    "path", ['"/etc/passwd"', '"../text.txt"', '""', '"."', '"a\\u0000b"', "3", "[]"]
)
def test_an_adopted_text_outside_the_project(read: Read, path: str) -> None:
    wrong_text = SMALL.replace("passages =", f"adopted_text = {path}\npassages =")
    text, place = mistake(read, wrong_text)
    assert "inside the project" in text
    assert place == at(wrong_text, "adopted_text =")


def test_an_adopted_text_without_a_register_is_read_by_nobody(read: Read) -> None:
    wrong_text = SMALL.replace('passages = "text/passages.csv"', 'adopted_text = "text.txt"')
    text, place = mistake(read, wrong_text)
    assert text.startswith("adopted_text is set, but not passages")
    assert place == at(wrong_text, "adopted_text =")


def test_the_adopted_text_is_known_with_the_line_that_names_it(read: Read) -> None:
    written = SMALL.replace("passages =", 'adopted_text = "text/a.txt"\npassages =')
    setting = read(written).adopted_text
    assert setting is not None
    assert setting.file == "text/a.txt"
    assert setting.location == at(written, "adopted_text =")


MEASURING = (
    SMALL
    + """
[policytrace.indicators]
areas = "measured/areas.csv"
data = "measured/data/"
kolada = "measured/kolada.csv"
smallest_group = 7
count_units = ["persons", "pupils"]
calculation = 'calculat|\\bsum\\b'
"""
)


def test_what_is_measured_has_its_places_and_thresholds(read: Read) -> None:
    assert read(MEASURING).indicators == IndicatorSettings(
        areas="measured/areas.csv",
        data="measured/data",
        kolada="measured/kolada.csv",
        smallest_group=7,
        count_units=frozenset({"persons", "pupils"}),
        calculation=r"calculat|\bsum\b",
    )


def test_a_project_that_measures_nothing_says_nothing_of_it(read: Read) -> None:
    found = read(SMALL).indicators
    assert found == IndicatorSettings()
    assert (found.areas, found.data, found.kolada, found.smallest_group) == (None, None, None, 5)


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        (
            'areas = "measured',
            'area = "measured',
            "“area” is not a name that [policytrace.indicators] knows.",
        ),
        ('"measured/areas.csv"', '"/etc/passwd"', "give a path inside the project"),
        ('"measured/data/"', '"../data"', "give a path inside the project"),
        ('"measured/kolada.csv"', "3", "give a path inside the project"),
        ("smallest_group = 7", "smallest_group = 0", "write a whole number from 1 up"),
        ("smallest_group = 7", "smallest_group = -5", "write a whole number from 1 up"),
        ("smallest_group = 7", "smallest_group = 5.0", "write a whole number from 1 up"),
        ("smallest_group = 7", "smallest_group = true", "write a whole number from 1 up"),
        ("smallest_group = 7", 'smallest_group = "7"', "write a whole number from 1 up"),
        ('["persons", "pupils"]', '"persons"', "write a list of units"),
        ('["persons", "pupils"]', '["persons", 3]', "write a list of units"),
        ('["persons", "pupils"]', "{ persons = 1 }", "write a list of units"),
        ("calculation = 'calculat", "calculation = '(", "write a regular expression"),
        ("calculation = 'calculat|\\bsum\\b'", "calculation = ''", "write a regular expression"),
        ("calculation = 'calculat|\\bsum\\b'", "calculation = 5", "write a regular expression"),
    ],
)
def test_a_setting_for_what_is_measured_that_is_wrong(
    read: Read, right: str, wrong: str, said: str
) -> None:
    wrong_text = MEASURING.replace(right, wrong)
    text, place = mistake(read, wrong_text)
    assert said in text
    assert place == at(wrong_text, wrong)


PARTS = (
    MEASURING
    + """
[policytrace.indicators.parts.ward]
name = "electoral ward"
plural = "electoral wards"
heading = "The wards"
description = "They are there for elections."
whole = true
caution = "Not all votes are counted there."

[policytrace.indicators.parts."census tract"]
name = "tract"
plural = "tracts"
heading = "The tracts"
description = "They are there for statistics."
whole = false
"""
)


def test_kinds_of_parts_are_described_in_the_settings(read: Read) -> None:
    ward, tract = read(PARTS).indicators.parts
    assert (ward.word, ward.name, ward.whole) == ("ward", "electoral ward", True)
    assert ward.caution == "Not all votes are counted there."
    assert (tract.word, tract.plural, tract.whole, tract.caution) == (
        *("census tract", "tracts", False, ""),
    )


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('heading = "The tracts"', 'header = "x"', "“header” is not a name that"),
        ('heading = "The wards"', "heading = 3", "heading: write a text within quotation"),
        ('heading = "The wards"', 'heading = " "', "heading: write a text within quotation"),
        ("whole = true", 'whole = "yes"', "whole: write true if the parts are all of"),
        ('caution = "Not all votes are counted there."', "caution = 1", "caution: write a text"),
        ('name = "tract"', 'name = "electoral ward"', "“electoral ward” stands for both"),
    ],
)
def test_a_kind_of_parts_that_is_wrong(read: Read, right: str, wrong: str, said: str) -> None:
    before, mark, after = PARTS.partition("[policytrace.indicators.parts.ward]")
    wrong_text = before + mark + after.replace(right, wrong)
    text, place = mistake(read, wrong_text)
    assert said in text
    assert place is not None
    assert place.line is not None
    assert place.line > before.count("\n")


@pytest.mark.parametrize("missing", ["name", "plural", "heading", "description", "whole"])
def test_a_kind_of_parts_says_all_that_readers_need(read: Read, missing: str) -> None:
    before, mark, after = PARTS.partition("[policytrace.indicators.parts.ward]")
    text, place = mistake(read, before + mark + after.replace(f"\n{missing} = ", "\n# ", 1))
    assert text.startswith(f"{missing}: write ")
    assert place == at(PARTS, mark)


def test_a_kind_of_parts_is_no_other_kind_of_area(read: Read) -> None:
    word = read(SMALL).vocabulary.of(AreaKind.COUNTY)
    text, _ = mistake(read, PARTS.replace("parts.ward]", f'parts."{word}"]'))
    assert f"“{word}” stands for both area_kind.county and {word}." in text


def test_a_folder_is_no_file_and_a_file_no_folder(read: Read, tmp_path: Path) -> None:
    (tmp_path / "measured" / "data").mkdir(parents=True)
    read(MEASURING)
    (tmp_path / "measured" / "data").rmdir()
    (tmp_path / "measured" / "data").write_text("", encoding="utf-8")
    text, place = mistake(read, MEASURING)
    assert "is a file. Give the folder that the files are in." in text
    assert place == at(MEASURING, "measured/data")
    (tmp_path / "measured" / "data").unlink()
    (tmp_path / "measured" / "areas.csv").mkdir()
    text, place = mistake(read, MEASURING)
    assert "is a folder. Give a file." in text
    assert place == at(MEASURING, "measured/areas")


def test_a_project_with_values_says_what_tells_of_a_calculation(read: Read) -> None:
    wrong_text = MEASURING.replace("\ncalculation = ", "\n# ")
    text, place = mistake(read, wrong_text)
    assert "write a regular expression" in text
    assert place == at(wrong_text, "[policytrace.indicators]")


def test_of_several_unknown_names_the_same_one_is_told_in_every_run(read: Read) -> None:
    wrong_text = MEASURING + "zebra = 1\napple = 1\nmango = 1\n"
    text, place = mistake(read, wrong_text)
    assert "“apple”" in text
    assert place == at(wrong_text, "apple")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://www.plan.example", "https://www.plan.example"),
        ("https://www.plan.example/", "https://www.plan.example"),
        ("https://xn--plan-loa.example:8443/a/b-c/", "https://xn--plan-loa.example:8443/a/b-c"),
        ("http://localhost:8000", "http://localhost:8000"),
    ],
)
def test_the_site_s_address_is_kept_without_a_slash_at_its_end(
    read: Read, written: str, meant: str
) -> None:
    assert read(SMALL.replace("[policytrace]", f'[policytrace]\nsite = "{written}"')).site == meant


def test_the_address_where_files_are_edited_is_kept_like_the_site_s(read: Read) -> None:
    address = "https://git.example/a/-/edit/main"
    text = SMALL.replace("[policytrace]", f'[policytrace]\nrepository = "{address}/"')
    assert read(text).repository == address


@pytest.mark.parametrize("repository", ['"git@git.example:a"', '"http://git.example"', "3"])
def test_files_cannot_be_edited_at_what_is_no_address(read: Read, repository: str) -> None:
    wrong_text = SMALL.replace("[policytrace]", f"[policytrace]\nrepository = {repository}")
    text, place = mistake(read, wrong_text)
    assert "It must begin with https://." in text
    assert place == at(wrong_text, "repository =")


def test_a_site_need_not_have_an_address(read: Read) -> None:
    assert read(SMALL).site is None
    assert read(SMALL).repository is None


@pytest.mark.parametrize(
    "site",
    [
        *('"http://www.plan.example"', '"http://localhost.plan.example"', '"www.plan.example"'),
        *('"javascript:alert(1)"', '"https://"', '"https://a@plan.example"', '"//plan.example"'),
        *('"https://plan.example/?a"', '"https://plan.example#a"', '"https://plan .example"'),
        *('"https://plän.example"', '"https://plan.example\\n"', '""', "3", "true", "[]"),
    ],
)
def test_a_site_that_is_no_address_to_send_on(read: Read, site: str) -> None:
    wrong_text = SMALL.replace("[policytrace]", f"[policytrace]\nsite = {site}")
    text, place = mistake(read, wrong_text)
    assert "It must begin with https://." in text
    assert place == at(wrong_text, "site =")


@pytest.mark.parametrize(
    ("text", "table", "line"),
    [
        ("# first\nneeds = 3\n", "needs", 2),
        ("[needs]\ntypes = 3\n", "needs.types", 2),
        ("[needs.types]\ngoal = 3\n", "needs.types.goal", 2),
        ("policytrace = 'on'\n", "policytrace", 1),
        ("[policytrace]\nroles = ['goal']\n", "policytrace.roles", 2),
        ("[policytrace]\nrules = 'fel'\n" + WORDS_TABLES, "policytrace.rules", 2),
        ("[policytrace]\nindicators = 5\n" + WORDS_TABLES, "policytrace.indicators", 2),
        ("[policytrace]\nrequired = []\n" + WORDS_TABLES, "policytrace.required", 2),
        ("[policytrace]\nwords = 'ja'\n", "policytrace.words", 2),
        ("[policytrace.words]\n\nstatus = 3\n", "policytrace.words.status", 3),
    ],
)
def test_a_table_that_is_no_table(read: Read, text: str, table: str, line: int) -> None:
    said, place = mistake(read, text)
    assert said == f"[{table}] must be a table."
    assert place == Location(file="ubproject.toml", line=line)


# -------------------------------------------------------------- the repository's own


@pytest.fixture(scope="module")
def own() -> Metamodel:
    """The metamodel of this repository."""
    return load_metamodel(REPOSITORY)


def test_the_repository_names_every_role_link_and_field(own: Metamodel) -> None:
    assert set(own.types.values()) >= set(Role)
    assert set(own.links.values()) >= set(LinkKind)
    assert set(own.fields.values()) >= set(FieldName)


def test_what_the_repository_measures_has_its_places(own: Metamodel) -> None:
    for path in (own.indicators.areas, own.indicators.data, own.indicators.kolada):
        assert path is not None
        assert (REPOSITORY / path).exists()


def test_the_repository_calls_every_link_by_a_name_from_both_ends(own: Metamodel) -> None:
    words = {kind: word for word, kind in own.links.items()}
    for kind, titles in own.link_titles.items():
        assert words[kind] not in {titles.outgoing, titles.incoming}
        assert titles.outgoing != titles.incoming


def test_the_repository_leaves_every_rule_as_strict_as_it_is(own: Metamodel) -> None:
    for code, severity in rule_settings(own).severities.items():
        assert severity is not None
        assert severity >= RULES[code].severity


@pytest.mark.parametrize(("key", "other"), [("areas", "data"), ("data", "areas")])
def test_values_are_not_left_unread_because_half_of_their_places_is_said(
    read: Read, key: str, other: str
) -> None:
    text = f'{SMALL}\n[policytrace.indicators]\n{key} = "here"\n'
    said, where = mistake(read, text)
    assert said == f"{key} is set, but not {other}. Values are read only with both."
    assert where == at(text, f'{key} = "here"')
