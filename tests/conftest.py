"""Settings for every test: what it may take, and which run together."""

from __future__ import annotations

import os
import signal

import pytest
from hypothesis import HealthCheck, settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from tests.chromium import browser

__all__ = ["browser"]

# Where the tests run must not show: Sphinx paints what it writes when these say so.
for name in ("CI", "FORCE_COLOR", "FORCE_COLOUR", "NO_COLOR", "NO_COLOUR"):
    os.environ.pop(name, None)

# Nor must how they were started: what a script starts with ``&`` ignores SIGINT, and so would
# every program that a test starts and then interrupts.
signal.signal(signal.SIGINT, signal.default_int_handler)

# A few examples, the same in every run, and no clock: a slow machine must not fail a test.
settings.register_profile(
    "few",
    database=None,
    deadline=None,
    derandomize=True,
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow],
)
# Many, new ones in every run: make test-deep.
settings.register_profile(
    "deep",
    database=None,
    deadline=None,
    max_examples=1_000,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("few")

REAL_SITE = 600
"""Seconds for a test that may be the first to ask for the real site, which is then built."""

TOGETHER = "tests/browser/"
"""Where tests in several modules share what takes long to make: they run in one process."""

ALONE = "::test_axe_finds_nothing_on_any_page["
"""What is shared out between the processes test by test; all else is, module by module."""

HEAVY = (
    *("tests/real/", "tests/browser/", "tests/story/", "tests/cli/", "tests/incremental/"),
    *("tests/test_regular_expressions.py", "tests/sphinx/read/test_hostile.py"),
)
"""Where the tests are that take long: they go first, so that in the end no process waits."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Refuse parameters without an order: each process would collect other tests."""
    for mark in metafunc.definition.iter_markers("parametrize"):
        values = mark.args[1] if len(mark.args) > 1 else mark.kwargs["argvalues"]
        if isinstance(values, (set, frozenset)):
            raise pytest.UsageError(
                f"{metafunc.definition.nodeid}: parametrize over sorted(…); a set has no order."
            )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each test its time, and put first what takes long.

    Refuse names that no other process gives the same test.
    """
    for item in items:
        if " at 0x" in item.nodeid:
            raise pytest.UsageError(f"{item.nodeid}: give ids=…; each process has its own address.")
        asked_for = getattr(item, "fixturenames", ())
        if "real" in asked_for and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(REAL_SITE))
    items.sort(key=_place)


class _Sharing(LoadScopeScheduling):
    """Keeps together the tests that share what is made once a module.

    xdist's own groups are marks on the tests, which pytest 9.2 does not let it hand on.
    """

    def _split_scope(self, nodeid: str) -> str:
        if ALONE in nodeid:
            return nodeid
        return TOGETHER if nodeid.startswith(TOGETHER) else nodeid.partition("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """Share the tests out between the processes."""
    return _Sharing(config, log)


def _place(item: pytest.Item) -> int:
    return next(
        (place for place, path in enumerate(HEAVY) if item.nodeid.startswith(path)), len(HEAVY)
    )
