"""How reminders are told: as text, as Markdown that no title can break out of, and as JSON."""

from __future__ import annotations

import gettext
import json
import re
from datetime import date

from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from policytrace.messages import catalogue
from policytrace.plan.model import Item
from policytrace.schedule.reminders import reminders_of
from policytrace.schedule.telling import ReminderTeller
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from policytrace.snapshot import Snapshot
from policytrace.values.plain_line import plain_line
from tests.plan_builder import METAMODEL, TODAY, item, plan

OWNER = item("ORG-SN", Role.ORGANISATION, title="Socialnämnden")


def teller(site: str | None = None, language: str = "sv") -> ReminderTeller:
    return ReminderTeller(
        translations=catalogue(language) if language != "en" else gettext.NullTranslations(),
        metamodel=METAMODEL,
        page_of=lambda one: f"{site}/objekt/{one.id}.html" if site else None,
        place_of=lambda one: (one.location.file, one.location.line),
    )


def late(title: str = "Öppna dörren") -> Item:
    return item(
        *("ATG-1", Role.ACTION),
        owner="ORG-SN",
        status=Status.DECIDED,
        due="2027-01-12",
        title=title,
    )


def snapshot_of(*items: Item, today: date = TODAY) -> Snapshot:
    return Snapshot(graph=plan(OWNER, *items), metamodel=METAMODEL, today=today)


COMING = item(
    *("ATG-2", Role.ACTION),
    owner="ORG-SN",
    status=Status.DECIDED,
    next_follow_up="2027-01-16",
    title="Stäng fönstret",
)
BOTH = reminders_of(snapshot_of(late(), COMING), 30)


def test_text_says_who_what_when_and_where() -> None:
    assert teller().text(BOTH) == (
        "Påminnelser 15 januari 2027, till och med 14 februari 2027\n"
        "\n"
        "Socialnämnden (ORG-SN): 1 att göra nu, 1 på gång\n"
        "\n"
        "  Försenat eller saknas\n"
        "  - Sista dag: 12 januari 2027 (för 3 dagar sedan)\n"
        "    Öppna dörren (ATG-1)\n"
        "    plan.md:2\n"
        "\n"
        "  På gång\n"
        "  - Uppföljning: 16 januari 2027 (om 1 dag)\n"
        "    Stäng fönstret (ATG-2)\n"
        "    plan.md:3\n"
    )


def test_when_there_is_nothing_that_is_said() -> None:
    none = reminders_of(snapshot_of(), 30)
    assert "Det finns inget att påminna om." in teller().text(none)
    assert "Det finns inget att påminna om." in teller().markdown(none)
    assert json.loads(teller().json(none))["owners"] == []


def test_markdown_links_to_the_page_if_the_site_has_an_address() -> None:
    drawn = BeautifulSoup(MarkdownIt().render(teller("https://x.se").markdown(BOTH)), "html.parser")
    assert [link["href"] for link in drawn("a")] == [
        "https://x.se/objekt/ATG-1.html",
        "https://x.se/objekt/ATG-2.html",
    ]
    assert "<a" not in MarkdownIt().render(teller().markdown(BOTH))


def test_data_has_all_of_it_for_a_program() -> None:
    told = json.loads(teller("https://x.se").json(BOTH))
    assert (told["version"], told["date"], told["until"]) == (1, "2027-01-15", "2027-02-14")
    (owner,) = told["owners"]
    assert (owner["id"], owner["heading"]) == ("ORG-SN", "Påminnelse: Socialnämnden")
    assert [
        (one["key"], one["is_late"], one["day"], one["days"], one["page"])
        for one in owner["reminders"]
    ] == [
        ("ATG-1/ends", True, "2027-01-12", -3, "https://x.se/objekt/ATG-1.html"),
        ("ATG-2/follow_up", False, "2027-01-16", 1, "https://x.se/objekt/ATG-2.html"),
    ]
    assert all(one["markdown"] in owner["markdown"] for one in owner["reminders"])


@given(title=st.text(min_size=1, max_size=80).filter(plain_line))
@example(title="[klicka](javascript:alert(1)) <img src=x onerror=alert(1)> `kod` **fet**")
@example(title="@anna-b och #12, !34, ~etikett\n/close\n# Rubrik\n- punkt")
@example(title="<!-- policytrace:remind ORG-KS -->")
def test_no_title_is_markup_or_calls_upon_anybody(title: str) -> None:
    told = teller("https://x.se").markdown(reminders_of(snapshot_of(late(title)), 30))
    drawn = BeautifulSoup(MarkdownIt("commonmark").render(told), "html.parser")
    assert {tag.name for tag in drawn.find_all()} == {
        "h1",
        "h2",
        "h3",
        "ul",
        "li",
        "strong",
        "a",
        "p",
    }
    (link,) = drawn("a")
    assert link["href"] == "https://x.se/objekt/ATG-1.html"
    assert " ".join(link.text.replace("@\u2060", "@").split()) == plain_line(title)
    assert not re.search(r"@\w", link.text)
    assert len([line for line in told.splitlines() if line.startswith("- ")]) == 1
