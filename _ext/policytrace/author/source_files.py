"""The project's Markdown files as they stand, to be changed line by line."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from policytrace.author.fences import line_end, split_lines
from policytrace.errors import ProjectError
from policytrace.file_changes import Change
from policytrace.files import reason
from policytrace.messages import message


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """Lines of a file, counted from 0, and what is to stand in their place."""

    first: int
    after: int
    """The first line that is not replaced; the same as `first` puts the new lines before it."""
    lines: Sequence[str]
    """With what ends them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file of the project as it stands."""

    path: Path
    file: str
    """Its path from the project's folder, with ``/``."""
    content: bytes
    lines: Sequence[str]
    """With their ends; a byte order mark is no part of the first."""

    @property
    def line_end(self) -> str:
        """What its first line ends with."""
        return (line_end(self.lines[0]) if self.lines else "") or "\n"

    def replaced(self, replacements: Iterable[Replacement]) -> Change:
        """The file with other lines in the place of some; all others keep their bytes.

        Those that begin at the same line are put there in the order in which they are given.
        """
        parts: list[str] = []
        at = 0
        for one in sorted(replacements, key=lambda one: (one.first, one.after)):
            parts += self.lines[at : one.first]
            parts += one.lines
            at = max(at, one.after)
        parts += self.lines[at:]
        mark = codecs.BOM_UTF8 if self.content.startswith(codecs.BOM_UTF8) else b""
        return Change(path=self.path, before=self.content, after=mark + "".join(parts).encode())


def read_source(project: Path, file: str) -> SourceFile:
    """The file with the path `file` in the folder `project`.

    Raises:
        ProjectError: it cannot be read, is not UTF-8, or is not in the project.
    """
    path = inside(project, file)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ProjectError(
            message("{file} cannot be read: {error}", file=file, error=reason(error))
        ) from error
    return source_of(path, file, content)


def source_of(path: Path, file: str, content: bytes) -> SourceFile:
    """The file with this content.

    Raises:
        ProjectError: it is not UTF-8.
    """
    try:
        text = content.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        raise ProjectError(
            message("{file} is not UTF-8. Save it again as UTF-8.", file=file)
        ) from None
    return SourceFile(path=path, file=file, content=content, lines=split_lines(text))


def inside(project: Path, file: str) -> Path:
    """The file behind `file`; nothing outside the project is written to.

    Raises:
        ProjectError: it lies outside.
    """
    root = project.resolve()
    path = (root / file).resolve()
    if not path.is_relative_to(root):
        raise ProjectError(message("{file} is not in the project.", file=file))
    return path
