"""The facts of the accessibility statement, as ubproject.toml and the record of tests say them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from policytrace.errors import ProjectError
from policytrace.schema.reading import load_metamodel
from policytrace.settings import Accessibility, AutomatedTests, Compliance, Ground, Shortcoming
from tests.schema.projects import SMALL, Read, at, mistake

FACTS = """
[policytrace.accessibility]
service = "The plan"
compliance = "partial"
method = "By ourselves."
assessed_by = "Kommunledningskontoret"
assessed = 2027-01-15
updated = 2027-01-20
contact = "0123-456 78"
answered = "within two days"

[[policytrace.accessibility.shortcomings]]
what = "Maps are silent."
why = "They are old."

[[policytrace.accessibility.shortcomings]]
what = "A film has no text."
why = "It is older than the law."
instead = "Ask for it."
ground = "outside"
"""
RECORDED = """{
  "day": "2027-01-14", "tool": "axe-core 4.1", "pages": 312, "looks": 4, "violations": 0
}"""


def test_nobody_has_assessed_where_nothing_is_said(read: Read) -> None:
    assert read(SMALL).accessibility == Accessibility()


def test_what_is_said_is_read(read: Read) -> None:
    facts = read(SMALL + FACTS).accessibility
    assert facts.service == "The plan"
    assert facts.compliance is Compliance.PARTIAL
    assert (facts.assessed, facts.updated) == (date(2027, 1, 15), date(2027, 1, 20))
    assert facts.shortcomings == (
        Shortcoming(what="Maps are silent.", why="They are old."),
        Shortcoming(
            what="A film has no text.",
            why="It is older than the law.",
            instead="Ask for it.",
            ground=Ground.OUTSIDE,
        ),
    )
    assert facts.lacking == facts.shortcomings[:1]
    assert facts.places["updated"] == at(SMALL + FACTS, "updated =")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"partial"', '"delvis"', "choose one of full, partial, none"),
        ('"outside"', '"old"', "choose one of fault, burden, outside"),
        ("2027-01-15", '"2027-01-15"', "write a day without quotation marks"),
        ("2027-01-20", "2027-01-20T10:00:00", "write a day without quotation marks"),
        ('"0123-456 78"', '"anna.andersson@example.org"', "looks like a person's"),
        ('service = "The', 'site = "The', "“site” is not a name"),
        ('"The plan"', "3.25", "write a text on one line"),
        ('why = "They', 'reason = "They', "“reason” is not a name"),
        ('"They are old."', "3.25", "write a text on one line"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_line(
    read: Read, old: str, new: str, said: str
) -> None:
    assert FACTS.count(old) == 1
    wrong = SMALL + FACTS.replace(old, new)
    text, place = mistake(read, wrong)
    assert said in text
    line = next(line for line in wrong.splitlines() if new in line)
    assert place == at(wrong, line)


def test_a_shortcoming_without_a_reason_is_told_where_it_begins(read: Read) -> None:
    wrong = SMALL + FACTS.replace('why = "They are old."\n', "")
    text, place = mistake(read, wrong)
    assert "[policytrace.accessibility.shortcomings] lacks why." in text
    assert place is not None
    assert place.line == wrong.splitlines().index('what = "Maps are silent."')


def test_shortcomings_that_are_no_tables_are_told(read: Read) -> None:
    text, _ = mistake(read, SMALL + '\n[policytrace.accessibility]\nshortcomings = ["Maps"]\n')
    assert "begin each of them with [[policytrace.accessibility.shortcomings]]" in text


def recorded(folder: Path, record: str | None) -> Accessibility:
    """The facts of a project that has a record of tests."""
    setting = '\n[policytrace.accessibility]\ntests = "tests.json"\n'
    (folder / "ubproject.toml").write_text(SMALL + setting, encoding="utf-8")
    if record is not None:
        (folder / "tests.json").write_text(record, encoding="utf-8")
    return load_metamodel(folder).accessibility


def test_what_tests_found_is_read_from_its_file(tmp_path: Path) -> None:
    assert recorded(tmp_path, RECORDED).tests == AutomatedTests(
        day=date(2027, 1, 14), tool="axe-core 4.1", pages=312, looks=4, violations=0
    )


def test_tests_that_have_not_been_run_are_not_told_of(tmp_path: Path) -> None:
    assert recorded(tmp_path, None).tests is None


@pytest.mark.parametrize("record", ["", "[]", "{}", RECORDED.replace("312", '"many"')])
def test_a_record_that_cannot_be_read_is_told(tmp_path: Path, record: str) -> None:
    with pytest.raises(ProjectError) as told:
        recorded(tmp_path, record)
    assert told.value.location is not None
    assert told.value.location.file == "tests.json"
