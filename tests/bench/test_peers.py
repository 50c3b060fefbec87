"""The same plan, in the formats of other programs."""

from __future__ import annotations

import json
import re

import pytest

from policytrace.schema.metamodel import Metamodel
from policytrace.schema.reading import load_metamodel
from policytrace.schema.roles import Role
from tests.bench.generator import generate
from tests.bench.listing import Page, listing
from tests.bench.objects import SMALLEST, Entry
from tests.bench.peers.registry import PEERS
from tests.bench.peers.values import fields, links, restructured
from tests.bench.projects import ROOT


@pytest.fixture(scope="module")
def metamodel() -> Metamodel:
    return load_metamodel(ROOT)


@pytest.fixture(scope="module")
def pages(metamodel: Metamodel) -> tuple[Page, ...]:
    return listing(SMALLEST, generate(SMALLEST, metamodel))


@pytest.fixture(scope="module")
def entries(pages: tuple[Page, ...]) -> list[Entry]:
    return [placed.entry for page in pages for placed in page.objects]


def _said(name: str, pages: tuple[Page, ...], metamodel: Metamodel) -> str:
    """The files of a peer's project, each below its name."""
    files = PEERS[name].files(pages, metamodel.vocabulary)
    return "\n".join(text for file in files.items() for text in file)


def _flat(text: str) -> str:
    return " ".join(text.replace("\\n", " ").split())


def test_every_object_is_placed_once_where_it_stands(
    metamodel: Metamodel, pages: tuple[Page, ...], entries: list[Entry]
) -> None:
    assert len({entry.id for entry in entries}) == len(entries) == SMALLEST
    files = generate(SMALLEST, metamodel)
    for page in pages:
        lines = files[f"{page.name}.md"].split("\n")
        assert lines[0] == f"# {page.title}"
        for placed in page.objects:
            assert lines[placed.line - 1].endswith(f"}} {placed.entry.title}")


@pytest.mark.parametrize("name", PEERS)
def test_a_peer_is_handed_every_title_text_value_and_link(
    name: str, metamodel: Metamodel, pages: tuple[Page, ...], entries: list[Entry]
) -> None:
    said = _flat(_said(name, pages, metamodel))
    for entry in entries:
        assert entry.id in said
        assert entry.title in said
        for sentence in re.split(r"\n+(?:: |- )?", entry.text):
            assert _flat(sentence) in said
        for value in fields(entry, metamodel.vocabulary).values():
            assert value in said


def test_mlx_traceability_links_each_kind_by_itself(
    metamodel: Metamodel, pages: tuple[Page, ...], entries: list[Entry]
) -> None:
    said = _said("mlx-traceability", pages, metamodel)
    assert [
        entry.id
        for entry in entries
        for kind, targets in links(entry).items()
        if f"    :{kind}: {' '.join(targets)}\n" not in said
    ] == []


def test_strictdoc_links_each_target_by_itself(
    metamodel: Metamodel, pages: tuple[Page, ...], entries: list[Entry]
) -> None:
    said = _said("strictdoc", pages, metamodel)
    assert said.count("  VALUE: ") == sum(
        len(targets) for entry in entries for targets in links(entry).values()
    )


def test_doorstop_has_a_file_for_each_object_and_a_root(
    metamodel: Metamodel, pages: tuple[Page, ...], entries: list[Entry]
) -> None:
    files = PEERS["doorstop"].files(pages, metamodel.vocabulary)
    roots = [
        name
        for name, text in files.items()
        if name.endswith(".doorstop.yml") and "parent" not in json.loads(text)["settings"]
    ]
    assert roots == ["STR/.doorstop.yml"]
    action = next(entry for entry in entries if entry.role is Role.ACTION)
    item = json.loads(files[f"ATG/{action.id}.yml"])
    assert {target for link in item["links"] for target in link} == {
        target for targets in links(action).values() for target in targets
    }


def test_definitions_are_indented_in_restructured_text() -> None:
    assert (
        restructured("Varför\n: Därför.\n\nVad\n: Det.") == "Varför\n    Därför.\n\nVad\n    Det."
    )


@pytest.mark.parametrize("name", PEERS)
def test_all_that_a_peer_needs_is_pinned_with_hashes(name: str) -> None:
    text = PEERS[name].requirements.read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert PEERS[name].version
    assert [line for line in lines if "==" not in line or "--hash=sha256:" not in line] == []
