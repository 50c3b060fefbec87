"""Feeds, as a feed reader reads them and as RFC 4287 asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import urljoin

import feedparser
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from policytrace.changes.kinds import Added
from policytrace.changes.plan_state import PlanObject
from policytrace.history.days import DatedState, History, HistoryChange, HistoryDay, HistoryObject
from policytrace.history.judging import JudgedChange
from policytrace.measure.tables import Row
from policytrace.messages import as_it_is, catalogue
from policytrace.plan.model import Item
from policytrace.repository import Commit
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from policytrace.settings import Publisher
from policytrace.site.exports.feeds import feeds
from policytrace.site.feeds import MOST
from policytrace.snapshot import Snapshot
from policytrace.values.plain_line import plain_line
from tests.history.telling import history, state
from tests.measure.figures import figure
from tests.plan_builder import (
    METAMODEL,
    TODAY,
    changed,
    item,
    leading,
    measured,
    plan,
    values_of,
    with_id,
)

ATOM = "{http://www.w3.org/2005/Atom}"
ITEMS = (
    item("PRI-A", Role.PRIORITY, owner="ORG-KS", title="Frihet"),
    item(
        *("HPL-A", Role.PLAN),
        part_of="PRI-A",
        owner="ORG-KS",
        status=Status.DECIDED,
        decided_by="BES-1",
        title="Planen",
    ),
    item(
        *("ATG-1", Role.ACTION),
        part_of="HPL-A",
        owner="ORG-SN",
        measured_by="IND-A",
        title="Dörren",
    ),
    item(
        *("BES-1", Role.DECISION),
        body="ORG-KF",
        date="2026-06-14",
        paragraph="§ 70",
        title="Planen antas",
    ),
    item(
        *("UPF-1", Role.FOLLOW_UP),
        follows_up="ATG-1",
        date="2027-01-10",
        result="Dörren står öppen",
        title="Första året",
    ),
    item("UPF-2", Role.FOLLOW_UP, follows_up="ATG-1", date="2027-03-10", title="Nästa år"),
    item("IND-A", Role.INDICATOR, owner="ORG-BUN", title="Öppna dörrar"),
    item(
        *("HPL-B", Role.PLAN),
        owner="ORG-SN",
        status=Status.REFERRED,
        referral_begins="2027-01-02",
        referral_ends="2027-02-28",
        title="Utkastet",
    ),
    item("ORG-SN", Role.ORGANISATION, title="Socialnämnden"),
    item("ORG-KS", Role.ORGANISATION, title="Kommunstyrelsen"),
    item("ORG-KF", Role.ORGANISATION, title="Kommunfullmäktige"),
    item("ORG-BUN", Role.ORGANISATION, title="Nämnden"),
    item("ORG-X", Role.ORGANISATION, title="Revisionen"),
)
ROWS = (replace(figure("2025", "12"), retrieved=date(2027, 1, 5)),)
SITE = "https://plan.example/jamlikhet"
WITH_SITE = replace(METAMODEL, site=SITE)


def snapshot_of(items: Iterable[Item] = ITEMS, rows: tuple[Row, ...] = ROWS) -> Snapshot:
    graph = plan(*items, measurements=measured(values_of("IND-A", *rows)))
    return Snapshot(graph=graph, metamodel=METAMODEL, measurements=graph.measurements, today=TODAY)


def files(snapshot: Snapshot) -> dict[str, bytes]:
    return dict(feeds(snapshot, catalogue("sv")))


def faults(content: bytes) -> list[str]:
    """What RFC 4287 asks for (4.1.1, 4.1.2, 3.3) and a feed lacks."""
    feed = etree.fromstring(content)
    found = [] if feed.tag == f"{ATOM}feed" else ["root"]
    entries = feed.findall(f"{ATOM}entry")
    for one in (feed, *entries):
        found += [
            f"{one.tag}: {name}"
            for name in ("id", "title", "updated")
            if len(one.findall(f"{ATOM}{name}")) != 1
        ]
        for moment in one.findall(f"{ATOM}updated") + one.findall(f"{ATOM}published"):
            if not str(moment.text).endswith("T00:00:00Z") or not date.fromisoformat(
                str(moment.text)[:10]
            ):
                found.append("moment")
        links = one.findall(f"{ATOM}link")
        kinds = [(link.get("rel"), link.get("type"), link.get("hreflang")) for link in links]
        found += ["two links"] if len(set(kinds)) < len(kinds) else []
        found += [] if any(kind[0] == "alternate" for kind in kinds) else ["no alternate"]
        found += ["markup"] if any(child.get("type") == "html" for child in one) else []
    found += [] if feed.find(f"{ATOM}author/{ATOM}name") is not None else ["author"]
    ids = [str(one.findtext(f"{ATOM}id")) for one in entries]
    found += ["ids"] if len({*ids}) < len(ids) or not all(map(str.strip, ids)) else []
    return found


@pytest.mark.parametrize("metamodel", [METAMODEL, WITH_SITE])
def test_every_feed_is_valid(metamodel: object) -> None:
    written = files(replace(snapshot_of(), metamodel=metamodel))
    assert len(written) == 1 + 5 + 1 + 2
    for name, content in written.items():
        read = feedparser.parse(content)
        assert (name, read.bozo, read.version, faults(content)) == (name, False, "atom10", [])


def titles(content: bytes) -> list[str]:
    return [entry.title for entry in feedparser.parse(content).entries]


def test_the_feed_of_all_tells_what_has_happened_the_newest_first() -> None:
    read = feedparser.parse(files(snapshot_of())["floden/allt.atom"])
    assert [
        (entry.published[:10], entry.title, entry.get("summary", "")) for entry in read.entries
    ] == [
        ("2027-01-10", "Uppföljning: Dörren", "Dörren står öppen."),
        ("2027-01-05", "Nya värden: Öppna dörrar", ""),
        (
            "2027-01-02",
            "På remiss: Utkastet",
            "Synpunkter kan lämnas till och med 28 februari 2027.",
        ),
        ("2026-06-14", "Beslut: Planen antas", "Kommunfullmäktige, § 70. Planen."),
    ]
    assert read.feed.updated == "2027-01-10T00:00:00Z"


@pytest.mark.parametrize(
    ("holder", "told"),
    [
        ("ORG-SN", ["Uppföljning: Dörren", "På remiss: Utkastet"]),
        ("ORG-KS", ["Beslut: Planen antas"]),
        ("ORG-KF", ["Beslut: Planen antas"]),
        ("ORG-BUN", ["Nya värden: Öppna dörrar"]),
        ("ORG-X", []),
        ("PRI-A", ["Uppföljning: Dörren", "Nya värden: Öppna dörrar", "Beslut: Planen antas"]),
        ("HPL-A", ["Uppföljning: Dörren", "Beslut: Planen antas"]),
        ("HPL-B", ["På remiss: Utkastet"]),
    ],
)
def test_each_has_what_is_its_own(holder: str, told: list[str]) -> None:
    assert titles(files(snapshot_of())[f"floden/{holder}.atom"]) == told


def ids(snapshot: Snapshot) -> dict[str, str]:
    read = feedparser.parse(files(snapshot)["floden/allt.atom"])
    return {entry.title.partition(":")[0]: entry.id for entry in read.entries}


IN_DATA = JudgedChange(change=Added(object=PlanObject(id="ATG-1", kind="action", title="Ny")))


def day_of_changes(day: date, **changes: HistoryChange) -> HistoryDay:
    """A day on which these objects were changed; in their ids ``-`` is written ``_``."""
    return HistoryDay(
        day=day,
        commit=Commit(id=f"{day.toordinal():040}", day=day),
        objects=tuple(
            HistoryObject(
                id=name.replace("_", "-"), kind="action", title=f"Om {name}", changes=(change,)
            )
            for name, change in changes.items()
        ),
    )


def history_of_days(*days: HistoryDay, items: Iterable[Item] = ITEMS) -> History:
    """A history of these days, the newest first, with the plan on each as `items`."""
    begins, plan_then = date(2026, 9, 1), state(tuple(items))
    commits = (Commit(id="0" * 40, day=begins), *(one.commit for one in reversed(days)))
    return History(
        days=days,
        absent=None,
        begins=begins,
        states=tuple(DatedState(commit=one, state=plan_then) for one in commits),
    )


def test_ids_stay_when_words_days_and_the_address_change() -> None:
    before = snapshot_of()
    renamed = tuple(replace(one, title=f"Ny {one.title}") for one in ITEMS)
    moved = changed(renamed, "UPF-1", date="2027-01-11", result="Nej")
    after = replace(snapshot_of(moved), metamodel=WITH_SITE, today=TODAY + timedelta(days=9))
    assert ids(before) == ids(after)
    assert len({*ids(before).values()}) == 4


def test_ids_stay_when_objects_get_other_ids() -> None:
    def found(snapshot: Snapshot, holder: str) -> tuple[str, list[str]]:
        read = feedparser.parse(files(snapshot)[f"floden/{holder}.atom"])
        return read.feed.id, [entry.id for entry in read.entries]

    changes = HistoryChange(said=as_it_is("ny"), data=IN_DATA)
    before = replace(
        snapshot_of(),
        history=history_of_days(day_of_changes(date(2027, 1, 11), HPL_A=changes)),
    )
    leads = {"HPL-A": "HPL-1", "BES-1": "BES-9", "UPF-1": "UPF-9", "ORG-BUN": "ORG-B"}
    items = ITEMS
    for old, new in leads.items():
        items = with_id(items, old, new)
    after = replace(
        snapshot_of(items),
        addresses=leading(leads),
        history=history_of_days(day_of_changes(date(2027, 1, 11), HPL_1=changes), items=items),
    )
    assert found(before, "HPL-A") == found(after, "HPL-1")
    assert files(after)["floden/HPL-A.atom"] == files(after)["floden/HPL-1.atom"]
    assert len(found(before, "HPL-A")[1]) == 3
    assert found(before, "ORG-BUN") == found(after, "ORG-B")


def test_links_lead_to_the_pages_with_and_without_an_address() -> None:
    def links(metamodel: object, base: str) -> list[str]:
        snapshot = replace(snapshot_of(), metamodel=metamodel)
        root = etree.fromstring(files(snapshot)["floden/ORG-SN.atom"])
        return [urljoin(base, str(link.get("href"))) for link in root.iter(f"{ATOM}link")]

    own = f"{SITE}/floden/ORG-SN.atom"
    found = links(WITH_SITE, "")
    assert found[0] == own
    assert found[1:] == links(METAMODEL, own)
    assert found[1:] == [f"{SITE}/objekt/{name}.html" for name in ("ORG-SN", "UPF-1", "HPL-B")]


def test_what_was_changed_is_told_with_its_decision_or_that_there_is_none() -> None:
    moved = HistoryChange(
        said=as_it_is("sista dag flyttad <b>till juni</b>"), data=IN_DATA, undecided=True
    )
    new = HistoryChange(said=as_it_is("ny"), data=IN_DATA)
    history = history_of_days(
        day_of_changes(date(2027, 2, 1), ATG_1=new),
        day_of_changes(date(2027, 1, 12), ATG_1=moved, ATG_9=new),
        day_of_changes(date(2027, 1, 11), HPL_A=new),
    )
    written = files(replace(snapshot_of(), history=history))

    def told(name: str) -> list[tuple[str, str, str]]:
        return [
            (entry.published[:10], entry.title, entry.summary)
            for entry in feedparser.parse(written[f"floden/{name}.atom"]).entries
            if entry.title.startswith("Ändrat")
        ]

    undecided = "Om ATG_1: sista dag flyttad <b>till juni</b>, utan beslut."
    assert [(day, title) for day, title, _ in told("allt")] == [
        ("2027-01-12", "Ändrat: 2 objekt"),
        ("2027-01-11", "Ändrat: Om HPL_A"),
    ]
    root = etree.fromstring(written["floden/ORG-SN.atom"])
    assert undecided in [one.text for one in root.iter(f"{ATOM}summary")]
    assert [day for day, *_ in told("HPL-A")] == ["2027-01-12", "2027-01-11"]
    assert all(faults(content) == [] for content in written.values())


def test_an_entry_that_becomes_another_on_its_day_is_a_newer_one() -> None:
    day = date(2027, 1, 12)
    new = HistoryChange(said=as_it_is("ny"), data=IN_DATA)

    def read(revisions: int) -> tuple[str, str, str, str]:
        known = replace(history_of_days(day_of_changes(day, ATG_1=new)), numbers={day: revisions})
        feed = feedparser.parse(files(replace(snapshot_of(), history=known))["floden/allt.atom"])
        first = feed.entries[0]
        return first.id, first.published, first.updated, feed.feed.updated

    each = [read(revisions) for revisions in (1, 2, 3, 90_000)]
    assert len({one[:2] for one in each}) == 1
    updated = [one[2] for one in each]
    assert updated[0] == "2027-01-12T00:00:00Z"
    assert updated == sorted(set(updated))
    assert all(one.startswith("2027-01-12T") for one in updated)
    assert [one[3] for one in each] == updated


def test_what_is_taken_away_or_moved_is_told_to_all_that_it_was_of() -> None:
    moved = changed(ITEMS, "ATG-1", owner="ORG-X")
    gone = tuple(one for one in moved if one.id not in ("ATG-1", "UPF-1", "UPF-2"))
    plans = [state(one) for one in (ITEMS, moved, gone)]
    written = files(replace(snapshot_of(gone), history=history(*plans), today=date(2027, 4, 9)))
    told = {
        name: [title for title in titles(written[f"floden/{name}.atom"]) if "Ändrat" in title]
        for name in ("allt", "ORG-SN", "ORG-X", "HPL-A", "PRI-A", "HPL-B")
    }
    assert {name: len(found) for name, found in told.items()} == {
        "allt": 2,
        "ORG-SN": 1,
        "ORG-X": 2,
        "HPL-A": 2,
        "PRI-A": 2,
        "HPL-B": 0,
    }
    assert "Åtgärden är borttagen" in written["floden/ORG-X.atom"].decode()
    assert all(faults(content) == [] for content in written.values())


def test_the_author_is_nobody_official_until_somebody_is() -> None:
    def author(publisher: Publisher) -> str:
        snapshot = replace(snapshot_of(), metamodel=replace(METAMODEL, publisher=publisher))
        return str(feedparser.parse(files(snapshot)["floden/allt.atom"]).feed.author)

    assert author(Publisher(name="Kommunen")) == "Ett utkast, inte från någon myndighet"
    assert author(Publisher(name="Kommunen", official=True)) == "Kommunen"


def test_what_is_dated_after_today_is_not_told() -> None:
    assert all("Nästa" not in title for title in titles(files(snapshot_of())["floden/allt.atom"]))


def test_a_feed_has_only_the_newest() -> None:
    many = [
        item(f"BES-{number}", Role.DECISION, date=str(date(2000, 1, 1) + timedelta(days=number)))
        for number in range(MOST + 20)
    ]
    read = feedparser.parse(files(snapshot_of(many, ()))["floden/allt.atom"])
    assert len(read.entries) == MOST
    assert read.entries[0].published[:10] == str(date(2000, 1, 1) + timedelta(days=MOST + 19))


def test_the_same_plan_on_the_same_day_gives_the_same_bytes() -> None:
    assert files(snapshot_of()) == files(snapshot_of())


@given(title=st.text(max_size=200).filter(plain_line), result=st.text(max_size=200))
@example(title="<script>alert(1)</script> &amp; ]]> \"'", result="</summary><entry>")
@example(title="\x00\x0b\ufffe\ud800x", result="&lt;b&gt;👩‍🔬")
def test_whatever_an_editor_writes_it_is_text(title: str, result: str) -> None:
    items = (
        item("ATG-1", Role.ACTION, owner="ORG-SN", title=title),
        item("UPF-1", Role.FOLLOW_UP, follows_up="ATG-1", date="2027-01-10", result=result.strip()),
        item("ORG-SN", Role.ORGANISATION, title=title),
    )
    content = files(snapshot_of(items, ()))["floden/ORG-SN.atom"]
    root = etree.fromstring(content)
    (entry,) = root.iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == f"Uppföljning: {plain_line(title)}"
    assert (entry.findtext(f"{ATOM}summary") or "").rstrip(".") == plain_line(result).rstrip(".")
    assert faults(content) == []
    assert not feedparser.parse(content).bozo
