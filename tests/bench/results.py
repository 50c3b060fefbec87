"""What has been measured, by what it is and of how many objects, and the table of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tests.bench.measurement import Measured
from tests.bench.peers.registry import PEERS


class What(StrEnum):
    """What is measured of ours and of stock; peers are called by their names."""

    OURS = "ours"
    STOCK = "stock"
    STOCK_SIDE_BY_SIDE = "stock, -j auto"
    ONE_JOB = "ours, -j 1"
    TWO_JOBS = "ours, -j 2"
    UNCHANGED = "again: nothing changed"
    OTHER_TEXT = "again: a page's text"
    OTHER_TITLE = "again: an action's title"
    CHECK_COLD = "check, nothing kept"
    CHECK_WARM = "check, nothing changed"
    LIVE = "make live, save to page"
    REAL = "this repository's content"
    RULES = "rules alone"


@dataclass(frozen=True, slots=True)
class Subject:
    """A row of the table."""

    what: str
    objects: int = 0
    """How many there are; 0 for this repository's content."""


Results = Mapping[Subject, Measured]
"""All that has been measured."""

_FULL = frozenset({What.OURS, What.STOCK, What.STOCK_SIDE_BY_SIDE, What.ONE_JOB, What.TWO_JOBS})
"""Fresh builds, which are compared with stock's; and so are those of the peers."""

_PARTS_OF_FULL = frozenset(
    {What.UNCHANGED, What.OTHER_TEXT, What.OTHER_TITLE, What.CHECK_COLD, What.CHECK_WARM}
)
"""What is compared with our own full build."""

_HEAD = (
    *("objects", "what", "runs", "wall s", "spread", "CPU s"),
    *("largest MB", "together MB", "of stock", "CPU of stock", "of full"),
)


def table(results: Results) -> str:
    """The table, in Markdown whose columns are in line; the fewest objects first."""
    order = list(results)
    rows = sorted(results, key=lambda subject: (subject.objects, order.index(subject)))
    return aligned([_HEAD, *(tuple(_cells(subject, results)) for subject in rows)])


def aligned(rows: list[tuple[str, ...]]) -> str:
    """A Markdown table with a head; all but the first two columns are numbers."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [_line(row, widths) for row in rows]
    rules = ("-" * (width + 1) + ("-" if at == 1 else ":") for at, width in enumerate(widths))
    return "\n".join((lines[0], f"|{'|'.join(rules)}|", *lines[1:]))


def ratio(results: Results, one: Subject, other: Subject) -> float | None:
    """The wall time of one as a part of another's; None unless both have been measured."""
    if one not in results or other not in results:
        return None
    return results[one].middle.wall / results[other].middle.wall


def _cpu_ratio(results: Results, one: Subject, other: Subject) -> float | None:
    """As `ratio`, of processor time."""
    cpu = [results[each].middle.cpu if each in results else None for each in (one, other)]
    return cpu[0] / cpu[1] if cpu[0] and cpu[1] else None


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    cells = (
        cell.ljust(width) if at == 1 else cell.rjust(width)
        for at, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return f"| {' | '.join(cells)} |"


def _cells(subject: Subject, results: Results) -> Iterator[str]:
    measured = results[subject]
    cost = measured.middle
    yield f"{subject.objects:_}".replace("_", " ") if subject.objects else "–"
    yield subject.what
    yield str(len(measured.costs))
    yield _figure(cost.wall, 2)
    yield "–" if measured.spread is None else f"{measured.spread:.0%}"
    yield _figure(cost.cpu, 2)
    yield _figure(cost.largest, 0)
    yield _figure(cost.together, 0)
    stock, full = (Subject(what, subject.objects) for what in (What.STOCK, What.OURS))
    is_full = subject.what in _FULL or subject.what in PEERS
    yield _figure(ratio(results, subject, stock) if is_full else None, 2)
    yield _figure(_cpu_ratio(results, subject, stock) if is_full else None, 2)
    yield _figure(ratio(results, subject, full) if subject.what in _PARTS_OF_FULL else None, 3)


def _figure(value: float | None, digits: int) -> str:
    return "–" if value is None else f"{value:.{digits}f}"
