"""The plan in a revision, an edition or a folder, read so that it can be compared."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from policytrace.changes.comparing import compare
from policytrace.changes.plan_state import PlanState
from policytrace.errors import ProjectError
from policytrace.history.sources import PlanSource, Revision, WorkingFiles, source_named
from policytrace.history.store import StateStore
from policytrace.messages import catalogue
from policytrace.repository import repository_of
from policytrace.sphinx.states import plan_at
from tests.history_repository import begin, commit, git
from tests.sphinx.tiny import TinyProject

DAY = date(2027, 2, 1)
VALUES = "period,område,kön,grupp,värde,antal,status,källa,hämtad\n"


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    """A project in a repository, with one commit that is called ``first``."""
    made = TinyProject.make(tmp_path / "på gång")
    begin(made.root)
    commit(made.root, DAY, "first")
    return made


def at(project: TinyProject, name: str, store: StateStore | None = None) -> PlanState:
    return plan_at(project.root, source_named(project.root, name, project.root), store=store)


def refused(project: TinyProject, source: PlanSource) -> str:
    with pytest.raises(ProjectError) as raised:
        plan_at(project.root, source)
    return raised.value.text.render(catalogue("sv"))


def placeless(state: PlanState) -> dict[str, object]:
    """What two states are compared by: where an object stands is no part of it."""
    return {one.id: replace(one, location=None) for one in state.objects.values()}


def test_a_revision_is_the_plan_that_was_committed(project: TinyProject) -> None:
    first = at(project, "first")
    assert placeless(first) == placeless(plan_at(project.root, WorkingFiles()))
    project.edit("plan.md", "Utbilda alla chefer", "Utbilda några chefer")
    commit(project.root, DAY, "second")
    project.edit("plan.md", "Utbilda några chefer", "Utbilda inga chefer")
    titles = [at(project, name).title("ATG-1") for name in ("first", "second")]
    assert titles == ["Utbilda alla chefer", "Utbilda några chefer"]
    assert plan_at(project.root, WorkingFiles()).title("ATG-1") == "Utbilda inga chefer"


def test_a_project_may_lie_below_the_top_of_its_repository(tmp_path: Path) -> None:
    project = TinyProject.make(tmp_path / "planer" / "lika")
    begin(tmp_path)
    commit(tmp_path, DAY, "first")
    assert at(project, "first").title("ATG-1") == "Utbilda alla chefer"


def test_another_folder_is_read_where_it_is(project: TinyProject, tmp_path: Path) -> None:
    other = TinyProject.make(tmp_path / "annan")
    other.edit("plan.md", "Utbilda alla chefer", "Utbilda rektorer")
    assert at(project, str(other.root)).title("ATG-1") == "Utbilda rektorer"


def test_the_settings_of_what_is_read_are_never_run(project: TinyProject, tmp_path: Path) -> None:
    trap = f"\nopen({str(tmp_path / 'ran')!r}, 'w').close()\n"
    sound = project.read("conf.py")
    project.write("conf.py", sound + trap)
    project.write("_ext/policytrace.py", trap)
    commit(project.root, DAY, "trap")
    project.write("conf.py", sound)
    at(project, "trap")
    assert not (tmp_path / "ran").exists()


def test_values_are_told_but_none_that_few_persons_are_behind(project: TinyProject) -> None:
    rows = (
        "2025,Lillköping,kvinnor,,22.5,120,,egen enkät,2027-01-10\n"
        "2026,Lillköping,kvinnor,,75,8,,egen enkät,2027-01-10\n"
    )
    project.write("strategy/indikatorer/data/ind-a.csv", VALUES + rows)
    commit(project.root, DAY, "values")
    state = at(project, "values")
    assert {key.period: str(value.value) for key, value in state.values["IND-A"].items()} == {
        "2025": "22.5"
    }
    assert state.home == "Lillköping"


def test_what_has_been_read_is_kept_by_its_content(project: TinyProject, tmp_path: Path) -> None:
    store = StateStore(tmp_path / "states")
    first = at(project, "first", store)
    project.write("README.md", "Inget av planen.")
    commit(project.root, DAY, "second")
    assert placeless(at(project, "first", store)) == placeless(first)
    kept = next((tmp_path / "states" / "states").iterdir())
    kept.write_bytes(kept.read_bytes().replace(b"Utbilda", b"Avskeda"))
    assert placeless(at(project, "first", store)) == placeless(first)


def test_what_cannot_be_read_is_told_and_not_half_read(project: TinyProject) -> None:
    project.edit("plan.md", ":globala_mål: 5.2, 16.1", ":färg: röd")
    commit(project.root, DAY, "broken")
    project.write("ubproject.toml", "[needs\n")
    commit(project.root, DAY, "unreadable")
    git(project.root, "rm", "--quiet", "--cached", "ubproject.toml")
    git(project.root, "commit", "--quiet", "--message", "x")
    git(project.root, "tag", "empty")
    git(project.root, "checkout", "--quiet", "first", "--", "ubproject.toml")
    said = [
        refused(project, source_named(project.root, name, project.root))
        for name in ("broken", "unreadable", "empty")
    ]
    assert "färg" in said[0]
    assert "ubproject.toml" in said[2]


def test_the_working_files_show_what_has_changed(project: TinyProject) -> None:
    project.edit("plan.md", "Utbilda alla chefer", "Utbilda några chefer")
    (change,) = compare(at(project, "first"), plan_at(project.root, WorkingFiles()))
    assert change.object.id == "ATG-1"


def test_a_commit_that_was_never_fetched_is_told(project: TinyProject, tmp_path: Path) -> None:
    commit(project.root, DAY, "second")
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{project.root}", "grund")
    with pytest.raises(ProjectError, match="Only a part"):
        source_named(tmp_path / "grund", "first~5", tmp_path)
    repository = repository_of(project.root)
    assert repository
    found = repository.commit("first")
    assert found
    assert found.day == DAY
    assert "ubproject.toml" in refused(
        TinyProject(root=tmp_path / "grund"), Revision(commit=replace(found, id="0" * 40))
    )
