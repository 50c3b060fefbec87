"""What an editor is asked for when an object of a role is written.

The order is the order of the lines in the file. What is obligatory here is what a rule would
otherwise miss, and what makes an object worth reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from policytrace.messages import Message, message
from policytrace.schema.roles import FieldName, LinkKind, Role

Key = FieldName | LinkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of an object's text."""

    name: Message
    """Its heading in the text, and what its option is called."""
    question: Message
    required: bool = True
    heading: bool = True
    """Whether the heading is written; a text without one opens the object."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What objects of one role hold."""

    entries: tuple[Key, ...]
    required: frozenset[Key]
    sections: tuple[Section, ...] = ()
    proposed: bool = False
    """Whether it begins as a proposal that someone may decide on."""


ONE_TARGET = frozenset({LinkKind.PART_OF})
"""Links that a new object has to one object only."""

FORMS: Mapping[Role, Form] = MappingProxyType(
    {
        Role.ACTION: Form(
            entries=(
                LinkKind.PART_OF,
                LinkKind.OWNER,
                LinkKind.PARTICIPANT,
                FieldName.STARTS,
                FieldName.DUE,
                FieldName.NEXT_FOLLOW_UP,
                LinkKind.CONTRIBUTES_TO,
                LinkKind.USES,
                LinkKind.CONCERNS,
                LinkKind.MEASURED_BY,
                FieldName.GLOBAL_TARGETS,
                FieldName.RESOURCE,
            ),
            required=frozenset(
                {
                    LinkKind.PART_OF,
                    LinkKind.OWNER,
                    FieldName.DUE,
                    FieldName.NEXT_FOLLOW_UP,
                    LinkKind.CONTRIBUTES_TO,
                }
            ),
            sections=(
                Section(
                    name=message("Why"),
                    question=message("Why is it needed? Two or three sentences."),
                ),
                Section(name=message("What"), question=message("What is to be done?")),
                Section(name=message("For whom"), question=message("Who is it for?")),
                Section(
                    name=message("Expected result"),
                    question=message("What is to be in place, where and when? Something to check."),
                ),
            ),
            proposed=True,
        ),
        Role.INDICATOR: Form(
            entries=(
                LinkKind.OWNER,
                FieldName.UNIT,
                FieldName.SOURCE,
                FieldName.KOLADA,
                FieldName.DIRECTION,
                FieldName.INTERVAL,
                FieldName.SPLIT_BY_SEX,
                FieldName.DATA,
                FieldName.BASELINE,
                FieldName.TARGET_VALUE,
                FieldName.TARGET_YEAR,
                FieldName.TARGET_GAP,
                LinkKind.CONCERNS,
            ),
            required=frozenset({LinkKind.OWNER, FieldName.UNIT, FieldName.SOURCE}),
            sections=(
                Section(
                    name=message("Text"),
                    question=message("What does the measure show, and what does it not show?"),
                    heading=False,
                ),
                Section(
                    name=message("How it is counted"),
                    question=message("What is counted, and divided by what?"),
                    required=False,
                ),
            ),
            proposed=True,
        ),
        Role.FOLLOW_UP: Form(
            entries=(
                LinkKind.FOLLOWS_UP,
                LinkKind.OWNER,
                LinkKind.PARTICIPANT,
                FieldName.DATE,
                FieldName.ASSESSMENT,
                FieldName.RESULT,
                LinkKind.REPORTED_IN,
            ),
            required=frozenset(
                {LinkKind.FOLLOWS_UP, FieldName.DATE, FieldName.ASSESSMENT, FieldName.RESULT}
            ),
            sections=(
                Section(
                    name=message("Text"),
                    question=message("What more is there to say of what was seen?"),
                    required=False,
                    heading=False,
                ),
            ),
        ),
        Role.ANALYSIS: Form(
            entries=(
                LinkKind.ANALYSES,
                LinkKind.OWNER,
                LinkKind.PARTICIPANT,
                FieldName.DATE,
                LinkKind.CONCERNS,
                FieldName.ASSESSMENT,
                FieldName.RESULT,
                LinkKind.REPORTED_IN,
            ),
            required=frozenset({LinkKind.ANALYSES, FieldName.DATE, FieldName.RESULT}),
            sections=(
                Section(
                    name=message("Text"),
                    question=message("What was looked at, and what does it mean for people?"),
                    required=False,
                    heading=False,
                ),
            ),
        ),
        Role.DECISION: Form(
            entries=(
                FieldName.BODY,
                FieldName.DATE,
                FieldName.PARAGRAPH,
                FieldName.REGISTRATION,
            ),
            required=frozenset({FieldName.BODY, FieldName.DATE, FieldName.PARAGRAPH}),
            sections=(
                Section(
                    name=message("Text"),
                    question=message("What was decided, in one or two sentences?"),
                    required=False,
                    heading=False,
                ),
            ),
        ),
        Role.ORGANISATION: Form(
            entries=(
                FieldName.KIND,
                LinkKind.PART_OF,
                FieldName.VALID_FROM,
                FieldName.VALID_TO,
                LinkKind.REPLACES,
            ),
            required=frozenset({FieldName.KIND}),
            sections=(
                Section(
                    name=message("Text"),
                    question=message("What does the body answer for?"),
                    required=False,
                    heading=False,
                ),
            ),
        ),
        Role.WAIVER: Form(
            entries=(
                FieldName.RULE,
                LinkKind.WAIVES,
                FieldName.REASON,
                LinkKind.DECIDED_BY,
                FieldName.VALID_FROM,
                FieldName.VALID_TO,
                LinkKind.OWNER,
            ),
            required=frozenset(
                {
                    FieldName.RULE,
                    LinkKind.WAIVES,
                    FieldName.REASON,
                    LinkKind.DECIDED_BY,
                    FieldName.VALID_TO,
                }
            ),
        ),
        Role.PLAN: Form(
            entries=(
                LinkKind.PART_OF,
                LinkKind.OWNER,
                LinkKind.PARTICIPANT,
                FieldName.VALID_FROM,
                FieldName.VALID_TO,
                FieldName.NEXT_FOLLOW_UP,
                LinkKind.CONCERNS,
                LinkKind.MEASURED_BY,
                FieldName.RESOURCE,
            ),
            required=frozenset(
                {LinkKind.PART_OF, LinkKind.OWNER, FieldName.VALID_FROM, FieldName.VALID_TO}
            ),
            sections=(
                Section(
                    name=message("What the plan wants"),
                    question=message("What is to be different when the plan ends?"),
                ),
                Section(name=message("For whom"), question=message("Who is it for?")),
                Section(
                    name=message("How the plan is followed up"),
                    question=message("Who looks at how it goes, how and how often?"),
                ),
            ),
            proposed=True,
        ),
    }
)
"""By role: everything that an editor adds. The adopted text is restated once, not added to."""
