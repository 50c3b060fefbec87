"""What the charts of an indicator say in words."""

from __future__ import annotations

from policytrace.measure.target_specs import target_spec_of, unit_of
from policytrace.messages import catalogue
from policytrace.schema.vocabulary import Sex
from policytrace.site.views.indicator_figures import figures_of
from tests.measure.figures import AREAS, figure
from tests.site.views.measured import measured


def test_differences_between_percentages_are_told_in_percentage_points() -> None:
    graph = measured(
        *(figure(str(year), "41", Sex.WOMEN) for year in (2021, 2022, 2023)),
        *(figure(str(year), str(year - 1981), Sex.MEN) for year in (2021, 2022, 2023)),
    )
    indicator = graph.items["IND-A"]
    series = graph.measurements.series("IND-A")
    spec, unit = target_spec_of(indicator), unit_of(indicator)
    (gap,) = (one for one in figures_of(series, AREAS, spec, unit) if one.name == "skillnad")
    assert gap.description.render(catalogue("sv")) == (
        "Skillnad: från 1 (2021) till −1 procentenhet (2023); lägst −1, högst 1."
    )
