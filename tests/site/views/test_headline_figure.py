"""What an indicator says first: at most fifteen words, computed, and never of a named part."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.charts.drawing import draw
from policytrace.measure.tables import Row
from policytrace.messages import catalogue
from policytrace.plan.graph import Graph
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Sex, ValueStatus
from policytrace.site.views.headline_figure import (
    MOST_WORDS,
    HeadlineFigure,
    headline_charts,
    headline_figure,
    telling_figures,
)
from policytrace.snapshot import Snapshot
from tests.charts.samples import assert_readable
from tests.measure.figures import COUNTY, DISTRICTS, HOME, NORTH, SOUTH, figure
from tests.plan_builder import item
from tests.site.views.drawing import snapshot_of
from tests.site.views.measured import measured, with_values

SWEDISH = catalogue("sv")


def headline(*rows: Row, **values: str) -> HeadlineFigure | None:
    graph = measured(*rows, **values)
    return headline_figure(snapshot_of(graph), graph.items["IND-A"])


def said(*rows: Row, **values: str) -> str:
    found = headline(*rows, **values)
    assert found is not None
    return found.finding.render(SWEDISH)


WOMEN, MEN = figure("2025", "41", Sex.WOMEN), figure("2025", "12", Sex.MEN)
NAMED = {"short_name": "andelen otrygga ute"}
SWUNG = (("2021", "22"), ("2022", "12.5"), ("2023", "31"), ("2024", "26"), ("2025", "25"))


@pytest.mark.parametrize(
    ("rows", "bare", "named"),
    [
        pytest.param(
            (WOMEN, MEN),
            "Title of IND-A: högre för kvinnor än för män, 41 mot 12 procent (2025)",
            "Andelen otrygga ute är högre för kvinnor än för män: 41 mot 12 procent",
            id="women and men",
        ),
        pytest.param(
            (figure("2025", "80.7"), figure("2025", "90.9", area="Riket")),
            "Title of IND-A: lägre i Lillköping än i riket, 80,7 mot 90,9 procent (2025)",
            "Andelen otrygga ute är lägre i Lillköping än i riket: 80,7 mot 90,9 procent",
            id="another area",
        ),
        pytest.param(
            (figure("2025", "43"), figure("2025", "43", area="Riket")),
            "Title of IND-A: samma i Lillköping som i riket, 43 procent (2025)",
            "Andelen otrygga ute är samma i Lillköping som i riket: 43 procent",
            id="the same",
        ),
        pytest.param(
            (figure("2015", "18.2"), figure("2025", "22")),
            "Title of IND-A: upp från 18,2 till 22,0 procent mellan 2015 och 2025",
            "Andelen otrygga ute ökade från 18,2 till 22,0 procent mellan 2015 och 2025",
            id="a change",
        ),
        pytest.param(
            (figure("2025", "2.7", area=NORTH), figure("2025", "13.3", area=SOUTH)),
            "Title of IND-A: mellan 2,7 och 13,3 procent i 2 valdistrikt (2025)",
            "Andelen otrygga ute är mellan 2,7 och 13,3 procent i 2 valdistrikt",
            id="parts",
        ),
        pytest.param(
            (figure("2025", "2.7", area=NORTH),),
            "Känt bara för 1 av 3 valdistrikt 2025: 2,7 procent.",
            "Känt bara för 1 av 3 valdistrikt 2025: 2,7 procent.",
            id="one part",
        ),
        pytest.param(
            (figure("2025", "83"),),
            "Title of IND-A: 83 procent i Lillköping, 2025",
            "Andelen otrygga ute i Lillköping är 83 procent",
            id="one value",
        ),
    ],
)
def test_the_finding_says_what_is_found(rows: tuple[Row, ...], bare: str, named: str) -> None:
    assert said(*rows) == bare
    assert said(*rows, **NAMED) == named


@pytest.mark.parametrize(
    ("first", "last", "values", "told"),
    [
        (
            "97",
            "99.95",
            {"target_value": "100", "direction": "upp"},
            "från 97,00 till 99,95 procent",
        ),
        ("97", "99.96", {}, "från 97,00 till 99,96 procent"),
        ("97", "100", {"target_value": "100", "direction": "upp"}, "från 97 till 100 procent"),
        (
            "20.25",
            "20.05",
            {"target_value": "20", "direction": "ned"},
            "från 20,3 till 20,1 procent",
        ),
        ("1200.4", "999.6", {"target_value": "1000", "unit": "kr"}, "från 1 200,4 till 999,6 kr"),
    ],
    ids=["below the target", "not all", "reached", "a little above", "thousands"],
)
def test_a_value_near_its_target_is_not_told_as_if_it_were_there(
    first: str, last: str, values: dict[str, str], told: str
) -> None:
    words = said(figure("2020", first), figure("2025", last), **values)
    assert told in words.replace("\u202f", " ")


def test_what_is_old_is_told_in_the_past_tense_with_its_year() -> None:
    old = (figure("2019", "25.2"), figure("2019", "43.8", area="Riket"))
    assert said(*old, **NAMED) == (
        "2019 var andelen otrygga ute lägre i Lillköping än i riket: 25,2 mot 43,8 procent"
    )


def test_a_name_that_leaves_no_room_for_a_sentence_stands_before_the_finding() -> None:
    assert said(WOMEN, MEN, short_name="andelen otrygga ute på kvällen") == (
        "Andelen otrygga ute på kvällen: högre för kvinnor än för män, 41 mot 12 procent"
    )


def test_a_name_that_leaves_no_room_at_all_is_left_out() -> None:
    name = "andelen som känner sig otrygga när de går ute ensamma sent på kvällen"
    assert said(WOMEN, MEN, short_name=name) == (
        "Högre för kvinnor än för män: 41 mot 12 procent, 2025"
    )


def test_a_finding_with_a_value_that_may_change_tells_so_of_parts_too() -> None:
    parts = [figure("2025", value, area=area) for value, area in (("12", NORTH), ("30", SOUTH))]
    for status in ("", ValueStatus.PRELIMINARY):
        found = headline(parts[0], replace(parts[1], status=status))
        assert found is not None
        assert found.is_preliminary is bool(status)


def test_parts_that_hardly_differ_are_about_the_same() -> None:
    rows = (figure("2025", "70.7", area=NORTH), figure("2025", "72", area=SOUTH))
    assert said(*rows, **NAMED) == (
        "Andelen otrygga ute är ungefär lika i 2 valdistrikt: 70,7–72,0 procent"
    )


def test_what_has_swung_tells_between_what_and_has_no_direction() -> None:
    rows = [figure(year, value) for year, value in SWUNG]
    assert said(*rows, **NAMED) == (
        "Andelen otrygga ute: 25,0 procent 2025, mellan 12,5 och 31,0 sedan 2021"
    )
    steady = [figure(year, value) for year, value in (*SWUNG[:1], *SWUNG[4:])]
    assert said(*steady, **NAMED) == (
        "Andelen otrygga ute ökade från 22 till 25 procent mellan 2021 och 2025"
    )


def test_the_larger_difference_is_told() -> None:
    country = figure("2025", "27", area="Riket")
    assert "riket" in said(figure("2025", "12"), WOMEN, figure("2025", "40", Sex.MEN), country)
    assert "kvinnor" in said(figure("2025", "26"), WOMEN, MEN, country)


def test_the_subtitle_says_measure_place_and_period() -> None:
    found = headline(figure("2025", "4"), figure("2025", "5", area=COUNTY))
    assert found is not None
    assert found.subtitle.render(SWEDISH) == f"Title of IND-A. Lillköping, {COUNTY}, 2025."


def test_without_a_value_there_is_none() -> None:
    assert headline() is None
    assert headline(figure("2025", None, status="sekretess")) is None


def test_a_hidden_value_is_in_no_headline() -> None:
    found = headline(
        figure("2025", "61.7", area=NORTH, count=3),
        figure("2025", "62.8", area=SOUTH, count=40),
        figure("2025", "64.1", count=93),
    )
    assert found is not None
    for value in ("61.7", "62.8"):
        assert value not in repr(found)


def test_a_headline_is_worked_out_once() -> None:
    graph = measured(WOMEN, MEN)
    snapshot = snapshot_of(graph)
    first = headline_figure(snapshot, graph.items["IND-A"])
    assert headline_figure(snapshot, graph.items["IND-A"]) is first


# ------------------------------------------------------------------------- the most telling


def many(**more: str) -> Graph:
    names = ("IND-A", "IND-B", "IND-C", "IND-D", "IND-E")
    values = {
        "IND_A": (figure("2025", "50"), figure("2025", "60", area="Riket")),
        "IND_B": (figure("2025", "50"), figure("2025", "90", area="Riket")),
        "IND_C": (figure("2010", "5"), figure("2010", "90", area="Riket")),
        "IND_D": (figure("2025", "50"), figure("2025", "50", area="Riket")),
        "IND_E": (figure("2025", "1"), figure("2025", "90", area="Riket")),
    }
    governing = {"IND-A": {"governing": "ja"}}
    background = {"IND-E": {"background": "ja"}}
    return with_values(
        item("PRI-A", Role.PRIORITY, measured_by=("IND-A", "IND-B", "IND-E")),
        item("PRI-B", Role.PRIORITY, measured_by=("IND-C", "IND-D")),
        *(
            item(
                name,
                Role.INDICATOR,
                unit="procent",
                interval="varje år",
                **governing.get(name, {}),
                **background.get(name, {}),
                **more,
            )
            for name in names
        ),
        **values,
    )


def chosen(snapshot: Snapshot, number: int) -> list[str]:
    return [one.indicator.id for one in telling_figures(snapshot, number)]


def test_the_telling_ones_come_from_each_priority_in_turn_those_that_govern_first() -> None:
    snapshot = snapshot_of(many())
    assert chosen(snapshot, 6) == ["IND-A", "IND-C", "IND-B"]
    assert chosen(snapshot, 2) == ["IND-A", "IND-C"]
    assert chosen(snapshot, 0) == []


def test_what_is_equal_and_who_lives_there_are_no_telling_difference() -> None:
    assert not {"IND-D", "IND-E"} & set(chosen(snapshot_of(many()), 9))


# ------------------------------------------------------------------------------- odd series

AREAS_TRIED = (HOME, "Riket", COUNTY, *DISTRICTS)
VALUES = (
    st.none()
    | st.decimals(Decimal(-(10**9)), Decimal(10**11), places=3, allow_nan=False)
    | st.sampled_from([Decimal(0), Decimal(1), Decimal("0.001"), Decimal(100)])
)


@st.composite
def series(draw_from: st.DrawFn) -> tuple[Row, ...]:
    keys = draw_from(
        st.lists(
            st.tuples(
                st.sampled_from(["2010", "2019", "2024", "2025"]),
                st.sampled_from(AREAS_TRIED),
                st.sampled_from(Sex),
            ),
            unique=True,
            max_size=24,
        )
    )
    rows = []
    for period, area, sex in keys:
        value = draw_from(VALUES)
        text = None if value is None else f"{value:f}"
        rows.append(figure(period, text, sex, area=area))
    return tuple(rows)


@given(series(), st.sampled_from(["", "andelen trygga", "ord " * 12 + "sist"]))
def test_any_series_has_a_short_finding_and_a_chart_that_can_be_read(
    rows: tuple[Row, ...], name: str
) -> None:
    found = headline(*rows, **({"short_name": name} if name else {}))
    if found is None:
        return
    finding = found.finding.render(SWEDISH)
    assert 0 < len(finding.split()) <= MOST_WORDS
    assert not [area for area in DISTRICTS if area.partition(" (")[0] in finding]
    for chart in headline_charts((found,), SWEDISH).values():
        assert_readable(draw(chart))


def test_the_day_decides_what_is_outdated() -> None:
    graph = measured(WOMEN, MEN, interval="varje år")
    later = Snapshot(
        graph=graph,
        metamodel=snapshot_of(graph).metamodel,
        measurements=graph.measurements,
        today=date(2029, 1, 1),
    )
    found = headline_figure(later, graph.items["IND-A"])
    assert found is not None
    assert found.is_outdated
