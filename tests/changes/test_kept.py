"""Plan states as files: what is read again is what was kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from policytrace.changes.kept import kept_form, read_kept
from policytrace.changes.plan_state import PlanState, StatedValue, ValueKey
from tests.changes.states import states

keys = st.builds(
    ValueKey,
    period=st.sampled_from(["2022", "2022-H1", "2017/18"]),
    area=st.sampled_from(["Lillköping", "Norra"]),
    area_kind=st.sampled_from(["", "municipality", "own.kommundel"]),
    sex=st.sampled_from(["total", "women"]),
    group=st.sampled_from(["", "16–24 år"]),
)
stated = st.builds(
    StatedValue,
    value=st.decimals(allow_nan=False, allow_infinity=False, places=2),
    status=st.sampled_from(["", "preliminary", "own.Reviderad"]),
    source=st.sampled_from(["SCB", "Egen enkät"]),
)
values = st.dictionaries(keys, stated, max_size=4)


def same(one: PlanState, other: PlanState) -> bool:
    return (
        [replace(it, location=None) for it in one.objects.values()] == [*other.objects.values()]
        and one.values == other.values
        and one.home == other.home
    )


@given(states(), st.dictionaries(st.sampled_from(["IND-A", "IND-B"]), values))
def test_a_state_is_kept_whole(
    state: PlanState, measured: Mapping[str, Mapping[ValueKey, StatedValue]]
) -> None:
    whole = replace(state, values=measured, home="Lillköping")
    content = kept_form(whole)
    again = read_kept(content)
    assert again is not None
    assert same(whole, again)
    assert kept_form(again) == content


@given(states(), st.data())
def test_a_part_of_the_file_is_no_state(state: PlanState, data: st.DataObject) -> None:
    content = kept_form(state)
    end = data.draw(st.integers(0, len(content) - 1))
    assert read_kept(content[:end]) is None


def test_what_is_no_plan_is_none() -> None:
    traversing = b'{"id": "../x", "kind": "action", "title": "x"}'
    for content in (
        b"",
        b"[]",
        b"\xff",
        b'{"version": 2, "objects": [], "values": {}, "home": ""}',
        b'{"version": 1, "objects": [%b], "values": {}, "home": ""}' % traversing,
    ):
        assert read_kept(content) is None
