"""How indicators stand: as text for people, as JSON for programs, and from the command line."""

from __future__ import annotations

import gettext
import json
from pathlib import Path
from typing import Any

import pytest

from policytrace.measure.performance_report import (
    GAP,
    PerformanceByIndicator,
    as_json,
    as_text,
    performance_of,
    reason,
)
from policytrace.measure.tables import Row
from policytrace.messages import catalogue
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Sex, Verdict
from tests.cli.running import run
from tests.measure.figures import COUNTY, DISTRICTS, HOME, NORTH, SOUTH, csv_of, figure
from tests.plan_builder import TODAY, MeasuredGraph, english, item, measured, plan, values_of
from tests.sphinx.tiny import TinyProject

ENGLISH, SWEDISH = gettext.NullTranslations(), catalogue("sv")

FIELDS = {
    *(
        "id",
        "area",
        "area_kind",
        "division",
        "sex",
        "group",
        "measure",
        "baseline",
        "latest",
        "target",
    ),
    *("expected", "verdict", "reason"),
}
"""What each entry of the JSON holds: a contract."""

CLOSING = [
    *(figure("2015", value, sex) for sex, value in ((Sex.WOMEN, "62"), (Sex.MEN, "50"))),
    *(figure("2025", value, sex) for sex, value in ((Sex.WOMEN, "1054"), (Sex.MEN, "1050"))),
]
"""A gap of 12 that has become one of 4."""


def graph_of(*rows: Row, **fields: str) -> MeasuredGraph:
    """One indicator, whose gap should be closed by 2030, with these rows."""
    said = {"direction": "upp", "baseline": "2015", "target_value": "2000", "target_year": "2030"}
    return plan(
        item("IND-A", Role.INDICATOR, **(said | fields)),
        measurements=measured(values_of("IND-A", *rows)),
    )


def judged(graph: MeasuredGraph) -> PerformanceByIndicator:
    return performance_of(graph, graph.measurements, TODAY)


def entries(graph: MeasuredGraph) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(as_json(judged(graph), SWEDISH, measured()))
    assert all(set(entry) == FIELDS for entry in found)
    return found


def test_an_indicator_is_judged_for_the_municipality_and_for_the_districts_that_have_rows() -> None:
    graph = graph_of(
        figure("2025", area=SOUTH), figure("2025", area=NORTH), figure("2025", area=COUNTY)
    )
    [found] = judged(graph).values()
    assert [(one.area, one.verdict) for one in found] == [
        (HOME, Verdict.NO_DATA),
        (NORTH, Verdict.NO_TARGET),
        (SOUTH, Verdict.NO_TARGET),
    ]


def test_a_part_whose_values_are_hidden_has_no_data_though_another_part_has() -> None:
    rows = (figure("2025", "7", area=NORTH), figure("2025", None, area=SOUTH))
    graph = plan(item("IND-A", Role.INDICATOR), measurements=measured(values_of("IND-A", *rows)))
    assert [(one.area, one.verdict) for one in judged(graph)["IND-A"]] == [
        (HOME, Verdict.NO_TARGET),
        (NORTH, Verdict.NO_TARGET),
        (SOUTH, Verdict.NO_DATA),
    ]


def test_indicators_come_in_the_order_of_the_graph_with_or_without_values() -> None:
    graph = plan(item("IND-B", Role.INDICATOR), item("IND-A", Role.INDICATOR))
    found = judged(graph)
    assert list(found) == ["IND-B", "IND-A"]
    assert [[one.verdict for one in verdicts] for verdicts in found.values()] == [
        [Verdict.NO_DATA],
        [Verdict.NO_DATA],
    ]


# ---------------------------------------------------------------------------- JSON


