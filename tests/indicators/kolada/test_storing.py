"""Several files at once."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from policytrace.authoring.writing import Change
from policytrace.indicators.kolada.storing import store
from policytrace.metamodel import ProjectError
from tests.plan_builder import english
from tests.sphinx.tiny import contents

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
        store(changes)
    return english(caught.value.text)


def test_all_are_replaced_and_nothing_is_left_beside_them(project: Path) -> None:
    (project / "data" / "a.csv").chmod(0o604)
    store(changed(project, NEW))
    assert contents(project) == NEW
    assert stat.S_IMODE((project / "data" / "a.csv").stat().st_mode) == 0o604


def test_a_folder_is_made(project: Path) -> None:
    store(changed(project, {"more/data/c.csv": b"c"}, before=None))
    assert (project / "more" / "data" / "c.csv").read_bytes() == b"c"


def test_a_link_is_followed(project: Path) -> None:
    (project / "link.csv").symlink_to("register.csv")
    store(changed(project, {"link.csv": b"new"}))
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
        store(changed(project, NEW))
    assert contents(project) == before
