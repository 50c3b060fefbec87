"""Stands in for PlantUML where a test is not about pictures: draws the same empty one at once.

Run as PlantUML is, with options and the names of files with sources. `TELLING` draws a picture that
is another for another source.
"""

from __future__ import annotations

import sys
import zlib
from pathlib import Path

COMMAND = [sys.executable, "-I", "-S", __file__]
"""For the setting `plantuml`."""

_TELL = "--tell"
TELLING = [*COMMAND, _TELL]
"""For the same setting."""

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"></svg>'
TOLD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text x="1" y="8">{}</text></svg>'


def main() -> None:
    """Write a picture beside each source."""
    telling = _TELL in sys.argv
    for name in sys.argv[1:]:
        if name.endswith(".puml"):
            picture = TOLD.format(zlib.crc32(Path(name).read_bytes())) if telling else PICTURE
            Path(name).with_suffix(".svg").write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main()
