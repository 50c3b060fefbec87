"""PT503, PT506 and PT507: what has been decided stays so, until something else is decided."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from policytrace.locations import Location
from policytrace.plan.addresses import Address, AddressRegister
from policytrace.plan.model import Item
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from policytrace.severity import Severity
from tests.editions.frozen import (
    REVISION,
    SWEDISH,
    Items,
    decided_plan,
    findings,
    freeze,
    retold,
    revised,
    told,
    without,
)
from tests.plan_builder import changed, item

HEADER = "objekt,uppgift,från,till,datum,skäl\n"


@pytest.fixture
def plan(tmp_path: Path) -> Items:
    """A decided plan that has been frozen in the folder of the test."""
    found = decided_plan()
    freeze(tmp_path, found)
    return found


def declare(folder: Path, *rows: str, decision: str = "BES-1") -> Path:
    file = folder / "docs/editions" / f"{decision}-rattelser.csv"
    file.write_text(HEADER + "".join(f"{row}\n" for row in rows), "utf-8")
    return file


def test_what_is_as_it_was_decided_is_no_finding(plan: Items, tmp_path: Path) -> None:
    for code in ("PT503", "PT506", "PT507"):
        assert findings(code, tmp_path, plan) == ()


def test_nothing_is_compared_where_nothing_is_frozen(tmp_path: Path) -> None:
    assert findings("PT503", tmp_path, decided_plan()) == ()


CHANGES: dict[str, Callable[[Items], Items]] = {
    "Sista dag flyttad från 1 mars 2027 till 1 juni 2028, utan beslut: "
    "”Öppna en stödlinje”.": lambda plan: changed(plan, "ATG-1", due="2028-06-01"),
    "Ansvarig bytt från Socialnämnden till Kommunstyrelsen, utan beslut: "
    "”Öppna en stödlinje”.": lambda plan: changed(plan, "ATG-1", owner="ORG-B"),
    "Åtgärden är borttagen, utan beslut: ”Öppna en stödlinje”.": lambda plan: without(
        plan, "ATG-1"
    ),
    "Ny åtgärd, utan beslut: ”Ny”.": lambda plan: (
        *plan,
        item("ATG-9", Role.ACTION, title="Ny", status=Status.DECIDED, part_of="HPL-1"),
    ),
    "Titeln ändrad från ”Öppna en stödlinje” till ”Stäng stödlinjen”, utan beslut: "
    "”Stäng stödlinjen”.": lambda plan: retold(plan, "ATG-1", title="Stäng stödlinjen"),
    "Texten ändrad från ”Varför Jämnställdhet är viktigt. Ett Två” till "
    "”Varför Jämnställdhet är farligt. 1. Ett”, utan beslut: ”Öppna en stödlinje”.": lambda plan: (
        retold(plan, "ATG-1", prose="Varför\n: Jämnställdhet är farligt. 1. Ett")
    ),
    "”målvärde” har ändrats från 80 till 70, utan beslut: ”Samtal”.": lambda plan: changed(
        plan, "IND-1", target_value="70"
    ),
    "”giltig till” har ändrats från 31 december 2029 till 31 december 2031, utan beslut: "
    "”Plan mot hot”.": lambda plan: changed(plan, "HPL-1", valid_to="2031-12-31"),
    "Status ändrad från ”beslutad” till ”avbruten”, utan beslut: "
    "”Öppna en stödlinje”.": lambda plan: changed(plan, "ATG-1", status=Status.CANCELLED),
    "Status ändrad från ”pågår” till ”beslutad”, utan beslut: ”Utbilda personalen”.": lambda plan: (
        changed(plan, "ATG-2", status=Status.DECIDED)
    ),
    "Status ändrad från ”förslag” till ”beslutad”, utan beslut: ”Pröva en app”.": lambda plan: (
        changed(plan, "ATG-3", status=Status.DECIDED)
    ),
}


@pytest.mark.parametrize("said", CHANGES)
def test_what_was_changed_is_told_in_plain_words(plan: Items, tmp_path: Path, said: str) -> None:
    assert told("PT503", tmp_path, CHANGES[said](plan)) == [said]


FREE: dict[str, Callable[[Items], Items]] = {
    "begun": lambda plan: changed(plan, "ATG-1", status=Status.IN_PROGRESS),
    "done": lambda plan: changed(plan, "ATG-2", status=Status.DONE),
    "next follow-up": lambda plan: changed(plan, "ATG-1", next_follow_up="2028-11-15"),
    "proposal changed": lambda plan: changed(plan, "ATG-3", due="2029-06-01", owner="ORG-B"),
    "proposal withdrawn": lambda plan: changed(plan, "ATG-3", status=Status.CANCELLED),
    "proposal gone": lambda plan: without(plan, "ATG-3"),
    "new proposal": lambda plan: (
        *plan,
        item("ATG-9", Role.ACTION, status=Status.PROPOSED, part_of="HPL-1"),
    ),
    "followed up": lambda plan: (
        *plan,
        item("UPF-1", Role.FOLLOW_UP, follows_up="ATG-1", date="2027-11-01"),
    ),
    "body ends": lambda plan: changed(plan, "ORG-A", valid_to="2028-12-31"),
    "other order": lambda plan: tuple(reversed(plan)),
    "lines broken elsewhere": lambda plan: retold(
        plan, "ATG-1", prose="Varför\n: Jämnställdhet\n  är viktigt.\n\n1. Ett\n1. Två\n"
    ),
}


@pytest.mark.parametrize("change", FREE.values(), ids=FREE)
def test_what_may_change_without_a_decision_is_no_finding(
    plan: Items, tmp_path: Path, change: Callable[[Items], Items]
) -> None:
    assert findings("PT503", tmp_path, change(plan)) == ()


def test_the_finding_stands_where_the_object_stands_now(plan: Items, tmp_path: Path) -> None:
    place = Location(file="other.md", line=77)
    moved = retold(plan, "ATG-1", location=place)  # type: ignore[arg-type]
    assert findings("PT503", tmp_path, moved) == ()
    [found] = findings("PT503", tmp_path, changed(moved, "ATG-1", due="2028-06-01"))
    assert (found.location, found.item, found.severity) == (place, "ATG-1", Severity.ERROR)
    hint = found.hint.render(SWEDISH)
    assert "Skriv tillbaka det som BES-1 beslutade" in hint
    assert ":beslutad_genom:" in hint
    assert "policytrace freeze HPL-1 --decision" in hint
    assert "stavfel" not in hint


def test_a_changed_text_is_told_how_a_misspelling_is_declared(plan: Items, tmp_path: Path) -> None:
    [found] = findings("PT503", tmp_path, retold(plan, "ATG-1", title="Öppna en stöldlinje"))
    assert "docs/editions/BES-1-rattelser.csv" in found.hint.render(SWEDISH)


def test_what_is_gone_is_told_where_its_plan_stands(plan: Items, tmp_path: Path) -> None:
    [found] = findings("PT503", tmp_path, without(plan, "ATG-1"))
    assert found.location == Location(file="plan.md", line=1)


def test_a_plan_that_is_gone_is_told_where_its_edition_lies(plan: Items, tmp_path: Path) -> None:
    found = findings("PT503", tmp_path, without(plan, "HPL-1", "ATG-1", "ATG-2", "ATG-3"))
    assert {one.location.file for one in found} == {"docs/editions/BES-1/manifest.json"}
    assert {one.item for one in found} == {"HPL-1", "ATG-1", "ATG-2"}


def test_a_new_id_is_no_change_where_the_register_knows_it(plan: Items, tmp_path: Path) -> None:
    renamed = (
        *without(plan, "ATG-1"),
        retold(plan, "ATG-1", id="ATG-9")[1],
    )
    register = AddressRegister(
        addresses=(Address(id="ATG-1", leads_to="ATG-9", location=Location(file="a", line=2)),)
    )
    assert len(findings("PT503", tmp_path, renamed)) == 2
    assert findings("PT503", tmp_path, renamed, register) == ()
    moved = changed(renamed, "ATG-9", due="2028-06-01")
    assert [one.item for one in findings("PT503", tmp_path, moved, register)] == ["ATG-9"]


@pytest.mark.parametrize("covered", ["ATG-1", "HPL-1"])
def test_a_newer_decision_on_the_object_or_its_plan_covers_the_change(
    plan: Items, tmp_path: Path, covered: str
) -> None:
    moved = changed(plan, "ATG-1", due="2028-06-01", owner="ORG-B")
    found = findings("PT503", tmp_path, revised(moved, covered))
    assert [(one.severity, one.item) for one in found] == [(Severity.WARNING, "BES-2")]
    assert "policytrace freeze HPL-1 --decision BES-2" in found[0].hint.render(SWEDISH)


def test_a_newer_decision_on_the_plan_covers_what_was_taken_away(
    plan: Items, tmp_path: Path
) -> None:
    found = findings("PT503", tmp_path, revised(without(plan, "ATG-1"), "HPL-1"))
    assert [one.severity for one in found] == [Severity.WARNING]


def test_a_newer_decision_on_another_object_covers_nothing(plan: Items, tmp_path: Path) -> None:
    moved = revised(changed(plan, "ATG-1", due="2028-06-01"), "ATG-2")
    errors = [one.item for one in findings("PT503", tmp_path, moved) if one.fails]
    assert errors == ["ATG-1"]


def test_an_older_decision_covers_nothing(plan: Items, tmp_path: Path) -> None:
    older = changed((*plan, REVISION), "BES-2", date="2026-12-01")
    moved = changed(older, "ATG-1", due="2028-06-01", decided_by="BES-2")
    assert [one.item for one in findings("PT503", tmp_path, moved)] == ["ATG-1"]


@pytest.mark.parametrize("kind", ["avslag", "redovisning"])
def test_a_decision_that_adopts_nothing_covers_nothing(
    plan: Items, tmp_path: Path, kind: str
) -> None:
    moved = revised(changed(plan, "ATG-1", due="2028-06-01"), "ATG-1")
    found = findings("PT503", tmp_path, changed(moved, "BES-2", decision_kind=kind))
    assert [one.item for one in found] == ["ATG-1"]


def test_a_new_edition_takes_the_place_of_the_older_one(plan: Items, tmp_path: Path) -> None:
    moved = revised(changed(without(plan, "ATG-2"), "ATG-1", due="2028-06-01"), "HPL-1")
    freeze(tmp_path, moved, "BES-2")
    assert findings("PT503", tmp_path, moved) == ()
    again = changed(moved, "ATG-1", due="2028-09-01")
    [said] = told("PT503", tmp_path, again)
    assert said.startswith("Sista dag flyttad från 1 juni till 1 september 2028, utan beslut")


def test_a_project_says_what_may_change(plan: Items, tmp_path: Path) -> None:
    moved = changed(plan, "ATG-1", due="2028-06-01", next_follow_up="2028-11-15")
    freely = frozenset({"due"})
    [found] = findings("PT503", tmp_path, moved, freely=freely)
    assert "nästa uppföljning" in found.message.render(SWEDISH)


# ------------------------------------------------------------------------------------ PT506


def test_an_edition_that_was_changed_by_hand_is_told_with_its_file(
    plan: Items, tmp_path: Path
) -> None:
    file = tmp_path / "docs/editions/BES-1/plan.json"
    file.write_bytes(file.read_bytes().replace(b"2027-03-01", b"2028-06-01"))
    [found] = findings("PT506", tmp_path, plan)
    assert found.location == Location(file="docs/editions/BES-1/plan.json", line=1)
    assert "kontrollsumman är en annan" in found.message.render(SWEDISH)
    assert findings("PT503", tmp_path, changed(plan, "ATG-1", due="2028-06-01")) == ()


def test_an_edition_whose_decision_is_gone_is_told(plan: Items, tmp_path: Path) -> None:
    [found] = findings("PT506", tmp_path, without(plan, "BES-1"))
    assert "BES-1, som inte finns" in found.message.render(SWEDISH)


# ------------------------------------------------------------------------------------ PT507


def mended(plan: Items) -> tuple[Item, ...]:
    prose = next(one.prose or "" for one in plan if one.id == "ATG-1")
    return retold(plan, "ATG-1", prose=prose.replace("Jämnställdhet", "Jämställdhet"))


def test_a_declared_misspelling_is_no_change(plan: Items, tmp_path: Path) -> None:
    assert [one.item for one in findings("PT503", tmp_path, mended(plan))] == ["ATG-1"]
    declare(tmp_path, "ATG-1,text,Jämnställdhet,Jämställdhet,2027-03-02,Felstavat")
    assert findings("PT503", tmp_path, mended(plan)) == ()
    assert findings("PT507", tmp_path, mended(plan)) == ()


def test_more_than_what_was_declared_is_a_change(plan: Items, tmp_path: Path) -> None:
    declare(tmp_path, "ATG-1,text,Jämnställdhet,Jämställdhet,2027-03-02,Felstavat")
    more = changed(mended(plan), "ATG-1", due="2028-06-01")
    assert len(findings("PT503", tmp_path, more)) == 1


def test_one_that_is_not_made_is_a_warning(plan: Items, tmp_path: Path) -> None:
    declare(tmp_path, "ATG-1,text,Jämnställdhet,Jämställdhet,2027-03-02,Felstavat")
    [found] = findings("PT507", tmp_path, plan)
    assert found.severity is Severity.WARNING
    assert found.location == Location(file="docs/editions/BES-1-rattelser.csv", line=2)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("ATG-1,text,Jämlikhet,Jämställdhet,2027-03-02,x", "stämmer inte med utgåvan"),
        ("ATG-9,text,Jämnställdhet,Jämställdhet,2027-03-02,x", "inget objekt ATG-9"),
        (
            "ATG-1,klar_senast,2027-03-01,2028-03-01,2027-03-02,x",
            "”klar_senast” går inte att rätta",
        ),
        ("ATG-1,ansvarig,ORG-A,ORG-B,2027-03-02,x", "”ansvarig” går inte att rätta"),
        ("IND-1,målvärde,80,70,2027-03-02,x", "”målvärde” går inte att rätta"),
        ("ATG-1,text,Jämnställdhet,Trygghet,2027-03-02,x", "ingen rättelse av stavning"),
        ("ATG-1,text,Jämnställdhet,Jämställdhet,2027-13-02,x", "är ingen dag"),
        ("ATG-1,text,Jämnställdhet,Jämställdhet,2026-03-02,x", "äldre än beslutet"),
        ("ATG-1,text,Jämnställdhet,Jämställdhet,2029-03-02,x", "efter i dag"),
        ("ATG-1,text,Jämnställdhet,Jämställdhet,2027-03-02,", "saknar skäl"),
        ("ATG-1,text,Jämnställdhet", "kolumner"),
    ],
)
def test_a_wrong_correction_is_told_with_its_line(
    plan: Items, tmp_path: Path, row: str, said: str
) -> None:
    declare(tmp_path, row)
    found = [one for one in findings("PT507", tmp_path, mended(plan)) if one.fails]
    assert len(found) == 1
    assert said in found[0].message.render(SWEDISH)
    assert found[0].location == Location(file="docs/editions/BES-1-rattelser.csv", line=2)


def test_corrections_of_no_edition_are_told(plan: Items, tmp_path: Path) -> None:
    declare(tmp_path, decision="BES-9")
    [found] = findings("PT507", tmp_path, plan)
    assert "som inte finns" in found.message.render(SWEDISH)


def test_corrections_of_an_older_edition_stay(plan: Items, tmp_path: Path) -> None:
    declare(tmp_path, "ATG-1,text,Jämnställdhet,Jämställdhet,2027-03-02,Felstavat")
    moved = revised(changed(mended(plan), "ATG-1", due="2028-06-01"), "HPL-1")
    freeze(tmp_path, moved, "BES-2")
    later = retold(moved, "ATG-1", prose="Annat")
    assert findings("PT507", tmp_path, later) == ()
