"""What a fetch needs of a project, seen to be in order before anybody is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from policytrace.errors import ProjectError
from policytrace.locations import Location
from policytrace.measure.csvfile import Issue
from policytrace.measure.data_file import DataFile, data_file, demand_order
from policytrace.measure.kolada_catalogue import CatalogueEntry, read_catalogue
from policytrace.measure.measurements import Measurements, read_inside
from policytrace.messages import message
from policytrace.plan.graph import Graph
from policytrace.schema.metamodel import CONFIG_FILE
from policytrace.schema.roles import FieldName, Role
from policytrace.sources.kolada.faults import shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The project's register of measures."""

    file: str
    """Its path from the project's folder."""
    path: Path
    before: bytes
    entries: Mapping[str, CatalogueEntry]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A project to fetch for."""

    areas: Mapping[str, str]
    """The names of the areas to ask for, by their codes."""
    register: Register
    targets: Mapping[str, DataFile]
    """The data files of the indicators."""


def measures_of(graph: Graph, only: Sequence[str]) -> dict[str, str]:
    """The ids of the measures to fetch, by indicator; `only` those, unless it is empty.

    Raises:
        ProjectError: it names what is not fetched from Kolada.
    """
    known = {
        item.id: measure
        for item in graph.of_role(Role.INDICATOR)
        if (measure := item.text(FieldName.KOLADA))
    }
    if not only:
        return known
    wanted = {name.upper() for name in only}
    names = {*known, *known.values()}
    if unknown := sorted(wanted - names):
        near = get_close_matches(unknown[0], sorted(names), n=1)
        raise ProjectError(
            message(
                "No indicator that is fetched from Kolada has the id {id}. Did you mean {nearest}?",
                id=shown(unknown[0]),
                nearest=near[0],
            )
            if near
            else message(
                "No indicator that is fetched from Kolada has the id {id}.", id=shown(unknown[0])
            )
        )
    return {
        indicator: measure for indicator, measure in known.items() if wanted & {indicator, measure}
    }


def prepare(project: Path, measured: Measurements, indicators: Sequence[str]) -> Prepared:
    """What a fetch for these indicators needs.

    Raises:
        ProjectError: something is missing or wrong, or two indicators have the same file.
    """
    demand_order(measured)
    register = _register(project, measured)
    targets = {name: data_file(project, measured, name) for name in indicators}
    owners: dict[Path, str] = {}
    for name, found in targets.items():
        _refuse(found.data.file, found.table.issues)
        owner = owners.setdefault(found.path, name)
        if owner != name:
            raise ProjectError(
                message(
                    "{first} and {second} have the same file, {file}. Give each its own.",
                    first=owner,
                    second=name,
                    file=found.data.file,
                )
            )
    return Prepared(areas=_areas(measured), register=register, targets=targets)


def _areas(measured: Measurements) -> Mapping[str, str]:
    file = measured.settings.areas or ""
    names: dict[str, str] = {}
    for area in measured.areas.areas.values():
        if area.kolada and names.setdefault(area.kolada, area.key) != area.key:
            raise ProjectError(
                message(
                    "{first} and {second} have the same code in Kolada, {code}. Give it to one.",
                    first=names[area.kolada],
                    second=area.key,
                    code=area.kolada,
                ),
                Location(file=file, line=area.line),
            )
    if not names:
        raise ProjectError(
            message("No area has a code in Kolada. Write at least the municipality's own."),
            Location(file=file, line=1),
        )
    return names


def _register(project: Path, measured: Measurements) -> Register:
    file = measured.settings.kolada
    if file is None:
        raise ProjectError(
            message(
                "The project has no register of Kolada's measures. Set kolada under "
                "[policytrace.indicators]."
            ),
            Location(file=CONFIG_FILE, line=1),
        )
    content = read_inside(project, file)
    if isinstance(content, Issue):
        raise ProjectError(content.message, Location(file=file, line=content.line))
    found = read_catalogue(content, measured.words)
    _refuse(file, found.issues)
    return Register(file=file, path=project / file, before=content, entries=found.entries)


def _refuse(file: str, issues: Sequence[Issue]) -> None:
    if issues:
        raise ProjectError(issues[0].message, Location(file=file, line=issues[0].line))
