"""The process that builds for ``policytrace live``: all is loaded once, and each build is a fork.

It answers as soon as the pages can be looked at, and once more when what is searched, and the files
for other programs, are made too.

A build leaves much behind in Sphinx and its extensions. In a fork that goes away with it, and the
next begins as the first did. Where nothing can be forked, builds follow each other in one process.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from urllib.parse import quote

from policytrace.checks.selection import Selection
from policytrace.cli.answering import Send, answer_lines
from policytrace.cli.ending import why_not_run
from policytrace.cli.gate_run import read_past, report_of
from policytrace.cli.invocation import commands
from policytrace.cli.options import PORT_OPTION
from policytrace.cli.projects import folders_of, live_site, project_of, today_of
from policytrace.cli.terminal import Terminal
from policytrace.live.outcome import BuildOutcome, Trouble, Written
from policytrace.plan.graph import Graph
from policytrace.report.interface import Report
from policytrace.report.summary import summary
from policytrace.report.text import TextReporter
from policytrace.sphinx.forked import Forks, can_fork
from policytrace.sphinx.run import CheckResult, run_sphinx


def main() -> None:
    """Build each time a line comes in, until none comes any more."""
    answer_lines(
        lambda options, terminal: lambda _line, send: _outcome(options, terminal, send).told()
    )


def _outcome(options: argparse.Namespace, terminal: Terminal, send: Send) -> BuildOutcome:
    """Build once, in a fork if there can be one."""
    try:
        if not can_fork():
            return _build(options, terminal, send)
        with Forks(have_forks=True) as forks:
            return forks.start(lambda: _build(options, terminal, send))()
    except Exception as error:  # noqa: BLE001 - whatever it is, the next build may do better
        said = terminal.text(why_not_run(error, options))
        trouble = Trouble(place="", said=said, hint="")
        return BuildOutcome(built=False, report=f"{said}\n", troubles=(trouble,))


def _build(options: argparse.Namespace, terminal: Terminal, send: Send) -> BuildOutcome:
    """Build once; that the pages can be looked at is sent as soon as it is so."""
    project = project_of(options, options.project)
    read_past(project, today_of(options))

    def outcome(result: CheckResult) -> BuildOutcome:
        report = report_of(result, project, Selection(), options.folder)
        return _outcome_of(report, result.graph, options, terminal)

    def show(result: CheckResult) -> None:
        shown = outcome(result)
        if shown.built:
            send(replace(shown, is_last=False).told())

    return outcome(
        run_sphinx(
            project,
            builder="html",
            outdir=live_site(project),
            doctreedir=folders_of(project).root / "live-doctrees",
            today=today_of(options),
            strict_time=options.strict_time,
            jobs=options.jobs,
            show=show,
        )
    )


def _outcome_of(
    report: Report, graph: Graph, options: argparse.Namespace, terminal: Terminal
) -> BuildOutcome:
    given = options.arguments
    text = TextReporter(
        translations=terminal.translations,
        colour=False,
        verbose=options.verbose,
        commands=commands(_for_a_check(given), options.command, terminal.language),
    )
    return BuildOutcome(
        built=not report.failed,
        report=text.render(report)
        if report.failed
        else f"{summary(report, terminal.translations)}\n",
        troubles=tuple(
            Trouble(
                place=str(report.place(finding)),
                said=terminal.text(finding.message),
                hint=terminal.text(finding.hint),
            )
            for finding in report.findings
            if finding.fails
        ),
        objects=tuple(
            Written(
                file=item.location.file,
                line=item.location.line,
                address=f"{quote(item.docname)}.html#{item.id}",
            )
            for item in graph
            if item.docname
        ),
    )


def _for_a_check(arguments: Sequence[str]) -> Sequence[str]:
    """The arguments that a check takes, too: all but the port."""
    pairs = pairwise(("", *arguments))
    return [word for before, word in pairs if PORT_OPTION not in {before, word.partition("=")[0]}]


if __name__ == "__main__":
    main()
