"""Writes the files that are made of the plan for other programs, and those only that changed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from sphinx.builders.html import StandaloneHTMLBuilder

import policytrace.site.exports as _exports  # noqa: F401 - importing it fills the registry
from policytrace.files import make_folder, write_whole
from policytrace.site.exports.registry import (
    exported_files,
    files_to_make,
    is_address,
)
from policytrace.sphinx.build import Build
from policytrace.sphinx.gate.snapshot import plan_snapshot
from policytrace.sphinx.write.generated import generated_pages

RECORD = ".policytrace-exports.json"
"""Name of the file with the addresses of the exported files, in the output folder.

Those that take their time to make have a fingerprint there of what they were made of.
"""


def write_exports(build: Build, builder: StandaloneHTMLBuilder) -> None:
    """Write the exported files that are new or have changed, and take away those that are no more.

    All are made before the first is written, so that an exporter that fails leaves nothing half.

    Raises:
        ValueError: an exporter names a file that it may not, or one that is the site's already.
    """
    snapshot = plan_snapshot(build)
    files = exported_files(snapshot, build.translations)
    slow = files_to_make(snapshot, build.translations)
    for path in (*_pages(build, builder), *slow):
        if path in files:
            raise ValueError(f"an exporter makes {path!r}, which a page of the site does already")
    out = Path(builder.outdir)
    recorded = _recorded(out)
    stale = {
        path: one.make()
        for path, one in slow.items()
        if recorded.get(path) != one.fingerprint or not (out / path).is_file()
    }
    _write(out, {**files, **stale})
    made = {**dict.fromkeys(files, ""), **{path: one.fingerprint for path, one in slow.items()}}
    for path in recorded:
        if path not in made and is_address(path):
            (out / path).unlink(missing_ok=True)
    (out / RECORD).write_text(json.dumps(made, sort_keys=True), encoding="utf-8")


def _pages(build: Build, builder: StandaloneHTMLBuilder) -> Iterator[str]:
    """The files of all pages."""
    pages = generated_pages(build)
    for name in (*builder.env.found_docs, *pages):
        yield f"{name}{builder.out_suffix}"
    for page in pages.values():
        yield from page.files


def _write(out: Path, files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        file = out / path
        if not file.is_file() or file.read_bytes() != content:
            make_folder(file.parent)
            write_whole(file, content)


def _recorded(out: Path) -> Mapping[str, str]:
    """The fingerprints of the files that are there, by address; empty for those without one."""
    try:
        found: dict[str, str] = json.loads((out / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found
