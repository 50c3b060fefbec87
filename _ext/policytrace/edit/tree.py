"""The tree of the plan: what there is to edit, each object below what it is part of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from policytrace.checks.findings import Finding
from policytrace.edit.workspace import CurrentPlan
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.roles import FieldName, LinkKind, Role, TypeKey, in_order
from policytrace.schema.typed import written_value
from policytrace.severity import Severity
from policytrace.values.alphabet import with_initial

_DEEPEST = 40
"""So many steps down are shown at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeNode:
    """One object, and what is part of it."""

    id: str
    title: str
    kind: str
    """The word for its type."""
    status: str
    """The word for its status; empty if it has none."""
    errors: int
    warnings: int
    parts: tuple[TreeNode, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeGroup:
    """Objects of one type that are part of nothing, or of nothing that there is."""

    title: str
    nodes: tuple[TreeNode, ...]
    count: int
    """How many objects there are in it, parts included."""


def tree_of(plan: CurrentPlan) -> tuple[TreeGroup, ...]:
    """The whole plan, once each; what is part of itself stands at the root."""
    graph, metamodel = plan.reading.graph, plan.metamodel
    counts = _counts(plan.reading.findings)
    wholes = {item.id: _whole(item, graph) for item in graph}
    rooted = {name for name in wholes if _has_root(name, wholes)}
    below: dict[str, list[Item]] = {}
    for item in graph:
        if item.id in rooted:
            below.setdefault(wholes[item.id], []).append(item)

    def node(item: Item, parts: tuple[TreeNode, ...]) -> TreeNode:
        errors, warnings = counts.get(item.id, (0, 0))
        return TreeNode(
            id=item.id,
            title=item.title,
            kind=metamodel.word(item.role),
            status=_status(item, metamodel),
            errors=errors,
            warnings=warnings,
            parts=parts,
        )

    def nodes(items: list[Item]) -> tuple[TreeNode, ...]:
        return tuple(node(item, nodes(below.get(item.id, []))) for item in items)

    roots = [*below.get("", []), *(item for item in graph if item.id not in rooted)]
    groups = (
        (role, nodes([item for item in roots if item.role == role]))
        for role in in_order(item.role for item in roots)
    )
    return tuple(
        TreeGroup(title=type_title(role, metamodel), nodes=found, count=sum(map(_size, found)))
        for role, found in groups
    )


def type_title(role: TypeKey, metamodel: Metamodel) -> str:
    """What a type is called as a heading."""
    return metamodel.role_titles.get(role) or with_initial(metamodel.word(role))


def matching(groups: tuple[TreeGroup, ...], words: str) -> tuple[TreeNode, ...]:
    """The objects with all of some words in title, type or id, without their parts."""
    wanted = words.casefold().split()
    return tuple(
        one
        for group in groups
        for top in group.nodes
        for one in _all(top)
        if all(word in f"{one.title} {one.kind} {one.id}".casefold() for word in wanted)
    )


def _all(node: TreeNode) -> Iterator[TreeNode]:
    yield node
    for part in node.parts:
        yield from _all(part)


def _size(node: TreeNode) -> int:
    return 1 + sum(map(_size, node.parts))


def _whole(item: Item, graph: Graph) -> str:
    """What an object is shown below: what it is part of, or what it follows up."""
    kind = LinkKind.FOLLOWS_UP if item.role is Role.FOLLOW_UP else LinkKind.PART_OF
    return next((target.id for target in graph.targets(item, kind)), "")


def _has_root(name: str, wholes: Mapping[str, str]) -> bool:
    """Whether what an object is part of ends soon, as it does not where it is part of itself."""
    for _ in range(_DEEPEST):
        if not name:
            return True
        name = wholes[name]
    return False


def _counts(findings: tuple[Finding, ...]) -> Mapping[str, tuple[int, int]]:
    errors = Counter(one.item for one in findings if one.severity is Severity.ERROR)
    warnings = Counter(one.item for one in findings if one.severity is Severity.WARNING)
    return {name: (errors[name], warnings[name]) for name in errors | warnings if name}


def _status(item: Item, metamodel: Metamodel) -> str:
    value = item.values.get(FieldName.STATUS)
    return "" if value is None else written_value(value, metamodel.vocabulary)
