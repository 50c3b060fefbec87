"""The form of an object, as plain data: made from the schema, the object and what was typed."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from policytrace.author.editing import Edit, EditSubject, ObjectAsWritten
from policytrace.author.questions import Common, Question, question_of, questions_for
from policytrace.author.values import Reader
from policytrace.edit.guard import Fields
from policytrace.markup.hard_breaks import without_stray_spaces
from policytrace.markup.sections import LEAD
from policytrace.messages import Sayable
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.fields import FieldType
from policytrace.schema.forms import heading_of, is_proposed, texts_of
from policytrace.schema.links import ONE_TARGET
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.role_specs import TextPart
from policytrace.schema.roles import CustomField, CustomLink, FieldName, Key, LinkKind, TypeKey
from policytrace.severity import Severity
from policytrace.values.paragraphs import on_one_line

TEXT = "text"
"""What the boxes of the text are called, each with its number."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONG = frozenset({FieldType.TEXT, FieldType.PARAGRAPHS, FieldType.ASSESSMENT})
_ONE_PARAGRAPH = _LONG - {FieldType.PARAGRAPHS}
_NOT_ASKED = (Common.ID, Common.AFTER, Common.NEXT)


class Control(Enum):
    """What an answer is written or chosen in."""

    LINE = "line"
    LONG = "long"
    DAY = "day"
    ONE = "one"
    """One of the choices, or none."""
    MANY = "many"
    """Any of the choices."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormChoice:
    """One thing to choose."""

    value: str
    name: str
    note: str = ""
    """What tells it from others of the same name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRemark:
    """What is said of an answer, or of the whole object."""

    severity: Severity
    said: Sayable
    hint: Sayable


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One question, with what is known of the answer."""

    name: str
    title: str
    help: str
    control: Control
    value: str = ""
    chosen: tuple[str, ...] = ()
    choices: tuple[FormChoice, ...] = ()
    required: bool = False
    rows: int = 1
    is_extra: bool = False
    """Whether it is one of those that are seldom filled in, and that nothing stands in."""
    remarks: tuple[FormRemark, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Whether anything said of it is an error."""
        return any(remark.severity is Severity.ERROR for remark in self.remarks)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBox:
    """A part of an object's text, as it is written."""

    name: str
    help: str
    text: str
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectForm:
    """All that is asked about one object."""

    role: TypeKey
    questions: tuple[Question, ...]
    parts: tuple[TextBox, ...]
    metamodel: Metamodel
    graph: Graph
    written: ObjectAsWritten
    said: Item | None = None
    """The object as far as it is known, which tells what is asked about it; None: all is."""

    @classmethod
    def of(
        cls,
        item: Item,
        written: ObjectAsWritten,
        graph: Graph,
        metamodel: Metamodel,
        translations: gettext.NullTranslations,
    ) -> ObjectForm:
        """The form of an object that there is. What it has beyond its role's questions is kept."""
        asked = {
            question.subject: question
            for question in questions_for(item.role, metamodel, translations)
            if question.subject not in _NOT_ASKED and not isinstance(question.subject, TextPart)
        }
        has_status = FieldName.STATUS in written.values or is_proposed(item.role)
        more = [FieldName.STATUS] if has_status and metamodel.has(FieldName.STATUS) else []
        for key in (*more, *written.values):
            if key not in asked:
                asked[key] = question_of(item.role, key, metamodel, translations)
        return cls(
            role=item.role,
            questions=tuple(asked.values()),
            parts=tuple(_boxes(written, item.role, metamodel, translations)),
            metamodel=metamodel,
            graph=graph,
            written=written,
            said=item,
        )

    @classmethod
    def new(
        cls,
        role: TypeKey,
        written: ObjectAsWritten,
        graph: Graph,
        metamodel: Metamodel,
        translations: gettext.NullTranslations,
    ) -> ObjectForm:
        """The form of an object that is not there yet; `written` is what is proposed for it.

        Its id and its place are found by themselves, where nobody has another wish.
        """
        asked = questions_for(role, metamodel, translations)
        return cls(
            role=role,
            questions=tuple(
                replace(one, required=one.required and one.subject not in _NOT_ASKED)
                for one in asked
                if not isinstance(one.subject, TextPart)
            ),
            parts=tuple(
                TextBox(
                    name=heading_of(part, metamodel),
                    help=part.question.render(translations),
                    text=written.texts.get(
                        heading_of(part, metamodel) if part.heading else LEAD, ""
                    ),
                    required=part.required,
                )
                for part in texts_of(role)
            ),
            metamodel=metamodel,
            graph=graph,
            written=written,
        )

    # ------------------------------------------------------------------------ to be shown

    def fields(self, reader: Reader, given: Fields | None = None) -> Iterator[FormField]:
        """The questions with their answers: what was typed or, without that, what is written."""
        for question in self.questions:
            shown = self._field(question, reader, given)
            if shown.value or shown.chosen or self._asks(question):
                yield shown
        for number, part in enumerate(self.parts):
            name = f"{TEXT}{number}"
            value = part.text if given is None else "".join(given.get(name, ())[:1])
            yield FormField(
                name=name,
                title=part.name,
                help=part.help,
                control=Control.LONG,
                value=value,
                required=part.required,
                rows=_rows(value, 4),
            )

    @property
    def asks_more(self) -> bool:
        """Whether there are questions that come only when others have been answered."""
        return not all(map(self._asks, self.questions))

    def _asks(self, question: Question) -> bool:
        return self.said is None or question.asked(self.said)

    def _field(self, question: Question, reader: Reader, given: Fields | None) -> FormField:
        written = self.text_of(question)
        typed = list(given.get(question.option, ())) if given is not None else None
        choices = tuple(self._choices(question, reader))
        control = self._control(question, choices, written)
        if control is Control.MANY:
            chosen = _ids(written) if typed is None else tuple(filter(None, typed))
            return self._made(question, control, "", chosen, choices)
        value = written if typed is None else "".join(typed[:1])
        return self._made(question, control, value, (), choices)

    def _made(
        self,
        question: Question,
        control: Control,
        value: str,
        chosen: tuple[str, ...],
        choices: tuple[FormChoice, ...],
    ) -> FormField:
        known = {choice.value for choice in choices}
        lost = (one for one in (chosen or (value,)) if one and choices and one not in known)
        return FormField(
            name=question.option,
            title=question.title,
            help="" if isinstance(question.subject, LinkKind | CustomLink) else question.help,
            control=control,
            value=value,
            chosen=chosen,
            choices=(*choices, *(FormChoice(value=one, name=one) for one in lost)),
            required=question.required,
            rows=_rows(value, 1),
            is_extra=not question.required and not value and not chosen,
        )

    def _choices(self, question: Question, reader: Reader) -> Iterable[FormChoice]:
        subject = question.subject
        if isinstance(subject, LinkKind | CustomLink):
            linked = [
                self.graph.items[one]
                for one in _ids(self.text_of(question))
                if one in self.graph.items
            ]
            items = {item.id: item for item in (*reader.allowed(subject), *linked)}
            return (
                FormChoice(value=item.id, name=item.title, note=item.id) for item in items.values()
            )
        return (FormChoice(value=one, name=one) for one in reader.choices(subject))

    def _control(self, question: Question, choices: Sequence[FormChoice], written: str) -> Control:
        subject = question.subject
        if isinstance(subject, LinkKind | CustomLink):
            several = len(_ids(written)) > 1
            return Control.ONE if subject in ONE_TARGET and not several else Control.MANY
        if choices:
            return Control.ONE
        if subject is Common.NEXT:
            kind = FieldType.DAY
        elif isinstance(subject, FieldName | CustomField):
            kind = self.metamodel.definitions[subject].spec.type
        else:
            kind = FieldType.LIST
        if kind is FieldType.DAY and (not written or _DAY.fullmatch(written)):
            return Control.DAY
        return Control.LONG if kind in _LONG else Control.LINE

    def text_of(self, question: Question) -> str:
        """What is written for a question."""
        if question.subject is Common.TITLE:
            return self.written.title
        if isinstance(question.subject, TextPart | Common):
            return ""
        return self.written.values.get(question.subject, "")

    # ------------------------------------------------------------------------ to be read

    def edit(self, given: Fields) -> Edit:
        """What is to stand there instead. What was not touched is left as it is."""
        title: str | None = None
        values: dict[Key, str] = {}
        for question in self.questions:
            if question.option not in given:
                continue
            before = self.text_of(question)
            after = self._answer(question, before, given[question.option])
            if after == before:
                continue
            if question.subject is Common.TITLE:
                title = after
            elif not isinstance(question.subject, TextPart | Common):
                values[question.subject] = after
        typed = (
            (part, "".join(given.get(f"{TEXT}{number}", (part.text,))[:1]))
            for number, part in enumerate(self.parts)
        )
        return Edit(
            id=self.written.id,
            title=title,
            values=values,
            texts={part.name: text for part, text in typed if _tidy(text) != _tidy(part.text)},
            token=self.written.token,
        )

    def _answer(self, question: Question, before: str, typed: Sequence[str]) -> str:
        if isinstance(question.subject, LinkKind | CustomLink):
            had, wanted = _ids(before), dict.fromkeys(filter(None, typed))
            if set(had) == set(wanted):
                return before
            return ", ".join(
                [*(one for one in had if one in wanted), *(one for one in wanted if one not in had)]
            )
        text = "".join(typed[:1]).strip()
        if text == before.strip():
            return before
        return text if self._type(question) is FieldType.PARAGRAPHS else on_one_line(text)

    def on_one_line(self, given: Fields) -> Mapping[str, str]:
        """The answers in high boxes whose lines become one, by the field's name, as they are then.

        They are shown before they are saved: what was on lines of its own may not read well.
        """
        return {
            question.option: on_one_line(typed)
            for question in self.questions
            if self._type(question) in _ONE_PARAGRAPH
            and "\n" in (typed := "".join(given.get(question.option, ())[:1]).strip())
            and typed != self.text_of(question).strip()
        }

    def answers(self, given: Fields) -> Mapping[str, str]:
        """What was answered, by the options of the questions, as `policytrace new` is told it."""
        found: dict[str, str] = {}
        for question in self.questions:
            typed = given.get(question.option, ())
            if isinstance(question.subject, LinkKind | CustomLink):
                found[question.option] = "; ".join(filter(None, typed))
            else:
                found[question.option] = self._answer(question, "", typed)
        return found

    def texts(self, given: Fields) -> Mapping[str, str]:
        """What was written in the boxes of the text, by their names."""
        return {
            part.name: "".join(given.get(f"{TEXT}{number}", ())[:1])
            for number, part in enumerate(self.parts)
        }

    def _type(self, question: Question) -> FieldType | None:
        """What kind of value an answer is; None if it is none of a field's."""
        if not isinstance(question.subject, FieldName | CustomField):
            return None
        definition = self.metamodel.definitions.get(question.subject)
        return definition.spec.type if definition else None

    def name_of(self, subject: EditSubject) -> str:
        """What the field is called that a part of an object is written in."""
        names: dict[EditSubject, str] = {
            question.subject: question.option
            for question in self.questions
            if not isinstance(question.subject, TextPart)
        }
        parts = {part.name: f"{TEXT}{number}" for number, part in enumerate(self.parts)}
        return names.get(subject) or parts.get(str(subject), "")


def _boxes(
    written: ObjectAsWritten,
    role: TypeKey,
    metamodel: Metamodel,
    translations: gettext.NullTranslations,
) -> Iterator[TextBox]:
    """The parts of the text, and those that objects of the role have, and this has not yet."""
    asked = {heading_of(one, metamodel) if one.heading else LEAD: one for one in texts_of(role)}
    names = dict.fromkeys([*([LEAD] if LEAD in asked or not asked else ()), *written.texts, *asked])
    for name in names:
        known = asked.get(name)
        yield TextBox(
            name=name,
            help=known.question.render(translations) if known else "",
            text=written.texts.get(name, ""),
        )


def _tidy(text: str) -> str:
    return without_stray_spaces(text).strip("\n")


def _ids(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in re.split(r"[,;\s]+", text) if part))


def _rows(text: str, least: int) -> int:
    """So many lines a box is high that shows all of a text, within limits."""
    lines = sum(1 + len(line) // 70 for line in text.split("\n"))
    return max(least, min(lines, 14))
