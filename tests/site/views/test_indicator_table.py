"""Tables of indicators: which, in what order, and what is said of each in a line."""

from __future__ import annotations

from dataclasses import replace

from bs4 import BeautifulSoup

from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Sex
from policytrace.site.views.card_drawing import drawing_of
from tests.measure.figures import NORTH, SOUTH, figure
from tests.plan_builder import item
from tests.site.views.drawing import SWEDISH, drawn, drawn_view, linked, rows, words
from tests.site.views.measured import measured, snapshot_of, with_values

GRAPH = with_values(
    item("STR-A", Role.STRATEGY),
    item("PRI-A", Role.PRIORITY, part_of="STR-A", measured_by="IND-A"),
    item("PRI-B", Role.PRIORITY, part_of="STR-A"),
    item("UTG-A", Role.STARTING_POINT, part_of="PRI-A"),
    item("UTG-B", Role.STARTING_POINT, part_of="PRI-B", measured_by="IND-B"),
    item("HPL-A", Role.PLAN, part_of="PRI-A"),
    item("ATG-ALL", Role.ACTION, contributes_to="UTG-B", measured_by="IND-C"),
    item("ATG-A", Role.ACTION, part_of="HPL-A", contributes_to="UTG-A", measured_by="IND-D"),
    item(
        "IND-A",
        Role.INDICATOR,
        owner="ORG-A",
        unit="procent",
        direction="ned",
        baseline="2015",
        target_year="2030",
    ),
    item("IND-B", Role.INDICATOR),
    item("IND-C", Role.INDICATOR),
    item("IND-D", Role.INDICATOR, unit="antal hushåll"),
    item("ORG-A", Role.ORGANISATION),
    IND_A=(
        figure("2015", "20", Sex.WOMEN),
        figure("2025", "12", Sex.WOMEN),
        figure("2015", "8", Sex.MEN),
        figure("2025", "8", Sex.MEN),
    ),
    IND_D=(figure("2025", "1234"),),
)


def ids(soup: BeautifulSoup) -> list[str]:
    return [linked(row.th) for row in soup.select("tbody > tr")]


def test_those_with_values_come_first_and_then_those_of_promises() -> None:
    assert ids(drawn_view(GRAPH, "indicator_table")) == ["IND-A", "IND-D", "IND-B", "IND-C"]


def test_a_priority_has_its_own_its_parts_and_its_actions_indicators() -> None:
    soup = drawn_view(GRAPH, "indicator_table", priority="PRI-B", renderer=SWEDISH)
    assert ids(soup) == ["IND-B", "IND-C"]
    assert words(soup.caption) == "Indikatorer för Title of PRI-B"


def test_a_row_says_what_the_values_show_and_how_it_stands() -> None:
    soup = drawn_view(GRAPH, "indicator_table", renderer=SWEDISH)
    assert rows(soup)[0] == [
        "Title of IND-A",
        "Title of IND-A: högre för kvinnor än för män, 12 mot 8 procent (2025)",
        "på väg skillnad",
    ]
    assert rows(soup)[1] == [
        "Title of IND-D",
        "Title of IND-D: 1 234 hushåll i Lillköping, 2025",
        "saknar mål",
    ]
    assert rows(soup)[2][1:] == ["Inget värde än.", ""]


def test_a_row_without_values_says_when_they_come() -> None:
    graph = with_values(item("IND-A", Role.INDICATOR, value_expected="2028-03-31"))
    soup = drawn_view(graph, "indicator_table", renderer=SWEDISH)
    assert rows(soup)[0][1] == "Inget värde än. Väntas 31 mars 2028."


def test_a_row_says_where_only_parts_have_values() -> None:
    found = [figure("2025", value, area=area) for value, area in (("7", NORTH), ("9", SOUTH))]
    graph = with_values(item("IND-A", Role.INDICATOR, unit="procent"), IND_A=tuple(found))
    soup = drawn_view(graph, "indicator_table", renderer=SWEDISH)
    assert rows(soup)[0][1:] == [
        "Title of IND-A: mellan 7 och 9 procent i 2 valdistrikt (2025)",
        "saknar mål",
    ]


def test_the_overview_has_each_indicator_under_the_priorities_that_it_measures() -> None:
    soup = drawn_view(GRAPH, "indicator_overview", renderer=SWEDISH)
    found = {
        words(section.h3): sorted(linked(one) for one in section.select("tbody th, .pt-fold li"))
        for section in soup.find_all("section")
    }
    assert found == {
        "Title of PRI-A": ["IND-A", "IND-D"],
        "Title of PRI-B": ["IND-B", "IND-C"],
    }


