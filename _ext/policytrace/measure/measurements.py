"""Everything that a project has measured: its registers and the files of its indicators."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from policytrace.hidden_files import is_hidden
from policytrace.measure.areas import AreaRegister, read_areas
from policytrace.measure.csvfile import MAX_BYTES, Issue
from policytrace.measure.kolada_catalogue import Catalogue, read_catalogue
from policytrace.measure.populations import Combination, CountedFile, combinations
from policytrace.measure.series import Series
from policytrace.measure.suppression import Threshold, suppress, threshold_for, withheld
from policytrace.measure.tables import Table, read_table
from policytrace.messages import message
from policytrace.schema.words import KEYS, Words
from policytrace.settings import IndicatorSettings

SUFFIX = ".csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorSource:
    """What is known of an indicator before its file is read."""

    file: str = ""
    """The name of its file; empty: the name follows from its id."""
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorData:
    """The values of one indicator."""

    id: str
    file: str
    """Path from the project's folder; also when there is no such file."""
    named: bool
    """Whether the indicator names the file, so that it must be there."""
    exists: bool
    table: Table
    """As it was read. What is shown is made of `series`."""
    series: Series
    """Without the values that few persons are behind."""
    unit: str
    threshold: Threshold


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurements:
    """All that a project has measured."""

    settings: IndicatorSettings = field(default_factory=IndicatorSettings)
    words: Words = KEYS
    """The words that its files are written in."""
    areas: AreaRegister = field(default_factory=AreaRegister)
    catalogue: Catalogue = field(default_factory=Catalogue)
    by_indicator: Mapping[str, IndicatorData] = field(default_factory=dict)
    orphans: tuple[str, ...] = ()
    """Files in the data folder that belong to no indicator."""
    together: tuple[Combination, ...] = ()
    """What rows of several files tell together that they must not."""

    def has_values(self, indicator: str) -> bool:
        """Whether an indicator has a value of the municipality or a part of it, shown or not."""
        data = self.by_indicator.get(indicator)
        own = self.areas.own
        return data is not None and any(
            row.value is not None and row.area in own for row in data.table.rows
        )

    def series(self, indicator: str) -> Series:
        """The values of an indicator; empty if it has none."""
        data = self.by_indicator.get(indicator)
        return data.series if data else Series()


def data_file(settings: IndicatorSettings, indicator: str, named: str) -> str:
    """The path of an indicator's file from the project's folder."""
    return f"{settings.data}/{named or indicator.lower() + SUFFIX}"


def load_measurements(
    project: Path,
    settings: IndicatorSettings,
    sources: Mapping[str, IndicatorSource],
    words: Words,
) -> Measurements:
    """Read all that the project in the folder `project` has measured.

    `sources` are the indicators by id. What is wrong with the files is kept with what they hold.
    """
    if settings.areas is None or settings.data is None:
        catalogue = _catalogue(project, settings, words)
        return Measurements(settings=settings, words=words, catalogue=catalogue)
    areas_content = read_inside(project, settings.areas)
    areas = (
        AreaRegister(issues=(areas_content,))
        if isinstance(areas_content, Issue)
        else read_areas(areas_content, words, settings.parts)
    )
    read = {
        indicator: _read(project, settings, areas, words, indicator, source)
        for indicator, source in sources.items()
    }
    by_indicator, together = kept_apart(read, areas)
    return Measurements(
        settings=settings,
        words=words,
        areas=areas,
        catalogue=_catalogue(project, settings, words),
        by_indicator=by_indicator,
        orphans=_orphans(project, settings.data, by_indicator),
        together=together,
    )


