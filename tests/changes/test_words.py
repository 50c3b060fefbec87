"""Changes in plain Swedish words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from policytrace.changes.comparing import compare
from policytrace.changes.plan_state import PlanObject, PlanState, Unreadable
from policytrace.changes.words import said
from policytrace.messages import catalogue
from policytrace.schema.plain import PlainData, Range
from tests.changes.mutations import Told, mutated
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
        ("target_value", 80.123, 80.124, "”målvärde” har ändrats från 80,123 till 80,124"),
        ("target_value", 2028, 20300, "”målvärde” har ändrats från 2\u202f028 till 20\u202f300"),
        ("target_year", 2028, 2030, "”målår” har ändrats från 2028 till 2030"),
        ("own.år", 2028, 2030, "”år” har ändrats från 2028 till 2030"),
        ("own.budget", 20000, 30000, "”budget” har ändrats från 20\u202f000 till 30\u202f000"),
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


def test_the_mark_of_an_explanation_is_none_of_the_words_told() -> None:
    listed = replace(ONE, text="Varför\n: Linjen ska vara öppen.")
    said_of_it = swedish((listed,), (replace(listed, text="Varför\n: Linjen är öppen."),))
    (told,) = said_of_it
    assert "”Varför Linjen ska vara öppen.”" in told
    assert "”Varför Linjen är öppen.”" in told


@pytest.mark.parametrize("mark", ["## ", "- ", "> ", "3. "])
def test_a_text_that_only_stands_in_another_form(mark: str) -> None:
    said_of_it = change(text=f"{mark}{ONE.text}")
    same = "Textens form ändrad med samma ord, till exempel till en rubrik eller en lista"
    assert said_of_it == [same]


def test_a_dash_that_is_meant_is_told() -> None:
    before, after = replace(ONE, text="Från 5 - 3 till"), replace(ONE, text="Från 5 3 till")
    assert swedish((before,), (after,)) == [
        "Texten ändrad från ”Från 5 - 3 till” till ”Från 5 3 till”"
    ]


def test_of_long_texts_the_part_in_which_they_differ_is_told() -> None:
    long = "Det här är en lång text som börjar på samma sätt. " * 5
    before, after = (replace(ONE, fields={"resource": f"{long}{end}."}) for end in ("nu", "sedan"))
    (told,) = swedish((before,), (after,))
    assert told.endswith("börjar på samma sätt. sedan.”")
    assert "börjar på samma sätt. nu.” till ”…" in told
    assert len(told) < 250


def test_owners_that_are_called_the_same_are_told_apart_by_their_ids() -> None:
    twin = PlanObject(id="ORG-C", kind="organisation", title="Socialnämnden")
    after = replace(ONE, links={**ONE.links, "owner": ("ORG-C",)})
    assert swedish((ONE, twin), (after, twin)) == [
        "Ansvarig bytt från Socialnämnden (ORG-A) till Socialnämnden (ORG-C)"
    ]


SOON, LATER = Unreadable(written="snart"), Unreadable(written="sedan")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("2027-03-01", SOON, "går inte att läsa: ”snart” står där det stod 1 mars 2027"),
        (None, SOON, "har fått något som inte går att läsa: ”snart”"),
        (SOON, LATER, "går fortfarande inte att läsa: ”snart” har ändrats till ”sedan”"),
        (SOON, "2027-03-01", "är nu 1 mars 2027; där stod ”snart”, som inte gick att läsa"),
        (SOON, None, "är borttagen; där stod ”snart”, som inte gick att läsa"),
        (replace(SOON, last="2027-03-01"), "2027-03-01", "går att läsa igen: 1 mars 2027"),
    ],
)
def test_what_cannot_be_read_is_told_with_what_stood_or_stands_there(
    before: PlainData | Unreadable | None, after: PlainData | Unreadable | None, told: str
) -> None:
    was, now = (
        replace(
            ONE,
            fields={} if held is None or isinstance(held, Unreadable) else {"due": held},
            unread={"due": held} if isinstance(held, Unreadable) else {},
        )
        for held in (before, after)
    )
    assert swedish((was,), (now,)) == [f"Klar senast {told}"]


def test_a_day_that_could_not_be_read_between_is_moved_from_the_last_that_could() -> None:
    unread = {"due": replace(SOON, last="2027-03-01")}
    before = replace(ONE, fields={}, unread=unread)
    assert swedish((before,), (replace(ONE, fields={"due": "2028-06-01"}),)) == [
        "Sista dag flyttad från 1 mars 2027 till 1 juni 2028"
    ]
    assert swedish((before,), (replace(ONE, fields={}),)) == [
        "”klar senast” är borttagen: 1 mars 2027"
    ]


@given(mutated())
def test_nothing_is_said_to_have_become_what_it_was(
    made: tuple[PlanState, PlanState, list[Told]],
) -> None:
    before, after, _ = made
    for found in compare(before, after):
        told = {
            key: value if isinstance(value, str) else value.render(catalogue("sv"))
            for key, value in said(found, word).values.items()
        }
        assert "before" not in told or told["before"] != told.get("after")
