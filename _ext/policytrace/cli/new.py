"""The command ``policytrace new``: asks, adds the object, has it checked, and tells the outcome.

The project is checked as it stands, the answers are collected, the object is put in its place, and
the project is checked again. If that finds an error that was not there, or does not find the object
as it was meant, the files get back the bytes that they had. The object is then printed, so that no
answer is lost.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from policytrace.author.choosing import Prompter
from policytrace.author.interview import Interview
from policytrace.author.markdown import Draft, directive
from policytrace.author.next_follow_ups import NextFollowUps, told_by_rhythm, with_next_day
from policytrace.author.placement import Placed, as_meant, place
from policytrace.author.questions import Common, Question, option_of
from policytrace.author.values import Reader
from policytrace.checks.engine import in_order
from policytrace.checks.findings import Finding, brought_about
from policytrace.cli.new_options import NewRequest, read_request
from policytrace.cli.projects import folders_of, held, project_of, today_of
from policytrace.cli.terminal import Terminal
from policytrace.errors import ProjectError
from policytrace.file_changes import apply, undo
from policytrace.locations import Location
from policytrace.messages import Message, as_it_is, message
from policytrace.plan.addresses import load_addresses
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.roles import FieldName
from policytrace.severity import SEVERITY_TITLES, Severity
from policytrace.sphinx.run import check_project

DONE, REFUSED, COULD_NOT_RUN = 0, 1, 2
"""Exit codes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GateResult:
    """What a run of the gate says of the project."""

    graph: Graph
    findings: tuple[Finding, ...]


class Keyboard:
    """The person at the terminal."""

    def ask(self, prompt: str) -> str:
        """A line that the person writes, and may edit while writing."""
        return input(prompt)

    def say(self, text: str) -> None:
        """Show a line."""
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()


def keyboard() -> Prompter | None:
    """The person at the terminal; None when there is nobody to ask."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401, PLC0415 - lines can then be edited, and be of any length
    return Keyboard()


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One run of the command."""

    request: NewRequest
    gate: Callable[[], GateResult]
    prompter: Prompter | None
    today: date
    terminal: Terminal
    folder: str = ""
    """The project's folder as seen from where the person stands."""

    def run(self) -> int:
        """Add the object; the exit code.

        Raises:
            ProjectError: the project cannot be read, an answer is missing, or nothing can be
                written.
        """
        before = self.gate()
        interview = self._interview(before.graph)
        if self.prompter and interview.lacking():
            self._ask(interview, self.prompter)
            return self._add(interview, None)
        interview.complete()
        if interview.refused:
            return self._refused_options(interview)
        self._demand(interview)
        return self._add(interview, before)

    # ---------------------------------------------------------------- the answers

    def _interview(self, graph: Graph) -> Interview:
        request = self.request
        register = load_addresses(request.project, request.metamodel.addresses)
        interview = Interview(
            questions=request.questions,
            reader=Reader(
                role=request.role,
                metamodel=request.metamodel,
                graph=graph,
                project=request.project,
                published=register.leads,
            ),
            translations=self.terminal.translations,
            today=self.today,
        )
        interview.take(request.given)
        return interview

    def _refused_options(self, interview: Interview) -> int:
        for option, error in interview.refused.items():
            reasons = " ".join(map(self.terminal.text, error.reasons))
            self.terminal.remark(
                Message("--{option}: {reasons}", {"option": option, "reasons": reasons})
            )
        return COULD_NOT_RUN

    def _demand(self, interview: Interview) -> None:
        """Ask for the options that are missing; the place can be told only from the others."""
        missing = interview.missing()
        missing = tuple(one for one in missing if one.subject is not Common.AFTER) or missing
        if missing:
            raise ProjectError(
                message(
                    "Give {options} too, or run the command in a terminal, where you are asked.",
                    options=options_to_give(missing, self.request.metamodel),
                )
            )

    def _ask(self, interview: Interview, prompter: Prompter) -> None:
        """Ask the person for the rest."""
        prompter.say(
            self.terminal.text(
                message(
                    "Answer the questions. Enter takes what stands in brackets, ? shows what you "
                    "can answer, and Ctrl-C stops: then nothing is written. Where you are to name "
                    "something in the plan, some letters or words of its name will do."
                )
            )
        )
        try:
            interview.ask(prompter)
        except EOFError as error:
            prompter.say("")
            self._keep(interview.named_draft())
            raise ProjectError(message("There were no more answers.")) from error
        except KeyboardInterrupt:
            prompter.say("")
            self._keep(interview.named_draft())
            raise

    # ---------------------------------------------------------------- the object

    def _add(self, interview: Interview, before: GateResult | None) -> int:
        """Put the object in its place; without `before` the project is checked anew first."""
        draft = interview.draft()
        try:
            before = before or self.gate()
            placed = place(
                draft,
                str(interview.values[Common.AFTER]),
                lambda fence: directive(draft, self.request.metamodel, fence),
                graph=before.graph,
                metamodel=self.request.metamodel,
                project=self.request.project,
            )
            following = interview.next_follow_ups()
            moved = following.to_move if interview.next_day() else ()
            if moved:
                placed = with_next_day(
                    placed,
                    moved,
                    interview.next_day(),
                    graph=before.graph,
                    metamodel=self.request.metamodel,
                    project=self.request.project,
                )
            if self.request.dry_run:
                return self._show(draft, placed, moved, interview.next_day())
            wrong, findings = self._written_and_checked(draft, placed, before)
        except BaseException:
            self._keep(draft)
            raise
        tell = self.terminal.remark if wrong else self.terminal.say
        for finding in findings:
            tell(self._finding(finding))
        if wrong:
            self.terminal.remark(wrong)
            self._keep(draft)
            return REFUSED
        self.terminal.say(
            message("{id} is written: {place}", id=draft.id, place=self._seen(placed.location))
        )
        self._tell_next(interview, following, moved)
        return DONE

    def _tell_next(
        self, interview: Interview, following: NextFollowUps, moved: tuple[Item, ...]
    ) -> None:
        """What there is to know of the next follow-up of what has been followed up."""
        for told in told_by_rhythm(following, interview.reader.graph):
            self.terminal.say(told)
        for item in moved:
            self.terminal.say(_moved(item, interview.next_day()))
        made = interview.draft().fields.get(FieldName.DATE)
        if moved or not made:
            return
        for item in following.left_behind(date.fromisoformat(made)):
            self.terminal.remark(
                message(
                    "{place}: “{title}” still has {day} for its next follow-up. Write a new day "
                    "there.",
                    place=self._seen(item.location),
                    title=item.title,
                    day=str(item.day(FieldName.NEXT_FOLLOW_UP)),
                )
            )

    def _written_and_checked(
        self, draft: Draft, placed: Placed, before: GateResult
    ) -> tuple[Message | None, tuple[Finding, ...]]:
        """Why the object was taken away again, if it was, and the findings it brought about."""
        apply(placed.changes)
        try:
            after = self.gate()
            findings = brought_about_by(draft, placed, before.findings, after.findings)
            wrong: Message | None = None
            if any(finding.severity is Severity.ERROR for finding in findings):
                wrong = message("The object would bring about errors.")
            elif not as_meant(draft, placed, after.graph, self.request.metamodel):
                wrong = message("The object could not be read back as it was meant.")
        except BaseException:
            undo(placed.changes)
            raise
        if wrong:
            for path in undo(placed.changes):
                self.terminal.remark(
                    message(
                        "{file} has been changed by someone else meanwhile, and is left as it is.",
                        file=str(path),
                    )
                )
        return wrong, findings

    # ---------------------------------------------------------------- what is said

    def _show(self, draft: Draft, placed: Placed, moved: Iterable[Item], day: str) -> int:
        self.terminal.remark(
            message("Would be written: {place}", place=self._seen(placed.location))
        )
        for item in moved:
            self.terminal.remark(_moved(item, day))
        self._print(draft)
        return DONE

    def _keep(self, draft: Draft) -> None:
        """Print the object, so that the answers can be saved."""
        self.terminal.remark(message("Nothing was written. What you answered:"))
        self._print(draft)

    def _print(self, draft: Draft) -> None:
        self.terminal.answer("\n".join([*directive(draft, self.request.metamodel), ""]))

    def _seen(self, location: Location) -> str:
        return str(location.seen_from(self.folder))

    def _finding(self, finding: Finding) -> Message:
        say = self.terminal.text
        return Message(
            "{place}: {severity} {code}: {text}\n    {remedy}",
            {
                "place": self._seen(finding.location),
                "severity": say(SEVERITY_TITLES[finding.severity]),
                "code": finding.code,
                "text": say(finding.message),
                "remedy": say(finding.hint),
            },
        )


