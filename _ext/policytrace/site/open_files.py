"""What is published as open data: the files that describe the whole plan, and what is left out.

All that an object holds is told, but what `TOLD_ELSEWHERE` and `WITHHELD` name; a test compares
them with what the files have.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from policytrace.messages import Message, message
from policytrace.plan.model import Item
from policytrace.plan.queries import parts_of
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.snapshot import Snapshot

FOLDER = "data/"
"""Where the files lie, from the site's root."""

PLAN, PLAN_SCHEMA = f"{FOLDER}plan.json", f"{FOLDER}plan.schema.json"
OBJECTS, LINKS, VALUES = f"{FOLDER}objekt.csv", f"{FOLDER}lankar.csv", f"{FOLDER}varden.csv"
CHANGES, CHANGES_SCHEMA = f"{FOLDER}andringar.json", f"{FOLDER}andringar.schema.json"
OBJECT_SCHEMA = f"{FOLDER}objekt.schema.json"
DATA_PACKAGE = f"{FOLDER}datapackage.json"
CATALOGUE = f"{FOLDER}dcat.rdf"
"""Made only for a site whose address is known: all addresses in it are whole."""
STRATML = f"{FOLDER}stratml.xml"
FIRST_PLAN = "plan.json"
"""Where the plan lay at first; addresses stay."""

SITEMAP = "sitemap.xml"
"""The list of all pages."""

ASSISTANTS = "llms.txt"
"""What is for assistants lies at the site's root, where they look for it."""

GOALS = (Role.PRIORITY, Role.GOAL)
"""What StratML has as goals; it takes one at least."""

TOLD_ELSEWHERE: Mapping[FieldName, str] = MappingProxyType(
    {
        FieldName.STATUS: "status",
        FieldName.STATE: "action_status.judgement",
        FieldName.STATE_REASON: "action_status.judgement.reason",
        FieldName.STATE_BY: "action_status.judgement.function",
        FieldName.STATE_UNTIL: "action_status.judgement.until",
    }
)
"""Fields that have a place of their own in the plan document instead of one among its fields."""

WITHHELD: Mapping[str, Message] = MappingProxyType(
    {
        f"fields.{FieldName.DATA}": message(
            "The name of a file in the project. All of it that may be shown is among the values."
        ),
        f"fields.{FieldName.SHORT_NAME}": message(
            "A shorter name for narrow tables and charts. The whole one is the title."
        ),
        "judgement.past": message(
            "A judgement of how it goes that no longer holds: which it was, its reason, who made "
            "it and until when. It ends with its last day, or when what it is about is done or "
            "cancelled. All of it is told for as long as it holds."
        ),
        "location": message(
            "The file and the line that an object is written on. They change whenever a text is "
            "moved, without the plan having changed."
        ),
        "malformed": message("What cannot be read as a value. The gate lets no such plan out."),
        "values.few": message(
            "Values that so few persons are behind that somebody could be recognised, and those "
            "that would give them away. Neither the value nor the number of persons is told."
        ),
    }
)
"""What is in no file, and why: a field, another thing that is known of an object, or a value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFile:
    """A file that describes the whole plan, or one of its sides."""

    address: str
    """From the site's root."""
    form: str
    """What it is written in."""
    says: Message
    """What it holds, or what it is for."""


def workbook_file(plan: Item) -> str:
    """The address of a plan's workbook, from the site's root."""
    return f"{FOLDER}{plan.id}.xlsx"


def strategies_that_hold(snapshot: Snapshot) -> tuple[Item, ...]:
    """The strategies that nothing has replaced or cancelled."""
    graph = snapshot.graph
    return tuple(
        item
        for item in graph.of_role(Role.STRATEGY)
        if item.live and not graph.sources(item.id, LinkKind.REPLACES)
    )


def stratml_files(snapshot: Snapshot) -> Mapping[str, Item]:
    """The strategies that are told in StratML, by their files; the first has the plain name."""
    graph = snapshot.graph
    found: dict[str, Item] = {}
    for strategy in strategies_that_hold(snapshot):
        parts = parts_of(graph, (strategy,))
        if any(item.id in parts for item in graph.of_role(*GOALS)):
            found[f"{FOLDER}stratml-{strategy.id}.xml" if found else STRATML] = strategy
    return found


def open_files(snapshot: Snapshot) -> tuple[OpenFile, ...]:
    """The files, those for most readers first."""
    return (
        *(
            _file(
                workbook_file(plan),
                "Excel",
                message("“{title}” as a workbook, to read and to print.", title=plan.title),
            )
            for plan in snapshot.graph.of_role(Role.PLAN)
        ),
        _file(PLAN, "JSON", message("The whole plan: objects, links, values and verdicts.")),
        _file(PLAN_SCHEMA, "JSON Schema", message("The form of that file, part by part.")),
        _file(OBJECTS, "CSV", message("All objects, a row for each.")),
        _file(LINKS, "CSV", message("All links between objects, a row for each.")),
        _file(VALUES, "CSV", message("All values of all indicators, a row for each.")),
        _file(
            DATA_PACKAGE,
            "Frictionless Data Package",
            message("What each column of the tables holds, with sizes, checksums and sources."),
        ),
        *(
            _file(
                address,
                "StratML",
                message("“{title}” for programs that compare strategies.", title=strategy.title),
            )
            for address, strategy in stratml_files(snapshot).items()
        ),
        *(
            (_file(CATALOGUE, "DCAT-AP-SE", message("The catalogue that data portals read.")),)
            if snapshot.metamodel.site
            else ()
        ),
        _file(OBJECT_SCHEMA, "JSON Schema", message("The form of the files about one object.")),
        _file(CHANGES, "JSON", message("What has been changed in the plan, day by day.")),
        _file(CHANGES_SCHEMA, "JSON Schema", message("The form of the file of changes.")),
        _file(ASSISTANTS, "Markdown", message("Where assistants begin, and how they cite.")),
    )


def _file(address: str, form: str, says: Message) -> OpenFile:
    return OpenFile(address=address, form=form, says=says)
