"""Plan states as files: what is read again is what was kept."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from policytrace.changes.kept import kept_form, read_kept
from policytrace.changes.plan_state import Place, PlanState, ValueKey
from tests.changes.mutations import laid_out_anew


def same(one: PlanState, other: PlanState) -> bool:
    return (
        [replace(it, location=None) for it in one.objects.values()] == [*other.objects.values()]
        and one.values == other.values
        and one.home == other.home
        and one.held_back == other.held_back
        and one.places == other.places
        and one.leads == other.leads
    )


@given(laid_out_anew())
def test_a_state_is_kept_whole(plans: tuple[PlanState, PlanState]) -> None:
    key = ValueKey(period="2026", area="Norr", sex="women")
    whole = replace(
        plans[0],
        leads={"ATG-0": "ATG-1", "ATG-1": ""},
        held_back={"IND-1": frozenset({key, replace(key, sex="men")})},
        places=frozenset({Place(name="Norr", kind="municipality", code="1234")}),
    )
    content = kept_form(whole)
    again = read_kept(content)
    assert again is not None
    assert same(whole, again)
    assert kept_form(again) == content


@given(laid_out_anew(), st.data())
def test_a_part_of_the_file_is_no_state(
    plans: tuple[PlanState, PlanState], data: st.DataObject
) -> None:
    content = kept_form(plans[0])
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
