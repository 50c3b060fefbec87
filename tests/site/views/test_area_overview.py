"""What is known of the parts of the municipality, kind by kind, and what is not."""

from __future__ import annotations

import re

import pytest
from bs4.element import Tag

from policytrace.measure.areas import AreaRegister
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import YesNo
from policytrace.site.views.area_overview import area_overview
from policytrace.site.views.registry import BACKGROUND, Options
from tests.measure.figures import (
    AREAS,
    DISTRICTS,
    EAST_REGSO,
    NORTH,
    NORTH_REGSO,
    SOUTH,
    WEST,
    WITH_REGSO,
    figure,
)
from tests.plan_builder import item
from tests.site.views.drawing import SWEDISH, drawn_view, snapshot_of, words
from tests.site.views.measured import drawn_part, with_values

TURNOUT = item("IND-A", Role.INDICATOR, title="Valdeltagande", unit="procent")
INCOME = item("IND-B", Role.INDICATOR, title="Inkomst", unit="kronor")
CITIZENS = item(
    "IND-D", Role.INDICATOR, title="Utländska medborgare", unit="procent", background="ja"
)

RANKING = re.compile(
    r"\b(?:högst|lägst|bäst|sämst|störst|minst|topp|botten|flest|sämre|bättre|värst|"
    r"skiljer mest|längst)\w*",
    re.IGNORECASE,
)
"""How a sentence would point one area out."""


def graph(*more: Item, areas: AreaRegister = WITH_REGSO) -> Graph:
    return with_values(
        TURNOUT,
        INCOME,
        item("IND-C", Role.INDICATOR),
        *more,
        areas=areas,
        IND_A=(
            figure("2022", "80"),
            figure("2022", "81", area=SOUTH),
            figure("2022", None, area=WEST),
            figure("2022", "75.5", area=NORTH),
        ),
        IND_B=(
            figure("2021", "500", area=NORTH),
            figure("2021", "700", area=NORTH_REGSO),
            figure("2021", "900", area=EAST_REGSO),
        ),
        IND_C=(figure("2022", "1"),),
        IND_D=tuple(figure("2022", "9", area=area) for area in DISTRICTS),
    )


def sections(found: Tag, name: str) -> list[Tag]:
    return found.find_all("section", class_=name)


def table(soup: Tag) -> list[list[str]]:
    return [[words(cell) for cell in row.find_all(["th", "td"])] for row in soup.find_all("tr")]


def test_each_kind_stands_by_itself_and_says_what_it_is() -> None:
    soup = drawn_view(graph(), "area_overview", renderer=SWEDISH)
    wards, regso = sections(soup, "pt-division")
    assert words(wards.h3) == "Valdistrikten"
    assert words(regso.h3) == "Regionala statistikområden (RegSO)"
    assert words(wards.p) == (
        "De finns för att val ska kunna hållas. De heter Norra, Södra, Västra."
    )
    assert words(regso.p) == "De finns för statistikens skull. De heter Norra, Östra."
    assert words(wards.select_one(".pt-caution")) == (
        "Förbehåll: Alla röster är inte fördelade på valdistrikt."
    )
    assert regso.select_one(".pt-caution") is None
    assert words(wards.h4) == "Valdeltagande: mellan 75,5 och 81,0 procent i 2 valdistrikt (2022)"
    measures = ".pt-headline__subtitle"
    assert [words(one) for one in wards.select(measures)] == ["Valdeltagande", "Inkomst"]
    assert [words(one) for one in regso.select(measures)] == ["Inkomst"]


def test_each_kind_has_a_chart_a_measure_and_one_table_in_alphabetical_order() -> None:
    soup = drawn_view(graph(), "area_overview", renderer=SWEDISH)
    wards, regso = sections(soup, "pt-division")
    assert [svg["data-chart"] for svg in wards.find_all("svg")] == ["ind-a-1", "ind-b-1"]
    assert table(wards) == [
        ["Indicator", "Norra", "Södra", "Västra", "Att jämföra med"],
        ["Valdeltagande procent, 2022", "75,5", "81", "uppgift saknas", "80 Lillköping"],
        ["Inkomst kronor, 2021", "500", "uppgift saknas", "uppgift saknas", ""],
    ]
    assert table(regso) == [
        ["Indicator", "Norra", "Östra"],
        ["Inkomst kronor, 2021", "700", "900"],
    ]


def test_where_much_is_known_there_are_tables_by_theme_alone() -> None:
    names = [f"IND-{number}" for number in range(8)]
    found = with_values(
        item("PRI-A", Role.PRIORITY, measured_by=tuple(names[:3])),
        item("PRI-B", Role.PRIORITY, measured_by=tuple(names[2:5])),
        *(item(name, Role.INDICATOR, unit="procent") for name in names),
        areas=AREAS,
        **{name.replace("-", "_"): (figure("2022", "9", area=NORTH),) for name in names},
    )
    soup = drawn_view(found, "area_overview", renderer=SWEDISH)
    assert soup.find("svg") is None
    assert [words(one) for one in soup.find_all("summary")] == [
        "Title of PRI-A: 3 mått",
        "Title of PRI-B: 2 mått",
        "Tvärs över prioriteringarna: 3 mått",
    ]


