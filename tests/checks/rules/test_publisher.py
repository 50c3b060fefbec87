"""PT606: what an official site must say, and what a statement may look like."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policytrace.checks.engine import run
from policytrace.checks.registry import RULES, Context
from policytrace.locations import Location
from policytrace.plan.graph import Graph
from policytrace.plan.model import StatementPage
from policytrace.settings import Publisher, Settings
from tests.plan_builder import TODAY, english

KEYS = ("official", "name", "contact", "accessibility_statement", "accessibility_contact")
PLACES = {key: Location(file="ubproject.toml", line=line) for line, key in enumerate(KEYS, start=1)}
PUBLISHER = Publisher(
    official=True,
    name="Lillköpings kommun",
    contact="info@lillkoping.example",
    accessibility_statement="t.md",
    places={key: PLACES[key] for key in KEYS[:-1]},
)
SENTENCES = {
    "body": "Lillköpings kommun står bakom webbplatsen.",
    "conformance": "Den är delvis förenlig med lagen.",
    "shortcomings": "Innehåll som inte är tillgängligt: Några kartor.",
    "assessed": "Bedömningen gjordes den 15 januari 2027.",
    "updated": "Redogörelsen uppdaterades senast den 16 januari 2027.",
}
LINKS = frozenset({"mailto:info@lillkoping.example", "https://www.digg.se/tdosanmalan"})


def told(publisher: Publisher, page: StatementPage | None) -> list[tuple[int, str]]:
    """Line and message of each finding."""
    others_off = Settings(severities={code: None for code in RULES if code != "PT606"})
    context = Context(today=TODAY, publisher=publisher, statement=page)
    return [
        (found.location.line, english(found.message))
        for found in run(Graph(()), others_off, context)
    ]


def page_with(links: frozenset[str] = LINKS, **sentences: str) -> StatementPage:
    """A statement in which some sentences are other than those that do."""
    return StatementPage(text="\n\n".join({**SENTENCES, **sentences}.values()), links=links)


def test_a_whole_statement_is_enough() -> None:
    assert told(PUBLISHER, page_with()) == []


def test_a_draft_needs_nothing() -> None:
    assert told(replace(PUBLISHER, official=False, name="", contact=""), None) == []
    assert told(Publisher(), None) == []


@pytest.mark.parametrize("key", KEYS[1:4])
def test_each_that_is_missing_is_one_finding(key: str) -> None:
    publisher = replace(
        PUBLISHER,
        **{key: ""},  # type: ignore[arg-type]
        places={one: PLACES[one] for one in KEYS[:-1] if one != key},
    )
    page = None if key == "accessibility_statement" else page_with()
    [(line, _)] = told(publisher, page)
    assert line == 1


def test_a_page_that_does_not_exist_is_told_where_it_is_named() -> None:
    assert told(PUBLISHER, None) == [
        (4, "There is no page t.md with the accessibility statement."),
    ]


def test_a_statement_elsewhere_is_not_read() -> None:
    publisher = replace(PUBLISHER, accessibility_statement="https://lillkoping.example/t")
    assert told(publisher, None) == []


@pytest.mark.parametrize(("key", "line"), [("contact", 3), ("accessibility_contact", 5)])
def test_a_contact_that_nobody_can_reach_is_told(key: str, line: int) -> None:
    publisher = replace(PUBLISHER, **{key: "Kontaktcenter"}, places=PLACES)  # type: ignore[arg-type]
    if key == "contact":
        publisher = replace(publisher, accessibility_contact="info@lillkoping.example")
    page = page_with(body=f"{SENTENCES['body']} Kontaktcenter.")
    [(found, message)] = told(publisher, page)
    assert found == line
    assert "neither an e-mail address nor a phone number" in message


@pytest.mark.parametrize("sentence", SENTENCES)
def test_each_sentence_of_a_statement_is_asked_for(sentence: str) -> None:
    [(line, _)] = told(PUBLISHER, page_with(**{sentence: "Vi arbetar med tillgänglighet."}))
    assert line == 4


@pytest.mark.parametrize("link", sorted(LINKS))
def test_each_link_of_a_statement_is_asked_for(link: str) -> None:
    [(line, _)] = told(PUBLISHER, page_with(LINKS - {link}))
    assert line == 4


def test_the_contact_for_accessibility_is_the_one_asked_for() -> None:
    publisher = replace(PUBLISHER, accessibility_contact="0123-456 78", places=PLACES)
    assert [line for line, _ in told(publisher, page_with())] == [5 - 1]
    assert told(publisher, page_with(LINKS | {"tel:012345678"})) == []
    assert told(publisher, page_with(body=f"{SENTENCES['body']} Ring 0123-456 78.")) == []


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("body", "LILLKÖPINGS\nkommun står bakom."),
        ("conformance", "Webbplatsen är inte förenlig med lagen."),
        ("shortcomings", "Vi känner till följande brister: kartorna."),
        ("shortcomings", "Kartorna är inte tillgängliga."),
        ("assessed", "Självskattning, 2027-01-15."),
        ("assessed", "Den 15 januari 2027 granskades webbplatsen av andra."),
        ("updated", "Senast uppdaterad: 2027-01-15"),
    ],
)
def test_a_statement_may_be_worded_otherwise(sentence: str, text: str) -> None:
    assert told(PUBLISHER, page_with(**{sentence: text})) == []


def test_what_is_wholly_accessible_has_no_shortcomings_to_tell() -> None:
    page = page_with(conformance="Den är helt förenlig med lagen.", shortcomings="")
    assert told(PUBLISHER, page) == []


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("conformance", "Den är förenlig med lagen."),
        ("shortcomings", "Meddela brister till oss. Allt ska vara tillgängligt."),
        ("assessed", "Bedömningen gjordes i januari 2027."),
        ("assessed", "Bedömningen är gjord. Den 15 januari 2027 hölls en kurs."),
        ("updated", "Redogörelsen uppdateras varje år."),
    ],
)
def test_what_only_resembles_an_answer_is_none(sentence: str, text: str) -> None:
    assert len(told(PUBLISHER, page_with(**{sentence: text}))) == 1


@pytest.mark.parametrize(
    "link", ["https://www.digg.se.example/", "https://example.org/digg.se", "mailto:info@digg.se"]
)
def test_a_link_that_only_resembles_digg_s_is_none(link: str) -> None:
    links = (LINKS - {"https://www.digg.se/tdosanmalan"}) | {link}
    assert len(told(PUBLISHER, page_with(links))) == 1
