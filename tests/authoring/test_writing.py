"""Files change whole or not at all, and can be taken back."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from policytrace.authoring.writing import Change, apply, undo
from policytrace.files import write_whole
from policytrace.messages import message
from policytrace.metamodel import ProjectError


def change(path: Path, after: str, before: str | None = "gammalt") -> Change:
    return Change(
        path=path, before=None if before is None else before.encode(), after=after.encode()
    )


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "sida.md"
    path.write_text("gammalt", encoding="utf-8")
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_changed_and_taken_back(page: Path) -> None:
    changes = [change(page, "nytt"), change(page.with_name("ny.md"), "ny sida", None)]
    apply(changes)
    assert (page.read_text(), page.with_name("ny.md").read_text()) == ("nytt", "ny sida")
    assert undo(changes) == ()
    assert page.read_text() == "gammalt"
    assert names(page.parent) == ["sida.md"]


@pytest.mark.parametrize("mode", [0o640, 0o600, 0o444, 0o755])
def test_the_rights_of_the_file_are_kept(page: Path, mode: int) -> None:
    page.chmod(mode)
    apply([change(page, "nytt")])
    assert stat.S_IMODE(page.stat().st_mode) == mode


def test_a_new_file_gets_the_rights_that_new_files_get(tmp_path: Path) -> None:
    made = tmp_path / "vanlig"
    made.touch()
    apply([change(tmp_path / "ny.md", "x", None)])
    assert (tmp_path / "ny.md").stat().st_mode == made.stat().st_mode


def test_a_file_that_someone_else_has_changed_is_left(page: Path) -> None:
    with pytest.raises(ProjectError, match="meanwhile"):
        apply([change(page, "nytt", "något annat")])
    assert page.read_text() == "gammalt"
    with pytest.raises(ProjectError, match="meanwhile"):
        apply([change(page, "nytt", None)])
    assert page.read_text() == "gammalt"


def test_when_one_file_cannot_be_changed_none_is(page: Path) -> None:
    with pytest.raises(ProjectError, match="meanwhile"):
        apply([change(page, "nytt"), change(page.with_name("borta.md"), "x", "y")])
    assert page.read_text() == "gammalt"


def test_a_write_that_fails_takes_back_what_was_written(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = page.with_name("annan.md")
    other.write_text("gammalt", encoding="utf-8")

    def write(path: Path, content: bytes) -> None:
        if path == other:
            raise ProjectError(message("full"))
        write_whole(path, content)

    monkeypatch.setattr("policytrace.authoring.writing.write_whole", write)
    with pytest.raises(ProjectError, match="full"):
        apply([change(page, "nytt"), change(other, "nytt")])
    assert (page.read_text(), other.read_text()) == ("gammalt", "gammalt")
    assert names(page.parent) == ["annan.md", "sida.md"]


def test_what_someone_else_has_written_since_is_not_taken_back(page: Path) -> None:
    changes = [change(page, "nytt")]
    apply(changes)
    page.write_text("ännu nyare", encoding="utf-8")
    assert undo(changes) == (page,)
    assert page.read_text(encoding="utf-8") == "ännu nyare"
