"""All that a project has measured, read from its folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from policytrace.measure.csvfile import Issue
from policytrace.measure.measurements import (
    IndicatorSource,
    Measurements,
    load_measurements,
    read_inside,
)
from policytrace.schema.vocabulary import Sex, ValueStatus
from policytrace.settings import IndicatorSettings
from tests.measure.figures import HOME, WORDS, csv_of
from tests.plan_builder import english

SETTINGS = IndicatorSettings(
    areas="areas.csv", data="data", kolada="kolada.csv", count_units=frozenset({"antal personer"})
)
AREAS = f"namn,slag,kolada\n{HOME},kommun,1999\nRiket,riket,0000\n"
KOLADA = "id,titel,könsuppdelad,kontrollerad\nN00001,Ett mått,ja,\n"
ROW = f"2022,{HOME},totalt,,42.9,120,,egen enkät,2026-11-01"

Load = Callable[..., Measurements]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project that measures, and has no values yet."""
    project = tmp_path / "project"
    (project / "data").mkdir(parents=True)
    (project / "areas.csv").write_text(AREAS, encoding="utf-8")
    (project / "kolada.csv").write_text(KOLADA, encoding="utf-8")
    return project


def load(
    folder: Path, sources: Mapping[str, IndicatorSource], settings: IndicatorSettings = SETTINGS
) -> Measurements:
    return load_measurements(folder, settings, sources, WORDS)


def said(issues: tuple[Issue, ...]) -> list[tuple[int, str]]:
    return [(issue.line, english(issue.message)) for issue in issues]


def test_a_project_that_measures_nothing(folder: Path) -> None:
    found = load(folder, {"IND-A": IndicatorSource()}, IndicatorSettings())
    assert found.by_indicator == {}
    assert found.orphans == ()
    assert found.series("IND-A").rows == ()


def test_kolada_s_register_is_read_where_nothing_is_measured_yet(folder: Path) -> None:
    found = load(folder, {"IND-A": IndicatorSource()}, IndicatorSettings(kolada=SETTINGS.kolada))
    assert list(found.catalogue.entries) == ["N00001"]


def test_a_file_is_found_by_the_indicator_s_id(folder: Path) -> None:
    (folder / "data" / "ind-a.csv").write_bytes(csv_of(ROW))
    found = load(folder, {"IND-A": IndicatorSource()})
    data = found.by_indicator["IND-A"]
    assert (data.file, data.named, data.exists) == ("data/ind-a.csv", False, True)
    assert [row.value for row in data.series.rows] == [Decimal("42.9")]
    assert found.series("IND-A") is data.series
    assert found.areas.home is not None
    assert list(found.catalogue.entries) == ["N00001"]


def test_a_file_may_be_named(folder: Path) -> None:
    (folder / "data" / "other.csv").write_bytes(csv_of(ROW))
    data = load(folder, {"IND-A": IndicatorSource(file="other.csv")}).by_indicator["IND-A"]
    assert (data.file, data.named, data.exists) == ("data/other.csv", True, True)
    assert len(data.table.rows) == 1


def test_without_a_file_there_is_no_data_yet(folder: Path) -> None:
    data = load(folder, {"IND-A": IndicatorSource()}).by_indicator["IND-A"]
    assert (data.exists, data.table.rows, data.table.issues) == (False, (), ())


def test_a_file_that_is_named_must_be_there(folder: Path) -> None:
    data = load(folder, {"IND-A": IndicatorSource(file="other.csv")}).by_indicator["IND-A"]
    assert (data.file, data.exists) == ("data/other.csv", False)
    assert said(data.table.issues) == [(1, "data/other.csv is missing or cannot be read.")]


def test_files_of_no_indicator_are_told_in_order(folder: Path) -> None:
    for name in ("ind-b.csv", "ind-a.csv", "IND-A.csv", "läs mig.txt", ".gitkeep"):
        (folder / "data" / name).write_bytes(b"")
    (folder / "data" / "mapp").mkdir()
    assert load(
        folder, {"IND-A": IndicatorSource(), "IND-C": IndicatorSource(file="c.csv")}
    ).orphans == (
        "data/IND-A.csv",
        "data/ind-b.csv",
        "data/läs mig.txt",
        "data/mapp",
    )


def test_without_a_folder_for_data_there_is_none(folder: Path) -> None:
    (folder / "data").rmdir()
    found = load(folder, {"IND-A": IndicatorSource()})
    assert found.orphans == ()
    assert found.by_indicator["IND-A"].table.issues == ()


def test_registers_that_are_missing_are_told(folder: Path) -> None:
    (folder / "areas.csv").unlink()
    (folder / "kolada.csv").unlink()
    (folder / "data" / "ind-a.csv").write_bytes(csv_of(ROW))
    found = load(folder, {"IND-A": IndicatorSource()})
    assert said(found.areas.issues) == [(1, "areas.csv is missing or cannot be read.")]
    assert said(found.catalogue.issues) == [(1, "kolada.csv is missing or cannot be read.")]
    assert found.by_indicator["IND-A"].table.issues == ()


