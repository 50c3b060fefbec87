"""What a command has said last, said again when nothing that it depends on has changed.

A check or a build of the same files, on the same day, with the same program and the same options
comes to the same. So it is enough to see that all of them are the same: by their content, never by
their times. A build must also find the site as it was left.
"""

from __future__ import annotations

import argparse
import json
import os
import runpy
import sys
from collections.abc import Container, Iterable, Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from io import StringIO
from pathlib import Path

from policytrace.build_fingerprint import build_fingerprint
from policytrace.checksums import file_checksum
from policytrace.cli.terminal import Terminal
from policytrace.errors import ProjectError
from policytrace.files import files_below, write_whole
from policytrace.messages import Message
from policytrace.repository import repository_of
from policytrace.schema.metamodel import CONFIG_FILE, SETTINGS
from policytrace.site.publish import BUILD_FOLDER, BuildFolders
from policytrace.stable import stable

RECORD = ".last-{command}.json"
"""Name of the file with what a command has said, in the build folder."""

_NOT_INPUT = frozenset(
    {
        *(BUILD_FOLDER, ".git", ".venv", ".cache"),
        *(".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"),
    }
)
"""Folders of a project that other programs keep; no page can be made of what is in them."""

_OFTEN_LARGE = frozenset({"node_modules"})
"""Folders that are left out where the settings say that they hold no pages.

Other folders that hold no pages may hold pictures of pages.
"""

EDITIONS = "docs/editions"
"""`policytrace.editions.edition.FOLDER`, which would take a second to load."""

_HISTORY = b"policytrace.history"
"""Where the settings say when the history begins, if they do."""

_COMPILED = (".pyc", ".jinjac")
"""What modules and templates are compiled to (`policytrace.site.template_cache`), beside them."""

_ASKED = ("SOURCE_DATE_EPOCH", "NO_COLOR", "PLANTUML_JAR", "PATH", "PYTHONPATH")
"""Variables that what is said depends on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Recorder(Terminal):
    """A terminal that also keeps what is said."""

    said: list[tuple[str, str]] = field(default_factory=list)
    """Each time whether it is an ``answer`` or a ``remark``, and the text."""

    def answer(self, text: str) -> None:
        """Write what was asked for."""
        self.said.append(("answer", text))
        Terminal.answer(self, text)

    def remark(self, said: Message) -> None:
        """Write a message that is no part of the answer."""
        self.said.append(("remark", self.text(said)))
        Terminal.remark(self, said)


class Remembered:
    """What a command has come to the last time, in the build folder, which must be held."""

    def __init__(
        self,
        folders: BuildFolders,
        options: argparse.Namespace,
        today: date,
        terminal: Terminal,
        made: Path | None = None,
    ) -> None:
        """`made` is the folder that the command makes, if it makes one."""
        self._record = folders.root / RECORD.format(command=options.command)
        self._project = folders.root.parent
        self._made = made
        self.terminal = _Recorder(language=terminal.language, translations=terminal.translations)
        """The terminal for the command to speak to."""
        asked = (
            {name: repr(value) for name, value in sorted(vars(options).items())},
            {name: os.environ.get(name) for name in _ASKED},
            (today.isoformat(), str(Path.cwd()), sys.argv[0], terminal.colour, sys.version),
        )
        self._key = _checksum((repr(asked),))
        self._given = self._state_given()

    def recall(self) -> int | None:
        """Say it again, and give the exit code; None when something is not as it was."""
        try:
            kept = json.loads(self._record.read_text(encoding="utf-8"))
            said = [(str(kind), str(text)) for kind, text in kept["said"]]
            code = int(kept["code"])
            asked, made = (kept["key"], kept["given"]), kept["made"]
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        if self._given is None or asked != (self._key, self._given):
            return None
        if made != self._state_of_made():
            return None
        for kind, text in said:
            if kind == "answer":
                self.terminal.answer(text)
            else:
                self.terminal.remark(Message("{text}", {"text": text}))
        return code

    def remember(self, code: int) -> None:
        """Keep what has been said, for as long as nothing changes.

        What is changed while the command runs is a change: what counts is what there was before.
        """
        kept = {
            "key": self._key,
            "given": self._given,
            "made": self._state_of_made(),
            "said": self.terminal.said,
            "code": code,
        }
        with suppress(OSError, ProjectError):  # what cannot be kept is found out again
            write_whole(self._record, json.dumps(kept, ensure_ascii=False).encode())

    def _state_given(self) -> str | None:
        """A checksum of all that the outcome depends on; None if that cannot be told."""
        settings = self._settings()
        if settings is None:
            return None
        excluded = settings.get("exclude_patterns")
        left_out = _NOT_INPUT
        if isinstance(excluded, list):
            left_out |= {name for name in _OFTEN_LARGE if name in excluded}
        parts = (build_fingerprint(), *_packages(), stable(settings), self._history())
        try:
            return _checksum(parts, self._project, left_out)
        except OSError:
            return None

    def _history(self) -> str:
        """What tells the history of the project; empty if it can have none yet."""
        try:
            begun = _HISTORY in (self._project / CONFIG_FILE).read_bytes()
        except OSError:
            return ""
        repository = repository_of(self._project)
        if repository is None or not (begun or (self._project / EDITIONS).is_dir()):
            return ""
        return repository.mark

    def _state_of_made(self) -> str | None:
        """A checksum of what the command has made; None if there is nothing."""
        return _checksum((), self._made) if self._made and self._made.is_dir() else None

    def _settings(self) -> dict[str, object] | None:
        """What the project's settings come to, which may depend on anything."""
        nowhere, before = StringIO(), sys.path[:]
        try:
            with redirect_stdout(nowhere), redirect_stderr(nowhere):
                found = runpy.run_path(str(self._project / SETTINGS))
        except (Exception, SystemExit):  # noqa: BLE001 - whatever it is, Sphinx meets it too
            return None
        finally:
            sys.path[:] = before
        return {name: value for name, value in found.items() if name[0] != "_"}


def _checksum(
    parts: Iterable[str], folder: Path | None = None, left_out: Container[str] = ()
) -> str:
    found = blake2b(digest_size=16)
    for part in parts:
        found.update(part.encode("utf-8", "surrogatepass") + b"\0")
    for name, entry in files_below(folder, left_out) if folder else ():
        if name.endswith(_COMPILED):
            continue
        link = f"\0{Path(entry.path).readlink()}" if entry.is_symlink() else ""
        found.update(f"{name}{link}\0".encode("utf-8", "surrogatepass"))
        if entry.is_file():
            found.update(file_checksum(entry).encode())
    return found.hexdigest()


def _packages() -> Iterator[str]:
    """The installed packages, with their versions."""
    for place in filter(os.path.isdir, dict.fromkeys(sys.path)):
        yield from sorted(path.name for path in Path(place).glob("*-info"))
