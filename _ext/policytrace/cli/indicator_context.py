"""What every command on indicators is handed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from policytrace.cli.terminal import Terminal
from policytrace.measure.measurements import Measurements
from policytrace.plan.graph import Graph
from policytrace.schema.metamodel import Metamodel


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandContext:
    """A project that has been read, and a terminal to speak on."""

    project: Path
    metamodel: Metamodel
    graph: Graph
    measurements: Measurements
    today: date
    terminal: Terminal
