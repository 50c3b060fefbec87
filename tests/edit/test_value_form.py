"""Values as they are typed in the form: what is refused, at which field, in words that fit it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup, Tag

from tests.edit.editing import Editing, edited
from tests.sphinx.tiny import TinyProject

TYPED = {
    "period": "2026",
    "area": "Lillköping",
    "source": "Egen enkät",
    "retrieved": "2027-01-15",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> TinyProject:
    return TinyProject.make(tmp_path_factory.mktemp("edited"))


@pytest.fixture(scope="module")
def editing(project: TinyProject) -> Iterator[Editing]:
    with edited(project.root) as found:
        yield found


def refused(editing: Editing, fields: dict[str, str]) -> BeautifulSoup:
    answer = editing.post("varden/IND-A", {**TYPED, **fields})
    assert answer.status == 422
    page = BeautifulSoup(answer.text, "html.parser")
    assert not re.search("cellen|decimalpunkt", page.get_text())
    return page


def told_at(page: BeautifulSoup, name: str) -> str:
    """What is told at a field, by what describes it; it is told above too, with a link to it."""
    field = page.find(id=name)
    assert isinstance(field, Tag)
    assert field["aria-invalid"] == "true"
    assert page.select_one(f'#fel a[href="#{name}"]')
    described = str(field["aria-describedby"]).split()
    (said,) = [page.find(id=one) for one in described if one.startswith("om-")]
    assert said is not None
    return " ".join(said.get_text(" ", strip=True).split())


@pytest.mark.parametrize("text", ["1.234", "12.345", "-123.456"])
def test_a_point_before_three_digits_is_asked_about(editing: Editing, text: str) -> None:
    whole, rest = text.split(".")
    said = told_at(refused(editing, {"value-women": text}), "value-women")
    assert f"Värde, kvinnor: ”{text}” kan läsas på två sätt." in said
    assert f"Skriv {whole}{rest} eller {whole},{rest}." in said


def test_what_is_wrong_is_told_at_its_field_and_with_the_sex(editing: Editing) -> None:
    page = refused(
        editing, {"value-men": "tolv,5", "count-women": "9,5", "value-women": "7", "period": "x"}
    )
    assert "Värde, män: ”tolv,5” går inte att använda." in told_at(page, "value-men")
    assert "42,9" in told_at(page, "value-men")
    assert "Antal, kvinnor: ”9,5” går inte att använda." in told_at(page, "count-women")
    assert "”x”" in told_at(page, "period")
    assert len(page.select("#fel li")) == 3
    assert len(page.select("[aria-invalid]")) == 3


def test_a_count_alone_asks_for_its_value_and_a_value_is_not_missing(editing: Editing) -> None:
    page = refused(editing, {"count-total": "12", "value-men": "3", "status-men": "saknas"})
    assert "Värde, totalt är tom" in told_at(page, "value-total")
    assert "Status, män: " in told_at(page, "status-men")


def test_a_text_that_is_too_long_or_a_formula_is_told_at_its_field(editing: Editing) -> None:
    page = refused(editing, {"value-total": "1", "source": "=1+1", "group": "å" * 1200})
    assert "är längre än 1000 tecken" in told_at(page, "group")
    page = refused(editing, {"value-total": "1", "source": "=1+1"})
    assert "”=1+1” börjar som en formel" in told_at(page, "source")


def test_numbers_in_no_doubt_are_taken_as_people_write_them(
    editing: Editing, project: TinyProject
) -> None:
    fields = {"value-total": "1 234,5", "value-women": "1,234", "value-men": "0.125"}
    answer = editing.post("varden/IND-A", {**TYPED, **fields})
    assert answer.status == 303
    (file,) = project.root.glob("strategy/indikatorer/data/*.csv")
    values = [line.split(",")[5] for line in file.read_text(encoding="utf-8").splitlines()[1:]]
    assert sorted(values) == ["0.125", "1.234", "1234.5"]


def test_rows_that_are_there_keep_their_bytes(editing: Editing, project: TinyProject) -> None:
    folder = project.root / "strategy/indikatorer/data"
    file = folder / "ind-a.csv"
    folder.mkdir(parents=True, exist_ok=True)
    before = (
        "period,område,områdesslag,kön,grupp,värde,antal,status,källa,hämtad\r\n"
        '2013,Lillköping,,kvinnor,,"11.10",,,"Egen enkät",2027-01-10\r\n'
        "2012,Lillköping,,kvinnor,,11,,,Egen enkät,2027-01-10\r\n"
    )
    file.write_bytes(before.encode())
    assert editing.post("varden/IND-A", {**TYPED, "value-women": "12"}).status == 303
    new = "2026,Lillköping,kommun,kvinnor,,12,,,Egen enkät,2027-01-15\r\n"
    assert file.read_bytes().decode() == before.replace("2012,", f"{new}2012,")
