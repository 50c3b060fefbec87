"""Build generated plans with policytrace and with stock sphinx-needs, and compare what it takes.

Exit code 0: every target is reached. 1: one is missed. 2: a build failed.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.measurement import BuildFailedError, Cost, build, middle
from tests.bench.projects import Project, ours, stock

SMALL, LARGE = 300, 3_000
"""Numbers of objects in the plans that are built."""

MOST_OF_STOCK = 0.5
"""The part of stock's time that we may take for the large plan."""

MOST_GROWTH = 12.0
"""How many times the small plan's time the large one, ten times its size, may take."""

REACHED, MISSED, FAILED = 0, 1, 2
"""Exit codes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Something that is to be reached."""

    name: str
    value: float
    most: float

    @property
    def reached(self) -> bool:
        """Whether the value is small enough."""
        return self.value <= self.most

    def __str__(self) -> str:
        verdict = "reached" if self.reached else "MISSED"
        return f"{verdict}: {self.name} is {self.value:.2f}, and may be at most {self.most:g}."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; `arguments` defaults to those the process was started with."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="builds of each kind (default: 3)")
    parser.add_argument("--quick", action="store_const", const=1, dest="runs", help="one of each")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="policytrace-bench-") as scratch:
        try:
            targets = _compare(Path(scratch), max(1, options.runs))
        except BuildFailedError as error:
            _say(f"A build failed, so nothing can be compared. {error}")
            return FAILED
    return REACHED if all(target.reached for target in targets) else MISSED


def _compare(scratch: Path, runs: int) -> Sequence[Target]:
    projects = {
        (name, size): make(scratch / f"{name}-{size}", size)
        for size in (SMALL, LARGE)
        for name, make in (("stock", stock), ("ours", ours))
    }
    _say(f"Fresh builds, each the median of {runs}, in turn")
    _say(f"{'':24}{'wall s':>10}{'CPU s':>10}{'peak MB':>10}")
    costs: dict[tuple[str, int], Cost] = {}
    for size in (SMALL, LARGE):
        kinds = ("stock", "ours")
        taken: dict[str, list[Cost]] = {kind: [] for kind in kinds}
        for _ in range(runs):
            for kind in kinds:
                projects[kind, size].clean()
                taken[kind].append(build(projects[kind, size]))
        for kind in kinds:
            costs[kind, size] = middle(taken[kind])
            _say(_row(f"{size} objects, {kind}", costs[kind, size]))
        _say(_row(f"{size} objects, ours/stock", _ratio(costs["ours", size], costs["stock", size])))
    growth = {kind: _ratio(costs[kind, LARGE], costs[kind, SMALL]) for kind in ("stock", "ours")}
    for kind, found in growth.items():
        _say(_row(f"{SMALL} to {LARGE}, {kind}", found))
    _say("")
    _say(f"{LARGE} objects built again by us, each the median of {runs}")
    for name, change in _CHANGES.items():
        _say(_row(name, middle(list(_again(projects["ours", LARGE], change, runs)))))
    _say("")
    targets = (
        Target(
            name=f"wall time at {LARGE} objects, as a part of stock's",
            value=costs["ours", LARGE].wall / costs["stock", LARGE].wall,
            most=MOST_OF_STOCK,
        ),
        Target(
            name=f"growth of wall time from {SMALL} to {LARGE} objects",
            value=growth["ours"].wall,
            most=MOST_GROWTH,
        ),
    )
    for target in targets:
        _say(str(target))
    return targets


# ------------------------------------------------------------------------- building once more


def _nothing(_page: str, _run: int) -> str:
    return _page


def _text(page: str, run: int) -> str:
    return f"{page}\nEn mening till, nummer {run}.\n"


def _title(page: str, run: int) -> str:
    """Rename the first action of the page; other pages show its title."""
    return re.sub(r"\n(?=:id: ATG-)", f" {run}\n", page, count=1)


_CHANGES: dict[str, Callable[[str, int], str]] = {
    "nothing changed": _nothing,
    "a page's text changed": _text,
    "an action's title": _title,
}


def _again(project: Project, change: Callable[[str, int], str], runs: int) -> Iterator[Cost]:
    path = project.folder / "action_plans" / "handlingsplan-005.md"
    for run in range(runs):
        page = path.read_text(encoding="utf-8")
        changed = change(page, run)
        if changed != page:
            path.write_text(changed, encoding="utf-8")
        yield build(project)


# ------------------------------------------------------------------------------ what is said


def _ratio(cost: Cost, other: Cost) -> Cost:
    return Cost(
        wall=cost.wall / other.wall,
        cpu=cost.cpu / other.cpu,
        memory=cost.memory / other.memory,
    )


def _row(name: str, cost: Cost) -> str:
    return f"{name:24}{cost.wall:10.2f}{cost.cpu:10.2f}{cost.memory:10.2f}"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
