"""The command ``policytrace diff``: tells what has changed between two plans, in words."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from policytrace.changes.plan_state import PlanState
from policytrace.checks.unpublishable import why_unpublishable
from policytrace.cli.exit_codes import DONE, FOUND_ERRORS
from policytrace.cli.projects import folders_of, held, project_of, today_of
from policytrace.cli.terminal import Terminal
from policytrace.editions.reading import load_editions
from policytrace.errors import ProjectError
from policytrace.files import write_whole
from policytrace.history.comparison import (
    ComparedPlan,
    PlanComparison,
    comparison_of,
    less_hidden,
)
from policytrace.history.days import Withheld
from policytrace.history.judging import Judge
from policytrace.history.shown_values import ShownValues
from policytrace.history.sources import (
    OtherFolder,
    PlanSource,
    Revision,
    WorkingFiles,
    source_named,
)
from policytrace.history.store import HISTORY_FOLDER, StateStore
from policytrace.history.told import source_told
from policytrace.history.withholding import less_personal
from policytrace.messages import Message, message
from policytrace.plan.addresses import goal, load_addresses
from policytrace.report.reading import read_report
from policytrace.reports.changes_report import ChangesTeller
from policytrace.reports.html import as_html
from policytrace.repository import repository_of
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.reading import load_metamodel
from policytrace.site.exports.changes_document import comparison_document, comparison_schema


def run(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run the command; its exit code."""
    if options.schema:
        terminal.answer(comparison_schema(terminal.translations).decode())
        return DONE
    checked = read_report(options.findings) if options.findings else None
    if checked and options.format == "json":
        raise ProjectError(message("--findings goes with text, Markdown and HTML."))
    project, here = project_of(options, options.project), Path.cwd()
    today = today_of(options)
    metamodel = load_metamodel(project)
    before = source_named(project, options.before, here)
    after = source_named(project, options.after, here) if options.after else WorkingFiles()

    def word(key: str) -> str:
        return metamodel.words.get(key, key.partition(".")[2])

    def is_personal(text: Message) -> bool:
        return why_unpublishable(text.render(terminal.translations), today) is Withheld.PERSONAL

    trouble: ProjectError | None = None
    try:
        comparison = less_personal(
            _compared(project, metamodel, before, after, today, terminal), word, is_personal
        )
    except ProjectError as error:
        if checked is None:
            raise
        # What a check has found is wanted most when the plan cannot be read.
        trouble, comparison = error, _nothing_of(before, after)
    teller = ChangesTeller(
        comparison=comparison,
        word=word,
        translations=terminal.translations,
        trouble=_with_place(trouble) if trouble else None,
        checked=checked,
    )
    content = _content(options.format, teller, metamodel, today)
    if options.output is None:
        terminal.answer(content.decode())
    else:
        write_whole(options.output, content)
        terminal.say(message("The changes are in {file}", file=str(options.output)))
    if trouble:
        raise trouble
    return FOUND_ERRORS if options.exit_code and comparison.objects else DONE


def _content(form: str, teller: ChangesTeller, metamodel: Metamodel, today: date) -> bytes:
    match form:
        case "json":
            document = comparison_document(teller.comparison, teller.word, teller.translations)
            return document.as_json()
        case "html":
            sender = metamodel.publisher.name if metamodel.publisher.official else ""
            return as_html(teller.document(today, sender))
        case "markdown":
            return teller.markdown().encode()
        case _:
            return teller.text().encode()


def _nothing_of(before: PlanSource, after: PlanSource) -> PlanComparison:
    empty = PlanState.of(())
    return PlanComparison(
        before=ComparedPlan(source=before, state=empty),
        after=ComparedPlan(source=after, state=empty),
        objects=(),
    )


def _with_place(error: ProjectError) -> Message:
    if error.location is None:
        return error.text
    return message("{place}: {text}", place=str(error.location), text=error.text)


def _compared(
    project: Path,
    metamodel: Metamodel,
    before: PlanSource,
    after: PlanSource,
    today: date,
    terminal: Terminal,
) -> PlanComparison:
    editions = load_editions(project, metamodel)
    register = load_addresses(project, metamodel.addresses)
    folders = folders_of(project)
    with held(folders, terminal):
        from policytrace.sphinx.states import plan_at  # noqa: PLC0415 - takes a second

        store = StateStore(folders.root / HISTORY_FOLDER)

        def read(source: PlanSource) -> PlanState:
            return plan_at(project, source, doctreedir=folders.doctrees, store=store)

        plans = []
        for source, which in (
            (before, message("The older plan")),
            (after, message("The newer plan")),
        ):
            try:
                plans.append(ComparedPlan(source=source, state=read(source)))
            except ProjectError as error:
                raise _of_plan(error, source, which) from error
        # What the newer plan says of an id goes before what the files say that lie here now.
        leads = {**register.leads, **plans[1].state.leads}
        judge = Judge(
            editions=editions,
            changes_freely=metamodel.changes_freely,
            leads_to=lambda item_id: goal(leads, item_id),
        )
        comparison = comparison_of(plans[0], plans[1], judge, editions, today)
        if not comparison.tells_values:
            return comparison
        now = next((one.state for one in plans if isinstance(one.source, WorkingFiles)), None)
        states = (one.state for one in plans)
        shown = ShownValues(now or _present(project, read), states, register.goal)
    return less_hidden(comparison, shown)


def _present(project: Path, read: Callable[[PlanSource], PlanState]) -> PlanState:
    """The plan that decides which values are shown: the files as they are, else the last commit.

    Raises:
        ProjectError: neither can be read.
    """
    try:
        return read(WorkingFiles())
    except ProjectError as error:
        commit = (repository := repository_of(project)) and repository.commit("HEAD")
        try:
            if commit:
                return read(Revision(commit=commit))
        except ProjectError:
            pass
        raise ProjectError(
            message(
                "Which values may be shown cannot be told, since the files as they are now cannot "
                "be read: {text}",
                text=error.text,
            ),
            error.location,
        ) from error


def _of_plan(error: ProjectError, source: PlanSource, which: Message) -> ProjectError:
    """Why a plan cannot be read, with which of the two it is, and whether that can be mended.

    A place in a revision or another folder is none in the project's files, so it is a part of the
    text.
    """
    place = f"{error.location}: " if error.location else ""
    name = source_told(source)
    if isinstance(source, Revision):
        return ProjectError(
            message(
                "{which}, {name}, cannot be read. What has been committed cannot be mended there: "
                "compare with another revision, which git log shows. This stands in it: "
                "{place}{text}",
                which=which,
                name=name,
                place=place,
                text=error.text,
            )
        )
    if isinstance(source, OtherFolder):
        return ProjectError(
            message(
                "{which}, {name}: {place}{text}",
                which=which,
                name=name,
                place=place,
                text=error.text,
            )
        )
    return ProjectError(
        message("{which}, {name}: {text}", which=which, name=name, text=error.text), error.location
    )
