"""Which indicators a file is about: as it says itself, by measure, by its name, or by answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policytrace.cli.import_questions import ImportQuestions
from policytrace.errors import ProjectError
from policytrace.measure.data_file import indicator_called, indicator_of_file
from policytrace.messages import message
from policytrace.schema.roles import FieldName, Role
from policytrace.sources.spreadsheet.layouts.understanding import MeasureSeries, Understanding
from policytrace.sources.spreadsheet.sheets import listed

ImportTarget = tuple[str, MeasureSeries]
"""An indicator, and what the file says of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportTargets:
    """Finds the indicators of a file."""

    questions: ImportQuestions
    wanted: str
    """The indicator that the options name; empty if they name none."""
    is_measure_said: bool
    """Whether the options name the measure."""

    def of(self, found: Understanding) -> list[ImportTarget]:
        """The indicators that the file has values for, and which.

        Raises:
            ProjectError: it is not known, or the values are another's.
        """
        measures = self._measures()
        series = found.series
        indicators = self.questions.context.measurements.by_indicator
        wanted = indicator_called(self.wanted, indicators) if self.wanted else ""
        if not series:
            raise ProjectError(
                self.questions.of_the_file(message("No values have been filled in."))
            )
        if any(one.indicator for one in series):
            named = [(indicator_called(one.indicator, indicators), one) for one in series]
            if mine := [one for one in named if wanted in ("", one[0])]:
                return mine
            raise ProjectError(
                self.questions.of_the_file(
                    message("The file holds no new values for {indicator}.", indicator=wanted)
                )
            )
        if wanted:
            return [(wanted, self._of_indicator(wanted, measures.get(wanted, ""), series))]
        by_measure = [
            (indicator, one)
            for one in series
            for indicator, measure in measures.items()
            if one.measure and one.measure == measure
        ]
        if by_measure:
            return by_measure
        if len(series) == 1:
            return [(self._indicator(), series[0])]
        raise ProjectError(
            self.questions.of_the_file(
                message(
                    "No indicator has any of the measures of the file: {names}. Choose one with "
                    "--measure, and say with --indicator where it belongs.",
                    names=listed(one.title for one in series),
                )
            )
        )

    def _of_indicator(
        self, indicator: str, measure: str, series: Sequence[MeasureSeries]
    ) -> MeasureSeries:
        """The series that is an indicator's."""
        own = [one for one in series if measure and one.measure == measure]
        if own:
            return own[0]
        if len(series) > 1:
            raise ProjectError(
                self.questions.of_the_file(
                    message(
                        "None of the measures of the file is the one of {indicator} in Kolada. "
                        "Choose one with --measure: {names}.",
                        indicator=indicator,
                        names=listed(one.title for one in series),
                    ),
                    0,
                )
            )
        [one] = series
        if one.measure and measure and not self.is_measure_said:
            raise ProjectError(
                self.questions.of_the_file(
                    message(
                        "The values are of {found} in Kolada, but those of {indicator} are of "
                        "{measure}. If they belong there all the same, give --measure {found}.",
                        found=one.measure,
                        indicator=indicator,
                        measure=measure,
                    ),
                    0,
                )
            )
        return one

    def _indicator(self) -> str:
        indicators = self.questions.context.measurements.by_indicator
        if found := indicator_of_file(self.questions.file, indicators):
            return found
        if not self.questions.person:
            raise ProjectError(
                message(
                    "Say which indicator the values belong to, with --indicator, or name the file "
                    "after it. The indicators are {names}.",
                    names=", ".join(indicators),
                )
            )
        return self.questions.indicator(self.questions.person)

    def _measures(self) -> Mapping[str, str]:
        """The ids in Kolada of the indicators that have one."""
        graph = self.questions.context.graph
        return {
            item.id: measure
            for item in graph.of_role(Role.INDICATOR)
            if (measure := item.text(FieldName.KOLADA))
        }
