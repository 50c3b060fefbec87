"""The calendars and feeds of the repository's own content."""

from __future__ import annotations

from collections import Counter

import feedparser
import icalendar
import vobject

from tests.real.conftest import RealSite


def test_every_calendar_is_read_by_two_programs(real: RealSite) -> None:
    files = sorted((real.folder / "kalender").glob("*.ics"))
    assert len(files) > 10
    whole: set[str] = set()
    told: set[str] = set()
    for file in files:
        content = file.read_bytes()
        events = icalendar.Calendar.from_ical(content).walk("VEVENT")
        other = vobject.readOne(content.decode()).contents.get("vevent", ())
        ids = [str(one["UID"]) for one in events]
        assert sorted(ids) == sorted(one.uid.value for one in other)
        assert max(Counter(ids).values(), default=0) <= 1, file.name
        (whole if file.name == "allt.ics" else told).update(ids)
    assert len(whole) > 100
    assert told <= whole


def test_nothing_is_told_as_decided_that_is_a_proposal(real: RealSite) -> None:
    calendar = icalendar.Calendar.from_ical((real.folder / "kalender" / "allt.ics").read_bytes())
    for one in calendar.walk("VEVENT"):
        said = str(one["SUMMARY"]).startswith("Förslag – ")
        assert (str(one["STATUS"]) == "TENTATIVE") is said


def test_every_feed_is_valid_and_leads_to_pages_that_are_there(real: RealSite) -> None:
    files = sorted((real.folder / "floden").glob("*.atom"))
    assert {file.stem for file in files} == {
        file.stem for file in (real.folder / "kalender").glob("*.ics")
    }
    for file in files:
        read = feedparser.parse(file.read_bytes())
        assert not read.bozo, file.name
        ids = [one.id for one in read.entries]
        assert len({*ids}) == len(ids)
        for one in (read.feed, *read.entries):
            assert (file.parent / one.link).resolve().is_file(), one.link