def test_the_overview_counts_verdicts_in_words() -> None:
    soup = drawn_view(GRAPH, "indicator_overview", renderer=SWEDISH)
    assert words(soup.p) == "Det finns 4 indikatorer. Så står det till:"
    assert [words(count) for count in soup.select(".pt-counts")[0].find_all("li")] == [
        "1 på väg",
        "1 saknar mål",
        "2 saknar data",
    ]
    assert "2 indikatorer utan värden" in [words(one) for one in soup.select("details summary")]


def test_ids_occur_once() -> None:
    soup = drawn_view(GRAPH, "indicator_overview")
    found = [tag["id"] for tag in soup.select("[id]")]
    assert len(found) == len(set(found))


def test_where_it_is_written_a_measure_is_a_row_that_opens() -> None:
    template, drawing = drawing_of(snapshot_of(GRAPH), GRAPH.items["IND-A"])
    soup = drawn(
        template,
        renderer=SWEDISH,
        card=drawing,
        content="Det här säger måttet.",
        level=3,
        anchor="IND-A",
        charts={},
    )
    assert words(soup.h3) == "Title of IND-A"
    assert words(soup.select_one(".pt-measure__finding")) == (
        "Title of IND-A: högre för kvinnor än för män, 12 mot 8 procent (2025)"
    )
    assert "Det här säger måttet." in words(soup.details)


def test_those_that_govern_the_priority_stand_first_and_the_others_are_folded() -> None:
    graph = with_values(
        item("PRI-A", Role.PRIORITY, measured_by=("IND-A", "IND-B", "IND-C")),
        item("IND-A", Role.INDICATOR),
        item("IND-B", Role.INDICATOR, governing="ja"),
        item("IND-C", Role.INDICATOR, governing="nej"),
    )
    soup = drawn_view(graph, "indicator_table", priority="PRI-A", renderer=SWEDISH)
    captions = [words(caption) for caption in soup.select("caption")]
    assert captions == ["Styrande mått för Title of PRI-A", "Övriga mått för Title of PRI-A"]
    assert ids(soup) == ["IND-B", "IND-A", "IND-C"]
    assert ids(BeautifulSoup(str(soup.details), "html.parser")) == ["IND-A", "IND-C"]
    assert words(soup.summary) == "Övriga mått: 2"


def test_all_indicators_together_are_not_split_by_what_governs() -> None:
    graph = with_values(item("IND-A", Role.INDICATOR, governing="ja"))
    soup = drawn_view(graph, "indicator_table", renderer=SWEDISH)
    assert [words(caption) for caption in soup.select("caption")] == ["Alla indikatorer"]


def test_what_tells_who_lives_in_an_area_stands_in_no_table() -> None:
    graph = with_values(
        item("STR-A", Role.STRATEGY),
        item("PRI-A", Role.PRIORITY, part_of="STR-A", measured_by=("IND-A", "IND-B")),
        item("IND-A", Role.INDICATOR, unit="procent"),
        item("IND-B", Role.INDICATOR, unit="procent", background="ja"),
        item("IND-C", Role.INDICATOR, unit="procent", background="nej"),
        IND_A=(figure("2025", "70"),),
        IND_B=(figure("2025", "8.123"),),
        IND_C=(figure("2025", "71"),),
    )
    for view, options in (
        ("indicator_table", {"priority": "PRI-A"}),
        ("indicator_table", {}),
        ("indicator_overview", {}),
    ):
        soup = drawn_view(graph, view, renderer=SWEDISH, **options)
        assert "IND-B" not in ids(soup)
        assert "8,123" not in words(soup)
        (fold,) = [one for one in soup.select("details") if "bakgrund" in words(one.summary)]
        assert "open" not in fold.attrs
        assert [linked(one) for one in fold.select("a")] == ["IND-B"]
    assert "IND-C" in ids(drawn_view(graph, "indicator_table", renderer=SWEDISH))


def test_a_finding_from_a_provisional_source_has_a_badge() -> None:
    new = figure("2025", "5")
    for given in (new, replace(new, is_source_provisional=True)):
        soup = drawn_view(measured(given), "indicator_table", renderer=SWEDISH)
        marked = "Preliminär källa, ska ersättas" in words(soup)
        assert marked is given.is_source_provisional
