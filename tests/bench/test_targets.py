"""What is to be reached."""

from __future__ import annotations

import pytest

from tests.bench.measurement import Cost, Measured
from tests.bench.results import Results, Subject, What
from tests.bench.targets import TARGETS, Verdict, verdicts

BASES = {
    Subject(What.STOCK, 300): 8.0,
    Subject(What.STOCK, 3_000): 100.0,
    Subject(What.OURS, 3_000): 40.0,
}
"""Seconds that other things are compared with."""


def _results(
    subject: Subject, wall: float = 1, together: float | None = None
) -> dict[Subject, Measured]:
    base = {one: Measured((Cost(wall=seconds),)) for one, seconds in BASES.items()}
    return {**base, subject: Measured((Cost(wall=wall, together=together),))}


def _verdict(name: str, results: Results) -> Verdict:
    """That of the target whose name begins so."""
    (found,) = (one for one in verdicts(results) if one.target.name.startswith(name))
    return found


@pytest.mark.parametrize(
    ("name", "what", "objects", "most"),
    [
        ("3 000 objects, wall time as a part of stock's", What.OURS, 3_000, 40),
        ("300 objects, wall time as a part of stock's", What.OURS, 300, 8),
        ("12 000 objects, times the wall time", What.OURS, 12_000, 176),
        ("3 000 objects, nothing changed, as a part", What.UNCHANGED, 3_000, 2),
        ("3 000 objects, an action's title", What.OTHER_TITLE, 3_000, 6),
        ("3 000 objects, check with nothing kept", What.CHECK_COLD, 3_000, 12),
        ("3 000 objects, check with nothing changed", What.CHECK_WARM, 3_000, 1.6),
        ("make live", What.LIVE, 300, 2),
        ("this repository's content", What.REAL, 0, 8),
        ("rules alone", What.RULES, 50_000, 2),
    ],
)
def test_a_target_is_reached_up_to_its_limit(
    name: str, what: What, objects: int, most: float
) -> None:
    subject = Subject(what, objects)
    found = [_verdict(name, _results(subject, wall)) for wall in (most * 0.999, most * 1.001)]
    assert [one.missed for one in found] == [False, True]


def test_the_memory_of_all_processes_is_what_counts() -> None:
    subject = Subject(What.OURS, 12_000)
    found = [
        _verdict("12 000 objects, memory", _results(subject, together=size))
        for size in (900, 901, None)
    ]
    assert [one.missed for one in found] == [False, True, False]


def test_what_was_not_measured_is_neither_reached_nor_missed() -> None:
    found = [*verdicts({})]
    assert len(found) == len(TARGETS)
    assert not any(one.missed for one in found)
    assert all(str(one).startswith("not measured: ") for one in found)


def test_large_values_are_whole() -> None:
    said = str(_verdict("12 000 objects, memory", _results(Subject(What.OURS, 12_000), 1, 2050.4)))
    assert said.endswith(": 2050 MB (at most 900 MB)")


def test_a_verdict_tells_the_value_and_the_limit() -> None:
    said = [
        str(_verdict("make live", _results(Subject(What.LIVE, 300), wall))) for wall in (1.5, 6)
    ]
    assert said == [
        "reached: make live at 300 objects, from save to page: 1.5 s (at most 2 s)",
        "MISSED: make live at 300 objects, from save to page: 6 s (at most 2 s)",
    ]
