"""Files change whole or not at all, and can be taken back."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.errors import ProjectError
from policytrace.file_changes import Change, apply, merged, undo
from policytrace.files import write_whole
from policytrace.messages import message
from tests.plan_builder import english
from tests.sphinx.tiny import contents


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
        if path.name.startswith(f".{other.name}."):
            raise ProjectError(message("full"))
        write_whole(path, content)

    monkeypatch.setattr("policytrace.file_changes.write_whole", write)
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


# ---- several at once

NEW = {"data/a.csv": b"new a", "data/b.csv": b"new b", "register.csv": b"new"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    made = tmp_path / "plan"
    (made / "data").mkdir(parents=True)
    for name in NEW:
        (made / name).write_bytes(b"old")
    return made


def changed(project: Path, files: dict[str, bytes], before: bytes | None = b"old") -> list[Change]:
    return [
        Change(path=project / name, before=before, after=content) for name, content in files.items()
    ]


def fault(changes: list[Change]) -> str:
    with pytest.raises(ProjectError) as caught:
        apply(changes)
    return english(caught.value.text)


def test_all_are_replaced_and_nothing_is_left_beside_them(project: Path) -> None:
    (project / "data" / "a.csv").chmod(0o604)
    apply(changed(project, NEW))
    assert contents(project) == NEW
    assert stat.S_IMODE((project / "data" / "a.csv").stat().st_mode) == 0o604


def test_a_folder_is_made(project: Path) -> None:
    apply(changed(project, {"more/data/c.csv": b"c"}, before=None))
    assert (project / "more" / "data" / "c.csv").read_bytes() == b"c"


def test_a_link_is_followed(project: Path) -> None:
    (project / "link.csv").symlink_to("register.csv")
    apply(changed(project, {"link.csv": b"new"}))
    assert (project / "link.csv").is_symlink()
    assert (project / "register.csv").read_bytes() == b"new"


def test_if_one_cannot_be_written_none_is(project: Path) -> None:
    before = contents(project)
    assert fault(changed(project, {**NEW, "register.csv/c.csv": b"c"}))
    assert contents(project) == before


def test_if_one_has_been_changed_meanwhile_none_is_written(project: Path) -> None:
    (project / "register.csv").write_bytes(b"by an editor")
    before = contents(project)
    assert "register.csv has been changed" in fault(changed(project, NEW))
    assert contents(project) == before


def test_if_one_has_come_meanwhile_none_is_written(project: Path) -> None:
    before = contents(project)
    assert "has been changed" in fault(changed(project, NEW, before=None))
    assert contents(project) == before


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), KeyboardInterrupt()])
def test_if_one_cannot_be_put_in_its_place_the_others_are_taken_back(
    project: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    replace = Path.replace

    def fails_for_the_last(self: Path, target: str) -> Path:
        if Path(target).name == "register.csv":
            raise error
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fails_for_the_last)
    before = contents(project)
    with pytest.raises((ProjectError, KeyboardInterrupt)):
        apply(changed(project, NEW))
    assert contents(project) == before


# ------------------------------------------------------------------- two changes of one file

PAGE = Path("page.md")


@given(st.text("ab\n", max_size=40), st.text("ab\n", max_size=9), st.data())
def test_two_changes_in_different_places_are_one(
    before: str, text: str, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(before)))
    first = data.draw(st.integers(place, len(before)))
    last = data.draw(st.integers(first, len(before)))
    # Signs that are nowhere else: what is the same around a change would not say where it is.
    inserted, written = f"(1{text}1)", f"(2{text}2)"
    after = before[:place] + inserted + before[place:first] + written + before[last:]
    new = change(PAGE, before[:place] + inserted + before[place:], before)
    edit = change(PAGE, before[:first] + written + before[last:], before)
    assert merged(new, edit) == change(PAGE, after, before)
    if (new.begins, new.ends) != (edit.begins, edit.ends):
        assert merged(edit, new) == merged(new, edit)


def test_changes_of_the_same_place_are_refused() -> None:
    one = Change(path=PAGE, before=b"abc", after=b"aXc")
    with pytest.raises(ValueError, match=r"page\.md"):
        merged(one, Change(path=PAGE, before=b"abc", after=b"aYc"))
    with pytest.raises(ValueError, match=r"page\.md"):
        merged(one, Change(path=PAGE, before=b"abcd", after=b"abcX"))
