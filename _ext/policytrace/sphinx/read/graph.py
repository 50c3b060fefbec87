"""Copies sphinx-needs' objects into a `Graph` of plain data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx_needs.api import get_needs_view
from sphinx_needs.need_item import NeedItem

from policytrace.locations import Location
from policytrace.measure.measurements import IndicatorSource, load_measurements
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item, Passage
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.sphinx.build import Build, once_a_build


@once_a_build
def plan_graph(build: Build) -> Graph:
    """All objects of the project. Ask for it only when every page has been read."""
    return graph_of(build.app, build.metamodel, build.passages)


def graph_of(app: Sphinx, metamodel: Metamodel, passages: Iterable[Passage]) -> Graph:
    """The project's objects as plain data, and what it has measured.

    Objects of types without a role, and objects of other projects, are left out.
    """
    files: dict[str, str] = {}
    pages = reading_order(app.env)
    items: list[Item] = []
    for need in get_needs_view(app).values():
        role = metamodel.roles.get(need["type"])
        docname = need["docname"]
        if role is None or docname is None or need["is_external"]:
            continue
        if docname not in files:
            files[docname] = Path(app.env.doc2path(docname)).relative_to(app.srcdir).as_posix()
        fields = _fields(need, metamodel)
        items.append(
            Item(
                id=need["id"],
                role=role,
                title=need["title"],
                location=Location(file=files[docname], line=need["lineno"] or 1),
                docname=docname,
                page_order=pages.get(docname, len(pages)),
                status=metamodel.statuses.get(fields.get(FieldName.STATUS, "")),
                fields=fields,
                links=_links(need, metamodel),
            )
        )
    sources = {
        item.id: IndicatorSource(
            file=item.fields.get(FieldName.DATA, ""), unit=item.fields.get(FieldName.UNIT, "")
        )
        for item in items
        if item.role is Role.INDICATOR
    }
    measurements = load_measurements(Path(app.confdir), metamodel.indicators, sources)
    return Graph(items, passages, measurements=measurements)


def reading_order(env: BuildEnvironment) -> Mapping[str, int]:
    """The place of each page when the tables of contents are read from the start page on."""
    order: dict[str, int] = {}
    waiting = [env.config.root_doc]
    while waiting:
        page = waiting.pop()
        if page not in order:
            order[page] = len(order)
            waiting.extend(reversed(env.toctree_includes.get(page, ())))
    return order


def _fields(need: NeedItem, metamodel: Metamodel) -> Mapping[FieldName, str]:
    found: dict[FieldName, str] = {}
    for word, name in metamodel.fields.items():
        value = need.get(word)
        if value is None or value in ("", []):
            continue
        found[name] = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return found


def _links(need: NeedItem, metamodel: Metamodel) -> Mapping[LinkKind, tuple[str, ...]]:
    found: dict[LinkKind, tuple[str, ...]] = {}
    for word, kind in metamodel.links.items():
        if targets := need.get(word):
            found[kind] = tuple(dict.fromkeys(targets))
    return found
