"""Keeps one issue for each owner that has something to be reminded of, at GitHub or GitLab.

    policytrace remind --format json --output reminders.json
    python3 -I .ci/issues.py reminders.json

An issue is found again by the label and by the first line of its text, which is not shown. It is
written again when something has changed, commented on when there is something that was not there
before, since only that is mailed to those who follow it, and closed when nothing is left.

It runs where it may write to the repository, so it uses nothing but Python itself, and tells the
token to no other host than the one that it was given for.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import urllib.error
import urllib.parse
import urllib.request
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

LABEL = "påminnelse"
_MARK = re.compile(r"<!-- policytrace:remind ([\w-]+):([0-9a-f ]*) -->")
_NOBODY = "-"
"""Stands in the mark for what nobody answers for; no id is written so."""

_PAGE = 100
"""How many issues are asked for at a time, which is the most that both give."""

_LONGEST = 60_000
"""Characters of a text; GitHub takes 65 536."""

_SECONDS = 30


class ServiceError(Exception):
    """The service has not done what it was asked for."""

    def __init__(self, said: str, code: int | None = None) -> None:
        """Keep what was said, and the code of an answer that says no."""
        super().__init__(said)
        self.code = code


@dataclass(frozen=True)
class Issue:
    """An open issue that has been written by this program."""

    number: int
    title: str
    body: str
    owner: str
    known: frozenset[str]
    """What its owner has been reminded of already."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect is an error: urllib would send the token to wherever it leads."""

    def redirect_request(self, *_arguments: object, **_named: object) -> None:
        return None


class Service(ABC):
    """Where issues are kept."""

    def __init__(self, address: str, headers: Mapping[str, str]) -> None:
        """Keep where it is, and who asks."""
        parts = urllib.parse.urlsplit(address)
        if parts.scheme != "https" and parts.hostname not in {"localhost", "127.0.0.1", "::1"}:
            raise ServiceError(f"{address} is no https address")
        self._address = address
        self._headers = {
            "Accept": "application/json",
            "Content-Type": "application/json",
            "User-Agent": "policytrace",
            **headers,
        }
        self._open: Callable[..., Any] = urllib.request.build_opener(_NoRedirect()).open

    def issues(self) -> list[Issue]:
        """The open issues that this program has written, the oldest first."""
        found = []
        for number, title, body in self.labelled():
            if mark := _MARK.match(body):
                known = frozenset(mark[2].split())
                found.append(Issue(number, title, body, mark[1], known))
        return sorted(found, key=lambda one: one.number)

    @abstractmethod
    def labelled(self) -> Iterator[tuple[int, str, str]]:
        """Number, title and text of each open issue that has the label."""

    @abstractmethod
    def create(self, title: str, body: str) -> None:
        """Open an issue with the label."""

    @abstractmethod
    def update(self, number: int, title: str, body: str) -> None:
        """Write an issue again."""

    @abstractmethod
    def comment(self, number: int, body: str) -> None:
        """Add a comment to an issue."""

    @abstractmethod
    def close(self, number: int) -> None:
        """Close an issue."""

    def pages(self, path: str, **query: str) -> Iterator[dict[str, Any]]:
        """All that a list holds."""
        page = 1
        while True:
            words = urllib.parse.urlencode({**query, "per_page": _PAGE, "page": page})
            found = self.ask("GET", f"{path}?{words}")
            if not isinstance(found, list):
                raise ServiceError(f"GET {path}: this is no list")
            yield from found
            if len(found) < _PAGE:
                return
            page += 1

    def ask(self, method: str, path: str, told: Mapping[str, object] | None = None) -> object:
        """What the service answers."""
        request = urllib.request.Request(  # noqa: S310 - the address is checked above
            f"{self._address}/{path}",
            data=None if told is None else json.dumps(told).encode(),
            headers=self._headers,
            method=method,
        )
        what = f"{method} {path.partition('?')[0]}"
        try:
            with self._open(request, timeout=_SECONDS) as answer:
                return json.loads(answer.read())
        except urllib.error.HTTPError as error:
            said = error.read(500).decode(errors="replace")
            raise ServiceError(f"{what}: {error.code} {error.reason} {said}", error.code) from None
        except (OSError, ValueError) as error:
            raise ServiceError(f"{what}: {error}") from None


class GitHub(Service):
    """https://docs.github.com/rest/issues."""

    def __init__(self, address: str, repository: str, token: str) -> None:
        """Ask with the token of the job."""
        headers = {
            "Authorization": f"Bearer {token}",
            "Accept": "application/vnd.github+json",
            "X-GitHub-Api-Version": "2022-11-28",
        }
        super().__init__(f"{address}/repos/{repository}", headers)

    def labelled(self) -> Iterator[tuple[int, str, str]]:
        """Without change requests, which are issues there too."""
        for one in self.pages("issues", state="open", labels=LABEL):
            if "pull_request" not in one:
                yield one["number"], one["title"], one["body"] or ""

    def create(self, title: str, body: str) -> None:
        """Open an issue, with the label: without it the issue would be opened again every night."""
        try:
            self.ask("GET", f"labels/{urllib.parse.quote(LABEL)}")
        except ServiceError as error:
            if error.code != HTTPStatus.NOT_FOUND:
                raise
            self.ask("POST", "labels", {"name": LABEL, "color": "0b5b6b"})
        self.ask("POST", "issues", {"title": title, "body": body, "labels": [LABEL]})

    def update(self, number: int, title: str, body: str) -> None:
        """Write an issue again."""
        self.ask("PATCH", f"issues/{number}", {"title": title, "body": body})

    def comment(self, number: int, body: str) -> None:
        """Add a comment."""
        self.ask("POST", f"issues/{number}/comments", {"body": body})

    def close(self, number: int) -> None:
        """Close an issue as done."""
        self.ask("PATCH", f"issues/{number}", {"state": "closed", "state_reason": "completed"})


