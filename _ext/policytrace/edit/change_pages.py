"""What has been changed, in words; committing it, sending it, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from policytrace.edit.changed import ChangedObject, changed_objects, proposed_message
from policytrace.edit.committing import Committer, GitAnswer, Rejection, RepositoryState
from policytrace.edit.desk import Desk, one, to
from policytrace.edit.guard import Fields
from policytrace.messages import Message, message

_LONGEST_MESSAGE = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class GitTrouble:
    """Why something could not be done with Git."""

    heading: Message
    said: Message
    in_its_words: str = ""
    can_fetch: bool = False
    """Whether it may help to fetch what others have sent."""


@dataclass(frozen=True, kw_only=True)
class ChangePages:
    """The pages about what has been changed."""

    desk: Desk
    committer: Committer

    async def show(self, request: Request) -> Response:
        """What has been changed, and how it is committed."""
        return await self._page(done=request.query_params.get("klart", ""))

    async def commit(self, request: Request) -> Response:
        """Commit the files that are chosen, and send them if that is asked for."""
        given: Fields = request.state.fields
        state = await to_thread.run_sync(self.committer.state)
        chosen = set(given.get("fil", ()))
        files = [file for file in state.files if str(file.path) in chosen]
        text = one(given, "meddelande").strip()[:_LONGEST_MESSAGE]
        if state.hindrance is not None:
            return await self._page(given)
        if not files or not text:
            said = message("Choose at least one file.") if text else message("Write a message.")
            return await self._page(given, GitTrouble(heading=_NOT_COMMITTED, said=said))
        if not (state.name and state.email):
            name, email = one(given, "namn").strip(), one(given, "epost").strip()
            if not await to_thread.run_sync(self.committer.introduce, name, email):
                said = message("Write your name, and an e-mail address, so that others see who.")
                return await self._page(given, GitTrouble(heading=_NOT_COMMITTED, said=said))
        answer = await to_thread.run_sync(self.committer.commit, files, text)
        if not answer.done:
            return await self._page(given, _not_committed(answer))
        if one(given, "skicka") and state.remote:
            return await self._sent()
        return to("/andringar?klart=sparat")

    async def push(self, _request: Request) -> Response:
        """Send what is committed."""
        return await self._sent()

    async def fetch(self, _request: Request) -> Response:
        """Fetch what others have sent, and send again."""
        answer = await to_thread.run_sync(self.committer.fetch_and_rebase)
        if not answer.done:
            return await self._page(trouble=_not_fetched(answer))
        return await self._sent()

    async def _sent(self) -> Response:
        answer = await to_thread.run_sync(self.committer.push)
        if not answer.done:
            return await self._page(trouble=_not_sent(answer))
        return to("/andringar?klart=skickat")

    async def _page(
        self,
        given: Fields | None = None,
        trouble: GitTrouble | None = None,
        done: str = "",
    ) -> Response:
        current = await self.desk.workspace.current()
        state = await to_thread.run_sync(self.committer.state)
        committed = await self.desk.workspace.committed() if state.has_commits else None
        first = self.desk.workspace.first
        before = committed.state if committed and committed.trouble is None else first
        objects: tuple[ChangedObject, ...] = ()
        if before is not None and current.reading.trouble is None:
            objects = changed_objects(before, current.reading.state, current.metamodel)
        proposed = proposed_message(objects, state.files, self.desk.pages.translations)
        return self.desk.page(
            "changes.html.jinja",
            HTTPStatus.CONFLICT if trouble else HTTPStatus.OK,
            objects=objects,
            is_since_start=before is first,
            state=state,
            hindrance=state.hindrance.value if state.hindrance else "",
            chosen=frozenset(given["fil"]) if given and "fil" in given else _all(state),
            text=one(given, "meddelande") if given else proposed,
            name=one(given or {}, "namn"),
            email=one(given or {}, "epost"),
            errors=len(current.reading.errors),
            trouble=trouble,
            done=done,
            entries=tuple(reversed(self.desk.saved.entries)),
            relative=self._relative,
        )

    def _relative(self, path: Path) -> str:
        return path.resolve().relative_to(self.desk.workspace.project.resolve()).as_posix()


_NOT_COMMITTED = message("Nothing was saved in the history")


def _all(state: RepositoryState) -> frozenset[str]:
    return frozenset(str(file.path) for file in state.files)


def _not_committed(answer: GitAnswer) -> GitTrouble:
    return GitTrouble(
        heading=_NOT_COMMITTED,
        said=message(
            "Git said no. It is most often a check that is run beforehand (a hook), and that says "
            "below what it wants. Your changes are still in the files."
        ),
        in_its_words=answer.said,
    )


def _not_sent(answer: GitAnswer) -> GitTrouble:
    return GitTrouble(
        heading=message("Saved in the history on this computer, but not sent"),
        said=_WHY_NOT_SENT[answer.rejection],
        in_its_words=answer.said,
        can_fetch=answer.rejection is Rejection.BEHIND,
    )


_WHY_NOT_SENT: Mapping[Rejection | None, Message] = {
    Rejection.BEHIND: message("Somebody else has sent changes since you fetched. Nothing is lost."),
    Rejection.REFUSED: message(
        "It arrived, but was not taken. Most often changes may not be sent straight to this branch "
        "(it is protected), or a check where it was sent said no; it says below what it wants. "
        "Nothing is lost. To try again does not help: ask those who look after the project how "
        "changes are handed in."
    ),
    None: message(
        "It could not be sent: there may be no connection, or you may not be signed in. "
        "Nothing is lost. Try again later, or ask those who look after the project."
    ),
}


def _not_fetched(answer: GitAnswer) -> GitTrouble:
    return GitTrouble(
        heading=message("What others have sent could not be put together with yours"),
        said=message(
            "All is as it was before, and nothing is lost. Save all changes in the history first; "
            "if that is done, somebody who knows Git has to put the two together, since both have "
            "changed the same lines."
        ),
        in_its_words=answer.said,
    )
