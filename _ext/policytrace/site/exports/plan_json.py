"""A plan document: the whole plan as the site shows it, for other programs; and its JSON Schema.

Keys are the code's, which stay the same whatever a project calls things; its own words stand beside
them. What is the project's own has keys that begin with `OWN`. Of fields, those are told that a
reader sees among the facts.
"""

from __future__ import annotations

import gettext
import json
from collections.abc import Container, Iterable, Mapping
from enum import StrEnum

from policytrace.changes.plan_state import own_text
from policytrace.measure.performance import Observation, Performance
from policytrace.measure.performance_report import reason
from policytrace.measure.tables import FROM_KOLADA, Row
from policytrace.messages import Message
from policytrace.plan.coverage import MeasurementCoverage, Share
from policytrace.plan.model import Item
from policytrace.schema.fields import is_told
from policytrace.schema.plain import OWN, Range, plain_key, plain_value
from policytrace.schema.roles import ADOPTED_ROLES, FieldName, Role
from policytrace.schema.typed import Value as FieldValue
from policytrace.schema.vocabulary import Status, ValueStatus
from policytrace.settings import PartKind
from policytrace.site.exports.document_parts import RangeEntry, Value, WordEntry
from policytrace.site.exports.plan_document import (
    ActionStatusEntry,
    CoverageEntry,
    DatedCoverageEntry,
    EditionCoverageEntry,
    JudgementEntry,
    LinkEntry,
    MeasuredEntry,
    ObjectEntry,
    PlanDocument,
    PublisherEntry,
    ReadingEntry,
    RestatedEntry,
    ShareEntry,
    StageEntry,
    StatusInputsEntry,
    TargetEntry,
    ValueEntry,
    VerdictEntry,
    WordsEntry,
    json_schema,
)
from policytrace.site.pages.registry import address_of
from policytrace.site.views.indicator_values import data_address, is_mean
from policytrace.snapshot import Snapshot
from policytrace.status.action_status import ComputedStatus
from policytrace.values.bands import Band
from policytrace.values.numbers import json_number


def plan_document(
    snapshot: Snapshot, translations: gettext.NullTranslations, ids: Container[str] | None = None
) -> PlanDocument:
    """The plan as it is told to other programs; of its objects those in `ids`, if these are given.

    What the objects link to is named by its id, whether it is in the document or not.
    """
    return _Maker(snapshot, translations).document(ids)


def schema_file(translations: gettext.NullTranslations, address: str | None = None) -> bytes:
    """The JSON Schema of a plan document; `address` is where it lies, if that is known."""
    return as_file(json_schema(translations, address=address))


def as_file(schema: Mapping[str, object]) -> bytes:
    """A JSON Schema as a file."""
    return f"{json.dumps(schema, ensure_ascii=False, indent=2)}\n".encode()


