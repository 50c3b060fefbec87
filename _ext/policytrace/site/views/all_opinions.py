"""All opinions with their answers, by plan and by what they are about (samrådsredogörelse)."""

from __future__ import annotations

from dataclasses import dataclass

from policytrace.messages import message
from policytrace.plan.model import Item
from policytrace.plan.referral import opinions_on
from policytrace.schema.roles import LinkKind, Role
from policytrace.site.views.opinions import (
    OpinionCount,
    OpinionPart,
    count_of,
    part_of,
    subject_of,
    with_parts,
)
from policytrace.site.views.referral import (
    ReferralNote,
    WayToAnswer,
    referral_notes,
    way_to_answer,
)
from policytrace.site.views.registry import PLAN, Options, View, register
from policytrace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOpinions:
    """What the template draws."""

    plan: Item | None
    """The plan that is asked about; None: everything."""
    notes: tuple[ReferralNote, ...]
    """What is sent out and has no opinions yet."""
    count: OpinionCount
    parts: tuple[OpinionPart, ...]
    way: WayToAnswer


def all_opinions(snapshot: Snapshot, options: Options) -> AllOpinions:
    """The opinions on the plan that is named, or all."""
    graph, plan = snapshot.graph, options.items.get(PLAN)
    within = tuple(graph) if plan is None else with_parts(snapshot, plan)
    given = opinions_on(graph, within)
    wanted = {item.id for item in within}
    by_plan: dict[str, dict[str, list[Item]]] = {}
    for opinion in given:
        subject = subject_of(snapshot, opinion, wanted)
        above = _plan_of(snapshot, subject)
        by_plan.setdefault(above.id if above else "", {}).setdefault(subject.id, []).append(opinion)
    order = [item.id for item in graph.of_role(Role.PLAN)]
    parts = tuple(
        part_of(snapshot, graph.items.get(key), by_plan[key])
        for key in (*order, "")
        if key in by_plan
    )
    told = {part.whole.id for part in parts if part.whole}
    return AllOpinions(
        plan=plan,
        notes=tuple(
            note
            for note in referral_notes(snapshot)
            if note.item.id not in told and note.item.id in wanted
        ),
        count=count_of(snapshot, given),
        parts=parts,
        way=way_to_answer(snapshot.metamodel),
    )


def _plan_of(snapshot: Snapshot, item: Item) -> Item | None:
    """The plan that an object is, or is part of."""
    above = (item, *snapshot.graph.upwards(item, LinkKind.PART_OF))
    return next((one for one in above if one.role is Role.PLAN), None)


register(
    View(
        key="opinions",
        purpose=message("All opinions with their answers, by plan and what they are about"),
        options={PLAN: frozenset({Role.PLAN})},
        template="all_opinions.html.jinja",
        compute=all_opinions,
    )
)
