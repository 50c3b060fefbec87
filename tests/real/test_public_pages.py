"""The real site as the public reads it: help where it is needed, nothing of how it is written."""

from __future__ import annotations

import re
from copy import copy

import pytest
from bs4 import BeautifulSoup

from policytrace.schema.roles import Role
from tests.real.conftest import RealSite

HURT = re.compile(
    r"våld|kränk|övergrepp|\bheder|\bhot\b|\bhota|självmord|suicid|misshand|könsstymp"
    r"|trakasser|mobb",
    re.IGNORECASE,
)
"""What a page is about that may concern somebody who has been hurt."""


def test_every_page_about_violence_begins_with_help(real: RealSite) -> None:
    lacking, tried = [], 0
    for item in real.graph:
        if item.role is Role.ORGANISATION:
            continue  # it is named for what it works with
        page = real.pages[f"objekt/{item.id}"]
        told = page.select("h1, .pt-wording, .pt-object__text")
        if HURT.search(" ".join(part.get_text(" ") for part in told)):
            tried += 1
            if not page.select_one("main .pt-support"):
                lacking.append(item.id)
    assert lacking == []
    assert tried >= 30


FOR_EDITORS = (
    "docs/redigera",
    "docs/rapporter",
    "docs/frysa",
    "docs/publicera",
    "docs/metamodell",
    "docs/matvarden",
    "docs/regler/",
    "docs/kvalitet",
    "docs/lage",
    "docs/bedomning",
    "docs/oppna-data",
    "docs/citera",
    "docs/andringar",
    "docs/excel",
    "docs/paminnelser",
)
"""The pages that say how others are written, checked and read by programs."""

SCAFFOLDING = {
    "id": re.compile(r"\b[A-Z]{3}-[A-Z0-9][A-Z0-9-]*\b"),
    "file": re.compile(r"(?<![\w/.])[\w/-]+\.(?:md|toml|py)\b"),
    "line": re.compile(r"\brad \d+\b"),
    "rule": re.compile(r"\bRegel [LM]?\d+\b|\bPT\d{3}\b"),
    "field": re.compile(r"(?<![\w:]):[a-zåäö_]{3,}:"),
    "command": re.compile(
        r"\bpolicytrace [a-z-]+\b|\bmake (?:html|check|live|test|lint)\b"
        r"|\bgit (?:add|commit|pull|push|clone)\b"
    ),
}


def open_text(page: BeautifulSoup) -> str:
    """What a reader sees of a page who has opened no fold."""
    shown = copy(page.body)
    assert shown is not None
    for hidden in shown.select("details:not([open]) > :not(summary), script, style, template"):
        hidden.extract()
    return shown.get_text(" ")


@pytest.mark.parametrize("kind", SCAFFOLDING)
def test_public_pages_hold_nothing_of_how_they_are_written(real: RealSite, kind: str) -> None:
    ids = set(real.graph.items)
    found: dict[str, list[str]] = {}
    tried = 0
    for name, page in real.pages.items():
        if name.startswith(FOR_EDITORS):
            continue
        tried += 1
        said = SCAFFOLDING[kind].findall(open_text(page))
        if kind == "id":
            said = [one for one in said if one in ids]
        if said:
            found[name] = said
    assert found == {}
    assert tried > len(ids)


def test_every_object_is_known_by_its_id_on_its_own_page(real: RealSite) -> None:
    for item in real.graph:
        page = real.pages[f"objekt/{item.id}"]
        (fold,) = page.select("details.pt-particulars")
        assert not fold.has_attr("open")
        (told,) = fold.select(".pt-id")
        assert told.get_text(strip=True) == item.id
