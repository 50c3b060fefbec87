"""A real nginx, as the guide sets it up: no request fails while the site is published."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from policytrace.site.served import ServedSite
from tests.paths import REPOSITORY

GUIDE = (REPOSITORY / "docs" / "publicera.md").read_text(encoding="utf-8")

SIZES = {
    "index.html": 3_000,
    "404.html": 1_000,
    "plan.html": 200_000,
    "objekt/index.html": 20_000,
    "objekt/atg-1.html": 8_000,
    "_static/policytrace.css": 60_000,
    "data/ind-a.csv": 400,
}
"""The files of the site."""

LARGE = 16_000_000
"""Bytes, more than can be on their way to a reader."""

ASKED = {
    "/": (200, "index.html"),
    "/index.html": (200, "index.html"),
    "/plan.html": (200, "plan.html"),
    "/objekt/": (200, "objekt/index.html"),
    "/objekt/atg-1.html": (200, "objekt/atg-1.html"),
    "/_static/policytrace.css?v=1": (200, "_static/policytrace.css"),
    "/data/ind-a.csv": (200, "data/ind-a.csv"),
    "/finns/inte.html": (404, "404.html"),
}
"""What is asked for, and what it should be answered with."""

MIME_TYPES = """
    text/html html; text/css css; text/plain txt; text/xml xml; application/json json;
    application/pdf pdf; application/atom+xml atom;
"""
"""Of what comes with nginx, the types of the site's files: tables and catalogues are not there."""

TYPES = {
    "plan.json": "application/json",
    "objekt.csv": "text/csv",
    "dcat.rdf": "application/rdf+xml",
    "stratml.xml": "text/xml; charset=utf-8",
    "llms.txt": "text/plain; charset=utf-8",
    "allt.ics": "text/calendar",
    "allt.atom": "application/atom+xml",
}
"""What open data is said to be."""

READERS, PUBLICATIONS, ANSWERS_EACH = 6, 40, 150


def alone() -> None:
    """Nobody else publishes here."""
    pytest.fail("there was something to wait for")


def content(edition: str, name: str, size: int) -> bytes:
    """A file that tells on every line what it is of."""
    line = f"{edition} {name}\n".encode()
    return line * (size // len(line))


def made(folder: Path, edition: str, time: int) -> Path:
    """A site whose files were written at `time`."""
    for name, size in SIZES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content(edition, name, size))
        os.utime(path, (time, time))
    return folder


@pytest.fixture
def editions(tmp_path: Path) -> dict[str, Path]:
    """Two sites."""
    return {
        edition: made(tmp_path / edition, edition, 1_800_000_000 + number)
        for number, edition in enumerate(("en", "två"))
    }


@pytest.fixture
def served(tmp_path: Path) -> ServedSite:
    (tmp_path / "www å").mkdir()
    return ServedSite.at(tmp_path / "www å" / "plan")


# ------------------------------------------------------------------------- the web server


def program() -> str:
    """Where nginx is; Debian keeps it where only root looks."""
    name = os.environ.get("NGINX") or "nginx"
    places = f"{os.environ.get('PATH', '')}:/usr/local/sbin:/usr/sbin"
    found = shutil.which(name, path=places)
    assert found, f"{name} is not installed: run make test, which installs it or says how"
    return found


def as_the_guide_says(root: Path, port: int) -> str:
    """The guide's `server`, but for what only a real host has: its certificate, IPv6, its place."""
    (server,) = re.findall(r"^```nginx\n(server \{.*?^\})\n```$", GUIDE, re.MULTILINE | re.DOTALL)
    server = re.sub(r"^ *(ssl_certificate.*|listen \[::\].*)\n", "", server, flags=re.MULTILINE)
    for old, new in (
        ("listen 443 ssl;", f"listen 127.0.0.1:{port};"),
        ("root /var/www/jamlikhet;", f'root "{root}";'),
    ):
        assert server.count(old) == 1
        server = server.replace(old, new)
    return server


@contextmanager
def nginx(root: Path, folder: Path) -> Iterator[int]:
    """Serve what is at `root`; gives the port. All that nginx writes is in `folder`."""
    folder.mkdir()
    kept = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        (folder / "mime.types").write_text(f"types {{ {MIME_TYPES} }}", encoding="utf-8")
        (folder / "nginx.conf").write_text(
            f"""
            daemon off;
            worker_processes 2;
            {"user root;" if os.geteuid() == 0 else ""}
            pid nginx.pid;
            error_log stderr;
            events {{ worker_connections 64; }}
            http {{
                access_log off;
                {"".join(f"{name}_temp_path {name};" for name in kept)}
                include mime.types;
                {as_the_guide_says(root, port)}
            }}
            """,
            encoding="utf-8",
        )
        # As when one nginx takes over from another: the port is this very one, and open already.
        environment = {**os.environ, "NGINX": f"{listening.fileno()};"}
        with (folder / "said").open("wb") as said:
            process = subprocess.Popen(
                [program(), "-e", "stderr", "-p", str(folder), "-c", "nginx.conf"],
                env=environment,
                pass_fds=[listening.fileno()],
                stderr=said,
            )
    try:
        yield port
        assert process.poll() is None, (folder / "said").read_text("utf-8")
    finally:
        process.terminate()
        process.wait()


