"""What is to be reached, and whether it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.bench.results import Results, Subject, What, ratio

SMALL, LARGE, HUGE = 300, 3_000, 12_000
"""Numbers of objects in the plans that are built."""

MANY = 50_000
"""The number of objects that the rules alone are tried on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Something that is to be reached."""

    name: str
    value: Callable[[Results], float | None]
    """What it has come to; None if that has not been measured."""
    most: float
    unit: str = ""

    def verdict(self, results: Results) -> Verdict:
        """Whether it is reached."""
        return Verdict(target=self, value=self.value(results))


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A target, and what it has come to."""

    target: Target
    value: float | None

    @property
    def missed(self) -> bool:
        """Whether it has been measured, and is too much."""
        return self.value is not None and self.value > self.target.most

    def __str__(self) -> str:
        unit = f" {self.target.unit}" if self.target.unit else ""
        most = f"at most {self.target.most:g}{unit}"
        if self.value is None:
            return f"not measured: {self.target.name} ({most})"
        said = "MISSED" if self.missed else "reached"
        value = f"{self.value:.0f}" if self.value >= 100 else f"{self.value:.3g}"
        return f"{said}: {self.target.name}: {value}{unit} ({most})"


def verdicts(results: Results) -> Iterator[Verdict]:
    """Every target, in order."""
    return (target.verdict(results) for target in TARGETS)


def _part(one: Subject, other: Subject) -> Callable[[Results], float | None]:
    return lambda results: ratio(results, one, other)


def _seconds(subject: Subject) -> Callable[[Results], float | None]:
    return lambda results: results[subject].middle.wall if subject in results else None


def _megabytes(subject: Subject) -> Callable[[Results], float | None]:
    return lambda results: results[subject].middle.together if subject in results else None


def _of_full(name: str, what: What, most: float) -> Target:
    """A part of our own full build of 3 000 objects."""
    value = _part(Subject(what, LARGE), Subject(What.OURS, LARGE))
    return Target(
        name=f"3 000 objects, {name}, as a part of the full build", value=value, most=most
    )


TARGETS = (
    Target(
        name="3 000 objects, wall time as a part of stock's",
        value=_part(Subject(What.OURS, LARGE), Subject(What.STOCK, LARGE)),
        most=0.40,
    ),
    Target(
        name="300 objects, wall time as a part of stock's",
        value=_part(Subject(What.OURS, SMALL), Subject(What.STOCK, SMALL)),
        most=1.0,
    ),
    Target(
        name="12 000 objects, times the wall time of 3 000",
        value=_part(Subject(What.OURS, HUGE), Subject(What.OURS, LARGE)),
        most=4.4,
    ),
    Target(
        name="12 000 objects, memory of all processes together",
        value=_megabytes(Subject(What.OURS, HUGE)),
        most=900,
        unit="MB",
    ),
    _of_full("nothing changed", What.UNCHANGED, 0.05),
    _of_full("an action's title changed", What.OTHER_TITLE, 0.15),
    _of_full("check with nothing kept", What.CHECK_COLD, 0.30),
    _of_full("check with nothing changed", What.CHECK_WARM, 0.04),
    Target(
        name="make live at 300 objects, from save to page",
        value=_seconds(Subject(What.LIVE, SMALL)),
        most=2,
        unit="s",
    ),
    Target(
        # At most 8 s on a machine where stock takes 8 s for 300 objects.
        name="this repository's content, as a part of what stock takes for 300 objects",
        value=_part(Subject(What.REAL), Subject(What.STOCK, SMALL)),
        most=1.0,
    ),
    Target(
        name="rules alone over 50 000 objects",
        value=_seconds(Subject(What.RULES, MANY)),
        most=2,
        unit="s",
    ),
)
"""All targets."""
