"""What came of building, told from one process to the other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from policytrace.live.outcome import BuildOutcome, Trouble, Written, address_of

TEXT = st.text(max_size=40)


@given(
    outcome=st.builds(
        BuildOutcome,
        built=st.booleans(),
        report=TEXT,
        troubles=st.lists(st.builds(Trouble, place=TEXT, said=TEXT, hint=TEXT)).map(tuple),
        objects=st.lists(st.builds(Written, file=TEXT, line=st.integers(1, 9), address=TEXT)).map(
            tuple
        ),
        is_last=st.booleans(),
    )
)
def test_what_is_told_is_one_line_and_heard_as_it_was(outcome: BuildOutcome) -> None:
    told = outcome.told()
    assert told.count(b"\n") == 1
    assert told.endswith(b"\n")
    assert BuildOutcome.heard(told) == outcome


def test_an_object_is_shown_where_its_block_begins_above_the_line() -> None:
    objects = (
        Written(file="a.md", line=3, address="a.html#A"),
        Written(file="a.md", line=9, address="a.html#B"),
        Written(file="b.md", line=1, address="b.html#C"),
    )
    assert address_of(objects, "a.md", 3) == "a.html#A"
    assert address_of(objects, "a.md", 8) == "a.html#A"
    assert address_of(objects, "a.md", 40) == "a.html#B"
    assert address_of(objects, "a.md", 2) == ""
    assert address_of(objects, "c.md", 2) == ""
