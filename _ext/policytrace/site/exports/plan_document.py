"""What ``plan.json`` holds: the contract from which both the file and its JSON Schema are made.

A reader must take what is added later in its stride. When something is taken away, or comes to mean
something else, `VERSION` goes up.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field

from policytrace.messages import Message, message
from policytrace.site.exports.document_parts import (
    DocumentPart,
    Number,
    RangeEntry,
    Value,
    WordEntry,
    json_schema_of,
)
from policytrace.site.exports.document_parts import is_what as _is
from policytrace.site.signs import escaped_signs

VERSION: Literal[1] = 1
SCHEMA_FILE: Literal["plan.schema.json"] = "plan.schema.json"
OBJECT_SCHEMA: Literal["../objekt.schema.json"] = "../objekt.schema.json"


class LinkEntry(DocumentPart):
    """What a link is called."""

    word: Annotated[str, _is(message("What the project calls it."))]
    outgoing: Annotated[str, _is(message("What it is called where it begins."))]
    incoming: Annotated[str, _is(message("What it is called where it leads."))]


class JudgementEntry(DocumentPart):
    """What somebody has judged instead of the rules."""

    reason: Annotated[str, _is(message("Why it has been judged so."))]
    function: Annotated[str, _is(message("The body or function that judges."))]
    until: Annotated[date, _is(message("The last day on which the judgement holds."))]
    computed: Annotated[WordEntry | None, _is(message("What the rules say."))]


class StatusInputsEntry(DocumentPart):
    """What the rules looked at to say how it goes."""

    days: Annotated[
        Mapping[str, date], _is(message("The days that count, by the keys in words.fields."))
    ]
    follow_up: Annotated[
        str | None,
        _is(message("The id of the latest follow-up that has been made; null: there is none.")),
    ]
    going_wrong: Annotated[
        tuple[str, ...],
        _is(message("The ids of the indicators that go the wrong way; if that decides.")),
    ]
    milestones: Annotated[
        tuple[str, ...],
        _is(
            message(
                "The ids of the milestones that have passed and are not reached; if that decides."
            )
        ),
    ]
    actions: Annotated[
        Mapping[str, int],
        _is(message("For a plan or a priority: how many of its actions are in each state.")),
    ]


class ActionStatusEntry(DocumentPart):
    """How it goes with an action, a plan or a priority."""

    state: Annotated[
        WordEntry,
        _is(message("How it goes; proposed: nobody has decided, so there is no telling.")),
    ]
    rule: Annotated[
        str | None, _is(message("The rule that gave it, L1 to L16; null for a proposal."))
    ]
    reason: Annotated[str, _is(message("Why, in a sentence."))]
    inputs: Annotated[StatusInputsEntry, _is(message("What the rule looked at."))]
    judgement: Annotated[
        JudgementEntry | None, _is(message("Set if somebody has judged instead of the rules."))
    ]


class ValueEntry(DocumentPart):
    """One measured value, or the note that there is none."""

    period: Annotated[
        str, _is(message("A year, or as 2022-H1, 2022-Q3, 2022-05, or a school year as 2017/18."))
    ]
    area: Annotated[str, _is(message("The name of the place that it is about."))]
    area_kind: Annotated[
        WordEntry | None,
        _is(
            message(
                "What the place is. Places of two kinds may have the same name, and their values "
                "can neither be added nor compared. Null: the register does not know it."
            )
        ),
    ]
    sex: Annotated[WordEntry, _is(message("Whom it is about."))]
    group: Annotated[
        str, _is(message("The part of the population that it is about; empty: all of it."))
    ]
    value: Annotated[
        Number | None, _is(message("The value; null: there is none, or it is held back."))
    ]
    count: Annotated[
        int | None, _is(message("The number of persons behind it; null: it is not known."))
    ]
    unweighted_mean: Annotated[
        bool,
        _is(
            message(
                "Whether the value is a mean of municipalities, in which each weighs as much "
                "however many live there."
            )
        ),
    ]
    status: Annotated[
        WordEntry | None,
        _is(message("Why there is no value, or that it may change.")),
    ]
    source: Annotated[str, _is(message("Who has made the value."))]
    source_provisional: Annotated[
        bool,
        _is(
            message(
                "Whether the source is to be replaced: a private copy, a newspaper or an unknown "
                "producer."
            )
        ),
    ]
    retrieved: Annotated[date, _is(message("When it was taken from there."))]


class ReadingEntry(DocumentPart):
    """A value and its period."""

    period: Annotated[str, _is(message("The period of the value."))]
    value: Annotated[Number, _is(message("The value."))]


class TargetEntry(DocumentPart):
    """What a measure should reach."""

    value: Annotated[Number | RangeEntry, _is(message("A value, or a band to be within."))]
    year: Annotated[int | None, _is(message("By when; null: that is not said."))]


class StageEntry(DocumentPart):
    """What a measure should reach on the way."""

    year: Annotated[int, _is(message("By when."))]
    value: Annotated[Number | RangeEntry, _is(message("A value, or a band to be within."))]
    latest: Annotated[ReadingEntry | None, _is(message("The latest value for that year."))]
    reached: Annotated[
        bool | None, _is(message("Whether it was reached; null: there is no value for that year."))
    ]


class VerdictEntry(DocumentPart):
    """How a measure stands to its target."""

    area: Annotated[str, _is(message("The name of the place that it is about."))]
    area_kind: Annotated[
        WordEntry | None,
        _is(
            message(
                "What the place is. Places of two kinds may have the same name, and their values "
                "can neither be added nor compared. Null: the register does not know it."
            )
        ),
    ]
    division: Annotated[
        str,
        _is(
            message(
                "The kind of parts of the place that were judged, where a target is for every one; "
                "empty: the place as a whole."
            )
        ),
    ]
    sex: Annotated[WordEntry, _is(message("Whom it is about."))]
    group: Annotated[
        str, _is(message("The part of the population that it is about; empty: all of it."))
    ]
    measure: Annotated[
        Literal["value", "gap"],
        _is(message("What is judged: the value, or women's value less men's.")),
    ]
    baseline: Annotated[ReadingEntry | None, _is(message("What it is counted from."))]
    latest: Annotated[ReadingEntry | None, _is(message("The latest value."))]
    target: Annotated[TargetEntry | None, _is(message("What should be reached."))]
    stages: Annotated[
        tuple[StageEntry, ...],
        _is(message("What should be reached on the way, in the order of time.")),
    ]
    expected: Annotated[
        Number | None, _is(message("The value on the straight line from baseline to target."))
    ]
    verdict: Annotated[WordEntry, _is(message("How it stands."))]
    known: Annotated[
        WordEntry | None, _is(message("If it is outdated: how it stood when it was last known."))
    ]
    reason: Annotated[str, _is(message("Why, in a sentence."))]


class MeasuredEntry(DocumentPart):
    """What is known of an indicator."""

    file: Annotated[
        str | None,
        _is(message("The address of the file with the same values as CSV, from the site's root.")),
    ]
    values: Annotated[
        tuple[ValueEntry, ...],
        _is(message("All values, as the site shows them.")),
    ]
    verdicts: Annotated[
        tuple[VerdictEntry, ...], _is(message("How the measure stands, for each area and group."))
    ]


class RestatedEntry(DocumentPart):
    """The passage of the adopted text that an object restates."""

    passage: Annotated[str, _is(message("The pinpoint of the passage in the register."))]
    section: Annotated[
        str | None,
        _is(message("The heading that it stands under; null: the register does not know it.")),
    ]
    wording: Annotated[
        str | None,
        _is(message("The adopted wording; null: the project does not have it.")),
    ]


class ObjectEntry(DocumentPart):
    """One object of the plan."""

    id: Annotated[str, _is(message("Its id, which stays."))]
    type: Annotated[WordEntry, _is(message("What it is."))]
    title: Annotated[str, _is(message("What it is called."))]
    status: Annotated[
        WordEntry | None,
        _is(message("Where it is on its way from proposal to result.")),
    ]
    page: Annotated[str, _is(message("The address of its page, from the site's root."))]
    text: Annotated[
        str,
        _is(
            message(
                "What is written of it, in Markdown as it stands in its file; empty: nothing is."
            )
        ),
    ]
    fields: Annotated[
        Mapping[str, Value], _is(message("What is said of it, by the keys in words.fields."))
    ]
    links: Annotated[
        Mapping[str, tuple[str, ...]],
        _is(message("The ids that it links to, by the keys in words.links.")),
    ]
    action_status: Annotated[
        ActionStatusEntry | None, _is(message("For actions, plans and priorities: how it goes."))
    ]
    measured: Annotated[MeasuredEntry | None, _is(message("For indicators: what is known of it."))]
    restates: Annotated[
        RestatedEntry | None,
        _is(message("Set if it restates the adopted text, in simpler words: what it restates.")),
    ]


class WordsEntry(DocumentPart):
    """What the project calls what the keys stand for."""

    fields: Annotated[Mapping[str, str], _is(message("What fields are called, by their keys."))]
    links: Annotated[Mapping[str, LinkEntry], _is(message("What links are called, by their keys."))]


class PublisherEntry(DocumentPart):
    """Who stands behind the plan as it is told here."""

    official: Annotated[
        bool, _is(message("Whether a public body publishes it as its own; false: it is a draft."))
    ]
    name: Annotated[
        str | None, _is(message("The public body that publishes it; null: it is a draft."))
    ]
    about: Annotated[
        str | None, _is(message("Whom the content concerns; null: it has not been said."))
    ]


class ShareEntry(DocumentPart):
    """So many of so many that have a live measure."""

    number: Annotated[int, _is(message("How many have it."))]
    outdated: Annotated[
        int, _is(message("How many more have values, all so old that newer ones should be there."))
    ]
    of: Annotated[int, _is(message("How many there are in all."))]


class _SharesPart(DocumentPart):
    """The shares of a plan that have a live measure."""

    passages: Annotated[
        ShareEntry,
        _is(
            message(
                "Passages of the adopted text that an action reaches which has a live measure: a "
                "value of the municipality or a part of it that is not outdated. Proposals count "
                "too."
            )
        ),
    ]
    passages_decided: Annotated[
        ShareEntry, _is(message("Those that such an action reaches that has been decided."))
    ]
    decided: Annotated[ShareEntry, _is(message("Decided actions that have a live measure."))]
    proposed: Annotated[ShareEntry, _is(message("Proposed actions that have a live measure."))]


class DatedCoverageEntry(_SharesPart):
    """How much of the plan was measured at the end of a day."""

    day: Annotated[
        date, Field(serialization_alias="date", description=message("The day.").template)
    ]


class EditionCoverageEntry(DocumentPart):
    """How much of a frozen edition was measured when it was frozen."""

    decision: Annotated[str, _is(message("The id of the decision that it is of."))]
    day: Annotated[
        date,
        Field(
            serialization_alias="date", description=message("The day it was frozen on.").template
        ),
    ]
    actions: Annotated[ShareEntry, _is(message("Its decided actions that had a live measure."))]


class CoverageEntry(_SharesPart):
    """How much of the plan is measured."""

    history: Annotated[
        tuple[DatedCoverageEntry, ...],
        _is(
            message(
                "The same on the first day that is known, on each day that changed it, and today."
            )
        ),
    ]
    history_unread: Annotated[
        tuple[date, ...],
        _is(message("The days whose plan the program of today cannot read.")),
    ]
    editions: Annotated[
        tuple[EditionCoverageEntry, ...],
        _is(message("The same of each frozen edition, the newest first.")),
    ]


class _WholeDocument(DocumentPart):
    """What all files of the plan begin with."""

    schema_file: Annotated[
        str,
        Field(
            serialization_alias="$schema",
            description=message("The address of this schema, from the file's folder.").template,
        ),
    ]
    version: Annotated[
        Literal[1],
        _is(
            message(
                "The version of the form. It goes up when something is taken away or comes to mean "
                "something else. What is added does not change it."
            )
        ),
    ] = VERSION
    day: Annotated[
        date,
        Field(
            serialization_alias="date",
            description=message("The day that the plan is told of.").template,
        ),
    ]
    site: Annotated[
        str | None, _is(message("The site's public address; null: it has not been said."))
    ]
    publisher: Annotated[
        PublisherEntry, _is(message("Who stands behind the plan as it is told here."))
    ]

    def as_json(self) -> bytes:
        """The file."""
        return f"{escaped_signs(self.model_dump_json(by_alias=True, indent=2))}\n".encode()


class PlanDocument(_WholeDocument):
    """The whole file."""

    schema_file: Annotated[
        Literal["plan.schema.json"],
        Field(
            serialization_alias="$schema",
            description=message("The address of this schema, from the file's folder.").template,
        ),
    ] = SCHEMA_FILE
    words: Annotated[WordsEntry, _is(message("What the project calls fields and links."))]
    coverage: Annotated[
        CoverageEntry | None,
        _is(message("How much of the plan is measured; null in a document of a part of it.")),
    ]
    objects: Annotated[tuple[ObjectEntry, ...], _is(message("All objects, in the site's order."))]


class LinkedEntry(DocumentPart):
    """An object that another one has to do with."""

    id: Annotated[str, _is(message("Its id, which stays."))]
    type: Annotated[WordEntry, _is(message("What it is."))]
    title: Annotated[str, _is(message("What it is called."))]
    status: Annotated[
        WordEntry | None,
        _is(message("Where it is on its way from proposal to result.")),
    ]
    page: Annotated[str, _is(message("The address of its page, from the site's root."))]
    file: Annotated[str, _is(message("The address of its file, from the site's root."))]


Direction: TypeAlias = Literal["outgoing", "incoming"]


class LinkedObjectsEntry(DocumentPart):
    """The objects at the other end of the links of one kind."""

    link: Annotated[str, _is(message("The key of the link, as in words.links."))]
    direction: Annotated[
        Direction,
        _is(message("Whether the links begin at the object, or lead to it.")),
    ]
    word: Annotated[str, _is(message("What the link is called, read in that direction."))]
    objects: Annotated[
        tuple[LinkedEntry, ...], _is(message("The objects at the other end, with their titles."))
    ]


class ObjectDocument(_WholeDocument):
    """The whole file about one object."""

    schema_file: Annotated[
        Literal["../objekt.schema.json"],
        Field(
            serialization_alias="$schema",
            description=message("The address of this schema, from the file's folder.").template,
        ),
    ] = OBJECT_SCHEMA
    fields: Annotated[
        Mapping[str, str], _is(message("What the fields of the object are called, by their keys."))
    ]
    object: Annotated[
        ObjectEntry, _is(message("The object, as the file with the whole plan has it."))
    ]
    linked: Annotated[
        tuple[LinkedObjectsEntry, ...],
        _is(message("What it has to do with, by kind of link and direction.")),
    ]


def json_schema(
    translations: gettext.NullTranslations,
    *,
    of: type[PlanDocument | ObjectDocument] = PlanDocument,
    address: str | None = None,
) -> dict[str, Any]:
    """The JSON Schema of a file, explained in the language of `translations`.

    `address` is where it lies, if that is known: it is named by it.
    """
    return json_schema_of(of, translations, _TITLES[of], address)


_TITLES: Mapping[type, Message] = {
    PlanDocument: message("A plan as data"),
    ObjectDocument: message("An object of a plan as data"),
}
