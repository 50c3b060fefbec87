"""Snapshots of small plans, and what all exporters make of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import policytrace.site.exports as _exports  # noqa: F401 - importing it fills the registry
from policytrace.measure.measurements import Measurements
from policytrace.measure.tables import Row
from policytrace.messages import catalogue
from policytrace.plan.model import Item
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.reading import load_metamodel
from policytrace.schema.roles import FieldName, LinkKind
from policytrace.site.exports.open_data import open_data
from policytrace.site.exports.registry import content_of, exported_files, slow_files
from policytrace.site.exports.workbooks import plan_workbooks
from policytrace.snapshot import Snapshot
from tests.measure.figures import DISTRICTS, HOME, figure
from tests.paths import REPOSITORY
from tests.plan_builder import COMPLETE, TODAY, changed, measured, plan, values_of

METAMODEL = load_metamodel(REPOSITORY)

TARGETED = changed(
    COMPLETE, "IND-A", direction="ned", baseline="2020", target_value="10", target_year="2030"
)
"""A plan whose indicator has a target."""

WITHHELD = "77.123"
"""A value that few persons are behind."""

WITH_A_SMALL_GROUP = (
    figure("2026", "33.3", area=HOME, count=300),
    figure("2026", WITHHELD, area=DISTRICTS[0], count=3, source="egen enkät (x): 2/3"),
    figure("2026", "31.5", area=DISTRICTS[1], count=150),
    figure("2026", "35.5", area=DISTRICTS[2], count=147),
)

HOSTILE = (
    '=HYPERLINK("https://evil.example";"x")',
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(A1:A9)",
    "'=1+1",
    'en "rad",\nnästa\r\nrad;slut',
    "</script><script>alert(1)</script>",
    "<![CDATA[ ]]> &amp; <b>x</b>",
    "a\x00b\x07c\x1bd\ufffee",
    "[text](https://evil.example) `kod`",
    "a\u202eb\u2066c\u2028d\x85e\x9bf",
)
"""What an editor could write that another program would take for something else."""


def snapshot_of(
    items: Iterable[Item], *rows: Row, metamodel: Metamodel = METAMODEL, **said: object
) -> Snapshot:
    """A plan of `items`, with these values of its indicator."""
    return Snapshot(
        graph=plan(*items),
        metamodel=metamodel,
        measurements=measured(values_of("IND-A", *rows)) if rows else Measurements(),
        today=TODAY,
        **said,  # type: ignore[arg-type]  # as the snapshot has it
    )


def made(snapshot: Snapshot, language: str = "sv") -> Mapping[str, bytes]:
    """The files of open data."""
    words = catalogue(language)
    files = open_data(snapshot, words)
    return {path: content_of(file) for path, file in files.items()} | workbooks(snapshot, language)


def workbooks(snapshot: Snapshot, language: str = "sv") -> Mapping[str, bytes]:
    """The plans' workbooks."""
    found = plan_workbooks(snapshot, catalogue(language))
    return {path: content_of(file) for path, file in found.items()}


def all_files(snapshot: Snapshot, language: str = "sv") -> Mapping[str, bytes]:
    """The files of all exporters, those that take their time too."""
    words = catalogue(language)
    files = {**exported_files(snapshot, words), **slow_files(snapshot, words)}
    return {path: content_of(file) for path, file in files.items()}


def variations(one: Item) -> Iterator[Item]:
    """An object, each with one thing of it that is other than it was, or gone."""
    yield replace(one, title="Annan")
    yield replace(one, prose="Annat.")
    yield replace(one, prose="Vad då?\n: Annat.")
    for name in one.values:
        yield replace(one, values={key: it for key, it in one.values.items() if key is not name})
    yield replace(one, values={**one.values, FieldName.RESOURCE: "En ny"})
    for kind in one.links:
        yield replace(one, links={**one.links, kind: (*one.links[kind], "ORG-NY")})
        others = {key: it for key, it in one.links.items() if key is not kind}
        yield replace(one, links=others)
        yield replace(one, links={**others, LinkKind.PARTICIPANT: one.links[kind]})
