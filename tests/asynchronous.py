"""Runs coroutines in tests, also where another event loop is running, as Playwright's is."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Result = TypeVar("Result")


def completed(work: Coroutine[Any, Any, Result]) -> Result:
    """What a coroutine comes to, run to its end in a thread of its own."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(asyncio.run, work).result()
