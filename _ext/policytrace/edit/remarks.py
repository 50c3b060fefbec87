"""What the gate says of an object, at the questions that it is about."""

from __future__ import annotations

import gettext
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from policytrace.author.editing import ObjectAsWritten, Refusal
from policytrace.author.questions import Common
from policytrace.checks.findings import Finding
from policytrace.edit.object_form import FormField, FormRemark, ObjectForm
from policytrace.edit.reading import PlanReading
from policytrace.messages import Sayable, as_it_is, message
from policytrace.plan.model import Item
from policytrace.schema.role_specs import TextPart
from policytrace.severity import Severity
from policytrace.site.views.plain_words import plainly

_NAMED = re.compile(r":([^\s:]{1,60}):")


@dataclass(frozen=True, slots=True)
class _WithoutColons:
    """A text that names options as one writes them, with their titles instead."""

    text: Sayable
    titles: Mapping[str, str]

    def render(self, translations: gettext.NullTranslations) -> str:
        """The text in the language of `translations`."""
        told = self.text.render(translations)
        quoted = translations.gettext("“{title}”")

        def named(found: re.Match[str]) -> str:
            title = self.titles.get(found[1])
            return quoted.format(title=title) if title else found[0]

        return _NAMED.sub(named, told)


@dataclass(frozen=True, kw_only=True)
class Remarks:
    """What is said of a form: of single answers, by the field's name, and of the whole."""

    at: Mapping[str, tuple[FormRemark, ...]] = field(default_factory=dict)
    whole: tuple[FormRemark, ...] = ()

    @property
    def have_errors(self) -> bool:
        """Whether anything is an error."""
        every = (*self.whole, *(one for some in self.at.values() for one in some))
        return any(one.severity is Severity.ERROR for one in every)

    def beside(self, fields: Iterable[FormField]) -> tuple[FormField, ...]:
        """The fields with what is said of each, below what was said before."""
        return tuple(
            replace(one, remarks=(*one.remarks, *said), is_extra=False)
            if (said := self.at.get(one.name))
            else one
            for one in fields
        )


ONE_PARAGRAPH = message(
    "What you write here is kept as one paragraph, so your lines have been put together. Change it "
    "if it does not read well, and save again."
)
"""What is said of an answer whose lines have become one, before it is saved."""


def put_together(names: Iterable[str]) -> Remarks:
    """What is said of the answers in these fields, whose lines have become one."""
    told = FormRemark(severity=Severity.ERROR, said=ONE_PARAGRAPH, hint=as_it_is(""))
    return Remarks(at=dict.fromkeys(names, (told,)))


def refusals_at(form: ObjectForm, refused: Iterable[Refusal]) -> Remarks:
    """Why answers cannot be taken, each at its question."""
    at: dict[str, list[FormRemark]] = {}
    for one in refused:
        at.setdefault(form.name_of(one.subject), []).extend(
            FormRemark(severity=Severity.ERROR, said=reason, hint=as_it_is(""))
            for reason in one.reasons
        )
    whole = tuple(at.pop("", ()))
    return Remarks(at={name: tuple(some) for name, some in at.items()}, whole=whole)


def findings_at(
    form: ObjectForm,
    findings: Sequence[Finding],
    items: Mapping[str, Item],
    translations: gettext.NullTranslations,
    written: ObjectAsWritten | None = None,
) -> Remarks:
    """What the gate has found, each at the question whose option it names first.

    What names none is told at the part of the text whose lines it is about. `written` is the
    object as the gate has read it; None: as the form has it.
    """
    written = written or form.written
    at: dict[str, list[FormRemark]] = {}
    whole: list[FormRemark] = []
    fields = dict(_fields_by_word(form))
    metamodel = form.metamodel
    titles = {
        word: metamodel.title(key)
        for word, key in (*metamodel.fields.items(), *metamodel.links.items())
    }
    for finding in findings:
        remark = FormRemark(
            severity=finding.severity,
            said=_WithoutColons(plainly(finding.message, items), titles),
            hint=_WithoutColons(plainly(finding.hint, items), titles),
        )
        told = f"{finding.hint.render(translations)} {finding.message.render(translations)}"
        name = next((fields[word] for word in _NAMED.findall(told) if word in fields), "")
        if not name and finding.location.file == written.location.file:
            line = finding.location.line
            parts = (part for part, lines in written.lines.items() if line in lines)
            name = next(map(form.name_of, parts), "")
        if name:
            at.setdefault(name, []).append(remark)
        else:
            whole.append(remark)
    return Remarks(at={name: tuple(some) for name, some in at.items()}, whole=tuple(whole))


def about(item: Item, reading: PlanReading) -> tuple[Finding, ...]:
    """The findings about an object: those that name it, and those in its lines that name none."""
    place = item.location
    below = (
        other.location.line
        for other in reading.graph
        if other.location.file == place.file and other.location.line > place.line
    )
    end = min(below, default=sys.maxsize)

    def is_about_it(finding: Finding) -> bool:
        within = finding.location.file == place.file and place.line <= finding.location.line < end
        return finding.item == item.id or (not finding.item and within)

    return tuple(filter(is_about_it, reading.findings))


def _fields_by_word(form: ObjectForm) -> Iterable[tuple[str, str]]:
    for question in form.questions:
        if not isinstance(question.subject, TextPart | Common):
            yield form.metamodel.word(question.subject), question.option
