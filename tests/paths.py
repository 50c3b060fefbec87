"""Where things lie in this repository."""

from __future__ import annotations

from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
METAMODEL = REPOSITORY / "tests" / "metamodel"
"""The folder of the metamodel that the tests' own plans have."""

PLANS = REPOSITORY / "tests" / "plans"
