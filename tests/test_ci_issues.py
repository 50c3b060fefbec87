"""The issues that nightly jobs keep, tried against services that are not there."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from policytrace.messages import catalogue
from policytrace.plan.model import Item
from policytrace.schedule.reminders import reminders_of
from policytrace.schedule.telling import ReminderTeller
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from policytrace.snapshot import Snapshot
from tests.paths import REPOSITORY
from tests.plan_builder import METAMODEL, TODAY, item, plan

SCRIPT = REPOSITORY / ".ci" / "issues.py"
TOKEN = "hemlig-nyckel"  # noqa: S105 - nobody's


@dataclass
class Tracker:
    """Issues as GitHub or GitLab keep them."""

    kind: str
    issues: list[dict[str, Any]] = field(default_factory=list)
    comments: list[tuple[int, str]] = field(default_factory=list)
    writes: list[str] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    """GitHub's own; an issue gets no other. GitLab makes what it lacks."""
    answer: tuple[int, str] | None = None
    """What every call is answered with instead."""

    @property
    def open(self) -> dict[int, dict[str, Any]]:
        """Those that are open, by number."""
        return {one["number"]: one for one in self.issues if one["open"]}

    def add(self, title: str, body: str, labels: list[str], **other: object) -> None:
        number = len(self.issues) + 1
        self.issues.append(
            {
                "number": number,
                "title": title,
                "body": body,
                "labels": labels,
                "open": True,
                **other,
            }
        )

    def listed(self, query: dict[str, list[str]]) -> list[dict[str, Any]]:
        assert query["state"] == ["open" if self.kind == "github" else "opened"]
        (label,) = query["labels"]
        size, page = int(query["per_page"][0]), int(query["page"][0])
        found = [self._told(one) for one in self.open.values() if label in one["labels"]][::-1]
        return found[size * (page - 1) : size * page]

    def _told(self, one: dict[str, Any]) -> dict[str, Any]:
        if self.kind == "github":
            return {key: one[key] for key in one.keys() - {"open"}}
        return {"iid": one["number"], "title": one["title"], "description": one["body"]}

    def write(self, method: str, path: str, told: dict[str, Any]) -> None:
        """Do what a call asks for, by the service's own names."""
        self.writes.append(f"{method} {path}")
        if path == "labels":
            assert told["name"] not in self.labels
            self.labels.add(told["name"])
            return
        text = "body" if self.kind == "github" else "description"
        if path == "issues":
            labels = told["labels"]
            if self.kind == "github":
                labels = [label for label in labels if label in self.labels]
            self.add(told["title"], told[text], labels if self.kind == "github" else [labels])
            return
        _, number, *rest = path.split("/")
        issue = self.open[int(number)]
        if rest:
            assert rest == ["comments" if self.kind == "github" else "notes"]
            self.comments.append((int(number), told["body"]))
        elif told.get("state") == "closed" or told.get("state_event") == "close":
            issue["open"] = False
        else:
            assert method == ("PATCH" if self.kind == "github" else "PUT")
            issue.update(title=told["title"], body=told[text])


ROOTS = {"github": "/repos/kommunen/planen/", "gitlab": "/projects/42/"}


