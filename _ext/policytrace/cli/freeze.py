"""The command ``policytrace freeze``: keeps a plan as a decision adopted it."""

from __future__ import annotations

import argparse

from policytrace.cli.exit_codes import DONE, FOUND_ERRORS
from policytrace.cli.projects import folders_of, held, project_of, today_of
from policytrace.cli.terminal import Terminal
from policytrace.editions.edition import FOLDER
from policytrace.files import write_folder
from policytrace.messages import message
from policytrace.plan.naming import named
from policytrace.reports.making import ReportFormat, report_of, write_report
from policytrace.reports.mark import mark_of
from policytrace.reports.scope import ReportKind, ReportSelection
from policytrace.schema.roles import Role
from policytrace.site.editions.freezing import edition_files, to_freeze


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command; its exit code."""
    project, today = project_of(options, options.project), today_of(options)
    folders = folders_of(project)
    with held(folders, terminal):
        from policytrace.cli.gate_run import checked  # noqa: PLC0415 - takes a second

        result = checked(options, project, today, terminal)
        snapshot = result.snapshot
        graph, metamodel = snapshot.graph, snapshot.metamodel
        decision = named(graph, metamodel, options.decision, (Role.DECISION,))
        plans = tuple(named(graph, metamodel, plan, (Role.PLAN,)) for plan in options.plans)
        if result.failed:
            terminal.remark(message("Nothing was frozen: the plan has errors to mend first."))
            return FOUND_ERRORS
        plans = to_freeze(snapshot, plans, decision)
        documents = {
            f"{plan.id}.pdf": write_report(
                report_of(
                    snapshot,
                    ReportKind.PLAN,
                    ReportSelection(plan=plan),
                    terminal.translations,
                    mark=mark_of(project, metamodel.publisher),
                ),
                ReportFormat.PDF,
            )
            for plan in plans
        }
        files = edition_files(snapshot, terminal.translations, plans, decision, documents)
        folder = f"{FOLDER}/{decision.id}"
        write_folder(project / folder, files)
    terminal.say(
        message(
            "Frozen in {folder}: {files}. Put the folder in the repository, and send it to the "
            "archive. Nothing in it is to be changed.",
            folder=folder,
            files=", ".join(sorted(files)),
        )
    )
    return DONE
