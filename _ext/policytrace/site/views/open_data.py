"""The files of open data, and what of the plan is in none of them, with the reason."""

from __future__ import annotations

from dataclasses import dataclass

from policytrace.messages import Message, message
from policytrace.site.open_files import CATALOGUE, WITHHELD, OpenFile, open_files
from policytrace.site.views.registry import Options, View, register
from policytrace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDataFiles:
    """What can be taken away."""

    files: tuple[OpenFile, ...]
    withheld: tuple[tuple[str, Message], ...]
    """What the code calls it, and why it is not published."""
    no_catalogue: str
    """The file that is not there since the site's address is not known; empty if it is."""


def open_data_files(snapshot: Snapshot, _options: Options) -> OpenDataFiles:
    """All files, and all that is withheld."""
    return OpenDataFiles(
        files=open_files(snapshot),
        withheld=tuple(WITHHELD.items()),
        no_catalogue="" if snapshot.metamodel.site else CATALOGUE,
    )


register(
    View(
        key="open_data_files",
        purpose=message("The files of open data, and what is withheld"),
        template="open_data_files.html.jinja",
        compute=open_data_files,
    )
)
