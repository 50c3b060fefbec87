"""The mark that reports of an official publisher bear."""

from __future__ import annotations

from pathlib import Path

import pytest

from policytrace.errors import ProjectError
from policytrace.locations import Location
from policytrace.reports.mark import mark_of
from policytrace.settings import Publisher
from tests.reports.made import PICTURE

PLACE = Location(file="ubproject.toml", line=7)


def publisher(mark: str, *, official: bool = True) -> Publisher:
    return Publisher(
        official=official, mark=mark, mark_text="Kommunens vapen", places={"mark": PLACE}
    )


def test_the_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "vapen.svg").write_text(PICTURE, encoding="utf-8")
    mark = mark_of(tmp_path, publisher("vapen.svg"))
    assert mark
    assert (mark.svg, mark.alternative) == (PICTURE, "Kommunens vapen")


def test_a_draft_bears_no_mark(tmp_path: Path) -> None:
    assert mark_of(tmp_path, publisher("finns-inte.svg", official=False)) is None
    assert mark_of(tmp_path, Publisher(official=True)) is None


@pytest.mark.parametrize(
    "content",
    ['<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "vapen", ""],
)
def test_what_is_more_than_a_picture_is_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / "vapen.svg").write_text(content, encoding="utf-8")
    with pytest.raises(ProjectError) as refused:
        mark_of(tmp_path, publisher("vapen.svg"))
    assert refused.value.location == PLACE


@pytest.mark.parametrize("file", ["finns-inte.svg", "../vapen.svg", "/etc/hostname"])
def test_what_cannot_be_read_is_told_with_its_place(file: str, tmp_path: Path) -> None:
    with pytest.raises(ProjectError) as refused:
        mark_of(tmp_path, publisher(file))
    assert refused.value.location == PLACE