# ------------------------------------------------------------------------- readers


@dataclass
class Reader:
    """Asks for pages over and over, and notes what is wrong with the answers."""

    port: int
    number: int
    wrong: list[str] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
    """How many answers came from each edition."""
    known: dict[tuple[str, str], bytes] = field(default_factory=dict)
    """What was answered under each ETag: a browser keeps it as long as the ETag holds."""

    def read(self, until: threading.Event) -> None:
        """Ask until it is time to stop; every other reader makes a new connection each time."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        while not until.is_set() and not self.wrong:
            for asked in ASKED:
                try:
                    self.ask(connection, asked)
                except Exception as error:  # noqa: BLE001 - whatever it is, the reader got no page
                    self.wrong.append(f"{asked}: {error!r}")
                if self.number % 2:
                    connection.close()
        connection.close()

    def ask(self, connection: HTTPConnection, asked: str) -> None:
        """Ask for one page."""
        status, name = ASKED[asked]
        connection.request("GET", asked)
        answer = connection.getresponse()
        body = answer.read()
        given = (one for one in ("en", "två") if body == content(one, name, SIZES[name]))
        edition = next(given, None)
        if answer.status != status or edition is None:
            self.wrong.append(f"{asked}: {answer.status}, {len(body)} bytes: {body[:40]!r}")
            return
        self.seen[edition] += 1
        etag = answer.headers["ETag"] or ""
        if status == 200 and self.known.setdefault((name, etag), body) != body:
            self.wrong.append(f"{asked}: two contents under the ETag {etag}")


def test_no_request_fails_while_the_site_is_published_and_gone_back_from(
    served: ServedSite, editions: dict[str, Path], tmp_path: Path
) -> None:
    for site in editions.values():
        served.publish(site, alone)
    over = threading.Event()
    with nginx(served.link, tmp_path / "nginx") as port:
        readers = [Reader(port=port, number=number) for number in range(READERS)]
        threads = [threading.Thread(target=reader.read, args=[over]) for reader in readers]
        for thread in threads:
            thread.start()
        published = 0
        try:
            while not any(reader.wrong for reader in readers) and (
                published < PUBLICATIONS
                or any(reader.seen.total() < ANSWERS_EACH for reader in readers)
            ):
                served.roll_back(alone)  # to “en”, which is then what is not shown any more
                for edition in ("två", "en", "två"):
                    assert served.publish(editions[edition], alone).changed
                    published += 1
        finally:
            over.set()
            for thread in threads:
                thread.join()
    assert [wrong for reader in readers for wrong in reader.wrong] == []
    seen = sum((reader.seen for reader in readers), Counter())
    assert seen.keys() == {"en", "två"}
    said = (tmp_path / "nginx" / "said").read_text("utf-8").splitlines()
    assert [line for line in said if "[notice]" not in line and "/finns/inte" not in line] == []


def test_what_a_reader_has_begun_to_fetch_comes_whole_though_its_release_is_removed(
    served: ServedSite, editions: dict[str, Path], tmp_path: Path
) -> None:
    large = content("en", "stor.pdf", LARGE)
    (editions["en"] / "stor.pdf").write_bytes(large)
    first = served.publish(editions["en"], alone).folder
    with nginx(served.link, tmp_path / "nginx") as port:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", "/stor.pdf")
        answer: HTTPResponse = connection.getresponse()
        begun = answer.read(1_000)
        served.publish(editions["två"], alone)
        served.publish(made(tmp_path / "tre", "tre", 1_800_000_002), alone)
        assert not first.exists()
        assert begun + answer.read() == large
        connection.request("GET", "/stor.pdf")
        assert connection.getresponse().status == 404
        connection.close()


def test_open_data_is_said_to_be_what_it_is_and_comes_packed(
    served: ServedSite, editions: dict[str, Path], tmp_path: Path
) -> None:
    for name in TYPES:
        (editions["en"] / name).write_bytes(content("en", name, 4_000))
    served.publish(editions["en"], alone)
    with nginx(served.link, tmp_path / "nginx") as port:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        found = {}
        for name in TYPES:
            connection.request("GET", f"/{name}", headers={"Accept-Encoding": "gzip"})
            answer = connection.getresponse()
            assert answer.headers["Content-Encoding"] == "gzip"
            answer.read()
            found[name] = answer.headers["Content-Type"]
        connection.close()
    assert found == TYPES
