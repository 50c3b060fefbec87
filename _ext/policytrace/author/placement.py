"""Decides where a new object goes, and what the files then hold.

Places come from the graph of a run of the gate. The files are read only to find where a directive
ends, and every byte that was there stays.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from policytrace.author.fences import DirectiveSpan, directive_at, line_end
from policytrace.author.identifiers import about_link, file_name
from policytrace.author.markdown import FENCE, Draft, heading
from policytrace.author.pending import PendingFiles
from policytrace.author.source_files import Replacement, SourceFile, inside
from policytrace.author.values import PAGE
from policytrace.errors import ProjectError
from policytrace.file_changes import Change
from policytrace.locations import Location
from policytrace.messages import message
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.plan.queries import parts_of
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.roles import FieldKey, FieldName, LinkKind, Role
from policytrace.schema.typed import Value
from policytrace.site.own_addresses import PAGE_SUFFIX, own_at, own_files

Compose = Callable[[str], Sequence[str]]
"""Gives the lines of the object's directive, for a fence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A new object in its place, not yet written."""

    location: Location
    lines: int
    """How many lines the object takes."""
    changes: tuple[Change, ...]


# ------------------------------------------------------------------------ where it belongs


def usual_place(draft: Draft, graph: Graph, metamodel: Metamodel) -> str:
    """What the new object is to stand after: an object's id, or the path of a page.

    That is the last of those it belongs with, in the file that has most of them. A plan gets a page
    of its own where plans have one each. Empty if there is nothing to go by.
    """
    belong = _siblings(draft, graph, metamodel)
    if not belong:
        return ""
    files = Counter(item.location.file for item in belong)
    file, most = files.most_common(1)[0]
    if draft.role is Role.PLAN and most == 1:
        folder = PurePosixPath(belong[-1].location.file).parent
        name = file_name(draft.title, without=metamodel.word(Role.PLAN))
        if own_at(str(folder / f"{name}{PAGE_SUFFIX}"), own_files(metamodel)):
            name = ""
        return str(folder / f"{name or draft.id.lower()}{PAGE}")
    return max(
        (item for item in belong if item.location.file == file),
        key=lambda item: item.location,
    ).id


def _siblings(draft: Draft, graph: Graph, metamodel: Metamodel) -> tuple[Item, ...]:
    """The objects that the new one belongs with; for the first of its kind, what it is about."""
    same = graph.of_role(draft.role)
    if draft.role is Role.ACTION:
        plans = _targets(draft, LinkKind.PART_OF, graph)
        parts = parts_of(graph, plans)
        return tuple(item for item in same if item.id in parts) or plans
    if kind := about_link(draft.role):
        about = _targets(draft, kind, graph)[:1]
        made = (found for target in about for found in graph.sources(target.id, kind))
        return tuple(found for found in made if found.role is draft.role) or about
    if draft.role is Role.ORGANISATION:
        alike = [
            item
            for item in same
            if _standing(item) == _standing(draft.placed(item.location, metamodel))
        ]
        return tuple(alike) or same
    return same


def _targets(draft: Draft, kind: LinkKind, graph: Graph) -> tuple[Item, ...]:
    return tuple(graph.items[target] for target in draft.links.get(kind, ()))


def _standing(body: Item) -> tuple[str, bool]:
    """The kind of a body, and whether it has ended: pages list those apart."""
    return body.text(FieldName.KIND), body.has(FieldName.VALID_TO)


# ------------------------------------------------------------------------ putting it there


def place(
    draft: Draft,
    after: str,
    compose: Compose,
    *,
    graph: Graph,
    metamodel: Metamodel,
    project: Path | PendingFiles,
) -> Placed:
    """The new object in its place: after an object, in a page, or on a new page.

    `project` is the project's folder, or its files as they will be; `graph` has their lines.

    Raises:
        ProjectError: the place cannot be found in the files, or they cannot be read.
    """
    files = project if isinstance(project, PendingFiles) else PendingFiles(project=project)
    if after in graph.items:
        return _after(graph.items[after], draft, compose, graph, metamodel, files)
    if draft.role is not Role.PLAN or files.has(after):
        same = [item for item in graph.of_role(draft.role) if item.location.file == after]
        if same:
            last = max(same, key=lambda item: item.location)
            return _after(last, draft, compose, graph, metamodel, files)
        return _at_the_end(after, compose, files)
    return _on_a_new_page(draft, after, compose, graph, files)


def _after(
    anchor: Item,
    draft: Draft,
    compose: Compose,
    graph: Graph,
    metamodel: Metamodel,
    files: PendingFiles,
) -> Placed:
    file = anchor.location.file
    text = files.read(file)
    span = _span(anchor, text, metamodel)
    if span and "`" in span.fence and "`" in draft.title:
        raise ProjectError(
            message("The title must not hold ` in this place: the objects there begin with it."),
            anchor.location,
        )
    if span is None:
        raise ProjectError(
            message(
                "It cannot be seen where {id} ends. Is the line that ends it there?", id=anchor.id
            ),
            anchor.location,
        )
    # An object is not put into another of its own role.
    around = (
        _span(item, text, metamodel)
        for item in graph.of_role(draft.role)
        if item.location.file == file
    )
    for other in around:
        if other and other.first < span.first and span.last < other.last:
            span = other
    end = line_end(text.lines[span.first]) or text.line_end
    lines = [f"{span.indent}{line}".rstrip(" ") for line in ("", *compose(span.fence))]
    broken_off = "" if line_end(text.lines[span.last]) else end
    new = broken_off + "".join(f"{line}{end}" for line in lines)
    return Placed(
        location=Location(file=file, line=span.last + 3),
        lines=len(lines) - 1,
        changes=(_with_lines(text, span.last + 1, new),),
    )


