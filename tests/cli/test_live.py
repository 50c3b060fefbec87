"""``policytrace live``: what is shown of a build whose pages come before the rest."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from policytrace.cli.live import Showing
from policytrace.cli.terminal import Terminal
from policytrace.live.builds import BuildProcess
from policytrace.live.outcome import BuildOutcome, Trouble, Written
from policytrace.live.server import Live
from policytrace.messages import catalogue
from tests.asynchronous import completed

PAGES = BuildOutcome(
    built=True,
    report="300 objekt\n",
    objects=(Written(file="plan.md", line=3, address="plan.html#ATG-1"),),
    is_last=False,
)
ALL = BuildOutcome(built=True, report="300 objekt\n")
NO_SEARCH = BuildOutcome(
    built=False,
    report="Sökningen gick inte att göra\n",
    troubles=(Trouble(place="", said="Sökningen gick inte att göra", hint=""),),
)


class Answers(BuildProcess):
    """What a process that builds answers, and what had been shown when it did."""

    def __init__(self, live: Live, *answers: BuildOutcome) -> None:
        super().__init__("ingen", ())
        self.live = live
        self.left = list(answers)
        self.shown: list[tuple[bool, int]] = []

    async def ask(self, line: bytes = b"") -> bytes:
        assert line == b""
        return await self.more()

    async def more(self) -> bytes:
        self.shown.append((self.live.is_building, self.live.number))
        return self.left.pop(0).told() if self.left else b""


def built(project: Path, *answers: BuildOutcome) -> tuple[Live, Sequence[tuple[bool, int]]]:
    """What is known after a build, and what was shown before each of its answers."""
    translations = catalogue("sv")
    live = Live(translations=translations)
    builds = Answers(live, *answers)
    showing = Showing(
        project=project,
        terminal=Terminal.speaking("sv"),
        builds=builds,
        live=live,
        address="http://127.0.0.1:8000/",
    )
    completed(showing.build(("plan.md", 5)))
    assert not builds.left
    return live, builds.shown


def test_pages_are_shown_before_the_rest_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    live, shown = built(tmp_path, PAGES, ALL)
    assert shown == [(True, 0), (False, 1)]
    assert (live.number, live.place, live.banner()) == (1, "plan.html#ATG-1", "")
    assert capsys.readouterr().out == "300 objekt\nByggd på 0,0 s.\n"


@pytest.mark.parametrize(
    ("rest", "told"),
    [
        ((NO_SEARCH,), "Sökningen gick inte att göra"),
        ((), "Bygget avbröts innan det var klart."),
    ],
    ids=["fails", "is killed"],
)
def test_what_goes_wrong_after_the_pages_is_told_on_them(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    rest: tuple[BuildOutcome, ...],
    told: str,
) -> None:
    live, shown = built(tmp_path, PAGES, *rest)
    assert shown == [(True, 0), (False, 1)]
    assert (live.number, live.place) == (1, "plan.html#ATG-1")
    assert "Sidorna visar det som du sparade, men sökningen" in live.banner()
    assert "Webbplatsen visar det som fanns innan." not in live.banner()
    assert told in live.banner()
    assert told in capsys.readouterr().out


def test_a_build_that_stops_at_the_gate_answers_once(tmp_path: Path) -> None:
    live, shown = built(tmp_path, NO_SEARCH)
    assert shown == [(True, 0)]
    assert (live.is_building, live.number) == (False, 0)
    assert "Sidorna visar" not in live.banner()
