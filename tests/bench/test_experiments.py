"""What the benchmark does, on projects that build nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.bench import experiments, projects
from tests.bench.experiments import Bench
from tests.bench.measurement import Cost
from tests.bench.projects import CHANGED_PAGE, Project
from tests.bench.results import Subject, What

PAGE = "# Plan\n\n:::{åtgärd} Lär ut\n:id: ATG-1\n:::\n"


class Done:
    """What has been done, in order; stands in for all that a project does."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.said: list[str] = []
        self.made: dict[str, dict[str, bytes]] = {}

        def project(name: str, folder: Path, objects: int) -> Project:
            page = folder / CHANGED_PAGE
            page.parent.mkdir(parents=True)
            page.write_text(PAGE, encoding="utf-8")
            return Project(folder=folder, command=(f"{name} {objects}",))

        def build(one: Project) -> Cost:
            self.said.append(" ".join(one.command))
            return Cost(wall=len(self.said))

        def clean(one: Project) -> None:
            self.said.append(f"clean {one.command[0]}")

        for name in ("ours", "stock", "stock_side_by_side"):
            monkeypatch.setattr(
                projects, name, lambda folder, objects, name=name: project(name, folder, objects)
            )
        monkeypatch.setattr(
            projects, "check_of", lambda one: Project(folder=one.folder, command=("check",))
        )
        monkeypatch.setattr(projects, "real", lambda folder: project("real", folder, 0))
        monkeypatch.setattr(Project, "build", build)
        monkeypatch.setattr(Project, "clean", clean)
        monkeypatch.setattr(Project, "files", lambda one: self.made.get(one.command[-1], {}))

    @property
    def built(self) -> list[str]:
        """What has been built, without what was taken away first."""
        return [one for one in self.said if not one.startswith("clean")]


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Done:
    return Done(monkeypatch)


def _bench(
    folder: Path, *sizes: int, runs: int = 1, all_stock: bool = False, peers: Sequence[str] = ()
) -> Bench:
    return Bench(
        scratch=folder,
        runs=runs,
        sizes=sizes,
        peers=peers,
        all_stock=all_stock,
        tell=lambda _line: None,
    )


def test_what_is_compared_is_built_in_turn_from_nothing(tmp_path: Path, done: Done) -> None:
    _bench(tmp_path, 300, runs=2).full()
    turn = ["stock 300", "stock_side_by_side 300", "ours 300"]
    assert done.said == [said for one in turn * 2 for said in (f"clean {one}", one)]


def test_very_large_plans_are_built_by_us_alone_and_less_often(tmp_path: Path, done: Done) -> None:
    _bench(tmp_path, 12_000, runs=3).full()
    assert done.built == ["ours 12000"] * 2


def test_stock_builds_very_large_plans_when_asked(tmp_path: Path, done: Done) -> None:
    _bench(tmp_path, 12_000, all_stock=True).full()
    assert "stock 12000" in done.built


def test_a_changed_page_is_built_on_top_of_a_whole_site(tmp_path: Path, done: Done) -> None:
    bench = _bench(tmp_path, 300, 3_000, 12_000, runs=2)
    bench.again()
    assert done.said[-8:-6] == ["clean ours 3000", "ours 3000"]
    assert done.said[-6:] == ["ours 3000"] * 6
    changed = (tmp_path / "0" / CHANGED_PAGE).read_text("utf-8")
    assert changed.count("En mening till") == 2
    assert "Lär ut nummer 0 nummer 1\n" in changed
    assert [subject.what for subject in bench.results] == [
        What.OURS,
        What.UNCHANGED,
        What.OTHER_TEXT,
        What.OTHER_TITLE,
    ]


def test_a_warm_check_follows_a_check(tmp_path: Path, done: Done) -> None:
    _bench(tmp_path, 300, runs=2).check()
    assert done.said[-6:] == ["clean check", "check", "clean check", "check", "check", "check"]


def test_what_has_been_measured_is_not_measured_again(tmp_path: Path, done: Done) -> None:
    bench = _bench(tmp_path, 300)
    bench.full()
    before = len(done.built)
    bench.check()
    assert done.built[before:] == ["check", "check"]


def test_the_real_content_is_measured_beside_stock(tmp_path: Path, done: Done) -> None:
    bench = _bench(tmp_path, 3_000)
    bench.real()
    assert done.built == ["stock 300", "real 0"]
    assert [*bench.results] == [Subject(What.STOCK, 300), Subject(What.REAL)]


def test_one_job_and_two_are_compared_byte_by_byte(tmp_path: Path, done: Done) -> None:
    done.made = {"1": {"a": b"x", "b": b"y"}, "2": {"a": b"z", "b": b"y", "c": b""}}
    bench = _bench(tmp_path, 300)
    bench.jobs()
    assert done.built == ["ours 300 -j 1", "ours 300 -j 2"]
    assert bench.different == ("a", "c")


def test_all_experiments_have_a_name() -> None:
    assert {*experiments.EXPERIMENTS} == {
        name
        for name, one in vars(Bench).items()
        if callable(one) and not name.startswith("_") and name != "tell"
    }
