"""What becomes of a form when the object's file was changed while it was filled in.

What was not touched in the form takes what is in the file now. What was touched stays as it was
typed, and where the file has changed just that, both are shown.
"""

from __future__ import annotations

from collections.abc import Iterable

from policytrace.author.values import Reader
from policytrace.edit.guard import Fields
from policytrace.edit.object_form import Control, FormField, FormRemark, ObjectForm
from policytrace.edit.remarks import Remarks
from policytrace.messages import as_it_is, message
from policytrace.severity import Severity


def merged(
    before: ObjectForm, now: ObjectForm, given: Fields, reader: Reader
) -> tuple[Fields, Remarks]:
    """What the form is to show, and where it differs from the file.

    `before` is the object as it was when the form was drawn, `now` as it is in the file.
    """
    was = {one.title: one for one in before.fields(reader)}
    shown: dict[str, list[str]] = {}
    at: dict[str, tuple[FormRemark, ...]] = {}
    for field in now.fields(reader):
        base = was.get(field.title, field)
        typed = _said(given.get(base.name, _values(base)))
        in_file = _values(field)
        is_touched = set(typed) != set(_values(base))
        shown[field.name] = typed if is_touched else in_file
        if is_touched and in_file != _values(base) and set(in_file) != set(typed):
            at[field.name] = (
                FormRemark(
                    severity=Severity.WARNING,
                    said=message("This has been changed in the file, too. There it now says:"),
                    hint=as_it_is(", ".join(in_file) or "–"),
                ),
            )
    return shown, Remarks(at=at)


def _values(field: FormField) -> list[str]:
    return _said(field.chosen if field.control is Control.MANY else (field.value,))


def _said(typed: Iterable[str]) -> list[str]:
    return [text for one in typed if (text := one.strip())]
