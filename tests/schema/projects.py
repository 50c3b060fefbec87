"""The smallest ubproject.toml files, and what is said of one that cannot be read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from policytrace.errors import ProjectError
from policytrace.locations import Location
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.vocabulary import VOCABULARIES
from tests.plan_builder import english

WORDS_TABLES = "".join(
    f"\n[policytrace.words.{name}]\n" + "".join(f'{key} = "{key}"\n' for key in keys)
    for name, keys in VOCABULARIES.items()
)
"""A project whose words are the keys themselves."""

SMALL = f"""\
[needs.types."goal"]
title = "A goal"
prefix = "G-"

[needs.types.task]
title = "A task"
prefix = "T-"

[needs.types.risk]
title = "A risk"
prefix = "R-"

[needs.fields.date]
description = "The last day"
schema = {{ type = "string", format = "date" }}

[needs.fields.way]
schema = {{ type = "string", enum = ["up", "down"] }}

[needs.fields.budget]
schema = {{ type = "integer" }}

[needs.links."under"]
outgoing = "is under"
incoming = "is over"

[needs.links.needs]

[policytrace]
passages = "text/passages.csv"

[policytrace.roles]
goal = "goal"
action = "task"

[policytrace.links]
part_of = "under"

[policytrace.fields]
due = "date"
direction = "way"

[policytrace.required]
task = ["date", {{ any = ["under", "budget"], when = "way" }}]
risk = ["needs"]

[policytrace.rules]
PT101 = "varning"
{WORDS_TABLES}"""
"""Two types with roles and one without, as many fields, and links of each kind."""

Read = Callable[[str], Metamodel]
"""Reads a project whose ubproject.toml is the given text; see the fixture `read`."""


def mistake(read: Read, text: str) -> tuple[str, Location | None]:
    """What is said of a text that cannot be read, in English, and where."""
    with pytest.raises(ProjectError) as raised:
        read(text)
    return english(raised.value.text), raised.value.location


def at(text: str, part: str) -> Location:
    """The place of the line of `text` in which `part` stands."""
    [line] = [number for number, line in enumerate(text.splitlines(), start=1) if part in line]
    return Location(file="ubproject.toml", line=line)
