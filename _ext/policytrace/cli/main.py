"""The command line: checks a project, builds its site, and tells what the rules are."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from policytrace import clock
from policytrace.checks.engine import in_order, rule_settings
from policytrace.checks.registry import RULES
from policytrace.checks.selection import Selection, no_such_rule, selection
from policytrace.cli.ending import EndedError, end_in_order
from policytrace.cli.indicator_context import CommandContext
from policytrace.cli.indicators import SUBCOMMANDS
from policytrace.cli.invocation import commands
from policytrace.cli.new import Command, GateResult, keyboard
from policytrace.cli.new_options import read_request
from policytrace.cli.options import parser
from policytrace.cli.parser import language_of
from policytrace.cli.publishing import publish, roll_back
from policytrace.cli.terminal import Terminal, speak_utf8
from policytrace.errors import ProjectError
from policytrace.files import file_trouble, write_whole
from policytrace.locations import folder_seen_from
from policytrace.messages import catalogue, message
from policytrace.plan.addresses import AddressRegister, load_addresses, write_addresses
from policytrace.report.baseline import marked, read_baseline
from policytrace.report.catalogue.entries import entry
from policytrace.report.catalogue.printing import catalogue_as_json, catalogue_as_text, page_as_text
from policytrace.report.catalogue.site import addresses, write_pages
from policytrace.report.formats import reporter
from policytrace.report.interface import Report
from policytrace.report.summary import summary
from policytrace.report.text import TextReporter
from policytrace.schema.metamodel import CONFIG_FILE
from policytrace.schema.reading import load_metamodel
from policytrace.severity import Severity
from policytrace.site.publish import BUILD_FOLDER, BuildFolders
from policytrace.sphinx.build import SETTINGS
from policytrace.sphinx.run import CheckResult, check_project, run_sphinx

DONE, FOUND_ERRORS, COULD_NOT_RUN, INTERRUPTED = 0, 1, 2, 130
"""Exit codes; the last is what shells give a program that Ctrl-C has stopped."""


def run() -> None:
    """The program `policytrace`: run the command line, and end the process with its exit code."""
    code = main()
    # The process owns its memory and ends here: all that a build has made goes at once. The
    # interpreter need not look through it for garbage first (1.5 s for 3 000 objects).
    gc.freeze()
    sys.exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; `arguments` defaults to those the process was started with."""
    speak_utf8()
    end_in_order()
    given = sys.argv[1:] if arguments is None else arguments
    terminal = Terminal(translations=catalogue(language_of(given)))
    options = parser(terminal).parse_args(given)
    options.arguments = tuple(given)
    try:
        return COMMANDS[options.command](options, terminal)
    except ProjectError as error:
        place = f"{error.location.seen_from(options.folder)}: " if error.location else ""
        text = terminal.text(error.text)
        terminal.remark(message("Could not run. {place}{text}", place=place, text=text))
    except KeyboardInterrupt:
        terminal.remark(message("Interrupted."))
        return INTERRUPTED
    except EndedError as ended:
        terminal.remark(message("Interrupted."))
        return ended.exit_code
    except Exception as error:
        if options.traceback:
            raise
        if trouble := file_trouble(error):
            terminal.remark(message("Could not run. {place}{text}", place="", text=trouble))
            return COULD_NOT_RUN
        terminal.remark(
            message(
                "Could not run, for a reason that was not foreseen: {error}. Run again with "
                "--traceback and send what is printed to those who look after policytrace.",
                error=f"{type(error).__name__}: {error}",
            )
        )
    return COULD_NOT_RUN


def _check(options: argparse.Namespace, terminal: Terminal) -> int:
    chosen = selection(options.select, options.ignore)
    baseline = read_baseline(options.baseline) if options.baseline else None
    project = _project(options, options.project)
    folders = BuildFolders(root=project / BUILD_FOLDER)
    today = _today(options)
    with _held(folders, terminal), terminal.progress() as tell:
        result = check_project(
            project,
            today=today,
            strict_time=options.strict_time,
            jobs=options.jobs,
            doctreedir=folders.doctrees,
            tell=tell,
        )
    report = _report(result, project, chosen, options.folder)
    if baseline is not None:
        known = tuple(marked(report.findings, baseline))
        report = replace(report, findings=known, compared=True)
    _hand_over(report, options, terminal)
    return FOUND_ERRORS if report.failed else DONE


def _today(options: argparse.Namespace) -> date:
    """The day that was asked for; without one, the clock's.

    The clock is asked in any case: it tells of a ``SOURCE_DATE_EPOCH`` that Sphinx stumbles over.
    """
    today = clock.today(os.environ)
    if not os.environ.get("SOURCE_DATE_EPOCH", "").strip():
        os.environ.pop("SOURCE_DATE_EPOCH", None)  # Sphinx would stumble over an empty one
    return options.today or today


def _hand_over(report: Report, options: argparse.Namespace, terminal: Terminal) -> None:
    """Print the report; or write it to a file, and print where that is and what it came to."""
    text = TextReporter(
        translations=terminal.translations,
        colour=terminal.colour and options.output is None,
        verbose=options.verbose,
        commands=commands(options.arguments, options.command, language_of(options.arguments)),
    )
    told = reporter(options.format, text).render(report)
    if options.output is None:
        terminal.answer(told)
        return
    write_whole(options.output, told.encode(errors="replace"))
    terminal.answer(f"{summary(report, terminal.translations)}\n")
    terminal.say(message("The report is in {file}", file=str(options.output)))


