"""A plan whose indicators have values.

graph = measured(figure("2015", "12", Sex.WOMEN), figure("2015", "8", Sex.MEN), unit="procent")
assert words(drawn_part(graph).find("h2")) == "Läget mot målet"
"""

from __future__ import annotations

from bs4 import BeautifulSoup

from policytrace.measure.areas import AreaRegister
from policytrace.measure.tables import Row
from policytrace.messages import catalogue
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.roles import Role
from policytrace.site.pages.indicator_page import indicator_part, part_charts
from policytrace.site.rendering import Renderer
from tests.measure.figures import AREAS
from tests.plan_builder import MeasuredGraph, changed, item, plan, values_of
from tests.plan_builder import measured as all_measured
from tests.site.views.drawing import SWEDISH, drawn, placeholder, snapshot_of


def with_values(
    *items: Item, areas: AreaRegister = AREAS, **rows: tuple[Row, ...]
) -> MeasuredGraph:
    """A graph of `items`, with values by indicator: ``IND_A=(…)`` for IND-A."""
    data = (values_of(name.replace("_", "-"), *given) for name, given in rows.items())
    return plan(*items, measurements=all_measured(*data, areas=areas))


def measured(*rows: Row, **values: str) -> MeasuredGraph:
    """A graph of one indicator, IND-A, with these rows; its unit is per cent unless said."""
    (indicator,) = changed((item("IND-A", Role.INDICATOR, unit="procent"),), "IND-A", **values)
    return with_values(indicator, IND_A=rows)


def drawn_part(graph: Graph, *, renderer: Renderer = SWEDISH) -> BeautifulSoup:
    """What the page about IND-A shows of its values."""
    part = indicator_part(snapshot_of(graph), graph.items["IND-A"])
    charts = part_charts(part, catalogue("sv"))
    return drawn(
        "indicator_page.html.jinja",
        renderer=renderer,
        part=part,
        charts={name: placeholder(name) for name in charts},
    )
