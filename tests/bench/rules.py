"""The rules alone, over a generated plan as plain objects: no Sphinx, no pages, one process.

It runs as a process of its own, so that it has its memory for itself. The objects, what is measured
and the lines that the rules look for persons in are those that the gate would have been handed; to
make them is not what is measured.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from time import perf_counter, process_time

from policytrace.checks.engine import rule_settings, run
from policytrace.checks.registry import Context
from policytrace.locations import Location
from policytrace.measure.measurements import IndicatorSource, load_measurements
from policytrace.measure.meetings import load_meetings
from policytrace.measure.target_specs import unit_of
from policytrace.plan.graph import Graph
from policytrace.plan.model import Extract, Item, Part
from policytrace.plan.passages import load_passages
from policytrace.plan.rhythm import with_next_days
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.reading import load_metamodel
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.typed import parse_value
from policytrace.site.views.registry import VIEWS
from policytrace.sphinx.read.searched import is_worth_a_look
from tests.bench.generator import answers, generate
from tests.bench.listing import Page, Placed, listing
from tests.bench.measurement import BuildFailedError, Cost
from tests.bench.objects import TODAY
from tests.bench.projects import ROOT, written


def main() -> None:
    """Print what the rules took, as JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.rules", description=__doc__)
    parser.add_argument("objects", type=int)
    sys.stdout.write(json.dumps(timed(parser.parse_args().objects)))


def timed(objects: int) -> Mapping[str, float]:
    """Seconds and processor seconds that all rules take over a plan of `objects` objects.

    Raises:
        BuildFailedError: the plan is not valid, so that the rules had other things to do.
    """
    graph, context, metamodel = plan_of(objects)
    settings = rule_settings(metamodel)
    gc.collect()
    wall, cpu = perf_counter(), process_time()
    findings = run(graph, settings, context)
    taken = Cost(wall=perf_counter() - wall, cpu=process_time() - cpu)
    if open_ones := [finding for finding in findings if not finding.waived_by]:
        raise BuildFailedError(f"the rules find something in the generated plan: {open_ones[0]}")
    return {"wall": taken.wall, "cpu": taken.cpu or 0}


def plan_of(objects: int) -> tuple[Graph, Context, Metamodel]:
    """The graph of a generated plan, and what the rules know besides it."""
    metamodel = load_metamodel(ROOT)
    files = generate(objects, metamodel, views=VIEWS)
    pages = listing(objects, files)
    items = [
        _item(placed, page, place, metamodel)
        for place, page in enumerate(pages)
        for placed in page.objects
    ]
    with tempfile.TemporaryDirectory(prefix="policytrace-rules-") as scratch:
        folder = Path(scratch)
        written(folder, files)
        graph = with_next_days(
            Graph(items, load_passages(folder, metamodel), extracts=_extracts(files)),
            metamodel.rhythms,
            TODAY,
        )
        meetings = load_meetings(folder, metamodel)
        sources = {
            item.id: IndicatorSource(file=item.text(FieldName.DATA), unit=unit_of(item).text)
            for item in graph.of_role(Role.INDICATOR)
        }
        measurements = load_measurements(
            folder, metamodel.indicators, sources, metamodel.vocabulary
        )
    context = Context(
        today=TODAY,
        measurements=measurements,
        meetings=meetings,
        words=metamodel.words,
        required=metamodel.required,
        analyses=metamodel.analyses,
        rhythms=metamodel.rhythms,
        changes_freely=metamodel.changes_freely,
        publisher=metamodel.publisher,
        accessibility=metamodel.accessibility,
    )
    return graph, context, metamodel


def _item(placed: Placed, page: Page, place: int, metamodel: Metamodel) -> Item:
    entry, words = placed.entry, metamodel.vocabulary
    written_values = {
        name: words.of(value) if isinstance(value, StrEnum) else value
        for name, value in entry.values.items()
        if isinstance(name, FieldName)
    }
    return Item(
        id=entry.id,
        role=entry.role,
        title=entry.title,
        location=Location(file=f"{page.name}.md", line=placed.line),
        docname=page.name,
        page_order=place,
        values={
            name: parse_value(
                ", ".join(value) if isinstance(value, tuple) else value,
                metamodel.definitions[name].spec,
                words,
            )
            for name, value in written_values.items()
        }
        | answers(entry, metamodel),
        prose=entry.text,
        links={
            kind: tuple(sorted(value))  # as sphinx-needs gives them
            for kind, value in entry.values.items()
            if isinstance(kind, LinkKind) and isinstance(value, tuple) and value
        },
    )


def _extracts(files: Mapping[str, str]) -> Iterator[Extract]:
    """The lines that the gate hands to the rules: those that could hold a number or an address."""
    for name, text in files.items():
        for number, line in enumerate(text.split("\n"), start=1):
            if is_worth_a_look(line):
                yield Extract(part=Part.TEXT, text=line, location=Location(file=name, line=number))


if __name__ == "__main__":
    main()
