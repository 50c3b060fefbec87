"""Forms that are sent more than once, or at the same time."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from policytrace.edit.desk import BEHIND, DO, SAVE
from policytrace.edit.guard import NUMBER
from policytrace.edit.saved import SavedChanges
from policytrace.edit.submissions import Submissions
from policytrace.file_changes import Change, FileChangedError
from policytrace.messages import as_it_is
from tests.asynchronous import completed


class Desk:
    """Saves each form that is sent to it, with a moment in which others could come between."""

    def __init__(self, folder: Path, status: int = 303) -> None:
        self.file = folder / "plan.md"
        self.file.write_bytes(b"0")
        self.saved = SavedChanges()
        self.status = status
        self.begun = 0
        self.at_work = 0
        self.refusals = 0
        self.has_begun, self.go_on = asyncio.Event(), asyncio.Event()
        self.go_on.set()
        self.send = Submissions(saved=self.saved).once(self._write)

    async def _write(self, _request: Request) -> Response:
        self.begun += 1
        self.at_work += 1
        self.has_begun.set()
        assert self.at_work == 1
        before = self.file.read_bytes()
        await self.go_on.wait()
        self.at_work -= 1
        if self.refusals:
            self.refusals -= 1
            raise FileChangedError(self.file)
        if self.status != 303:
            return Response(status_code=self.status)
        change = Change(path=self.file, before=before, after=before + b"1")
        self.saved.save([change], as_it_is("changed"))
        return RedirectResponse(f"/objekt/{self.begun}", 303)


def form(number: str = "a", path: str = "/nytt", **fields: str) -> Request:
    request = Request({"type": "http", "path": path, "headers": [], "query_string": b""})
    request.scope |= {"scheme": "http", "server": ("127.0.0.1", 1)}
    request.state.fields = {
        name: [value] for name, value in {NUMBER: number, DO: SAVE, **fields}.items() if value
    }
    return request


def test_what_is_sent_again_meanwhile_gets_the_answer_of_the_first(tmp_path: Path) -> None:
    async def work() -> None:
        desk = Desk(tmp_path)
        desk.go_on.clear()
        first, again = (asyncio.ensure_future(desk.send(form())) for _ in range(2))
        await desk.has_begun.wait()
        third = asyncio.ensure_future(desk.send(form()))
        first.cancel()  # the browser waits for the last only
        desk.go_on.set()
        answers = [await again, await third]
        assert [one.headers["location"] for one in answers] == ["/objekt/1"] * 2
        assert desk.file.read_bytes() == b"01"
        assert (await desk.send(form())).headers["location"] == "/objekt/1"
        assert desk.begun == 1

    completed(work())


@pytest.mark.parametrize(
    "other",
    [form("b"), form(title="Annan"), form(path="/annan"), form("")],
    ids=["number", "answer", "address", "no number"],
)
def test_another_form_waits_for_its_turn_and_is_done_too(tmp_path: Path, other: Request) -> None:
    async def work() -> None:
        desk = Desk(tmp_path)
        await asyncio.gather(desk.send(form()), desk.send(other))
        assert desk.file.read_bytes() == b"011"

    completed(work())


def test_what_has_been_taken_back_since_is_done_anew(tmp_path: Path) -> None:
    async def work() -> None:
        desk = Desk(tmp_path)
        await desk.send(form())
        desk.file.write_bytes(b"0")
        await desk.send(form())
        assert desk.file.read_bytes() == b"01"
        await desk.send(form("b"))
        await desk.send(form())
        assert desk.begun == 4

    completed(work())


def test_what_was_refused_is_looked_at_again(tmp_path: Path) -> None:
    async def work() -> None:
        desk = Desk(tmp_path, status=422)
        for _ in range(2):
            assert (await desk.send(form())).status_code == 422
        assert desk.begun == 2

    completed(work())


def test_a_preview_waits_for_nothing(tmp_path: Path) -> None:
    async def work() -> None:
        desk = Desk(tmp_path)
        for _ in range(2):
            await desk.send(form(**{DO: BEHIND}))
        assert desk.begun == 2

    completed(work())


def test_a_file_that_changes_meanwhile_is_read_again_and_not_for_ever(tmp_path: Path) -> None:
    async def work() -> None:
        desk = Desk(tmp_path)
        desk.refusals = 2
        assert (await desk.send(form())).status_code == 303
        desk.refusals = 9
        with pytest.raises(FileChangedError):
            await desk.send(form("b"))
        assert desk.begun == 6

    completed(work())
