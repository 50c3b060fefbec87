"""Names beside lines: no two over each other, and none further away than it must be."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.charts.labels import LINE_HEIGHT, Label, named, spread, spread_around

HEIGHT = LINE_HEIGHT + 2


def label(wanted: float, lines: int = 1) -> Label:
    return Label(lines=("name",) * lines, wanted=wanted, colour="ink")


def test_labels_with_room_stand_where_they_are_wanted() -> None:
    assert spread([label(50), label(10), label(90)], 0, 100) == (50, 10, 90)


def test_labels_too_close_give_way_equally() -> None:
    assert spread([label(50), label(50)], 0, 100) == (50 - HEIGHT / 2, 50 + HEIGHT / 2)


def test_labels_at_the_same_place_keep_their_order() -> None:
    first, second, third = spread([label(50), label(50), label(50)], 0, 100)
    assert first < second < third


def test_labels_stay_in_the_plot() -> None:
    assert spread([label(0), label(2)], 0, 100) == (HEIGHT / 2, HEIGHT * 3 / 2)
    assert spread([label(100), label(99)], 0, 100) == (100 - HEIGHT / 2, 100 - HEIGHT * 3 / 2)


def test_no_labels_have_no_places() -> None:
    assert spread([], 0, 100) == ()


@given(st.lists(st.tuples(st.floats(-20, 320), st.integers(1, 3)), max_size=6))
def test_no_label_is_over_another_one(wanted: list[tuple[float, int]]) -> None:
    labels = [label(place, lines) for place, lines in wanted]
    places = spread(labels, 0, 400)
    order = sorted(range(len(labels)), key=lambda index: places[index])
    for above, below in itertools.pairwise(order):
        apart = (labels[above].height + labels[below].height) / 2
        assert places[below] - places[above] >= apart - 1e-6
        assert labels[above].wanted <= labels[below].wanted
    for one, place in zip(labels, places, strict=True):
        assert place - one.height / 2 >= -1e-6
        assert place + one.height / 2 <= 400 + 1e-6


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Kvinnor", ("Kvinnor 48,2",)),
        ("Liknande kommuner", ("Liknande", "kommuner 48,2")),
        ("Nordvästra delarna", ("Nordvästra", "delarna 48,2")),
        ("Västmanlandslänet", ("Västmanlandsl-", "änet 48,2")),
        ("Sammanhållet", ("Sammanhållet", "48,2")),
        ("", ("48,2",)),
        (" \u200b\n", ("48,2",)),
    ],
)
def test_the_value_stands_after_the_name(name: str, lines: tuple[str, ...]) -> None:
    assert named(name, "48,2", ems=8.6, most=2) == lines


def test_labels_stand_between_what_is_taken_as_near_as_they_can() -> None:
    (place,) = spread_around([label(50)], 0, 100, [(45, 60)]) or ()
    assert place == 45 - HEIGHT / 2
    (place,) = spread_around([label(56)], 0, 100, [(45, 60)]) or ()
    assert place == 60 + HEIGHT / 2


def test_a_gap_that_is_too_small_is_passed_over() -> None:
    (place,) = spread_around([label(50)], 0, 100, [(30, 45), (55, 95)]) or ()
    assert place == 30 - HEIGHT / 2


def test_without_room_there_are_no_places() -> None:
    assert spread_around([label(50)], 0, 100, [(0, 90)]) is None
    assert spread_around([], 0, 100, [(0, 100)]) == ()


@given(
    st.lists(st.builds(label, st.floats(-50, 250), st.integers(1, 3)), max_size=6),
    st.lists(st.floats(0, 200).map(lambda at: (at - 7, at + 7)), max_size=5),
)
def test_labels_are_over_nothing_that_is_taken(
    labels: list[Label], taken: list[tuple[float, float]]
) -> None:
    places = spread_around(labels, 0, 200, taken)
    if places is None:
        return
    boxes = [
        (place - one.height / 2, place + one.height / 2)
        for place, one in zip(places, labels, strict=True)
    ]
    for top, bottom in boxes:
        assert -1e-6 <= top < bottom <= 200 + 1e-6
    for one, other in itertools.product(boxes, taken):
        assert one[1] <= other[0] + 1e-6 or other[1] <= one[0] + 1e-6
    for one, other in itertools.combinations(boxes, 2):
        assert one[1] <= other[0] + 1e-6 or other[1] <= one[0] + 1e-6


def test_what_comes_after_a_name_stands_beside_it_where_there_is_room() -> None:
    assert named("Män", "45", "(2023)", ems=20, most=5) == ("Män 45 (2023)",)
    assert named("Män", "45", "(2023)", ems=5, most=5) == ("Män 45", "(2023)")
    assert named("", "45", ems=5, most=5) == ("45",)
