"""A server that is Kolada, and a client whose time does not pass by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

import pytest

from policytrace.sources.kolada.client import Client, Limits, read_base_url
from tests.sources.kolada.server import Kolada, served


@dataclass
class Clock:
    """Time that passes when somebody waits, and a little each time that somebody looks."""

    now: float = 1000.0
    step: float = 0.0
    pauses: list[float] = field(default_factory=list)

    def time(self) -> float:
        self.now += self.step
        return self.now

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.pauses.append(round(seconds, 6))
        self.now += seconds


class MakeClient(Protocol):
    """Makes a client of the server, which is closed when the test is over."""

    def __call__(self, limits: Limits = ..., base: str = ...) -> Client: ...


@pytest.fixture
def kolada() -> Kolada:
    return Kolada()


@pytest.fixture
def address(kolada: Kolada) -> Iterator[str]:
    with served(kolada) as found:
        yield found


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client(address: str, clock: Clock) -> Iterator[MakeClient]:
    made: list[Client] = []

    def make(limits: Limits = Limits(), base: str = address) -> Client:  # noqa: B008 - it is frozen
        made.append(
            Client(base=read_base_url(base), limits=limits, clock=clock.time, sleep=clock.sleep)
        )
        return made[-1]

    yield make
    for one in made:
        one.close()
