"""``plan.json``: the whole plan as the site shows it, for other programs; and its JSON Schema.

Keys are the code's, which stay the same whatever a project calls things; its own words stand beside
them. Fields are left out only on purpose, see `WITHHELD`.
"""

from __future__ import annotations

import gettext
import json
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import TypeVar

from policytrace.measure.performance import Observation, Performance
from policytrace.measure.performance_report import SEXES, VERDICTS, reason
from policytrace.measure.tables import (
    CONFIDENTIAL,
    FROM_KOLADA,
    MISSING,
    PRELIMINARY,
    WITHDRAWN,
    Row,
)
from policytrace.messages import Message
from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName, Role
from policytrace.site.exports.plan_document import (
    SCHEMA_FILE,
    ActionStatusEntry,
    JudgementEntry,
    LinkEntry,
    MeasuredEntry,
    ObjectEntry,
    PlainValue,
    PlanDocument,
    RangeEntry,
    ReadingEntry,
    TargetEntry,
    Value,
    ValueEntry,
    VerdictEntry,
    WordEntry,
    WordsEntry,
    json_schema,
)
from policytrace.site.exports.registry import exporter
from policytrace.site.pages.registry import address_of
from policytrace.site.views.indicator_values import data_file
from policytrace.snapshot import Snapshot
from policytrace.status.action_status import ACTION_STATUS_TITLES, ComputedStatus
from policytrace.values.bands import Band
from policytrace.values.numbers import json_number

FILE = "plan.json"

WITHHELD = frozenset(
    {
        FieldName.STATUS,
        FieldName.DATA,
        FieldName.STATE,
        FieldName.STATE_REASON,
        FieldName.STATE_BY,
        FieldName.STATE_UNTIL,
    }
)
"""The fields that are not told as such: a status and a judgement that holds have their own places,
and the name of a source file says nothing to a reader."""

_Member = TypeVar("_Member", bound=Enum)

_ROW_STATUSES: Mapping[str, str] = MappingProxyType(
    {
        MISSING: "missing",
        CONFIDENTIAL: "confidential",
        WITHDRAWN: "withdrawn",
        PRELIMINARY: "preliminary",
    }
)


@exporter
def plan_json(snapshot: Snapshot, translations: gettext.NullTranslations) -> Mapping[str, bytes]:
    """The plan, and what describes its form."""
    schema = json.dumps(json_schema(translations), ensure_ascii=False, indent=2)
    return {
        FILE: _Maker(snapshot, translations).document().as_json(),
        SCHEMA_FILE: f"{schema}\n".encode(),
    }