class _Maker:
    """Says what is known of a plan in one language."""

    def __init__(self, snapshot: Snapshot, translations: gettext.NullTranslations) -> None:
        self.snapshot = snapshot
        self.translations = translations

    def document(self, ids: Container[str] | None) -> PlanDocument:
        metamodel = self.snapshot.metamodel
        return PlanDocument(
            day=self.snapshot.today,
            site=metamodel.site,
            publisher=PublisherEntry(
                official=metamodel.publisher.official,
                name=(metamodel.publisher.name or None) if metamodel.publisher.official else None,
                about=metamodel.publisher.about or None,
            ),
            words=WordsEntry(
                fields={
                    plain_key(name): definition.word
                    for name, definition in metamodel.definitions.items()
                    if is_told(name)
                },
                links={
                    plain_key(kind): LinkEntry(
                        word=word,
                        outgoing=metamodel.link_titles[kind].outgoing,
                        incoming=metamodel.link_titles[kind].incoming,
                    )
                    for word, kind in metamodel.links.items()
                },
            ),
            coverage=self.coverage() if ids is None else None,
            objects=tuple(
                self.entry(item) for item in self.snapshot.graph if ids is None or item.id in ids
            ),
        )

    def coverage(self) -> CoverageEntry:
        found, history = self.snapshot.measurement_coverage, self.snapshot.history
        return CoverageEntry(
            **_shares(found),
            history=tuple(
                DatedCoverageEntry(day=one.day, **_shares(one.coverage))
                for one in self.snapshot.coverage_over_time
            ),
            history_unread=tuple(one.day for one in reversed(history.unread)),
            editions=tuple(
                EditionCoverageEntry(
                    decision=one.decision, day=one.day, actions=_share(one.actions)
                )
                for one in self.snapshot.coverage_of_editions
            ),
        )

    def entry(self, item: Item) -> ObjectEntry:
        graph, metamodel = self.snapshot.graph, self.snapshot.metamodel
        computed = self.snapshot.action_statuses.get(item.id)
        return ObjectEntry(
            id=item.id,
            type=WordEntry(
                key=item.role.value if isinstance(item.role, Role) else None,
                word=metamodel.word(item.role),
            ),
            title=item.title,
            status=None if item.status is None else self.word(item.status),
            page=f"{address_of(item)}.html",
            text=own_text(item, metamodel.types),
            fields={
                plain_key(name): json_value(value)
                for name, value in item.values.items()
                if is_told(name)
            },
            links={
                plain_key(kind): tuple(target.id for target in targets)
                for kind in item.links
                if (targets := graph.targets(item, kind))
            },
            action_status=self.action_status(computed) if computed else None,
            measured=self.measured(item) if item.role is Role.INDICATOR else None,
            restates=self.restated(item) if item.role in ADOPTED_ROLES else None,
        )

    def restated(self, item: Item) -> RestatedEntry:
        pinpoint = item.text(FieldName.SOURCE)
        passage = self.snapshot.passages.get(pinpoint)
        return RestatedEntry(
            passage=pinpoint,
            section=passage.section if passage else None,
            wording=(passage.wording or None) if passage else None,
        )

    def action_status(self, computed: ComputedStatus) -> ActionStatusEntry:
        judged = computed.judgement
        return ActionStatusEntry(
            state=self.word(computed.state or Status.PROPOSED),
            rule=computed.ground,
            reason=self.said(computed.reason),
            inputs=StatusInputsEntry(
                days={plain_key(name): day for name, day in computed.days},
                follow_up=computed.follow_up.id if computed.follow_up else None,
                going_wrong=_ids(computed.going_wrong),
                milestones=_ids(computed.milestones),
                actions={
                    (state or Status.PROPOSED).value: number for state, number in computed.actions
                },
            ),
            judgement=None
            if judged is None
            else JudgementEntry(
                reason=judged.reason,
                function=judged.function,
                until=judged.until,
                computed=self.word(computed.computed) if computed.computed else None,
            ),
        )

    def measured(self, indicator: Item) -> MeasuredEntry:
        measurements = self.snapshot.measurements
        series = measurements.series(indicator.id)
        return MeasuredEntry(
            file=data_address(indicator.id, series),
            values=tuple(self.value(row) for row in series.rows),
            verdicts=tuple(
                self.verdict(found) for found in self.snapshot.performance[indicator.id]
            ),
        )

    def value(self, row: Row) -> ValueEntry:
        return ValueEntry(
            period=row.period.text,
            area=self.area_name(row.area),
            area_kind=self.area_kind(row.area),
            sex=self.word(row.sex),
            group=row.group,
            value=None if row.value is None else json_number(row.value),
            count=row.count,
            unweighted_mean=is_mean(row, self.snapshot.measurements.areas),
            status=self.row_status(row.status),
            source=row.source,
            source_provisional=row.is_source_provisional,
            retrieved=row.retrieved,
        )

    def verdict(self, found: Performance) -> VerdictEntry:
        target = found.target
        return VerdictEntry(
            area=self.area_name(found.area),
            area_kind=self.area_kind(found.area),
            division=found.division,
            sex=self.word(found.sex),
            group=found.group,
            measure=found.measure.value,
            baseline=_reading(found.baseline),
            latest=_reading(found.latest),
            target=None
            if target is None
            else TargetEntry(value=_number_or_range(target.band), year=found.year),
            stages=tuple(
                StageEntry(
                    year=one.stage.year,
                    value=_number_or_range(one.stage.band),
                    latest=_reading(one.value),
                    reached=one.is_met,
                )
                for one in found.stages
            ),
            expected=None if found.expected is None else json_number(found.expected),
            verdict=self.word(found.verdict),
            known=self.word(found.known) if found.known else None,
            reason=self.said(reason(found)),
        )

    def area_name(self, key: str) -> str:
        area = self.snapshot.measurements.areas.areas.get(key)
        return area.name if area else key

    def area_kind(self, key: str) -> WordEntry | None:
        area = self.snapshot.measurements.areas.areas.get(key)
        if area is None:
            return None
        if isinstance(area.kind, PartKind):
            return WordEntry(key=f"{OWN}{area.kind.word}", word=area.kind.name)
        return self.word(area.kind)

    def word(self, key: StrEnum) -> WordEntry:
        return WordEntry(key=key.value, word=self.snapshot.metamodel.vocabulary.of(key))

    def row_status(self, status: str) -> WordEntry | None:
        if not status:
            return None
        if status.startswith(FROM_KOLADA):
            return WordEntry(key="kolada", word=status.removeprefix(FROM_KOLADA))
        return self.word(ValueStatus(status))

    def said(self, text: Message) -> str:
        return text.render(self.translations)


def json_value(value: FieldValue) -> Value:
    """The value of a field: a day as its ISO date, a band by its ends, a word by its key."""
    if isinstance(value, tuple):
        return value
    plain = plain_value(value)
    return RangeEntry(low=plain.low, high=plain.high) if isinstance(plain, Range) else plain


def _shares(found: MeasurementCoverage) -> Mapping[str, ShareEntry]:
    return {
        "passages": _share(found.passages),
        "passages_decided": _share(found.passages_decided),
        "decided": _share(found.decided),
        "proposed": _share(found.proposed),
    }


def _share(share: Share) -> ShareEntry:
    return ShareEntry(number=share.number, outdated=share.outdated, of=share.of)


def _number_or_range(band: Band) -> int | float | RangeEntry:
    low, high = json_number(band.low), json_number(band.high)
    return low if band.is_point else RangeEntry(low=low, high=high)


def _ids(items: Iterable[Item]) -> tuple[str, ...]:
    return tuple(item.id for item in items)


def _reading(found: Observation | None) -> ReadingEntry | None:
    if found is None:
        return None
    return ReadingEntry(period=found.period.text, value=json_number(found.value))
