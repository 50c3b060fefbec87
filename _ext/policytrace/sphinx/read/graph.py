"""Copies sphinx-needs' objects into a `Graph` of plain data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx_needs.api import get_needs_view
from sphinx_needs.need_item import NeedItem

from policytrace.locations import Location
from policytrace.measure.measurements import IndicatorSource, Measurements, load_measurements
from policytrace.measure.target_specs import unit_of
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item, Passage
from policytrace.plan.rhythm import with_next_days
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.roles import FieldKey, FieldName, LinkKey, Role
from policytrace.schema.typed import Value, parse_value
from policytrace.sphinx.build import Build, once_a_build
from policytrace.values.paragraphs import on_one_line


@once_a_build
def plan_graph(build: Build) -> Graph:
    """All objects of the project. Ask for it only when every page has been read."""
    graph = graph_of(build.app, build.metamodel, build.passages)
    return with_next_days(graph, build.metamodel.rhythms, build.context.today)


@once_a_build
def plan_measurements(build: Build) -> Measurements:
    """What the project has measured. Ask for it only when every page has been read."""
    return measurements_of(build.app, build.metamodel, plan_graph(build))


def graph_of(app: Sphinx, metamodel: Metamodel, passages: Iterable[Passage]) -> Graph:
    """The project's objects as plain data. Objects of other projects are left out."""
    files: dict[str, str] = {}
    pages = reading_order(app.env)
    items: list[Item] = []
    for need in get_needs_view(app).values():
        role = metamodel.types.get(need["type"])
        docname = need["docname"]
        if role is None or docname is None or need["is_external"]:
            continue
        if docname not in files:
            files[docname] = Path(app.env.doc2path(docname)).relative_to(app.srcdir).as_posix()
        values, malformed = _values(need, metamodel)
        items.append(
            Item(
                id=need["id"],
                role=role,
                title=need["title"],
                location=Location(file=files[docname], line=need["lineno"] or 1),
                docname=docname,
                page_order=pages.get(docname, len(pages)),
                values=values,
                malformed=malformed,
                prose=need["content"] or "",
                links=_links(need, metamodel),
            )
        )
    return Graph(items, passages)


def measurements_of(app: Sphinx, metamodel: Metamodel, graph: Graph) -> Measurements:
    """What the project has measured with the indicators of its plan."""
    sources = {
        item.id: IndicatorSource(file=item.text(FieldName.DATA), unit=unit_of(item).text)
        for item in graph.of_role(Role.INDICATOR)
    }
    return load_measurements(Path(app.confdir), metamodel.indicators, sources, metamodel.vocabulary)


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


def _values(
    need: NeedItem, metamodel: Metamodel
) -> tuple[Mapping[FieldKey, Value], Mapping[FieldKey, str]]:
    """The typed values of an object, and what its fields hold that is no such value."""
    found: dict[FieldKey, Value] = {}
    malformed: dict[FieldKey, str] = {}
    held = {**dict(need.iter_core_items()), **dict(need.iter_extra_items())}
    for word, name in metamodel.fields.items():
        written = held.get(word)
        if written is None or written in ("", []):
            continue
        try:
            found[name] = parse_value(
                written, metamodel.definitions[name].spec, metamodel.vocabulary
            )
        except ValueError:
            malformed[name] = on_one_line(str(written))
    return found, malformed


def _links(need: NeedItem, metamodel: Metamodel) -> Mapping[LinkKey, tuple[str, ...]]:
    found: dict[LinkKey, tuple[str, ...]] = {}
    held = dict(need.iter_links_items(as_str=False))
    for word, kind in metamodel.links.items():
        if links := held.get(word):
            found[kind] = tuple(dict.fromkeys(link.to_filter_string() for link in links))
    return found
