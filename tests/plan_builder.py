"""Plans as plain objects, and one rule at a time over them.

    graph = plan(
        item("PRI-A", Role.PRIORITY, owner="ORG-A"),
        item("ORG-A", Role.ORGANISATION, valid_to="2027-12-31"),
    )
    assert blamed("PT201", graph) == []

What a test is not about can be taken from `COMPLETE`, a plan without findings.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from policytrace.checks.engine import run
from policytrace.checks.findings import Finding
from policytrace.checks.registry import RULES, Context
from policytrace.locations import Location
from policytrace.measure.areas import AreaRegister
from policytrace.measure.csvfile import Issue
from policytrace.measure.kolada_catalogue import Catalogue
from policytrace.measure.measurements import IndicatorData, Measurements, kept_apart
from policytrace.measure.series import Series
from policytrace.measure.suppression import Threshold, suppress
from policytrace.measure.tables import Row, Table
from policytrace.messages import Message
from policytrace.plan.addresses import Address, AddressRegister
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item, Passage
from policytrace.schema.fields import FIELDS
from policytrace.schema.reading import load_metamodel
from policytrace.schema.roles import FieldKey, FieldName, LinkKind, Role, key_name
from policytrace.schema.typed import Value, parse_value
from policytrace.schema.vocabulary import VOCABULARIES, Status
from policytrace.settings import Settings
from tests import paths
from tests.measure.figures import AREAS

METAMODEL = load_metamodel(paths.METAMODEL)
"""The metamodel of the tests' own plans."""

WORDS = METAMODEL.vocabulary

TODAY = date(2027, 1, 15)
"""The day the plans are checked on, unless a test says otherwise."""

FIVE = Threshold(smallest=5)

UNPLACED = Location(file="plan.md", line=0)
"""Where an item stands until `plan` gives it a line."""

_WORDS_BY_KEY = {
    **{f"{name}.{key}": WORDS.of(key) for name, keys in VOCABULARIES.items() for key in keys},
    **{key_name(key): key.value for key in (*Role, *LinkKind, *FieldName)},
}
_KINDS = {kind.value: kind for kind in LinkKind}
_NAMES = {name.value: name for name in FieldName}


def item(
    item_id: str,
    role: Role,
    *,
    title: str = "",
    at: Location = UNPLACED,
    docname: str = "plan",
    status: Status | None = None,
    **written: str | tuple[str, ...],
) -> Item:
    """An item; `written` are its links and fields by their keys, several targets as a tuple.

    Values are written in the words of the tests' metamodel. As when a page is read, one that is
    empty is none, and what is no value of its field is malformed.

    Raises:
        KeyError: a key is neither a link nor a field.
    """
    links = {_KINDS[key]: value for key, value in written.items() if key in _KINDS}
    fields = {_NAMES[key]: value for key, value in written.items() if key not in _KINDS}
    values: dict[FieldKey, Value] = {} if status is None else {FieldName.STATUS: status}
    malformed: dict[FieldKey, str] = {}
    for name, text in fields.items():
        if not text:
            continue
        try:
            values[name] = parse_value(text, FIELDS[name], WORDS)
        except ValueError:
            malformed[name] = text
    return Item(
        id=item_id,
        role=role,
        title=title or f"Title of {item_id}",
        location=at,
        docname=docname,
        values=values,
        malformed=malformed,
        links={
            kind: (value,) if isinstance(value, str) else value for kind, value in links.items()
        },
    )


def passage(pinpoint: str, role: Role | None, *, type_name: str = "", line: int = 2) -> Passage:
    """A row of the register of passages."""
    return Passage(
        pinpoint=pinpoint,
        section="Section",
        role=role,
        type_name=type_name or (role.value if role else "unknown"),
        gist=f"Gist of {pinpoint}",
        location=Location(file="passages.csv", line=line),
    )


