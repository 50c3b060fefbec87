"""Melexis' traceability extension for Sphinx, with furo: pages in reStructuredText."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from textwrap import indent

from policytrace.schema.roles import FieldName, LinkKind
from policytrace.schema.words import Words
from tests.bench.listing import Page
from tests.bench.objects import Entry
from tests.bench.peers.values import fields, links, restructured

_SETTINGS = f"""\
project = "Jämlikhet"
language = "sv"
extensions = ["mlx.traceability"]
html_theme = "furo"
html_copy_source = False
traceability_attributes = {{name: "^.*$" for name in {[name.value for name in FieldName]!r}}}
traceability_attribute_to_string = {{name: name for name in traceability_attributes}}
traceability_attributes_sort = {{}}
traceability_relationships = {{
    kind: f"{{kind}}_of" for kind in {[kind.value for kind in LinkKind]!r}
}}
traceability_relationship_to_string = {{
    name: name for pair in traceability_relationships.items() for name in pair
}}
traceability_render_relationship_per_item = True
"""


def project(pages: Sequence[Page], words: Words) -> Mapping[str, str]:
    """The files of a project that holds these pages."""
    files = {f"{page.name}.rst": "\n\n".join(_page(page, words)) + "\n" for page in pages}
    names = (f"   /{page.name}" for page in pages if page.name != "index")
    files["index.rst"] += "\n.. toctree::\n\n" + "\n".join(names) + "\n"
    return {"conf.py": _SETTINGS, **files}


def command(tool: str) -> tuple[str, ...]:
    """How it is built; `tool` is the Python of its environment."""
    return (tool, "-m", "sphinx", "-q", "-b", "html", ".", "_build/html")


def _page(page: Page, words: Words) -> Iterator[str]:
    yield f"{page.title}\n{'=' * len(page.title)}"
    for placed in page.objects:
        yield _object(placed.entry, words)


def _object(entry: Entry, words: Words) -> str:
    lines = [f".. item:: {entry.id} {entry.title}"]
    lines += [f"    :{name}: {value}" for name, value in fields(entry, words).items()]
    lines += [f"    :{kind}: {' '.join(targets)}" for kind, targets in links(entry).items()]
    return "\n".join((*lines, "", indent(restructured(entry.text), "    ")))
