"""Pages and files that would lie where the site has its own: one of the two would be lost."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from sphinx.util.matching import DOTFILES, Matcher

import policytrace
import policytrace.site.pages as _pages  # noqa: F401 - importing it fills the registry
from policytrace.locations import Location
from policytrace.messages import Message, message
from policytrace.plan.model import Problem, ReadingProblem
from policytrace.site.editions.addresses import EDITION_FILES
from policytrace.site.own_addresses import OWN_FOLDERS, PAGE_SUFFIX, folded, own_at, own_files
from policytrace.sphinx.build import Build

STATIC = Path(policytrace.__file__).parent / "site" / "static"
"""Our styles and scripts, which are copied to the site after those of the project."""

_ELSEWHERE = message("Give the file another name or another folder.")


def own_name_problems(build: Build) -> Iterator[ReadingProblem]:
    """One problem for each page, and each file that the settings publish, at an address of ours."""
    own = own_files(build.metamodel)
    yield from _pages_at(build, own)
    yield from _extra_files_at(build, own)
    yield from _static_files(build)


def _pages_at(build: Build, own: Mapping[str, str]) -> Iterator[ReadingProblem]:
    env = build.app.env
    for docname in sorted(env.found_docs):
        if taken := own_at(f"{docname}{PAGE_SUFFIX}", own):
            yield _problem(
                Path(env.doc2path(docname, base=False)).as_posix(),
                _lost(taken),
                message(
                    "Give the page another name or another folder. What stands on the pages that "
                    "the program makes comes from the plan and from ubproject.toml."
                ),
            )


def _extra_files_at(build: Build, own: Mapping[str, str]) -> Iterator[ReadingProblem]:
    pages = (f"{docname}{PAGE_SUFFIX}" for docname in build.app.env.found_docs)
    own = {**own, **{folded(page): page for page in pages}}
    folders = OWN_FOLDERS | {EDITION_FILES.rstrip("/")}
    for file, address in _copied(build, build.app.config.html_extra_path):
        if taken := own_at(address, own, folders):
            yield _problem(file, _lost(taken), _ELSEWHERE)


def _static_files(build: Build) -> Iterator[ReadingProblem]:
    ours = {folded(name): name for _, name in _below(STATIC, DOTFILES)}
    entries = [entry for entry in build.app.config.html_static_path if Path(entry) != STATIC]
    for file, address in _copied(build, entries):
        if taken := ours.get(folded(address)):
            yield _problem(file, _lost(f"_static/{taken}"), _ELSEWHERE)


def _copied(build: Build, entries: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The files that Sphinx copies for a setting: each as findings name it, and its address."""
    root = Path(build.app.confdir)
    excluded = Matcher(build.app.config.exclude_patterns)
    for entry in entries:
        for file, address in _below(root / entry, excluded):
            yield os.path.relpath(file, root).replace(os.sep, "/"), address


def _below(start: Path, excluded: Callable[[str], bool]) -> Iterator[tuple[Path, str]]:
    """A file, or the files in a folder, each with its path from there.

    What is `excluded` is asked as `sphinx.util.fileutil.copy_asset` does.
    """
    if start.is_file():
        yield start, start.name
    for folder, folders, names in os.walk(start):
        inside = Path(folder).relative_to(start).as_posix()
        folders[:] = sorted(name for name in folders if not excluded(f"{inside}/{name}"))
        for name in sorted(names):
            if not excluded(f"{inside}/{name}"):
                yield Path(folder, name), posixpath.normpath(f"{inside}/{name}")


def _lost(taken: str) -> Message:
    return message(
        "The address {name} on the site belongs to what the program makes itself. The file would "
        "be lost, or take its place.",
        name=taken,
    )


def _problem(file: str, wrong: Message, remedy: Message) -> ReadingProblem:
    return ReadingProblem(
        problem=Problem.TEXT,
        item="",
        location=Location(file=file, line=1),
        message=wrong,
        hint=remedy,
    )
