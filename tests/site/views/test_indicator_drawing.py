"""The figures of an indicator as charts, in the reader's language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policytrace.charts.model import BarChart, Chart, DotChart, TimeChart
from policytrace.measure.tables import Row
from policytrace.measure.target_specs import target_spec_of, unit_of
from policytrace.messages import catalogue
from policytrace.schema.vocabulary import Sex, ValueStatus
from policytrace.site.views.indicator_drawing import drawn
from policytrace.site.views.indicator_figures import figures_of
from tests.measure.figures import AREAS, HOME, NORTH, SOUTH, figure
from tests.site.views.measured import measured


def charts_of(*rows: Row, language: str = "sv", **values: str) -> dict[str, Chart]:
    """The charts of an indicator with these values, by their names."""
    graph = measured(*rows, **values)
    indicator = graph.items["IND-A"]
    series = graph.measurements.series("IND-A")
    figures = figures_of(series, AREAS, target_spec_of(indicator), unit_of(indicator))
    return dict(drawn(figures, catalogue(language)))


def over_time(*rows: Row, **values: str) -> TimeChart:
    """The chart of values over time."""
    chart = charts_of(*rows, **values)["over-tid"]
    assert isinstance(chart, TimeChart)
    return chart


@pytest.mark.parametrize(
    ("periods", "swedish", "english"),
    [
        (("2021", "2022", "2023"), "2023", "2023"),
        (("2020-10", "2020-11", "2020-12"), "dec 2020", "Dec 2020"),
        (("2021-H1", "2021-H2", "2022-H1"), "jan–juni 2022", "Jan–Jun 2022"),
        (("2021-Q1", "2021-Q2", "2021-Q3"), "juli–sep 2021", "Jul–Sep 2021"),
        (("2019/20", "2020/21", "2021/22"), "2021/22", "2021/22"),
    ],
)
def test_periods_are_written_as_people_write_them(
    periods: tuple[str, ...], swedish: str, english: str
) -> None:
    rows = [figure(period, "41", Sex.TOTAL) for period in periods]
    for language, said in (("sv", swedish), ("en", english)):
        (line,) = over_time(*rows, language=language).lines
        assert line.points[-1].label == said


def test_what_is_to_be_reached_on_the_way_is_called_by_its_year_and_value() -> None:
    chart = over_time(
        *(figure(str(year), "41") for year in (2021, 2022, 2023)),
        direction="högre",
        target_value="80",
        target_year="2030",
        target_stages="55,5 (2026), 70 (2028)",
    )
    assert chart.target is not None
    assert [one.name for one in chart.target.stages] == [
        "Etappmål 2026:\u00a055,5",
        "Etappmål 2028:\u00a070",
    ]


MAY_CHANGE = ValueStatus.PRELIMINARY


def yearly(*values: str, sex: Sex = Sex.TOTAL, last: str = "", area: str = HOME) -> list[Row]:
    """Values of one line a year from 2021; `last` is the status of the last one."""
    rows = [figure(str(year), value, sex, area) for year, value in enumerate(values, 2021)]
    return [*rows[:-1], replace(rows[-1], status=last)]


def test_a_value_that_may_change_is_drawn_and_told_so() -> None:
    chart = over_time(*yearly("41", "42", "43", last=MAY_CHANGE))
    assert [point.is_preliminary for point in chart.lines[0].points] == [False, False, True]
    assert chart.preliminary == "preliminärt värde, kan ändras"
    assert chart.description.endswith("lägst 41, högst 43. Preliminärt: 2023.")


def test_values_that_may_change_elsewhere_are_drawn_so_too() -> None:
    there = yearly("51", "52", "53", last=MAY_CHANGE, area="Riket")
    chart = over_time(*yearly("41", "42", "43"), *there)
    assert [line.points[-1].is_preliminary for line in chart.lines] == [False, True]


def test_a_difference_may_change_if_one_of_its_values_may() -> None:
    women = yearly("41", "42", "43", sex=Sex.WOMEN, last=MAY_CHANGE)
    found = charts_of(*women, *yearly("31", "31", "31", sex=Sex.MEN))["skillnad"]
    assert isinstance(found, TimeChart)
    assert [point.is_preliminary for point in found.lines[0].points] == [False, False, True]
    assert found.description.endswith("Preliminärt: 2023.")


def test_of_women_and_men_each_value_says_whether_it_may_change() -> None:
    women = figure("2023", "43", Sex.WOMEN, status=MAY_CHANGE)
    found = charts_of(women, figure("2023", "31", Sex.MEN))["kon"]
    assert isinstance(found, DotChart)
    assert [dot.is_preliminary for dot in found.rows[0].dots] == [True, False]
    assert found.description == "Lillköping: kvinnor 43 procent (preliminärt), män 31 procent."


def test_beside_other_areas_a_value_that_may_change_is_drawn_so() -> None:
    found = charts_of(figure("2023", "43"), figure("2023", "41", area="Riket", status=MAY_CHANGE))[
        "jamforelse"
    ]
    assert isinstance(found, BarChart)
    assert [bar.is_preliminary for bar in found.bars] == [False, True]
    assert found.description == "Lillköping: 43 procent. Riket: 41 procent (preliminärt)."


def test_what_parts_are_compared_with_says_in_words_that_it_may_change() -> None:
    parts = [figure("2023", value, area=area) for value, area in (("40", NORTH), ("45", SOUTH))]
    found = charts_of(
        *(replace(part, status=MAY_CHANGE) for part in parts),
        figure("2023", "43", status=MAY_CHANGE),
    )["omraden-1"]
    assert isinstance(found, DotChart)
    assert found.reference is not None
    assert found.reference.name == "Lillköping, preliminärt"
    assert found.reference.is_preliminary
    assert [dot.is_preliminary for row in found.rows for dot in row.dots] == [True, True]
