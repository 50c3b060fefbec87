"""The project that a command works on: its folder, the day, and its build folder for itself."""

from __future__ import annotations

import argparse
import os
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

from policytrace import clock
from policytrace.cli.terminal import Terminal
from policytrace.errors import ProjectError
from policytrace.locations import folder_seen_from
from policytrace.messages import message
from policytrace.schema.metamodel import CONFIG_FILE, SETTINGS
from policytrace.site.publish import BUILD_FOLDER, BuildFolders


def project_of(options: argparse.Namespace, folder: Path | None) -> Path:
    """The project's folder, once it is seen to be one: nothing is written anywhere else.

    If none is given it is the folder that the person stands in, or the nearest above that. Paths
    are told as seen from where the person stands, or from the folder that `options` name instead.
    """
    place = options.relative_to or Path.cwd()
    if not place.is_dir():
        raise ProjectError(message("There is no folder {folder}.", folder=str(place)))
    if folder is None:
        here = Path.cwd()
        folder = next(
            (
                place
                for place in (here, *here.parents)
                if (place / SETTINGS).is_file() and (place / CONFIG_FILE).is_file()
            ),
            here,
        )
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


def folders_of(project: Path) -> BuildFolders:
    """Where builds of a project work."""
    return BuildFolders(root=project / BUILD_FOLDER)


def live_site(project: Path) -> Path:
    """Where the site is that is built while somebody writes."""
    return folders_of(project).root / "live"


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
