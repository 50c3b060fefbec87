"""Writing files whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import sys
import threading
from pathlib import Path

import pytest

from policytrace.errors import ProjectError
from policytrace.files import (
    copy_folder,
    file_of,
    files_below,
    make_folder,
    write_folder,
    write_whole,
)

UNIX = pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")


def test_a_file_is_written_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "å.json"
    write_whole(path, b"one")
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


def test_what_was_there_stays_when_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"before")

    def full(_self: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(ProjectError):
        write_whole(path, b"after")
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


@UNIX
def test_a_new_file_can_be_read_by_those_the_mask_allows(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "a", b"")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


@UNIX
def test_a_file_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.touch()
    path.chmod(0o604)
    write_whole(path, b"")
    assert stat.S_IMODE(path.stat().st_mode) == 0o604


@UNIX
def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("real")
    write_whole(tmp_path / "link", b"x")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"x"


@UNIX
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(path.read_bytes()))
    reader.start()
    write_whole(path, b"through")
    reader.join()
    assert read == [b"through"]
    assert path.is_fifo()


@pytest.mark.parametrize("name", [".", "no/such/folder", "file/below"])
def test_what_cannot_be_written_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ProjectError):
        write_whole(tmp_path / name, b"")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
def test_the_file_is_named_that_has_no_room(tmp_path: Path) -> None:
    (tmp_path / "read").touch()
    with pytest.raises(OSError, match="No space") as full, (tmp_path / "read").open():
        Path("/dev/full").write_text("x")
    assert full.value.filename is None
    assert file_of(full.value) == "/dev/full"


def test_no_file_is_named_where_none_is_known() -> None:
    with pytest.raises(OSError, match="full") as full:
        raise OSError(errno.ENOSPC, "full")
    assert file_of(full.value) == ""


def test_a_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
    (tmp_path / "file").touch()
    with pytest.raises(ProjectError):
        make_folder(tmp_path / "file")


def test_a_folder_is_copied_but_for_what_is_left_out(tmp_path: Path) -> None:
    for name in ("a", "b/å", "b/.x", "c/d/e"):
        path = tmp_path / "from" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    copy_folder(tmp_path / "from", tmp_path / "to", shutil.copyfile, lambda name: name[0] in ".d")
    copied = tmp_path / "to"
    assert {path.relative_to(copied).as_posix() for path in copied.rglob("*")} == {
        *("a", "b", "b/å", "c")
    }
    assert (copied / "b" / "å").read_text("utf-8") == "b/å"


def test_a_copy_stops_at_the_first_file_that_fails(tmp_path: Path) -> None:
    (tmp_path / "from").mkdir()
    for name in "abc":
        (tmp_path / "from" / name).touch()
    tried: list[str] = []

    def put(source: str, target: str) -> None:
        tried.append(source)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), source, None, target)

    with pytest.raises(OSError, match="No space") as full:
        copy_folder(tmp_path / "from", tmp_path / "to", put)
    assert len(tried) == 1
    assert file_of(full.value) == str(tmp_path / "to" / Path(tried[0]).name)


def test_of_two_files_the_one_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as missing:
        shutil.copyfile(tmp_path / "from", tmp_path / "to")
    assert file_of(missing.value) == str(tmp_path / "from")


def test_a_folder_is_made_whole(tmp_path: Path) -> None:
    write_folder(tmp_path / "a" / "b", {"x": b"1", "y": b"2"})
    assert {path.name: path.read_bytes() for path in (tmp_path / "a/b").iterdir()} == {
        "x": b"1",
        "y": b"2",
    }
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b"]


@pytest.mark.parametrize("there", ["file", "folder", "link"])
def test_a_folder_takes_the_place_of_nothing(tmp_path: Path, there: str) -> None:
    place = tmp_path / "b"
    if there == "file":
        place.write_text("mine")
    elif there == "folder":
        place.mkdir()
    else:
        place.symlink_to("nowhere")
    with pytest.raises(ProjectError):
        write_folder(place, {"x": b"1"})
    assert [path.name for path in tmp_path.iterdir()] == ["b"]
    assert place.is_symlink() or not place.is_dir() or not list(place.iterdir())


def test_a_folder_that_cannot_be_written_whole_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ProjectError):
        write_folder(tmp_path / "b", {"x": b"1", "no/such": b"2"})
    assert list(tmp_path.iterdir()) == []


def test_all_that_is_below_a_folder_and_is_none_is_found_in_the_same_order(tmp_path: Path) -> None:
    for name in ("b/å.md", "b/a.md", "a.md", "left/x", "b/left/x", "empty/none/x"):
        make_folder((tmp_path / name).parent)
        (tmp_path / name).write_text(name, encoding="utf-8")
    (tmp_path / "empty" / "none" / "x").unlink()
    (tmp_path / "to-file").symlink_to("a.md")
    (tmp_path / "to-folder").symlink_to("b")
    (tmp_path / "to-nothing").symlink_to("nowhere")
    (tmp_path / "round").symlink_to(".")
    found = [(name, Path(entry.path)) for name, entry in files_below(tmp_path, {"left"})]
    names = [name for name, _ in found]
    links = ["round", "to-file", "to-folder", "to-nothing"]
    assert names == ["a.md", *links, "b/a.md", "b/å.md", "b/left/x"]
    assert all(path == tmp_path / name for name, path in found)
    assert names == [name for name, _ in files_below(str(tmp_path), {"left"})]


def test_a_folder_that_is_no_more_holds_nothing(tmp_path: Path) -> None:
    assert list(files_below(tmp_path / "none")) == []
