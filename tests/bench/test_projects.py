"""The projects that are measured."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.bench.objects import SMALLEST
from tests.bench.projects import (
    CHANGED_PAGE,
    ROOT,
    Project,
    check_of,
    ours,
    real,
    stock,
    stock_side_by_side,
    with_other_text,
    with_other_title,
)

PAGE = "# Plan\n\n:::{handlingsplan} P\n:id: HPL-1\n:::\n\n:::{åtgärd} Lär ut\n:id: ATG-1\n:::\n"


def _pages(folder: Path) -> Mapping[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for name in ("index.md", "strategy", "action_plans", "uppfoljning")
        for path in (folder / name, *(folder / name).rglob("*.md"))
        if path.is_file()
    }


def test_stock_and_we_build_the_same_pages(tmp_path: Path) -> None:
    assert _pages(ours(tmp_path / "ours", SMALLEST).folder) == _pages(
        stock(tmp_path / "stock", SMALLEST).folder
    )


def test_the_page_that_is_changed_is_there_and_has_an_action(tmp_path: Path) -> None:
    page = (ours(tmp_path, SMALLEST).folder / CHANGED_PAGE).read_text("utf-8")
    assert with_other_title(page, 1)[0] != page


def test_another_title_is_that_of_the_first_action() -> None:
    text, title = with_other_title(PAGE, 7)
    assert text == PAGE.replace("Lär ut", "Lär ut nummer 7")
    assert title == "Lär ut nummer 7"


def test_a_page_without_action_has_no_title_to_change() -> None:
    with pytest.raises(ValueError, match="no action"):
        with_other_title("# Plan\n", 1)


def test_another_text_is_another_each_time() -> None:
    assert len({PAGE, with_other_text(PAGE, 0), with_other_text(PAGE, 1)}) == 3


def test_the_number_of_jobs_is_said(tmp_path: Path) -> None:
    project = Project(folder=tmp_path, command=("policytrace", "build"))
    assert project.with_jobs(2).command == ("policytrace", "build", "-j", "2")


def test_stock_may_use_every_core(tmp_path: Path) -> None:
    assert stock_side_by_side(tmp_path, SMALLEST).command[-2:] == ("-j", "auto")


def test_a_check_is_of_the_same_project(tmp_path: Path) -> None:
    project = ours(tmp_path, SMALLEST)
    assert [("check" if one == "build" else one) for one in project.command] == [
        *check_of(project).command
    ]


def test_what_is_built_is_read_whole_and_taken_away(tmp_path: Path) -> None:
    made = "import pathlib as p; f = p.Path('_build/html/a'); f.mkdir(parents=True); "
    made += "(f / '../index.html').write_text('x'); (f / 'b').write_text('y')"
    project = Project(folder=tmp_path, command=(sys.executable, "-c", made))
    project.build()
    assert project.files() == {"index.html": b"x", "a/b": b"y"}
    project.clean()
    assert project.files() == {}


def test_the_real_content_is_copied_without_what_is_built_of_it(tmp_path: Path) -> None:
    folder = real(tmp_path / "copy").folder
    assert (folder / "strategy").is_dir()
    assert (folder / "conf.py").read_bytes() == (ROOT / "conf.py").read_bytes()
    assert not {"_build", "tests", ".git", ".venv"} & {path.name for path in folder.iterdir()}
