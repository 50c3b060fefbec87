"""Only pictures that are as they were drawn are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from policytrace.diagrams.kept import RECORD, discard_untrusted, record


def drawn(folder: Path) -> Path:
    """A picture that has been drawn and recorded."""
    picture = folder / "ab" / "abc.svg"
    picture.parent.mkdir()
    picture.write_text("<svg/>", encoding="utf-8")
    record(folder)
    return picture


def test_a_picture_as_it_was_drawn_is_kept(tmp_path: Path) -> None:
    picture = drawn(tmp_path)
    discard_untrusted(tmp_path)
    assert picture.is_file()


@pytest.mark.parametrize("content", ["", "<sv", "<svg/><!-- more -->"])
def test_a_picture_that_has_changed_is_not(tmp_path: Path, content: str) -> None:
    picture = drawn(tmp_path)
    picture.write_text(content, encoding="utf-8")
    discard_untrusted(tmp_path)
    assert not picture.exists()


@pytest.mark.parametrize("content", ["", "[", "[]", "{}"])
def test_without_a_record_that_can_be_read_none_is_kept(tmp_path: Path, content: str) -> None:
    picture = drawn(tmp_path)
    (tmp_path / RECORD).write_text(content, encoding="utf-8")
    discard_untrusted(tmp_path)
    assert not picture.exists()


def test_without_pictures_there_is_nothing_to_record(tmp_path: Path) -> None:
    folder = tmp_path / "none"
    discard_untrusted(folder)
    record(folder)
    assert not folder.exists()
