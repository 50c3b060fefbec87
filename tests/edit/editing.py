"""An editor that runs, as a browser or another program meets it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import urllib3

from tests.live.showing import Showing, shown


@dataclass(frozen=True)
class Answer:
    """What came of a request."""

    status: int
    text: str
    headers: Mapping[str, str]


@dataclass
class Editing:
    """The editor of a project."""

    showing: Showing
    _cookie: str = field(default="", init=False)
    _stamp: str = field(default="", init=False)

    @property
    def address(self) -> str:
        """Where it is, without the key."""
        return self.showing.address

    @property
    def way_in(self) -> str:
        """The address that is printed, with the key."""
        found = self.showing.waited(lambda: re.search(r"http://\S+nyckel=\S+", self.showing.said))
        return found[0]

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """Ask as any program could, with no cookie of ours."""
        with urllib3.PoolManager(retries=False) as pool:
            answer = pool.request(
                method,
                f"{self.address}{path}",
                body=body,
                headers={name.replace("_", "-"): value for name, value in headers.items()},
                redirect=False,
                timeout=60,
            )
            return Answer(answer.status, answer.data.decode(), dict(answer.headers))

    def let_in(self) -> str:
        """The cookie that the key gives."""
        if not self._cookie:
            key = self.way_in.partition("?")[2]
            self._cookie = self.ask("GET", f"?{key}").headers["set-cookie"].partition(";")[0]
        return self._cookie

    def get(self, path: str, **headers: str) -> Answer:
        """Ask as the browser does that has been let in."""
        return self.ask("GET", path, Cookie=self.let_in(), **headers)

    def post(
        self, path: str, fields: Mapping[str, str | list[str]] | None = None, **headers: str
    ) -> Answer:
        """Send a form as the browser does."""
        sent = {"stamp": self.stamp, **(fields or {})}
        return self.ask(
            "POST",
            path,
            urlencode(sent, doseq=True).encode(),
            **{
                "Cookie": self.let_in(),
                "Content_Type": "application/x-www-form-urlencoded",
                "Origin": self.address.rstrip("/"),
                "Sec_Fetch_Site": "same-origin",
                **headers,
            },
        )

    @property
    def stamp(self) -> str:
        """What every form of ours holds."""
        if not self._stamp:
            found = re.search(r'name="stamp" value="([^"]+)"', self.get("nytt/åtgärd").text)
            assert found
            self._stamp = found[1]
        return self._stamp


@contextmanager
def edited(project: Path) -> Iterator[Editing]:
    """Edit a project, until it is edited no more."""
    with shown(project, "edit") as showing:
        yield Editing(showing)
