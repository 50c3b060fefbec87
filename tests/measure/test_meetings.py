"""When bodies meet: what is read, and what is wrong."""

from __future__ import annotations

from datetime import date

import pytest

from policytrace.measure.meetings import Meeting, Meetings, bodies_of, read_meetings
from policytrace.schema.roles import Role
from tests.plan_builder import english, item, plan

HEADER = ("datum", "organisation")


def read(*lines: str) -> Meetings:
    return read_meetings("m.csv", "\n".join((",".join(HEADER), *lines)).encode(), HEADER)


def test_meetings_are_in_the_order_of_their_days() -> None:
    found = read("2027-03-02,Kommunstyrelsen", "", " 2027-02-15 , ORG-KF ")
    assert found.issues == ()
    assert found.rows == (
        Meeting(day=date(2027, 2, 15), body="ORG-KF", line=4),
        Meeting(day=date(2027, 3, 2), body="Kommunstyrelsen", line=2),
    )
    assert read().rows == ()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("2027-02-30,ORG-KF", "“2027-02-30” is no day."),
        ("20270215,ORG-KF", "“20270215” is no day."),
        ("15/2 2027,ORG-KF", "“15/2 2027” is no day."),
        (",ORG-KF", "“” is no day."),
        ("2027-02-15,", "Nothing says who meets."),
        ("2027-02-15,=1+1", None),
        ("2027-02-15", "The row has 1 columns, but should have 2."),
        ("2027-01-01,org-a", "The meeting is listed twice."),
    ],
)
def test_a_line_that_is_wrong_is_told_and_the_others_are_read(
    line: str, message: str | None
) -> None:
    found = read("2027-01-01,ORG-A", line, "2027-04-01,ORG-A")
    assert [one.day.month for one in found.rows] == [1, 4]
    [issue] = found.issues
    assert issue.line == 3
    assert message in {english(issue.message), None}


def test_a_file_with_other_columns_is_told_which_they_are() -> None:
    found = read_meetings("m.csv", b"dag,vem\n2027-01-01,ORG-A\n", HEADER)
    assert found.rows == ()
    assert english(found.issues[0].hint) == "The first line is to be: datum,organisation"


def test_a_body_is_known_by_its_id_and_its_title() -> None:
    graph = plan(item("ORG-A", Role.ORGANISATION, title="Nämnden"), item("ATG-A", Role.ACTION))
    assert {key: found.id for key, found in bodies_of(graph).items()} == {
        "org-a": "ORG-A",
        "nämnden": "ORG-A",
    }