def test_no_sentence_points_an_area_out() -> None:
    soup = drawn_view(graph(), "area_overview", renderer=SWEDISH)
    sentences = [words(one) for one in soup.find_all(["p", "h3", "h4", "h5", "caption"])]
    assert not [one for one in sentences if RANKING.search(one)]
    page = drawn_part(with_values(TURNOUT, areas=WITH_REGSO, IND_A=districts("70", "80", "90")))
    about_areas = [words(one) for one in page.select("h2, h3, p, summary")]
    assert about_areas
    assert not [one for one in about_areas if RANKING.search(one)]


def test_what_tells_who_lives_there_stands_alone() -> None:
    everything = graph(CITIZENS)
    beside = drawn_view(everything, "area_overview", renderer=SWEDISH)
    assert "Utländska medborgare" not in words(beside)
    options = Options(chosen={BACKGROUND: YesNo.YES})
    alone = area_overview(snapshot_of(everything), options)
    assert [[one.indicator.id for one in kind.drawn] for kind in alone.kinds] == [["IND-D"]]


def districts(*values: str, count: int | None = None, home: str = "80") -> tuple[object, ...]:
    rows = (
        figure("2022", value, area=area, count=count)
        for area, value in zip(DISTRICTS, values, strict=True)
    )
    return (figure("2022", home, count=None if count is None else 3 * count), *rows)


def fair(*rows: object, unit: str = "procent") -> tuple[str, list[str]]:
    """What the districts are compared with, and what is said of it."""
    indicator = item("IND-A", Role.INDICATOR, title="Valdeltagande", unit=unit)
    found = with_values(indicator, areas=AREAS, IND_A=rows)  # type: ignore[arg-type]
    soup = drawn_view(found, "area_overview", renderer=SWEDISH)
    return table(soup)[1][-1], [words(one) for one in soup.select(".pt-fair")]


def test_where_not_all_is_divided_the_fair_comparison_is_all_parts_together() -> None:
    column, said = fair(*districts("70", "75", "71", count=100))
    assert column == "72 alla valdistrikt tillsammans"
    (sentence,) = said
    assert sentence == (
        "Egen bearbetning: Alla valdistrikt tillsammans har 72 procent, och Lillköping 80. En "
        "del av det som räknas för Lillköping är alltså inte fördelat på valdistrikt. Jämför "
        "därför varje område med 72."
    )


@pytest.mark.parametrize(
    ("rows", "unit"),
    [
        pytest.param(districts("70", "75", "71"), "procent", id="no numbers of persons"),
        pytest.param(districts("70", "75", "71", count=100, home="72"), "procent", id="the same"),
        pytest.param(districts("70", "75", "71", count=100, home="73"), "procent", id="rounded"),
        pytest.param(districts("70", "75", "71", count=100), "kronor", id="no share"),
        pytest.param(districts("70", "75", "71", count=100)[:3], "procent", id="a part missing"),
    ],
)
def test_otherwise_it_is_the_municipality(rows: tuple[object, ...], unit: str) -> None:
    column, said = fair(*rows, unit=unit)
    assert column.endswith("Lillköping")
    assert said == []


def test_the_fair_comparison_is_no_more_exact_than_the_values_that_it_is_made_of() -> None:
    long_ago = figure("2006", "75.08", count=300)
    column, (sentence,) = fair(*districts("70", "75", "72", count=100), long_ago)
    assert column == "72 alla valdistrikt tillsammans"
    assert "tillsammans har 72 procent" in sentence


def test_a_measure_says_what_its_figures_cannot_tell() -> None:
    indicator = item(
        "IND-A", Role.INDICATOR, title="Mår bra", unit="procent", caution="Egna svar, få elever."
    )
    found = with_values(indicator, areas=AREAS, IND_A=(figure(area=NORTH), figure(area=SOUTH)))
    soup = drawn_view(found, "area_overview", renderer=SWEDISH)
    said = [words(one) for one in soup.select(".pt-caution")]
    assert "Förbehåll: Egna svar, få elever." in said
    cautions = [words(one) for one in drawn_part(found).select(".pt-caution")]
    assert "Förbehåll: Egna svar, få elever." in cautions


def test_what_measures_cannot_tell_is_said_with_the_name_of_the_measure() -> None:
    few = "Få har svarat."
    measures = (
        item("IND-A", Role.INDICATOR, title="Mår bra", unit="procent", caution=f"{few} Egna svar."),
        item("IND-B", Role.INDICATOR, title="Sover gott", unit="procent", caution=few),
        item("IND-C", Role.INDICATOR, title="Äter frukost", unit="procent"),
    )
    rows = (figure(area=NORTH), figure(area=SOUTH))
    found = with_values(*measures, areas=AREAS, IND_A=rows, IND_B=rows, IND_C=rows)
    fold = next(
        one
        for one in drawn_view(found, "area_overview", renderer=SWEDISH).select("details")
        if words(one.select_one("summary")) == "Vad siffrorna inte säger"
    )
    assert [words(one) for one in fold.select("p, li")] == [
        "Mår bra; Sover gott: Få har svarat.",
        "Mår bra: Egna svar.",
    ]


def test_a_kind_without_values_says_so() -> None:
    found = with_values(item("IND-A", Role.INDICATOR), areas=WITH_REGSO)
    soup = drawn_view(found, "area_overview", renderer=SWEDISH)
    assert [words(one) for one in soup.select(".pt-nothing")] == [
        "Inget är känt om valdistrikt ännu.",
        "Inget är känt om RegSO ännu.",
    ]
    nowhere = with_values(item("IND-A", Role.INDICATOR), areas=AreaRegister())
    soup = drawn_view(nowhere, "area_overview", renderer=SWEDISH)
    assert words(soup) == "Inget är känt om delar av kommunen ännu."