def options_to_give(missing: Iterable[Question], metamodel: Metamodel) -> Message:
    """The options of the missing answers, each with the one that may stand in its place."""
    instead: dict[str, list[str]] = {}
    for question in missing:
        others = dict.fromkeys(case.unless for case in question.cases if case.unless)
        names = " / ".join(f"--{option_of(other, metamodel)}" for other in others)
        instead.setdefault(names, []).append(f"--{question.option}")
    told: Message | None = None
    for names, options in instead.items():
        group = as_it_is(", ".join(options))
        if names:
            group = message("{options} (or {instead} instead)", options=group, instead=names)
        told = group if told is None else message("{options}, {more}", options=told, more=group)
    return told or as_it_is("")


def _moved(item: Item, day: str) -> Message:
    return message(
        "{id} (“{title}”) gets {day} for its next follow-up.",
        id=item.id,
        title=item.title,
        day=day,
    )


def brought_about_by(
    draft: Draft, placed: Placed, before: Iterable[Finding], after: Iterable[Finding]
) -> tuple[Finding, ...]:
    """The findings that the new object has brought about; those about it count last as had."""
    first, last = placed.location.line, placed.location.line + placed.lines - 1

    def is_about_it(finding: Finding) -> bool:
        place = finding.location
        within = place.file == placed.location.file and first <= place.line <= last
        return within or finding.item == draft.id

    new = brought_about(before, sorted(after, key=is_about_it))
    return tuple(sorted(new, key=lambda finding: finding.sort_key))


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command; its exit code."""
    request = read_request(options.words, terminal, partial(project_of, options))
    options.traceback = request.traceback
    options.today = request.today
    today = today_of(options)
    folders = folders_of(request.project)

    def gate() -> GateResult:
        with held(folders, terminal), terminal.progress() as tell:
            result = check_project(
                request.project, today=today, doctreedir=folders.doctrees, tell=tell
            )
        findings = in_order(result.all_findings)
        return GateResult(graph=result.graph, findings=findings)

    return Command(
        request=request,
        gate=gate,
        prompter=keyboard(),
        today=today,
        terminal=terminal,
        folder=options.folder,
    ).run()