class MeasuredGraph(Graph):
    """A graph, and what the project has measured."""

    __slots__ = ("measurements",)

    def __init__(
        self, items: Iterable[Item], passages: Iterable[Passage], measurements: Measurements
    ) -> None:
        super().__init__(items, passages)
        self.measurements = measurements


def plan(
    *items: Item, passages: Iterable[Passage] = (), measurements: Measurements | None = None
) -> MeasuredGraph:
    """A graph of `items`; those without a place get lines 1, 2, 3 … of ``plan.md``."""
    placed = (
        replace(one, location=Location(file="plan.md", line=line))
        if one.location == UNPLACED
        else one
        for line, one in enumerate(items, start=1)
    )
    return MeasuredGraph(placed, passages, measurements or Measurements())


def values_of(
    indicator: str,
    *rows: Row,
    file: str = "",
    issues: Iterable[Issue] = (),
    threshold: Threshold = FIVE,
    unit: str = "",
) -> IndicatorData:
    """The file of an indicator, with these rows from line 2 on."""
    placed = tuple(replace(row, line=line) for line, row in enumerate(rows, start=2))
    return IndicatorData(
        id=indicator,
        file=f"data/{file or indicator.lower() + '.csv'}",
        named=bool(file),
        exists=True,
        table=Table(rows=placed, issues=tuple(issues)),
        series=Series(suppress(placed, threshold, AREAS)),
        unit=unit,
        threshold=threshold,
    )


def measured(
    *data: IndicatorData,
    areas: AreaRegister = AREAS,
    catalogue: Catalogue | None = None,
    orphans: tuple[str, ...] = (),
) -> Measurements:
    """What a project with the areas of `tests.measure.figures` has measured."""
    by_indicator, together = kept_apart({one.id: one for one in data}, areas)
    return Measurements(
        settings=replace(METAMODEL.indicators, areas="areas.csv", data="data", kolada="kolada.csv"),
        words=WORDS,
        areas=areas,
        catalogue=catalogue or Catalogue(),
        by_indicator=by_indicator,
        orphans=orphans,
        together=together,
    )


def with_id(items: Iterable[Item], old: str, new: str) -> tuple[Item, ...]:
    """The plan in which an object has another id, and all that links to it says so."""
    ids = {old: new}
    return tuple(
        replace(
            one,
            id=ids.get(one.id, one.id),
            links={
                kind: tuple(ids.get(target, target) for target in targets)
                for kind, targets in one.links.items()
            },
        )
        for one in items
    )


def leading(leads: Mapping[str, str]) -> AddressRegister:
    """A register in which addresses lead on to others."""
    return AddressRegister(
        addresses=tuple(
            Address(id=old, leads_to=new, location=UNPLACED) for old, new in leads.items()
        )
    )


def changed(
    items: Iterable[Item],
    item_id: str,
    *,
    status: Status | None = None,
    **values: str | tuple[str, ...] | None,
) -> tuple[Item, ...]:
    """`items` with one of them changed: None takes a link or field away."""
    before = {one.id: one for one in items}
    old = before[item_id]
    links, known = dict(old.links), dict(old.values)
    malformed = dict(old.malformed)
    for key, value in values.items():
        if key in _KINDS:
            links.pop(_KINDS[key], None)
        else:
            known.pop(_NAMES[key], None)
            malformed.pop(_NAMES[key], None)
        if value is not None:
            new = item(item_id, old.role, **{key: value})
            links |= new.links
            known |= new.values
            malformed |= new.malformed
    if status is not None:
        known[FieldName.STATUS] = status
    before[item_id] = replace(old, values=known, malformed=malformed, links=links)
    return tuple(before.values())


def measurements_of(graph: Graph) -> Measurements:
    """What has been measured with a graph's indicators."""
    return graph.measurements if isinstance(graph, MeasuredGraph) else Measurements()


