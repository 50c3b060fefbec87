"""The command ``policytrace new``: asks, adds the object, has it checked, and tells the outcome.

The project is checked as it stands, the answers are collected, the object is put in its place, and
the project is checked again. If that finds an error that was not there, or does not find the object
as it was meant, the files get back the bytes that they had. The object is then printed, so that no
answer is lost.
"""

from __future__ import annotations

import contextlib
import gettext
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TextIO

from policytrace.authoring.interview import Desk, Interview
from policytrace.authoring.markdown import Draft, directive
from policytrace.authoring.options import Order
from policytrace.authoring.placement import Placed, place
from policytrace.authoring.questions import Common
from policytrace.authoring.values import Reader
from policytrace.authoring.writing import apply, undo
from policytrace.findings import SEVERITY_TITLES, Finding, Severity
from policytrace.messages import Message, message
from policytrace.metamodel import ProjectError
from policytrace.model import Graph

DONE, REFUSED, COULD_NOT_RUN = 0, 1, 2
"""Exit codes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a run of the gate says of the project."""

    graph: Graph
    findings: tuple[Finding, ...]


class Terminal:
    """The person at the keyboard."""

    def ask(self, prompt: str) -> str:
        """A line that the person writes, and may edit while writing."""
        return input(prompt)

    def say(self, text: str) -> None:
        """Show a line."""
        print(text, flush=True)


def terminal() -> Desk | None:
    """The person at the keyboard; None when there is nobody to ask."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401, PLC0415 - lines can then be edited, and be of any length
    return Terminal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One run of the command."""

    order: Order
    gate: Callable[[], Verdict]
    desk: Desk | None
    today: date
    translations: gettext.NullTranslations

    def run(self) -> int:
        """Add the object; the exit code.

        Raises:
            ProjectError: the project cannot be read, an answer is missing, or nothing can be
                written.
        """
        before = self.gate()
        interview = self._interview(before.graph)
        if self.desk is None:
            interview.complete()
            if interview.refused:
                return self._refused_options(interview)
            self._demand(interview)
        else:
            self._ask(interview, self.desk)
            before = self.gate()  # the answers took their time
        return self._add(interview, before)

    # ---------------------------------------------------------------- the answers

    def _interview(self, graph: Graph) -> Interview:
        order = self.order
        interview = Interview(
            questions=order.questions,
            reader=Reader(
                role=order.role, vocabulary=order.vocabulary, graph=graph, project=order.project
            ),
            translations=self.translations,
            today=self.today,
        )
        interview.take(order.given)
        return interview

    def _refused_options(self, interview: Interview) -> int:
        for option, error in interview.refused.items():
            reasons = " ".join(map(self._text, error.reasons))
            print(f"--{option}: {reasons}", file=sys.stderr)
        return COULD_NOT_RUN

    def _demand(self, interview: Interview) -> None:
        """Ask for the options that are missing; the place can be told only from the others."""
        missing = [question.option for question in interview.missing()]
        missing = [name for name in missing if name != Common.AFTER] or missing
        if missing:
            raise ProjectError(
                message(
                    "Give {options} too, or run the command in a terminal, where you are asked.",
                    options=", ".join(f"--{name}" for name in missing),
                )
            )

    def _ask(self, interview: Interview, desk: Desk) -> None:
        """Ask the person for the rest."""
        desk.say(
            self._text(
                message(
                    "Answer the questions. Enter takes what stands in brackets, ? shows what you "
                    "can answer, and Ctrl-C stops: then nothing is written."
                )
            )
        )
        try:
            interview.ask(desk)
        except EOFError as error:
            self._keep(interview.draft())
            raise ProjectError(message("There were no more answers.")) from error
        except KeyboardInterrupt:
            self._keep(interview.draft())
            raise

    # ---------------------------------------------------------------- the object

    def _add(self, interview: Interview, before: Verdict) -> int:
        draft = interview.draft()
        try:
            placed = place(
                draft,
                str(interview.values[Common.AFTER]),
                lambda fence: self._directive(draft, fence),
                graph=before.graph,
                vocabulary=self.order.vocabulary,
                project=self.order.project,
            )
            if self.order.dry_run:
                return self._show(draft, placed)
            wrong, findings = self._written_and_checked(draft, placed, before)
        except BaseException:
            self._keep(draft)
            raise
        for finding in findings:
            self._report(finding, sys.stderr if wrong else sys.stdout)
        if wrong:
            self._say(sys.stderr, wrong)
            self._keep(draft)
            return REFUSED
        self._say(
            sys.stdout,
            message("{id} is written: {place}", id=draft.id, place=str(placed.location)),
        )
        return DONE

    def _written_and_checked(
        self, draft: Draft, placed: Placed, before: Verdict
    ) -> tuple[Message | None, tuple[Finding, ...]]:
        """Why the object was taken away again, if it was, and the findings it brought about."""
        apply(placed.changes)
        try:
            after = self.gate()
            findings = brought_about(draft, placed, before.findings, after.findings)
            wrong: Message | None = None
            if any(finding.severity is Severity.ERROR for finding in findings):
                wrong = message("The object would bring about errors.")
            elif not _as_meant(draft, placed, after.graph):
                wrong = message("The object could not be read back as it was meant.")
        except BaseException:
            undo(placed.changes)
            raise
        if wrong:
            for path in undo(placed.changes):
                self._say(
                    sys.stderr,
                    message(
                        "{file} has been changed by someone else meanwhile, and is left as it is.",
                        file=str(path),
                    ),
                )
        return wrong, findings

    # ---------------------------------------------------------------- what is said

    def _show(self, draft: Draft, placed: Placed) -> int:
        self._say(
            sys.stderr, message("Would be written: {place}", place=str(placed.location))
        )
        print("\n".join(self._directive(draft)))
        return DONE

    def _keep(self, draft: Draft) -> None:
        """Print the object, so that the answers can be saved."""
        self._say(sys.stderr, message("Nothing was written. What you answered:"))
        print("\n".join(self._directive(draft)), flush=True)

    def _directive(self, draft: Draft, fence: str = ":::") -> list[str]:
        return directive(draft, self.order.vocabulary, self.translations, fence)

    def _report(self, finding: Finding, stream: TextIO) -> None:
        severity = self._text(SEVERITY_TITLES[finding.severity])
        print(
            f"{finding.location}: {severity} {finding.code}: {self._text(finding.message)}\n"
            f"    {self._text(finding.hint)}",
            file=stream,
        )

    def _say(self, stream: TextIO, text: Message) -> None:
        print(self._text(text), file=stream, flush=True)

    def _text(self, text: Message) -> str:
        return text.render(self.translations)


