"""No regular expression takes time in proportion to the square of a text's length."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.paths import REPOSITORY
from tests.regular_expressions import is_searched, named_patterns

LONGEST = 150  # seconds; all of them take less than one


@pytest.mark.timeout(LONGEST + 20)
def test_all_patterns_come_to_an_end_on_long_texts() -> None:
    tried = subprocess.Popen(
        [sys.executable, "-m", "tests.regular_expressions"],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        said, _ = tried.communicate(timeout=LONGEST)
    except subprocess.TimeoutExpired:
        tried.kill()
        said, _ = tried.communicate()
        pytest.fail(f"does not come to an end: {said.split()[-1]}")
    assert tried.returncode == 0
    assert said.split() == list(named_patterns())


def test_patterns_are_found_and_tried_as_they_are_used() -> None:
    names = named_patterns()
    assert "policytrace.sphinx.read.extracts.UNSAFE_LINK" in names
    assert "policytrace.sphinx.read.dialects._IN_LINE[1]" in names
    assert is_searched("policytrace.sphinx.read.extracts.UNSAFE_LINK")
    assert not is_searched("policytrace.markup.options._OPTION")
