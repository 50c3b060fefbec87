"""The questions that make up an object: each is also an option of the command."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from policytrace.messages import Message, message
from policytrace.plan.model import Item
from policytrace.schema.fields import FieldType
from policytrace.schema.forms import cases_of, entries_of, heading_of, required_of, texts_of
from policytrace.schema.links import target_roles
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.required import Requirement
from policytrace.schema.role_specs import TextPart
from policytrace.schema.roles import CustomLink, FieldName, Key, LinkKey, LinkKind, Role, TypeKey


class Common(StrEnum):
    """What is asked of every object. The value is the option."""

    TITLE = "title"
    ID = "id"
    AFTER = "after"
    NEXT = "next"
    """When what a follow-up is about is to be followed up the next time."""


Subject = Common | Key | TextPart


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing to answer."""

    subject: Subject
    option: str
    """The option without its dashes; no two questions have the same."""
    title: str
    help: str
    required: bool
    cases: tuple[Requirement, ...] = ()
    """The cases in which it is asked; none: in any."""
    is_list: bool = False
    """Whether several answers make a list."""
    aliases: tuple[str, ...] = ()
    """Other names of the option."""

    def asked(self, said: Item) -> bool:
        """Whether it is asked of an object that is known so far."""
        return not self.cases or any(case.asked(said.values, said.written) for case in self.cases)


def questions_for(
    role: TypeKey, metamodel: Metamodel, translations: gettext.NullTranslations
) -> tuple[Question, ...]:
    """Everything asked about an object of `role`, in order: place and id come last."""
    asked: dict[str, Question] = {}
    for question in _questions(role, metamodel, translations):
        asked.setdefault(question.option, question)
    return tuple(asked.values())


def _questions(
    role: TypeKey, metamodel: Metamodel, translations: gettext.NullTranslations
) -> Iterator[Question]:
    def say(text: Message) -> str:
        return text.render(translations)

    required, cases = required_of(role, metamodel), cases_of(role, metamodel)
    common = {
        Common.TITLE: (message("Title"), message("What it is called, in a few words.")),
        Common.ID: (message("Id"), message("An id of its own, that is never changed.")),
        Common.AFTER: (
            message("After"),
            message("The object that it is to stand after, or the file that it is to stand in."),
        ),
    }
    yield _common(Common.TITLE, *map(say, common[Common.TITLE]))
    for key in entries_of(role, metamodel):
        asked = question_of(role, key, metamodel, translations)
        yield replace(asked, required=key in required, cases=cases.get(key, ()))
    for section in texts_of(role):
        name = heading_of(section, metamodel)
        yield Question(
            subject=section,
            option=name.lower().replace(" ", "-"),
            title=name,
            help=say(section.question),
            required=section.required,
        )
    if role is Role.FOLLOW_UP and metamodel.has(FieldName.NEXT_FOLLOW_UP):
        next_one = FieldName.NEXT_FOLLOW_UP
        yield Question(
            subject=Common.NEXT,
            option=option_of(next_one, metamodel),
            title=metamodel.title(next_one),
            help=say(message("The new day for what is followed up, where it has no rhythm.")),
            required=False,
        )
    for subject in (Common.ID, Common.AFTER):
        yield _common(subject, *map(say, common[subject]))


def question_of(
    role: TypeKey, key: Key, metamodel: Metamodel, translations: gettext.NullTranslations
) -> Question:
    """What is asked about a field or a link of an object of `role`, which may leave it out."""
    option = option_of(key, metamodel)
    aliases: tuple[str, ...] = ()
    if role is Role.ACTION and key is LinkKind.PART_OF:
        option, aliases = "plan", (option,)
    return Question(
        subject=key,
        option=option,
        title=metamodel.title(key),
        help=_what_to_link(role, key, metamodel, translations)
        if isinstance(key, LinkKind | CustomLink)
        else metamodel.definitions[key].description,
        required=False,
        is_list=_is_list(key, metamodel),
        aliases=aliases,
    )


def option_of(key: Key, metamodel: Metamodel) -> str:
    """The option for a field or a link, without its dashes."""
    return metamodel.word(key).replace("_", "-")


def _is_list(key: Key, metamodel: Metamodel) -> bool:
    known = None if isinstance(key, LinkKind | CustomLink) else metamodel.definitions.get(key)
    return known is not None and known.spec.type is FieldType.LIST


def _common(subject: Common, title: str, help_: str) -> Question:
    return Question(subject=subject, option=subject.value, title=title, help=help_, required=True)


def roles_to_link(role: TypeKey, kind: LinkKey) -> frozenset[Role]:
    """What a new object of `role` may link to by `kind`.

    An action may be part of another, but a new one is added to a plan.
    """
    if role is Role.ACTION and kind is LinkKind.PART_OF:
        return frozenset({Role.PLAN})
    return target_roles(kind, role)


def _what_to_link(
    role: TypeKey, kind: LinkKey, metamodel: Metamodel, translations: gettext.NullTranslations
) -> str:
    words = sorted(
        metamodel.word(target) for target in roles_to_link(role, kind) if metamodel.has(target)
    )
    return message("Name or id of: {types}.", types=", ".join(words)).render(translations)
