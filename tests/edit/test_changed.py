"""What has been changed, and what a commit of it could say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

from policytrace.changes.plan_state import PlanObject, PlanState
from policytrace.edit.changed import changed_objects, proposed_message
from policytrace.edit.committing import ChangedFile
from policytrace.messages import catalogue
from tests.plan_builder import METAMODEL

ONE = PlanObject(
    id="ATG-1", kind="action", title="Öppna en stödlinje", status="proposed", fields={}, links={}
)
TWO = replace(ONE, id="ATG-2", title="Utbilda chefer")
SWEDISH = catalogue("sv")
FILES = (ChangedFile(path=PurePosixPath("plan.md")),)


def proposal(before: list[PlanObject], after: list[PlanObject]) -> str:
    objects = changed_objects(PlanState.of(before), PlanState.of(after), METAMODEL)
    return proposed_message(objects, FILES, SWEDISH)


def test_one_change_is_a_line() -> None:
    after = replace(ONE, status="in_progress")
    assert proposal([ONE, TWO], [after, TWO]) == (
        "Öppna en stödlinje: Status ändrad från ”förslag” till ”pågår”"
    )


def test_several_changes_are_a_list_below_a_line() -> None:
    after = replace(ONE, title="Öppna två stödlinjer", status="in_progress")
    lines = proposal([ONE, TWO], [after]).splitlines()
    assert lines[0] == "2 objekt ändrade"
    assert lines[1] == ""
    assert lines[2].startswith("- Öppna två stödlinjer: Titeln")
    assert lines[-1] == "- Utbilda chefer: Åtgärden är borttagen"


def test_several_changes_of_one_object_stand_below_its_name_which_is_cut_if_it_is_long() -> None:
    after = replace(ONE, title="Lång " * 40, status="in_progress")
    lines = proposal([ONE], [after]).splitlines()
    assert len(lines[0]) <= 72
    assert lines[0].endswith("…")
    assert lines[1:] == [
        "",
        f"- Titeln ändrad från ”Öppna en stödlinje” till ”{'Lång ' * 31}Lång…”",
        "- Status ändrad från ”förslag” till ”pågår”",
    ]


def test_a_field_is_called_by_its_heading() -> None:
    after = replace(ONE, fields={"reason": "Pengarna räcker inte"})
    assert proposal([ONE], [after]).endswith(": ”Skäl” har tillkommit: ”Pengarna räcker inte”")


def test_a_page_without_objects_is_named() -> None:
    assert proposal([ONE], [ONE]) == "Ändringar i plan.md"


def test_what_is_gone_is_told_under_the_name_it_had() -> None:
    objects = changed_objects(PlanState.of([ONE, TWO]), PlanState.of([ONE]), METAMODEL)
    assert [(one.title, one.is_gone, one.kind) for one in objects] == [
        ("Utbilda chefer", True, "åtgärd")
    ]
