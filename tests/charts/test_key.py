"""Keys: samples of marks, with what they mean."""

from __future__ import annotations

from policytrace.charts.key import KeyEntry, height_below, key, key_lines
from policytrace.charts.palette import PALETTE, WIDTH


def entries(*words: str) -> list[KeyEntry]:
    return [KeyEntry(words=one, sample="point", colour="ink") for one in words]


def test_entries_stand_beside_each_other_as_far_as_there_is_room() -> None:
    lines = key_lines(entries("Kvinnor", "Män", "x" * 30, "y" * 30))
    assert [[one.words[0] for one in line] for line in lines] == [["K", "M"], ["x"], ["y"]]
    assert all(one.x < WIDTH for line in lines for one in line)


def test_words_that_are_too_long_are_cut() -> None:
    ((one,),) = key_lines(entries("x" * 200))
    assert one.words.endswith("…")


def test_without_entries_a_key_takes_no_room() -> None:
    assert key_lines([]) == ()
    assert height_below(()) == 0
    assert list(key((), 0, 0)) == []


def test_a_sample_stands_right_before_its_words() -> None:
    for sample in ("point", "hollow", "line", "stretch", "box"):
        entry = KeyEntry(words="kan ändras", sample=sample, colour="ink")
        *marks, words = key(key_lines([entry]), 10, 20)
        assert float(words[0].get("x", "")) == 10 + entry.sample_width
        assert all(PALETTE["ink"] in mark.attrib.values() for mark in marks)
