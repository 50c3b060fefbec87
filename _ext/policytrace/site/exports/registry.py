"""Files that are made of the plan for other programs, at addresses that stay.

An exporter is a function from the plan as it stands to the files that it makes. Registering it here
is all it takes: the Sphinx side writes the files, and writes them again when they have changed.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from policytrace.snapshot import Snapshot

Made = TypeVar("Made")

_NAME = r"[A-Za-z0-9][A-Za-z0-9._-]*"
_ADDRESS = re.compile(rf"(?:{_NAME}/)*{_NAME}")
"""A path that no system takes for another one, that leads downwards, and that nothing hides."""

Exporter = Callable[[Snapshot, gettext.NullTranslations], Mapping[str, bytes]]
"""From the plan, and the language of its words, to files by their addresses from the site's root.

The same plan gives the same bytes."""

EXPORTERS: list[Exporter] = []
"""All exporters. Filled when `policytrace.site.exports` is imported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileToMake:
    """A file that takes its time to make, and so is made only when it would come out otherwise."""

    fingerprint: str
    """Of all that the file is made of, less the program, the settings and the metamodel: a file
    that was made with others is not kept (`policytrace.sphinx.write.staging`)."""
    make: Callable[[], bytes]


SlowExporter = Callable[[Snapshot, gettext.NullTranslations], Mapping[str, FileToMake]]
"""As `Exporter`, for files that are made when they are needed."""

SLOW_EXPORTERS: list[SlowExporter] = []
"""All of them. Filled as `EXPORTERS`."""


def exporter(export: Exporter) -> Exporter:
    """Put `export` in `EXPORTERS`."""
    EXPORTERS.append(export)
    return export


def slow_exporter(export: SlowExporter) -> SlowExporter:
    """Put `export` in `SLOW_EXPORTERS`."""
    SLOW_EXPORTERS.append(export)
    return export


def is_address(path: str) -> bool:
    """Whether a file of the site may be named so."""
    return _ADDRESS.fullmatch(path) is not None


def exported_files(
    snapshot: Snapshot, translations: gettext.NullTranslations
) -> Mapping[str, bytes]:
    """The files of all exporters, by their addresses from the site's root.

    Raises:
        ValueError: an exporter names a file that it may not, or one that another has made.
    """
    return _together(EXPORTERS, snapshot, translations)


def files_to_make(
    snapshot: Snapshot, translations: gettext.NullTranslations
) -> Mapping[str, FileToMake]:
    """The files of all slow exporters, by their addresses from the site's root.

    Raises:
        ValueError: as `exported_files`.
    """
    return _together(SLOW_EXPORTERS, snapshot, translations)


def _together(
    exporters: Iterable[Callable[[Snapshot, gettext.NullTranslations], Mapping[str, Made]]],
    snapshot: Snapshot,
    translations: gettext.NullTranslations,
) -> Mapping[str, Made]:
    found: dict[str, Made] = {}
    for export in exporters:
        for path, content in export(snapshot, translations).items():
            if not is_address(path):
                raise ValueError(f"{export.__module__}: no file of the site is named {path!r}")
            if path in found:
                raise ValueError(f"{export.__module__}: another exporter has made {path!r}")
            found[path] = content
    return found
