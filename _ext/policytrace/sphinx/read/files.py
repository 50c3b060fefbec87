"""The files that pages are made of: which may be, and what the rules are to see of them."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util.matching import Matcher, get_matching_files

from policytrace.document_kinds import DOCUMENTS
from policytrace.editions.edition import FOLDER
from policytrace.hidden_files import HIDDEN_NAMES
from policytrace.locations import Location
from policytrace.messages import Message, message
from policytrace.plan.model import Extract, Part, Problem, ReadingProblem
from policytrace.schema.metamodel import CONFIG_FILE, SETTINGS
from policytrace.sphinx.build import Build, build_of
from policytrace.sphinx.read.locations import line_of
from policytrace.sphinx.read.searched import (
    DRAWINGS,
    TABLES,
    extracts_of_file,
    is_worth_a_look,
    problem_of_document,
)
from policytrace.svg_file import LARGEST, refused_in

TEXTS = TABLES | {".ics", ".json", ".md", ".txt", ".vtt"}
BINARIES = DOCUMENTS | {".gif", ".jpeg", ".jpg", ".mp3", ".mp4", ".png", ".webp"}
PICTURES = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
"""Pictures that browsers show."""

DOWNLOADS = TEXTS | BINARIES
"""Files that a page may offer; none that a browser runs, as HTML and SVG."""

_SEARCHED = TEXTS | DRAWINGS | DOCUMENTS | {".htm", ".html"}


def setup_component(app: Sphinx) -> None:
    """Shut out, before Sphinx looks for pages, what is no content, or leads out or in a circle."""
    app.connect("config-inited", _shut_out, priority=950)


def _shut_out(app: Sphinx, config: Config) -> None:
    config.exclude_patterns = [
        *config.exclude_patterns,
        *(f"{where}{name}" for name in HIDDEN_NAMES for where in ("", "**/")),
    ]
    build = build_of(app)
    build.not_read = tuple(_links_not_read(app, config))
    config.exclude_patterns = [
        *config.exclude_patterns,
        *(
            re.sub(r"([*?\[\]])", r"[\1]", _composed(path.relative_to(app.srcdir).as_posix()))
            for path in build.not_read
        ),
    ]


def _links_not_read(app: Sphinx, config: Config) -> Iterator[Path]:
    """Symbolic links to folders and out of the project, and what is no file at all."""
    excluded = Matcher(config.exclude_patterns)
    for folder, folders, files in os.walk(app.srcdir):
        here = Path(folder)
        for name in sorted((*folders, *files)):
            path = here / name
            if excluded(path.relative_to(app.srcdir).as_posix()):
                if name in folders:
                    folders.remove(name)
            elif path.is_symlink():
                if name in folders or not path.is_file() or not _is_inside(app.srcdir, path):
                    yield path
            elif name in files and (not path.is_file() or _is_taken_apart(path)):
                yield path


def _composed(name: str) -> str:
    """A name as Sphinx looks for it: each letter as one sign."""
    return unicodedata.normalize("NFC", name)


def _is_taken_apart(path: Path) -> bool:
    """Whether Sphinx would not find a page, since å, ä and ö in its name are two signs each.

    In macOS it would: there both names are the same file's.
    """
    composed = path.with_name(_composed(path.name))
    return path.suffix == ".md" and composed != path and not composed.exists()


def link_problems(build: Build) -> Iterator[ReadingProblem]:
    """One problem for each file or folder of the project that is not read."""
    root = build.app.srcdir
    for path in build.not_read:
        name = path.relative_to(root).as_posix()
        if path.is_file() and _is_taken_apart(path):
            wrong = message(
                "{file} is left out: å, ä and ö in its name are two signs each.",
                file=_composed(name),
            )
            remedy = message("Type the name of the file anew.")
        else:
            wrong = message("{file} is left out: it is a link, or no ordinary file.", file=name)
            remedy = message("Put the file itself there.")
        if _is_inside(root, path):
            yield ReadingProblem(
                problem=Problem.TEXT,
                item="",
                location=Location(file=name, line=1),
                message=wrong,
                hint=remedy,
            )


def _is_inside(root: Path, path: Path) -> bool:
    # Not `Path.resolve`: it stops at links that go in a circle.
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def published_problems(build: Build) -> Iterator[ReadingProblem]:
    """One problem for each picture or document of the site's own that must not be published."""
    for path, name in published_files(build.app.config, build.app.confdir):
        suffix = path.suffix.lower()
        problem = problem_of_picture(path, name) if suffix in DRAWINGS else None
        problem = problem or problem_of_document(path, name)
        if problem:
            yield ReadingProblem(
                problem=Problem.TEXT,
                item="",
                location=Location(file=name, line=1),
                message=problem[0],
                hint=problem[1],
            )


def leads_outside(env: BuildEnvironment, name: str) -> bool:
    """Whether a file that a page names is outside the project, or on another host.

    A path from the root is one from the project's folder, unless there is no such file.
    """
    path = env.relfn2path(name)[1]
    return (
        "://" in name
        or not _is_inside(env.srcdir, Path(path))
        or (name.startswith("/") and not os.path.exists(path))  # noqa: PTH110 - of any length
    )


