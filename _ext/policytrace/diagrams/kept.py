"""Pictures that PlantUML has drawn, kept between builds: only those that are as they were drawn.

PlantUML writes a picture where it stands. What a process that was killed has left of one, or a full
disk, would otherwise be shown from then on, since it is known by its source alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from policytrace.files import write_whole

RECORD = "drawn.json"
"""Name of the file with a checksum of each picture, in the folder of the pictures."""


def discard_untrusted(folder: Path) -> None:
    """Take away the pictures in a folder that are not as they were when they were recorded."""
    try:
        known = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        known = {}
    for name, path in _pictures(folder):
        if not isinstance(known, dict) or known.get(name) != _checksum(path):
            path.unlink()


def record(folder: Path) -> None:
    """Say what pictures there are in a folder, now that all of them are drawn."""
    drawn = {name: _checksum(path) for name, path in _pictures(folder)}
    if drawn:
        write_whole(folder / RECORD, json.dumps(drawn, sort_keys=True).encode())


def _pictures(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*.svg")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path


def _checksum(path: Path) -> str:
    return blake2b(path.read_bytes(), digest_size=16).hexdigest()
