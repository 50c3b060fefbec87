"""The values on an indicator's page: for readers, and never more than may be shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag

from policytrace.charts.model import BarChart, DotChart, TimeChart
from policytrace.measure.areas import Area
from policytrace.measure.tables import Row, read_table
from policytrace.messages import catalogue
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import AreaKind, Sex
from policytrace.site.exports.plan_json import plan_document
from policytrace.site.pages.indicator_page import indicator_part, part_charts, part_files
from tests.measure.figures import (
    AREAS,
    COUNTY,
    DISTRICTS,
    HOME,
    NORTH,
    REGSOS,
    SOUTH,
    WEST,
    WITH_REGSO,
    WORDS,
    figure,
)
from tests.plan_builder import item
from tests.site.views.drawing import words
from tests.site.views.measured import drawn_part, measured, snapshot_of, with_values

AIM = {
    "direction": "ned",
    "baseline": "2015",
    "target_value": "0",
    "target_year": "2030",
    "interval": "varje år",
}
SPLIT = (
    figure("2015", "20", Sex.WOMEN),
    figure("2025", "12", Sex.WOMEN),
    figure("2015", "8", Sex.MEN),
    figure("2025", "8", Sex.MEN),
)


def table(soup: BeautifulSoup, caption: str) -> list[list[str]]:
    """The cells of the table with this caption, its header first."""
    (found,) = [each for each in soup.find_all("table") if words(each.caption) == caption]
    assert isinstance(found, Tag)
    return [[words(cell) for cell in row.find_all(["th", "td"])] for row in found.find_all("tr")]


def charts(*rows: Row, **values: str) -> dict[str, object]:
    graph = measured(*rows, **values)
    part = indicator_part(snapshot_of(graph), graph.items["IND-A"])
    return dict(part_charts(part, catalogue("sv")))


def test_each_verdict_stands_with_all_that_it_came_from() -> None:
    soup = drawn_part(measured(*SPLIT, **AIM))
    assert table(soup, "Läget i Lillköping, i procent") == [
        ["Gäller", "Läge", "Senaste värde", "Baslinje", "Väntat då", "Mål", "Regel"],
        [
            "Kvinnor",
            "för långsamt",
            "12 2025",
            "20 2015",
            "6,67",
            "0 2030",
            "Regel 10",
        ],
        [
            "Män",
            "oförändrat",
            "8 2025",
            "8 2015",
            "2,67",
            "0 2030",
            "Regel 9",
        ],
        [
            "Skillnad",
            "på väg",
            "4 2025",
            "12 2015",
            "4",
            "0 2030",
            "Regel 8",
        ],
    ]


def test_the_rules_stand_under_the_verdicts_and_lead_to_their_page() -> None:
    soup = drawn_part(measured(*SPLIT, **AIM))
    assert len(table(soup, "Reglerna i ordning")) == 11
    assert soup.select('a[href="../docs/bedomning.html"]')


def test_the_answer_comes_first_then_each_verdict_once_with_why() -> None:
    soup = drawn_part(measured(*SPLIT, **AIM))
    first = soup.find(["h2", "h3"])
    assert words(first) == "Title of IND-A: högre för kvinnor än för män, 12 mot 8 procent (2025)"
    assert [words(one) for one in soup.select(".pt-judgements > li")] == [
        "Kvinnor: för långsamt 40 procent av vägen är avklarad, men 67 procent av tiden har gått.",
        "Män: oförändrat Avståndet till målet är detsamma som vid baslinjen, inom marginalen.",
        "Skillnad: på väg 67 procent av vägen är avklarad på 67 procent av tiden.",
    ]


def test_verdicts_that_are_alike_are_one_line() -> None:
    soup = drawn_part(measured(*SPLIT))
    assert [words(one) for one in soup.select(".pt-judgements > li")] == [
        "saknar mål Inget mål är satt.",
    ]


def test_what_was_going_the_wrong_way_when_it_was_new_says_so() -> None:
    old = (figure("2015", "8"), figure("2019", "10"))
    (said,) = drawn_part(measured(*old, **AIM)).select(".pt-judgements > li")
    assert words(said) == (
        "inaktuellt, gick åt fel håll Det senaste värdet gäller 2019, och ett nyare borde ha "
        "kommit. Det gick åt fel håll."
    )


def test_a_group_that_goes_the_wrong_way_is_named() -> None:
    rows = (
        *SPLIT,
        figure("2015", "10", group="unga"),
        figure("2025", "15", group="unga"),
    )
    text = words(drawn_part(measured(*rows, **AIM)))
    assert "unga, Totalt (senaste värde 15, 2025)" in text


LONG = (
    *SPLIT,
    figure("2020", "15", Sex.WOMEN),
    figure("2020", "8", Sex.MEN),
)


def test_values_over_time_and_the_gap_are_charts_with_their_findings_as_headings() -> None:
    soup = drawn_part(measured(*LONG, **AIM))
    assert [words(title) for title in soup.select("figure :is(h2, h3)")] == [
        "Title of IND-A: högre för kvinnor än för män, 12 mot 8 procent (2025)",
        "Skillnaden mellan kvinnor och män har minskat från 12 till 4 procentenheter sedan 2015.",
    ]
    captions = [words(caption) for caption in soup.select("figure figcaption")]
    assert captions[0] == "Källa: egen enkät."
    assert "Egen bearbetning: skillnaden är kvinnornas värde minus männens." in captions[1]


def test_a_chart_says_its_main_numbers_to_those_who_do_not_see_it() -> None:
    chart = charts(*LONG, figure("2025", None, Sex.TOTAL), **AIM)["huvud-ind-a"]
    assert isinstance(chart, TimeChart)
    assert chart.description == (
        "Kvinnor: från 20 (2015) till 12 procent (2025); lägst 12, högst 20. "
        "Män: från 8 (2015) till 8 procent (2025); lägst 8, högst 8."
    )
    assert chart.target is not None
    assert chart.target.name == "Mål 2030: 0"
    assert chart.cut == "axeln börjar vid ¤"


def test_two_values_are_beside_each_other_and_no_line() -> None:
    found = charts(figure("2015", "3"), figure("2025", "4"))
    assert set(found) == {"huvud-ind-a"}
    chart = found["huvud-ind-a"]
    assert isinstance(chart, BarChart)
    assert [(bar.name, bar.value) for bar in chart.bars] == [("2015", 3), ("2025", 4)]


def test_women_and_men_stand_beside_those_of_other_areas() -> None:
    country = (
        figure("2025", "14", Sex.WOMEN, area="Riket"),
        figure("2025", "9", Sex.MEN, area="Riket"),
    )
    chart = charts(*SPLIT, *country)["huvud-ind-a"]
    assert isinstance(chart, DotChart)
    assert [row.name for row in chart.rows] == ["Lillköping", "Riket"]
    assert [row.is_main for row in chart.rows] == [True, False]
    assert [[dot.value for dot in row.dots] for row in chart.rows] == [[12, 8], [14, 9]]


def test_other_areas_are_drawn_beside_the_total() -> None:
    rows = [figure(year, "3") for year in ("2015", "2020", "2025")]
    chart = charts(*rows, figure("2025", "5", area=COUNTY))["huvud-ind-a"]
    assert isinstance(chart, TimeChart)
    assert [line.name for line in chart.lines] == ["Lillköping", COUNTY]


def test_one_period_alone_is_compared_with_other_areas() -> None:
    found = charts(figure("2025", "4"), figure("2025", "5", area=COUNTY))
    assert set(found) == {"huvud-ind-a"}
    chart = found["huvud-ind-a"]
    assert isinstance(chart, BarChart)
    assert [bar.is_main for bar in chart.bars] == [True, False]


def test_one_value_alone_is_no_chart() -> None:
    graph = measured(figure("2025", "4"))
    assert charts(figure("2025", "4")) == {}
    assert words(drawn_part(graph).h2) == "Title of IND-A: 4 procent i Lillköping, 2025"


def test_districts_are_compared_in_the_latest_period_that_they_share() -> None:
    rows = (
        *(figure("2018", str(50 + n), area=name) for n, name in enumerate(DISTRICTS)),
        figure("2022", "70", area=NORTH),
        figure("2018", "60"),
    )
    chart = charts(*rows)["huvud-ind-a"]
    assert isinstance(chart, DotChart)
    assert chart.unit == "procent, 2018"
    assert {row.name: row.dots[0].value for row in chart.rows} == {
        "Norra": 50,
        "Södra": 51,
        "Västra": 52,
    }
    assert chart.reference is not None
    assert chart.reference.value == 60


def test_parts_of_two_kinds_never_share_a_chart_or_a_table() -> None:
    rows = [figure("2022", str(n), area=area) for n, area in enumerate((*DISTRICTS, *REGSOS))]
    graph = with_values(
        item("IND-A", Role.INDICATOR, unit="procent"), areas=WITH_REGSO, IND_A=tuple(rows)
    )
    part = indicator_part(snapshot_of(graph), graph.items["IND-A"])
    found = part_charts(part, catalogue("sv"))
    assert {
        name: [row.name for row in chart.rows]
        for name, chart in found.items()
        if isinstance(chart, DotChart)
    } == {
        "huvud-ind-a": ["Norra", "Södra", "Västra"],
        "omraden-2": ["Norra", "Östra"],
    }
    assert "Norra (RegSO): 3 procent." in found["omraden-2"].description
    soup = drawn_part(graph)
    folds = [words(one) for one in soup.select("summary") if "hur de läses" in words(one)]
    assert folds == [
        "Valdistrikten: vad de är, och hur de läses",
        "Regionala statistikområden (RegSO): vad de är, och hur de läses",
    ]
    assert table(soup, "Valdistrikten")[:2] == [
        ["Valdistrikt", "Period", "Totalt", "Källa"],
        ["Norra", "2022", "0", "Källa 1"],
    ]
    assert table(soup, "Regionala statistikområden (RegSO)")[:2] == [
        ["RegSO", "Period", "Totalt", "Källa"],
        ["Norra", "2022", "3", "Källa 1"],
    ]


def test_where_it_goes_the_wrong_way_is_counted_and_not_named() -> None:
    rows = (
        *(figure(year, "70") for year in ("2015", "2025")),
        *(figure("2015", "70", area=area) for area in DISTRICTS),
        *(figure("2025", value, area=area) for value, area in zip("579", DISTRICTS, strict=True)),
    )
    soup = drawn_part(measured(*rows, direction="upp", interval="varje år"))
    told = words(soup.select_one("#pt-lage").parent)  # type: ignore[union-attr]
    assert "3 av 3 valdistrikt" in told
    assert not [name for name in ("Norra", "Södra", "Västra") if name in told]


def test_a_provisional_source_is_marked_wherever_the_value_stands() -> None:
    rows = (
        figure("2024", "4", source="SCB (x)"),
        figure("2025", "5", source="SCB via en tidning (y)", is_source_provisional=True),
    )
    soup = drawn_part(measured(*rows))
    assert [cells[-1] for cells in table(soup, "Lillköping")[1:]] == [
        "Källa 2 Preliminär källa",
        "Källa 1",
    ]
    first, second = soup.select(".pt-sources > li")
    assert "Preliminär källa" not in words(first)
    assert "Preliminär källa, ska ersättas" in words(second)
    assert "betyder att värdet är läst i en privat kopia" in words(soup)
    assert words(soup.find("figcaption")).endswith("(preliminär källa).")
    assert "reliminär" not in words(drawn_part(measured(*rows[:1])))


def test_a_value_too_large_to_draw_is_in_the_tables_alone() -> None:
    rows = (figure("2015", "1"), figure("2016", "9" * 15))
    assert charts(*rows) == {}
    soup = drawn_part(measured(*rows))
    assert soup.find("svg") is None
    assert "999" in words(soup)


def test_all_values_stand_by_period_with_their_difference_and_source() -> None:
    soup = drawn_part(measured(*SPLIT[1:], figure("2025", "10", status="preliminärt")))
    assert table(soup, "Lillköping") == [
        ["Period", "Kvinnor", "Män", "Totalt", "Skillnad", "Källa"],
        ["2025", "12", "8", "10 preliminärt", "4", "Källa 1"],
        ["2015", "–uppgift saknas", "8", "–uppgift saknas", "", "Källa 1"],
    ]


def test_other_areas_and_groups_have_tables_of_their_own() -> None:
    rows = (
        figure("2025", "4"),
        figure("2025", None, area=NORTH),
        figure("2025", "5", area=COUNTY),
        figure("2025", "6", group="unga"),
    )
    soup = drawn_part(measured(*rows))
    assert table(soup, "Lillköping")[1:] == [["2025", "4", "Källa 1"]]
    assert table(soup, "Valdistrikten")[1:] == [["Norra", "2025", "uppgift saknas", "Källa 1"]]
    assert table(soup, "Att jämföra med")[1:] == [[COUNTY, "2025", "5", "Källa 1"]]
    assert table(soup, "Grupper")[1:] == [["unga", "2025", "6", "Källa 1"]]


def test_what_has_been_worked_out_here_is_labelled() -> None:
    own = "Egen bearbetning av uppgifter från SCB (https://scb.example/a?b=c&d=e): 3/4"
    soup = drawn_part(measured(figure("2025", "75", source=own), figure("2024", "70")))
    assert table(soup, "Lillköping")[1] == ["2025", "75", "Källa 1 Egen bearbetning"]
    source = soup.select_one("#pt-kalla-1")
    assert words(source) == f"{own}. Hämtad 1 november 2026."
    assert source is not None
    assert source.a["href"] == "https://scb.example/a?b=c&d=e"


def test_how_values_have_been_worked_out_is_told_by_value() -> None:
    own = "Egen bearbetning av uppgifter från SCB (a.csv): "
    rows = (
        figure("2025", "75", Sex.WOMEN, source=own + "3/4"),
        figure("2025", "50", Sex.MEN, source=own + "2/4"),
    )
    (source,) = drawn_part(measured(*rows)).select(".pt-sources > li")
    assert [words(working) for working in source.find_all("li")] == [
        "Lillköping, Kvinnor, 2025: 3/4",
        "Lillköping, Män, 2025: 2/4",
    ]


def test_each_source_is_told_once_for_each_day() -> None:
    later = figure("2025", "5", retrieved=date(2026, 11, 2))
    soup = drawn_part(measured(figure("2024", "4"), figure("2023", "4"), later))
    assert len(soup.select(".pt-sources > li")) == 2


def test_all_values_are_folded_and_counted() -> None:
    soup = drawn_part(measured(*(figure(str(year), "4") for year in range(2000, 2013))))
    assert words(soup.select_one("details:has(#pt-varden-kommunen-caption) summary")) == (
        "13 värden, med källor"
    )


SECRET = (
    figure("2025", "61.7", area=NORTH, count=3),
    figure("2025", "62.8", area=SOUTH, count=40),
    figure("2025", "63.9", area=WEST, count=50),
    figure("2025", "64.1", count=93),
)


def test_a_hidden_value_is_nowhere_and_its_word_is_explained() -> None:
    graph = measured(*SECRET)
    part = indicator_part(snapshot_of(graph), graph.items["IND-A"])
    soup = drawn_part(graph)
    assert table(soup, "Valdistrikten")[1:3] == [
        ["Norra", "2025", "sekretess", "Källa 1"],
        ["Södra", "2025", "sekretess", "Källa 1"],
    ]
    assert "Sekretess betyder att värdet bygger på så få personer" in words(soup)
    text = part_files(part)["data/ind-a.csv"]
    shown = (str(soup), text, repr(part), repr(part_charts(part, catalogue("sv"))))
    for value in ("61,7", "61.7", "62,8", "62.8"):
        assert not any(value in each for each in shown)
    assert "2025,Norra,valdistrikt,totalt,,,,sekretess,egen enkät,,2026-11-01\n" in text


def test_the_mean_of_a_group_of_kolada_s_is_said_to_be_unweighted() -> None:
    group = Area(name="Liknande kommuner", kind=AreaKind.COMPARISON, kolada="G99", line=8)
    areas = replace(AREAS, areas={**AREAS.areas, group.name: group})
    rows = [
        figure(period, value, area=area)
        for period in ("2024", "2025")
        for area, value in ((HOME, "12"), ("Riket", "11"), (group.name, "9"))
    ]
    indicator = item("IND-A", Role.INDICATOR, unit="procent")
    graph = with_values(indicator, areas=areas, IND_A=tuple(rows))
    soup = drawn_part(graph)
    names = [cells[0] for cells in table(soup, "Att jämföra med")[1:]]
    assert names == ["Riket", "Riket", *["Liknande kommuner (ovägt medelvärde)"] * 2]
    assert "Ovägt medelvärde betyder att varje kommun i gruppen väger lika mycket" in words(soup)
    part = indicator_part(snapshot_of(graph), graph.items["IND-A"])
    text = part_files(part)["data/ind-a.csv"]
    noted = [line for line in text.splitlines() if "ovägt medelvärde av kommunerna" in line]
    assert [line.split(",")[1] for line in noted] == [group.name] * 2
    assert not read_table(text.encode(), areas, WORDS).issues
    again = with_values(indicator, areas=areas, IND_A=read_table(text.encode(), areas, WORDS).rows)
    part_again = indicator_part(snapshot_of(again), again.items["IND-A"])
    assert part_files(part_again)["data/ind-a.csv"] == text
    [told] = plan_document(snapshot_of(graph), catalogue("sv")).objects
    assert told.measured is not None
    means = {one.area for one in told.measured.values if one.unweighted_mean}
    assert means == {group.name}
    without = drawn_part(with_values(indicator, areas=areas, IND_A=tuple(rows[:2])))
    assert "Ovägt" not in words(without)


def test_the_file_is_linked_with_its_form_and_size() -> None:
    soup = drawn_part(measured(*SPLIT))
    link = soup.select_one("a[download]")
    assert link is not None
    assert link["href"] == "../data/ind-a.csv"
    assert words(link) == "Ladda ned alla värden som en tabell (CSV-fil, 1 kB)"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({}, "Ingen har sagt när."),
        ({"value_expected": "2028-03-31"}, "Det första värdet väntas 31 mars 2028."),
        ({"value_expected": "2020-03-31"}, "Det första värdet väntades 31 mars 2020."),
        ({"kolada": "N00001"}, "heter där N00001"),
    ],
)
def test_without_values_the_page_says_when_they_come(values: dict[str, str], sentence: str) -> None:
    soup = drawn_part(measured(**values))
    assert words(soup.h2) == "Det finns inget värde än"
    assert sentence in words(soup)
    assert [table.get("id") for table in soup.find_all("table")] == ["pt-rakna-om-table"]
    assert soup.select_one("a[download][href$=csv]") is None


def test_the_page_names_no_command_and_no_file() -> None:
    assert "policytrace" not in words(drawn_part(measured()))


def test_areas_without_room_in_the_chart_are_named() -> None:
    areas = {
        name: Area(name=name, kind=AreaKind.COMPARISON, line=number)
        for number, name in enumerate(("A-kommuner", "B-kommuner", "C-kommuner"), start=8)
    }
    rows = [
        figure(year, "4", area=area)
        for year in ("2023", "2024", "2025")
        for area in (HOME, "Riket", *areas)
    ]
    graph = with_values(
        item("IND-A", Role.INDICATOR, unit="procent"),
        areas=replace(AREAS, areas={**AREAS.areas, **areas}),
        IND_A=tuple(rows),
    )
    assert "Inte med i diagrammet: C-kommuner." in words(drawn_part(graph))


def test_a_project_without_areas_has_no_charts() -> None:
    graph = measured()
    assert AREAS.home is not None
    assert (
        part_charts(indicator_part(snapshot_of(graph), graph.items["IND-A"]), catalogue("sv")) == {}
    )


def test_headings_skip_no_level_and_ids_occur_once() -> None:
    soup = drawn_part(measured(*SPLIT, *SECRET, **AIM))
    levels = [int(heading.name[1]) for heading in soup.find_all(["h2", "h3", "h4"])]
    assert levels[0] == 2
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = [tag["id"] for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids))
