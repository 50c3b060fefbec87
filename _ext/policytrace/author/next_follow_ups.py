"""What a new follow-up means for the next one: given by the rhythm, or to be moved by who writes.

A day that stands in the object itself does not move when the object is followed up. The person is
asked for a new one, and it is changed together with the new follow-up, or not at all.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from policytrace.author.editing import Edit, changes_of, read_objects
from policytrace.author.markdown import Draft
from policytrace.author.placement import Placed
from policytrace.errors import ProjectError
from policytrace.file_changes import merged
from policytrace.locations import Location
from policytrace.messages import Message, message
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.plan.rhythm import next_follow_up
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.role_specs import role_spec
from policytrace.schema.roles import FieldName, LinkKind
from policytrace.schema.vocabulary import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class NextFollowUps:
    """The next follow-ups of what a new follow-up is about."""

    by_rhythm: Mapping[str, date] = field(default_factory=dict)
    """What has a rhythm, by id, with the day that it gives when the follow-up is there."""
    to_move: tuple[Item, ...] = ()
    """What has a day of its own, or none."""

    def left_behind(self, made: date) -> tuple[Item, ...]:
        """What would still have a day that a follow-up `made` on that day has answered."""
        return tuple(
            item
            for item in self.to_move
            if (day := item.day(FieldName.NEXT_FOLLOW_UP)) and day <= made
        )


def next_follow_ups(
    draft: Draft, *, graph: Graph, metamodel: Metamodel, project: Path, today: date
) -> NextFollowUps:
    """What becomes of the next follow-ups when the follow-up `draft` is added."""
    about = [graph.items[target] for target in draft.links.get(LinkKind.FOLLOWS_UP, ())]
    live = [item for item in about if _is_followed_up(item, graph)]
    own_days = set(_with_a_day(live, graph=graph, metamodel=metamodel, project=project))
    added = Graph([*graph, draft.placed(Location(file="", line=0), metamodel)], graph.passages)
    rhythms = metamodel.rhythms
    by_rhythm = {
        item.id: day
        for item in live
        if item.id not in own_days and (day := next_follow_up(added, item, rhythms, today))
    }
    to_move = tuple(item for item in live if item.id not in by_rhythm)
    return NextFollowUps(by_rhythm=by_rhythm, to_move=to_move)


def told_by_rhythm(found: NextFollowUps, graph: Graph) -> Iterator[Message]:
    """That what has a rhythm is followed up by it the next time."""
    for item_id, day in found.by_rhythm.items():
        yield message(
            "By its rhythm “{title}” is to be followed up {day} the next time.",
            title=graph.items[item_id].title,
            day=day.isoformat(),
        )


def with_next_day(
    placed: Placed,
    moved: tuple[Item, ...],
    day: str,
    *,
    graph: Graph,
    metamodel: Metamodel,
    project: Path,
) -> Placed:
    """The new object in its place, with the day for the next follow-up written in each of `moved`.

    Raises:
        ProjectError: an object is not found in its file, or cannot take the day.
    """
    edits = [Edit(id=item.id, values={FieldName.NEXT_FOLLOW_UP: day}) for item in moved]
    changes = {change.path: change for change in placed.changes}
    line = placed.location.line
    for edited in changes_of(edits, graph=graph, metamodel=metamodel, project=project):
        had = changes.get(edited.path)
        changes[edited.path] = merged(had, edited) if had else edited
        if had and had.before is not None and edited.begins < had.begins:
            line += edited.lines_added
    location = Location(file=placed.location.file, line=line)
    return Placed(location=location, lines=placed.lines, changes=tuple(changes.values()))


def _is_followed_up(item: Item, graph: Graph) -> bool:
    return (
        FieldName.NEXT_FOLLOW_UP in role_spec(item.role).entries
        and item.status is not Status.DONE
        and graph.carries(item)
    )


def _with_a_day(
    items: list[Item], *, graph: Graph, metamodel: Metamodel, project: Path
) -> Iterator[str]:
    """The ids of those in whose files a day stands: in the graph a rhythm's looks the same."""
    for item in items:
        # What cannot be found in its file cannot be changed there.
        with contextlib.suppress(ProjectError):
            read = read_objects((item.id,), graph=graph, metamodel=metamodel, project=project)
            if FieldName.NEXT_FOLLOW_UP in read[item.id].values:
                yield item.id
