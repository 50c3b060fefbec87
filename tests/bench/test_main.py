"""The benchmark as a command."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bench import __main__ as command
from tests.bench import live
from tests.bench.experiments import Bench
from tests.bench.measurement import BuildFailedError, Cost, Measured
from tests.bench.peers.registry import PEERS
from tests.bench.results import Subject, What


@pytest.fixture
def measure(monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, Bench]]:
    """Puts one function in the place of all experiments; gives where its `Bench` can be found."""

    def put(experiment: Callable[[Bench], None]) -> dict[str, Bench]:
        found: dict[str, Bench] = {}

        def run(bench: Bench) -> None:
            found["bench"] = bench
            experiment(bench)

        monkeypatch.setattr(command, "EXPERIMENTS", {"live": run})
        return found

    return put


def _live(wall: float) -> Callable[[Bench], None]:
    def run(bench: Bench) -> None:
        bench.results[Subject(What.LIVE, 300)] = Measured((Cost(wall=wall),))

    return run


@pytest.mark.parametrize(("wall", "code"), [(1.5, command.REACHED), (3, command.MISSED)])
def test_the_exit_code_tells_whether_the_targets_are_reached(
    measure: Callable[..., object], capsys: pytest.CaptureFixture[str], wall: float, code: int
) -> None:
    measure(_live(wall))
    assert command.main([]) == code
    said = capsys.readouterr().out
    assert f" {wall:.2f} |" in said
    assert f"from save to page: {wall:g} s" in said
    assert "not measured: -j 2 gives the same bytes as -j 1" in said


def test_other_bytes_are_a_target_missed(
    measure: Callable[..., object], capsys: pytest.CaptureFixture[str]
) -> None:
    def run(bench: Bench) -> None:
        bench.results[Subject(What.TWO_JOBS, 3_000)] = Measured((Cost(wall=1),))
        bench.different = ("index.html",)

    measure(run)
    assert command.main([]) == command.MISSED
    assert "MISSED: -j 2 gives other bytes than -j 1 in 1 files: index.html" in (
        capsys.readouterr().out
    )


def test_a_build_that_fails_compares_nothing(
    measure: Callable[..., object], capsys: pytest.CaptureFixture[str]
) -> None:
    def run(_bench: Bench) -> None:
        raise BuildFailedError("no room")

    measure(run)
    assert command.main([]) == command.FAILED
    said = capsys.readouterr()
    assert said.out == ""
    assert "no room" in said.err


def test_the_figures_are_written_to_the_page(
    measure: Callable[..., object], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    page.write_text("<!-- Written by make bench -->\n<!-- Until here -->\n", encoding="utf-8")
    measure(_live(1))
    assert command.main(["--quick", "--write", str(page)]) == command.REACHED
    assert capsys.readouterr().out.strip() in page.read_text("utf-8")
    assert "make bench BENCH_FLAGS='--quick" in page.read_text("utf-8")


def test_a_page_without_place_is_told_before_anything_is_measured(
    measure: Callable[..., dict[str, Bench]], tmp_path: Path
) -> None:
    found = measure(_live(1))
    assert command.main(["--write", str(tmp_path / "page.md")]) == command.FAILED
    assert found == {}


def test_what_is_asked_for_is_what_is_measured(measure: Callable[..., dict[str, Bench]]) -> None:
    found = measure(_live(1))
    command.main(["--quick", "--sizes", "3000", "300", "--peers", "doorstop"])
    bench = found["bench"]
    assert (bench.runs, bench.sizes, bench.peers) == (1, [300, 3_000], ["doorstop"])


@pytest.mark.parametrize(("given", "peers"), [([], ()), (["--peers"], tuple(PEERS))])
def test_peers_are_all_or_none_unless_named(
    measure: Callable[..., dict[str, Bench]], given: list[str], peers: tuple[str, ...]
) -> None:
    found = measure(_live(1))
    command.main(given)
    assert tuple(found["bench"].peers) == peers


@pytest.mark.parametrize("given", [["--runs", "0"], ["--sizes", "10"], ["--only", "all"]])
def test_what_cannot_be_measured_is_refused(given: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        command.main(given)


def test_the_live_page_is_served_as_the_makefile_has_it() -> None:
    said = live.command(9123)
    assert said.startswith(".venv/bin/python -m ")
    assert said.endswith(" live --port=9123")