def _with_lines(text: SourceFile, after: int, new: str) -> Change:
    """The file with `new` put in after the first `after` lines."""
    return text.replaced([Replacement(first=after, after=after, lines=[new])])


def _span(item: Item, text: SourceFile, metamodel: Metamodel) -> DirectiveSpan | None:
    """The lines of an object; None if it does not stand where it should, or is not closed."""
    span = directive_at(text.lines, item.location.line - 1)
    if span and (span.name, span.title) == (metamodel.word(item.role), item.title):
        return span
    return None


def _at_the_end(file: str, compose: Compose, files: PendingFiles) -> Placed:
    text = files.read(file)
    end, lines = text.line_end, compose(FENCE)
    last = text.lines[-1] if text.lines else ""
    before = "" if not last or line_end(last) else end
    before += end if last.strip() else ""
    new = before + "".join(f"{line}{end}" for line in lines)
    line = len(text.lines) + (1 if last.strip() else 0) + 1
    return Placed(
        location=Location(file=file, line=line),
        lines=len(lines),
        changes=(_with_lines(text, len(text.lines), new),),
    )


def _on_a_new_page(
    draft: Draft, file: str, compose: Compose, graph: Graph, files: PendingFiles
) -> Placed:
    lines = compose(FENCE)
    page = "\n".join([f"# {heading(draft.title)}", "", *lines, ""])
    new = Change(path=inside(files.project, file), before=None, after=page.encode())
    listed = _in_contents(file, graph.of_role(draft.role), files)
    return Placed(
        location=Location(file=file, line=3),
        lines=len(lines),
        changes=(new, *([listed] if listed else [])),
    )


def _in_contents(file: str, others: Sequence[Item], files: PendingFiles) -> Change | None:
    """The page in the table of contents that lists the pages of `others`, after the last of them.

    None if they are not listed one by one; the gate then asks for the page.
    """
    pages = {str(PurePosixPath(item.location.file).with_suffix("")) for item in others}
    for contents in _contents_pages(file, files):
        text = files.read(contents)
        folder = posixpath.dirname(contents)
        last = max(
            (number for number, line in _entries(text) if _page(line, folder) in pages),
            default=None,
        )
        if last is None:
            continue
        line = text.lines[last]
        name = str(PurePosixPath(file).with_suffix(""))
        entry = (
            f"/{name}" if _named(line).startswith("/") else posixpath.relpath(name, folder or ".")
        )
        indent = line[: len(line) - len(line.lstrip())]
        end = line_end(line) or text.line_end
        new = f"{'' if line_end(line) else end}{indent}{entry}{end}"
        return _with_lines(text, last + 1, new)
    return None


def _contents_pages(file: str, files: PendingFiles) -> Iterator[str]:
    """The pages beside `file` and in the folders above it, the outermost first."""
    for folder in reversed(PurePosixPath(file).parents):
        for path in sorted((files.project / folder).glob(f"*{PAGE}")):
            yield path.relative_to(files.project).as_posix()


def _entries(text: SourceFile) -> Iterator[tuple[int, str]]:
    """The lines of all tables of contents, with their numbers."""
    for first in range(len(text.lines)):
        span = directive_at(text.lines, first)
        if span and span.name == "toctree":
            for number in range(span.first + 1, span.last):
                yield number, text.lines[number]


def _named(line: str) -> str:
    """What a line of a table of contents leads to; ``Title <page>`` gives the page a title."""
    entry = line.strip()
    titled = re.fullmatch(r".+?\s*<([^<>]+)>", entry)
    return titled[1] if titled else entry


def _page(line: str, folder: str) -> str:
    """The page that a line of a table of contents names, by its path in the project."""
    name = re.sub(r"\.md$", "", _named(line))
    if not name or " " in name:
        return ""
    return name[1:] if name.startswith("/") else posixpath.normpath(posixpath.join(folder, name))


# ------------------------------------------------------------------------ read back


def as_meant(draft: Draft, placed: Placed, graph: Graph, metamodel: Metamodel) -> bool:
    """Whether the object says in the graph what it was meant to say."""
    item = graph.items.get(draft.id)
    return (
        item is not None
        and (item.role, item.title, item.location) == (draft.role, draft.title, placed.location)
        and _fields(item) == _fields(draft.placed(placed.location, metamodel))
        # In which order targets are written, sphinx-needs does not tell.
        and all(set(item.targets(kind)) == set(targets) for kind, targets in draft.links.items())
    )


def _fields(item: Item) -> Mapping[FieldKey, Value]:
    """What an object's fields hold, but for the day that a rhythm gives."""
    given = FieldName.RHYTHM in item.values
    return {
        name: value
        for name, value in item.values.items()
        if not (given and name is FieldName.NEXT_FOLLOW_UP)
    }
