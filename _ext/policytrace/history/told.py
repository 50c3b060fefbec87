"""Changes in words, with the decision that each was made by, or that there is none."""

from __future__ import annotations

from datetime import date

from policytrace.changes.field_words import Word
from policytrace.changes.plan_state import PlanObject
from policytrace.changes.words import said
from policytrace.history.days import NOT_TOLD, HistoryChange
from policytrace.history.judging import JudgedChange
from policytrace.history.sources import EditionSource, OtherFolder, PlanSource, Revision
from policytrace.messages import Message, as_it_is, message
from policytrace.schema.roles import FieldName
from policytrace.values.days import Day


def told(judged: JudgedChange, word: Word) -> Message:
    """What has changed, as a sentence without a full stop; `word` gives the project's words."""
    change = NOT_TOLD if judged.withheld else said(judged.change, word)
    return _with_decision(change, judged)


def change_told(change: HistoryChange) -> Message:
    """What has changed on a day of the history, likewise."""
    return _with_decision(change.said, change)


def _with_decision(said: Message, judged: JudgedChange | HistoryChange) -> Message:
    if judged.later is not None:
        return message(
            "{change}, without a decision then; later decision: {decision}",
            change=said,
            decision=decision_told(judged.later),
        )
    if judged.undecided:
        return message("{change}, without a decision", change=said)
    if judged.decision is not None:
        return message(
            "{change} (decision: {decision})",
            change=said,
            decision=decision_told(judged.decision),
        )
    return said


def decision_told(decision: PlanObject) -> Message:
    """A decision by its title, day and paragraph."""
    paragraph = str(decision.fields.get(FieldName.PARAGRAPH, ""))
    try:
        day = Day(date.fromisoformat(str(decision.fields.get(FieldName.DATE))))
    except ValueError:
        return as_it_is(", ".join(filter(None, (decision.title, paragraph))))
    if not paragraph:
        return message("{title}, {day}", title=decision.title, day=day)
    return message(
        "{title}, {day}, {paragraph}", title=decision.title, day=day, paragraph=paragraph
    )


def source_told(source: PlanSource) -> Message:
    """What a plan was taken from."""
    match source:
        case Revision(commit=commit, name=name):
            if name and not commit.id.startswith(name):
                return message(
                    "{name} ({commit}, {day})", name=name, commit=commit.short, day=Day(commit.day)
                )
            return message("{commit} ({day})", commit=commit.short, day=Day(commit.day))
        case EditionSource(decision=decision):
            return message("the edition {decision}", decision=decision)
        case OtherFolder(folder=folder):
            return message("the folder {folder}", folder=str(folder))
        case _:
            return message("the files as they are now")
