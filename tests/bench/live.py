"""``make live``: how long it takes from saving a page until the browser is served what it says."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from time import monotonic, sleep

import urllib3

from tests.bench.measurement import BuildFailedError, Cost
from tests.bench.objects import TODAY
from tests.bench.projects import CHANGED_PAGE, ROOT, Project, with_other_title

_PATIENCE = 300
"""Seconds until a server that shows nothing is given up."""

_BETWEEN_LOOKS = 0.02
"""Seconds between two requests for the page."""

_BETWEEN_SAVES = 2.0
"""Seconds: nobody saves again before the page has been looked at, and search and files are made."""

_MAKE = shutil.which("make") or "make"


def saved_to_served(project: Project, runs: int) -> tuple[Cost, ...]:
    """What it takes from saving an action's new title until the page of its plan is served with it.

    Raises:
        BuildFailedError: the server did not start, or never served the page.
    """
    page = project.folder / CHANGED_PAGE
    costs = []
    with _served(project) as text_of_page:
        for run in range(runs):
            sleep(_BETWEEN_SAVES)
            text, title = with_other_title(page.read_text("utf-8"), run)
            begun = monotonic()
            page.write_text(text, encoding="utf-8")
            _wait(text_of_page, title)
            costs.append(Cost(wall=monotonic() - begun))
    return tuple(costs)


@contextmanager
def _served(project: Project) -> Iterator[Callable[[], str]]:
    """What the server of ``make live`` serves as the page that will be changed."""
    port = _free_port()
    day = datetime.combine(TODAY, time(12), UTC)
    environment = {**os.environ, **project.environment}
    environment["SOURCE_DATE_EPOCH"] = str(int(day.timestamp()))
    if not (project.folder / ".venv").exists():
        (project.folder / ".venv").symlink_to(ROOT / ".venv")
    address = f"http://127.0.0.1:{port}/{CHANGED_PAGE.with_suffix('.html').as_posix()}"
    with tempfile.TemporaryFile() as output, urllib3.PoolManager(retries=False) as pool:

        def text_of_page() -> str:
            if server.poll() is not None:
                output.seek(0)
                raise BuildFailedError(output.read().decode("utf-8", "replace"))
            try:
                answer = pool.request("GET", address, timeout=5)
            except urllib3.exceptions.HTTPError:  # it does not listen yet, or takes no time for us
                return ""
            return answer.data.decode("utf-8", "replace")

        server = subprocess.Popen(
            ("/bin/sh", "-c", f"exec {command(port)}"),
            cwd=project.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            _wait(text_of_page, "<h1")
            yield text_of_page
        finally:
            server.terminate()  # it ends all that it has started, and then itself
            server.wait()


def command(port: int) -> str:
    """What ``make live`` does, as the Makefile has it, without what it would install first."""
    said = subprocess.run(
        (_MAKE, "--no-print-directory", "--dry-run", "live", f"PORT={port}"),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return said.splitlines()[-1]


def _wait(text_of_page: Callable[[], str], said: str) -> None:
    until = monotonic() + _PATIENCE
    while said not in re.sub(r"\s+", " ", text_of_page()):
        if monotonic() > until:
            raise BuildFailedError(f"the live page did not say “{said}” within {_PATIENCE} s")
        sleep(_BETWEEN_LOOKS)


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        found: int = listening.getsockname()[1]
        return found
