"""What has been changed since the plan was committed last, in words."""

from __future__ import annotations

import gettext
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from policytrace.changes.comparing import compare
from policytrace.changes.kinds import PlanChange, Removed
from policytrace.changes.plan_state import PlanState
from policytrace.changes.words import said
from policytrace.edit.committing import ChangedFile
from policytrace.messages import Sayable, message
from policytrace.schema.metamodel import Metamodel

_LONGEST_SUBJECT = 72
_MOST_LINES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedObject:
    """An object, and what has changed with it."""

    id: str
    title: str
    kind: str
    is_gone: bool
    said: tuple[Sayable, ...]


def changed_objects(
    before: PlanState, after: PlanState, metamodel: Metamodel
) -> tuple[ChangedObject, ...]:
    """What differs, object by object."""
    words = metamodel.headings()

    def word(key: str) -> str:
        return words.get(key, key.partition(".")[2])

    def told(changes: Sequence[PlanChange]) -> ChangedObject:
        about = changes[0].object
        return ChangedObject(
            id=about.id,
            title=about.title,
            kind=word(f"role.{about.kind}"),
            is_gone=isinstance(changes[0], Removed),
            said=tuple(said(change, word) for change in changes),
        )

    found = compare(before, after)
    return tuple(told(list(some)) for _, some in groupby(found, key=lambda one: one.object.id))


def proposed_message(
    objects: Sequence[ChangedObject],
    files: Sequence[ChangedFile],
    translations: gettext.NullTranslations,
) -> str:
    """What a commit of it all could say: what it is about, and below that what has changed."""
    if not objects:
        names = ", ".join(str(file.path) for file in files)
        return _cut(message("Changes in {files}", files=names).render(translations))
    if len(objects) > 1:
        subject = message("{count} objects changed", count=str(len(objects))).render(translations)
    else:
        only = objects[0]
        subject = message("{title}: {said}", title=only.title, said=only.said[0]).render(
            translations
        )
        if len(only.said) == 1 and len(subject) <= _LONGEST_SUBJECT:
            return subject
        subject = only.title
    lines = [
        f"- {change.render(translations)}"
        if len(objects) == 1
        else f"- {one.title}: {change.render(translations)}"
        for one in objects
        for change in one.said
    ]
    return "\n".join([_cut(subject), "", *lines[:_MOST_LINES]])


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_SUBJECT else f"{text[: _LONGEST_SUBJECT - 1].rstrip()}…"
