"""Where things lie in this repository."""

from __future__ import annotations

from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
PLANS = REPOSITORY / "tests" / "plans"
