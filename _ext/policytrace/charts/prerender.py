"""Prerendering: charts are drawn before the pages that show them, in a process of its own.

Drawing holds Python's lock, so threads would not help; but most machines have a second core that is
idle while pages are written. What is not drawn when a page needs it is drawn then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from multiprocessing import get_context, parent_process
from pathlib import Path

from policytrace.charts.model import Chart
from policytrace.charts.store import ChartStore

FEW = 30
"""So many charts are drawn in the time that it takes to start a process."""


def prerender(folder: Path, charts: Iterable[Chart]) -> Callable[[], None]:
    """Begin to prerender those of `charts` that `folder` does not hold; gives what stops it.

    It stops by itself when all are drawn, and when this process ends.
    """
    store = ChartStore(folder)
    missing = [chart for chart in charts if not store.holds(chart)]
    if len(missing) <= FEW:
        return lambda: None
    # A fresh interpreter: the drawing program runs a thread of its own, which no fork may copy.
    process = get_context("spawn").Process(target=_draw, args=(folder, missing), daemon=True)
    process.start()

    def stop() -> None:
        process.terminate()
        process.join()

    return stop


def _draw(folder: Path, charts: Sequence[Chart]) -> None:
    store = ChartStore(folder)
    for chart in charts:
        if (parent := parent_process()) is None or not parent.is_alive():
            return  # it was killed, and nobody waits
        store.svg(chart)
