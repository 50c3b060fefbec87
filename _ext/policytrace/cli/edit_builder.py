"""The process that reads and builds for ``policytrace edit``, each time in a fork."""

from __future__ import annotations

import argparse
import os
from datetime import date
from pathlib import Path

from policytrace.changes.kept import kept_form
from policytrace.changes.plan_state import state_of
from policytrace.checks.engine import in_order
from policytrace.cli.answering import Answering, answer_lines
from policytrace.cli.ending import why_not_run
from policytrace.cli.projects import EditFolders, project_of, today_of
from policytrace.cli.terminal import Terminal
from policytrace.edit.reading import PlanReading, What
from policytrace.history.sources import Revision
from policytrace.history.store import StateStore
from policytrace.messages import as_it_is, message
from policytrace.repository import repository_of
from policytrace.sphinx.forked import Forks, can_fork
from policytrace.sphinx.gate.check_builder import CheckBuilder
from policytrace.sphinx.run import run_sphinx
from policytrace.sphinx.states import plan_at


def main() -> None:
    """Read the plan each time a line comes in, until none comes any more."""
    answer_lines(_begin)


def _begin(options: argparse.Namespace, terminal: Terminal) -> Answering:
    project = project_of(options, options.project)
    return lambda line, _send: _reading(options, project, What.heard(line), terminal).told()


def _reading(
    options: argparse.Namespace, project: Path, asked: What, terminal: Terminal
) -> PlanReading:
    """Read once, in a fork if there can be one."""
    folders = EditFolders.of(project)
    try:
        if asked is What.COMMITTED:
            return _committed(project, folders)
        today = today_of(options)
        if not can_fork():
            return _read(folders, asked, today)
        with Forks(have_forks=True) as forks:
            return forks.start(lambda: _read(folders, asked, today))()
    except Exception as error:  # noqa: BLE001 - whatever it is, the next run may do better
        said = terminal.text(why_not_run(error, options))
        return PlanReading(trouble=as_it_is(said.replace(f"{folders.shadow}{os.sep}", "")))


def _read(folders: EditFolders, asked: What, today: date) -> PlanReading:
    with_pages = asked is What.PAGES
    result = run_sphinx(
        folders.shadow,
        builder="html" if with_pages else CheckBuilder.name,
        outdir=folders.site if with_pages else folders.checked,
        doctreedir=folders.doctrees,
        today=today,
        preview=True,
    )
    snapshot = result.snapshot
    state = state_of(snapshot.graph, snapshot.metamodel.types, snapshot.measurements)
    return PlanReading(
        items=tuple(result.graph),
        passages=result.graph.passages,
        findings=tuple(in_order(result.all_findings)),
        kept_state=kept_form(state),
    )


def _committed(project: Path, folders: EditFolders) -> PlanReading:
    commit = (repository := repository_of(project)) and repository.commit("HEAD")
    if not commit:
        return PlanReading(trouble=message("Nothing has been committed yet."))
    state = plan_at(project, Revision(commit=commit), store=StateStore(folders.states))
    return PlanReading(kept_state=kept_form(state))


if __name__ == "__main__":
    main()
