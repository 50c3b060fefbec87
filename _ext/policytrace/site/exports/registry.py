"""Files that are made of the plan for other programs, at addresses that stay.

An exporter is a function from the plan as it stands to the files that it makes. Registering it here
is all it takes: the Sphinx side writes the files, and writes them again when they have changed.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Mapping

from policytrace.snapshot import Snapshot

_NAME = r"[A-Za-z0-9][A-Za-z0-9._-]*"
_ADDRESS = re.compile(rf"(?:{_NAME}/)*{_NAME}")
"""A path that no system takes for another one, that leads downwards, and that nothing hides."""

Exporter = Callable[[Snapshot, gettext.NullTranslations], Mapping[str, bytes]]
"""From the plan, and the language of its words, to files by their addresses from the site's root.

The same plan gives the same bytes."""

EXPORTERS: list[Exporter] = []
"""All exporters. Filled when `policytrace.site.exports` is imported."""


def exporter(export: Exporter) -> Exporter:
    """Put `export` in `EXPORTERS`."""
    EXPORTERS.append(export)
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
    found: dict[str, bytes] = {}
    for export in EXPORTERS:
        for path, content in export(snapshot, translations).items():
            if not is_address(path):
                raise ValueError(f"{export.__module__}: no file of the site is named {path!r}")
            if path in found:
                raise ValueError(f"{export.__module__}: another exporter has made {path!r}")
            found[path] = content
    return found
