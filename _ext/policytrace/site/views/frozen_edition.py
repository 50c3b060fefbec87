"""Frozen editions as they are shown: file by file, and the misspellings that were mended since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from policytrace.editions.edition import Correction, Edition, EditionFile
from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName
from policytrace.site.editions.addresses import EDITIONS_PAGE, edition_address
from policytrace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenFile:
    """A file that a reader can take away."""

    name: str
    address: str
    kilobytes: int
    checksum: str
    is_document: bool
    """Whether it is to be read by people, as a PDF."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenPlan:
    """A plan of an edition."""

    title: str
    """What it was called."""
    item: Item | None
    """The plan as it is now; None if it is no more."""
    is_newest: bool
    """Whether this is its newest edition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MendedWord:
    """A misspelling that was mended after the edition was frozen."""

    correction: Correction
    title: str
    """What the object was called."""
    item: Item | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenEdition:
    """An edition, as it is shown."""

    id: str
    title: str
    """What the decision was called."""
    decision: Item | None
    day: date
    paragraph: str
    registration: str
    frozen: date
    plans: tuple[FrozenPlan, ...]
    files: tuple[FrozenFile, ...]
    mended: tuple[MendedWord, ...]
    page: str = EDITIONS_PAGE

    @property
    def is_newest(self) -> bool:
        """Whether it is the newest edition of all its plans."""
        return all(plan.is_newest for plan in self.plans)

    @property
    def documents(self) -> tuple[FrozenFile, ...]:
        """What is to be read by people."""
        return tuple(file for file in self.files if file.is_document)


def all_editions(snapshot: Snapshot) -> tuple[FrozenEdition, ...]:
    """All editions of the project, the newest first."""
    return tuple(_shown(snapshot, edition) for edition in snapshot.editions.editions)


def editions_about(snapshot: Snapshot, item: Item) -> tuple[FrozenEdition, ...]:
    """The editions of a plan, or of a decision, the newest first."""
    return tuple(
        _shown(snapshot, edition)
        for edition in snapshot.editions.editions
        if item.id == edition.decision or item.id in edition.plans
    )


def _shown(snapshot: Snapshot, edition: Edition) -> FrozenEdition:
    items, state = snapshot.graph.items, edition.state
    decision = state.objects[edition.decision]
    return FrozenEdition(
        id=edition.decision,
        title=decision.title,
        decision=items.get(edition.decision),
        day=edition.decided,
        paragraph=str(decision.fields.get(FieldName.PARAGRAPH, "")),
        registration=str(decision.fields.get(FieldName.REGISTRATION, "")),
        frozen=edition.frozen,
        plans=tuple(
            FrozenPlan(
                title=state.title(plan),
                item=items.get(plan),
                is_newest=snapshot.editions.newest[plan] is edition,
            )
            for plan in edition.plans
        ),
        files=tuple(
            FrozenFile(
                name=file.name,
                address=edition_address(edition.decision, file.name),
                kilobytes=max(1, round(len(file.content) / 1000)),
                checksum=file.checksum,
                is_document=PurePosixPath(file.name).suffix == ".pdf",
            )
            for file in sorted(edition.files, key=_people_first)
        ),
        mended=tuple(
            MendedWord(
                correction=one,
                title=state.title(one.object),
                item=items.get(snapshot.addresses.goal(one.object) or one.object),
            )
            for one in edition.corrections
        ),
    )


def _people_first(file: EditionFile) -> tuple[bool, str]:
    return not file.name.endswith(".pdf"), file.name
