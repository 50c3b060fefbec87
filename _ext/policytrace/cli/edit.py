"""The command ``policytrace edit``: the plan as forms in the browser of this machine."""

from __future__ import annotations

import argparse
import asyncio
import webbrowser
from contextlib import AbstractContextManager, suppress
from socket import socket as Socket  # noqa: N812

import uvicorn

from policytrace.cli.exit_codes import DONE
from policytrace.cli.listening import listening
from policytrace.cli.projects import EditFolders, project_of, today_of
from policytrace.cli.terminal import Terminal
from policytrace.edit.desk import Desk
from policytrace.edit.guard import KEY, Keys
from policytrace.edit.pages import Pages
from policytrace.edit.server import application
from policytrace.edit.shadow import Shadow
from policytrace.edit.workspace import Workspace
from policytrace.errors import ProjectError
from policytrace.live.builds import BuildProcess
from policytrace.live.server import HOST
from policytrace.messages import message
from policytrace.schema.reading import load_metamodel
from policytrace.site.publish import BuildFolders

_BUILDER = "policytrace.cli.edit_builder"


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command until it is interrupted; its exit code."""
    project = project_of(options, options.project)
    today = today_of(options)
    metamodel = load_metamodel(project)
    folders = EditFolders.of(project)
    keys = Keys()
    with (
        _alone(folders),
        listening(options.port, options.command) as socket,
        suppress(KeyboardInterrupt),
    ):
        port = socket.getsockname()[1]
        workspace = Workspace(
            project=project,
            shadow=Shadow(project=project, folder=folders.shadow),
            site=folders.site,
            builds=BuildProcess(_BUILDER, options.arguments),
        )
        pages = Pages(
            translations=terminal.translations,
            stamp=keys.stamp,
            project=metamodel.accessibility.service or project.name,
        )
        app = application(
            Desk(workspace=workspace, pages=pages, today=today),
            keys,
            [f"{name}:{port}" for name in (HOST, "localhost")],
        )
        address = f"http://{HOST}:{port}/?{KEY}={keys.key}"
        terminal.say(message("Write the plan at {address} and end with Ctrl-C.", address=address))
        if options.open:
            webbrowser.open(address)
        config = uvicorn.Config(
            app,
            log_config=None,
            log_level="critical",
            lifespan="off",
            timeout_graceful_shutdown=0,
        )
        asyncio.run(_serve(uvicorn.Server(config), workspace, [socket]))
    return DONE


def _alone(folders: EditFolders) -> AbstractContextManager[None]:
    """The folder in which changes are tried, for this command alone.

    Raises:
        ProjectError: the same command is at work in it.
    """

    def refuse() -> None:
        raise ProjectError(
            message("The plan is being edited already, in another window. Use that, or end it.")
        )

    return BuildFolders(root=folders.root).held(refuse)


async def _serve(server: uvicorn.Server, workspace: Workspace, sockets: list[Socket]) -> None:
    warming = asyncio.create_task(workspace.warm())
    try:
        await server.serve(sockets=sockets)
    finally:
        warming.cancel()
        with suppress(asyncio.CancelledError):
            await warming
        await workspace.builds.stop()
