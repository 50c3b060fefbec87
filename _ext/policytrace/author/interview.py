"""Collects the answers about a new object: from options, and from the person at the terminal."""

from __future__ import annotations

import gettext
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from policytrace.author.choosing import HELP, MOST_SHOWN, Chooser, Prompter, and_more
from policytrace.author.identifiers import about_link, propose_id
from policytrace.author.markdown import Draft
from policytrace.author.next_follow_ups import (
    NextFollowUps,
    next_follow_ups,
    told_by_rhythm,
)
from policytrace.author.placement import usual_place
from policytrace.author.questions import Common, Question
from policytrace.author.values import Reader, RefusedError, UnclearError, Value
from policytrace.checks import engine
from policytrace.checks.findings import Finding
from policytrace.checks.registry import RULES, Context
from policytrace.locations import Location
from policytrace.messages import Message, message
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.plan.rhythm import with_next_days
from policytrace.schema.forms import is_proposed
from policytrace.schema.links import ONE_TARGET
from policytrace.schema.required import Requirements
from policytrace.schema.role_specs import TextPart
from policytrace.schema.roles import (
    CustomField,
    CustomLink,
    FieldKey,
    FieldName,
    LinkKey,
    LinkKind,
    Role,
)
from policytrace.schema.vocabulary import Status
from policytrace.severity import Severity

_NOWHERE = Location(file="", line=0)


