"""Where the site shows the files of editions."""

from __future__ import annotations

EDITIONS_PAGE = "docs/utgavor"
"""The page with all editions, where a project has it."""


def edition_address(decision: str, name: str) -> str:
    """The address of a file of an edition, from the site's root."""
    return f"utgavor/{decision}/{name}"
