"""Writes the files that are made of the plan for other programs, and those only that changed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path

from sphinx.builders.html import StandaloneHTMLBuilder

import policytrace.site.exports as _exports  # noqa: F401 - importing it fills the registry
from policytrace.files import make_folder, write_whole
from policytrace.site.exports.registry import (
    ExportedFile,
    FileToMake,
    content_of,
    exported_files,
    is_address,
    slow_files,
)
from policytrace.sphinx.build import Build
from policytrace.sphinx.gate.snapshot import plan_snapshot
from policytrace.sphinx.write.generated import Written, files_of

RECORD = ".policytrace-exports.json"
"""Name of the file with the addresses of the exported files, in the output folder.

Those that take their time to make have a fingerprint there of what they were made of.
"""


Made = Mapping[str, str]
"""The addresses of files that there are now, with what `RECORD` says of each."""


def write_files(build: Build) -> Made:
    """Write the files of all exporters but the slow ones that are new or have changed.

    All are made before the first is written, so that an exporter that fails leaves nothing half.

    Raises:
        ValueError: an exporter names a file that it may not, or one that another makes.
    """
    return _made(build, exported_files(plan_snapshot(build), build.translations))


def write_slow_files(build: Build) -> Made:
    """Write the files of the slow exporters that are new or have changed.

    Raises:
        ValueError: as `write_files`.
    """
    return _made(build, slow_files(plan_snapshot(build), build.translations))


def finish_exports(
    builder: StandaloneHTMLBuilder, pages: Iterable[Written], made: Sequence[Made]
) -> None:
    """Take away the files that are no more, when all that there are have been `made`.

    `pages` are those that are made of the plan, as they have been recorded.

    Raises:
        ValueError: a file is made twice, or is the site's already. Such a site is not published.
    """
    written = (f"{name}{builder.out_suffix}" for name in builder.env.found_docs)
    times = Counter(chain({*written, *chain.from_iterable(map(files_of, pages))}, *made))
    for path in chain(*made):
        if times[path] > 1:
            raise ValueError(f"an exporter makes {path!r}, which is made for the site already")
    out = Path(builder.outdir)
    for path in _recorded(out).keys() - times.keys():
        if is_address(path):
            (out / path).unlink(missing_ok=True)
    record = {path: mark for part in made for path, mark in part.items()}
    (out / RECORD).write_text(json.dumps(record, sort_keys=True), encoding="utf-8")


def _made(build: Build, files: Mapping[str, ExportedFile]) -> Made:
    """Make what would come out otherwise than it is there, and write it."""
    out = Path(build.app.outdir)
    recorded = _recorded(out)
    marks = {
        path: file.fingerprint if isinstance(file, FileToMake) else ""
        for path, file in files.items()
    }
    stale = {
        path: content_of(file)
        for path, file in files.items()
        if not marks[path] or marks[path] != recorded.get(path) or not (out / path).is_file()
    }
    _write(out, stale)
    return marks


def _write(out: Path, files: Mapping[str, bytes]) -> None:
    """Write what is not there yet, and put what has changed in the place of what is."""
    for folder in {(out / path).parent for path in files}:
        make_folder(folder)
    for path, content in files.items():
        file = out / path
        if not file.exists():
            file.write_bytes(content)
        elif file.read_bytes() != content:
            write_whole(file, content)


def _recorded(out: Path) -> Mapping[str, str]:
    """The fingerprints of the files that are there, by address; empty for those without one."""
    try:
        found: dict[str, str] = json.loads((out / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found