class GitLab(Service):
    """https://docs.gitlab.com/api/issues."""

    def __init__(self, address: str, project: str, token: str) -> None:
        """Ask with a token of the project: that of the job may not write issues."""
        project = urllib.parse.quote(project, safe="")
        super().__init__(f"{address}/projects/{project}", {"PRIVATE-TOKEN": token})

    def labelled(self) -> Iterator[tuple[int, str, str]]:
        """Of this project."""
        for one in self.pages("issues", state="opened", labels=LABEL):
            yield one["iid"], one["title"], one["description"] or ""

    def create(self, title: str, body: str) -> None:
        """Open an issue; there a label that does not exist comes to be."""
        self.ask("POST", "issues", {"title": title, "description": body, "labels": LABEL})

    def update(self, number: int, title: str, body: str) -> None:
        """Write an issue again."""
        self.ask("PUT", f"issues/{number}", {"title": title, "description": body})

    def comment(self, number: int, body: str) -> None:
        """Add a comment."""
        self.ask("POST", f"issues/{number}/notes", {"body": body})

    def close(self, number: int) -> None:
        """Close an issue."""
        self.ask("PUT", f"issues/{number}", {"state_event": "close"})


def remind(service: Service, told: Mapping[str, Any]) -> list[str]:
    """Bring the issues up to date with the reminders; what was done, a line each."""
    done: list[str] = []
    words = told["words"]
    open_now = service.issues()
    first: dict[str, Issue] = {}
    for issue in open_now:
        first.setdefault(issue.owner, issue)
    for owner in told["owners"]:
        name = owner["key"] or _NOBODY
        keys = {_short(one): one["markdown"] for one in owner["reminders"]}
        title, body = owner["heading"], _body(name, keys, owner["markdown"])
        known = first.pop(name, None)
        if known is None:
            service.create(title, body)
            done.append(f"{name}: opened")
            continue
        if (known.title, known.body) != (title, body):
            service.update(known.number, title, body)
            done.append(f"{name}: #{known.number} written again")
        if new := [text for key, text in keys.items() if key not in known.known]:
            service.comment(known.number, _cut("\n".join([words["new"], "", *new])))
            done.append(f"{name}: #{known.number} commented on")
    kept = {owner["key"] or _NOBODY for owner in told["owners"]}
    seen: set[str] = set()
    for issue in open_now:
        if issue.owner in kept and issue.owner not in seen:
            seen.add(issue.owner)
            continue
        if issue.owner not in kept:
            service.comment(issue.number, words["done"])
        service.close(issue.number)
        done.append(f"{issue.owner}: #{issue.number} closed")
    return done


def _short(reminder: Mapping[str, Any]) -> str:
    """What tells a reminder from others, and from itself before it was late."""
    key = f"{reminder['key']} {reminder['is_late']}"
    return hashlib.sha256(key.encode()).hexdigest()[:12]


def _body(owner: str, keys: Mapping[str, str], text: str) -> str:
    return _cut(f"<!-- policytrace:remind {owner}:{' '.join(sorted(keys))} -->\n\n{text}")


def _cut(text: str) -> str:
    """At most as much as the services take, in whole lines."""
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rpartition("\n")[0] + "\n\n…"


def service_of(environ: Mapping[str, str]) -> Service:
    """The service whose job this is."""
    if environ.get("GITHUB_REPOSITORY"):
        token, where = environ.get("GITHUB_TOKEN", ""), environ["GITHUB_REPOSITORY"]
        address = environ.get("GITHUB_API_URL", "https://api.github.com")
        made: Service = GitHub(address, where, token)
    elif environ.get("CI_PROJECT_ID"):
        token = environ.get("REMINDER_TOKEN", "")
        made = GitLab(environ["CI_API_V4_URL"], environ["CI_PROJECT_ID"], token)
    else:
        raise ServiceError("this is neither a job of GitHub nor one of GitLab")
    if not token:
        raise ServiceError("there is no token: GITHUB_TOKEN at GitHub, REMINDER_TOKEN at GitLab")
    return made


def main(arguments: list[str]) -> int:
    """Run the program; its exit code."""
    if len(arguments) != 1:
        sys.stderr.write("usage: issues.py REMINDERS.json\n")
        return 2
    try:
        told = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
        done = remind(service_of(os.environ), told)
    except (OSError, ValueError, KeyError, TypeError) as error:
        sys.stderr.write(f"{arguments[0]}: {type(error).__name__}: {error}\n")
        return 1
    except ServiceError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write("\n".join([*done, f"{len(told['owners'])} to be reminded", ""]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
