"""Hidden files: what editors and operating systems leave in a folder, which is no content."""

from __future__ import annotations

from fnmatch import fnmatchcase

HIDDEN_NAMES = (
    ".*",  # Unix, macOS (._x.md, .DS_Store) and editors (.#x.md, .x.md.swp)
    *("~$*", "~*.tmp"),  # Office, while a file is open
    *("#*#", "*~"),  # Emacs and others
    *("[Tt]humbs.db", "ehthumbs*.db", "[Dd]esktop.ini", "$RECYCLE.BIN"),  # Windows
    *("__MACOSX", "@eaDir"),  # archives from macOS, file servers
)
"""Names of files and folders, as patterns."""


def is_hidden(name: str) -> bool:
    """Whether a file or folder with this name is no content."""
    return any(fnmatchcase(name, pattern) for pattern in HIDDEN_NAMES)
