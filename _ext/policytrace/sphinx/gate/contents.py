"""Tables of contents: pages that are in none, and tables that lead back to a page above them.

Sphinx says the first only in a build that has read something, and the second while it writes.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from policytrace.messages import message
from policytrace.plan.model import Problem, ReadingProblem
from policytrace.sphinx.read.locations import location_in


def contents_problems(env: BuildEnvironment) -> Iterator[ReadingProblem]:
    """One problem for each page that is in no table, and for each table that leads back."""
    yield from _unlisted(env)
    yield from _circular(env)


def _unlisted(env: BuildEnvironment) -> Iterator[ReadingProblem]:
    if env.all_docs.keys() - env.tocs.keys():
        return  # a page was left out, and may be the one that lists them
    reached = {env.config.root_doc}.union(env.files_to_rebuild, *env.included.values())
    for docname in sorted(env.all_docs.keys() - reached):
        if "orphan" not in env.metadata[docname]:
            yield ReadingProblem(
                problem=Problem.TEXT,
                item="",
                location=location_in(env, docname, 1),
                message=message("The page is in no table of contents, so no reader finds it."),
                hint=message("Add the page to a toctree, for example in index.md."),
            )


def _circular(env: BuildEnvironment) -> Iterator[ReadingProblem]:
    done: set[str] = set()
    for start in (env.config.root_doc, *sorted(env.tocs)):
        if start in done or start not in env.tocs:
            continue
        above = {start: _listed(env, start)}
        while above:
            docname, listed = next(reversed(above.items()))
            child, line = next(listed, ("", None))
            if not child:
                done.add(docname)
                del above[docname]
            elif child in above:
                yield _leads_back(env, docname, line, child)
            elif child not in done and child in env.tocs:
                above[child] = _listed(env, child)


def _listed(env: BuildEnvironment, docname: str) -> Iterator[tuple[str, int | None]]:
    """The pages that a page lists, each with the line of the table of contents."""
    for contents in env.tocs[docname].findall(addnodes.toctree):
        yield from ((child, contents.line) for child in contents["includefiles"])


def _leads_back(
    env: BuildEnvironment, docname: str, line: int | None, child: str
) -> ReadingProblem:
    return ReadingProblem(
        problem=Problem.TEXT,
        item="",
        location=location_in(env, docname, line),
        message=message(
            "The table of contents leads back: it lists {name}, which leads to this page.",
            name=child,
        )
        if child != docname
        else message("The table of contents lists the page that it stands on."),
        hint=message("Take the page out of the list, or write the names instead of a pattern."),
    )