def kept_apart(
    by_indicator: Mapping[str, IndicatorData], areas: AreaRegister
) -> tuple[Mapping[str, IndicatorData], tuple[Combination, ...]]:
    """The indicators without values that tell of few persons together, and what they told.

    The series of those given are without what their own files tell.
    """
    together = combinations(
        [
            CountedFile(
                indicator=data.id,
                file=data.file,
                unit=data.unit,
                rows=data.series.rows,
                threshold=data.threshold,
            )
            for data in by_indicator.values()
        ],
        areas,
    )
    told = {(one.indicator, one.row.key) for one in together}
    apart = {}
    for name in {indicator for indicator, _ in told}:
        data = by_indicator[name]
        rows = [withheld(row) if (name, row.key) in told else row for row in data.table.rows]
        apart[name] = replace(data, series=Series(suppress(rows, data.threshold, areas)))
    return MappingProxyType({**by_indicator, **apart}), together


def with_contents(measured: Measurements, contents: Mapping[str, bytes]) -> Measurements:
    """What is measured if these files had these contents.

    The files are those of indicators, by their paths from the project's folder.
    """
    areas, words = measured.areas, measured.words
    read = {
        name: _with_table(
            replace(data, exists=True) if data.file in contents else data,
            read_table(contents[data.file], areas, words) if data.file in contents else data.table,
            measured.settings,
            areas,
        )
        for name, data in measured.by_indicator.items()
    }
    by_indicator, together = kept_apart(read, areas)
    return replace(measured, by_indicator=by_indicator, together=together)


def _with_table(
    data: IndicatorData, table: Table, settings: IndicatorSettings, areas: AreaRegister
) -> IndicatorData:
    values = (row.value for row in table.rows if row.value is not None)
    threshold = threshold_for(data.unit, settings.smallest_group, settings.count_units, values)
    series = Series(suppress(table.rows, threshold, areas))
    return replace(data, table=table, series=series, threshold=threshold)


def read_inside(project: Path, name: str) -> bytes | Issue:
    """The content of a file of the project, or why it cannot be had."""
    path = Path(os.path.realpath(project / name))
    if not path.is_relative_to(os.path.realpath(project)):
        return Issue(
            line=1,
            message=message("{file} is a link out of the project.", file=name),
            hint=message("Put the file itself there."),
        )
    try:
        # Nobody would wait for what may never come, as from a pipe.
        if path.is_file():
            with path.open("rb") as file:
                return file.read(MAX_BYTES + 1)
    except OSError:
        pass
    return Issue(
        line=1,
        message=message("{file} is missing or cannot be read.", file=name),
        hint=message("Put the file there, or correct its name."),
    )


def _read(
    project: Path,
    settings: IndicatorSettings,
    areas: AreaRegister,
    words: Words,
    indicator: str,
    source: IndicatorSource,
) -> IndicatorData:
    file = data_file(settings, indicator, source.file)
    exists = os.path.lexists(project / file)
    table = Table()
    if exists or source.file:
        content = read_inside(project, file)
        table = (
            Table(issues=(content,))
            if isinstance(content, Issue)
            else read_table(content, areas, words)
        )
    data = IndicatorData(
        id=indicator,
        file=file,
        named=bool(source.file),
        exists=exists,
        table=Table(),
        series=Series(),
        unit=source.unit,
        threshold=Threshold(smallest=settings.smallest_group),
    )
    return _with_table(data, table, settings, areas)


def _catalogue(project: Path, settings: IndicatorSettings, words: Words) -> Catalogue:
    if settings.kolada is None:
        return Catalogue()
    content = read_inside(project, settings.kolada)
    return (
        Catalogue(issues=(content,))
        if isinstance(content, Issue)
        else read_catalogue(content, words)
    )


def _orphans(
    project: Path, folder: str, by_indicator: Mapping[str, IndicatorData]
) -> tuple[str, ...]:
    claimed = {data.file for data in by_indicator.values()}
    try:
        names = sorted(entry.name for entry in os.scandir(project / folder))
    except OSError:
        return ()
    return tuple(
        path
        for name in names
        if not is_hidden(name) and (path := f"{folder}/{name}") not in claimed
    )
