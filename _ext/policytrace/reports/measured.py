"""What a report says of indicators: what the values show, chart, verdict, sources.

The figures are those of the page about the indicator, from the same functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policytrace.measure.performance import Measure
from policytrace.messages import message
from policytrace.plan.model import Item
from policytrace.reports.document import (
    Block,
    Column,
    DataTable,
    Heading,
    Kept,
    Paragraph,
    Picture,
    Run,
    Text,
    Tone,
    text_of,
)
from policytrace.reports.telling import Teller
from policytrace.schema.roles import FieldName, LinkKind
from policytrace.site.pages.indicator_page import IndicatorPart, indicator_part
from policytrace.site.views.headline_figure import HeadlineFigure, headline_charts
from policytrace.site.views.indicator_figures import OverTime
from policytrace.site.views.indicator_row import IndicatorRow, indicator_row
from policytrace.site.views.indicator_values import Credit


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredTeller:
    """Tells of indicators."""

    teller: Teller

    def section(self, indicator: Item, level: int) -> Iterator[Block]:
        """All that is said of an indicator that has values."""
        teller, row = self.teller, self.row(indicator)
        part = indicator_part(teller.snapshot, indicator)
        heading = Heading(level=level, text=indicator.title, label=self.verdicts(row))
        picture = self.picture(part.headline)
        first: list[Block] = [heading, *self._finding(part.headline)]
        if picture:
            first.append(picture)
        yield Kept(blocks=tuple(first))
        yield from self._judged(part, indicator)
        for judgement in part.judgements:
            whose = ", ".join(teller.say(one) for one in judgement.whose)
            said = teller.say(judgement.reason)
            yield Paragraph(
                text=(*text_of(f"{whose}: " if whose else "", strong=True), *text_of(said)),
                tone=Tone.NOTE,
            )
        yield from self._credits(part)
        if part.caution:
            caution = teller.say(message("Caution:"))
            yield Paragraph(
                text=(Run(text=f"{caution} ", strong=True), Run(text=part.caution)),
                tone=Tone.CAUTION,
            )

    def row(self, indicator: Item) -> IndicatorRow:
        """What is said of an indicator in a line."""
        return indicator_row(self.teller.snapshot, indicator)

    def verdicts(self, row: IndicatorRow) -> str:
        """The verdicts on an indicator, the worst first; empty without values."""
        return "; ".join(map(self.teller.verdict, row.badges)) if row.headline else ""

    def finding(self, row: IndicatorRow) -> str:
        """What an indicator says first; without values when they come."""
        teller = self.teller
        if row.headline is None:
            if row.expected:
                return teller.say(
                    message("No value yet. Expected on {day}.", day=teller.day(row.expected))
                )
            return teller.say(message("No value yet."))
        said = teller.say(row.headline.finding)
        if row.headline.period.text in said:
            return said
        return f"{said} ({teller.say(row.headline.period_name)})"

    def table(self, indicators: Iterable[Item], caption: str) -> DataTable:
        """Indicators with what they say first, and their verdicts."""
        rows = tuple(self.row(one) for one in indicators)
        say = self.teller.say
        return DataTable(
            caption=caption,
            columns=(
                Column(title=say(message("Measure")), share=4),
                Column(title=say(message("What the values show")), share=5),
                Column(title=say(message("Verdict")), share=3),
            ),
            rows=tuple(
                (
                    text_of(row.indicator.title),
                    text_of(self.finding(row)),
                    text_of(self.verdicts(row) or say(message("no value"))),
                )
                for row in rows
            ),
        )

    def without_values(self, indicators: Iterable[Item], caption: str) -> DataTable:
        """Indicators that have no value yet: who is to produce it, and when."""
        teller = self.teller
        return DataTable(
            caption=caption,
            columns=(
                Column(title=teller.say(message("Measure")), share=6),
                Column(title=teller.title(LinkKind.OWNER), share=4),
                Column(title=teller.title(FieldName.VALUE_EXPECTED), share=3),
            ),
            rows=tuple(
                (
                    text_of(one.title),
                    text_of(teller.owners(one)),
                    text_of(
                        teller.day(one.day(FieldName.VALUE_EXPECTED))
                        or teller.say(message("not said"))
                    ),
                )
                for one in indicators
            ),
        )

    def picture(self, headline: HeadlineFigure | None) -> Picture | None:
        """The chart of what an indicator says first; None for a value by itself."""
        if headline is None:
            return None
        for chart in headline_charts((headline,), self.teller.translations).values():
            told = f"{chart.title}. {self.teller.say(headline.finding)}. {chart.description}"
            return Picture(
                chart=chart, alternative=" ".join(told.split()), caption=self._left_out(headline)
            )
        return None

    def _left_out(self, headline: HeadlineFigure) -> str:
        """What has values and is not in the chart."""
        figure, say = headline.figure, self.teller.say
        if not isinstance(figure, OverTime) or not figure.left_out:
            return ""
        return f"{say(message('Not in the chart:'))} {', '.join(map(say, figure.left_out))}."

    def _finding(self, headline: HeadlineFigure | None) -> Iterator[Block]:
        if headline is None:
            return
        teller = self.teller
        said = [headline.scope]
        if headline.is_preliminary:
            said.append(message("Preliminary value."))
        if headline.is_outdated:
            said.append(message("There should be a newer value by now."))
        scope = " ".join(map(teller.say, said))
        yield Paragraph(
            text=(
                Run(text=f"{teller.say(headline.finding)}. ", strong=True),
                Run(text=scope),
            )
        )

    def _judged(self, part: IndicatorPart, indicator: Item) -> Iterator[Block]:
        """The values that the verdicts were given, and the verdicts."""
        if not part.verdicts:
            return
        teller = self.teller
        say = teller.say
        columns = [
            Column(title=say(message("About")), share=3),
            Column(title=say(message("Baseline")), share=3, is_number=True),
            Column(title=say(message("Latest value")), share=3, is_number=True),
            Column(title=say(message("Target")), share=3, is_number=True),
            Column(title=say(message("Verdict")), share=4),
        ]
        rows: list[tuple[Text, ...]] = []
        for row in part.verdicts:
            found = row.assessment
            target = (
                f"{teller.band(found.target.band)} ({found.year})"
                if (found.target and found.year)
                else ""
            )
            rows.append(
                (
                    text_of(say(row.whose)),
                    text_of(
                        f"{teller.number(found.baseline.value)} ({say(row.baseline_period)})"
                        if found.baseline and row.baseline_period
                        else ""
                    ),
                    text_of(
                        f"{teller.number(found.latest.value)} ({say(row.latest_period)})"
                        if found.latest and row.latest_period
                        else ""
                    ),
                    text_of(target),
                    text_of(teller.verdict(row.badge)),
                )
            )
        used = [number for number, _ in enumerate(columns) if any(row[number] for row in rows)]
        unit = part.unit.text
        caption = (
            message("{title}, in {unit}", title=indicator.title, unit=unit)
            if unit
            else message("{text}", text=indicator.title)
        )
        yield DataTable(
            caption=say(caption),
            columns=tuple(columns[number] for number in used),
            rows=tuple(tuple(row[number] for number in used) for row in rows),
        )

    def _credits(self, part: IndicatorPart) -> Iterator[Block]:
        if part.headline is None:
            return
        figure = part.headline.figure
        said = self._source(figure.credits)
        runs = list(text_of(said))
        gaps = any(row.assessment.measure is Measure.GAP for row in part.verdicts)
        if figure.own_calculation or gaps:
            label = self.teller.say(message("Own calculation:"))
            told = self.teller.say(message("the difference is women's value less men's."))
            runs += (Run(text=f" {label} ", strong=True), Run(text=told))
        elif any(one.is_own_calculation for one in figure.credits):
            label = self.teller.say(message("Own calculation"))
            if label not in said:  # the source itself may say so
                runs.append(Run(text=f" {label}.", strong=True))
        if runs:
            yield Paragraph(text=tuple(runs), tone=Tone.NOTE)

    def _source(self, credit: Iterable[Credit]) -> str:
        known = tuple(credit)
        texts = "; ".join(dict.fromkeys(one.text for one in known))
        if not texts:
            return ""
        if any(one.is_provisional for one in known):
            return self.teller.say(message("Source: {source} (provisional source).", source=texts))
        return self.teller.say(message("Source: {source}.", source=texts))
