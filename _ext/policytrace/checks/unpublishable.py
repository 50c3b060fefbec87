"""What a text must not be published for: the searches of PT601, PT602 and PT604 in one sentence."""

from __future__ import annotations

import re
from datetime import date

from policytrace.checks.identity_numbers import find_numbers
from policytrace.history.days import Withheld
from policytrace.values.contacts import names_a_person

_TAG = re.compile(r"<[A-Za-z/!?]|&#?[A-Za-z0-9]{1,31};")
"""How a tag begins, or a sign that is written as HTML writes it."""


def why_unpublishable(text: str, today: date) -> Withheld | None:
    """Why a sentence that tells of an earlier plan is not shown; None if it may be.

    What was written then has met no rule of today, so it is judged more strictly than a page:
    there HTML may stand as code.
    """
    if any(find_numbers(text, today)) or names_a_person(text):
        return Withheld.PERSONAL
    return Withheld.MARKUP if _TAG.search(text) else None
