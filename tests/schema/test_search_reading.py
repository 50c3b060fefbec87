"""How questions to the search are understood, as ubproject.toml says it."""

from __future__ import annotations

import pytest

from policytrace.settings import SearchAnswer, SearchSettings
from tests.schema.projects import SMALL, Read, at, mistake

SEARCH = """
[policytrace.search]
stop_words = ["Who", "for"]

[[policytrace.search.answers]]
words = ["school", "Schools"]
first = "G-1"
"""


def test_nothing_said_is_nothing_known(read: Read) -> None:
    assert read(SMALL).search == SearchSettings()


def test_words_are_read_in_small_letters(read: Read) -> None:
    assert read(SMALL + SEARCH).search == SearchSettings(
        stop_words=("who", "for"),
        answers=(
            SearchAnswer(
                words=("school", "schools"), first="G-1", location=at(SMALL + SEARCH, "first =")
            ),
        ),
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("stop_words", "stopwords", "stopwords", "“stopwords” is not a name"),
        ('["Who", "for"]', '"Who"', "stop_words", "write a list of single words"),
        ('["Who", "for"]', '["who is"]', "stop_words", "write a list of single words"),
        ('["school", "Schools"]', "[1]", "words = [1]", "write a list of single words"),
        ('first = "G-1"', "first = 1", "first", "write a text on one line"),
        ('first = "G-1"\n', "", "[[policytrace.search.answers]]", "lacks first."),
        ('first = "G-1"', 'fist = "G-1"', "fist", "“fist” is not a name"),
        (
            '[[policytrace.search.answers]]\nwords = ["school", "Schools"]\nfirst = "G-1"\n',
            'answers = "G-1"\n',
            "answers",
            "begin each of them with [[policytrace.search.answers]]",
        ),
    ],
)
def test_what_cannot_be_used_is_told_with_its_line(
    read: Read, old: str, new: str, line: str, said: str
) -> None:
    assert SEARCH.count(old) == 1
    wrong = SMALL + SEARCH.replace(old, new)
    text, location = mistake(read, wrong)
    assert said in text
    assert location == at(wrong, line)