def test_json_is_a_list_of_all_verdicts_with_what_gave_them() -> None:
    women, _, gap = entries(graph_of(*CLOSING))
    assert gap == {
        "id": "IND-A",
        "area": HOME,
        "area_kind": "kommun",
        "division": "",
        "sex": "totalt",
        "group": "",
        "measure": "gap",
        "baseline": {"period": "2015", "value": 12},
        "latest": {"period": "2025", "value": 4},
        "target": {"year": 2030, "value": 0},
        "expected": 4,
        "verdict": "på väg",
        "reason": gap["reason"],
    }
    assert "67 procent" in gap["reason"]
    assert (women["sex"], women["measure"]) == ("kvinnor", "value")
    assert women["target"] == {"year": 2030, "value": 2000}
    assert women["expected"] == pytest.approx(62 + 1938 * 2 / 3)


def test_json_tells_what_kind_of_area_a_verdict_is_on() -> None:
    found = entries(graph_of(figure("2025"), figure("2025", area=SOUTH)))
    assert [(one["area"], one["area_kind"]) for one in found] == [
        (HOME, "kommun"),
        ("Södra", "valdistrikt"),
    ]
    rows = [figure(year, area=area) for year in ("2015", "2025") for area in DISTRICTS]
    every, *_ = entries(graph_of(*rows, target_scope="varje område"))
    assert (every["area"], every["division"]) == (HOME, "valdistrikt")


def test_json_gives_a_band_as_its_two_ends() -> None:
    [entry] = entries(graph_of(figure("2015", "30.5"), direction="balans", target_value="40,5–60"))
    assert entry["target"] == {"year": 2030, "band": [40.5, 60]}
    assert entry["latest"] == {"period": "2015", "value": 30.5}


def test_json_says_null_for_what_there_is_not() -> None:
    [entry] = entries(plan(item("IND-A", Role.INDICATOR)))
    assert [entry[name] for name in ("baseline", "latest", "target", "expected")] == [None] * 4
    assert (entry["verdict"], entry["measure"], entry["area"]) == ("saknar data", "value", "")


def test_json_holds_no_number_on_few_persons() -> None:
    rows = [
        figure("2025", "123.25", Sex.WOMEN, count=3),
        figure("2025", "456.5", Sex.MEN, count=30),
        figure("2025", "234.75", count=33),
    ]
    graph = graph_of(*rows)
    text = as_json(judged(graph), SWEDISH, graph.measurements)
    assert "123.25" not in text
    assert "456.5" not in text
    assert "234.75" in text


def test_json_of_no_indicators_is_an_empty_list() -> None:
    assert json.loads(as_json(judged(plan()), SWEDISH, measured())) == []


# ---------------------------------------------------------------------------- text


def test_text_says_verdict_reason_and_inputs_in_the_reader_s_language() -> None:
    graph = graph_of(*CLOSING)
    text = as_text(judged(graph), SWEDISH, graph.measurements)
    heading, women, men, gap = text.splitlines()
    assert heading == "IND-A"
    assert women.startswith(f"  {HOME}, kvinnor: för långsamt. ")
    assert "1\u202f054 (2025)" in women
    assert "2\u202f000 (2030)" in women
    assert men.startswith(f"  {HOME}, män: ")
    assert ": på väg. " in gap
    assert text.endswith("\n")


def test_text_in_english_has_english_numbers_and_the_project_s_words() -> None:
    text = as_text(judged(graph_of(*CLOSING)), ENGLISH, measured())
    assert "kvinnor: för långsamt. " in text
    assert "latest 1,054 (2025)" in text


def test_text_names_the_group() -> None:
    text = as_text(judged(graph_of(figure(group="unga"))), ENGLISH, measured())
    assert f"  {HOME}, unga, totalt: " in text
    assert f"  {HOME}, totalt: saknar data. " in text


def test_what_is_outdated_and_was_going_the_wrong_way_is_told() -> None:
    graph = graph_of(
        figure("2015", "70"), figure("2020", "60"), target_value="99", interval="varje år"
    )
    [[found]] = judged(graph).values()
    assert found.verdict is Verdict.OUTDATED
    assert english(reason(found)).endswith("It was going the wrong way.")
    [entry] = entries(graph)
    assert entry["verdict"] == "inaktuellt"
    assert "åt fel håll" in entry["reason"]


