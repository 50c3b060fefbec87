"""The process that builds for ``policytrace live``: all is loaded once, and each build is a fork.

A build leaves much behind in Sphinx and its extensions. In a fork that goes away with it, and the
next begins as the first did. Where nothing can be forked, builds follow each other in one process.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from itertools import pairwise
from urllib.parse import quote

from policytrace.checks.selection import Selection
from policytrace.cli.answering import answer_lines
from policytrace.cli.ending import why_not_run
from policytrace.cli.gate_run import read_past, report_of
from policytrace.cli.invocation import commands
from policytrace.cli.options import PORT_OPTION
from policytrace.cli.parser import language_of
from policytrace.cli.projects import folders_of, live_site, project_of, today_of
from policytrace.cli.terminal import Terminal
from policytrace.live.outcome import BuildOutcome, Trouble, Written
from policytrace.report.summary import summary
from policytrace.report.text import TextReporter
from policytrace.sphinx.forked import Forks, can_fork
from policytrace.sphinx.run import run_sphinx


def main() -> None:
    """Build each time a line comes in, until none comes any more."""
    answer_lines(lambda options, terminal: lambda _line: _outcome(options, terminal).told())


def _outcome(options: argparse.Namespace, terminal: Terminal) -> BuildOutcome:
    """Build once, in a fork if there can be one."""
    try:
        if not can_fork():
            return _build(options, terminal)
        with Forks(have_forks=True) as forks:
            return forks.start(lambda: _build(options, terminal))()
    except Exception as error:  # noqa: BLE001 - whatever it is, the next build may do better
        said = terminal.text(why_not_run(error, options))
        trouble = Trouble(place="", said=said, hint="")
        return BuildOutcome(built=False, report=f"{said}\n", troubles=(trouble,))


def _build(options: argparse.Namespace, terminal: Terminal) -> BuildOutcome:
    project = project_of(options, options.project)
    read_past(project, today_of(options))
    result = run_sphinx(
        project,
        builder="html",
        outdir=live_site(project),
        doctreedir=folders_of(project).root / "live-doctrees",
        today=today_of(options),
        strict_time=options.strict_time,
        jobs=options.jobs,
    )
    given = options.arguments
    report = report_of(result, project, Selection(), options.folder)
    text = TextReporter(
        translations=terminal.translations,
        colour=False,
        verbose=options.verbose,
        commands=commands(_for_a_check(given), options.command, language_of(given)),
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
            for item in result.graph
            if item.docname
        ),
    )


def _for_a_check(arguments: Sequence[str]) -> Sequence[str]:
    """The arguments that a check takes, too: all but the port."""
    pairs = pairwise(("", *arguments))
    return [word for before, word in pairs if PORT_OPTION not in {before, word.partition("=")[0]}]


if __name__ == "__main__":
    main()
