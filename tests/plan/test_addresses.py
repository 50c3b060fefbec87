"""The register of published addresses."""

from __future__ import annotations

from pathlib import Path

import pytest

from policytrace.errors import ProjectError
from policytrace.plan.addresses import AddressRegister, load_addresses, write_addresses
from tests.plan_builder import english, leading

FILE = "adresser.csv"


def register(tmp_path: Path, text: str) -> AddressRegister:
    (tmp_path / FILE).write_bytes(text.encode())
    return load_addresses(tmp_path, FILE)


def test_a_project_without_a_register_has_published_nothing(tmp_path: Path) -> None:
    assert load_addresses(tmp_path, None) == AddressRegister()


@pytest.mark.parametrize(
    ("leads", "first"),
    [
        ({}, "A-3"),
        ({"A-3": ""}, "A-3"),
        ({"A-1": "A-2", "A-2": "A-3", "A-3": ""}, "A-1"),
        ({"A-0": "A-3", "A-1": "A-3"}, "A-0"),
        ({"A-1": "A-3", "A-3": "A-1"}, "A-1"),
    ],
)
def test_the_first_id_is_found_through_all_that_it_has_had(
    leads: dict[str, str], first: str
) -> None:
    assert leading(leads).first("A-3") == first


def test_what_has_become_a_part_of_another_gives_it_no_first_id(tmp_path: Path) -> None:
    text = "id,leder_till,sammanslagen\nA-0,A-2,ja\nA-1,A-2,\nA-2,\nB-1,B-2, ja\nB-2,,\n"
    found = register(tmp_path, text)
    assert not found.unread
    assert (found.first("A-2"), found.first("B-2")) == ("A-1", "B-2")
    assert found.goal("B-1") == "B-2"
    assert write_addresses(tmp_path, found, ["A-3"]) == 1
    assert (tmp_path / FILE).read_text(encoding="utf-8") == (
        "id,leder_till,sammanslagen\nA-0,A-2,ja\nA-1,A-2,\nA-2,,\nA-3,,\nB-1,B-2,ja\nB-2,,\n"
    )


def test_the_ids_whose_addresses_lead_to_an_object_are_found() -> None:
    register = leading({"A-1": "A-2", "A-2": "A-3", "A-0": "A-3", "B-1": "B-2", "B-2": "B-1"})
    assert register.earlier("A-3") == ("A-1", "A-2", "A-0")
    assert register.earlier("A-2") == register.earlier("B-1") == ()


@pytest.mark.parametrize("begin", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_register_is_read(tmp_path: Path, begin: str, end: str) -> None:
    text = f"{begin}id,leder_till{end}A-1,{end}{end}A-2, A-1 {end}"
    found = register(tmp_path, text)
    assert [(one.id, one.leads_to, one.location.line) for one in found.addresses] == [
        ("A-1", "", 2),
        ("A-2", "A-1", 4),
    ]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "must begin with the line id,leder_till"),
        ("id\n", 1, "must begin"),
        ("namn,leder_till\n", 1, "must begin"),
        ("id,leder_till,\n", 1, "must begin"),
        ("id,a,b,c\n", 1, "must begin"),
    ],
)
def test_a_register_that_is_wrong_is_refused_at_its_line(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    with pytest.raises(ProjectError) as refused:
        register(tmp_path, text)
    assert refused.value.location is not None
    assert refused.value.location.line == line
    assert said in english(refused.value.text)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("A-2", "does not have an id and where it leads"),
        ("A-2,,", "does not have an id and where it leads"),
        (",A-1", "does not have an id and where it leads"),
        ("A-1,", "listed twice"),
        ("../../conf,A-1", "no id"),
        ("A/B,A-1", "no id"),
        ('"A-2,', "cannot be read from here on"),
    ],
)
def test_a_row_that_is_wrong_is_told_of_at_its_line_and_the_others_are_read(
    tmp_path: Path, row: str, said: str
) -> None:
    found = register(tmp_path, f"id,till\nA-1,\n{row}\n")
    [wrong] = found.unread
    assert wrong.location.line == 3
    assert said in english(wrong.text)
    assert [one.id for one in found.addresses] == ["A-1"]


def test_a_register_that_is_no_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes("id,leder_till\nÅ,\n".encode("latin-1"))
    with pytest.raises(ProjectError) as refused:
        load_addresses(tmp_path, FILE)
    assert "UTF-8" in english(refused.value.text)


def test_a_register_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProjectError) as refused:
        load_addresses(tmp_path, FILE)
    assert FILE in english(refused.value.text)


def test_an_address_leads_on_through_all_that_has_moved(tmp_path: Path) -> None:
    found = register(tmp_path, "id,till\nA-1,A-2\nA-2,A-3\nA-3,\nB-1,B-2\nB-2,B-1\nC-1,C-1\n")
    assert [found.goal(name) for name in ("A-1", "A-2", "A-3", "B-1", "C-1", "D-1")] == [
        *("A-3", "A-3", None, None, None, None)
    ]


def test_new_ids_are_noted_and_nothing_else_changes(tmp_path: Path) -> None:
    before = register(tmp_path, "id,till\nA-2,\nA-1,A-2\n")
    assert write_addresses(tmp_path, before, ["A-3", "A-2"]) == 1
    assert (tmp_path / FILE).read_text("utf-8") == "id,till\nA-1,A-2\nA-2,\nA-3,\n"
    assert write_addresses(tmp_path, load_addresses(tmp_path, FILE), ["A-3"]) == 0
