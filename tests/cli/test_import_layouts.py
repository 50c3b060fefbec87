"""The command on files of other forms: what it shows, asks and refuses, and writes whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from policytrace.errors import ProjectError
from policytrace.messages import catalogue
from policytrace.sources.spreadsheet.choices import FileChoice, FileChoices
from tests.author.running import Person
from tests.cli.test_import_values import SETTINGS, Project, files
from tests.plan_builder import english
from tests.sources.spreadsheet.making import Cell, delimited, xlsx

KOLADA = {"IND-A": "N00001", "IND-B": "N00002"}
CATALOGUE = (
    "id,titel,könsuppdelad,kontrollerad\n"
    'N00001,"Provad andel, andel (%)",ja,\nN00002,Provat antal,ja,\nN00003,Provat annat,ja,\n'
)
WITH_KOLADA = replace(SETTINGS, kolada="kolada.csv", count_units=frozenset())
EXPORT: list[list[Cell]] = [
    ["Uttag"],
    ["", "", 2021, 2022],
    ["Provad andel, andel (%)", "Lilla kommun", 7.5, 8],
    ["Provat antal", "Lilla kommun", 120, 130],
    ["Provat annat", "Lilla kommun", 1, 2],
    ["Provad andel, andel (%)", "Stora kommun", 6, 6],
]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path / "åäö")
    made.write("kolada.csv", CATALOGUE)
    return made


def take_in(project: Project, content: bytes, **given: object) -> int:
    return project.run(
        content,
        settings=WITH_KOLADA,
        kolada=KOLADA,
        **{"name": "uttag.xlsx", **given},  # type: ignore[arg-type]
    )


def said(**choices: str) -> FileChoices:
    return FileChoices(said={FileChoice(f"--{name}"): text for name, text in choices.items()})


def refusal(project: Project, content: bytes, **given: object) -> str:
    with pytest.raises(ProjectError) as caught:
        take_in(project, content, **given)
    assert files(project) == {}
    return english(caught.value.text)


def test_one_file_of_kolada_fills_all_indicators_that_have_its_measures(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert take_in(project, xlsx(EXPORT), yes=True) == 0
    assert project.read().splitlines()[1:] == [
        "2021,Lilla kommun,kommun,totalt,,7.5,,,Kolada,,2027-01-15",
        "2022,Lilla kommun,kommun,totalt,,8,,,Kolada,,2027-01-15",
    ]
    assert ",120,,,Kolada,," in project.read("data/ind-b.csv")
    shown = capsys.readouterr().out
    assert shown.startswith(
        "Så här har filen förståtts:\n"
        "  Form: Koladas export (åren står över värdena och ”Provad andel, andel (%)” är ett "
        "mått i Kolada)\n"
        "  Blad: Data\n"
        "  Mått: Provad andel, andel (%), Provat antal, Provat annat\n"
        "  Hör till: IND-A Mått IND-A, IND-B Mått IND-B\n"
        "  Område: Lilla kommun\n"
        "  Period: 2021, 2022\n"
        "  Kön: totalt\n"
        "  Antal värden: 4\n"
        "  Källa: Kolada\n"
        "  Hämtat: 2027-01-15\n"
        "  Inte med: mått som ingen indikator har: Provat annat\n"
        "  Inte med: andra områden (1): Stora kommun\n"
    )


def test_all_are_written_or_none(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [*EXPORT, ["Provat antal", "Riket", "många", 3]]
    assert take_in(project, xlsx(rows), yes=True) == 1
    assert files(project) == {}
    shown = capsys.readouterr()
    assert "Rad 7: värde: ”många” går inte att använda." in shown.err
    assert "Filen lästes som Koladas export" in shown.err


def test_one_of_them_is_taken_in_for_the_indicator_that_is_named(project: Project) -> None:
    assert take_in(project, xlsx(EXPORT), indicator="IND-B", yes=True) == 0
    assert files(project).keys() == {"ind-b.csv"}


def test_the_values_of_another_measure_are_not_taken_for_an_indicator_s(project: Project) -> None:
    content = xlsx([EXPORT[1], EXPORT[3]])
    assert refusal(project, content, indicator="IND-A").endswith(
        "Värdena är Koladas N00002, men IND-A har N00001. Hör de ändå hit anger du "
        "--measure N00002."
    )
    given = {"indicator": "IND-A", "choices": said(measure="N00002"), "yes": True}
    assert take_in(project, content, **given) == 0


def test_what_is_not_known_is_asked_for(project: Project) -> None:
    content = delimited([["År", "Kön", "Värde"], ["2022", "Män", "1.234"]]).encode()
    person = Person(
        {
            "Vilket?": ["Ingenstans", "lilla kommun", "."],
            "Varifrån kommer": ["egen enkät"],
            "Skriva detta": ["j"],
        }
    )
    given = {"name": "ind-a.csv", "person": person}
    assert take_in(project, content, **given) == 0
    assert person.said("Svara med något av: Lilla kommun")
    assert person.said("”1.234” kan vara 1 234 eller 1,234.")
    assert ",män,,1.234,,,egen enkät,," in project.read()


@pytest.mark.parametrize(
    ("content", "said_of_it"),
    [
        (
            delimited([["År", "Område", "Värde"], ["2022", "Riket", "1.234"]]),
            "Ange det med --decimal: , (ett komma), . (en punkt).",
        ),
        (
            delimited([["År", "Område", "Värde"], ["2022", "Riket", "-"]]),
            "Ange det med --dash: 0 (noll), saknas (värdet saknas).",
        ),
        (delimited([["År", "Värde"], ["2022", "7"]]), "Ange det med --area: Lilla kommun, "),
        (delimited([["Område", "Värde"], ["Riket", "7"]]), "Ange det med --period."),
        (
            delimited([["År", "Område", "A", "B"], ["2022", "Riket", "7", "8"]]),
            "Ange det med --measure: A, B.",
        ),
    ],
)
def test_where_there_is_nobody_to_ask_the_option_is_told(
    project: Project, content: str, said_of_it: str
) -> None:
    with pytest.raises(ProjectError) as caught:
        take_in(project, content.encode(), name="ind-a.csv")
    assert said_of_it in caught.value.text.render(catalogue("sv"))


def test_measures_that_no_indicator_has_are_told(project: Project) -> None:
    rows: list[list[Cell]] = [EXPORT[1], EXPORT[4], ["N00002", "Lilla kommun", 1, 2]]
    with pytest.raises(ProjectError) as caught:
        project.run(xlsx(rows), settings=WITH_KOLADA, kolada={"IND-A": "N00001"}, name="a.xlsx")
    assert "Ingen indikator har något av filens mått: Provat annat, N00002." in (
        caught.value.text.render(catalogue("sv"))
    )


def test_a_question_that_nobody_answers_ends_it(project: Project) -> None:
    content = delimited([["År", "Värde"], ["2022", "7"]]).encode()

    class Gone(Person):
        def ask(self, prompt: str) -> str:
            raise EOFError(prompt)

    assert "no more answers" in refusal(project, content, name="ind-a.csv", person=Gone({}))


def test_a_measure_that_the_register_lacks_is_named(project: Project) -> None:
    rows: list[list[Cell]] = [["", "", 2021, 2022], ["Okänt mått", "Lilla kommun", 7.5, 8]]
    told = refusal(project, xlsx(rows), indicator="IND-A", yes=True)
    assert "No measure in the project's register of Kolada's is called" in told
    assert "Okänt mått" in told
    assert "--source" in told
