"""Checksums of files: of what is in them now, whatever was read before."""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path

import pytest

from policytrace import checksums
from policytrace.checksums import file_checksum, forget_checksums


def checksum(path: Path) -> str:
    with os.scandir(path.parent) as entries:
        (entry,) = [entry for entry in entries if entry.name == path.name]
    return file_checksum(entry)


def right(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()


@pytest.mark.parametrize("size", [0, 1, 1_000_000, 1_000_001, 3_000_000])
def test_it_is_of_all_that_is_in_the_file(tmp_path: Path, size: int) -> None:
    content = (b"abcd" * (size // 4 + 1))[:size]
    (tmp_path / "a").write_bytes(content)
    assert checksum(tmp_path / "a") == right(content)


def test_a_file_that_has_changed_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "a"
    for number, content in enumerate((b"one", b"two", b"three"), start=1):
        file.write_bytes(content)
        os.utime(file, (number, number))
        assert checksum(file) == right(content)


def test_a_file_in_the_place_of_another_is_read_though_it_is_as_old(tmp_path: Path) -> None:
    file, other = tmp_path / "a", tmp_path / "b"
    file.write_bytes(b"one")
    other.write_bytes(b"two")
    for path in (file, other):
        os.utime(path, (1, 1))
    assert checksum(file) == right(b"one")
    other.replace(file)
    assert checksum(file) == right(b"two")


def test_a_file_with_two_names_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def opened(path: str, mode: str) -> object:
        read.append(Path(path).name)
        return Path(path).open(mode)

    monkeypatch.setattr(checksums, "open", opened, raising=False)
    (tmp_path / "a").write_bytes(b"one")
    (tmp_path / "b").hardlink_to(tmp_path / "a")
    assert checksum(tmp_path / "a") == checksum(tmp_path / "b") == right(b"one")
    assert read == ["a"]


def test_in_another_build_the_time_of_a_file_says_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a"
    for content in (b"one", b"two"):
        file.write_bytes(content)
        os.utime(file, (1, 1))
        forget_checksums()
        assert checksum(file) == right(content)


def test_what_is_no_more_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"one")
    with os.scandir(tmp_path) as entries:
        (entry,) = entries
    (tmp_path / "a").unlink()
    with pytest.raises(OSError, match="No such file"):
        file_checksum(entry)
