"""Values that do not have the form that ``ubproject.toml`` asks for."""

from __future__ import annotations

import re

import pytest

from tests.plan_builder import english
from tests.sphinx.tiny import TinyProject, place_and_code

ORGANISATIONS = (
    "politiskt organ, funktion, förvaltning, gemensam nämnd, förbund, bolag, råd, extern part"
)


@pytest.mark.parametrize(
    ("file", "old", "new", "hint"),
    [
        (
            "strategi.md",
            ":nästa_uppföljning: 2027-11-15",
            ":nästa_uppföljning: 2027-02-30",
            "Write a date that exists, as 2027-11-15.",
        ),
        (
            "strategi.md",
            ":nästa_uppföljning: 2027-11-15",
            ":nästa_uppföljning: 15 november 2027",
            "Write a date that exists, as 2027-11-15.",
        ),
        (
            "matt.md",
            ":status: förslag",
            ":status: kanske",
            "Write one of: förslag, på remiss, beslutad, pågår, klar, avbruten.",
        ),
        ("matt.md", ":målår: 2029", ":målår: 2129", "Write a whole number from 2000 to 2100."),
        (
            "plan.md",
            ":globala_mål: 5.2, 16.1",
            ":globala_mål: 5.2, 161",
            "Write targets of the 2030 Agenda by number, with commas between, as 5.2, 16.b.",
        ),
        (
            "strategi.md",
            ":slag: politiskt organ",
            ":slag: kyrka",
            f"Write one of: {ORGANISATIONS}.",
        ),
    ],
)
def test_a_value_of_the_wrong_form_is_found_at_its_object(
    project: TinyProject, file: str, old: str, new: str, hint: str
) -> None:
    project.edit(file, old, new)
    before = project.read(file).splitlines()[: project.line(file, new)]
    line = max(number for number, text in enumerate(before, start=1) if re.match(":+{", text))
    [found] = project.check().findings
    assert place_and_code(found) == (file, line, "PT002")
    option, value = new.removeprefix(":").split(": ", 1)
    assert english(found.message) == f":{option}: {value} does not have the right form."
    assert english(found.hint) == hint


def test_each_wrong_value_is_a_finding(project: TinyProject) -> None:
    project.edit(
        "matt.md", ":status: förslag", ":status: kanske\n:könsuppdelad: delvis\n:kolada: X1"
    )
    codes = [place_and_code(found) for found in project.check().findings]
    assert codes == [("matt.md", 3, "PT002")] * 3


def test_a_wrong_value_is_found_again_in_a_build_that_reads_nothing(project: TinyProject) -> None:
    project.edit("matt.md", ":status: förslag", ":status: kanske")
    assert project.findings() == project.findings() == [("matt.md", 3, "PT002")]


def test_values_with_letters_and_signs_of_the_right_form_pass(project: TinyProject) -> None:
    project.edit("strategi.md", ":paragraf: § 70", ":paragraf: §70a")
    project.edit("plan.md", ":globala_mål: 5.2, 16.1", ":globala_mål: 5.c, 17.19")
    assert project.findings() == []
