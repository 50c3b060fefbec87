"""An incremental build comes to what a clean one comes to, whatever was done before it."""

from __future__ import annotations

from collections.abc import Sequence as Listed
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from tests.incremental.damage import DAMAGES
from tests.incremental.edits import EDITS
from tests.incremental.sequence import Workplace

NUMBERS = st.integers(0, 10_000)
AN_EDIT = st.tuples(st.sampled_from(sorted(EDITS)), NUMBERS, NUMBERS)

SEQUENCES, STEPS, PATIENCE = {"few": (2, 9, 300), "deep": (45, 16, 7200)}[
    settings.get_current_profile_name()
]
"""How many sequences are tried, how many builds in each, and the seconds it may take at most: on a
machine with two idle cores it takes half a minute, or a quarter of an hour."""


class Editing(RuleBasedStateMachine):
    """Somebody works with a project, and builds it now and then."""

    workplace: Workplace

    def __init__(self) -> None:
        super().__init__()
        self.sequence = self.workplace.begin()

    def _whole(self) -> bool:
        return self.sequence.broken < 2

    @precondition(_whole)
    @rule(edit=AN_EDIT)
    def edit(self, edit: tuple[str, int, int]) -> None:
        self.sequence.edit(*edit)
        self.sequence.build()

    @precondition(_whole)
    @rule(edits=st.lists(AN_EDIT, min_size=2, max_size=4))
    def edit_much(self, edits: Listed[tuple[str, int, int]]) -> None:
        for edit in edits:
            self.sequence.edit(*edit)
        self.sequence.build()

    @rule(
        what=st.sampled_from(sorted(DAMAGES)),
        which=NUMBERS,
        edit=st.none() | AN_EDIT,
    )
    def damage(self, what: str, which: int, edit: tuple[str, int, int] | None) -> None:
        if edit and self._whole():
            self.sequence.edit(*edit)
        self.sequence.damage(what, which)
        self.sequence.build()

    @rule(edit=AN_EDIT)
    def check(self, edit: tuple[str, int, int]) -> None:
        if self._whole():
            self.sequence.edit(*edit)
        self.sequence.check()

    @precondition(lambda self: self.sequence.broken)
    @rule()
    def mend(self) -> None:
        self.sequence.mend()
        self.sequence.build()

    @rule(builds=st.integers(0, STEPS))
    def go_back(self, builds: int) -> None:
        self.sequence.go_back(builds)
        self.sequence.build()

    @rule(builds=st.integers(0, STEPS))
    def bring_back_build(self, builds: int) -> None:
        self.sequence.bring_back_build(builds)
        self.sequence.build()

    @rule(days=st.sampled_from((-400, -1, 1, 16, 60, 400)))
    def move_day(self, days: int) -> None:
        self.sequence.move_day(days)
        self.sequence.build()

    @rule()
    def turn_strict(self) -> None:
        self.sequence.turn_strict()
        self.sequence.build()

    @rule(jobs=st.integers(1, 3))
    def share_work(self, jobs: int) -> None:
        self.sequence.share_work(jobs)
        self.sequence.build()

    @rule()
    def build(self) -> None:
        self.sequence.build()


@pytest.mark.hypothesis
@pytest.mark.timeout(PATIENCE)
def test_an_incremental_build_comes_to_what_a_clean_one_does(tmp_path: Path) -> None:
    class EditingHere(Editing):
        workplace = Workplace(folder=tmp_path)

    run_state_machine_as_test(
        EditingHere,
        settings=settings(
            max_examples=SEQUENCES, stateful_step_count=STEPS, report_multiple_bugs=False
        ),
    )
