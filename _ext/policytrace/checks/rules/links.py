"""PT104–PT105: every link holds, and leads somewhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from operator import attrgetter

from policytrace.checks.registry import Context, Violation, rule, violation
from policytrace.messages import Message, message
from policytrace.plan.cycles import cycles, way_round
from policytrace.plan.graph import Graph
from policytrace.plan.model import Link
from policytrace.schema.links import may_point_to, target_roles
from policytrace.schema.roles import LinkKind, Role
from policytrace.severity import Severity

_ALL = frozenset(Role)
_PLACE = attrgetter("location", "id")

MOST_SUGGESTIONS = 20
"""How many unknown names a rule looks for a "did you mean": each costs a pass over all names."""

_LONGEST_SHOWN = 100  # signs of something that is no id

_ID = re.compile(r"[A-ZÅÄÖa-zåäö]{2,4}[-_ ]?(?=[A-ZÅÄÖ0-9]|\Z)\S*+\Z|[^\s_-]*+[-_]\S*+\Z")
"""What is meant to be an id, well or badly spelt; what it does not fit is taken for a name."""

_NEAR = 0.75
"""How alike words must be: one slip in four letters. Ids of a kind have short words."""


@rule("PT104", Severity.ERROR, "A link that does not hold")
def broken_link(graph: Graph, context: Context) -> Iterator[Violation]:
    """A link leads to an object that does not exist or is of the wrong type.

    A mistyped id breaks the chain without anyone seeing it. So does a link between things that it
    cannot join, as an owner that is an indicator. Links to objects in running text are tried too.

    Example:
        :bidrar_till: UTG-VLD-3

    Instead:
        :bidrar_till: UTG-VALD-3

    Remedy: write the right id. The gate suggests one that exists, if it is spelled almost alike.
    """
    suggestions = _Suggestions(graph)
    yield from _broken_references(graph, suggestions, context)
    role_of = {item.id: item.role for item in graph}.get
    allowed = cache(target_roles)
    for source in graph:
        for kind, targets in source.links.items():
            roles = allowed(kind, source.role)
            for target in targets:
                if role_of(target) not in roles:
                    link = Link(source=source.id, kind=kind, target=target)
                    yield from _broken(graph, link, suggestions, context)


def _broken(
    graph: Graph, link: Link, suggestions: _Suggestions, context: Context
) -> Iterator[Violation]:
    """What is wrong with a link that does not lead to an object of a role that the code allows."""
    source = graph.items[link.source]
    option = context.word(f"link.{link.kind}")
    allowed = target_roles(link.kind, source.role)
    if not allowed:
        yield violation(
            source,
            message(
                ":{option}: does not belong on {id}, which is of the type “{type}”.",
                option=option,
                id=source.id,
                type=context.word(f"role.{source.role}"),
            ),
            message("Take the line :{option}: away.", option=option),
        )
        return
    target = graph.items.get(link.target)
    if target is None and context.unread.is_lost(link.target):
        return
    if target is not None and may_point_to(link.kind, source.role, target.role):
        return
    wanted = ", ".join(context.word(f"role.{role}") for role in Role if role in allowed)
    if target is None:
        nearest = suggestions.nearest(link.target, allowed)
        yield violation(
            source,
            message(
                ":{option}: points to {target}, which does not exist.",
                option=option,
                target=link.target[:_LONGEST_SHOWN],
            ),
            _did_you_mean(graph, link.target, nearest)
            if nearest
            else message(
                "Write the id of an object that exists, of the type {wanted}.", wanted=wanted
            ),
        )
    else:
        yield violation(
            source,
            message(
                ":{option}: points to {target}, which is of the type “{type}”.",
                option=option,
                target=link.target,
                type=context.word(f"role.{target.role}"),
            ),
            message("Write the id of an object of the type {wanted}.", wanted=wanted),
        )


def _did_you_mean(graph: Graph, written: str, nearest: str) -> Message:
    """Suggest an id; one that was found by its name is said with the name."""
    if _Spelling.of(written).prefix == _Spelling.of(nearest).prefix:
        return message("Did you mean {nearest}?", nearest=nearest)
    return message(
        "Write the id, not the name: {nearest} ({title})?",
        nearest=nearest,
        title=graph.items[nearest].title,
    )


def _broken_references(
    graph: Graph, suggestions: _Suggestions, context: Context
) -> Iterator[Violation]:
    for reference in graph.references:
        if reference.target in graph.items or context.unread.is_lost(reference.target):
            continue
        nearest = suggestions.nearest(reference.target, _ALL)
        yield Violation(
            item="",
            location=reference.location,
            message=message(
                "The text links to {target}, which does not exist.",
                target=reference.target[:_LONGEST_SHOWN],
            ),
            hint=_did_you_mean(graph, reference.target, nearest)
            if nearest
            else message("Write the id of an object that exists."),
        )


@dataclass(frozen=True, slots=True)
class _Spelling:
    """What an id says, without what is easily written in another way: å, case, hyphens, zeros."""

    prefix: str
    numbers: tuple[str, ...]
    word: str

    @classmethod
    def of(cls, item_id: str) -> _Spelling:
        plain = unicodedata.normalize("NFKD", item_id[:_LONGEST_SHOWN].upper())
        letters = re.sub(r"[^A-Z]", "", plain)
        return cls(
            prefix=letters[:3],
            numbers=tuple(number.lstrip("0") for number in re.findall(r"[0-9]+", plain)),
            word=letters[3:],
        )


def _as_name(written: str) -> str:
    return written[:_LONGEST_SHOWN].strip(" \"'”“").casefold()


class _Suggestions:
    """Finds the nearest existing id, within a bounded amount of work.

    Another prefix is another kind of object, and another number is another object of the kind: one
    that is not there may be lost with its page, and then its neighbour is not what was meant.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._found: dict[tuple[str, frozenset[Role]], str] = {}

    def nearest(self, wrong: str, roles: frozenset[Role]) -> str:
        """The id of one of `roles` that is most like `wrong`; empty if none is near."""
        key = (wrong, roles)
        if key not in self._found:
            if len(self._found) >= MOST_SUGGESTIONS:
                return ""
            meant = _Spelling.of(wrong)
            names: dict[str, str] = {}
            ids: dict[str, str] = {}
            for item in self._graph.of_role(*sorted(roles)):
                names.setdefault(item.title.casefold(), item.id)
                other = _Spelling.of(item.id)
                if (other.prefix, other.numbers) == (meant.prefix, meant.numbers):
                    ids.setdefault(other.word, item.id)
            known, word = (ids, meant.word) if _ID.match(wrong) else (names, _as_name(wrong))
            near = get_close_matches(word, known, n=1, cutoff=_NEAR)
            self._found[key] = known[near[0]] if near else ""
        return self._found[key]


