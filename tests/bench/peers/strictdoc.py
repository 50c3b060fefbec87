"""StrictDoc: a document for each page, in its own format, whose texts are reStructuredText.

Its two traceability screens, which it has unless it is told otherwise, are switched off: they draw
each object anew, with its text, beside all that leads to it. In a plan whose organisations have
hundreds of links that makes pages of 300 MB and takes a quarter of an hour at 3 000 objects.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from policytrace.schema.roles import FieldName, LinkKind
from policytrace.schema.words import Words
from tests.bench.listing import Page
from tests.bench.objects import Entry
from tests.bench.peers.values import fields, links, restructured

_SETTINGS = """\
from strictdoc.core.project_config import ProjectConfig


def create_config():
    return ProjectConfig(
        project_title="Jämlikhet",
        project_features=["TABLE_SCREEN", "SEARCH"],
        grammars={"@plan": "plan.sgra"},
    )
"""

_BEFORE, _AFTER = ("UID", "TITLE"), ("STATEMENT",)


def project(pages: Sequence[Page], words: Words) -> Mapping[str, str]:
    """The files of a project that holds these pages; one without objects is none."""
    files = {
        f"{page.name}.sdoc": "\n".join(_document(page, words)) for page in pages if page.objects
    }
    return {
        "strictdoc_config.py": _SETTINGS,
        "plan.sgra": "\n".join(_grammar()),
        **files,
    }


def command(tool: str) -> tuple[str, ...]:
    """How it is built; `tool` is the Python of its environment."""
    return (tool, "-m", "strictdoc.cli.main", "export", ".", "--output-dir", "_build/strictdoc")


def _document(page: Page, words: Words) -> Iterator[str]:
    yield from ("[DOCUMENT]", f"TITLE: {page.title}", f"UID: {page.name.replace('/', '-')}", "")
    yield from ("[GRAMMAR]", "IMPORT_FROM_FILE: @plan", "")
    for placed in page.objects:
        yield from _object(placed.entry, words)


def _object(entry: Entry, words: Words) -> Iterator[str]:
    known = fields(entry, words)
    yield from ("[REQUIREMENT]", f"UID: {entry.id}", f"TITLE: {entry.title}")
    yield from (f"{_name(name)}: {known[name]}" for name in FieldName if name in known)
    yield from ("STATEMENT: >>>", restructured(entry.text), "<<<")
    if found := links(entry):
        yield "RELATIONS:"
        for kind, targets in found.items():
            for target in targets:
                yield from ("- TYPE: Parent", f"  VALUE: {target}", f"  ROLE: {kind}")
    yield ""


def _grammar() -> Iterator[str]:
    yield from ("[GRAMMAR]", "ELEMENTS:", "- TAG: REQUIREMENT", "  FIELDS:")
    for name in (*_BEFORE, *map(_name, FieldName), *_AFTER):
        required = name == "UID" or name in _AFTER
        yield from (f"  - TITLE: {name}", "    TYPE: String", f"    REQUIRED: {required}")
    yield "  RELATIONS:"
    for kind in LinkKind:
        yield from ("  - TYPE: Parent", f"    ROLE: {kind}")
    yield ""


def _name(field: FieldName) -> str:
    """A field's name in capitals; those that StrictDoc has itself are not taken."""
    return f"PLAN_{field.value.upper()}"
