"""The browser that tests drive: one for all in a process, as no two can be driven at a time."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def program() -> str:
    """Where the browser is."""
    name = os.environ.get("CHROMIUM") or "chromium"
    found = shutil.which(name)
    assert found, f"{name} is not installed: run make test, which installs it or says how"
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; `make test` says how to get it."""
    with opened() as chromium:
        yield chromium


@contextmanager
def opened() -> Iterator[Browser]:
    """Start the browser."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program(), args=FLAGS)
        yield chromium
        chromium.close()
