"""Takes a workbook's package apart within limits, and puts a smaller one together again."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping

from policytrace.sources.spreadsheet.sheets import UnusableError
from policytrace.sources.spreadsheet.workbook_faults import DAMAGED, LOCKED, TOO_LARGE

MAX_UNPACKED = 64_000_000  # bytes
MAX_PARTS = 1_000

_ENCRYPTED = 1
"""The flag of a part that is locked."""


def unpacked(content: bytes) -> Mapping[str, bytes]:
    """The parts of a package that hold XML, by name.

    Raises:
        UnusableError: it is damaged, locked, or larger than it may be, whatever it says itself.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return dict(_parts(package))
    except UnusableError:
        raise
    except Exception as error:  # a damaged package fails in ways that are not listed anywhere
        raise UnusableError(DAMAGED) from error


def packed(parts: Mapping[str, bytes]) -> io.BytesIO:
    """A package of these parts and no others."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    made.seek(0)
    return made


def _parts(package: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    left = MAX_UNPACKED
    if len(package.infolist()) > MAX_PARTS:
        raise UnusableError(TOO_LARGE)
    for part in package.infolist():
        if part.flag_bits & _ENCRYPTED:
            raise UnusableError(LOCKED)
        if part.filename.endswith((".xml", ".rels")):
            with package.open(part) as file:
                content = file.read(left + 1)
            left -= len(content)
            if left < 0:
                raise UnusableError(TOO_LARGE)
            yield part.filename, content
