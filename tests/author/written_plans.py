"""Projects as their files have them, without a run of Sphinx."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from policytrace.author.editing import as_written
from policytrace.author.source_files import read_source
from policytrace.author.written import Spelling, objects_in
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.roles import CustomLink, LinkKind


def written_graph(project: Path, files: Iterable[str], metamodel: Metamodel) -> Graph:
    """The objects of these files, with their links and without their values."""
    spelling = Spelling(metamodel=metamodel)
    return Graph(
        Item(
            id=written.id,
            role=(role := metamodel.types[written.span.name]),
            title=written.span.title,
            location=written.location,
            links={
                key: tuple(value.split(", "))
                for key, value in as_written(written, role, metamodel).values.items()
                if isinstance(key, LinkKind | CustomLink)
            },
        )
        for file in files
        for written in objects_in(read_source(project, file), spelling)
    )