def test_a_project_need_not_take_anything_from_kolada(folder: Path) -> None:
    settings = IndicatorSettings(areas="areas.csv", data="data")
    assert load(folder, {}, settings).catalogue.issues == ()


# ----------------------------------------------------------------- what is no such file


def test_a_link_out_of_the_project_is_not_read(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_bytes(csv_of(ROW))
    (folder / "data" / "ind-a.csv").symlink_to(tmp_path / "secret.csv")
    data = load(folder, {"IND-A": IndicatorSource()}).by_indicator["IND-A"]
    assert data.table.rows == ()
    assert said(data.table.issues) == [(1, "data/ind-a.csv is a link out of the project.")]


def test_nor_is_a_folder_that_is_a_link_out_of_it(folder: Path, tmp_path: Path) -> None:
    (folder / "data").rmdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "ind-a.csv").write_bytes(csv_of(ROW))
    (folder / "data").symlink_to(tmp_path / "elsewhere")
    data = load(folder, {"IND-A": IndicatorSource()}).by_indicator["IND-A"]
    assert said(data.table.issues) == [(1, "data/ind-a.csv is a link out of the project.")]


def test_nor_is_a_name_that_leads_out_of_it(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_bytes(csv_of(ROW))
    data = load(folder, {"IND-A": IndicatorSource(file="../../secret.csv")}).by_indicator["IND-A"]
    assert said(data.table.issues) == [(1, "data/../../secret.csv is a link out of the project.")]


def test_a_link_within_the_project_is_read(folder: Path) -> None:
    (folder / "real.csv").write_bytes(csv_of(ROW))
    (folder / "data" / "ind-a.csv").symlink_to(folder / "real.csv")
    assert len(load(folder, {"IND-A": IndicatorSource()}).by_indicator["IND-A"].table.rows) == 1


def test_a_link_to_nothing_or_to_itself_cannot_be_read(folder: Path) -> None:
    (folder / "data" / "ind-a.csv").symlink_to(folder / "gone.csv")
    (folder / "data" / "ind-b.csv").symlink_to("ind-b.csv")
    found = load(folder, {"IND-A": IndicatorSource(), "IND-B": IndicatorSource()}).by_indicator
    for data in found.values():
        assert said(data.table.issues) == [(1, f"{data.file} is missing or cannot be read.")]


def test_a_folder_in_the_place_of_a_file_cannot_be_read(folder: Path) -> None:
    (folder / "data" / "ind-a.csv").mkdir()
    data = load(folder, {"IND-A": IndicatorSource()}).by_indicator["IND-A"]
    assert said(data.table.issues) == [(1, "data/ind-a.csv is missing or cannot be read.")]


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "data" / "ind-a.csv")
    data = load(folder, {"IND-A": IndicatorSource()}).by_indicator["IND-A"]
    assert said(data.table.issues) == [(1, "data/ind-a.csv is missing or cannot be read.")]


def test_a_name_too_long_for_a_file(folder: Path) -> None:
    found = read_inside(folder, "x" * 10_000)
    assert isinstance(found, Issue)


def test_a_project_in_a_folder_that_is_a_link_is_read(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(folder)
    assert read_inside(tmp_path / "link", "areas.csv") == AREAS.encode()


# --------------------------------------------------------------------- small groups

SMALL = (
    f"2022,{HOME},kvinnor,,3,,,egen enkät,2026-11-01",
    f"2022,{HOME},män,,40,,,egen enkät,2026-11-01",
    f"2022,{HOME},totalt,,43,,,egen enkät,2026-11-01",
)


def test_what_is_shown_holds_no_small_groups(folder: Path) -> None:
    (folder / "data" / "ind-a.csv").write_bytes(csv_of(*SMALL))
    data = load(folder, {"IND-A": IndicatorSource(unit="antal personer")}).by_indicator["IND-A"]
    assert [row.value for row in data.table.rows] == [3, 40, 43]
    assert {row.sex: row.status for row in data.series.rows} == {
        Sex.WOMEN: ValueStatus.CONFIDENTIAL,
        Sex.MEN: ValueStatus.CONFIDENTIAL,
        Sex.TOTAL: "",
    }


def test_values_of_another_unit_are_no_numbers_of_persons(folder: Path) -> None:
    (folder / "data" / "ind-a.csv").write_bytes(csv_of(*SMALL))
    data = load(folder, {"IND-A": IndicatorSource(unit="procent")}).by_indicator["IND-A"]
    assert [row.value for row in data.series.rows] == [3, 40, 43]
