"""Stands in for PlantUML where a test is not about pictures: draws the same empty one at once.

Run as PlantUML is, with options and the names of files with sources.
"""

from __future__ import annotations

import sys
from pathlib import Path

COMMAND = [sys.executable, "-I", "-S", __file__]
"""For the setting `plantuml`."""

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"></svg>'


def main() -> None:
    """Write a picture beside each source."""
    for name in sys.argv[1:]:
        if name.endswith(".puml"):
            Path(name).with_suffix(".svg").write_text(PICTURE, encoding="utf-8")


if __name__ == "__main__":
    main()
