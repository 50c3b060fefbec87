"""Who stands behind the site, and help numbers, as ubproject.toml says it."""

from __future__ import annotations

import pytest

from policytrace.settings import HelpLine, Publisher
from tests.schema.projects import SMALL, Read, at, mistake

OFFICIAL = """
[policytrace.publisher]
official = true
about = "Lillköpings kommun"
name = "Lillköpings kommun"
contact = "info@example.org"
opinions = "https://example.org/forslag?typ=1#nytt"
reports = "https://git.example.org/plan/issues"
responsible = "Kommunledningskontoret"
made_by = "Tre studenter har gjort dem."
"""
HELP = """
[policytrace.support]
priorities = ["G-1", "G-2"]
heading = "Do you need help?"
exit = "https://weather.example/"

[[policytrace.support.lines]]
name = "Alarm"
number = "112"

[[policytrace.support.lines]]
name = "Somebody"
number = "020-12 34 56"
about = "for all"
hours = "always"
link = "https://somebody.example/"
"""


def test_nobody_official_publishes_where_nothing_is_said(read: Read) -> None:
    assert read(SMALL).publisher == Publisher()
    assert read(SMALL).support is None


def test_what_is_said_of_a_publisher_is_read(read: Read) -> None:
    publisher = read(SMALL + OFFICIAL).publisher
    assert publisher.official
    assert publisher.name == "Lillköpings kommun"
    assert publisher.place("contact") == at(SMALL + OFFICIAL, 'contact = "info')


def test_what_is_not_said_is_missing_where_it_is_said_to_be_official(read: Read) -> None:
    text = SMALL + "\n[policytrace.publisher]\nofficial = true\n"
    assert read(text).publisher.place("name") == at(text, "official =")


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("official", '"ja"', "write true or false"),
        ("official", "1", "write true or false"),
        ("name", "3", "write a text on one line"),
        ("name", '"  "', "write a text on one line"),
        ("name", '"a\\nb"', "write a text on one line"),
        ("contact", '["info@example.org"]', "write a text on one line"),
        ("contact", '"anna.andersson@example.org"', "looks like a person's"),
        ("contact", '"070-174 06 05"', "looks like a person's"),
        ("responsible", '"Anna, anna.andersson@example.org"', "looks like a person's"),
        ("opinions", '"http://example.org"', "It must begin with https://."),
        ("opinions", '"example.org"', "It must begin with https://."),
        ("opinions", '"javascript:alert(1)"', "It must begin with https://."),
        ("opinions", "'https://example.org/\"onclick'", "It must begin with https://."),
        ("reports", '"https://a@example.org"', "It must begin with https://."),
        ("reports", '"https://localhost"', "It must begin with https://."),
    ],
)
def test_what_cannot_be_used_is_told_with_its_line(
    read: Read, key: str, value: str, said: str
) -> None:
    lines = [
        f"{key} = {value}" if line.startswith(f"{key} =") else line
        for line in OFFICIAL.splitlines()
    ]
    wrong = "\n".join((SMALL, *lines))
    text, place = mistake(read, wrong)
    assert said in text
    assert place == at(wrong, f"{key} = {value}")


def test_a_key_that_nobody_reads_is_told(read: Read) -> None:
    wrong = SMALL + OFFICIAL + 'publisher = "Lillköping"\n'
    text, place = mistake(read, wrong)
    assert "“publisher” is not a name that [policytrace.publisher] knows." in text
    assert place == at(wrong, "publisher = ")


def test_the_help_numbers_are_read_in_their_order(read: Read) -> None:
    support = read(SMALL + HELP).support
    assert support is not None
    assert support.priorities == ("G-1", "G-2")
    assert support.lines == (
        HelpLine(name="Alarm", number="112"),
        HelpLine(
            name="Somebody",
            number="020-12 34 56",
            about="for all",
            hours="always",
            link="https://somebody.example/",
        ),
    )
    assert support.location == at(SMALL + HELP, "priorities =")


@pytest.mark.parametrize(
    ("old", "new", "said", "where"),
    [
        ('["G-1", "G-2"]', '"G-1"', "write a list of ids", "priorities ="),
        ('["G-1", "G-2"]', "[]", "write a list of ids", "priorities ="),
        ('["G-1", "G-2"]', "[1]", "write a list of ids", "priorities ="),
        ('["G-1", "G-2"]', '["G-1"]\nobjects = "A"', "write a list of ids", "objects ="),
        ('heading = "Do', 'head = "Do', "“head” is not a name", "head ="),
        ('"Do you need help?"', "3", "write a text on one line", "heading ="),
        ('heading = "Do you need help?"\n', "", "lacks heading", "[policytrace.support]"),
        ('"https://weather', '"http://weather', "It must begin with https://.", "exit ="),
        ('"https://weather.example/"', "true", "write a text on one line", "exit ="),
        ('number = "020-12 34 56"', 'number = "call"', "write a phone number", 'number = "call"'),
        ('number = "020-12 34 56"', 'phone = "1"', "“phone” is not a name", 'phone = "1"'),
        ('hours = "always"', "hours = 24", "write a text on one line", "hours = 24"),
        ('"https://somebody', '"somebody', "It must begin with https://.", "link ="),
    ],
)
def test_help_that_cannot_be_shown_is_told_with_its_line(
    read: Read, old: str, new: str, said: str, where: str
) -> None:
    assert HELP.count(old) == 1
    wrong = SMALL + HELP.replace(old, new)
    text, place = mistake(read, wrong)
    assert said in text
    assert place == at(wrong, where)


def test_an_entry_without_a_number_is_told_where_it_begins(read: Read) -> None:
    wrong = SMALL + HELP.replace('number = "020-12 34 56"\n', "")
    text, place = mistake(read, wrong)
    assert "[policytrace.support.lines] lacks number." in text
    assert place is not None
    second = wrong.splitlines().index('name = "Somebody"')
    assert place.line == second


@pytest.mark.parametrize("lines", ['lines = "112"', "lines = []", "lines = [112]"])
def test_lines_that_are_no_tables_are_told(read: Read, lines: str) -> None:
    wrong = SMALL + HELP.split("\n[[", maxsplit=1)[0] + f"{lines}\n"
    text, place = mistake(read, wrong)
    assert "begin each of them with [[policytrace.support.lines]]" in text
    assert place == at(wrong, lines)


@pytest.mark.parametrize("key", ["mark", "mark_text"])
def test_a_mark_has_a_picture_and_a_text(read: Read, key: str) -> None:
    text = SMALL + OFFICIAL + f'{key} = "vapen.svg"\n'
    said, place = mistake(read, text)
    assert "Write both" in said
    assert place == at(text, f"{key} =")
