"""The commands that run the gate, and tell what it has found."""

from __future__ import annotations

import argparse
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from policytrace.checks.engine import in_order, rule_settings
from policytrace.checks.registry import RULES
from policytrace.checks.selection import Selection, selection
from policytrace.cli.exit_codes import DONE, FOUND_ERRORS
from policytrace.cli.invocation import commands
from policytrace.cli.parser import LANGUAGE_OPTION
from policytrace.cli.projects import folders_of
from policytrace.cli.terminal import Terminal
from policytrace.errors import ProjectError
from policytrace.files import write_whole
from policytrace.history.store import HISTORY_FOLDER, StateStore
from policytrace.history.timeline import timeline
from policytrace.messages import message
from policytrace.report.baseline import marked, read_baseline
from policytrace.report.catalogue.site import addresses
from policytrace.report.formats import reporter
from policytrace.report.interface import Report
from policytrace.report.summary import summary
from policytrace.report.text import TextReporter
from policytrace.schema.metamodel import CONFIG_FILE
from policytrace.schema.reading import load_metamodel
from policytrace.severity import Severity
from policytrace.site.open_files import CATALOGUE
from policytrace.sphinx.progress import Tell
from policytrace.sphinx.run import CheckResult, check_project, run_sphinx
from policytrace.sphinx.states import read_history


def check(options: argparse.Namespace, project: Path, today: date, terminal: Terminal) -> int:
    """Check the project, whose build folder is held, and tell what was found."""
    chosen = selection(options.select, options.ignore)
    baseline = read_baseline(options.baseline) if options.baseline else None
    with terminal.progress() as tell:
        read_past(project, today, tell)
        result = check_project(
            project,
            today=today,
            strict_time=options.strict_time,
            jobs=options.jobs,
            doctreedir=folders_of(project).doctrees,
            tell=tell,
        )
    report = report_of(result, project, chosen, options.folder)
    if baseline is not None:
        known = tuple(marked(report.findings, baseline))
        report = replace(report, findings=known, compared=True)
    _hand_over(report, options, terminal)
    return FOUND_ERRORS if report.failed else DONE


def build(options: argparse.Namespace, project: Path, today: date, terminal: Terminal) -> int:
    """Build the site of the project, whose build folder is held, and tell what was found."""
    folders = folders_of(project)
    folders.begin()
    with terminal.progress() as tell:
        read_past(project, today, tell)
        result = run_sphinx(
            project,
            builder="html",
            outdir=folders.staging,
            doctreedir=folders.doctrees,
            today=today,
            strict_time=options.strict_time,
            jobs=options.jobs,
            tell=tell,
        )
    report = report_of(result, project, Selection(), options.folder)
    _hand_over(report, options, terminal)
    if report.failed:
        terminal.remark(
            message("The site was not built. What was published last, if anything, is untouched.")
        )
        return FOUND_ERRORS
    folders.publish()
    if result.snapshot.metamodel.site is None:
        terminal.say(
            message(
                "Without the catalogue for data portals ({file}): it needs the address of the "
                "site. Set site in {settings} when you know it.",
                file=CATALOGUE,
                settings=CONFIG_FILE,
            )
        )
    terminal.say(message("The site is built. Open {page}", page=str(folders.site / "index.html")))
    return DONE


def checked(
    options: argparse.Namespace, project: Path, today: date, terminal: Terminal
) -> CheckResult:
    """The check of a project, whose build folder is held; if it has errors, they are told."""
    with terminal.progress() as tell:
        read_past(project, today, tell)
        result = check_project(
            project, today=today, doctreedir=folders_of(project).doctrees, tell=tell
        )
    if result.failed:
        options.arguments = _check_of(options, terminal, today)
        _hand_over(report_of(result, project, Selection(), options.folder), options, terminal)
    return result


def read_past(project: Path, today: date, tell: Tell | None = None) -> None:
    """Have what is not kept of the project's history read; its build folder is held.

    What is wrong with the settings is told by the run that comes after this.
    """
    with suppress(ProjectError):
        line = timeline(project, load_metamodel(project).history_since, today)
        read_history(project, line, StateStore(folders_of(project).root / HISTORY_FOLDER), tell)


def _check_of(options: argparse.Namespace, terminal: Terminal, today: date) -> tuple[str, ...]:
    """The words that check what a command has found errors in."""
    folder = (str(options.project),) if options.project else ()
    language = (LANGUAGE_OPTION, terminal.language)
    return (options.command, *folder, "--today", today.isoformat(), *language)


def _hand_over(report: Report, options: argparse.Namespace, terminal: Terminal) -> None:
    """Print the report; or write it to a file, and print where that is and what it came to."""
    text = TextReporter(
        translations=terminal.translations,
        colour=terminal.colour and options.output is None,
        verbose=options.verbose,
        commands=commands(options.arguments, options.command, terminal.language),
    )
    told = reporter(options.format, text).render(report)
    if options.output is None:
        terminal.answer(told)
        return
    write_whole(options.output, told.encode(errors="replace"))
    terminal.answer(f"{summary(report, terminal.translations)}\n")
    terminal.say(message("The report is in {file}", file=str(options.output)))


def report_of(result: CheckResult, project: Path, chosen: Selection, folder: str) -> Report:
    """The verdict of a run on the rules that are asked for."""
    metamodel = load_metamodel(project)
    severities = rule_settings(metamodel).severities
    findings = in_order(result.all_findings)
    return Report(
        findings=tuple(finding for finding in findings if chosen.takes(finding.code)),
        objects=len(result.graph),
        today=result.snapshot.today,
        rules=tuple(
            code
            for code in sorted(RULES)
            if chosen.takes(code) and severities.get(code, Severity.ERROR) is not None
        ),
        pages=addresses(project, metamodel.site) if metamodel.site else {},
        folder=folder,
    )
