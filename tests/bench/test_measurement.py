"""What a command takes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.bench.measurement import BuildFailedError, Cost, Measured, memory_of_session, run

SPENDS = """
import subprocess, sys, time
held = bytearray(60_000_000)
until = time.process_time() + 0.6
while time.process_time() < until:
    pass
if sys.argv[1:]:
    subprocess.run([sys.executable, __file__], check=True)
"""


def _script(folder: Path, text: str) -> Path:
    path = folder / "script.py"
    path.write_text(text, encoding="utf-8")
    return path


def _run(path: Path, *arguments: str, came_through: bool = True) -> Cost:
    command = (sys.executable, str(path), *arguments)
    return run(command, path.parent, os.environ, lambda: came_through)


def test_processor_time_is_that_of_all_processes(tmp_path: Path) -> None:
    cost = _run(_script(tmp_path, SPENDS), "and a child")
    assert cost.cpu is not None
    assert cost.cpu >= 1.2
    assert cost.wall >= 1.2


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of memory that is shared")
def test_memory_is_that_of_the_largest_process_and_of_all_together(tmp_path: Path) -> None:
    cost = _run(_script(tmp_path, SPENDS), "and a child")
    assert cost.largest is not None
    assert cost.together is not None
    assert 60 <= cost.largest < 110
    assert 120 <= cost.together < 200


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of memory that is shared")
def test_the_memory_of_a_session_that_is_over_is_not_known() -> None:
    assert memory_of_session(2**22 + 1) is None


def test_a_command_that_fails_says_what_it_wrote(tmp_path: Path) -> None:
    path = _script(tmp_path, "print('no room'); raise SystemExit(3)")
    with pytest.raises(BuildFailedError, match="no room"):
        _run(path)


def test_a_command_that_makes_nothing_has_failed(tmp_path: Path) -> None:
    with pytest.raises(BuildFailedError):
        _run(_script(tmp_path, "pass"), came_through=False)


def test_the_median_of_each_is_taken_by_itself() -> None:
    measured = Measured(
        (
            Cost(wall=3, cpu=1, largest=200, together=9),
            Cost(wall=1, cpu=3, largest=100),
            Cost(wall=2, cpu=2, largest=300),
        )
    )
    assert measured.middle == Cost(wall=2, cpu=2, largest=200, together=9)


def test_what_was_never_measured_has_no_median() -> None:
    assert Measured((Cost(wall=1), Cost(wall=2))).middle == Cost(wall=1.5)


def test_the_spread_is_a_part_of_the_median() -> None:
    assert Measured((Cost(wall=1), Cost(wall=2), Cost(wall=5))).spread == 2
    assert Measured((Cost(wall=1),)).spread is None


def test_an_interruption_ends_what_is_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[int] = []

    def interrupted(pid: int, _options: int) -> tuple[int, int, object]:
        started.append(pid)
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "wait4", interrupted)
    with pytest.raises(KeyboardInterrupt):
        _run(_script(tmp_path, "import time; time.sleep(60)"))
    with pytest.raises(ProcessLookupError):
        os.kill(started[0], 0)
