"""The project that a command works on: its folder, the day, and its build folder for itself."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from policytrace import clock
from policytrace.cli.parser import language_asked
from policytrace.cli.terminal import Terminal
from policytrace.errors import ProjectError
from policytrace.locations import folder_seen_from
from policytrace.messages import DEFAULT_LANGUAGE, message
from policytrace.schema.metamodel import CONFIG_FILE, SETTINGS
from policytrace.schema.site_language import site_language
from policytrace.site.publish import BUILD_FOLDER, BuildFolders


def project_of(options: argparse.Namespace, folder: Path | None) -> Path:
    """The project's folder, once it is seen to be one: nothing is written anywhere else.

    If none is given it is the folder that the person stands in, or the nearest above that. Paths
    are told as seen from where the person stands, or from the folder that `options` name instead.
    """
    place = options.relative_to or Path.cwd()
    if not place.is_dir():
        raise ProjectError(message("There is no folder {folder}.", folder=str(place)))
    folder = folder or _nearest()
    if not (folder / SETTINGS).is_file():
        raise ProjectError(
            message(
                "{folder} is no folder with a project: there is no {file} in it.",
                folder=str(folder.resolve()),
                file=SETTINGS,
            )
        )
    options.folder = folder_seen_from(place, folder)
    return folder.resolve()


def _nearest() -> Path:
    """The folder that the person stands in, or the nearest above that with a project."""
    here = Path.cwd()
    return next(
        (
            place
            for place in (here, *here.parents)
            if (place / SETTINGS).is_file() and (place / CONFIG_FILE).is_file()
        ),
        here,
    )


def terminal_for(arguments: Sequence[str], folder: Path | None) -> Terminal:
    """What speaks the language that is asked for in `arguments`, or else that of the project."""
    return Terminal.speaking(language_asked(arguments) or _language_of(folder))


def _language_of(folder: Path | None) -> str:
    """The language of the project in a folder, or where the person stands if there is none."""
    try:
        named = folder if folder and (folder / SETTINGS).is_file() else _nearest()
        return site_language(named)
    except (OSError, ValueError):  # told when the project is opened
        return DEFAULT_LANGUAGE


def folders_of(project: Path) -> BuildFolders:
    """Where builds of a project work."""
    return BuildFolders(root=project / BUILD_FOLDER)


def live_site(project: Path) -> Path:
    """Where the site is that is built while somebody writes."""
    return folders_of(project).root / "live"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditFolders:
    """Where what is edited is tried, before it is saved."""

    root: Path

    @classmethod
    def of(cls, project: Path) -> EditFolders:
        """Those of a project."""
        return cls(root=folders_of(project).root / "edit")

    @property
    def shadow(self) -> Path:
        """The copy of the project."""
        return self.root / "project"

    @property
    def site(self) -> Path:
        """The pages of the copy."""
        return self.root / "html"

    @property
    def checked(self) -> Path:
        """Where a check leaves what no page is made of."""
        return self.root / "checked"

    @property
    def doctrees(self) -> Path:
        """What was read of each page of the copy."""
        return self.root / "doctrees"

    @property
    def states(self) -> Path:
        """What was read of revisions, by any command."""
        return self.root.parent / "history"


def today_of(options: argparse.Namespace) -> date:
    """The day that was asked for; without one, the clock's.

    The clock is asked in any case: it tells of a ``SOURCE_DATE_EPOCH`` that Sphinx stumbles over.
    """
    today = clock.today(os.environ)
    if not os.environ.get("SOURCE_DATE_EPOCH", "").strip():
        os.environ.pop("SOURCE_DATE_EPOCH", None)  # Sphinx would stumble over an empty one
    return options.today or today


def held(folders: BuildFolders, terminal: Terminal) -> AbstractContextManager[None]:
    """The build folder, for as long as this command works in it."""
    return folders.held(
        lambda: terminal.remark(
            message(
                "Another build or check is at work in {folder}. Waiting for it to end.",
                folder=str(folders.root),
            )
        )
    )
