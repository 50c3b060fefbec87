"""``llms.txt``: links lead to what there is, and no title is Markdown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from policytrace.schema.vocabulary import Status
from policytrace.settings import Publisher
from policytrace.snapshot import Snapshot
from tests.plan_builder import COMPLETE, changed
from tests.site.exports.snapshots import HOSTILE, METAMODEL, made, snapshot_of


def text_of(snapshot: Snapshot, language: str = "sv") -> str:
    return made(snapshot, language)["llms.txt"].decode("utf-8")


def parsed(text: str) -> list[Token]:
    """The file as Markdown's own parser has it, with what stands within lines."""
    blocks = MarkdownIt("commonmark").parse(text)
    return [*blocks, *(part for block in blocks for part in block.children or ())]


def links(text: str) -> list[str]:
    return [str(part.attrs["href"]) for part in parsed(text) if part.type == "link_open"]


def test_it_begins_with_a_heading_and_what_it_is() -> None:
    tokens = parsed(text_of(snapshot_of(COMPLETE)))
    assert next(token.tag for token in tokens if token.type == "heading_open") == "h1"
    assert any(token.type == "blockquote_open" for token in tokens)


def test_every_link_leads_to_a_file_or_to_an_object_s_page() -> None:
    snapshot = snapshot_of(COMPLETE)
    files = made(snapshot)
    found = links(text_of(snapshot))
    pages = {f"objekt/{one.id}.html" for one in snapshot.graph}
    assert set(found) <= files.keys() | pages
    assert {"data/plan.json", "data/varden.csv", "objekt/PRI-A.html"} <= set(found)


def test_where_the_site_lies_is_told_if_it_is_known() -> None:
    site = "https://plan.example.org"
    found = links(text_of(snapshot_of(COMPLETE, metamodel=replace(METAMODEL, site=site))))
    assert all(link.startswith(f"{site}/") for link in found)


def test_it_says_how_to_tell_a_proposal_from_a_decision() -> None:
    text = text_of(snapshot_of(COMPLETE))
    assert "Det som har statusen förslag har ingen beslutat om" in text
    proposed = text_of(snapshot_of(changed(COMPLETE, "HPL-A", status=Status.PROPOSED)))
    assert "HPL-A, förslag" in proposed
    decided = text_of(snapshot_of(changed(COMPLETE, "HPL-A", status=Status.DECIDED)))
    assert "HPL-A, beslutad" in decided
    assert "PRI-A, återger den antagna texten" in text


def test_a_draft_says_that_nobody_official_stands_behind_it() -> None:
    assert "ingen myndighet" in text_of(snapshot_of(COMPLETE))
    official = replace(METAMODEL, publisher=Publisher(official=True, name="Exempels kommun"))
    assert "ingen myndighet" not in text_of(snapshot_of(COMPLETE, metamodel=official))


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_is_no_link_no_code_and_no_line_of_its_own(title: str) -> None:
    plain = snapshot_of(COMPLETE)
    items = [replace(one, title=title) if one.id == "PRI-A" else one for one in COMPLETE]
    hostile = text_of(snapshot_of(items))
    kinds = [token.type for token in parsed(text_of(plain))]
    found = [token.type for token in parsed(hostile) if token.type != "text_special"]
    count = {kind: kinds.count(kind) for kind in set(kinds) - {"text", "softbreak"}}
    assert {kind: found.count(kind) for kind in set(found) - {"text", "softbreak"}} == count
    assert links(hostile) == links(text_of(plain))
