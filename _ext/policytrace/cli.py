"""The command line: checks a project, and builds its site."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TextIO

from policytrace import __version__, clock
from policytrace.messages import DEFAULT_LANGUAGE, Message, catalogue, message
from policytrace.metamodel import ProjectError
from policytrace.reporters.interface import Report
from policytrace.reporters.text import TextReporter
from policytrace.site import BuildFolders
from policytrace.sphinx.check import SETTINGS, CheckResult, check_project, run_sphinx

DONE, FOUND_ERRORS, COULD_NOT_RUN, INTERRUPTED = 0, 1, 2, 130
"""Exit codes; the last is what shells give a program that Ctrl-C has stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """What the person asked for."""

    project: Path
    today: date
    strict_time: bool

    @property
    def folders(self) -> BuildFolders:
        return BuildFolders(root=self.project / "_build")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; `arguments` defaults to those the process was started with."""
    _speak_utf8()
    options = _parser().parse_args(arguments)
    try:
        today = clock.today(os.environ)
        run = _Run(
            project=_project_in(Path(options.project)),
            today=options.today or today,
            strict_time=options.strict_time,
        )
        outcome: int = options.command(run)
    except ProjectError as error:
        place = f"{error.location}: " if error.location else ""
        why = message("Could not run. {place}{text}", place=place, text=_text(error.text))
        _say(sys.stderr, why)
        return COULD_NOT_RUN
    except KeyboardInterrupt:
        _say(sys.stderr, message("Interrupted."))
        return INTERRUPTED
    except Exception as error:
        if options.traceback:
            raise
        unexpected = message(
            "Could not run, for a reason that was not foreseen: {error}. Run again with "
            "--traceback and send what is printed to those who look after policytrace.",
            error=f"{type(error).__name__}: {error}",
        )
        _say(sys.stderr, unexpected)
        return COULD_NOT_RUN
    return outcome


def _project_in(folder: Path) -> Path:
    """The folder, once it is seen to hold a project: nothing is written anywhere else."""
    if not (folder / SETTINGS).is_file():
        raise ProjectError(
            message(
                "{folder} is no folder with a project: there is no {file} in it.",
                folder=str(folder.resolve()),
                file=SETTINGS,
            )
        )
    return folder.resolve()


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _parser() -> argparse.ArgumentParser:
    purpose = message("Checks a plan, and builds its site.")
    parser = argparse.ArgumentParser(prog="policytrace", description=_text(purpose))
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar=_text(message("command")))
    for name, command, purpose in (
        ("check", _check, message("check the plan, and build nothing")),
        ("build", _build, message("check the plan and build the site")),
    ):
        sub = commands.add_parser(name, help=_text(purpose), description=_text(purpose))
        sub.set_defaults(command=command)
        sub.add_argument(
            "project",
            nargs="?",
            default=".",
            help=_text(message("folder of the project (default: this one)")),
        )
        sub.add_argument(
            "--today",
            type=date.fromisoformat,
            metavar=_text(message("YYYY-MM-DD")),
            help=_text(message("the day to check on (default: today)")),
        )
        sub.add_argument(
            "--traceback",
            action="store_true",
            help=_text(message("show where in the program an unforeseen error came from")),
        )
        sub.add_argument(
            "--strict-time",
            action="store_true",
            help=_text(message("let time that has passed be an error")),
        )
    return parser


def _check(run: _Run) -> int:
    run.folders.prepare()
    result = check_project(
        run.project,
        today=run.today,
        strict_time=run.strict_time,
        doctreedir=run.folders.doctrees,
    )
    return _verdict(result)


def _build(run: _Run) -> int:
    folders = run.folders
    folders.prepare()
    _say(sys.stderr, message("Reading, checking and writing …"))
    try:
        result = run_sphinx(
            run.project,
            builder="html",
            outdir=folders.staging,
            doctreedir=folders.doctrees,
            today=run.today,
            strict_time=run.strict_time,
        )
    except BaseException:
        folders.discard()
        raise
    verdict = _verdict(result)
    if verdict != DONE:
        if result.late_warnings:
            folders.discard()
        _say(
            sys.stderr,
            message("The site was not built. What was published last, if anything, is untouched."),
        )
        return verdict
    folders.publish()
    _say(
        sys.stdout,
        message("The site is built. Open {page}", page=str(folders.site / "index.html")),
    )
    return DONE


def _verdict(result: CheckResult) -> int:
    report = Report(findings=result.findings, objects=result.objects, today=result.today)
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    reporter = TextReporter(translations=catalogue(DEFAULT_LANGUAGE), colour=colour)
    sys.stdout.write(reporter.render(report))
    for warning in result.late_warnings:
        text = message("Sphinx could not write a page as it should: {text}", text=warning)
        _say(sys.stdout, text)
    sys.stdout.flush()
    return FOUND_ERRORS if result.failed else DONE


def _text(text: Message) -> str:
    return text.render(catalogue(DEFAULT_LANGUAGE))


def _say(stream: TextIO, text: Message) -> None:
    print(_text(text), file=stream, flush=True)
