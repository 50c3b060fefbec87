"""The commands that decide what a web server shows: ``publish`` and ``rollback``."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from policytrace.cli.exit_codes import DONE
from policytrace.cli.projects import folders_of, held, project_of
from policytrace.cli.terminal import Terminal
from policytrace.errors import ProjectError
from policytrace.messages import message
from policytrace.site.publish import BuildFolders
from policytrace.site.served import ServedSite

CAN_TURN_LINKS = os.name == "posix"
"""Whether the system turns a link in one step."""


def publish(options: argparse.Namespace, terminal: Terminal) -> int:
    """Show the finished site where a web server finds it; the exit code."""
    _demand_links()
    folders = folders_of(project_of(options, options.project))
    with held(folders, terminal):
        _publish(folders, options.destination, terminal)
    return DONE


def rollback(options: argparse.Namespace, terminal: Terminal) -> int:
    """Show there what was shown before; the exit code."""
    _demand_links()
    _roll_back(options.destination, terminal)
    return DONE


def _demand_links() -> None:
    """See to it that a link can be turned in one step.

    Raises:
        ProjectError: it cannot on this system.
    """
    if not CAN_TURN_LINKS:
        raise ProjectError(
            message(
                "A site is published in Linux and macOS only: Windows turns no link in one step. "
                "Copy the folder _build/html to the web server."
            )
        )


def _publish(folders: BuildFolders, place: Path, terminal: Terminal) -> None:
    """Show the finished site in `folders`, which are held, at `place`."""
    served = ServedSite.at(place)
    project = folders.root.parent
    if served.link.is_relative_to(project.resolve()):
        raise ProjectError(
            message(
                "{link} is in the project, and what is published there would become part of it. "
                "Publish at a place outside {folder}.",
                link=str(served.link),
                folder=str(project),
            )
        )
    site = folders.finished_site
    with terminal.progress() as tell:
        tell(message("Copying the site"))
        published = served.publish(site, lambda: _wait(served, terminal))
    if published.not_removed:
        terminal.remark(published.not_removed)
    said = (
        message(
            "The site is published: {link} leads to {folder}",
            link=str(served.link),
            folder=str(published.folder),
        )
        if published.changed
        else message("{link} already shows this site.", link=str(served.link))
    )
    terminal.say(said)


def _roll_back(place: Path, terminal: Terminal) -> None:
    """Show what was shown at `place` before."""
    served = ServedSite.at(place)
    published = served.roll_back(lambda: _wait(served, terminal))
    terminal.say(
        message(
            "The site before is back: {link} leads to {folder}",
            link=str(served.link),
            folder=str(published.folder),
        )
    )


def _wait(served: ServedSite, terminal: Terminal) -> None:
    terminal.remark(
        message(
            "Another command is publishing at {link}. Waiting for it to end.",
            link=str(served.link),
        )
    )