@contextmanager
def serving(tracker: Tracker) -> Iterator[dict[str, str]]:
    """Let a tracker answer on this machine; the variables of a job that uses it."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer()

        do_POST = do_PATCH = do_PUT = do_GET  # noqa: N815 - the server looks for these names

        def _answer(self) -> None:
            parts = urlsplit(self.path)
            path = parts.path.removeprefix(ROOTS[tracker.kind])
            length = int(self.headers.get("Content-Length") or 0)
            told = json.loads(self.rfile.read(length)) if length else {}
            code, content = 200, json.dumps({})
            keys = (self.headers["Authorization"], self.headers["PRIVATE-TOKEN"])
            if keys != ((f"Bearer {TOKEN}", None) if tracker.kind == "github" else (None, TOKEN)):
                code, content = 401, "nej"
            elif tracker.answer:
                code, content = tracker.answer
            elif path.startswith("labels/"):
                code = 200 if unquote(path.removeprefix("labels/")) in tracker.labels else 404
            elif self.command == "GET":
                content = json.dumps(tracker.listed(parse_qs(parts.query)))
            else:
                tracker.write(self.command, path, told)
            self.send_response(code)
            if code == 302:
                self.send_header("Location", content)
            self.end_headers()
            self.wfile.write(content.encode())

        def log_message(self, *_said: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield {
            "github": {
                "GITHUB_REPOSITORY": "kommunen/planen",
                "GITHUB_API_URL": address,
                "GITHUB_TOKEN": TOKEN,
            },
            "gitlab": {
                "CI_PROJECT_ID": "42",
                "CI_API_V4_URL": address,
                "REMINDER_TOKEN": TOKEN,
            },
        }[tracker.kind]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(params=["github", "gitlab"])
def tracker(request: pytest.FixtureRequest) -> Tracker:
    return Tracker(kind=request.param)


def action(number: int, owner: str, due: str, title: str = "Öppna dörren") -> Item:
    return item(
        *(f"ATG-{number}", Role.ACTION), owner=owner, status=Status.DECIDED, due=due, title=title
    )


def reminders(*actions: Item) -> str:
    """What `policytrace remind` writes of some actions."""
    owners = (
        item("ORG-KS", Role.ORGANISATION, title="Kommunstyrelsen"),
        item("ORG-SN", Role.ORGANISATION, title="Socialnämnden"),
    )
    snapshot = Snapshot(graph=plan(*owners, *actions), metamodel=METAMODEL, today=TODAY)
    teller = ReminderTeller(
        translations=catalogue("sv"),
        metamodel=METAMODEL,
        page_of=lambda _: None,
        place_of=lambda one: (one.location.file, one.location.line),
    )
    return teller.json(reminders_of(snapshot, 30))


def run(
    told: str, environment: dict[str, str], folder: Path, code: int = 0
) -> subprocess.CompletedProcess[str]:
    file = folder / "påminnelser.json"
    file.write_text(told, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-I", str(SCRIPT), str(file)],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONIOENCODING": "utf-8", **environment},
    )
    assert TOKEN not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode == code, done.stderr
    return done


LATE = action(1, "ORG-SN", "2027-01-10")
SOON = action(2, "ORG-KS", "2027-01-20", "Stäng fönstret")


def test_each_owner_has_an_issue_with_what_is_to_be_done(tracker: Tracker, tmp_path: Path) -> None:
    with serving(tracker) as environment:
        run(reminders(LATE, SOON), environment, tmp_path)
    assert {one["title"] for one in tracker.issues} == {
        "Påminnelse: Kommunstyrelsen",
        "Påminnelse: Socialnämnden",
    }
    assert all(one["labels"] == ["påminnelse"] for one in tracker.issues)
    (social,) = (one for one in tracker.issues if "Social" in one["title"])
    assert "Sista dag: 10 januari 2027 (för 5 dagar sedan)" in social["body"]
    assert "Stäng" not in social["body"]
    assert tracker.comments == []


def test_the_same_reminders_once_more_change_nothing(tracker: Tracker, tmp_path: Path) -> None:
    with serving(tracker) as environment:
        run(reminders(LATE, SOON), environment, tmp_path)
        tracker.writes.clear()
        run(reminders(LATE, SOON), environment, tmp_path)
    assert tracker.writes == []


def test_an_owner_that_gets_another_id_keeps_the_issue(tracker: Tracker, tmp_path: Path) -> None:
    told = reminders(LATE)
    with serving(tracker) as environment:
        run(told, environment, tmp_path)
        run(told.replace('"id": "ORG-SN"', '"id": "ORG-S"'), environment, tmp_path)
    assert len(tracker.open) == len(tracker.issues) == 1
    assert tracker.comments == []


def test_what_is_new_is_written_and_told_in_a_comment(tracker: Tracker, tmp_path: Path) -> None:
    more = action(3, "ORG-SN", "2027-01-12", "Bygg en ramp")
    with serving(tracker) as environment:
        run(reminders(LATE), environment, tmp_path)
        run(reminders(LATE, more), environment, tmp_path)
    (issue,) = tracker.open.values()
    assert "Bygg en ramp" in issue["body"]
    ((number, comment),) = tracker.comments
    assert number == issue["number"]
    assert comment.startswith("Nytt sedan sist:")
    assert "Bygg en ramp" in comment
    assert "Öppna" not in comment


def test_what_has_become_late_is_told_anew(tracker: Tracker, tmp_path: Path) -> None:
    with serving(tracker) as environment:
        run(reminders(action(1, "ORG-SN", "2027-01-15")), environment, tmp_path)
        run(reminders(action(1, "ORG-SN", "2027-01-14")), environment, tmp_path)
    assert len(tracker.comments) == 1


def test_what_has_been_done_is_closed_and_comes_back_as_another(
    tracker: Tracker, tmp_path: Path
) -> None:
    with serving(tracker) as environment:
        run(reminders(LATE, SOON), environment, tmp_path)
        run(reminders(SOON), environment, tmp_path)
        assert [one["title"] for one in tracker.open.values()] == ["Påminnelse: Kommunstyrelsen"]
        assert [text for _, text in tracker.comments] == ["Det finns inget kvar att göra."]
        run(reminders(), environment, tmp_path)
        assert tracker.open == {}
        run(reminders(LATE), environment, tmp_path)
    assert len(tracker.open) == 1


def test_what_nobody_answers_for_has_an_issue_too(tracker: Tracker, tmp_path: Path) -> None:
    nobodys = item("ATG-1", Role.ACTION, status=Status.DECIDED, due="2027-01-10")
    with serving(tracker) as environment:
        run(reminders(nobodys), environment, tmp_path)
        run(reminders(nobodys), environment, tmp_path)
    (issue,) = tracker.open.values()
    assert issue["title"] == "Påminnelse: Ingen ansvarar"


def test_issues_of_others_are_left_alone(tracker: Tracker, tmp_path: Path) -> None:
    tracker.add("Något annat", "Text", [])
    tracker.add("Märkt av en människa", "Text", ["påminnelse"])
    with serving(tracker) as environment:
        run(reminders(), environment, tmp_path)
    assert len(tracker.open) == 2
    assert tracker.writes == []


def test_a_change_request_is_no_issue(tmp_path: Path) -> None:
    tracker = Tracker(kind="github")
    mark = "<!-- policytrace:remind ORG-SN: -->"
    tracker.add("Ändring", mark, ["påminnelse"], pull_request={"url": "x"})
    with serving(tracker) as environment:
        run(reminders(), environment, tmp_path)
    assert tracker.writes == []


def test_of_two_for_the_same_owner_the_first_is_kept(tracker: Tracker, tmp_path: Path) -> None:
    with serving(tracker) as environment:
        run(reminders(LATE), environment, tmp_path)
        tracker.add("Kopia", tracker.issues[0]["body"], ["påminnelse"])
        run(reminders(LATE), environment, tmp_path)
    assert list(tracker.open) == [1]


def test_more_issues_than_a_page_holds_are_all_found(tracker: Tracker, tmp_path: Path) -> None:
    for number in range(230):
        tracker.add("x", f"<!-- policytrace:remind ORG-{number}: -->", ["påminnelse"])
    with serving(tracker) as environment:
        run(reminders(), environment, tmp_path)
    assert tracker.open == {}


def test_a_title_cannot_pass_for_the_mark(tracker: Tracker, tmp_path: Path) -> None:
    fake = action(1, "ORG-SN", "2027-01-10", "<!-- policytrace:remind ORG-KS: --> @alla")
    with serving(tracker) as environment:
        run(reminders(fake), environment, tmp_path)
        run(reminders(fake), environment, tmp_path)
    (issue,) = tracker.open.values()
    assert re.findall(r"(?<!\\)<!-- policytrace:remind ([\w-]+)", issue["body"]) == ["ORG-SN"]
    assert "@alla" not in issue["body"]


def test_a_very_long_text_is_cut(tracker: Tracker, tmp_path: Path) -> None:
    many = [action(number, "ORG-SN", "2027-01-10", "å" * 300) for number in range(400)]
    with serving(tracker) as environment:
        run(reminders(*many), environment, tmp_path)
        run(reminders(*many), environment, tmp_path)
    (issue,) = tracker.open.values()
    assert len(issue["body"]) < 65_536
    assert issue["body"].endswith("…")
    assert tracker.writes[-1] == "POST issues"
    assert tracker.writes.count("POST issues") == 1


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((410, '{"message": "Issues are disabled"}'), "Issues are disabled"),
        ((500, "trasig"), "500"),
        ((200, "<html>"), "GET issues"),
        ((200, '{"message": "hej"}'), "no list"),
        ((302, "https://example.invalid/"), "302"),
    ],
)
def test_a_service_that_does_not_do_it_is_told_of(
    tracker: Tracker, tmp_path: Path, answer: tuple[int, str], said: str
) -> None:
    tracker.answer = answer
    with serving(tracker) as environment:
        assert said in run(reminders(LATE), environment, tmp_path, code=1).stderr


def test_a_wrong_token_is_told_of(tracker: Tracker, tmp_path: Path) -> None:
    with serving(tracker) as environment:
        wrong = {key: "fel" if value == TOKEN else value for key, value in environment.items()}
        assert "401" in run(reminders(LATE), wrong, tmp_path, code=1).stderr


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "neither"),
        ({"GITHUB_REPOSITORY": "a/b"}, "no token"),
        ({"CI_PROJECT_ID": "1", "CI_API_V4_URL": "https://gitlab.invalid"}, "no token"),
        (
            {
                "GITHUB_REPOSITORY": "a/b",
                "GITHUB_API_URL": "http://a.invalid",
                "GITHUB_TOKEN": TOKEN,
            },
            "no https address",
        ),
    ],
)
def test_where_it_cannot_be_run_is_told(
    environment: dict[str, str], said: str, tmp_path: Path
) -> None:
    assert said in run(reminders(LATE), environment, tmp_path, code=1).stderr


def test_what_is_no_reminders_is_told(tmp_path: Path) -> None:
    with serving(Tracker(kind="github")) as environment:
        for told in ("", "[]", '{"words": {}, "owners": [{}]}'):
            assert "påminnelser.json" in run(told, environment, tmp_path, code=1).stderr
