"""The staging folder: what an earlier build has left there is trusted, or thrown away whole.

It is trusted when a build was finished in it with the settings, the styles and the program of this
one, and every file is still as that build left it. The manifest says so: it is taken away before
anything is written, and put back when all is done. So what a killed build has left has none, and
what somebody has changed, cut off or put in does not fit it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from policytrace.build_fingerprint import build_fingerprint
from policytrace.checksums import (
    KnownChecksums,
    file_checksum,
    forget_checksums,
    known_checksums,
    learn_checksums,
)
from policytrace.files import files_below, remove, write_whole
from policytrace.schema.metamodel import CONFIG_FILE, SETTINGS
from policytrace.sphinx.forked import Forks, can_fork
from policytrace.sphinx.write.frame import NOT_PUBLISHED
from policytrace.sphinx.write.search_text import index_folder, searched_folder
from policytrace.stable import stable

MANIFEST = ".policytrace-manifest.json"
"""Name of the file that says what a finished build has left. It is not published."""

_SHOWN_FROM = ("html_static_path", "templates_path", "html_extra_path")
_SHOWN = ("html_favicon", "html_logo")

_NOT_OURS = (MANIFEST, *NOT_PUBLISHED)
"""What another extension puts there anew each time, and is taken away in the end."""

_SEARCHED, _INDEX = ".search", ".search-index"
"""What the files that Pagefind reads, and those that it writes, are listed below."""


class Staging:
    """The staging folder of one build."""

    def __init__(self, app: Sphinx) -> None:
        """Begin to look whether what an earlier build has left can be trusted."""
        self._out = Path(app.outdir)
        self._searched = searched_folder(app)
        self._index = index_folder(app)
        self._identity = identity(app)
        forget_checksums()
        # All files are read, which another process may do while this one reads pages.
        self._forks = Forks()
        has_forks = app.parallel > 1 and can_fork()
        self._trusted = self._forks.start(self._judge) if has_forks else self._judge

    def begin(self) -> None:
        """Say that the folder is not whole, from here on. Throw away what cannot be trusted."""
        with self._forks:
            is_trusted, known = self._trusted()
        learn_checksums(known)
        if not is_trusted:
            empty(self._out)
            empty(self._searched)
            empty(self._index)
        (self._out / MANIFEST).unlink(missing_ok=True)

    def look(self) -> None:
        """Take the checksums of pages that are written by now, so that few are left to take."""
        self._of_pages()

    def finish(self) -> None:
        """Say what there is, now that all of it is written."""
        manifest = {"identity": self._identity, "files": self._checksums()}
        write_whole(self._out / MANIFEST, json.dumps(manifest, sort_keys=True).encode())

    def _judge(self) -> tuple[bool, KnownChecksums]:
        return self._is_trusted(), known_checksums()

    def _is_trusted(self) -> bool:
        try:
            manifest = json.loads((self._out / MANIFEST).read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return False
        if not isinstance(manifest, dict) or manifest.get("identity") != self._identity:
            return False
        return bool(manifest.get("files") == self._checksums())

    def _checksums(self) -> Mapping[str, str]:
        """The checksum of each file that the pages, and their search, are made of."""
        found = self._of_pages()
        for name, entry in _files(self._index):
            found[f"{_INDEX}/{name}"] = file_checksum(entry)
        return found

    def _of_pages(self) -> dict[str, str]:
        found = {name: file_checksum(entry) for name, entry in _files(self._out)}
        for name, entry in _files(self._searched):
            found[f"{_SEARCHED}/{name}"] = file_checksum(entry)
        return found


def empty(folder: Path) -> None:
    """Take away all that is in a folder, without following links."""
    for path in folder.iterdir() if folder.is_dir() else ():
        remove(path)


def _files(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The files below a folder, but for the manifest, each with its path from there."""
    for inside, entry in files_below(folder):
        if not inside.startswith(_NOT_OURS) and entry.is_file(follow_symlinks=False):
            yield inside, entry


def identity(app: Sphinx) -> str:
    """A checksum of what all pages are made with: program, settings, templates and styles."""
    digest = blake2b(build_fingerprint().encode(), digest_size=16)
    root = Path(app.confdir)
    for file in (root / SETTINGS, root / CONFIG_FILE):
        digest.update(file.read_bytes() if file.is_file() else b"")
    for name, value in sorted(_settings(app.config).items()):
        digest.update(f"\0{name}={value}".encode("utf-8", "surrogatepass"))
    for path in sorted(_shown_files(app.config, root)):
        digest.update(f"\0{path}\0".encode("utf-8", "surrogatepass"))
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _settings(config: Config) -> Mapping[str, str]:
    return {setting.name: stable(setting.value) for setting in config}


def _shown_files(config: Config, root: Path) -> Iterator[Path]:
    for name in _SHOWN_FROM:
        for folder in getattr(config, name):
            place = root / folder
            yield from (
                (Path(entry.path) for _, entry in _files(place))
                if place.is_dir()
                else ([place] if place.is_file() else [])
            )
    for name in _SHOWN:
        file = getattr(config, name)
        if isinstance(file, str) and (root / file).is_file():
            yield root / file