def test_what_is_outdated_and_was_not_says_nothing_of_it() -> None:
    graph = graph_of(figure("2015", "70"), figure("2020", "2000"), interval="varje år")
    [[found]] = judged(graph).values()
    assert "wrong way" not in english(reason(found))


def test_the_gap_has_a_name_in_swedish() -> None:
    assert "kvinnor" in GAP.render(SWEDISH)


# ------------------------------------------------------------------- the command line


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    """A project whose indicator has values for its only municipality."""
    made = TinyProject.make(tmp_path / "en plan")
    made.edit("matt.md", ":baslinje: 2026", ":baslinje: 2025")
    home = "Lillköping"
    lines = [
        f"{year},{home},totalt,,{value},,,enkät,2026-12-01"
        for year, value in (*((2025, "9.5"), (2026, "8.5")),)
    ]
    path = made.root / "strategy" / "indikatorer" / "data" / "ind-a.csv"
    path.parent.mkdir()
    path.write_bytes(csv_of(*lines))
    return made


HAS_ERRORS = "Planen har fel, och något kan därför saknas. Kör ./policytrace check.\n"


def status(project: TinyProject, *options: str, cwd: Path | None = None, remark: str = "") -> str:
    outcome = run(
        "indicators",
        "status",
        "--project",
        str(project.root),
        "--today",
        "2027-01-15",
        *options,
        cwd=cwd,
    )
    assert (outcome.code, outcome.err) == (0, remark)
    return outcome.out


def test_the_command_prints_json(project: TinyProject) -> None:
    [entry] = json.loads(status(project, "--format", "json"))
    assert set(entry) == FIELDS
    assert entry == entry | {
        "id": "IND-A",
        "area": "Lillköping",
        "sex": "totalt",
        "group": "",
        "measure": "value",
        "baseline": {"period": "2025", "value": 9.5},
        "latest": {"period": "2026", "value": 8.5},
        "target": {"year": 2029, "value": 5},
        "expected": 8.375,
        "verdict": "på väg",
    }


def test_the_command_prints_text_and_the_language_can_be_chosen(project: TinyProject) -> None:
    swedish, in_english = status(project), status(project, "--lang", "en")
    assert "Lillköping, totalt: på väg. " in swedish
    assert "Lillköping, totalt: på väg. " in in_english
    assert "baslinje 9,5 (2025)" in swedish
    assert "baseline 9.5 (2025)" in in_english


def test_the_project_may_be_the_folder_one_stands_in(project: TinyProject) -> None:
    outcome = run("indicators", "status", "--today", "2027-01-15", cwd=project.root)
    assert outcome.code == 0
    assert "Lillköping" in outcome.out


def test_data_that_is_wrong_is_no_reason_not_to_answer(project: TinyProject) -> None:
    data = "strategy/indikatorer/data/ind-a.csv"
    project.write(data, project.read(data).replace("8.5", "8,5") + "\x00\n")
    [entry] = json.loads(status(project, "--format", "json", remark=HAS_ERRORS))
    assert entry["latest"] == {"period": "2025", "value": 9.5}


@pytest.mark.parametrize("year", ["99999", "1"])
def test_a_target_that_cannot_be_read_is_no_reason_either(project: TinyProject, year: str) -> None:
    project.edit("matt.md", ":målår: 2029", f":målår: {year}")
    [entry] = json.loads(status(project, "--format", "json", remark=HAS_ERRORS))
    assert entry["target"] is None


def test_a_folder_that_is_no_project(tmp_path: Path) -> None:
    outcome = run("indicators", "status", "--project", str(tmp_path))
    assert outcome.code == 2
    assert str(tmp_path) in outcome.err
    assert outcome.out == ""


@pytest.mark.parametrize(
    "words", [["indicators"], ["indicators", "x"], ["indicators", "status", "x"]]
)
def test_a_command_that_does_not_exist(words: list[str]) -> None:
    outcome = run(*words)
    assert outcome.code == 2
    assert len(outcome.err.splitlines()) == 1