def context_of(graph: Graph, *, today: date = TODAY, strict_time: bool = False) -> Context:
    """What the rules know of a plan.

    The tests' metamodel demands what the product's does. Types, fields and links are called by
    their keys; what is compared has the words of the tests' metamodel.
    """
    return Context(
        today=today,
        strict_time=strict_time,
        measurements=measurements_of(graph),
        required=METAMODEL.required,
        words=_WORDS_BY_KEY,
    )


def findings_of(
    code: str, graph: Graph, *, today: date = TODAY, strict_time: bool = False
) -> tuple[Finding, ...]:
    """What one rule finds, through the engine."""
    if code not in RULES:
        raise KeyError(code)
    others_off = Settings(severities={other: None for other in RULES if other != code})
    return run(graph, others_off, context_of(graph, today=today, strict_time=strict_time))


def all_findings(graph: Graph, *, today: date = TODAY) -> list[tuple[str, str]]:
    """Code and object of everything that all rules find."""
    return [
        (found.code, found.item) for found in run(graph, Settings(), context_of(graph, today=today))
    ]


def blamed(code: str, graph: Graph, *, today: date = TODAY, strict_time: bool = False) -> list[str]:
    """The objects in which one rule finds something, once for each finding."""
    return [found.item for found in findings_of(code, graph, today=today, strict_time=strict_time)]


def english(text: Message) -> str:
    """The text as it is written in the code."""
    return text.render(gettext.NullTranslations())


COMPLETE: tuple[Item, ...] = (
    item("STR-A", Role.STRATEGY, owner="ORG-A", decided_by="BES-A", valid_from="2026-06-15"),
    item("SYF-A", Role.PURPOSE, part_of="STR-A", source="purpose-1"),
    item("MAL-A", Role.GOAL, part_of="STR-A", contributes_to="SYF-A", source="goal-1"),
    item(
        "PRI-A",
        Role.PRIORITY,
        part_of="STR-A",
        owner="ORG-A",
        measured_by="IND-A",
        next_follow_up="2027-11-15",
        source="priority-1",
    ),
    item(
        "UTG-A",
        Role.STARTING_POINT,
        part_of="PRI-A",
        contributes_to="MAL-A",
        source="starting-point-1",
    ),
    item("ATA-A", Role.COMMITMENT, part_of="STR-A", source="commitment-1"),
    item("NYF-A", Role.KEY_FACTOR, part_of="STR-A", source="key-factor-1"),
    item("GRP-A", Role.TARGET_GROUP, part_of="STR-A", source="target-group-1"),
    item("ORG-A", Role.ORGANISATION),
    item(
        "HPL-A",
        Role.PLAN,
        part_of="STR-A",
        owner="ORG-A",
        valid_from="2027-01-01",
        valid_to="2029-12-31",
    ),
    item(
        "ATG-A",
        Role.ACTION,
        status=Status.PROPOSED,
        part_of="HPL-A",
        owner="ORG-A",
        starts="2027-03-01",
        due="2028-06-30",
        next_follow_up="2027-11-15",
        contributes_to=("UTG-A", "ATA-A"),
        uses="NYF-A",
        concerns="GRP-A",
        measured_by="IND-A",
    ),
    item("IND-A", Role.INDICATOR, owner="ORG-A", unit="procent", source="Own count"),
    item("UPF-A", Role.FOLLOW_UP, follows_up="ATG-A", date="2027-01-11"),
    item("ANA-A", Role.ANALYSIS, analyses="ATG-A", date="2027-01-08"),
    item(
        "BES-A",
        Role.DECISION,
        decision_kind="antagande",
        body="ORG-A",
        date="2026-06-15",
        paragraph="§ 70",
        registration="KS 2026/1",
    ),
)
"""A whole plan, with every role but the waiver, in which no rule finds anything."""

REGISTER: tuple[Passage, ...] = tuple(
    passage(f"{one.role.replace('_', '-')}-1", one.role, line=line)
    for line, one in enumerate(COMPLETE[1:8], start=2)
)
"""The register of the passages that `COMPLETE` restates."""
