"""The words of a project: one for each key that the code compares, and none that means nothing."""

from __future__ import annotations

from enum import StrEnum

import pytest

from policytrace.schema.vocabulary import (
    OPTIONAL_COLUMNS,
    VOCABULARIES,
    ActionStatus,
    Direction,
    Sex,
    Status,
)
from policytrace.schema.word_tables import OVERVIEWS
from policytrace.schema.words import KEYS, Words
from tests.plan_builder import METAMODEL
from tests.schema.projects import SMALL, Read, at, mistake

ALL = [(name, key) for name, keys in VOCABULARIES.items() for key in keys]
OPTIONAL = [(name, key) for name, key in ALL if key in OPTIONAL_COLUMNS]


def without(name: str, key: str) -> str:
    """`SMALL` without the word for one key."""
    head, table, rest = SMALL.partition(f"[policytrace.words.{name}]\n")
    return head + table + rest.replace(f'{key} = "{key}"\n', "", 1)


def with_word(name: str, key: str, word: str) -> str:
    """`SMALL` with another value in the place of one word."""
    head, table, rest = SMALL.partition(f"[policytrace.words.{name}]\n")
    return head + table + rest.replace(f'{key} = "{key}"\n', f"{key} = {word}\n", 1)


# ------------------------------------------------------------------------ what they mean


def test_a_word_is_found_by_its_key_and_a_key_by_its_word(read: Read) -> None:
    words = read(with_word("sex", "women", '"women and girls"')).vocabulary
    assert words.of(Sex.WOMEN) == "women and girls"
    assert words.key(Sex, "women and girls") is Sex.WOMEN
    assert words.all_of(Sex) == ("women and girls", "men", "total")
    assert words.by_word(Sex) == {"women and girls": Sex.WOMEN, "men": Sex.MEN, "total": Sex.TOTAL}


def test_the_key_is_no_word_where_the_project_has_another(read: Read) -> None:
    words = read(with_word("sex", "women", '"kvinnor"')).vocabulary
    with pytest.raises(ValueError, match="no word of sex: 'women'"):
        words.key(Sex, "women")


@pytest.mark.parametrize("word", ["", "Late", "late ", "behind"])
def test_what_is_no_word_stands_for_nothing(read: Read, word: str) -> None:
    with pytest.raises(ValueError, match="no word of action_status"):
        read(SMALL).vocabulary.key(ActionStatus, word)


def test_one_word_may_stand_in_two_tables(read: Read) -> None:
    words = read(with_word("action_status", "late", '"up"')).vocabulary
    assert words.key(ActionStatus, "up") is ActionStatus.LATE
    assert words.key(Direction, "up") is Direction.UP


@pytest.mark.parametrize("words", [KEYS, METAMODEL.vocabulary], ids=["keys", "the tests' own"])
@pytest.mark.parametrize("vocabulary", VOCABULARIES.values(), ids=VOCABULARIES)
def test_each_key_comes_back_from_its_word(words: Words, vocabulary: type[StrEnum]) -> None:
    assert [words.key(vocabulary, word) for word in words.all_of(vocabulary)] == list(vocabulary)


# ----------------------------------------------------------------------- what can be wrong


@pytest.mark.parametrize(("name", "key"), [one for one in ALL if one not in OPTIONAL])
def test_a_key_without_a_word(read: Read, name: str, key: str) -> None:
    text = without(name, key)
    said, place = mistake(read, text)
    assert said == (f'[policytrace.words.{name}] has no word for {key}. Write {key} = "…" there.')
    assert place == at(text, f"[policytrace.words.{name}]")


@pytest.mark.parametrize(("name", "key"), OPTIONAL)
def test_a_key_that_may_lack_a_word_is_its_own(read: Read, name: str, key: str) -> None:
    assert read(without(name, key)).words[f"{name}.{key}"] == key


def test_a_table_that_is_missing(read: Read) -> None:
    text = SMALL.replace("[policytrace.words.verdict]", "[policytrace.words.ignored]")
    said, _ = mistake(read, text)
    assert "“ignored” is not a name that [policytrace.words] knows." in said
    head, _, rest = SMALL.partition("\n[policytrace.words.verdict]")
    said, place = mistake(read, head + rest[rest.index("\n[") :])
    assert said.startswith("[policytrace.words.verdict] has no word for reached.")
    assert place is not None


@pytest.mark.parametrize(
    ("name", "key", "first"),
    [
        ("sex", "men", "women"),
        ("status", "cancelled", "done"),
        ("value_column", "source", "status"),
    ],
)
def test_a_word_twice_in_a_table(read: Read, name: str, key: str, first: str) -> None:
    text = with_word(name, key, f'"{first}"  # again')
    said, place = mistake(read, text)
    assert said == f"“{first}” stands for both {first} and {key}."
    assert place == at(text, "# again")