def _build(options: argparse.Namespace, terminal: Terminal) -> int:
    project = _project(options, options.project)
    folders = BuildFolders(root=project / BUILD_FOLDER)
    today = _today(options)
    with _held(folders, terminal):
        folders.begin()
        with terminal.progress() as tell:
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
        report = _report(result, project, Selection(), options.folder)
        _hand_over(report, options, terminal)
        if not report.failed:
            folders.publish()
    if report.failed:
        terminal.remark(
            message("The site was not built. What was published last, if anything, is untouched.")
        )
        return FOUND_ERRORS
    terminal.say(message("The site is built. Open {page}", page=str(folders.site / "index.html")))
    return DONE


def _publish(options: argparse.Namespace, terminal: Terminal) -> int:
    folders = BuildFolders(root=_project(options, options.project) / BUILD_FOLDER)
    with _held(folders, terminal):
        publish(folders, options.destination, terminal)
    return DONE


def _rollback(options: argparse.Namespace, terminal: Terminal) -> int:
    roll_back(options.destination, terminal)
    return DONE


def _held(folders: BuildFolders, terminal: Terminal) -> AbstractContextManager[None]:
    """The build folder, for as long as this command works in it."""
    return folders.held(
        lambda: terminal.remark(
            message(
                "Another build or check is at work in {folder}. Waiting for it to end.",
                folder=str(folders.root),
            )
        )
    )


def _rules(options: argparse.Namespace, terminal: Terminal) -> int:
    if options.write is not None:
        changed = write_pages(options.write, terminal.translations)
        terminal.say(
            message(
                "Files changed in {folder}: {number}.",
                folder=str(options.write),
                number=str(len(changed)),
            )
        )
        return DONE
    listed = {"text": catalogue_as_text, "json": catalogue_as_json}[options.format]
    terminal.answer(listed(terminal.translations))
    return DONE


def _explain(options: argparse.Namespace, terminal: Terminal) -> int:
    code = options.rule.strip().upper()
    if code not in RULES:
        raise no_such_rule(code)
    terminal.answer(page_as_text(entry(RULES[code], terminal.translations)))
    return DONE


def _new(options: argparse.Namespace, terminal: Terminal) -> int:
    request = read_request(options.words, terminal, partial(_project, options))
    options.traceback = request.traceback
    options.today = request.today
    today = _today(options)
    folders = BuildFolders(root=request.project / BUILD_FOLDER)

    def gate() -> GateResult:
        with _held(folders, terminal), terminal.progress() as tell:
            result = check_project(
                request.project, today=today, doctreedir=folders.doctrees, tell=tell
            )
        findings = in_order([*result.findings, *result.late_findings])
        return GateResult(graph=result.graph, findings=findings)

    return Command(
        request=request,
        gate=gate,
        prompter=keyboard(),
        today=today,
        terminal=terminal,
        folder=options.folder,
    ).run()


def _addresses(options: argparse.Namespace, terminal: Terminal) -> int:
    project = _project(options, options.project)
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
    folders = BuildFolders(root=project / BUILD_FOLDER)
    today = _today(options)
    with _held(folders, terminal), terminal.progress() as tell:
        result = check_project(project, today=today, doctreedir=folders.doctrees, tell=tell)
    if result.failed:
        terminal.remark(
            message("The plan has errors, so nothing was noted. Run policytrace check.")
        )
        return FOUND_ERRORS
    number = write_addresses(project, load_addresses(project, name), result.graph.items)
    terminal.say(message("Ids noted in {file}: {number}.", file=name, number=str(number)))
    return DONE


def _indicators(options: argparse.Namespace, terminal: Terminal) -> int:
    project = _project(options, options.project)
    folders = BuildFolders(root=project / BUILD_FOLDER)
    today = _today(options)
    with _held(folders, terminal), terminal.progress() as tell:
        result = check_project(project, today=today, doctreedir=folders.doctrees, tell=tell)
    if any(finding.severity is Severity.ERROR for finding in result.findings):
        terminal.remark(
            message("The plan has errors, and some of it may be left out. Run policytrace check.")
        )
    context = CommandContext(
        project=project,
        metamodel=load_metamodel(project),
        graph=result.graph,
        measurements=result.measurements,
        today=today,
        terminal=terminal,
    )
    return SUBCOMMANDS[options.subcommand].run(options, context)


COMMANDS: Mapping[str, Callable[[argparse.Namespace, Terminal], int]] = {
    "check": _check,
    "build": _build,
    "publish": _publish,
    "rollback": _rollback,
    "rules": _rules,
    "explain": _explain,
    "new": _new,
    "indicators": _indicators,
    "addresses": _addresses,
}
"""What does the work of each command in `policytrace.cli.options`; gives the exit code."""


def _project(options: argparse.Namespace, folder: Path | None) -> Path:
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


def _report(result: CheckResult, project: Path, chosen: Selection, folder: str) -> Report:
    """The verdict of a run on the rules that are asked for."""
    metamodel = load_metamodel(project)
    severities = rule_settings(metamodel).severities
    findings = in_order([*result.findings, *result.late_findings])
    return Report(
        findings=tuple(finding for finding in findings if chosen.takes(finding.code)),
        objects=result.objects,
        today=result.today,
        rules=tuple(
            code
            for code in sorted(RULES)
            if chosen.takes(code) and severities.get(code, Severity.ERROR) is not None
        ),
        pages=addresses(project, metamodel.site) if metamodel.site else {},
        folder=folder,
    )
