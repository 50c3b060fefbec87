"""What several measures cannot tell is said once, and what only one cannot tell with its name."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from policytrace.schema.roles import Role
from policytrace.site.views.shared_cautions import shared_cautions
from tests.plan_builder import item

A, B, C = (item(f"IND-{name}", Role.INDICATOR, title=f"Mått {name}") for name in "ABC")
FEW = "Få har svarat. Kön redovisas inte."


def told(**said: str) -> list[tuple[str, str, list[str]]]:
    found = shared_cautions({f"IND-{name}": text for name, text in said.items()}, (A, B, C))
    return [
        (
            "".join(one.id[-1] for one in group.indicators),
            group.alike,
            [f"{one.id[-1]}: {text}" for one, text in group.own],
        )
        for group in found
    ]


def test_what_all_say_first_is_said_once() -> None:
    assert told(A=f"{FEW} Medianen är 8,7 procent.", B=FEW, C=f"{FEW} Medianen är 3 procent.") == [
        ("ABC", FEW, ["A: Medianen är 8,7 procent.", "C: Medianen är 3 procent."])
    ]


def test_what_is_said_alike_further_on_stays_with_what_it_goes_on_from() -> None:
    assert told(A="Ett. Två. Det är vårt.", B="Ett. Tre. Det är vårt.") == [
        ("AB", "Ett.", ["A: Två. Det är vårt.", "B: Tre. Det är vårt."])
    ]


def test_what_begins_otherwise_stands_by_itself() -> None:
    assert told(A="Ett. Två.", B="", C="Två. Ett.") == [
        ("A", "Ett. Två.", []),
        ("C", "Två. Ett.", []),
    ]


def test_an_abbreviation_ends_no_sentence() -> None:
    assert told(A="Som t.ex. skolan, bl.a. i norr.", B="Som t.ex. skolan.") == [
        ("A", "Som t.ex. skolan, bl.a. i norr.", []),
        ("B", "Som t.ex. skolan.", []),
    ]


SENTENCES = st.lists(st.sampled_from(["Ett.", "Två här!", "Tre?", "Och t.ex. fyra."]), max_size=4)


@given(st.tuples(SENTENCES, SENTENCES, SENTENCES))
def test_nothing_is_lost_and_nothing_is_said_of_another(
    texts: tuple[list[str], list[str], list[str]],
) -> None:
    said = {one.id: " ".join(text) for one, text in zip((A, B, C), texts, strict=True)}
    read = {}
    for group in shared_cautions(said, (A, B, C)):
        own = {one.id: text for one, text in group.own}
        for one in group.indicators:
            read[one.id] = " ".join(filter(None, (group.alike, own.get(one.id, ""))))
    assert read == {key: text for key, text in said.items() if text}