def files_outside(
    app: Sphinx, doctree: nodes.document, docname: str
) -> Iterator[tuple[str, int | None]]:
    """Files outside the project that a page is made of, by path tricks or symbolic links.

    Each with the line that brings it in, where that is known.
    """
    used = [
        (Path(app.srcdir, uri.lstrip("/")), line_of(image))
        for image in doctree.findall(nodes.image)
        for uri in (image["uri"], *image.get("candidates", {}).values())
        if "://" not in uri
    ]
    used += [
        (Path(app.env.relfn2path(offered["reftarget"])[1]), line_of(offered))
        for offered in doctree.findall(addnodes.download_reference)
        if "://" not in offered["reftarget"]
    ]
    used += [(Path(name), None) for name in sorted(app.env.dependencies.get(docname, ()))]
    lines: dict[str, int | None] = {}
    for path, line in used:
        if not _is_inside(app.srcdir, path):
            lines.setdefault(os.path.relpath(os.path.realpath(path), app.srcdir), line)
    yield from lines.items()


def file_extracts(build: Build) -> Iterator[Extract]:
    """The names of the project's files, and the lines of its data files, that are worth a look.

    Data files are its tables and settings, and all that the pages take in or offer.
    """
    app = build.app
    for path in build.not_read:
        if not _is_inside(app.srcdir, path):
            name = path.relative_to(app.srcdir).as_posix()
            yield Extract(
                part=Part.LOADED,
                text=f"file:{path.readlink()}",
                location=Location(file=name, line=1),
            )
    names = list(get_matching_files(app.srcdir, ["**"], app.config.exclude_patterns))
    for name in names:
        if is_worth_a_look(name):
            yield Extract(part=Part.TEXT, text=name, location=Location(file=name, line=1))
    data = {Path(app.srcdir, name) for name in names if Path(name).suffix.lower() in TABLES}
    data |= {Path(app.confdir, name) for name in (SETTINGS, CONFIG_FILE)}  # shown on all pages
    for used in app.env.dependencies.values():
        data.update(path for path in map(Path, used) if path.suffix.lower() not in BINARIES)
    published = {path for path, _ in published_files(app.config, app.confdir)}
    data |= published | frozen_files(build)
    pages = {Path(app.env.doc2path(docname)) for docname in app.env.found_docs}
    for path in sorted(data - pages):
        # Not `Path.is_file`: it stops at a name that is too long for a file.
        if _is_inside(app.srcdir, path) and os.path.isfile(path):  # noqa: PTH113
            yield from extracts_of_file(path, path.relative_to(app.srcdir).as_posix())


def frozen_files(build: Build) -> set[Path]:
    """The files of the editions, which the site shows as they are."""
    return {
        Path(build.app.confdir, FOLDER, edition.decision, file.name)
        for edition in build.context.editions.editions
        for file in edition.files
        if Path(file.name).suffix.lower() in _SEARCHED
    }


def is_utf_8(path: Path) -> bool:
    """Whether all of a file is text in UTF-8. One that cannot be read is left to others."""
    try:
        content = path.read_bytes()
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    except (OSError, ValueError):
        return True
    return b"\0" not in content


def problem_of_picture(path: Path, name: str) -> tuple[Message, Message] | None:
    """Why a picture, which is called `name`, must not be published, and the remedy."""
    if not os.path.lexists(path):  # a finding of its own
        return None
    if path.suffix.lower() not in PICTURES or not path.is_file():
        return (
            message("The picture {file} is not of a kind that browsers show.", file=name),
            message("Save it as one of these kinds: {kinds}.", kinds=" ".join(sorted(PICTURES))),
        )
    if path.suffix.lower() not in DRAWINGS:
        return None
    try:
        with path.open("rb") as file:
            refused = refused_in(file.read(LARGEST + 1))
    except OSError:  # it cannot be read: a finding of its own
        return None
    if refused is None:
        return None
    return (
        message("The picture {file} is refused: {reason}.", file=name, reason=refused),
        message(
            "Save it as a plain picture, without scripts, links, pictures and styles from "
            "elsewhere, or in another form, as PNG."
        ),
    )


def published_files(config: Config, root: Path) -> Iterator[tuple[Path, str]]:
    """The files that the project's settings put on the site, each with its name.

    Only those that people write: drawings, texts and documents.
    """
    named = [config.html_logo, config.html_favicon]
    named += [*config.html_static_path, *config.html_extra_path]
    for start in sorted({str(Path(root, name)) for name in named if name}):
        path = Path(start)
        below = (
            sorted(Path(folder, name) for folder, _, names in os.walk(path) for name in names)
            if path.is_dir()
            else [path]
        )
        for file in below:
            if file.suffix.lower() in _SEARCHED and file.is_relative_to(root):
                yield file, file.relative_to(root).as_posix()
