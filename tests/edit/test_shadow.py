"""The copy in which changes are tried: as the project, but for what is tried; never itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from policytrace.edit.saved import SavedChanges
from policytrace.edit.shadow import Shadow, state_of
from policytrace.file_changes import Change
from policytrace.messages import message


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in {
        "plan.md": "ett",
        "strategi/å.md": "två",
        "_build/x.md": "nej",
        "_ext/kod.py": "1",
        ".git/config": "nej",
        "tests/t.md": "nej",
    }.items():
        (tmp_path / "p" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "p" / name).write_text(text, encoding="utf-8")
    return tmp_path / "p"


@pytest.fixture
def shadow(project: Path, tmp_path: Path) -> Shadow:
    return Shadow(project=project, folder=tmp_path / "skugga")


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file() and "_ext" not in path.parts
    }


def change(path: Path, after: str) -> Change:
    before = path.read_bytes() if path.exists() else None
    return Change(path=path, before=before, after=after.encode())


def test_only_content_is_copied_and_the_program_is_linked(project: Path, shadow: Shadow) -> None:
    shadow.bring(state_of(project))
    assert contents(shadow.folder) == {"plan.md": "ett", "strategi/å.md": "två"}
    assert (shadow.folder / "_ext").resolve() == project / "_ext"


def test_what_is_tried_is_in_the_copy_alone_and_goes_again(project: Path, shadow: Shadow) -> None:
    changes = [change(project / "plan.md", "tre"), change(project / "ny/sida.md", "fyra")]
    shadow.bring(state_of(project), changes)
    assert contents(shadow.folder)["plan.md"] == "tre"
    assert contents(shadow.folder)["ny/sida.md"] == "fyra"
    assert (project / "plan.md").read_text(encoding="utf-8") == "ett"
    assert not (project / "ny").exists()
    shadow.bring(state_of(project))
    assert contents(shadow.folder) == {"plan.md": "ett", "strategi/å.md": "två"}


def test_what_has_changed_or_gone_in_the_project_is_so_in_the_copy(
    project: Path, shadow: Shadow
) -> None:
    shadow.bring(state_of(project))
    (project / "plan.md").write_text("annat", encoding="utf-8")
    (project / "strategi/å.md").unlink()
    shadow.bring(state_of(project))
    assert contents(shadow.folder) == {"plan.md": "annat"}


def test_a_link_that_leads_nowhere_is_copied_as_it_is(project: Path, shadow: Shadow) -> None:
    (project / "borta.md").symlink_to("finns-inte.md")
    shadow.bring(state_of(project))
    assert (shadow.folder / "borta.md").is_symlink()


def test_what_was_saved_is_taken_back_in_order_and_never_over_anothers_change(
    project: Path,
) -> None:
    saved, file = SavedChanges(), project / "plan.md"
    first = saved.save([change(file, "två")], message("Title"))
    second = saved.save([change(file, "tre")], message("Title"))
    assert saved.take_back(first.number) is None
    assert saved.take_back(second.number) is not None
    assert saved.take_back(second.number) is None
    file.write_text("någon annans", encoding="utf-8")
    assert saved.take_back(first.number) is None
    assert file.read_text(encoding="utf-8") == "någon annans"
    assert saved.take_back(99) is None
    file.write_text("två", encoding="utf-8")
    assert saved.take_back(first.number) is not None
    assert file.read_text(encoding="utf-8") == "ett"
