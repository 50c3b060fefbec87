"""The questions that make up an object: each is also an option of the command."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from policytrace.author.forms import FORMS, Key, Section
from policytrace.author.vocabulary import Vocabulary
from policytrace.messages import Message, message
from policytrace.schema.link_targets import LINK_TARGETS
from policytrace.schema.roles import LinkKind, Role


class Common(StrEnum):
    """What is asked of every object. The value is the option."""

    TITLE = "title"
    ID = "id"
    AFTER = "after"


Subject = Common | Key | Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing to answer."""

    subject: Subject
    option: str
    """The option without its dashes; no two questions have the same."""
    title: str
    help: str
    required: bool
    aliases: tuple[str, ...] = ()
    """Other names of the option."""


def questions_for(
    role: Role, vocabulary: Vocabulary, translations: gettext.NullTranslations
) -> tuple[Question, ...]:
    """Everything asked about an object of `role`, in order: place and id come last."""
    asked: dict[str, Question] = {}
    for question in _questions(role, vocabulary, translations):
        asked.setdefault(question.option, question)
    return tuple(asked.values())


def _questions(
    role: Role, vocabulary: Vocabulary, translations: gettext.NullTranslations
) -> Iterator[Question]:
    def say(text: Message) -> str:
        return text.render(translations)

    form = FORMS[role]
    common = {
        Common.TITLE: (message("Title"), message("What it is called, in a few words.")),
        Common.ID: (message("Id"), message("An id of its own, that is never changed.")),
        Common.AFTER: (
            message("After"),
            message("The object that it is to stand after, or the file that it is to stand in."),
        ),
    }
    yield _common(Common.TITLE, *map(say, common[Common.TITLE]))
    for key in vocabulary.entries(form):
        option = vocabulary.word(key).replace("_", "-")
        aliases: tuple[str, ...] = ()
        if role is Role.ACTION and key is LinkKind.PART_OF:
            option, aliases = "plan", (option,)
        yield Question(
            subject=key,
            option=option,
            title=vocabulary.title(key),
            help=_what_to_link(role, key, vocabulary, translations)
            if isinstance(key, LinkKind)
            else vocabulary.descriptions.get(key, ""),
            required=key in form.required,
            aliases=aliases,
        )
    for section in form.sections:
        name = vocabulary.heading(section)
        yield Question(
            subject=section,
            option=name.lower().replace(" ", "-"),
            title=name,
            help=say(section.question),
            required=section.required,
        )
    for subject in (Common.ID, Common.AFTER):
        yield _common(subject, *map(say, common[subject]))


def _common(subject: Common, title: str, help_: str) -> Question:
    return Question(subject=subject, option=subject.value, title=title, help=help_, required=True)


def target_roles(role: Role, kind: LinkKind) -> frozenset[Role]:
    """What a new object of `role` may link to by `kind`.

    An action may be part of another, but a new one is added to a plan.
    """
    if role is Role.ACTION and kind is LinkKind.PART_OF:
        return frozenset({Role.PLAN})
    return LINK_TARGETS[kind].get(role, frozenset())


def _what_to_link(
    role: Role, kind: LinkKind, vocabulary: Vocabulary, translations: gettext.NullTranslations
) -> str:
    words = sorted(
        vocabulary.type_word(target)
        for target in target_roles(role, kind)
        if target in vocabulary.metamodel.role_titles
    )
    return message("Id of: {types}.", types=", ".join(words)).render(translations)
