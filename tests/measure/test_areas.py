"""The register of areas, and what can be wrong with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.measure.areas import AreaRegister, read_areas
from policytrace.schema.vocabulary import AreaColumn, AreaKind
from tests.measure.figures import KINDS, REGSO, VILLAGE, WARD, WORDS, csv_of
from tests.plan_builder import english


def register(*lines: str) -> AreaRegister:
    return read_areas(csv_of(*lines, header=WORDS.all_of(AreaColumn)), WORDS, KINDS)


def issues(*lines: str) -> list[tuple[int, str]]:
    """What is wrong with a register of these lines, which begin on line 2."""
    return [(issue.line, english(issue.message)) for issue in register(*lines).issues]


def test_areas_are_read_in_the_register_s_order() -> None:
    found = register(
        "Riket,riket,0000",
        "Södra,valdistrikt,",
        "",
        " Lillköping , kommun , 1999 ",
        "Norra,valdistrikt,",
        '"Liknande, större (2025)",jämförelsegrupp,G37363',
        "Lilla län,län,0099",
    )
    assert found.issues == ()
    assert [(area.name, area.kind, area.kolada, area.line) for area in found.areas.values()] == [
        ("Riket", AreaKind.COUNTRY, "0000", 2),
        ("Södra", WARD, "", 3),
        ("Lillköping", AreaKind.MUNICIPALITY, "1999", 5),
        ("Norra", WARD, "", 6),
        ("Liknande, större (2025)", AreaKind.COMPARISON, "G37363", 7),
        ("Lilla län", AreaKind.COUNTY, "0099", 8),
    ]
    assert found.home is found.areas["Lillköping"]
    (wards,) = found.divisions
    assert wards.kind == WARD
    assert wards.keys == ("Norra (valdistrikt)", "Södra (valdistrikt)")


HOME = "Lillköping,kommun,1999"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Norra,stadsdel,", "“stadsdel” is no kind of area."),
        ("Norra,Valdistrikt,", "“Valdistrikt” is no kind of area."),
        ("Norra,,", "“” is no kind of area."),
        (",valdistrikt,", "The row names no area."),
        ("Lillköping,kommun,", "Lillköping is listed twice."),
        ("Norra,valdistrikt,199", "“199” is no code of an area in Kolada."),
        ("Norra,valdistrikt,g37363", "“g37363” is no code of an area in Kolada."),
        ("Norra,valdistrikt,1999/../x", "“1999/../x” is no code of an area in Kolada."),
        ("Norra,valdistrikt", "The row has 2 columns, but should have 3."),
        ("=Norra,valdistrikt,", "“=Norra” begins as a formula, which a spreadsheet would run."),
    ],
)
def test_a_row_that_is_wrong_is_left_out_and_told(line: str, said: str) -> None:
    found = register(HOME, line)
    assert [(issue.line, english(issue.message)) for issue in found.issues] == [(3, said)]
    assert list(found.areas) == ["Lillköping"]


def test_areas_of_two_kinds_may_have_the_same_name() -> None:
    found = register(HOME, "Norra,valdistrikt,", "Norra,regso,", "Lillköping,valdistrikt,")
    assert found.issues == ()
    assert [area.kind for area in found.called("Norra")] == [WARD, REGSO]
    assert found.home is found.areas["Lillköping"]
    assert list(found.areas) == [
        "Lillköping",
        "Norra (valdistrikt)",
        "Norra (RegSO)",
        "Lillköping (valdistrikt)",
    ]
    assert issues(HOME, "Norra,regso,", "Norra,valdistrikt,", "Norra,regso,") == [
        (5, "Norra (RegSO) is listed twice.")
    ]


def test_parts_stand_by_kind_in_swedish_order() -> None:
    names = ("Öst", "Ås", "Zon", "Äng", "av", "Berg")
    found = register(HOME, *(f"{name},by," for name in names), "Norra,regso,")
    assert [division.kind for division in found.divisions] == [VILLAGE, REGSO]
    assert [area.name for area in found.divisions[0].areas] == [
        *("av", "Berg", "Zon", "Ås", "Äng", "Öst")
    ]


def test_all_that_is_wrong_is_told_at_once() -> None:
    assert [line for line, _ in issues(HOME, "a,b,", "c,kommun", HOME)] == [4, 3, 5]


def test_there_is_one_municipality() -> None:
    assert issues("Riket,riket,0000") == [(1, "The register must hold one kommun, but holds 0.")]
    assert issues(HOME, "Riket,riket,", "Storköping,kommun,1998") == [
        (4, "The register must hold one kommun, but holds 2.")
    ]


def test_an_empty_register_has_no_home() -> None:
    found = register()
    assert found.home is None
    assert len(found.issues) == 1


@given(st.binary())
def test_no_content_is_too_strange_to_be_read(content: bytes) -> None:
    assert read_areas(content, WORDS, KINDS).issues
