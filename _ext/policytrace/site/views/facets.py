"""What a search can be narrowed down by: type, priority, owner, state and status of an object."""

from __future__ import annotations

from collections.abc import Iterator

from policytrace.plan.model import Item
from policytrace.schema.roles import ADOPTED_ROLES, LinkKind
from policytrace.snapshot import Snapshot
from policytrace.values.alphabet import with_initial

TYPE, PRIORITY, OWNER, STATE, STATUS = "typ", "prioritering", "ansvarig", "läge", "status"
"""The names that the search's own files know them by."""


def facets_of(snapshot: Snapshot, item: Item) -> Iterator[tuple[str, str]]:
    """The facets of an object, each by name and value; a name may come several times.

    What restates the adopted text has no status of its own: its status is about what was added.
    """
    words = snapshot.metamodel
    yield TYPE, words.role_titles.get(item.role, str(item.role))
    for priority in snapshot.priorities_of.get(item.id, ()):
        yield PRIORITY, priority.title
    for owner in snapshot.graph.targets(item, LinkKind.OWNER):
        yield OWNER, owner.title
    progress = snapshot.action_statuses.get(item.id)
    if progress is not None and progress.state is not None:
        yield STATE, with_initial(words.vocabulary.of(progress.state))
    if item.status is not None and item.role not in ADOPTED_ROLES:
        yield STATUS, with_initial(words.vocabulary.of(item.status))
