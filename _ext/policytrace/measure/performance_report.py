"""How every indicator stands to its target: for the command line and for all that is shown."""

from __future__ import annotations

import gettext
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from policytrace.measure.areas import AreaRegister
from policytrace.measure.measurements import Measurements
from policytrace.measure.performance import (
    Measure,
    Observation,
    Performance,
    TargetSpec,
    assess,
)
from policytrace.measure.series import Series
from policytrace.measure.target_specs import target_spec_of
from policytrace.measure.targets import Target
from policytrace.messages import Message, message
from policytrace.plan.graph import Graph
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Verdict
from policytrace.schema.words import Words
from policytrace.values.numbers import json_number, written_band, written_number

GAP = message("gap women − men")
"""What the gap is called."""

PerformanceByIndicator = Mapping[str, tuple[Performance, ...]]
"""The verdicts on each indicator, by its id."""


def performance_of(graph: Graph, measured: Measurements, today: date) -> PerformanceByIndicator:
    """The verdicts on all indicators for the municipality, then for its parts.

    An indicator without values has one verdict, no data. Linear in the values.
    """
    return MappingProxyType(
        {
            indicator.id: verdicts_of(
                measured.series(indicator.id), target_spec_of(indicator), measured.areas, today
            )
            for indicator in graph.of_role(Role.INDICATOR)
        }
    )


def verdicts_of(
    series: Series, spec: TargetSpec, areas: AreaRegister, today: date
) -> tuple[Performance, ...]:
    """The verdicts on the values of an indicator, for the municipality, then for its parts."""
    home, others = areas.home, areas.others
    verdicts = list(assess(series, spec, home.name if home else "", today, others))
    without_parts = replace(others, divisions=())
    spec = replace(spec, scope=None)  # a part is judged by its own values
    with_rows = set(series.areas())
    for part in (key for division in areas.divisions for key in division.keys):
        if part in with_rows:
            verdicts.extend(assess(series, spec, part, today, without_parts))
    return tuple(verdicts)


def as_json(
    found: PerformanceByIndicator, translations: gettext.NullTranslations, measured: Measurements
) -> str:
    """The verdicts as a list of objects; the form is a contract, see docs/matvarden.md."""
    words, areas = measured.words, measured.areas.areas
    entries = [
        {
            "id": indicator,
            "area": areas[verdict.area].name if verdict.area in areas else verdict.area,
            "area_kind": areas[verdict.area].kind_word(words) if verdict.area in areas else "",
            "division": verdict.division,
            "sex": words.of(verdict.sex),
            "group": verdict.group,
            "measure": verdict.measure.value,
            "baseline": _observation(verdict.baseline),
            "latest": _observation(verdict.latest),
            "target": _target(verdict),
            "expected": None if verdict.expected is None else json_number(verdict.expected),
            "verdict": words.of(verdict.verdict),
            "reason": reason(verdict).render(translations),
        }
        for indicator, verdicts in found.items()
        for verdict in verdicts
    ]
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"


def as_text(
    found: PerformanceByIndicator, translations: gettext.NullTranslations, measured: Measurements
) -> str:
    """The verdicts as lines for a terminal, one paragraph for each indicator."""
    return "\n".join(
        "\n".join((indicator, *_lines(verdicts, translations, measured.words))) + "\n"
        for indicator, verdicts in found.items()
    )


def reason(verdict: Performance) -> Message:
    """Why it is so; what is outdated and was going the wrong way is not kept silent."""
    if verdict.verdict is Verdict.OUTDATED and verdict.known is Verdict.WRONG_WAY:
        return message(
            "The latest value is for {period}, and a newer one should be there by now. "
            "It was going the wrong way.",
            period=verdict.latest.period.text if verdict.latest else "",
        )
    return verdict.reason


def subject(verdict: Performance, translations: gettext.NullTranslations, words: Words) -> str:
    """Whom a verdict is about, and what of them."""
    gap = verdict.measure is Measure.GAP
    said = GAP.render(translations) if gap else words.of(verdict.sex)
    if verdict.division:
        said = f"{said}, {verdict.division}"
    return f"{verdict.group}, {said}" if verdict.group else said


def _lines(
    verdicts: tuple[Performance, ...], translations: gettext.NullTranslations, words: Words
) -> Iterator[str]:
    language = translations.info().get("language", "en")
    for verdict in verdicts:
        parts = [f"  {verdict.area}, {subject(verdict, translations, words)}".replace("  , ", "  ")]
        parts.append(f": {words.of(verdict.verdict)}. ")
        parts.append(reason(verdict).render(translations))
        readings = (
            (message("baseline"), verdict.baseline),
            (message("latest"), verdict.latest),
        )
        inputs = [
            f"{name.render(translations)} {written_number(reading.value, language)} "
            f"({reading.period.text})"
            for name, reading in readings
            if reading
        ]
        if verdict.expected is not None:
            expected = message("expected").render(translations)
            inputs.append(f"{expected} {written_number(verdict.expected, language)}")
        if verdict.target is not None:
            target = message("target").render(translations)
            year = f" ({verdict.year})" if verdict.year else ""
            inputs.append(f"{target} {written_band(verdict.target.band, language)}{year}")
        if inputs:
            parts.append(f" [{'; '.join(inputs)}]")
        yield "".join(parts)


def _observation(reading: Observation | None) -> dict[str, object] | None:
    if reading is None:
        return None
    return {"period": reading.period.text, "value": json_number(reading.value)}


def _target(verdict: Performance) -> dict[str, object] | None:
    target: Target | None = verdict.target
    if target is None or verdict.year is None:
        return None
    if target.band.is_point:
        return {"year": verdict.year, "value": json_number(target.band.low)}
    band = [json_number(target.band.low), json_number(target.band.high)]
    return {"year": verdict.year, "band": band}