def brought_about(
    draft: Draft, placed: Placed, before: Iterable[Finding], after: Iterable[Finding]
) -> tuple[Finding, ...]:
    """The findings that the new object has brought about: those that were not there, wherever.

    Lines do not count, since the object has moved what stands below it.
    """
    had = Counter(map(_kind, before))
    first, last = placed.location.line, placed.location.line + placed.lines - 1

    def is_about_it(finding: Finding) -> bool:
        place = finding.location
        within = place.file == placed.location.file and first <= place.line <= last
        return within or finding.item == draft.id

    new: list[Finding] = []
    for finding in sorted(after, key=is_about_it):
        if had[_kind(finding)]:
            had[_kind(finding)] -= 1
        else:
            new.append(finding)
    return tuple(sorted(new, key=lambda finding: finding.sort_key))


def _kind(finding: Finding) -> tuple[str, str, str, str, Severity]:
    text = finding.message.template
    return (finding.code, finding.item, finding.location.file, text, finding.severity)


def _as_meant(draft: Draft, placed: Placed, graph: Graph) -> bool:
    """Whether the object says in the graph what it was meant to say."""
    item = graph.items.get(draft.id)
    return (
        item is not None
        and (item.role, item.title, item.location) == (draft.role, draft.title, placed.location)
        and all(item.fields.get(name) == value for name, value in draft.fields.items())
        and all(item.targets(kind) == targets for kind, targets in draft.links.items())
    )
