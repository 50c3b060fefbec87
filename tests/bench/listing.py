"""Which objects of a generated plan stand where: for what is handed it, but not in Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from policytrace.schema.roles import Role
from tests.bench.objects import Entry, Plan, sizes

_ID = re.compile(r":id: (?P<id>\S+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An object and the line that it begins on."""

    entry: Entry
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of a generated plan."""

    name: str
    """Its path, without suffix."""
    title: str
    objects: tuple[Placed, ...]


def listing(objects: int, files: Mapping[str, str]) -> tuple[Page, ...]:
    """The pages among the files of a plan of `objects` objects, in the order that they are read."""
    plan = Plan(sizes(objects))
    entries = {entry.id: entry for role in Role for entry in plan.of_role(role)}
    return tuple(
        Page(
            name=name.removesuffix(".md"),
            title=text.partition("\n")[0].removeprefix("# "),
            objects=tuple(
                Placed(entry=entries[found["id"]], line=number - 1)
                for number, line in enumerate(text.split("\n"), start=1)
                if (found := _ID.fullmatch(line))
            ),
        )
        for name, text in files.items()
        if name.endswith(".md")
    )
