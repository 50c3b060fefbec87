"""On the real content: what the files say is what the gate reads, and a workbook brings it back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from policytrace.author.editing import read_objects
from policytrace.changes.comparing import compare
from policytrace.changes.plan_state import state_of
from policytrace.changes.prose import read_text
from policytrace.plan_workbook.content import content_of, is_worked_out
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.reading import load_metamodel
from policytrace.schema.roles import CustomLink, LinkKind
from policytrace.schema.typed import parse_value
from policytrace.sphinx.run import CheckResult, check_project
from tests.cli.running import run
from tests.paths import REPOSITORY
from tests.plan_workbook.books import ACTIONS, column, opened, saved
from tests.sphinx.tiny import TODAY

CONTENT = ("action_plans", "docs", "strategy", "index.md", "conf.py", "ubproject.toml")
DAY = ("--today", TODAY.isoformat())


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the content."""
    copy = tmp_path_factory.mktemp("kommunen å")
    for name in CONTENT:
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, copy / name)
        else:
            shutil.copy(source, copy / name)
    (copy / "_ext").symlink_to(REPOSITORY / "_ext")
    return copy


@pytest.fixture(scope="module")
def metamodel(content: Path) -> Metamodel:
    return load_metamodel(content)


def checked(folder: Path) -> CheckResult:
    return check_project(folder, today=TODAY, doctreedir=folder / "_build" / "doctrees")


def test_the_files_say_of_each_object_what_the_gate_reads(
    content: Path, metamodel: Metamodel
) -> None:
    graph = checked(content).graph
    written = read_objects(graph.items, graph=graph, metamodel=metamodel, project=content)
    assert len(written) > 300
    for item in graph:
        found, meant = written[item.id], content_of(item, metamodel)
        assert (found.title, found.role, found.location) == (item.title, item.role, item.location)
        for key, text in found.values.items():
            if isinstance(key, LinkKind | CustomLink):
                assert set(text.split(", ")) == set(item.targets(key))
            else:
                spec = metamodel.definitions[key].spec
                assert parse_value(text, spec, metamodel.vocabulary) == item.values[key]
        kept = {key for key in meant.values if not is_worked_out(key, meant)}
        assert found.values.keys() == kept
        assert {name: read_text(text).form for name, text in found.texts.items()} == {
            name: read_text(text).form for name, text in meant.texts.items()
        }


def test_a_workbook_of_the_whole_plan_brings_back_just_what_was_changed(
    content: Path, metamodel: Metamodel, tmp_path: Path
) -> None:
    path = tmp_path / "planen.xlsx"
    where = ("--project", str(content), *DAY)
    before = checked(content)
    assert run("plan", "export", "--xlsx", str(path), *where).code == 0
    unchanged = run("plan", "import", str(path), *where)
    assert (unchanged.code, unchanged.err) == (0, "")
    assert "ändrar ingenting" in unchanged.out

    book = opened(path.read_bytes())
    sheet = book[ACTIONS]
    ids = [cell.value for cell in sheet["A"] if cell.value][1:]
    for number in range(2, len(ids) + 2):
        sheet.cell(number, column(sheet, "Resurs")).value = f"Prövat {number}"
    path.write_bytes(saved(book))
    taken = run("plan", "import", str(path), "--yes", *where)
    assert (taken.code, taken.err) == (0, "")

    after = checked(content)
    assert [found.code for found in after.findings] == [found.code for found in before.findings]
    states = (state_of(one.graph, metamodel.types.keys()) for one in (before, after))
    changes = list(compare(*states))
    assert sorted(change.object.id for change in changes) == sorted(ids)
    assert {type(change).__name__ for change in changes} == {"FieldChanged"}
