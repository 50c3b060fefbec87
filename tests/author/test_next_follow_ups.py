"""After a follow-up: what it was about gets its next day, in the same change or not at all."""

from __future__ import annotations

from datetime import date

import pytest

from policytrace.schema.roles import FieldName
from tests.author.running import Person, new, options
from tests.sphinx.tiny import TinyProject

FOLLOW_UP = {
    "title": "Uppföljning i januari",
    "följer-upp": "ATG-1",
    "datum": "2027-01-15",
    "resultat": "Allt är igång",
    "bedömning": "enligt plan",
}
ANSWERS = {
    "Rubrik": ["Uppföljning i januari"],
    "Följer upp": ["ATG-1"],
    "Bedömning": ["enligt plan"],
    "Resultat": ["Allt är igång"],
}
DAY = FieldName.NEXT_FOLLOW_UP


def next_day(project: TinyProject, item_id: str = "ATG-1") -> date | None:
    return project.graph().items[item_id].day(DAY)


def test_the_day_is_moved_together_with_the_new_follow_up(
    project: TinyProject, capsys: pytest.CaptureFixture[str]
) -> None:
    before = project.read("plan.md")
    person = Person({**ANSWERS, "Nästa uppföljning (": ["2028-03-01"]})
    assert new(project.root, "uppföljning", person=person) == 0
    assert person.said("  Nästa uppföljning: ”Utbilda alla chefer” har 2027-11-15 nu.")
    assert next_day(project) == date(2028, 3, 1)
    line = project.line("plan.md", "UPF-1-1") - 1
    told = capsys.readouterr().out
    assert f"UPF-1-1 är skrivet: plan.md:{line}" in told
    assert "ATG-1 (”Utbilda alla chefer”) får 2028-03-01 för sin nästa uppföljning." in told
    left = project.read("plan.md").replace("2028-03-01", "2027-11-15", 1)
    begins = left.index("\n:::{uppföljning}")
    assert left[:begins] + left[left.index(":::\n", begins + 5) + 4 :] == before


def test_enter_leaves_the_day_as_it_is(project: TinyProject) -> None:
    assert new(project.root, "uppföljning", person=Person(ANSWERS)) == 0
    assert next_day(project) == date(2027, 11, 15)


def test_a_day_that_is_not_after_the_follow_up_is_asked_again(project: TinyProject) -> None:
    person = Person({**ANSWERS, "Nästa uppföljning (": ["2027-01-15", "snart", "2027-12-01"]})
    assert new(project.root, "uppföljning", person=person) == 0
    assert person.said("Skriv en dag efter 2027-01-15, då det följs upp nu.")
    assert next_day(project) == date(2027, 12, 1)


def test_a_day_that_brings_about_an_error_moves_nothing_and_adds_nothing(
    project: TinyProject, capsys: pytest.CaptureFixture[str]
) -> None:
    before = project.read("plan.md")
    assert (
        new(project.root, "uppföljning", *options({**FOLLOW_UP, "nästa-uppföljning": "2027-02-01"}))
        == 1
    )
    assert project.read("plan.md") == before
    assert "PT401" in capsys.readouterr().err


def test_the_option_moves_the_day_too(project: TinyProject) -> None:
    given = {**FOLLOW_UP, "nästa-uppföljning": "2027-12-01"}
    assert new(project.root, "uppföljning", *options(given)) == 0
    assert next_day(project) == date(2027, 12, 1)


def test_the_option_is_refused_if_its_day_is_too_early(
    project: TinyProject, capsys: pytest.CaptureFixture[str]
) -> None:
    given = {**FOLLOW_UP, "nästa-uppföljning": "2026-12-01"}
    assert new(project.root, "uppföljning", *options(given)) == 2
    assert "--nästa-uppföljning: Skriv en dag efter 2027-01-15" in capsys.readouterr().err


def test_nothing_is_moved_when_it_is_only_to_be_shown(
    project: TinyProject, capsys: pytest.CaptureFixture[str]
) -> None:
    before = project.read("plan.md")
    given = {**FOLLOW_UP, "nästa-uppföljning": "2027-12-01"}
    assert new(project.root, "uppföljning", *options(given), "--dry-run") == 0
    assert project.read("plan.md") == before
    assert "får 2027-12-01 för sin nästa uppföljning" in capsys.readouterr().err


def test_a_rhythm_gives_the_day_and_nothing_is_asked(
    project: TinyProject, capsys: pytest.CaptureFixture[str]
) -> None:
    project.edit(
        "plan.md",
        ":nästa_uppföljning: 2027-11-15\n:bidrar_till: UTG-A, ATA-A",
        ":uppföljs: år\n:bidrar_till: UTG-A, ATA-A",
    )
    person = Person(ANSWERS)
    assert new(project.root, "uppföljning", person=person) == 0
    assert not any(text.startswith("Nästa uppföljning") for text in person.heard)
    day = next_day(project)
    assert f"följs ”Utbilda alla chefer” upp nästa gång {day}" in capsys.readouterr().out


def test_an_object_without_a_day_gets_one(project: TinyProject) -> None:
    person = Person({**ANSWERS, "Följer upp": ["HPL-A"], "Nästa uppföljning (": ["2027-06-01"]})
    assert new(project.root, "uppföljning", person=person) == 0
    assert person.said("”Plan mot hot” har ingen dag nu.")
    assert next_day(project, "HPL-A") == date(2027, 6, 1)
    line = project.line("plan.md", "UPF-A-1") - 1
    assert project.graph().items["UPF-A-1"].location.line == line


def test_a_day_that_has_been_answered_and_is_not_moved_is_told(
    project: TinyProject, capsys: pytest.CaptureFixture[str]
) -> None:
    text = project.read("plan.md").replace("2027-03-01", "2027-01-02", 1)
    project.write("plan.md", text.replace("2027-11-15", "2027-01-10", 1))
    assert new(project.root, "uppföljning", *options(FOLLOW_UP)) == 0
    assert "”Utbilda alla chefer” har fortfarande 2027-01-10" in capsys.readouterr().err


def test_an_indicator_has_no_next_follow_up_to_move(project: TinyProject) -> None:
    person = Person({**ANSWERS, "Följer upp": ["IND-A"]})
    assert new(project.root, "uppföljning", person=person) == 0
    assert not any(text.startswith("Nästa uppföljning") for text in person.heard)