@rule("PT105", Severity.ERROR, "A circle of links")
def cycle(graph: Graph, context: Context) -> Iterator[Violation]:
    """Objects are part of each other, or contribute to each other, in a circle.

    A chain must end in the strategy; a circle ends nowhere. One finding is given for each circle.

    Example:
        :::{mål} Ett mål
        :id: MAL-8
        :bidrar_till: MAL-9
        :::

        :::{mål} Ett annat mål
        :id: MAL-9
        :bidrar_till: MAL-8
        :::

    Instead:
        :::{mål} Ett mål
        :id: MAL-8
        :bidrar_till: MAL-9
        :::

        :::{mål} Ett annat mål
        :id: MAL-9
        :bidrar_till: SYF-1
        :::

    Remedy: take away the link that points the wrong way. The finding shows the whole circle.
    """
    for kind in (LinkKind.PART_OF, LinkKind.CONTRIBUTES_TO):
        option = context.word(f"link.{kind}")
        for members in cycles(graph, kind):
            start = min((graph.items[member] for member in members), key=_PLACE)
            path = way_round(graph, kind, start.id, members)
            yield violation(
                start,
                message(
                    ":{option}: goes in a circle: {path}.", option=option, path=" → ".join(path)
                ),
                message("Take away one of these links, so that the chain ends in the strategy."),
            )
