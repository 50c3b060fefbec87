"""What can happen to what a build has left in ``_build``, each with a number: to what of it.

Files are lost and cut off when a disk is full or a machine stops; changed by somebody who looks
into them; brought back from another time by a cache of a build server or by a backup.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.incremental.edits import nth
from tests.sphinx.tiny import files_in

Damage = Callable[[Path, int], None]

DAMAGES: dict[str, Damage] = {}
"""All damages by what they do."""

_LOCK = ".lock"


def damage(what: str) -> Callable[[Damage], Damage]:
    """Register a damage by what it does."""

    def register(function: Damage) -> Damage:
        DAMAGES[what] = function
        return function

    return register


def _records(build: Path) -> Sequence[Path]:
    """The files that builds keep for the next one: few, and each matters."""
    return [
        path
        for path in _files(build)
        if path.name.startswith(".")
        or path.suffix in (".doctree", ".pickle", ".puml")
        or "plantuml" in path.parts
    ]


def _files(build: Path) -> Sequence[Path]:
    return [path for path in files_in(build) if path.name != _LOCK]


def _folders(build: Path) -> Sequence[Path]:
    return sorted(path for path in build.rglob("*") if path.is_dir())


@damage("lose any file")
def lose_file(build: Path, which: int) -> None:
    for path in nth(_files(build), which):
        path.unlink()


@damage("lose what is kept")
def lose_record(build: Path, which: int) -> None:
    for path in nth(_records(build), which):
        path.unlink()


@damage("cut off what is kept")
def cut_off(build: Path, which: int) -> None:
    for path in nth(_records(build), which):
        content = path.read_bytes()
        path.write_bytes(content[: len(content) // 2])


@damage("empty what is kept")
def empty(build: Path, which: int) -> None:
    for path in nth(_records(build), which):
        path.write_bytes(b"")


@damage("write something else in what is kept")
def overwrite(build: Path, which: int) -> None:
    for path in nth(_records(build), which):
        path.write_bytes(b"\xff\xfe nothing of the kind\n")


@damage("write valid data of another form in what is kept")
def other_form(build: Path, which: int) -> None:
    for path in nth([path for path in _records(build) if path.suffix == ".json"], which):
        path.write_bytes(b'[{"a": 1}]')


@damage("change any file")
def change_file(build: Path, which: int) -> None:
    for path in nth(_files(build), which):
        content = path.read_bytes()
        path.unlink()  # the site may share it
        path.write_bytes(content + b"\n<!-- more -->")


@damage("change a file for the site too")
def change_shared(build: Path, which: int) -> None:
    for path in nth(_files(build / "staging"), which):
        with path.open("ab") as file:
            file.write(b"\n<!-- more -->")


@damage("lose a folder")
def lose_folder(build: Path, which: int) -> None:
    for path in nth(_folders(build), which):
        shutil.rmtree(path)


@damage("lose one of the three folders")
def lose_whole(build: Path, which: int) -> None:
    for name in nth(("doctrees", "staging", "html"), which):
        shutil.rmtree(build / name, ignore_errors=True)


@damage("put a file there")
def put_file(build: Path, which: int) -> None:
    for path in nth(_folders(build), which):
        (path / "obekant.html").write_text("<p>Obekant", encoding="utf-8")


@damage("put a folder in a file's place")
def put_folder(build: Path, which: int) -> None:
    for path in nth(_files(build / "staging"), which):
        path.unlink()
        path.mkdir()


@damage("leave an unfinished publication")
def unfinished(build: Path, which: int) -> None:
    (build / "html.next").mkdir(exist_ok=True)
    (build / "html.next" / "halv.html").write_text("<p>Halv", encoding="utf-8")
    site, last = build / "html", build / "html.last"
    if which % 2 and site.is_dir() and not last.exists():
        site.rename(last)


@damage("leave an unfinished reading")
def unread(build: Path, _which: int) -> None:
    if (build / "doctrees").is_dir():
        (build / "doctrees" / ".policytrace-reading").touch()


@damage("change all times")
def times(build: Path, which: int) -> None:
    for day in nth((1, 1_000_000_000, 4_000_000_000), which):
        for path in _files(build):
            os.utime(path, (day, day))
