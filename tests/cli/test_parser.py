"""The command line in the reader's language: argparse's words, and what decides the language."""

from __future__ import annotations

import argparse
import string

import pytest
from babel.messages.extract import extract_from_file

from policytrace.cli.parser import argparse_in, day_in, language_of
from policytrace.messages import catalogue
from tests.test_messages import places, strings, swedish

FOR_PROGRAMMERS = {
    "%r is not callable",
    "'required' is an invalid argument for positionals",
    ".__call__() not defined",
    'argument "-" with mode %r',
    "cannot have multiple subparser arguments",
    "cannot merge actions - two groups are named %r",
    "conflicting option string: %s",
    "conflicting subparser alias: %s",
    "conflicting subparser: %s",
    "dest= is required for options like %r",
    "invalid conflict_resolution value: %r",
    "invalid option string %(option)r: must start with a character %(prefix_chars)r",
    "mutually exclusive arguments must be optional",
}
"""What argparse says to those who set it up wrongly."""


def said_by_argparse() -> set[str]:
    found = extract_from_file("python", argparse.__file__, keywords={"_": None, "ngettext": (1, 2)})
    return {strings(key)[0] for _, key, _, _ in found}


def test_all_that_argparse_says_to_people_is_swedish() -> None:
    translated = {
        strings(entry.id)[0] for entry in swedish("argparse") if all(strings(entry.string))
    }
    texts = said_by_argparse() - FOR_PROGRAMMERS
    assert texts
    assert sorted(texts - translated) == []


def test_a_translation_has_the_same_places() -> None:
    for entry in swedish("argparse"):
        for text in strings(entry.string) if entry.id else ():
            original = strings(entry.id)[0]
            assert places(text) == places(original)
            for sign in ("%s", "%r", "\n"):
                assert text.count(sign) == original.count(sign)


def test_argparse_has_its_own_words_back_afterwards() -> None:
    before = argparse._, argparse.ngettext  # type: ignore[attr-defined]
    with argparse_in("sv"):
        assert argparse._("options") == "Val"  # type: ignore[attr-defined]
    assert (argparse._, argparse.ngettext) == before  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        ([], "sv"),
        (["check", "--lang", "en"], "en"),
        (["--lang=en", "check"], "en"),
        (["--lang", "en", "check", "--lang", "sv"], "sv"),
        (["check", "--lang"], "sv"),
        (["check", "--lang", "fi"], "sv"),
        (["check", "--language", "en"], "sv"),
    ],
)
def test_the_language_is_known_before_anything_is_read(arguments: list[str], language: str) -> None:
    assert language_of(arguments) == language


def test_a_leap_day_is_a_day_and_the_one_after_it_only_in_a_leap_year() -> None:
    day = day_in(catalogue("sv"))
    assert day("2028-02-29").isoformat() == "2028-02-29"
    with pytest.raises(argparse.ArgumentTypeError, match="2027-02-29"):
        day("2027-02-29")


def test_a_long_word_in_the_place_of_a_day_is_cut() -> None:
    with pytest.raises(argparse.ArgumentTypeError) as told:
        day_in(catalogue("en"))(string.ascii_letters * 100)
    assert len(str(told.value)) < 120
