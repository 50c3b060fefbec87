"""Where the site shows the files of editions."""

from __future__ import annotations

EDITIONS_PAGE = "docs/utgavor"
"""The page with all editions, where a project has it."""

EDITION_FILES = "utgavor/"
"""The folder of the files of all editions, from the site's root."""


def edition_address(decision: str, name: str) -> str:
    """The address of a file of an edition, from the site's root."""
    return f"{EDITION_FILES}{decision}/{name}"
