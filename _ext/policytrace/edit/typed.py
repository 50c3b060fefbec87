"""What was typed in a form that cannot be taken, as it is told back so that it can be copied."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policytrace.edit.guard import NUMBER, STAMP, Fields

_OWN = frozenset({STAMP, NUMBER, "last", "gor", "nummer", "ersatt"})
"""The fields that nobody types in."""

_PART = re.compile(r"text[0-9]+")


def typed(fields: Fields) -> Iterator[tuple[str, str]]:
    """The fields with what stands in them, those that nothing stands in apart.

    The boxes of an object's text have no name that says anything: theirs is empty.
    """
    for name, values in fields.items():
        text = "\n".join(filter(None, values))
        if name not in _OWN and text.strip():
            yield "" if _PART.fullmatch(name) else name, text
