"""All frozen editions, with their files and what has been corrected since."""

from __future__ import annotations

from dataclasses import dataclass

from policytrace.messages import message
from policytrace.site.views.frozen_edition import FrozenEdition, all_editions
from policytrace.site.views.registry import Options, View, register
from policytrace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionTable:
    """All editions, the newest first."""

    editions: tuple[FrozenEdition, ...]


def edition_table(snapshot: Snapshot, _options: Options) -> EditionTable:
    """All editions of the project."""
    return EditionTable(editions=all_editions(snapshot))


register(
    View(
        key="edition_table",
        purpose=message("The frozen editions, with their files"),
        template="edition_table.html.jinja",
        compute=edition_table,
    )
)
