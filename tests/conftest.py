"""Settings for every test."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# Where the tests run must not show: Sphinx paints what it writes when these say so.
for name in ("CI", "FORCE_COLOR", "FORCE_COLOUR", "NO_COLOR", "NO_COLOUR"):
    os.environ.pop(name, None)

# The same examples in every run, and no clock: a slow machine must not fail a test.
settings.register_profile(
    "policytrace",
    database=None,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
# To look further: pytest --hypothesis-profile=search
settings.register_profile("search", database=None, deadline=None, max_examples=5_000)
settings.load_profile("policytrace")
