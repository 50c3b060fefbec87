"""The project that is edited: read when its files have changed, and tried with changes."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path

from anyio import to_thread

from policytrace.changes.plan_state import PlanState
from policytrace.edit.reading import PlanReading, What
from policytrace.edit.shadow import Shadow, State, state_of
from policytrace.errors import ProjectError
from policytrace.file_changes import Change
from policytrace.live.builds import BuildProcess
from policytrace.messages import message
from policytrace.plan.addresses import load_addresses
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.reading import load_metamodel

NOW = "nu"
"""What the pages of the plan as it is now are asked for by."""

_MOST_PROPOSALS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentPlan:
    """The plan as it is in the project's files."""

    reading: PlanReading
    metamodel: Metamodel
    published: frozenset[str] = frozenset()
    """The ids that have been published, also of what is gone."""


@dataclass(kw_only=True)
class Workspace:
    """One project, and the process that reads it. One thing is read at a time."""

    project: Path
    shadow: Shadow
    site: Path
    """Where the pages of what was read last are."""
    builds: BuildProcess
    is_waiting: bool = True
    """Whether nobody knows yet if the plan can be read."""
    first: PlanState | None = None
    """The plan as it was read first; None before that."""
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    _state: State = field(default_factory=dict)
    _current: CurrentPlan | None = None
    _shown: str = ""
    """What the pages in `site` show; empty if nothing is known of them."""
    _proposals: OrderedDict[str, tuple[Sequence[Change], PlanReading | None]] = field(
        default_factory=OrderedDict
    )

    async def warm(self) -> None:
        """Read the plan and draw its pages, so that nobody need wait for it later."""
        with suppress(ProjectError):  # it is told on each page
            try:
                await self.current()
            finally:
                self.is_waiting = False
            await self.show(NOW)

    async def current(self) -> CurrentPlan:
        """The plan as it is now.

        Raises:
            ProjectError: the metamodel cannot be read.
        """
        if self._current and await to_thread.run_sync(state_of, self.project) == self._state:
            return self._current
        async with self._lock:
            return await self._up_to_date()

    async def tried(self, changes: Sequence[Change]) -> tuple[str, PlanReading]:
        """The plan as it would be with these changes, and what its pages are asked for by."""
        key = _key(changes)
        async with self._lock:
            current = await self._up_to_date()
            if not changes:
                return NOW, current.reading
            kept = self._proposals.get(key)
            if kept is None or kept[1] is None:
                self._proposals[key] = (changes, await self._write(key, changes))
                while len(self._proposals) > _MOST_PROPOSALS:
                    self._proposals.popitem(last=False)
            self._proposals.move_to_end(key)
            reading = self._proposals[key][1]
        return key, reading or PlanReading()

    async def saved(self, changes: Sequence[Change]) -> None:
        """Take what was tried for the plan as it is, once it is written and nothing else was.

        If the files cannot be looked at just now, they are read anew the next time: what is saved
        is saved, and must not be told as an error.
        """
        async with self._lock:
            with suppress(OSError):
                await self._take(changes)

    async def _take(self, changes: Sequence[Change]) -> None:
        state = await to_thread.run_sync(state_of, self.project)
        names = {self.shadow.name_of(change) for change in changes}
        others = {name for name in state.keys() | self._state.keys() if name not in names}
        kept = self._proposals.get(_key(changes))
        if (
            self._current is None
            or kept is None
            or kept[1] is None
            or any(state.get(name) != self._state.get(name) for name in others)
        ):
            return
        self.shadow.keep(changes, state)
        self._current = replace(self._current, reading=kept[1])
        self._state = state
        self._shown = NOW if self._shown == _key(changes) else ""
        self._proposals.clear()

    async def show(self, key: str) -> bool:
        """Have the pages written that `key` asks for; whether there is anything to show."""
        async with self._lock:
            await self._up_to_date()
            if key == self._shown:
                return True
            if key == NOW:
                return (await self._write(NOW, ())).trouble is None
            if key not in self._proposals:
                return False
            changes, _ = self._proposals[key]
            return (await self._write(key, changes)).trouble is None

    async def _up_to_date(self) -> CurrentPlan:
        state = await to_thread.run_sync(state_of, self.project)
        if self._current is None or state != self._state:
            self._proposals.clear()
            self._shown = ""
            metamodel = await to_thread.run_sync(load_metamodel, self.project)
            reading = await self._read(state, (), What.CHECK)
            register = load_addresses(self.project, metamodel.addresses)
            self._current = CurrentPlan(
                reading=reading, metamodel=metamodel, published=frozenset(register.leads)
            )
            self.first = self.first or reading.state
            self._state = state
        return self._current

    async def _write(self, key: str, changes: Sequence[Change]) -> PlanReading:
        self._shown = ""
        reading = await self._read(self._state, changes, What.PAGES)
        if reading.trouble is None:
            self._shown = key
        return reading

    async def committed(self) -> PlanReading:
        """The state of the plan as it was committed last; with `trouble` if there is none."""
        async with self._lock:
            return await self._asked(What.COMMITTED)

    async def _read(self, state: State, changes: Sequence[Change], what: What) -> PlanReading:
        await to_thread.run_sync(self.shadow.bring, state, changes)
        return await self._asked(what)

    async def _asked(self, what: What) -> PlanReading:
        answer = await self.builds.ask(what.told())
        if not answer:
            return PlanReading(
                trouble=message("The plan could not be read: the program ended on the way.")
            )
        return await to_thread.run_sync(PlanReading.heard, answer)


def _key(changes: Sequence[Change]) -> str:
    found = blake2b(digest_size=12)
    for change in changes:
        found.update(f"{change.path}\0{len(change.after)}\0".encode())
        found.update(change.after)
    return found.hexdigest()
