"""When the bodies that decide meet: a CSV file with a day and a body on each line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from policytrace.measure.csvfile import CsvLine, Issue, read_lines
from policytrace.measure.measurements import read_inside
from policytrace.messages import message
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A day on which a body meets."""

    day: date
    body: str
    """The id of an organisation, or its title, as it is written."""
    line: int
    """Where it stands in the file, counted from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meetings:
    """What a project says of meetings."""

    file: str = ""
    """Path from the project's folder; empty if the project has none."""
    rows: tuple[Meeting, ...] = ()
    """Those that can be read, in the order of their days."""
    issues: tuple[Issue, ...] = ()


def load_meetings(project: Path, metamodel: Metamodel) -> Meetings:
    """The meetings of the project in the folder `project`; what is wrong with them is an issue."""
    name = metamodel.meetings
    if name is None:
        return Meetings()
    content = read_inside(project, name)
    if isinstance(content, Issue):
        return Meetings(file=name, issues=(content,))
    header = metamodel.words["field.date"], metamodel.words["role.organisation"]
    return read_meetings(name, content, header)


def read_meetings(name: str, content: bytes, header: tuple[str, str]) -> Meetings:
    """The meetings that the file called `name` holds, whose columns are called as in `header`."""
    remedy = message("The first line is to be: {header}", header=",".join(header))
    lines, issues = read_lines(content, header, remedy=remedy)
    found: dict[tuple[date, str], Meeting] = {}
    wrong = list(issues)
    for line in lines:
        read = _meeting(line, header)
        if isinstance(read, Issue):
            wrong.append(read)
        elif (read.day, read.body.casefold()) in found:
            wrong.append(
                Issue(
                    line=line.number,
                    message=message("The meeting is listed twice."),
                    hint=message("Take one of the two lines away."),
                )
            )
        else:
            found[read.day, read.body.casefold()] = read
    rows = sorted(found.values(), key=lambda one: (one.day, one.line))
    return Meetings(file=name, rows=tuple(rows), issues=tuple(wrong))


def _meeting(line: CsvLine, header: tuple[str, str]) -> Meeting | Issue:
    written, body = (line.cells[name] for name in header)
    try:
        day = date.fromisoformat(written)
    except ValueError:
        day = None
    if day is None or day.isoformat() != written:
        return Issue(
            line=line.number,
            message=message("“{text}” is no day.", text=written[:50]),
            hint=message("Write a date that exists, as 2027-11-15."),
        )
    if not body:
        return Issue(
            line=line.number,
            message=message("Nothing says who meets."),
            hint=message("Write the id of an organisation, or its title."),
        )
    return Meeting(day=day, body=body, line=line.number)


def bodies_of(graph: Graph) -> Mapping[str, Item]:
    """The organisations by what a meeting can call them: their ids and titles, in lower case."""
    found = graph.of_role(Role.ORGANISATION)
    return {
        **{item.title.casefold(): item for item in found},
        **{item.id.casefold(): item for item in found},
    }
