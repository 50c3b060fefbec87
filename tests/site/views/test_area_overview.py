"""What is known of each district, and what is not."""

from __future__ import annotations

from bs4.element import Tag

from policytrace.plan.graph import Graph
from policytrace.schema.roles import Role
from tests.measure.figures import NORTH, SOUTH, WEST, figure
from tests.plan_builder import item
from tests.site.views.drawing import SWEDISH, drawn_view, words
from tests.site.views.measured import with_values


def graph() -> Graph:
    return with_values(
        item("IND-A", Role.INDICATOR, title="Valdeltagande", unit="procent"),
        item("IND-B", Role.INDICATOR, title="Inkomst", unit="kronor"),
        item("IND-C", Role.INDICATOR),
        IND_A=(
            figure("2022", "80"),
            figure("2022", "75.5", area=NORTH),
            figure("2022", "81", area=SOUTH),
            figure("2022", None, area=WEST),
        ),
        IND_B=(figure("2021", "500", area=NORTH),),
        IND_C=(figure("2022", "1"),),
    )


def table(soup: Tag) -> list[list[str]]:
    return [[words(cell) for cell in row.find_all(["th", "td"])] for row in soup.find_all("tr")]


def known(found: Tag) -> dict[str, str]:
    return {words(entry.dt): words(entry.dd) for entry in found.find_all("div")}


def test_each_indicator_with_districts_has_a_chart_and_a_table() -> None:
    soup = drawn_view(graph(), "area_overview", renderer=SWEDISH)
    first, second, _ = soup.find_all("section")
    assert words(first.h3) == "Valdeltagande"
    assert (
        words(first.h4)
        == "Värdet 2022 är högst i Södra (81 procent) och lägst i Norra (75,5 procent)."
    )
    assert first.select("svg[data-chart=ind-a]")
    assert table(first) == [
        ["Valdistrikt", "Procent", "Jämfört med Lillköping"],
        [SOUTH, "81", "1 procentenhet högre"],
        [NORTH, "75,5", "4,5 procentenheter lägre"],
        [WEST, "uppgift saknas", "uppgift saknas"],
    ]
    assert words(second.caption) == "Inkomst, 2021"
    assert table(second)[1] == [NORTH, "500", "uppgift saknas"]


def test_each_district_has_a_list_where_what_is_not_known_is_visible() -> None:
    soup = drawn_view(graph(), "area_overview", renderer=SWEDISH)
    last = soup.find_all("section")[-1]
    assert [words(title) for title in last.find_all("h4")] == [NORTH, SOUTH, WEST]
    north, south, _ = last.find_all("dl")
    assert known(north) == {
        "Valdeltagande": "75,5 procent 2022",
        "Inkomst": "500 kronor 2021",
    }
    assert known(south)["Inkomst"] == "uppgift saknas"


def test_a_project_without_values_for_districts_says_so() -> None:
    soup = drawn_view(with_values(item("IND-A", Role.INDICATOR)), "area_overview", renderer=SWEDISH)
    assert words(soup) == "Inget är känt om valdistrikten ännu."
