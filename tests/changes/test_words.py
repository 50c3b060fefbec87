"""Changes in plain Swedish words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policytrace.changes.comparing import compare
from policytrace.changes.plan_state import PlanObject, PlanState
from policytrace.changes.words import said
from policytrace.messages import catalogue
from policytrace.schema.plain import PlainData, Range
from tests.plan_builder import METAMODEL

ONE = PlanObject(
    id="ATG-1",
    kind="action",
    title="Öppna en stödlinje",
    status="decided",
    fields={"due": "2027-03-01", "own.budget": 100},
    links={"owner": ("ORG-A",), "measured_by": ("IND-1",)},
    text="Linjen ska vara öppen varje dag från klockan åtta, inom två år.",
)
OTHERS = (
    PlanObject(id="ORG-A", kind="organisation", title="Socialnämnden"),
    PlanObject(id="ORG-B", kind="organisation", title="Kommunstyrelsen"),
    PlanObject(id="IND-1", kind="indicator", title="Samtal"),
)


def word(key: str) -> str:
    return METAMODEL.words.get(key, key)


def swedish(before: tuple[PlanObject, ...], after: tuple[PlanObject, ...]) -> list[str]:
    found = compare(PlanState.of((*before, *OTHERS)), PlanState.of((*after, *OTHERS)))
    return [said(change, word).render(catalogue("sv")) for change in found]


def change(**what: object) -> list[str]:
    return swedish((ONE,), (replace(ONE, **what),))  # type: ignore[arg-type]


def test_a_last_day() -> None:
    assert change(fields={**ONE.fields, "due": "2028-06-01"}) == [
        "Sista dag flyttad från 1 mars 2027 till 1 juni 2028"
    ]


def test_who_answers() -> None:
    assert change(links={**ONE.links, "owner": ("ORG-B",)}) == [
        "Ansvarig bytt från Socialnämnden till Kommunstyrelsen"
    ]


def test_what_is_new_and_what_is_gone() -> None:
    assert swedish((ONE,), ()) == ["Åtgärden är borttagen"]
    assert swedish((), (ONE,)) == ["Ny åtgärd"]
    goal = PlanObject(id="MAL-1", kind="goal", title="Mål")
    assert swedish((goal,), ()) == ["Borttaget: mål"]
    assert swedish((), (replace(goal, kind="own.idé"),)) == ["Nytt: idé"]


def test_status() -> None:
    assert change(status="cancelled") == ["Status ändrad från ”beslutad” till ”avbruten”"]
    assert change(status="") == ["Status ändrad från ”beslutad” till ”–”"]


def test_a_title() -> None:
    assert change(title="Stäng") == ["Titeln ändrad från ”Öppna en stödlinje” till ”Stäng”"]


def test_a_text_by_the_words_around_those_that_were_changed() -> None:
    assert change(text=ONE.text.replace("två", "fyra")) == [
        "Texten ändrad från ”… klockan åtta, inom två år.” till ”… klockan åtta, inom fyra år.”"
    ]
    assert change(text="") == [f"Texten är borttagen: ”{ONE.text}”"]
    assert swedish((replace(ONE, text=""),), (ONE,)) == [f"Text tillagd: ”{ONE.text}”"]


def test_a_long_text_is_told_in_part() -> None:
    [told] = change(text="ord " * 500)
    assert len(told) < 500


def test_a_link_that_is_given_or_lost() -> None:
    assert change(links={"owner": ("ORG-A",)}) == ["”mäts av” har inte längre: Samtal"]
    assert swedish((replace(ONE, links={}),), (replace(ONE, links={"owner": ("ORG-A",)}),)) == [
        "”ansvarig” har fått: Socialnämnden"
    ]


@pytest.mark.parametrize(
    ("key", "before", "after", "told"),
    [
        ("target_value", 80, 70.5, "”målvärde” har ändrats från 80 till 70,5"),
        ("target_value", 80, Range(low=48, high=52), "”målvärde” har ändrats från 80 till 48–52"),
        ("direction", "up", "down", "”riktning” har ändrats från ”upp” till ”ned”"),
        ("own.budget", True, False, "”budget” har ändrats från ja till nej"),
        ("own.dag", "2027-13-01", "x", "”dag” har ändrats från 2027-13-01 till ”x”"),
        ("resource", None, "Ryms", "”resurs” har tillkommit: ”Ryms”"),
        ("valid_to", "2029-12-31", None, "”giltig till” är borttagen: 31 december 2029"),
        ("global_targets", ("5.2",), ("5.1",), "”globala mål” har ändrats från ”5.2” till ”5.1”"),
    ],
)
def test_a_field(key: str, before: PlainData | None, after: PlainData | None, told: str) -> None:
    states = [
        replace(ONE, fields={} if value is None else {key: value}) for value in (before, after)
    ]
    assert swedish((states[0],), (states[1],)) == [told]


def test_no_change_is_without_words() -> None:
    assert swedish((ONE,), (ONE,)) == []


def test_the_year_is_said_once_where_both_days_are_of_it() -> None:
    assert change(fields={**ONE.fields, "due": "2027-06-01"}) == [
        "Sista dag flyttad från 1 mars till 1 juni 2027"
    ]


def test_a_mark_of_a_list_of_terms_is_none_of_the_words_told() -> None:
    listed = replace(ONE, text="Varför\n: Linjen ska vara öppen.")
    said_of_it = swedish((listed,), (replace(listed, text="Varför\n: Linjen är öppen."),))
    (told,) = said_of_it
    assert "”Varför Linjen ska vara öppen.”" in told
    assert "”Varför Linjen är öppen.”" in told
