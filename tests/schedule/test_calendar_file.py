"""Calendars, as two programs that are not ours read them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import icalendar
import pytest
import vobject
from hypothesis import example, given
from hypothesis import strategies as st

from policytrace.changes.plan_state import PlanState
from policytrace.history.days import History, HistoryDay, HistoryObject
from policytrace.measure.meetings import Meeting, Meetings
from policytrace.messages import catalogue
from policytrace.plan.model import Item
from policytrace.plan.rhythm import with_next_days
from policytrace.repository import Commit
from policytrace.schedule.calendar_file import CalendarWriter
from policytrace.schedule.events import Event, EventVersion, events_by_holder
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from policytrace.snapshot import Snapshot
from policytrace.values.plain_line import plain_line
from tests.history.telling import history_of_revisions, state
from tests.plan_builder import METAMODEL, TODAY, changed, item, leading, plan, with_id

FOLLOWED_UP = "2027-03-01"
ITEMS = (
    item("PRI-A", Role.PRIORITY, owner="ORG-KS", title="Frihet"),
    item(
        "HPL-A", Role.PLAN, part_of="PRI-A", owner="ORG-KS", status=Status.DECIDED, title="Planen"
    ),
    item(
        *("ATG-1", Role.ACTION),
        part_of="HPL-A",
        owner="ORG-SN",
        status=Status.DECIDED,
        starts="2027-02-01",
        due="2027-12-31",
        next_follow_up=FOLLOWED_UP,
        title="Öppna dörren",
    ),
    item(
        *("ATG-2", Role.ACTION),
        part_of="HPL-A",
        owner="ORG-SN",
        status=Status.PROPOSED,
        due="2027-06-30",
        title="Stäng fönstret",
    ),
    item("ORG-SN", Role.ORGANISATION, title="Socialnämnden"),
    item("ORG-KS", Role.ORGANISATION, title="Kommunstyrelsen"),
    item("ORG-BUN", Role.ORGANISATION, title="Barn- och utbildningsnämnden"),
)
MEETINGS = Meetings(rows=(Meeting(day=date(2027, 4, 6), body="ORG-KS", line=2),))


def snapshot_of(items: Iterable[Item] = ITEMS, today: date = TODAY) -> Snapshot:
    return Snapshot(graph=plan(*items), metamodel=METAMODEL, today=today, meetings=MEETINGS)


def written(snapshot: Snapshot, holder: str = "", *, site: str = "") -> bytes:
    writer = CalendarWriter(
        metamodel=snapshot.metamodel,
        today=snapshot.today,
        translations=catalogue("sv"),
        page_of=lambda one: f"{site}/objekt/{one.id}.html" if site else None,
    )
    return writer.write("Kalendern", holder, events_by_holder(snapshot)[holder])


Told = tuple[str, str, date, int]
"""Id, summary, day and sequence number of an event."""


def read_by_icalendar(content: bytes) -> list[Told]:
    calendar = icalendar.Calendar.from_ical(content)
    assert not calendar.errors
    return [
        (str(one["UID"]), str(one["SUMMARY"]), one.decoded("DTSTART"), int(one["SEQUENCE"]))
        for one in calendar.walk("VEVENT")
    ]


def read_by_vobject(content: bytes) -> list[Told]:
    calendar = vobject.readOne(content.decode())
    return [
        (one.uid.value, one.summary.value, one.dtstart.value, int(one.sequence.value))
        for one in calendar.contents.get("vevent", ())
    ]


Reader = Callable[[bytes], list[Told]]
READERS = pytest.mark.parametrize("read", [read_by_icalendar, read_by_vobject])


@READERS
def test_every_happening_is_an_event_of_a_whole_day(read: Reader) -> None:
    assert sorted((day, summary) for _, summary, day, _ in read(written(snapshot_of()))) == [
        (date(2027, 2, 1), "Börjar: Öppna dörren"),
        (date(2027, 3, 1), "Uppföljning: Öppna dörren"),
        (date(2027, 4, 6), "Sammanträde: Kommunstyrelsen"),
        (date(2027, 6, 30), "Förslag – Sista dag: Stäng fönstret"),
        (date(2027, 12, 31), "Sista dag: Öppna dörren"),
    ]


@pytest.mark.parametrize(
    ("holder", "number"), [("ORG-SN", 4), ("ORG-KS", 1), ("ORG-BUN", 0), ("PRI-A", 4), ("HPL-A", 4)]
)
def test_each_has_what_is_its_own(holder: str, number: int) -> None:
    content = written(snapshot_of(), holder)
    assert len(read_by_icalendar(content)) == len(read_by_vobject(content)) == number
    assert icalendar.Calendar.from_ical(content).subcomponents, "RFC 5545, 3.6: at least one"


class Client:
    """A program that subscribes: by RFC 5546, 2.1.5, it takes over what is newer, by its id."""

    def __init__(self) -> None:
        self.known: dict[str, tuple[int, date, str, date]] = {}

    def take(self, content: bytes) -> None:
        for one in icalendar.Calendar.from_ical(content).walk("VEVENT"):
            new = (int(one["SEQUENCE"]), one.decoded("DTSTAMP"))
            uid = str(one["UID"])
            if uid not in self.known or new >= self.known[uid][:2]:
                self.known[uid] = (*new, str(one["SUMMARY"]), one.decoded("DTSTART"))

    @property
    def shown(self) -> list[tuple[str, date]]:
        return sorted(one[2:] for one in self.known.values())


TOMORROW = TODAY + timedelta(days=1)


def test_who_subscribes_again_after_a_change_has_nothing_twice() -> None:
    client = Client()
    client.take(written(snapshot_of()))
    moved = changed(ITEMS, "ATG-1", due="2028-01-31", owner="ORG-KS")
    renamed = tuple(
        replace(one, title="Öppna alla dörrar") if one.id == "ATG-1" else one for one in moved
    )
    before = len(client.shown)
    client.take(written(snapshot_of(renamed, TOMORROW)))
    assert len(client.shown) == before
    assert ("Sista dag: Öppna alla dörrar", date(2028, 1, 31)) in client.shown
    assert not any("Öppna dörren" in summary for summary, _ in client.shown)


def test_a_decision_makes_the_proposed_day_certain() -> None:
    def status(items: Iterable[Item]) -> str:
        entries = icalendar.Calendar.from_ical(written(snapshot_of(items), "ORG-SN")).walk("VEVENT")
        return next(str(one["STATUS"]) for one in entries if "Stäng" in str(one["SUMMARY"]))

    assert status(ITEMS) == "TENTATIVE"
    assert status(changed(ITEMS, "ATG-2", status=Status.DECIDED)) == "CONFIRMED"


def uids(items: Iterable[Item], word: str, today: date = TODAY) -> set[str]:
    return {
        uid
        for uid, summary, *_ in read_by_icalendar(written(snapshot_of(items, today)))
        if summary.startswith(word)
    }


def test_the_next_follow_up_is_another_event_once_one_has_been_made() -> None:
    moved = changed(ITEMS, "ATG-1", next_follow_up="2027-03-15")
    assert uids(moved, "Uppföljning") == uids(ITEMS, "Uppföljning")
    made = (*moved, item("UPF-1", Role.FOLLOW_UP, follows_up="ATG-1", date="2027-03-10"))
    assert uids(made, "Uppföljning").isdisjoint(uids(ITEMS, "Uppföljning"))


def test_ids_are_the_same_with_and_without_an_address_and_differ_between_municipalities() -> None:
    def found(snapshot: Snapshot, site: str = "") -> set[str]:
        return {uid for uid, *_ in read_by_icalendar(written(snapshot, site=site))}

    snapshot = snapshot_of()
    assert found(snapshot) == found(snapshot, "https://plan.example")
    publisher = replace(METAMODEL.publisher, about="Annan kommun")
    other = replace(snapshot, metamodel=replace(METAMODEL, publisher=publisher))
    assert found(snapshot).isdisjoint(found(other))
    assert len(found(snapshot)) == 5


def test_an_object_that_gets_another_id_is_in_no_calendar_twice() -> None:
    client = Client()
    client.take(written(snapshot_of(), "ORG-SN"))
    known = set(client.known)
    again = with_id(with_id(ITEMS, "ATG-1", "ATG-5"), "ATG-5", "ATG-11")
    register = leading({"ATG-1": "ATG-5", "ATG-5": "ATG-11", "ATG-11": ""})
    client.take(written(replace(snapshot_of(again, TOMORROW), addresses=register), "ORG-SN"))
    assert set(client.known) == known


def test_no_two_objects_have_an_event_in_common_whatever_the_register_says() -> None:
    wrong = replace(snapshot_of(), addresses=leading({"ATG-1": "ATG-2", "ORG-KS": "ATG-1"}))
    found = [uid for uid, *_ in read_by_icalendar(written(wrong))]
    assert len(found) == len(set(found)) == 5


BEGINS = date(2026, 9, 1)
CHANGED = (date(2027, 1, 7), "ATG-1")


def history(*days: tuple[date, str], begins: date = BEGINS, revisions: int = 1) -> History:
    """A history in which one object was changed on each day, the newest first."""
    return History(
        days=tuple(
            HistoryDay(
                day=day,
                commit=Commit(id="1" * 40, day=day),
                objects=(HistoryObject(id=item_id, kind="action", title="x", changes=()),),
            )
            for day, item_id in days
        ),
        absent=None,
        begins=begins,
        numbers=Counter({day: revisions for day, _ in days}),
    )


Versions = dict[str, tuple[int, str]]
"""Sequence number and day of change of each event, by its summary; no day: an empty text."""


def by_icalendar(content: bytes) -> Versions:
    return {
        str(one["SUMMARY"]): (
            int(one["SEQUENCE"]),
            str(one.decoded("LAST-MODIFIED").date()) if "LAST-MODIFIED" in one else "",
        )
        for one in icalendar.Calendar.from_ical(content).walk("VEVENT")
    }


def by_vobject(content: bytes) -> Versions:
    return {
        one.summary.value: (
            int(one.sequence.value),
            str(one.last_modified.value.date()) if "last-modified" in one.contents else "",
        )
        for one in vobject.readOne(content.decode()).vevent_list
    }


def versions(known: History, today: date = TODAY) -> Versions:
    """The version of each event, as both programs read it."""
    content = written(replace(snapshot_of(today=today), history=known))
    found = by_icalendar(content)
    assert found == by_vobject(content)
    return found


MINE, OTHER = "Sista dag: Öppna dörren", "Förslag – Sista dag: Stäng fönstret"


def test_an_event_was_changed_when_its_object_was_and_only_then() -> None:
    known = history(CHANGED, (date(2026, 12, 24), "ATG-1"))
    found = versions(known)
    assert found[MINE][0] > 0
    assert found[MINE][1] == "2027-01-07"
    assert found[OTHER] == (0, "")
    assert found == versions(known, TOMORROW)
    assert versions(history((date(2027, 1, 8), "ATG-1")))[MINE][0] > found[MINE][0]


def test_an_event_is_changed_with_who_answers_for_it() -> None:
    found = versions(history((date(2027, 1, 7), "ORG-SN")))
    assert found[MINE][1] == "2027-01-07"
    assert found["Sammanträde: Kommunstyrelsen"] == (0, "")


def test_a_second_change_on_a_day_is_another_version() -> None:
    numbers = [
        versions(history(CHANGED, revisions=number))[MINE][0] for number in (1, 2, 999, 5000)
    ]
    assert numbers[0] < numbers[1] < numbers[2] == numbers[3]
    assert numbers[3] < versions(history((date(2027, 1, 8), "ATG-1")))[MINE][0]


def test_without_a_history_no_version_is_told_from_another() -> None:
    found = versions(History())
    assert set(found.values()) == {(0, "")}
    assert found == versions(History(), TOMORROW)


@pytest.mark.parametrize(
    "less",
    [
        history(CHANGED, begins=date(2026, 12, 31)),
        history(begins=date(2027, 1, 7)),
        history(begins=date(2027, 1, 8)),
    ],
)
@pytest.mark.parametrize(
    "how",
    [
        {"is_shallow": True},
        {"is_cut": True},
        {"unread": (Commit(id="2" * 40, day=date(2026, 12, 25)),)},
    ],
)
def test_less_of_the_history_gives_no_lower_number_and_guesses_no_day(
    less: History, how: dict[str, Any]
) -> None:
    whole = versions(history(CHANGED, (date(2026, 12, 24), "ORG-KS")))
    part = replace(less, **how)
    found = versions(part)
    assert all(number >= whole[summary][0] for summary, (number, _) in found.items())
    assert {day for _, day in found.values()} <= {"", "2027-01-07"}
    assert found == versions(part, TOMORROW)


@given(
    st.lists(
        st.tuples(st.integers(0, 400), st.sampled_from(["ATG-1", "ATG-2", "ORG-SN", "PRI-A"])),
        max_size=12,
    )
)
def test_the_sequence_number_never_falls(told: list[tuple[int, str]]) -> None:
    days = sorted(((BEGINS + timedelta(days=day), one) for day, one in told), reverse=True)
    today = BEGINS + timedelta(days=500)
    each = [versions(history(*days[number:]), today) for number in reversed(range(len(days) + 1))]
    for earlier, later in pairwise(each):
        assert all(later[summary][0] >= number for summary, (number, _) in earlier.items())


WITH_MILESTONE = (*ITEMS, item("DEL-1", Role.MILESTONE, part_of="ATG-1", due="2027-05-01"))
DUE = st.sampled_from(["2027-10-01", "2027-11-01", "2027-12-31"])
Revision = tuple[int, str, bool]
"""How many days after the one before, the last day of an action, and whether it has its new id."""


@given(st.lists(st.tuples(st.integers(0, 2), DUE, st.booleans()), max_size=8))
@example([(1, "2027-11-01", False), (0, "2027-12-31", False)])
@example([(1, "2027-11-01", False), (1, "2027-11-01", True)])
def test_who_takes_only_what_is_newer_has_what_the_plan_says(revisions: list[Revision]) -> None:
    """What is put back on the same day too, and whatever id an object gets."""
    register = leading({"ATG-1": "ATG-11"})
    client, numbers = Client(), dict[str, int]()
    day, is_renamed = BEGINS, False
    known: list[tuple[date, PlanState]] = []
    for later, due, renames in [(0, "2027-12-31", False), *revisions]:
        day, is_renamed = day + timedelta(days=later), is_renamed or renames
        items = changed(WITH_MILESTONE, "ATG-1", due=due)
        items = with_id(items, "ATG-1", "ATG-11") if is_renamed else items
        known.append((day, state(items)))
        leads = register.leads if is_renamed else {}
        snapshot = replace(
            snapshot_of(items, day),
            history=history_of_revisions(known, leads),
            addresses=leading(leads),
        )
        content = written(snapshot)
        client.take(content)
        told = read_by_icalendar(content)
        assert client.shown == sorted((summary, day) for _, summary, day, _ in told)
        assert all(number >= numbers.get(uid, 0) for uid, *_, number in told)
        numbers = {uid: number for uid, *_, number in told}


def test_the_sequence_number_is_one_that_calendars_can_hold() -> None:
    last = date(2999, 12, 31)
    assert versions(history((last, "ATG-1")), last)[MINE][0] < 2**31


def test_a_proposed_day_that_moves_with_time_is_changed_each_day() -> None:
    moving = (
        item("ATG-1", Role.ACTION, owner="ORG-SN", status=Status.PROPOSED, rhythm="år"),
        *ITEMS[4:],
    )

    def followed_up(known: History, today: date) -> tuple[int, str]:
        graph = with_next_days(plan(*moving), METAMODEL.rhythms, today)
        snapshot = replace(snapshot_of(today=today), graph=graph, history=known)
        found = by_icalendar(written(snapshot))
        return next(one for summary, one in found.items() if "Uppföljning" in summary)

    first, second = (followed_up(history(), day) for day in (TODAY, TOMORROW))
    assert first[1] == TODAY.isoformat()
    assert first[0] < second[0]
    assert first[0] < followed_up(history((TODAY, "ATG-1")), TODAY)[0]
    assert followed_up(History(), TODAY) == (0, "")


def test_the_same_plan_on_the_same_day_gives_the_same_bytes() -> None:
    assert written(snapshot_of()) == written(snapshot_of())


def test_the_event_leads_to_its_page_only_where_the_site_has_an_address() -> None:
    with_address = written(snapshot_of(), "ORG-SN", site="https://plan.example")
    for one in icalendar.Calendar.from_ical(with_address).walk("VEVENT"):
        assert str(one["URL"]).startswith("https://plan.example/objekt/ATG-")
        assert str(one["URL"]) in str(one["DESCRIPTION"])
    assert b"URL" not in written(snapshot_of(), "ORG-SN")


def test_a_program_is_told_what_the_calendar_is_called_and_how_often_to_look() -> None:
    calendar = icalendar.Calendar.from_ical(written(snapshot_of()))
    assert calendar["X-WR-CALNAME"] == calendar["NAME"] == "Kalendern"
    assert calendar["METHOD"] == "PUBLISH"
    assert calendar.decoded("REFRESH-INTERVAL") == timedelta(hours=12)


@given(
    title=st.text(max_size=300).filter(plain_line), owner=st.text(max_size=80).filter(plain_line)
)
@example(title="å" * 200, owner="x")
@example(title='slut\r\nEND:VEVENT\r\nBEGIN:VEVENT\\n;,:"', owner="\x00\x07;\\")
@example(title="👩‍🔬" * 40, owner="]]>")
def test_whatever_a_title_holds_it_is_a_title(title: str, owner: str) -> None:
    items = (
        item("ATG-1", Role.ACTION, owner="ORG-SN", due="2027-12-31", title=title),
        item("ORG-SN", Role.ORGANISATION, title=owner),
    )
    content = written(snapshot_of(items), "ORG-SN")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert content.count(b"\n") == content.count(b"\r\n")
    for read in (read_by_icalendar, read_by_vobject):
        ((_, summary, day, _),) = read(content)
        assert summary == f"Sista dag: {plain_line(title)}"
        assert day == date(2027, 12, 31)


def test_the_last_day_that_there_is_is_no_trouble() -> None:
    items = (item("ATG-1", Role.ACTION, owner="ORG-SN", due="9999-12-31"), *ITEMS[4:])
    ((_, _, day, _),) = read_by_icalendar(written(snapshot_of(items), "ORG-SN"))
    assert day == date.max


def test_an_event_is_data() -> None:
    (first, *_) = events_by_holder(snapshot_of())["ORG-SN"]
    assert isinstance(first, Event)
    assert first.version == EventVersion()


@pytest.mark.parametrize("sign", ["a", "å", ",", "漢"])
def test_lines_are_folded_as_the_library_folds_them_from_the_same_length_on(sign: str) -> None:
    for length in range(1, 90):
        items = [replace(one, title=sign * length) if one.id == "ATG-1" else one for one in ITEMS]
        content = written(snapshot_of(items), "ORG-SN").decode()
        lines = icalendar.parser.Contentlines.from_ical(content)
        assert lines.to_ical().decode() == content
