"""Proposes the id of a new object: the next in its series, or a readable one."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from itertools import count

from policytrace.authoring.markdown import Draft
from policytrace.authoring.vocabulary import Vocabulary
from policytrace.model import FieldName, Graph, LinkKind, Role
from policytrace.tracing import parts_of

_NUMBERED = re.compile(r"(?P<stem>.*-)(?P<number>[0-9]+)")
_SMALL_WORDS = frozenset(
    "a alla an and att av de den det en ett for för från i in med mot of och om på samt som the till to vid".split()
)
_WORDS, _LENGTH = 3, 30
"""How long a slug may be, in words and in characters."""


def propose_id(draft: Draft, graph: Graph, vocabulary: Vocabulary) -> str:
    """An id for the draft that no object has; its own id is not looked at."""
    prefix = vocabulary.prefixes.get(draft.role, "")

    def rest(kind: LinkKind) -> str:
        """What the first target's id says, without its own prefix."""
        target = graph.items.get(next(iter(draft.links.get(kind, ())), ""))
        if target is None:
            return ""
        return target.id.removeprefix(vocabulary.prefixes.get(target.role, ""))

    if draft.role is Role.ACTION:
        plan = graph.items.get(next(iter(draft.links.get(LinkKind.PART_OF, ())), ""))
        if plan is not None:
            parts = parts_of(graph, [plan])
            siblings = [item.id for item in graph.of_role(Role.ACTION) if item.id in parts]
            return _next_action(siblings, f"{prefix}{rest(LinkKind.PART_OF)}-", graph)
    if draft.role in {Role.FOLLOW_UP, Role.ANALYSIS}:
        about = rest(
            LinkKind.FOLLOWS_UP if draft.role is Role.FOLLOW_UP else LinkKind.ANALYSES
        )
        if about:
            return next_in_series(f"{prefix}{about}-", graph, width=1)
    return _free(prefix + (_telling(draft, graph, vocabulary, rest) or "NY"), graph)


def _telling(draft, graph, vocabulary, rest):  # type: ignore[no-untyped-def]
    raise NotImplementedError
