"""Plans to compare, small or generated, and changes to make in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import strategies as st

from policytrace.changes.plan_state import PlanObject, PlanState
from policytrace.locations import Location
from policytrace.schema.plain import PlainData, Range

WORDS = ("planen", "gäller", "2027", "10.", "alla", "-", "skolor", "*stöd*", "1)", "och", "nämnder")

texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
values: st.SearchStrategy[PlainData] = st.one_of(
    st.booleans(),
    st.integers(-5, 5),
    st.floats(-5, 5).filter(lambda one: one != int(one)),
    st.sampled_from(["2027-03-01", "2028-06-01", "ja", "två ord"]),
    st.tuples(st.sampled_from(["5.2", "16.1"])),
    st.builds(Range, low=st.integers(0, 4), high=st.integers(5, 9)),
)
IDS = tuple(f"ATG-{number}" for number in range(6))
FIELDS = ("due", "starts", "target_value", "resource", "own.budget")
LINKS = ("owner", "measured_by", "own.hör_ihop")


@st.composite
def objects(draw: st.DrawFn, item_id: str) -> PlanObject:
    """An object with anything that one can hold."""
    return PlanObject(
        id=item_id,
        kind=draw(st.sampled_from(["action", "plan", "own.idé"])),
        title=draw(texts),
        status=draw(st.sampled_from(["", "decided", "done"])),
        fields=draw(st.dictionaries(st.sampled_from(FIELDS), values)),
        links={
            key: tuple(sorted(targets))
            for key, targets in draw(
                st.dictionaries(
                    st.sampled_from(LINKS), st.sets(st.sampled_from(IDS), min_size=1, max_size=3)
                )
            ).items()
        },
        text=draw(texts),
        location=Location(file="plan.md", line=draw(st.integers(1, 99))),
    )


@st.composite
def states(draw: st.DrawFn) -> PlanState:
    """A plan of some objects."""
    ids = draw(st.sets(st.sampled_from(IDS), min_size=1))
    return PlanState.of(draw(objects(item_id)) for item_id in sorted(ids))


def laid_out_anew(one: PlanObject, breaks: Mapping[int, str]) -> PlanObject:
    """The same object in another file, its text broken into lines in other places."""
    words = one.text.split()
    text = "".join(
        f"{breaks.get(number % 5, ' ') if number else ''}{word}"
        for number, word in enumerate(words)
    )
    return replace(
        one,
        text=text,
        location=Location(file="other.md", line=1),
        links=dict(reversed(one.links.items())),
        fields=dict(reversed(one.fields.items())),
    )
