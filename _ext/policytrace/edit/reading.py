"""What a run of the gate says of a plan, as the process that builds tells the one that serves."""

from __future__ import annotations

import pickle
from base64 import b64decode, b64encode
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from policytrace.changes.kept import read_kept
from policytrace.changes.plan_state import PlanState
from policytrace.checks.findings import Finding
from policytrace.messages import Message
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item, Passage
from policytrace.severity import Severity


@dataclass(frozen=True, kw_only=True)
class PlanReading:
    """A plan as it was read, and what the gate found in it."""

    items: tuple[Item, ...] = ()
    passages: tuple[Passage, ...] = ()
    findings: tuple[Finding, ...] = ()
    kept_state: bytes = b""
    """The plan as it can be compared; see `state`."""
    trouble: Message | None = None
    """Why the plan could not be read at all; None if it could."""

    @cached_property
    def graph(self) -> Graph:
        """All objects and links."""
        return Graph(self.items, self.passages)

    @cached_property
    def state(self) -> PlanState:
        """The plan as it can be compared; empty if it could not be read."""
        return read_kept(self.kept_state) or PlanState.of(())

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What keeps the plan from being published."""
        return tuple(found for found in self.findings if found.severity is Severity.ERROR)

    def told(self) -> bytes:
        """The reading as one line."""
        return b64encode(pickle.dumps(self, pickle.HIGHEST_PROTOCOL)) + b"\n"

    @staticmethod
    def heard(line: bytes) -> PlanReading:
        """The reading that a line tells.

        Raises:
            TypeError: it tells something else.
        """
        found = pickle.loads(b64decode(line))  # noqa: S301 - from the process that we have started
        if not isinstance(found, PlanReading):
            raise TypeError(f"no reading of a plan: {found!r}")
        return found


class What(Enum):
    """What the process that builds is asked for."""

    CHECK = "check"
    """The plan of the copy, and what the gate finds."""
    PAGES = "pages"
    """The same, and its pages are written."""
    COMMITTED = "committed"
    """The state of the plan as it was committed last."""

    def told(self) -> bytes:
        """The request as one line, without its end."""
        return self.value.encode()

    @classmethod
    def heard(cls, line: bytes) -> What:
        """The request that a line tells."""
        return cls(line.decode().strip())
