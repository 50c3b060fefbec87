"""What every command on indicators is handed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from policytrace.indicators.measurements import Measurements
from policytrace.metamodel import Metamodel
from policytrace.model import Graph
from policytrace.terminal import Terminal


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A project that has been read, and a terminal to speak on."""

    project: Path
    metamodel: Metamodel
    graph: Graph
    measurements: Measurements
    today: date
    terminal: Terminal