@dataclass(kw_only=True)
class Interview:
    """What is known so far of a new object, and how to get to know the rest."""

    questions: Sequence[Question]
    reader: Reader
    translations: gettext.NullTranslations
    today: date
    values: dict[str, Value] = field(default_factory=dict)
    """Answers by option."""
    refused: dict[str, RefusedError] = field(default_factory=dict)
    """Options with an answer that cannot be taken."""

    def take(self, given: Mapping[str, str]) -> None:
        """Read the answers given as options; an empty one is none."""
        for question in self.questions:
            if text := given.get(question.option, "").strip():
                try:
                    self.values[question.option] = self.reader.read(question.subject, text)
                except RefusedError as error:
                    self.refused[question.option] = error

    def missing(self) -> tuple[Question, ...]:
        """The obligatory questions without an answer."""
        said = self._said()
        return tuple(
            question
            for question in self.questions
            if question.required and question.option not in self.values and question.asked(said)
        )

    def lacking(self) -> bool:
        """Whether a person has to be asked: what has an answer to propose can do without."""
        proposed = (Common.ID, Common.AFTER) if self._usual_place() else (Common.ID,)
        return bool(self.refused) or any(
            question.subject not in proposed for question in self.missing()
        )

    def complete(self) -> None:
        """Take the id and the place that are proposed, where none are given."""
        if (question := self._next_question()) and (wrong := self._too_early(question)):
            del self.values[question.option]
            self.refused[question.option] = wrong
        for subject, proposed in ((Common.ID, self._usual_id), (Common.AFTER, self._usual_place)):
            if subject not in self.values and subject not in self.refused and (text := proposed()):
                self.values[subject] = text

    def ask(self, prompter: Prompter) -> None:
        """Ask for everything that has no answer yet, in order.

        Raises:
            EOFError, KeyboardInterrupt: the person stopped; what was answered is kept.
        """
        for question in self.questions:
            if question.subject is Common.NEXT and not self._asks_next(question, prompter):
                continue
            if question.option in self.values or not question.asked(self._said()):
                continue
            if error := self.refused.pop(question.option, None):
                prompter.say(self._reasons(question, error.reasons))
            self._ask(question, prompter)

    def draft(self) -> Draft:
        """The object, as far as it is known."""
        role, words = self.reader.role, self.reader.metamodel.vocabulary
        fields: dict[FieldKey, str] = {}
        links: dict[LinkKey, tuple[str, ...]] = {}
        texts: dict[str, tuple[str, ...]] = {}
        if is_proposed(role) and self.reader.metamodel.has(FieldName.STATUS):
            fields[FieldName.STATUS] = words.of(Status.PROPOSED)
        for question in self.questions:
            value = self.values.get(question.option)
            if isinstance(question.subject, FieldName | CustomField) and isinstance(value, str):
                fields[question.subject] = value
            elif isinstance(question.subject, LinkKind | CustomLink) and isinstance(value, tuple):
                links[question.subject] = value
            elif isinstance(question.subject, TextPart) and isinstance(value, tuple):
                texts[question.title] = value
        return Draft(
            role=role,
            id=str(self.values.get(Common.ID, "")),
            title=str(self.values.get(Common.TITLE, "")),
            fields=fields,
            links=links,
            texts=texts,
        )

    def _said(self) -> Item:
        """The object as it would be in the graph, as far as it is known."""
        return self.draft().placed(_NOWHERE, self.reader.metamodel)

    def named_draft(self) -> Draft:
        """The object, as far as it is known, with the id that is proposed if it has none."""
        draft = self.draft()
        return replace(draft, id=draft.id or self._usual_id())

    # ---------------------------------------------------------------- one question

    def _ask(self, question: Question, prompter: Prompter) -> None:
        default, insisted = self.proposed(question), ""
        if question.cases:
            prompter.say(f"  {question.help}")
        while True:
            text = prompter.ask(self._prompt(question, default)).strip() or default
            if not text and not question.required:
                return
            if text == HELP:
                self._explain(question, prompter)
                continue
            before = self.draft()
            try:
                value = self._read(question, text, prompter)
            except RefusedError as error:
                prompter.say(self._reasons(question, error.reasons))
                continue
            if not value:
                continue
            self.values[question.option] = value
            if too_early := self._too_early(question):
                del self.values[question.option]
                prompter.say(self._reasons(question, too_early.reasons))
                continue
            wrong = self._brought_about(before)
            if not wrong or text == insisted:
                return
            del self.values[question.option]
            insisted = text
            reasons = [reason for found in wrong for reason in (found.message, found.hint)]
            keep = message("Or write the same again, to keep it.")
            prompter.say(self._reasons(question, [*reasons, keep]))

    def _read(self, question: Question, text: str, prompter: Prompter) -> Value:
        """What an answer comes to when the person has chosen; empty if they did not.

        Raises:
            RefusedError: it cannot be taken.
        """
        subject, reader = question.subject, self.reader
        several = isinstance(subject, LinkKind | CustomLink) and subject not in ONE_TARGET
        chooser = Chooser(prompter=prompter, say=self._say, metamodel=reader.metamodel)
        kept: tuple[str, ...] = ()
        searched = False
        while True:
            try:
                value = reader.read(subject, text)
            except UnclearError as unclear:
                chosen = chooser.choose(unclear, reader.offered(subject), several=several)
                if chosen:
                    text, searched = unclear.instead(*chosen), True
                    kept = (*unclear.before, *chosen) if several else ()
                    continue
                if not kept:
                    return ""
            except RefusedError as error:
                if not kept:
                    raise
                prompter.say(self._reasons(question, error.reasons))
            else:
                if not (several and searched and isinstance(value, tuple)):
                    return value
                kept = value
            more = self._one_more(question, kept, prompter)
            if not more:
                return kept
            text = "; ".join((*kept, more))

    def _one_more(self, question: Question, kept: Sequence[str], prompter: Prompter) -> str:
        """What the person answers besides what is `kept`; empty if that is all."""
        names = "; ".join(self.reader.graph.items[target].title for target in kept)
        another = self._say(message("One more, or Enter if that is all"))
        while True:
            prompter.say(f"  {question.title}: {names}")
            more = prompter.ask(f"  {another}: ").strip()
            if more != HELP:
                return more
            self._explain(question, prompter)

    def _prompt(self, question: Question, default: str) -> str:
        leave_out = self._say(message("may be left out"))
        optional = "" if question.required else f" ({leave_out})"
        proposed = f" [{default}]" if default else ""
        return f"{question.title}{optional}{proposed}: "

    def _explain(self, question: Question, prompter: Prompter) -> None:
        if question.help:
            prompter.say(f"  {question.help}")
        choices = self.reader.choices(question.subject)
        for choice in choices[:MOST_SHOWN]:
            rule = RULES.get(choice) if question.subject is FieldName.RULE else None
            title = f"  {self.translations.gettext(rule.title)}" if rule else ""
            prompter.say(f"  {choice}{title}")
        if (left := len(choices) - MOST_SHOWN) > 0:
            prompter.say(f"  {self._say(and_more(left))}")
        if offered := self.reader.offered(question.subject):
            chooser = Chooser(prompter=prompter, say=self._say, metamodel=self.reader.metamodel)
            chooser.explain(offered)

    def _reasons(self, question: Question, reasons: Sequence[Message]) -> str:
        return f"  {question.title}: {' '.join(map(self._say, reasons))}"

    def _say(self, text: Message) -> str:
        return text.render(self.translations)

    def _brought_about(self, before: Draft) -> list[Finding]:
        """The errors in the object that were not there `before` the last answer.

        To answer one more question takes findings about what is missing away. One that comes is
        therefore about the answer: an owner that has ended, a last day before the first.
        """
        after = self.named_draft()
        had = {_kind(found) for found in self._errors(replace(before, id=after.id))}
        return [found for found in self._errors(after) if _kind(found) not in had]

    def _errors(self, draft: Draft) -> list[Finding]:
        graph, metamodel = self.reader.graph, self.reader.metamodel
        drafted = Graph([*graph, draft.placed(_NOWHERE, metamodel)], graph.passages)
        findings = engine.run(
            with_next_days(drafted, metamodel.rhythms, self.today),
            engine.rule_settings(metamodel),
            Context(
                today=self.today,
                words=metamodel.words,
                required=_in_any_case(metamodel.required),
                analyses=metamodel.analyses,
                rhythms=metamodel.rhythms,
            ),
        )
        return [
            found
            for found in findings
            if found.item == draft.id and found.severity is Severity.ERROR
        ]

    # ---------------------------------------------------------------- the next follow-up

    def next_day(self) -> str:
        """The day that what is followed up is to have for its next follow-up; empty if none."""
        question = self._next_question()
        return str(self.values.get(question.option, "")) if question else ""

    def next_follow_ups(self) -> NextFollowUps:
        """What the new object means for the next follow-ups of what it is about."""
        reader = self.reader
        return next_follow_ups(
            self.draft(),
            graph=reader.graph,
            metamodel=reader.metamodel,
            project=reader.project,
            today=self.today,
        )

    def _next_question(self) -> Question | None:
        return next((one for one in self.questions if one.subject is Common.NEXT), None)

    def _asks_next(self, question: Question, prompter: Prompter) -> bool:
        """Tell what is known of the next follow-up; whether a day has to be asked for."""
        found = self.next_follow_ups()
        for told in told_by_rhythm(found, self.reader.graph):
            prompter.say(f"  {self._say(told)}")
        if not found.to_move:
            return False
        for item in found.to_move:
            day = item.day(FieldName.NEXT_FOLLOW_UP)
            told = (
                message("“{title}” has {day} now.", title=item.title, day=day.isoformat())
                if day
                else message("“{title}” has no day now.", title=item.title)
            )
            prompter.say(f"  {question.title}: {self._say(told)}")
        if (wrong := self._too_early(question)) is not None:
            del self.values[question.option]
            prompter.say(self._reasons(question, wrong.reasons))
        return True

    def _too_early(self, question: Question) -> RefusedError | None:
        """Why the day for the next follow-up cannot be taken."""
        day, made = self.next_day(), str(self._said().day(FieldName.DATE) or "")
        if question.subject is not Common.NEXT or not day or not made or day > made:
            return None
        return RefusedError(
            message("Write a day after {day}, when it is followed up now.", day=made)
        )

    # ---------------------------------------------------------------- what is proposed

    def proposed(self, question: Question) -> str:
        """What an empty answer stands for."""
        graph, role = self.reader.graph, self.reader.role
        if question.subject is Common.ID:
            return self._usual_id()
        if question.subject is Common.AFTER:
            return self._usual_place()
        if question.subject is LinkKind.PART_OF and role is Role.ACTION:
            plans = [plan.id for plan in graph.of_role(Role.PLAN) if plan.live]
            return plans[0] if len(plans) == 1 else ""
        if question.subject is LinkKind.OWNER and question.required:
            plan = self.draft().links.get(LinkKind.PART_OF, ())[:1]
            owners = (graph.items[whole].targets(LinkKind.OWNER) for whole in plan)
            return ", ".join(next(owners, ()))
        if question.subject is FieldName.DATE and about_link(role):
            return self.today.isoformat()
        return ""

    def _usual_id(self) -> str:
        reader = self.reader
        return propose_id(self.draft(), reader.graph, reader.metamodel, reader.published)

    def _usual_place(self) -> str:
        return usual_place(self.draft(), self.reader.graph, self.reader.metamodel)


def _in_any_case(required: Requirements) -> Requirements:
    """What is required whatever else an object says: the rest is asked for when it is known."""
    return {
        role: tuple(one for one in demanded if one.when is None and one.unless is None)
        for role, demanded in required.items()
    }


def _kind(finding: Finding) -> tuple[str, ...]:
    """What a finding says, whatever the object is called."""
    values = finding.message.values
    said = (str(values[name]) for name in sorted(values.keys() - {"id", "title"}))
    return (finding.code, finding.message.template, *said)
