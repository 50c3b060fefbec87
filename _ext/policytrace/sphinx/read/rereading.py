"""Reads a page again when its files are not those that were read, whatever their times say.

Sphinx asks only if a file is newer. A file that has been put back (from a copy, an archive, by
rsync) is older than the reading of it, and the gate would judge what is no longer there. The files
of a page are its own and those that it takes in, shows or offers. Of those that it links to by
their paths it matters whether they are there: a link to what is no file is read as a reference.

It is read again, too, if what was kept of it has changed since, or if it lists a page that is gone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from stat import S_ISREG

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from policytrace.files import remove
from policytrace.sphinx.read.pagestore import PageStore

_WRITTEN = (".doctree", ".pickle")
"""How the names of the files end that Sphinx writes what was read to."""

UNFINISHED = ".policytrace-reading"
"""Name of a file in the folder of what was read, while pages are read."""

CHECKSUMS = PageStore[str]("checksums")
"""One checksum a page: that of the files that were read."""

KEPT = PageStore[bytes]("kept")
"""One checksum a page: that of the doctree, which is what was kept of it."""

LINKED = PageStore[str]("linked_files")
"""The paths that the links of a page lead to, whether there is anything or not."""


def setup_component(app: Sphinx) -> None:
    """Note what is read, and say what is to be read again."""
    CHECKSUMS.connect(app)
    LINKED.connect(app)
    KEPT.connect(app)
    app.connect("doctree-read", _note, priority=950)
    app.connect("env-get-outdated", _other_than_read)
    app.connect("env-before-read-docs", _begin)
    app.connect("env-updated", _note_kept)
    app.connect("env-check-consistency", _finish)


def forget_unusable(doctreedir: Path) -> None:
    """Throw away what was read, if a whole run cannot have left it so.

    Of what was read by a process that was killed, half may be of another time.
    """
    if (doctreedir / UNFINISHED).exists() or not _is_as_left(doctreedir):
        remove(doctreedir)


def _is_as_left(doctreedir: Path) -> bool:
    """Whether folders lie where folders are made, and files that can be used where Sphinx has some.

    A file that may not be read or written is as useless as a folder in its place.
    """
    if not doctreedir.is_dir():
        return not os.path.lexists(doctreedir)
    if any("." not in path.name[1:] and not path.is_dir() for path in doctreedir.iterdir()):
        return False
    return all(
        not any(name.endswith(_WRITTEN) for name in folders)
        and all(_is_usable(Path(folder, name)) for name in files if name.endswith(_WRITTEN))
        for folder, folders, files in os.walk(doctreedir)
    )


def _is_usable(path: Path) -> bool:
    return S_ISREG(path.lstat().st_mode) and os.access(path, os.R_OK | os.W_OK)


def forget(app: Sphinx, docnames: Sequence[str]) -> None:
    """Forget pages that are read again, before any of them is read.

    What has moved from one page to another would otherwise be there twice for a while.
    """
    if docnames:
        Path(app.doctreedir, UNFINISHED).touch()
    for docname in docnames:
        if docname in app.env.all_docs:
            app.emit("env-purge-doc", app.env, docname)
            app.env.clear_doc(docname)


def _begin(app: Sphinx, _env: BuildEnvironment, docnames: list[str]) -> None:
    forget(app, docnames)


def _finish(app: Sphinx, _env: BuildEnvironment) -> None:
    """Pages and environment are kept by now."""
    Path(app.doctreedir, UNFINISHED).unlink(missing_ok=True)


def _note(app: Sphinx, doctree: nodes.document) -> None:
    env, docname = app.env, app.env.docname
    linked = sorted(set(_linked(env, doctree)))
    for path in linked:
        LINKED.add(env, docname, path)
    CHECKSUMS.add(env, docname, _checksum(env, docname, linked, {}))


def _note_kept(_app: Sphinx, env: BuildEnvironment) -> None:
    """Note what has been written of the pages that were read, here or by another process."""
    known = KEPT.of(env)
    for docname in sorted(env.all_docs.keys() - known.keys()):
        KEPT.add(env, docname, _digest(_doctree(env, docname)))


def _doctree(env: BuildEnvironment, docname: str) -> Path:
    return Path(env.doctreedir, f"{docname}.doctree")


def _linked(env: BuildEnvironment, doctree: nodes.document) -> Iterator[str]:
    for link in doctree.findall(addnodes.pending_xref):
        target = str(link["reftarget"])
        if link.get("reftype") != "myst":
            continue
        if link.get("refdomain") == "doc":
            yield str(env.doc2path(target))
        elif path := target.partition("#")[0]:
            yield env.relfn2path(path)[1]


def _other_than_read(
    _app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    known, linked, kept = CHECKSUMS.of(env), LINKED.of(env), KEPT.of(env)
    seen: dict[Path, bytes] = {}
    return [
        docname
        for docname in sorted(env.found_docs - added - changed - removed)
        if known.get(docname) != [_checksum(env, docname, linked.get(docname, ()), seen)]
        or kept.get(docname) != [_digest(_doctree(env, docname))]
        or not removed.isdisjoint(env.toctree_includes.get(docname, ()))
    ]


def _checksum(
    env: BuildEnvironment, docname: str, linked: Sequence[str], seen: dict[Path, bytes]
) -> str:
    """The checksum of a page's files; `seen` holds those that have been looked at."""
    whole = blake2b(digest_size=16)
    for name in (env.doc2path(docname), *sorted(env.dependencies.get(docname, ()))):
        path = Path(env.srcdir, name)
        if path not in seen:
            seen[path] = _digest(path)
        whole.update(seen[path])
    whole.update(bytes(_is_file(path) for path in linked))
    return whole.hexdigest()


def _digest(path: Path) -> bytes:
    try:
        return blake2b(path.read_bytes(), digest_size=16).digest()
    except (OSError, ValueError):  # it is gone, a folder, or no name of a file
        return b""


def _is_file(path: str) -> bool:
    try:
        return Path(path).is_file()
    except (OSError, ValueError):  # too long, or no name of a file
        return False
