"""Where the values of a file belong: the indicator, and the data file that is there now."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from policytrace.errors import ProjectError
from policytrace.locations import Location
from policytrace.measure.csvfile import Issue
from policytrace.measure.measurements import IndicatorData, Measurements, read_inside
from policytrace.measure.tables import Table, read_table
from policytrace.messages import message
from policytrace.schema.metamodel import CONFIG_FILE


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile:
    """A data file, and what it holds."""

    data: IndicatorData
    path: Path
    before: bytes | None
    """None: there is no such file."""
    table: Table


def demand_order(measured: Measurements) -> None:
    """See to it that values can be checked and put somewhere.

    Raises:
        ProjectError: the project has no place for values, or no register of areas to check them by.
    """
    settings = measured.settings
    if settings.areas is None or settings.data is None:
        raise ProjectError(
            message(
                "The project has no place for values. Set areas and data under "
                "[policytrace.indicators].",
            ),
            Location(file=CONFIG_FILE, line=1),
        )
    if measured.areas.issues:
        issue = measured.areas.issues[0]
        raise ProjectError(issue.message, Location(file=settings.areas, line=issue.line))


def indicator_called(name: str, indicators: Mapping[str, IndicatorData]) -> str:
    """The id of the indicator with this id, written in whatever case.

    Raises:
        ProjectError: there is none.
    """
    wanted = name.strip().upper()
    if wanted in indicators:
        return wanted
    near = get_close_matches(wanted[:100], list(indicators), n=1)
    if near:
        raise ProjectError(
            message(
                "There is no indicator {name}. Did you mean {nearest}?", name=name, nearest=near[0]
            )
        )
    raise ProjectError(message("There is no indicator {name}.", name=name))


def indicator_of_file(file: Path, indicators: Mapping[str, IndicatorData]) -> str | None:
    """The indicator whose data file has the same name as `file`, whatever form that has."""
    stem = unicodedata.normalize("NFC", file.stem).casefold()
    for name, data in indicators.items():
        if PurePosixPath(data.file).stem.casefold() == stem:
            return name
    return None


def data_file(project: Path, measured: Measurements, indicator: str) -> DataFile:
    """The data file of an indicator, in the project's folder for them.

    Raises:
        ProjectError: it leads elsewhere, or cannot be read.
    """
    data = measured.by_indicator[indicator]
    folder = project / (measured.settings.data or "")
    path = project / data.file
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        raise ProjectError(
            message("{file} leads out of the folder for values.", file=data.file),
            Location(file=data.file, line=1),
        )
    if not data.exists:
        return DataFile(data=data, path=path, before=None, table=Table())
    content = read_inside(project, data.file)
    if isinstance(content, Issue):
        raise ProjectError(content.message, Location(file=data.file, line=content.line))
    table = read_table(content, measured.areas, measured.words)
    return DataFile(data=data, path=path, before=content, table=table)
