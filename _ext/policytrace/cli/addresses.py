"""The command ``./policytrace addresses``: notes which ids are published."""

from __future__ import annotations

import argparse

from policytrace.cli.exit_codes import DONE, FOUND_ERRORS
from policytrace.cli.projects import folders_of, held, project_of, today_of
from policytrace.cli.terminal import Terminal
from policytrace.errors import ProjectError
from policytrace.messages import message
from policytrace.plan.addresses import AddressRegister, load_addresses, write_addresses
from policytrace.schema.metamodel import CONFIG_FILE
from policytrace.schema.reading import load_metamodel
from policytrace.sphinx.run import check_project


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command; its exit code."""
    project = project_of(options, options.project)
    name = load_metamodel(project).addresses
    if name is None:
        raise ProjectError(
            message(
                'The project keeps no register of addresses. Write addresses = "{file}" in '
                "{settings}, under [policytrace].",
                file="strategy/adresser.csv",
                settings=CONFIG_FILE,
            )
        )
    if not (project / name).exists():
        write_addresses(project, AddressRegister(file=name), ())
    folders = folders_of(project)
    today = today_of(options)
    with held(folders, terminal), terminal.progress() as tell:
        result = check_project(project, today=today, doctreedir=folders.doctrees, tell=tell)
    if result.failed:
        terminal.remark(
            message("The plan has errors, so nothing was noted. Run ./policytrace check.")
        )
        return FOUND_ERRORS
    number = write_addresses(project, load_addresses(project, name), result.graph.items)
    terminal.say(message("Ids noted in {file}: {number}.", file=name, number=str(number)))
    return DONE
