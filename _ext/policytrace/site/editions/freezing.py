"""Makes an edition: the files that show a plan as a decision adopted it."""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from policytrace.editions.edition import MANIFEST, PLAN, SUMS
from policytrace.editions.reading import Manifest
from policytrace.errors import ProjectError
from policytrace.messages import message
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.plan.queries import belonging_to, parts_of
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.site.exports.plan_document import SCHEMA_FILE
from policytrace.site.exports.plan_json import plan_document, schema_file
from policytrace.snapshot import Snapshot


def to_freeze(snapshot: Snapshot, asked: Iterable[Item], decision: Item) -> tuple[Item, ...]:
    """The plans, each once, that an edition is asked for of, as `decision` adopted them.

    Raises:
        ProjectError: the decision does not cover each of the plans or covers others too, it lies
            ahead, it adopts nothing, or it has an edition already.
    """
    graph = snapshot.graph
    plans = tuple({plan.id: plan for plan in asked}.values())
    day = decision.day(FieldName.DATE)
    if day is None or day > snapshot.today:
        raise ProjectError(
            message(
                "{decision} is no decision that has been made: it has no day, or one to come.",
                decision=decision.id,
            ),
            decision.location,
        )
    if not decision.adopts:
        raise ProjectError(
            message(
                "{decision} adopts nothing: it is a rejection, or takes note of a report.",
                decision=decision.id,
            ),
            decision.location,
        )
    if decision.id in snapshot.editions.frozen:
        raise ProjectError(
            message(
                "{decision} has an edition already, and what is frozen is never written over. A "
                "change takes a new decision, of which a new edition is frozen.",
                decision=decision.id,
            )
        )
    covered = {plan.id for plan in graph.of_role(Role.PLAN) if _covers(graph, decision, plan)}
    for plan in plans:
        if plan.id not in covered:
            raise ProjectError(
                message(
                    "{decision} does not cover {plan}: neither the plan nor anything in it says "
                    "that it is decided by it. Write it where it was decided.",
                    decision=decision.id,
                    plan=plan.id,
                ),
                plan.location,
            )
    if left := sorted(covered - {plan.id for plan in plans}):
        raise ProjectError(
            message(
                "{decision} covers {plans} too, and a decision gets one edition. Freeze all at "
                "once: ./policytrace freeze {all} --decision {decision}",
                decision=decision.id,
                plans=", ".join(left),
                all=" ".join((*(plan.id for plan in plans), *left)),
            )
        )
    return plans


def edition_files(
    snapshot: Snapshot,
    translations: gettext.NullTranslations,
    plans: Sequence[Item],
    decision: Item,
    documents: Mapping[str, bytes],
) -> Mapping[str, bytes]:
    """The files of an edition by their names; `documents` are those for people, as PDF.

    The same plan on the same day gives the same bytes.
    """
    manifest = Manifest(
        decision=decision.id, plans=tuple(plan.id for plan in plans), frozen=snapshot.today
    )
    ids = _held(snapshot.graph, plans, decision)
    files = {
        **documents,
        MANIFEST: manifest.as_json(),
        PLAN: plan_document(snapshot, translations, ids).as_json(),
        SCHEMA_FILE: schema_file(translations),
    }
    sums = "".join(
        f"{sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items())
    )
    return {**files, SUMS: sums.encode("ascii")}


def _held(graph: Graph, plans: Iterable[Item], decision: Item) -> frozenset[str]:
    """Ids of what is told in an edition: all that belongs to the plans, and what that links to."""
    inside = belonging_to(graph, (*plans, decision))
    targets = (
        target.id
        for item_id in inside
        for kind in graph.items[item_id].links
        for target in graph.targets(graph.items[item_id], kind)
    )
    return inside.union(targets)


def _covers(graph: Graph, decision: Item, plan: Item) -> bool:
    sources = {item.id for item in graph.sources(decision.id, LinkKind.DECIDED_BY)}
    return plan.id in sources or not sources.isdisjoint(parts_of(graph, (plan,)))
