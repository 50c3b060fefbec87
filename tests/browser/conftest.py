"""A real browser on the real site, served over HTTP with a strict content security policy."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from tests.paths import REPOSITORY
from tests.real.conftest import RealSite, real

__all__ = ["real"]

POLICY = re.findall(
    r'Content-Security-Policy "([^"]*)"',
    (REPOSITORY / "docs" / "publicera.md").read_text(encoding="utf-8"),
)[0]
"""The policy that the guide tells web servers to send."""

AXE = REPOSITORY / "node_modules" / "axe-core" / "axe.min.js"


class StrictHandler(SimpleHTTPRequestHandler):
    """Serves files as a careful web server would, and says nothing."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Keep the test's output clean."""


@pytest.fixture(scope="session")
def address(real: RealSite) -> Iterator[str]:
    """Where the site is served."""
    with served(real.folder) as where:
        yield where


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a built site; gives its address."""
    handler = partial(StrictHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@dataclass
class Visit:
    """A page that is open, and what it did."""

    page: Page
    console: list[str] = field(default_factory=list)
    """Errors and warnings, violations of the policy among them."""
    requests: list[str] = field(default_factory=list)


@contextmanager
def visiting(
    browser: Browser,
    *,
    width: int = 1280,
    dark: bool = False,
    javascript: bool = True,
    bypass_csp: bool = False,
) -> Iterator[Visit]:
    """A fresh browser window."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if dark else "light",
        java_script_enabled=javascript,
        bypass_csp=bypass_csp,
        locale="sv-SE",
    )
    visit = Visit(context.new_page())

    def heard(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            visit.console.append(message.text)

    def asked(request: Request) -> None:
        visit.requests.append(request.url)

    visit.page.on("console", heard)
    visit.page.on("pageerror", lambda error: visit.console.append(str(error)))
    visit.page.on("request", asked)
    try:
        yield visit
    finally:
        context.close()


@dataclass(frozen=True)
class Seen:
    """What one page did when it was opened, on a phone and then on a narrower one."""

    name: str
    console: tuple[str, ...]
    requests: tuple[str, ...]
    overflows: tuple[tuple[int, int], ...]
    """Widths of the window, with that of the page, where the page is wider."""


@pytest.fixture(scope="session")
def walk(browser: Browser, real: RealSite, address: str) -> tuple[Seen, ...]:
    """Every page, opened once."""
    seen = []
    with visiting(browser, width=390) as visit:
        for name in page_names(real.folder):
            visit.console.clear()
            visit.requests.clear()
            visit.page.goto(address + name)
            asked = tuple(visit.requests)
            overflows = []
            for width in (390, 320):
                visit.page.set_viewport_size({"width": width, "height": 900})
                wide = visit.page.evaluate("document.documentElement.scrollWidth")
                if wide > width:
                    overflows.append((width, wide))
            visit.page.set_viewport_size({"width": 390, "height": 900})
            seen.append(Seen(name, tuple(visit.console), asked, tuple(overflows)))
        assert visit.page.context.cookies() == []
    return tuple(seen)


def page_names(folder: Path) -> list[str]:
    """Every page of a built site."""
    return [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.html"))]