@pytest.mark.parametrize("word", ["3", "true", '""', '"  "', '" late"', "['late']", "{ a = 1 }"])
def test_a_word_that_is_none(read: Read, word: str) -> None:
    text = with_word("action_status", "late", f"{word}  # here")
    said, place = mistake(read, text)
    assert said == "late: write a word within quotation marks."
    assert place == at(text, "# here")


def test_a_key_that_the_table_does_not_know(read: Read) -> None:
    text = SMALL.replace("[policytrace.words.sex]\n", '[policytrace.words.sex]\nother = "x"\n')
    said, place = mistake(read, text)
    assert said == (
        "“other” is not a name that [policytrace.words.sex] knows. "
        "Choose one of: men, total, women."
    )
    assert place == at(text, 'other = "x"')


def test_a_table_of_words_that_nobody_reads(read: Read) -> None:
    text = SMALL + '\n[policytrace.words.sexes]\nwomen = "kvinnor"\n'
    said, place = mistake(read, text)
    assert "“sexes” is not a name that [policytrace.words] knows." in said
    assert all(name in said for name in (*VOCABULARIES, *OVERVIEWS))
    assert place == at(text, "[policytrace.words.sexes]")


@pytest.mark.parametrize("name", ["statuses", "word", "requires"])
def test_a_table_that_nobody_reads(read: Read, name: str) -> None:
    text = SMALL + f'\n[policytrace.{name}]\ncancelled = "dropped"\n'
    said, place = mistake(read, text)
    assert said == (
        f"“{name}” is not a name that [policytrace] knows. Choose one of: accessibility, "
        "addresses, adopted_text, analyses, changes_freely, fields, history, indicators, links, "
        "meetings, passages, publisher, repository, required, rhythms, roles, rules, search, site, "
        "support, words."
    )
    assert place == at(text, f"[policytrace.{name}]")


def test_a_setting_that_nobody_reads(read: Read) -> None:
    text = SMALL.replace("[policytrace]\n", '[policytrace]\nsajt = "https://plan.example"\n')
    said, place = mistake(read, text)
    assert "“sajt” is not a name that [policytrace] knows." in said
    assert place == at(text, "sajt =")


# ----------------------------------------------------------- what editors may choose


def test_a_word_in_a_field_s_enum_that_stands_for_nothing(read: Read) -> None:
    text = SMALL.replace('["up", "down"]', '["up", "upwards"]')
    said, place = mistake(read, text)
    assert said == (
        "“upwards” may be chosen for way, but stands for nothing. Write it in "
        "[policytrace.words.direction], or take it away here."
    )
    assert place == at(text, '"upwards"')


def test_a_word_that_is_renamed_in_the_field_alone(read: Read) -> None:
    said, _ = mistake(read, SMALL.replace('["up", "down"]', '["uppåt", "down"]'))
    assert "“uppåt” may be chosen for way, but stands for nothing." in said


def test_a_word_that_is_renamed_in_the_words_alone(read: Read) -> None:
    said, _ = mistake(read, with_word("direction", "up", '"uppåt"'))
    assert "“up” may be chosen for way, but stands for nothing." in said


def test_a_word_that_is_renamed_in_both(read: Read) -> None:
    text = with_word("direction", "up", '"uppåt"').replace('["up", "down"]', '["uppåt", "down"]')
    assert read(text).vocabulary.key(Direction, "uppåt") is Direction.UP


def test_editors_need_not_be_offered_every_word(read: Read) -> None:
    assert read(SMALL).vocabulary.all_of(Direction) == ("up", "down", "balance")


@pytest.mark.parametrize("enum", ["'up'", "3", "{ up = 1 }", "[]"])
def test_choices_are_a_list(read: Read, enum: str) -> None:
    said, _ = mistake(read, SMALL.replace('["up", "down"]', enum))
    assert said == "schema: enum must be a list with at least one value."


@pytest.mark.parametrize("choice", ["3", "true", "['up']"])
def test_a_choice_that_is_no_word(read: Read, choice: str) -> None:
    said, _ = mistake(read, SMALL.replace('["up", "down"]', f'["up", {choice}]'))
    assert "may be chosen for way, but stands for nothing." in said


def test_what_may_be_chosen_for_a_field_of_the_project_s_own_is_its_own(read: Read) -> None:
    text = SMALL.replace('{ type = "integer" }', '{ type = "string", enum = ["much", "little"] }')
    assert read(text).definitions[read(text).fields["budget"]].schema["enum"] == ["much", "little"]


def test_status_keeps_its_words_too(read: Read) -> None:
    text = SMALL.replace(
        "[policytrace.fields]\n", '[policytrace.fields]\nstatus = "status"\n'
    ).replace(
        "[needs.fields.date]",
        '[needs.fields.status]\nschema = { type = "string", enum = ["proposed", "idea"] }\n\n'
        "[needs.fields.date]",
    )
    said, place = mistake(read, text)
    assert said.startswith("“idea” may be chosen for status, but stands for nothing.")
    assert place == at(text, '"idea"')
    assert read(text.replace('"idea"', '"done"')).vocabulary.key(Status, "done") is Status.DONE
