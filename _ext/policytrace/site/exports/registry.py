"""Files that are made of the plan for other programs, at addresses that stay.

An exporter is a function from the plan as it stands to the files that it makes. Registering it here
is all it takes: the Sphinx side writes the files, and writes them again when they have changed.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from policytrace.snapshot import Snapshot

_NAME = r"[A-Za-z0-9][A-Za-z0-9._-]*"
_ADDRESS = re.compile(rf"(?:{_NAME}/)*{_NAME}")
"""A path that no system takes for another one, that leads downwards, and that nothing hides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileToMake:
    """A file that takes its time to make, and so is made only when it would come out otherwise."""

    fingerprint: str
    """Of all that the file is made of, less the program, the settings and the metamodel: a file
    that was made with others is not kept (`policytrace.sphinx.write.staging`)."""
    make: Callable[[], bytes]


ExportedFile = bytes | FileToMake
"""A file as it is, or how to make it."""

Exporter = Callable[[Snapshot, gettext.NullTranslations], Mapping[str, ExportedFile]]
"""From the plan, and the language of its words, to files by their addresses from the site's root.

The same plan gives the same bytes."""

EXPORTERS: list[Exporter] = []
"""All exporters but the slow ones. Filled when `policytrace.site.exports` is imported."""

SLOW_EXPORTERS: list[Exporter] = []
"""Those that take their time, and are at work beside the others. Filled as `EXPORTERS`."""


def exporter(export: Exporter) -> Exporter:
    """Put `export` in `EXPORTERS`."""
    EXPORTERS.append(export)
    return export


def slow_exporter(export: Exporter) -> Exporter:
    """Put `export` in `SLOW_EXPORTERS`."""
    SLOW_EXPORTERS.append(export)
    return export


def is_address(path: str) -> bool:
    """Whether a file of the site may be named so."""
    return _ADDRESS.fullmatch(path) is not None


def exported_files(
    snapshot: Snapshot, translations: gettext.NullTranslations
) -> Mapping[str, ExportedFile]:
    """The files of all exporters but the slow ones, by their addresses from the site's root.

    Raises:
        ValueError: an exporter names a file that it may not, or one that another has made.
    """
    return _together(EXPORTERS, snapshot, translations)


def slow_files(
    snapshot: Snapshot, translations: gettext.NullTranslations
) -> Mapping[str, ExportedFile]:
    """The files of the slow exporters, by their addresses from the site's root.

    Raises:
        ValueError: as `exported_files`.
    """
    return _together(SLOW_EXPORTERS, snapshot, translations)


def content_of(file: ExportedFile) -> bytes:
    """What the file holds; made, if it is not yet."""
    return file.make() if isinstance(file, FileToMake) else file


def _together(
    exporters: Iterable[Exporter], snapshot: Snapshot, translations: gettext.NullTranslations
) -> Mapping[str, ExportedFile]:
    found: dict[str, ExportedFile] = {}
    for export in exporters:
        for path, file in export(snapshot, translations).items():
            if not is_address(path):
                raise ValueError(f"{export.__module__}: no file of the site is named {path!r}")
            if path in found:
                raise ValueError(f"{export.__module__}: another exporter has made {path!r}")
            found[path] = file
    return found
