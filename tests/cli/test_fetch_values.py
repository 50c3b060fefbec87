"""The command, against a server on this machine: everything that was asked for, or nothing."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from policytrace.cli import fetch_values as command
from policytrace.cli.fetch_values import COULD_NOT_RUN, DONE, add_options, run
from policytrace.cli.indicator_context import CommandContext
from policytrace.cli.parser import Parser
from policytrace.cli.terminal import Terminal
from policytrace.errors import ProjectError
from policytrace.measure.measurements import IndicatorSource, load_measurements
from policytrace.messages import catalogue
from policytrace.schema.roles import Role
from policytrace.settings import IndicatorSettings
from policytrace.sources.kolada.asking import BATCH
from policytrace.sources.kolada.client import Client
from tests.measure.figures import KINDS
from tests.plan_builder import METAMODEL, WORDS, item, plan
from tests.sources.kolada.conftest import Clock
from tests.sources.kolada.made import COUNTRY, HOME, TODAY
from tests.sources.kolada.server import (
    Behaviour,
    Handler,
    Kolada,
    body,
    bomb,
    cut_off,
    endless_pages,
    said,
    status,
)
from tests.sphinx.tiny import contents

SWEDISH = catalogue("sv")
SETTINGS = IndicatorSettings(areas="omraden.csv", data="data", parts=KINDS, kolada="kolada.csv")
HEADER = "period,område,områdesslag,kön,grupp,värde,antal,status,källa,preliminär_källa,hämtad\n"
FOREVER = 100

AREAS = f"""\
namn,slag,kolada
{HOME},kommun,9001
Ett valdistrikt,valdistrikt,
{COUNTRY},riket,0000
Liknande kommuner,jämförelsegrupp,G99
"""
REGISTER = """\
id,titel,könsuppdelad,kontrollerad
N00001,"Utsatta för hot, andel (%)",ja,
N00002,Trygga ute,nej,2026-10-01
N00003,Ingen frågar efter,nej,2026-10-01
"""
OURS = f"""\
{HEADER}2023,{HOME},kommun,kvinnor,,12,,,Kolada,,2026-11-01
2024,{HOME},kommun,kvinnor,,11.5,,,Kolada,,2026-11-01
2023,{HOME},kommun,män,,6,,,Kolada,,2026-11-01
2023,{HOME},kommun,totalt,,9,,,egen enkät,,2026-11-01
2023,Ett valdistrikt,valdistrikt,totalt,,8,,,egen enkät,,2026-11-01
"""


@dataclass(frozen=True)
class Project:
    """A project with three indicators, of which two are in Kolada."""

    root: Path
    address: str
    kolada: dict[str, str]
    """The ids of measures by indicator."""
    files: dict[str, str]
    """The files that indicators name."""

    def write(self, name: str, text: str) -> None:
        (self.root / name).parent.mkdir(exist_ok=True)
        (self.root / name).write_text(text, encoding="utf-8", newline="")

    def read(self, name: str) -> str:
        return (self.root / name).read_bytes().decode()

    def context(
        self, today: date = TODAY, settings: IndicatorSettings = SETTINGS
    ) -> CommandContext:
        names = [*self.kolada, "IND-EGEN"]
        sources = {name: IndicatorSource(file=self.files.get(name, "")) for name in names}
        measured = load_measurements(self.root, settings, sources, WORDS)
        items = [item(name, Role.INDICATOR, kolada=self.kolada.get(name, "")) for name in names]
        return CommandContext(
            project=self.root,
            metamodel=METAMODEL,
            graph=plan(*items, measurements=measured),
            measurements=measured,
            today=today,
            terminal=Terminal.speaking("sv"),
        )

    def options(self, *given: str) -> argparse.Namespace:
        parser = Parser(translations=SWEDISH)
        add_options(parser, Terminal.speaking("sv"))
        return parser.parse_args(["--base-url", self.address, *given])

    def fetch(self, *given: str, today: date = TODAY) -> int:
        return run(self.options(*given), self.context(today))


@pytest.fixture
def project(tmp_path: Path, address: str) -> Project:
    made = Project(
        root=tmp_path / "en plan åäö",
        address=address,
        kolada={"IND-HOT": "N00001", "IND-UTE": "N00002"},
        files={},
    )
    made.root.mkdir()
    made.write("omraden.csv", AREAS)
    made.write("kolada.csv", REGISTER)
    made.write("data/ind-hot.csv", OURS)
    return made


@pytest.fixture(autouse=True)
def what_kolada_has(kolada: Kolada) -> None:
    kolada.measure("N00001", "Utsatta för hot, andel (%)")
    kolada.measure("N00002", "Trygga ute", split=False)
    kolada.value("N00001", "9001", 2023, changed="2024-05-01", M=6.0, K=12.0)
    kolada.value("N00001", "9001", 2024, changed="2026-12-24", K=11.5)
    kolada.value("N00002", "9001", 2024, T=70)
    kolada.value("N00002", "0000", 2024, T=66.25)


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    client = partial(Client, clock=clock.time, sleep=clock.sleep)
    monkeypatch.setattr(command, "Client", client)


Told = pytest.CaptureFixture[str]


def refused(project: Project, told: Told, *given: str) -> str:
    """The sentences in which a fetch ends that changes nothing."""
    before = contents(project.root)
    assert project.fetch(*given) == COULD_NOT_RUN
    assert contents(project.root) == before
    out, err = told.readouterr()
    assert out == ""
    return err


def fetched(project: Project, told: Told, *given: str, today: date = TODAY) -> str:
    """What a fetch prints that goes well."""
    assert project.fetch(*given, today=today) == DONE
    out, err = told.readouterr()
    assert err == ""
    return out


def counts(out: str) -> dict[str, list[int]]:
    """New, changed, gone and unchanged rows by indicator."""
    lines = re.findall(r"^(IND-\w+) +N[0-9]+ ((?: +[0-9]+){4})", out, re.MULTILINE)
    return {name: [int(number) for number in numbers.split()] for name, numbers in lines}


# ----------------------------------------------------------------------- all goes well


def test_what_is_new_is_written_and_what_is_there_stays(project: Project, capsys: Told) -> None:
    out = fetched(project, capsys)
    assert project.read("data/ind-hot.csv") == OURS
    assert project.read("data/ind-ute.csv") == (
        f"{HEADER}2024,{HOME},kommun,totalt,,70,,,Kolada,,2027-01-15\n"
        f"2024,{COUNTRY},riket,totalt,,66.25,,,Kolada,,2027-01-15\n"
    )
    assert counts(out) == {"IND-HOT": [0, 0, 0, 5], "IND-UTE": [2, 0, 0, 0]}
    assert "Sammanlagt: 2 nya, 0 ändrade, 0 borttagna och 5 oförändrade rader." in out


def test_the_register_gets_the_day_and_what_kolada_says(
    project: Project, kolada: Kolada, capsys: Told
) -> None:
    kolada.measures["N00002"]["is_divided_by_gender"] = True
    fetched(project, capsys)
    assert project.read("kolada.csv") == (
        "id,titel,könsuppdelad,kontrollerad\n"
        'N00001,"Utsatta för hot, andel (%)",ja,2027-01-15\n'
        "N00002,Trygga ute,ja,2027-01-15\n"
        "N00003,Ingen frågar efter,nej,2026-10-01\n"
    )


def test_all_areas_with_a_code_are_asked_for(
    project: Project, kolada: Kolada, capsys: Told
) -> None:
    fetched(project, capsys)
    assert kolada.asked_for("/") == [
        "/kpi/N00001,N00002",
        "/data/kpi/N00001,N00002/municipality/9001,0000,G99",
    ]


def test_a_second_fetch_changes_no_byte(project: Project, capsys: Told) -> None:
    fetched(project, capsys)
    before = contents(project.root)
    times = {path: path.stat().st_mtime_ns for path in project.root.rglob("*.csv")}
    out = fetched(project, capsys)
    assert contents(project.root) == before
    assert {path: path.stat().st_mtime_ns for path in project.root.rglob("*.csv")} == times
    assert counts(out) == {"IND-HOT": [0, 0, 0, 5], "IND-UTE": [0, 0, 0, 2]}


def test_another_day_changes_only_the_register(project: Project, capsys: Told) -> None:
    fetched(project, capsys)
    before = contents(project.root)
    fetched(project, capsys, today=date(2027, 3, 1))
    after = contents(project.root)
    assert {name for name in after if after[name] != before[name]} == {"kolada.csv"}


def test_a_file_that_is_not_in_order_but_right_is_left_alone(
    project: Project, capsys: Told
) -> None:
    first, second, *rest = OURS.removeprefix(HEADER).splitlines(keepends=True)
    project.write("data/ind-hot.csv", "".join([HEADER, second, first, *rest]))
    before = project.read("data/ind-hot.csv")
    fetched(project, capsys)
    assert project.read("data/ind-hot.csv") == before


def test_a_changed_value_is_shown_and_has_a_new_day(
    project: Project, kolada: Kolada, capsys: Told
) -> None:
    kolada.rows[0]["values"][1]["value"] = 12.75
    out = fetched(project, capsys, "--only", "IND-HOT")
    assert "12 → 12,75" in out
    assert counts(out) == {"IND-HOT": [0, 1, 0, 4]}
    assert project.read("data/ind-hot.csv") == OURS.replace(
        "kvinnor,,12,,,Kolada,,2026-11-01", "kvinnor,,12.75,,,Kolada,,2027-01-15"
    )


def test_what_the_check_would_find_is_refused_in_its_words(
    project: Project, kolada: Kolada, capsys: Told
) -> None:
    kolada.value("N00001", "9001", 2030, K=11.5)
    assert refused(project, capsys) == (
        "data/ind-hot.csv:4: PT301: Raden gäller en tid som inte har kommit än. "
        "Rätta perioden, eller dagen då värdet hämtades.\n"
        "Ingen fil har ändrats.\n"
    )


def test_a_withdrawn_value_is_kept_with_its_status(
    project: Project, kolada: Kolada, capsys: Told
) -> None:
    kolada.rows[1]["values"][0] |= {"value": None, "isdeleted": True}
    kolada.rows[0]["values"][0] |= {"isdeleted": True, "status": "Private"}
    fetched(project, capsys, "--only", "IND-HOT")
    file = project.read("data/ind-hot.csv")
    assert f"2024,{HOME},kommun,kvinnor,,,,återkallat,Kolada,,2027-01-15\n" in file
    assert f"2023,{HOME},kommun,män,,,,kolada: Private,Kolada,,2027-01-15\n" in file


def test_values_that_never_were_are_kept_as_such(
    project: Project, kolada: Kolada, capsys: Told
) -> None:
    kolada.value("N00002", "G99", 2024, T=None)
    kolada.value("N00002", "G99", 2023, T={"value": None, "status": "Missing"})
    fetched(project, capsys)
    file = project.read("data/ind-ute.csv")
    assert "2024,Liknande kommuner,jämförelsegrupp,totalt,,,,saknas,Kolada,,2027-01-15\n" in file
    assert (
        "2023,Liknande kommuner,jämförelsegrupp,totalt,,,,kolada: Missing,Kolada,,2027-01-15\n"
        in file
    )


def test_pages_and_the_order_of_sexes_are_nothing(
    project: Project, kolada: Kolada, capsys: Told
) -> None:
    fetched(project, capsys)
    before = contents(project.root)
    kolada.page_size = 1
    for row in kolada.rows:
        row["values"].reverse()
    kolada.rows.reverse()
    fetched(project, capsys)
    assert contents(project.root) == before


def test_a_value_that_the_file_has_from_elsewhere_is_left_out_and_told(
    project: Project, kolada: Kolada, capsys: Told
) -> None:
    kolada.rows[0]["values"].append(kolada.rows[0]["values"][0] | {"gender": "T", "value": 1})
    out = fetched(project, capsys)
    assert project.read("data/ind-hot.csv") == OURS
    assert "IND-HOT: 1 " in out
    assert f"2023 {HOME} totalt" in out
    assert "data/ind-hot.csv" in out


def test_a_measure_without_values_is_told_and_gets_no_file(
    project: Project, kolada: Kolada, capsys: Told
) -> None:
    del kolada.rows[2:]
    out = fetched(project, capsys)
    assert re.search(r"^IND-UTE .*Kolada har inga värden$", out, re.MULTILINE)
    assert not (project.root / "data" / "ind-ute.csv").exists()


def test_a_file_that_an_indicator_names_is_made(project: Project, capsys: Told) -> None:
    project.files["IND-UTE"] = "trygga.csv"
    fetched(project, capsys)
    assert HOME in project.read("data/trygga.csv")


def test_two_indicators_may_have_the_same_measure(
    project: Project, kolada: Kolada, capsys: Told
) -> None:
    project.kolada["IND-UTE-IGEN"] = "N00002"
    fetched(project, capsys)
    assert project.read("data/ind-ute-igen.csv") == project.read("data/ind-ute.csv")
    assert kolada.asked_for("/kpi/") == ["/kpi/N00001,N00002"]


def test_many_are_asked_for_in_batches(project: Project, kolada: Kolada, capsys: Told) -> None:
    many = 2 * BATCH + 1
    register, areas = [REGISTER], [AREAS]
    for number in range(10, 10 + many - 2):
        project.kolada[f"IND-{number}"] = f"N{number:05}"
        kolada.measure(f"N{number:05}", f"Mått {number}")
        kolada.value(f"N{number:05}", "9001", 2024, T=number)
        register.append(f"N{number:05},Mått {number},nej,\n")
    for number in range(BATCH):
        areas.append(f"Län {number},län,{number + 1:04}\n")
        kolada.value("N00050", f"{number + 1:04}", 2024, T=number)
    project.write("kolada.csv", "".join(register))
    project.write("omraden.csv", "".join(areas))
    out = fetched(project, capsys)
    assert len(kolada.asked_for("/kpi/")) == 3
    assert len(kolada.asked_for("/data/")) == 6
    assert len(counts(out)) == many
    assert counts(out)["IND-50"] == [1 + BATCH, 0, 0, 0]


# ------------------------------------------------------------------------- the options


@pytest.mark.parametrize(
    "given", [["IND-UTE"], ["ind-ute"], ["N00002"], ["N00002", "IND-UTE"], ["N00002,IND-UTE"]]
)
def test_only_some_are_fetched(
    project: Project, kolada: Kolada, capsys: Told, given: list[str]
) -> None:
    out = fetched(project, capsys, "--only", *given)
    assert list(counts(out)) == ["IND-UTE"]
    assert kolada.asked_for("/kpi/") == ["/kpi/N00002"]
    assert 'andel (%)",ja,\n' in project.read("kolada.csv")


@pytest.mark.parametrize(
    ("given", "words"),
    [("IND-UTA", "Menade du IND-UTE?"), ("IND-EGEN", "IND-EGEN"), ("../x", "../X")],
)
def test_only_what_there_is(project: Project, kolada: Kolada, given: str, words: str) -> None:
    with pytest.raises(ProjectError) as caught:
        project.fetch("--only", given)
    assert words in caught.value.text.render(SWEDISH)
    assert kolada.asked == []


def test_since_a_day_only_what_came_is_merged(
    project: Project, kolada: Kolada, capsys: Told
) -> None:
    kolada.rows[1]["values"][0]["value"] = 11.75
    del kolada.rows[2:]
    out = fetched(project, capsys, "--since", "2026-12-01")
    assert kolada.asked_for("/data/") == [
        "/data/kpi/N00001,N00002/municipality/9001,0000,G99?from_date=2026-12-01"
    ]
    assert project.read("data/ind-hot.csv") == OURS.replace(
        "11.5,,,Kolada,,2026-11-01", "11.75,,,Kolada,,2027-01-15"
    )
    assert counts(out) == {"IND-HOT": [0, 1, 0, 4], "IND-UTE": [0, 0, 0, 0]}


def test_since_a_day_on_which_nothing_changed_nothing_changes(
    project: Project, kolada: Kolada, capsys: Told
) -> None:
    kolada.rows.clear()
    out = fetched(project, capsys, "--since", "2026-12-01")
    assert project.read("data/ind-hot.csv") == OURS
    assert counts(out)["IND-HOT"] == [0, 0, 0, 5]


def test_since_a_day_tells_of_what_was_never_fetched_in_full(
    project: Project, capsys: Told
) -> None:
    out = fetched(project, capsys, "--since", "2026-01-01", "--only", "IND-UTE")
    assert f"IND-UTE: det fanns inget från Kolada förut om {COUNTRY}, {HOME}" in out
    out = fetched(project, capsys, "--since", "2026-01-01", "--only", "IND-UTE")
    assert "--since" not in out


def test_a_dry_run_shows_all_and_writes_nothing(
    project: Project, kolada: Kolada, capsys: Told
) -> None:
    kolada.rows[0]["values"][1]["value"] = 12.75
    before = contents(project.root)
    out = fetched(project, capsys, "--dry-run")
    assert contents(project.root) == before
    assert counts(out) == {"IND-HOT": [0, 1, 0, 4], "IND-UTE": [2, 0, 0, 0]}
    assert "--dry-run" in out


# ------------------------------------------------------------------- what may be lost


def lose_a_row(kolada: Kolada) -> None:
    del kolada.rows[1]


def lose_a_sex(kolada: Kolada) -> None:
    del kolada.rows[0]["values"][0]


def lose_a_value(kolada: Kolada) -> None:
    kolada.rows[1]["values"][0]["value"] = None


def lose_a_value_with_a_status(kolada: Kolada) -> None:
    kolada.rows[1]["values"][0] |= {"value": None, "status": "Missing"}


@pytest.mark.parametrize(
    ("lose", "row"),
    [
        (lose_a_row, "2024 Lilla kommun kvinnor"),
        (lose_a_sex, "2023 Lilla kommun män"),
        (lose_a_value, "2024 Lilla kommun kvinnor"),
        (lose_a_value_with_a_status, "2024 Lilla kommun kvinnor"),
    ],
)
def test_what_is_lost_is_a_fault_unless_it_is_accepted(
    project: Project, kolada: Kolada, capsys: Told, lose: Callable[[Kolada], None], row: str
) -> None:
    lose(kolada)
    err = refused(project, capsys)
    assert "IND-HOT" in err
    assert row in err
    assert "--accept-removals" in err
    out = fetched(project, capsys, "--accept-removals", "--only", "IND-HOT")
    new, changed, gone, same = counts(out)["IND-HOT"]
    assert (new, changed + gone, same) == (0, 1, 4)
    assert project.read("data/ind-hot.csv").count("\n") == OURS.count("\n") - gone
    assert fetched(project, capsys)


def test_many_rows_that_are_lost_are_counted(
    project: Project, kolada: Kolada, capsys: Told
) -> None:
    for year in range(1990, 2020):
        kolada.value("N00002", "9001", year, T=1)
    fetched(project, capsys)
    del kolada.rows[4:]
    err = refused(project, capsys)
    assert "30" in err
    assert "…" in err
    assert len(err) < 500


@pytest.mark.parametrize("given", [[], ["--accept-removals"]])
def test_no_rows_at_all_where_there_were_some_are_a_fault_in_any_case(
    project: Project, kolada: Kolada, capsys: Told, given: list[str]
) -> None:
    del kolada.rows[:2]
    err = refused(project, capsys, *given)
    assert "IND-HOT" in err
    assert "N00001" in err


# ------------------------------------------------------------------- nothing is written


@pytest.mark.parametrize(
    ("path", "behaviour", "words"),
    [
        ("/data/", status(503), "503"),
        ("/data/", status(429, Retry_After="3600"), "429"),
        ("/data/", status(410), "410"),
        ("/kpi/", status(404), "404"),
        ("/data/", status(301, Location="https://example.org/v3"), "example.org"),
        ("/data/", cut_off, "bröt"),
        ("/data/", body(b'{"values": ['), "JSON"),
        ("/data/", body(b'{"values": [], "next_url": "https://example.org/"}'), "example.org"),
        ("/data/", said({"values": [{"kpi": "N00001"}]}), "values.0.municipality"),
        ("/kpi/", said({"kpis": []}), "values"),
        ("/data/", endless_pages, "slut"),
        ("/data/", bomb(40_000_000), "33554432"),
    ],
    ids=[
        "503",
        "429",
        "410",
        "404",
        "redirect",
        "cut off",
        "no JSON",
        "next page elsewhere",
        "a row of another form",
        "measures of another form",
        "pages without end",
        "a bomb",
    ],
)
def test_what_goes_wrong_is_told_and_changes_nothing(
    project: Project, kolada: Kolada, capsys: Told, path: str, behaviour: Behaviour, words: str
) -> None:
    kolada.misbehave(path, behaviour, times=10 * FOREVER)
    err = refused(project, capsys)
    assert words in err
    assert "Ingen fil har ändrats" in err or "inga filer har ändrats" in err


@pytest.mark.parametrize("recovers", [True, False])
def test_the_second_batch_of_three(
    project: Project,
    kolada: Kolada,
    capsys: Told,
    recovers: bool,  # noqa: FBT001
) -> None:
    register = [REGISTER]
    for number in range(10, 10 + 2 * BATCH):
        project.kolada[f"IND-{number}"] = f"N{number:05}"
        kolada.measure(f"N{number:05}", f"Mått {number}")
        kolada.value(f"N{number:05}", "9001", 2024, T=number)
        register.append(f"N{number:05},Mått {number},nej,\n")
    project.write("kolada.csv", "".join(register))
    kolada.misbehave("/data/", status(503), nth=2, times=2 if recovers else FOREVER)
    if recovers:
        out = fetched(project, capsys)
        assert len(counts(out)) == 2 + 2 * BATCH
        assert len(kolada.asked_for("/data/")) == 3 + 2
        assert len(list((project.root / "data").iterdir())) == 2 + 2 * BATCH
    else:
        assert "503" in refused(project, capsys)


def test_a_title_that_is_another_measures(project: Project, kolada: Kolada, capsys: Told) -> None:
    kolada.measures["N00002"]["title"] = "Otrygga ute"
    err = refused(project, capsys)
    assert "IND-UTE" in err
    assert "”Otrygga ute”" in err
    assert "”Trygga ute”" in err
    assert kolada.asked_for("/data/") == []


def test_a_measure_that_kolada_does_not_know(
    project: Project, kolada: Kolada, capsys: Told
) -> None:
    del kolada.measures["N00001"]
    assert "N00001" in refused(project, capsys)


def test_two_values_of_the_same(project: Project, kolada: Kolada, capsys: Told) -> None:
    kolada.value("N00002", "9001", 2024, T=71)
    assert f"2024, {HOME}, totalt" in refused(project, capsys)


def test_what_a_file_cannot_hold(project: Project, kolada: Kolada, capsys: Told) -> None:
    kolada.value("N00002", "9001", 2023, T={"value": None, "status": "x" * 100})
    err = refused(project, capsys)
    assert "IND-UTE" in err
    assert "data/ind-ute.csv" in err


@pytest.mark.parametrize("measure", ["N1/../x", "N00001,N00002", "N 1", "Ö00001"])
def test_an_id_that_is_none_is_not_asked_for(
    project: Project, kolada: Kolada, capsys: Told, measure: str
) -> None:
    project.kolada["IND-UTE"] = measure
    assert measure in refused(project, capsys)
    assert kolada.asked == []


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("data/ind-hot.csv", OURS.replace("11.5", "11,5")),
        ("kolada.csv", REGISTER.replace("nej", "kanske")),
        ("omraden.csv", AREAS.replace("riket", "rike")),
        ("omraden.csv", AREAS.replace("G99", "9001")),
        ("omraden.csv", AREAS.replace("9001", "").replace("0000", "").replace("G99", "")),
    ],
)
def test_a_project_that_is_not_in_order_is_told_with_the_place(
    project: Project, kolada: Kolada, file: str, content: str
) -> None:
    project.write(file, content)
    with pytest.raises(ProjectError) as caught:
        project.fetch()
    assert caught.value.location is not None
    assert caught.value.location.file == file
    assert kolada.asked == []


def test_a_file_that_is_changed_while_we_ask(project: Project, kolada: Kolada) -> None:
    def edit(handler: Handler) -> None:
        project.write("kolada.csv", REGISTER.replace("Ingen", "Någon"))
        handler.answer()

    kolada.misbehave("/data/", edit)
    before = contents(project.root)
    with pytest.raises(ProjectError) as caught:
        project.fetch()
    assert "kolada.csv" in caught.value.text.render(SWEDISH)
    after = contents(project.root)
    assert {name for name in after if after[name] != before.get(name)} == {"kolada.csv"}
    assert "Någon" in project.read("kolada.csv")


def test_two_indicators_with_one_file(project: Project, kolada: Kolada) -> None:
    project.files["IND-UTE"] = "ind-hot.csv"
    with pytest.raises(ProjectError) as caught:
        project.fetch()
    text = caught.value.text.render(SWEDISH)
    assert all(name in text for name in ("IND-HOT", "IND-UTE", "data/ind-hot.csv"))
    assert kolada.asked == []


@pytest.mark.parametrize("settings", [IndicatorSettings(), replace(SETTINGS, kolada=None)])
def test_a_project_that_says_nothing_of_its_values(
    project: Project, settings: IndicatorSettings
) -> None:
    with pytest.raises(ProjectError):
        run(project.options(), project.context(settings=settings))


def test_a_project_without_indicators_in_kolada(
    project: Project, kolada: Kolada, capsys: Told
) -> None:
    project.kolada.clear()
    assert "inget att hämta" in fetched(project, capsys)
    assert kolada.asked == []


@pytest.mark.parametrize("url", ["http://api.kolada.se/v3", "kolada", "ftp://127.0.0.1/"])
def test_an_address_that_may_not_be_asked(project: Project, capsys: Told, url: str) -> None:
    assert url in refused(project, capsys, "--base-url", url)
