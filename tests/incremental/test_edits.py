"""The edits that the sequences are made of: each does something, whatever was done before it."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.incremental.edits import EDITS
from tests.incremental.project import Project

WITHOUT_CONTENT = {"change only the time of a file", "write a file anew as it was"}


@pytest.mark.parametrize("what", sorted(EDITS.keys() - WITHOUT_CONTENT))
def test_each_edit_changes_the_project(tmp_path: Path, what: str) -> None:
    project = Project.make(tmp_path / "rik")
    before = project.contents()
    for number in range(10):
        EDITS[what](project, number, number + 1)
        if project.contents() != before:
            return
    pytest.fail("It changes nothing.")


@pytest.mark.parametrize("seed", range(10))
def test_edits_can_be_made_after_any_others_and_taken_back(tmp_path: Path, seed: int) -> None:
    dice, project = Random(seed), Project.make(tmp_path / "rik")  # noqa: S311 - no secret
    before = project.contents()
    for _ in range(60):
        EDITS[dice.choice(sorted(EDITS))](project, dice.randrange(10_000), dice.randrange(10_000))
        if dice.random() < 0.1:
            project.go_back(before)
            assert project.contents() == before
