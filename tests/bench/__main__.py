"""Build generated plans with policytrace and with stock sphinx-needs, and compare what it takes.

Exit code 0: every target is reached. 1: one is missed. 2: a build failed.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
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

KINDS: Mapping[str, Callable[[Path, int], Project]] = {"stock": stock, "ours": ours}

CHANGED_PAGE = Path("action_plans", "handlingsplan-005.md")

CHANGES: Mapping[str, Callable[[str, int], str]] = {
    "nothing changed": lambda page, _run: page,
    "a page's text changed": lambda page, run: f"{page}\nEn mening till, nummer {run}.\n",
    # Other pages show the title too.
    "an action's title": lambda page, run: re.sub(r"\n(?=:id: ATG-)", f" {run}\n", page, count=1),
}
"""What is done to a page before the site is built again, in which run."""


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
    runs = max(1, parser.parse_args(arguments).runs)
    with tempfile.TemporaryDirectory(prefix="policytrace-bench-") as scratch:
        try:
            targets = _compare(Path(scratch), runs)
        except BuildFailedError as error:
            _say(f"A build failed, so nothing can be compared. {error}")
            return FAILED
    return REACHED if all(target.reached for target in targets) else MISSED


def _compare(scratch: Path, runs: int) -> Sequence[Target]:
    _say(f"Fresh builds, each the median of {runs}, in turn")
    _say(f"{'':24}{'wall s':>10}{'CPU s':>10}{'peak MB':>10}")
    small = _fresh(_projects(scratch, SMALL), runs)
    _say_costs(f"{SMALL} objects", small)
    large_projects = _projects(scratch, LARGE)
    large = _fresh(large_projects, runs)
    _say_costs(f"{LARGE} objects", large)
    growth = {kind: _ratio(large[kind], small[kind]) for kind in KINDS}
    for kind in KINDS:
        _say(_row(f"{SMALL} to {LARGE}, {kind}", growth[kind]))
    _say(f"\n{LARGE} objects built again by us, each the median of {runs}")
    for name, change in CHANGES.items():
        _say(_row(name, _again(large_projects["ours"], change, runs)))
    targets = (
        Target(
            name=f"wall time at {LARGE} objects, as a part of stock's",
            value=_ratio(large["ours"], large["stock"]).wall,
            most=MOST_OF_STOCK,
        ),
        Target(
            name=f"growth of wall time from {SMALL} to {LARGE} objects",
            value=growth["ours"].wall,
            most=MOST_GROWTH,
        ),
    )
    _say("\n" + "\n".join(map(str, targets)))
    return targets


def _projects(scratch: Path, size: int) -> Mapping[str, Project]:
    return {kind: make(scratch / f"{kind}-{size}", size) for kind, make in KINDS.items()}


def _fresh(projects: Mapping[str, Project], runs: int) -> Mapping[str, Cost]:
    """What it takes to build from nothing. The projects take turns, to meet the same machine."""
    taken: dict[str, list[Cost]] = {kind: [] for kind in projects}
    for _ in range(runs):
        for kind, project in projects.items():
            project.clean()
            taken[kind].append(build(project))
    return {kind: middle(costs) for kind, costs in taken.items()}


def _again(project: Project, change: Callable[[str, int], str], runs: int) -> Cost:
    """What it takes to build a site that is there already, after `change` to one page."""
    path = project.folder / CHANGED_PAGE
    costs = []
    for run in range(runs):
        page = path.read_text(encoding="utf-8")
        if (changed := change(page, run)) != page:
            path.write_text(changed, encoding="utf-8")
        costs.append(build(project))
    return middle(costs)


def _ratio(cost: Cost, other: Cost) -> Cost:
    return Cost(
        wall=cost.wall / other.wall,
        cpu=cost.cpu / other.cpu,
        memory=cost.memory / other.memory,
    )


def _say_costs(name: str, costs: Mapping[str, Cost]) -> None:
    for kind, cost in costs.items():
        _say(_row(f"{name}, {kind}", cost))
    _say(_row(f"{name}, ours/stock", _ratio(costs["ours"], costs["stock"])))


def _row(name: str, cost: Cost) -> str:
    return f"{name:24}{cost.wall:10.2f}{cost.cpu:10.2f}{cost.memory:10.2f}"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