class _Maker:
    """Says what is known of a plan in one language."""

    def __init__(self, snapshot: Snapshot, translations: gettext.NullTranslations) -> None:
        self.snapshot = snapshot
        self.translations = translations

    def document(self) -> PlanDocument:
        metamodel = self.snapshot.metamodel
        return PlanDocument(
            day=self.snapshot.today,
            site=metamodel.site,
            words=WordsEntry(
                fields={
                    _key(name): word
                    for word, name in metamodel.fields.items()
                    if name not in WITHHELD
                },
                links={
                    _key(kind): LinkEntry(
                        word=word,
                        outgoing=metamodel.link_titles[kind].outgoing,
                        incoming=metamodel.link_titles[kind].incoming,
                    )
                    for word, kind in metamodel.links.items()
                },
            ),
            objects=tuple(self.entry(item) for item in self.snapshot.graph),
        )

    def entry(self, item: Item) -> ObjectEntry:
        graph, metamodel = self.snapshot.graph, self.snapshot.metamodel
        computed = self.snapshot.action_statuses.get(item.id)
        return ObjectEntry(
            id=item.id,
            type=WordEntry(key=_key(item.role), word=metamodel.words[f"role.{item.role}"]),
            title=item.title,
            status=None
            if item.status is None
            else WordEntry(key=_key(item.status), word=metamodel.status_words[item.status]),
            page=f"{address_of(item)}.html",
            fields={
                _key(name): json_value(value)
                for name, value in item.fields.items()
                if name not in WITHHELD
            },
            links={
                _key(kind): tuple(target.id for target in targets)
                for kind in item.links
                if (targets := graph.targets(item, kind))
            },
            action_status=self.action_status(computed) if computed else None,
            measured=self.measured(item) if item.role is Role.INDICATOR else None,
        )

    def action_status(self, computed: ComputedStatus) -> ActionStatusEntry:
        judged = computed.judgement
        return ActionStatusEntry(
            state=self.word(computed.state, ACTION_STATUS_TITLES),
            rule=computed.ground.value,
            reason=self.said(computed.reason),
            judgement=None
            if judged is None
            else JudgementEntry(
                reason=judged.reason,
                function=judged.function,
                until=judged.until,
                computed=self.word(computed.computed, ACTION_STATUS_TITLES)
                if computed.computed
                else None,
            ),
        )

    def measured(self, indicator: Item) -> MeasuredEntry:
        measurements = self.snapshot.graph.measurements
        series = measurements.series(indicator.id)
        file = data_file(indicator.id, series, measurements.areas)
        return MeasuredEntry(
            file=file.name if file else None,
            values=tuple(self.value(row) for row in series.rows),
            verdicts=tuple(
                self.verdict(found) for found in self.snapshot.performance_of[indicator.id]
            ),
        )

    def value(self, row: Row) -> ValueEntry:
        return ValueEntry(
            period=row.period.text,
            area=row.area,
            sex=self.word(row.sex, SEXES),
            group=row.group,
            value=None if row.value is None else json_number(row.value),
            count=row.count,
            status=_row_status(row.status),
            source=row.source,
            retrieved=row.retrieved,
        )

    def verdict(self, found: Performance) -> VerdictEntry:
        target = found.target
        return VerdictEntry(
            area=found.area,
            sex=self.word(found.sex, SEXES),
            group=found.group,
            measure=found.measure.value,
            baseline=_reading(found.baseline),
            latest=_reading(found.latest),
            target=None
            if target is None
            else TargetEntry(value=_number_or_range(target.band), year=found.year),
            expected=None if found.expected is None else json_number(found.expected),
            verdict=self.word(found.verdict, VERDICTS),
            known=self.word(found.known, VERDICTS) if found.known else None,
            reason=self.said(reason(found)),
        )

    def word(self, member: _Member, titles: Mapping[_Member, Message]) -> WordEntry:
        return WordEntry(key=_key(member), word=self.said(titles[member]))

    def said(self, text: Message) -> str:
        return text.render(self.translations)


def json_value(value: object) -> Value:
    """The value of a field: a day as its ISO date, a band by its ends, a list as a list."""
    if isinstance(value, tuple | list):
        return tuple(_plain(one) for one in value)
    return _plain(value)


def _plain(value: object) -> PlainValue:
    match value:
        case bool() | int() | float():
            return value
        case Decimal():
            return json_number(value)
        case Band():
            return _number_or_range(value)
        case Enum():
            return _key(value)
        case _:
            return str(value)


def _key(member: Enum) -> str:
    """What the code knows it by; the value of some members is a word of the project's."""
    return member.name.lower()


def _number_or_range(band: Band) -> int | float | RangeEntry:
    low, high = json_number(band.low), json_number(band.high)
    return low if band.is_point else RangeEntry(low=low, high=high)


def _reading(found: Observation | None) -> ReadingEntry | None:
    if found is None:
        return None
    return ReadingEntry(period=found.period.text, value=json_number(found.value))


def _row_status(status: str) -> WordEntry | None:
    if not status:
        return None
    key = "kolada" if status.startswith(FROM_KOLADA) else _ROW_STATUSES.get(status)
    return WordEntry(key=key, word=status.removeprefix(FROM_KOLADA))
