"""The command ``policytrace check``: checks the plan, and builds nothing."""

from __future__ import annotations

import argparse

from policytrace.cli.projects import folders_of, held, project_of, today_of
from policytrace.cli.remembered import Remembered
from policytrace.cli.terminal import Terminal


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command; its exit code."""
    project, today = project_of(options, options.project), today_of(options)
    folders = folders_of(project)
    with held(folders, terminal):
        last = Remembered(folders, options, today, terminal)
        plain = options.output is None and options.baseline is None
        if plain and (code := last.recall()) is not None:
            return code
        from policytrace.cli.gate_run import check  # noqa: PLC0415 - takes a second

        code = check(options, project, today, last.terminal)
        if plain:
            last.remember(code)
        return code
