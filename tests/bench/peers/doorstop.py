"""Doorstop: a document for each kind of object, an item a file, in YAML."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from policytrace.schema.roles import FieldName
from policytrace.schema.words import Words
from tests.bench.listing import Page
from tests.bench.objects import Entry
from tests.bench.peers.values import fields, links

_ROOT = "STR"
"""The document that all others are below."""


def project(pages: Sequence[Page], words: Words) -> Mapping[str, str]:
    """The files of a project that holds the objects of these pages."""
    files = {".git/HEAD": "ref: refs/heads/main\n"}  # by it Doorstop knows where a project begins
    entries = [placed.entry for page in pages for placed in page.objects]
    documents = list(dict.fromkeys(_document(entry) for entry in entries))
    for name in documents:
        files[f"{name}/.doorstop.yml"] = _json(_settings(name))
    for level, entry in enumerate(entries, start=1):
        files[f"{_document(entry)}/{entry.id}.yml"] = _json(_item(entry, level, words))
    return files


def command(tool: str) -> tuple[str, ...]:
    """How it is built; `tool` is the Python of its environment."""
    return (tool, "-m", "doorstop.cli.main", "publish", "--html", "all", "_build/doorstop")


def _settings(document: str) -> Mapping[str, object]:
    parent = {} if document == _ROOT else {"parent": _ROOT}
    return {
        "settings": {"digits": 4, "prefix": document, "sep": "-", **parent},
        "attributes": {"publish": [name.value for name in FieldName]},
    }


def _item(entry: Entry, level: int, words: Words) -> Mapping[str, object]:
    return {
        "active": True,
        "derived": False,
        "header": entry.title,
        "level": f"1.{level}",
        "links": [{target: None} for target in dict.fromkeys(_targets(entry))],
        "normative": True,
        "ref": "",
        "reviewed": None,
        "text": entry.text,
        **{name.value: value for name, value in fields(entry, words).items()},
    }


def _targets(entry: Entry) -> Iterator[str]:
    for targets in links(entry).values():
        yield from targets


def _document(entry: Entry) -> str:
    return entry.id.partition("-")[0]


def _json(value: Mapping[str, object]) -> str:
    """YAML that is JSON too."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
