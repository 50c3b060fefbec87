"""The command line in the reader's language: its headings and mistakes, and what decides it."""

from __future__ import annotations

import argparse
import re
import string
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_file

from policytrace.cli.options import COMMANDS, parser
from policytrace.cli.parser import Parser, day_in, language_asked
from policytrace.messages import catalogue
from tests.author.running import SWEDISH
from tests.test_messages import strings


def parsers(above: Parser) -> Iterator[Parser]:
    """A parser, and those of all commands below it."""
    yield above
    for action in above._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from chain.from_iterable(map(parsers, action.choices.values()))


def mistakes(of: Parser) -> Iterator[list[str]]:
    """Words that are wrong, one way each: for every argument, and for all together."""
    if any(action.required for action in of._actions):
        yield []
    yield ["--no-such-option"]
    if not any(action.nargs == "*" for action in of._actions):  # which takes all words
        yield ["one", "word", "too", "many"]
    for action in of._actions:
        given = action.option_strings[-1:]
        if given and action.nargs == 0:
            yield [f"{given[0]}=value"]
        elif given and action.nargs != "?":
            yield given
        if action.choices or action.type not in {None, Path}:
            yield [*given, "no such choice"]


def english_of_argparse() -> frozenset[str]:
    """The pieces of its sentences that stand between the places for values."""
    found = extract_from_file("python", argparse.__file__, keywords={"_": None, "ngettext": (1, 2)})
    texts = {text for _, key, _, _ in found for text in strings(key)} | {"show program's version"}
    pieces = chain.from_iterable(re.split(r"%(?:\(\w+\))?[a-z]|\n", text) for text in texts)
    return frozenset(piece for piece in pieces if len(piece.strip(" :()")) > len("error"))


EVERY = {"policytrace": parser(SWEDISH, [])} | {
    one.prog: one
    for name in COMMANDS
    for one in parsers(parser(SWEDISH, [name]))
    if one.prog.startswith(f"policytrace {name}")
}
"""Each with the options that it has when its command is the one that is asked for."""


@pytest.mark.parametrize("name", EVERY)
def test_help_has_no_word_of_argparse(name: str) -> None:
    told = EVERY[name].format_help()
    assert told.startswith("Användning: policytrace")
    assert [piece for piece in english_of_argparse() if piece in told] == []


@pytest.mark.parametrize("name", sorted(EVERY.keys() - {"policytrace new"}))  # it takes all words
def test_no_mistake_is_told_in_the_words_of_argparse(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    pieces = english_of_argparse()
    assert "expected one argument" in pieces
    for words in mistakes(EVERY[name]):
        with pytest.raises(SystemExit) as ended:
            EVERY[name].parse_args(words)
        told = capsys.readouterr().err
        assert ended.value.code == 2
        assert told.startswith("Det gick inte att köra: "), words
        assert told.endswith(f"Hjälp: {name} --help\n"), words
        assert [piece for piece in pieces if piece in told] == [], words


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        ([], None),
        (["check", "--lang", "en"], "en"),
        (["--lang=en", "check"], "en"),
        (["--lang", "en", "check", "--lang", "sv"], "sv"),
        (["check", "--lang"], None),
        (["check", "--lang", "fi"], None),
        (["check", "--language", "en"], None),
    ],
)
def test_the_language_is_known_before_anything_is_read(
    arguments: list[str], language: str | None
) -> None:
    assert language_asked(arguments) == language


def test_a_leap_day_is_a_day_and_the_one_after_it_only_in_a_leap_year() -> None:
    day = day_in(catalogue("sv"))
    assert day("2028-02-29").isoformat() == "2028-02-29"
    with pytest.raises(argparse.ArgumentTypeError, match="2027-02-29"):
        day("2027-02-29")


def test_a_long_word_in_the_place_of_a_day_is_cut() -> None:
    with pytest.raises(argparse.ArgumentTypeError) as told:
        day_in(catalogue("en"))(string.ascii_letters * 100)
    assert len(str(told.value)) < 120
