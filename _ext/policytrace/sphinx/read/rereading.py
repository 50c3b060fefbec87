"""Reads a page again when its file is not the one that was read, whatever its time says.

Sphinx asks only if a file is newer. A file that has been put back (from a copy, an archive, by
rsync) is older than the reading of it, and the gate would judge what is no longer there.
"""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from policytrace.sphinx.read.pagestore import PageStore

CHECKSUMS = PageStore[str]("checksums")
"""One checksum a page: that of the file that was read."""


def setup_component(app: Sphinx) -> None:
    """Note what is read, and say what is to be read again."""
    CHECKSUMS.connect(app)
    app.connect("source-read", _note)
    app.connect("env-get-outdated", _other_than_read)


def _note(app: Sphinx, docname: str, _source: list[str]) -> None:
    CHECKSUMS.add(app.env, docname, _checksum(app.env, docname))


def _other_than_read(
    _app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    known = CHECKSUMS.of(env)
    return [
        docname
        for docname in sorted(env.found_docs - added - changed - removed)
        if known.get(docname) != [_checksum(env, docname)]
    ]


def _checksum(env: BuildEnvironment, docname: str) -> str:
    return blake2b(Path(env.doc2path(docname)).read_bytes(), digest_size=16).hexdigest()
