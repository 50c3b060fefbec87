"""What a text must not be published for: the searches of PT601, PT602 and PT604 in one sentence."""

from __future__ import annotations

import html
import re
from datetime import date

from policytrace.checks.identity_numbers import find_numbers
from policytrace.history.days import Withheld
from policytrace.values.contacts import names_a_person

_TAG = re.compile(r"<[A-Za-z/!?]|&#?[A-Za-z0-9]{1,31};")
"""How a tag begins, or a sign that is written as HTML writes it."""

_UNSEEN = re.compile(
    r"<[^<>]{0,200}>"  # a tag, or a comment
    r"|\{[^{}]{0,200}\}"  # what tells Markdown what comes before or after it
    r"|(?<=\])(?:\([^()]{0,400}\)|\[[^\[\]]{0,400}\])"  # where a link leads
    r"|[\\*_~`^\[\]<>|]"
)
"""What a reader does not see of a text in Markdown: it may stand between the digits of a number."""


def why_unpublishable(text: str, today: date) -> Withheld | None:
    """Why a sentence that tells of an earlier plan is not shown; None if it may be.

    What was written then has met no rule of today, so it is judged more strictly than a page:
    there HTML may stand as code. It may be cut anywhere, so it is not read as Markdown: all that
    Markdown takes for a mark is taken away, also where it would be a sign.
    """
    if any(_is_personal(one, today) for one in (text, _as_seen(text))):
        return Withheld.PERSONAL
    return Withheld.MARKUP if _TAG.search(text) else None


def _is_personal(text: str, today: date) -> bool:
    return any(find_numbers(text, today)) or names_a_person(text)


def _as_seen(text: str) -> str:
    return " ".join(_UNSEEN.sub("", html.unescape(text)).split())
