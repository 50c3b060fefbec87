"""Opinions with their answers, by what they are about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from policytrace.plan.model import Item
from policytrace.plan.queries import parts_of
from policytrace.plan.referral import came_late, opinions_on, promised_and_late
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.vocabulary import OpinionSender
from policytrace.site.views.plain_text import plain_blocks
from policytrace.site.views.referral import ReferralNote, referral_note
from policytrace.snapshot import Snapshot, once_an_object
from policytrace.values.alphabet import with_initial
from policytrace.values.paragraphs import Block, blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionEntry:
    """One opinion, and what came of it. What nobody has said is empty."""

    opinion: Item
    sender: str
    day: date | None
    came_late: bool
    """Whether it came after the last day to give it."""
    text: tuple[Block, ...]
    """What it says."""
    others: tuple[Item, ...]
    """What else it is about, besides what it stands under."""
    answer: tuple[Block, ...]
    changed: tuple[Block, ...]
    promised: date | None
    """The day by which an answer is promised, while there is none."""
    is_overdue: bool
    """Whether that day has passed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectOpinions:
    """The opinions on one thing, the earliest first."""

    subject: Item
    entries: tuple[OpinionEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionCount:
    """How many opinions there are, and what came of them."""

    number: int
    answered: int
    changed: int
    overdue: int
    late: int
    """How many came after the last day."""

    @property
    def waiting(self) -> int:
        """How many have no answer."""
        return self.number - self.answered


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionPart:
    """The opinions on an object; of a plan, also those on what is part of it."""

    whole: Item | None
    """None: they are on what is no part of a plan."""
    note: ReferralNote | None
    """Set while it is sent out."""
    count: OpinionCount
    subjects: tuple[SubjectOpinions, ...]

    @property
    def items(self) -> frozenset[str]:
        """The ids of the opinions."""
        return frozenset(one.opinion.id for group in self.subjects for one in group.entries)


@once_an_object
def opinions_about(snapshot: Snapshot, item: Item) -> OpinionPart | None:
    """The opinions on an object, and on what is part of a plan; None if there are none."""
    whole = with_parts(snapshot, item) if item.role is Role.PLAN else (item,)
    given = opinions_on(snapshot.graph, whole)
    if not given:
        return None
    subjects: dict[str, list[Item]] = {}
    wanted = {one.id for one in whole}
    for opinion in given:
        subjects.setdefault(subject_of(snapshot, opinion, wanted).id, []).append(opinion)
    return part_of(snapshot, item, subjects)


def entry_of(snapshot: Snapshot, opinion: Item, subject: Item | None = None) -> OpinionEntry:
    """An opinion, as it is told below `subject`."""
    about = snapshot.graph.targets(opinion, LinkKind.OPINION_ON)
    sender = opinion.text(FieldName.SENDER)
    private = snapshot.metamodel.vocabulary.of(OpinionSender.PRIVATE)
    answered = opinion.has(FieldName.ANSWER)
    return OpinionEntry(
        opinion=opinion,
        sender=with_initial(private) if sender.casefold() == private.casefold() else sender,
        day=opinion.day(FieldName.DATE),
        came_late=came_late(snapshot.graph, opinion),
        text=plain_blocks(opinion.prose),
        others=tuple(one for one in about if subject is None or one.id != subject.id),
        answer=blocks(opinion.text(FieldName.ANSWER)) if answered else (),
        changed=blocks(changed) if (changed := opinion.text(FieldName.CHANGED)) else (),
        promised=None if answered else opinion.day(FieldName.ANSWER_DUE),
        is_overdue=promised_and_late(opinion, snapshot.today) is not None,
    )


def with_parts(snapshot: Snapshot, plan: Item) -> tuple[Item, ...]:
    """The plan and all that is part of it."""
    graph = snapshot.graph
    return (plan, *map(graph.items.__getitem__, parts_of(graph, (plan,)) - {plan.id}))


def subject_of(snapshot: Snapshot, opinion: Item, wanted: set[str]) -> Item:
    """What an opinion stands under: the first in the order of reading of what it is about."""
    about = snapshot.graph.targets(opinion, LinkKind.OPINION_ON)
    return min(
        (one for one in about if one.id in wanted),
        key=lambda one: (one.page_order, one.location, one.id),
    )


def part_of(
    snapshot: Snapshot, whole: Item | None, subjects: Mapping[str, list[Item]]
) -> OpinionPart:
    """The opinions by what they stand under, that first which the part is about."""
    graph = snapshot.graph
    in_order = sorted(
        (graph.items[key] for key in subjects),
        key=lambda one: (one is not whole, one.page_order, one.location, one.id),
    )
    return OpinionPart(
        whole=whole,
        note=referral_note(snapshot, whole) if whole else None,
        count=count_of(snapshot, (one for given in subjects.values() for one in given)),
        subjects=tuple(
            SubjectOpinions(
                subject=subject,
                entries=tuple(entry_of(snapshot, one, subject) for one in subjects[subject.id]),
            )
            for subject in in_order
        ),
    )


def count_of(snapshot: Snapshot, opinions: Iterable[Item]) -> OpinionCount:
    """How many they are, and what came of them."""
    given = tuple(opinions)
    return OpinionCount(
        number=len(given),
        answered=sum(one.has(FieldName.ANSWER) for one in given),
        changed=sum(one.has(FieldName.CHANGED) for one in given),
        overdue=sum(promised_and_late(one, snapshot.today) is not None for one in given),
        late=sum(came_late(snapshot.graph, one) for one in given),
    )
