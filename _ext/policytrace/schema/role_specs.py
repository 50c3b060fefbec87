"""Roles: what an object of each role holds, in which order, and how it is shown. The one table.

The order of a role's `entries` is the order of the questions when one is written, and, but for what
is told last, of the facts on its card and page. What must be there is not said here but in the
project, in ``[policytrace.required]``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from types import MappingProxyType

from policytrace.messages import Message, message
from policytrace.schema.roles import (
    ADOPTED_ROLES,
    CustomType,
    FieldName,
    Key,
    LinkKind,
    Role,
    TypeKey,
)


class Layout(Enum):
    """In which order the page about an object tells its parts."""

    PROMISE = "promise"
    """What is said first, then what is done about it, and by whom."""
    WORK = "work"
    """How it goes first, then what is to be done."""
    RECORD = "record"
    """What was found or decided first."""
    MEASURE = "measure"
    """The values first."""
    BODY = "body"
    """What the body is, then what it answers for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPart:
    """A part of an object's text that is asked for when one is written."""

    name: Message
    """Its heading in the text, and what its option is called."""
    question: Message
    required: bool = True
    heading: bool = True
    """Whether the heading is written; a text without one opens the object."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How a new object is asked for. Its fields and links are the role's entries."""

    insists: frozenset[Key] = frozenset()
    """What is asked for besides what the project requires: an object says little without."""
    texts: tuple[TextPart, ...] = ()
    proposed: bool = False
    """Whether it begins as a proposal that someone may decide on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleSpec:
    """One role."""

    entries: tuple[Key, ...] = ()
    told_first: tuple[Key, ...] = ()
    """Entries that answer what a reader asks first: they stand open on the card, and on top of the
    page. The others are folded together on the card."""
    told_last: tuple[Key, ...] = ()
    """Entries that come last on card and page: who writes is asked for them early, who reads asks
    for them late."""
    asked_last: tuple[Key, ...] = ()
    """Entries that are asked for after what the project requires besides: what is concluded."""
    layout: Layout = Layout.PROMISE
    days: tuple[FieldName, ...] = ()
    """The days on which its owner must exist. Without any it is asked about today, and only when
    time that has passed may make an error."""
    has_action_status: bool = False
    """Whether it is told how it goes."""
    written_page: bool = False
    """Whether editors write a page about it, which is where links to it lead."""
    form: Form | None = None
    """None: it is not written one by one."""


_ADOPTED = RoleSpec(
    entries=(
        LinkKind.PART_OF,
        LinkKind.OWNER,
        FieldName.RHYTHM,
        FieldName.NEXT_FOLLOW_UP,
        LinkKind.MEASURED_BY,
        LinkKind.CONTRIBUTES_TO,
        LinkKind.CONCERNS,
        FieldName.GLOBAL_TARGETS,
    ),
    told_first=(LinkKind.OWNER, FieldName.NEXT_FOLLOW_UP),
)

ROLES: Mapping[Role, RoleSpec] = MappingProxyType(
    {
        **dict.fromkeys((role for role in Role if role in ADOPTED_ROLES), _ADOPTED),
        Role.GOAL: replace(_ADOPTED, days=(FieldName.NEXT_FOLLOW_UP,)),
        Role.PRIORITY: replace(
            _ADOPTED,
            layout=Layout.WORK,
            days=(FieldName.NEXT_FOLLOW_UP,),
            has_action_status=True,
            written_page=True,
        ),
        Role.STRATEGY: RoleSpec(
            entries=(
                LinkKind.DECIDED_BY,
                FieldName.VALID_FROM,
                FieldName.VALID_TO,
                LinkKind.OWNER,
                LinkKind.REPLACES,
            ),
            told_first=(
                LinkKind.DECIDED_BY,
                FieldName.VALID_FROM,
                FieldName.VALID_TO,
                LinkKind.OWNER,
            ),
            days=(FieldName.VALID_FROM, FieldName.VALID_TO),
            written_page=True,
        ),
        Role.ACTION: RoleSpec(
            entries=(
                LinkKind.PART_OF,
                LinkKind.OWNER,
                LinkKind.PERFORMER,
                LinkKind.PARTICIPANT,
                FieldName.LEGAL_DUTY,
                FieldName.LEGAL_PROVISION,
                FieldName.STARTS,
                FieldName.DUE,
                FieldName.RHYTHM,
                FieldName.NEXT_FOLLOW_UP,
                LinkKind.CONTRIBUTES_TO,
                LinkKind.USES,
                LinkKind.CONCERNS,
                LinkKind.MEASURED_BY,
                FieldName.GLOBAL_TARGETS,
                FieldName.RESOURCE,
            ),
            told_first=(
                LinkKind.OWNER,
                FieldName.STARTS,
                FieldName.DUE,
                FieldName.NEXT_FOLLOW_UP,
            ),
            told_last=(LinkKind.PART_OF,),
            layout=Layout.WORK,
            days=(FieldName.STARTS, FieldName.NEXT_FOLLOW_UP, FieldName.DUE),
            has_action_status=True,
            form=Form(
                insists=frozenset({LinkKind.PART_OF, LinkKind.CONTRIBUTES_TO}),
                texts=(
                    TextPart(
                        name=message("Why"),
                        question=message("Why is it needed? Two or three sentences."),
                    ),
                    TextPart(name=message("What"), question=message("What is to be done?")),
                    TextPart(name=message("For whom"), question=message("Who is it for?")),
                    TextPart(
                        name=message("Expected result"),
                        question=message(
                            "What is to be in place, where and when? Something to check."
                        ),
                    ),
                ),
                proposed=True,
            ),
        ),
        Role.INDICATOR: RoleSpec(
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
                FieldName.TARGET_STAGES,
                FieldName.TARGET_GAP,
                FieldName.TARGET_AGAINST,
                FieldName.TARGET_SCOPE,
                FieldName.TARGET_SET,
                LinkKind.TARGET_SET_BY,
                FieldName.VALUE_EXPECTED,
                FieldName.GOVERNING,
                FieldName.SHORT_NAME,
                FieldName.CAUTION,
                FieldName.BACKGROUND,
                LinkKind.CONCERNS,
            ),
            told_last=(LinkKind.OWNER, FieldName.SOURCE, FieldName.KOLADA),
            layout=Layout.MEASURE,
            form=Form(
                texts=(
                    TextPart(
                        name=message("Text"),
                        question=message("What does the measure show, and what does it not show?"),
                        heading=False,
                    ),
                    TextPart(
                        name=message("How it is counted"),
                        question=message("What is counted, and divided by what?"),
                        required=False,
                    ),
                ),
                proposed=True,
            ),
        ),
        Role.FOLLOW_UP: RoleSpec(
            entries=(
                LinkKind.FOLLOWS_UP,
                LinkKind.OWNER,
                LinkKind.PARTICIPANT,
                FieldName.DATE,
                FieldName.PERIOD_END,
                FieldName.RESULT,
                FieldName.ASSESSMENT,
                LinkKind.LOOKED_AT,
                FieldName.DEVIATION,
                FieldName.PROPOSED_CHANGE,
                LinkKind.REPORTED_IN,
            ),
            told_first=(
                LinkKind.FOLLOWS_UP,
                FieldName.DATE,
                FieldName.PERIOD_END,
                FieldName.RESULT,
                FieldName.ASSESSMENT,
                LinkKind.LOOKED_AT,
                FieldName.DEVIATION,
                FieldName.PROPOSED_CHANGE,
            ),
            told_last=(LinkKind.OWNER, LinkKind.PARTICIPANT),
            layout=Layout.RECORD,
            days=(FieldName.DATE,),
            form=Form(
                insists=frozenset(
                    {
                        LinkKind.FOLLOWS_UP,
                        FieldName.DATE,
                        FieldName.ASSESSMENT,
                        FieldName.RESULT,
                    }
                ),
                texts=(
                    TextPart(
                        name=message("Text"),
                        question=message("What more is there to say of what was seen?"),
                        required=False,
                        heading=False,
                    ),
                ),
            ),
        ),
        Role.ANALYSIS: RoleSpec(
            entries=(
                FieldName.ANALYSIS_KIND,
                LinkKind.ANALYSES,
                LinkKind.OWNER,
                LinkKind.PARTICIPANT,
                FieldName.DATE,
                LinkKind.CONCERNS,
                FieldName.RESULT,
                LinkKind.REPORTED_IN,
            ),
            told_first=(
                FieldName.ANALYSIS_KIND,
                LinkKind.ANALYSES,
                FieldName.DATE,
                FieldName.RESULT,
            ),
            told_last=(LinkKind.OWNER, LinkKind.PARTICIPANT),
            asked_last=(FieldName.RESULT, LinkKind.REPORTED_IN),
            layout=Layout.RECORD,
            days=(FieldName.DATE,),
            form=Form(
                insists=frozenset({LinkKind.ANALYSES, FieldName.DATE}),
                texts=(
                    TextPart(
                        name=message("Text"),
                        question=message("What more is there to say of how it was analysed?"),
                        required=False,
                        heading=False,
                    ),
                ),
            ),
        ),
        Role.DECISION: RoleSpec(
            entries=(
                FieldName.DECISION_KIND,
                LinkKind.BODY,
                FieldName.DATE,
                FieldName.PARAGRAPH,
                FieldName.REGISTRATION_UNKNOWN,
                FieldName.REGISTRATION,
                FieldName.MINUTES,
            ),
            told_first=(
                FieldName.DECISION_KIND,
                LinkKind.BODY,
                FieldName.DATE,
                FieldName.PARAGRAPH,
                FieldName.REGISTRATION,
            ),
            layout=Layout.RECORD,
            form=Form(
                texts=(
                    TextPart(
                        name=message("Text"),
                        question=message("What was decided, in one or two sentences?"),
                        required=False,
                        heading=False,
                    ),
                ),
            ),
        ),
        Role.ORGANISATION: RoleSpec(
            entries=(
                FieldName.KIND,
                FieldName.CAN_OWN,
                FieldName.DECIDES_FOR,
                LinkKind.PART_OF,
                FieldName.VALID_FROM,
                FieldName.VALID_TO,
                LinkKind.REPLACES,
            ),
            told_first=(FieldName.VALID_FROM, FieldName.VALID_TO, LinkKind.REPLACES),
            layout=Layout.BODY,
            form=Form(
                insists=frozenset({FieldName.KIND}),
                texts=(
                    TextPart(
                        name=message("Text"),
                        question=message("What does the body answer for?"),
                        required=False,
                        heading=False,
                    ),
                ),
            ),
        ),
        Role.WAIVER: RoleSpec(
            entries=(
                FieldName.RULE,
                LinkKind.WAIVES,
                FieldName.REASON,
                LinkKind.DECIDED_BY,
                FieldName.VALID_FROM,
                FieldName.VALID_TO,
                LinkKind.OWNER,
            ),
            told_first=(LinkKind.WAIVES, FieldName.REASON, FieldName.VALID_TO),
            told_last=(LinkKind.DECIDED_BY, LinkKind.OWNER),
            layout=Layout.RECORD,
            days=(FieldName.VALID_FROM, FieldName.VALID_TO),
            form=Form(insists=frozenset({FieldName.RULE, LinkKind.WAIVES})),
        ),
        Role.OPINION: RoleSpec(
            entries=(
                LinkKind.OPINION_ON,
                FieldName.SENDER,
                FieldName.DATE,
                LinkKind.OWNER,
                FieldName.ANSWER_DUE,
                FieldName.ANSWER,
                FieldName.CHANGED,
            ),
            told_first=(
                LinkKind.OPINION_ON,
                FieldName.SENDER,
                FieldName.DATE,
                FieldName.ANSWER,
                FieldName.CHANGED,
            ),
            told_last=(LinkKind.OWNER, FieldName.ANSWER_DUE),
            layout=Layout.RECORD,
            days=(FieldName.ANSWER_DUE,),
            form=Form(
                insists=frozenset({LinkKind.OPINION_ON, FieldName.SENDER, FieldName.DATE}),
                texts=(
                    TextPart(
                        name=message("Text"),
                        question=message(
                            "What does the opinion say, in short? Leave out what tells of a person."
                        ),
                        heading=False,
                    ),
                ),
            ),
        ),
        Role.MILESTONE: RoleSpec(
            entries=(LinkKind.PART_OF, FieldName.DUE, LinkKind.OWNER),
            told_first=(LinkKind.PART_OF, FieldName.DUE),
            told_last=(LinkKind.OWNER,),
            layout=Layout.RECORD,
            days=(FieldName.DUE,),
            form=Form(
                insists=frozenset({LinkKind.PART_OF, FieldName.DUE}),
                texts=(
                    TextPart(
                        name=message("Text"),
                        question=message("How can anybody see that it has been reached?"),
                        required=False,
                        heading=False,
                    ),
                ),
                proposed=True,
            ),
        ),
        Role.PLAN: RoleSpec(
            entries=(
                LinkKind.PART_OF,
                LinkKind.OWNER,
                LinkKind.PARTICIPANT,
                FieldName.VALID_FROM,
                FieldName.VALID_TO,
                FieldName.RHYTHM,
                FieldName.NEXT_FOLLOW_UP,
                LinkKind.CONCERNS,
                LinkKind.MEASURED_BY,
                FieldName.RESOURCE,
            ),
            told_first=(
                LinkKind.OWNER,
                FieldName.VALID_FROM,
                FieldName.VALID_TO,
                FieldName.NEXT_FOLLOW_UP,
            ),
            told_last=(LinkKind.PART_OF,),
            layout=Layout.WORK,
            days=(FieldName.VALID_FROM, FieldName.VALID_TO),
            has_action_status=True,
            written_page=True,
            form=Form(
                insists=frozenset({LinkKind.PART_OF}),
                texts=(
                    TextPart(
                        name=message("What the plan wants"),
                        question=message("What is to be different when the plan ends?"),
                    ),
                    TextPart(name=message("For whom"), question=message("Who is it for?")),
                    TextPart(
                        name=message("How the plan is followed up"),
                        question=message("Who looks at how it goes, how and how often?"),
                    ),
                ),
                proposed=True,
            ),
        ),
    }
)
"""Every role that the code knows."""

CUSTOM = RoleSpec(
    layout=Layout.RECORD,
    form=Form(
        texts=(
            TextPart(
                name=message("Text"),
                question=message("What is there to say of it?"),
                required=False,
                heading=False,
            ),
        ),
    ),
)
"""A type without a role: what it is asked for is what the project requires of it."""


def role_spec(role: TypeKey) -> RoleSpec:
    """What is known of the objects of a type."""
    return CUSTOM if isinstance(role, CustomType) else ROLES[role]
