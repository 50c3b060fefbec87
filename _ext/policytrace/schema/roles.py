"""Roles, links and fields: the keys that the code knows them by, whatever a project calls them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What an item is in the plan."""

    STRATEGY = "strategy"
    PURPOSE = "purpose"
    GOAL = "goal"
    PRIORITY = "priority"
    STARTING_POINT = "starting_point"
    COMMITMENT = "commitment"
    KEY_FACTOR = "key_factor"
    TARGET_GROUP = "target_group"
    ORGANISATION = "organisation"
    PLAN = "plan"
    ACTION = "action"
    INDICATOR = "indicator"
    FOLLOW_UP = "follow_up"
    ANALYSIS = "analysis"
    DECISION = "decision"
    WAIVER = "waiver"
    OPINION = "opinion"
    MILESTONE = "milestone"


ADOPTED_ROLES = frozenset(
    {
        Role.PURPOSE,
        Role.GOAL,
        Role.PRIORITY,
        Role.STARTING_POINT,
        Role.COMMITMENT,
        Role.KEY_FACTOR,
        Role.TARGET_GROUP,
    }
)
"""The roles that restate a passage of the adopted text; their source is its pinpoint."""


class LinkKind(StrEnum):
    """What a link says of its two ends."""

    PART_OF = "part_of"
    CONTRIBUTES_TO = "contributes_to"
    USES = "uses"
    CONCERNS = "concerns"
    MEASURED_BY = "measured_by"
    OWNER = "owner"
    PERFORMER = "performer"
    PARTICIPANT = "participant"
    FOLLOWS_UP = "follows_up"
    LOOKED_AT = "looked_at"
    ANALYSES = "analyses"
    BODY = "body"
    DECIDED_BY = "decided_by"
    REPORTED_IN = "reported_in"
    WAIVES = "waives"
    REPLACES = "replaces"
    TARGET_SET_BY = "target_set_by"
    OPINION_ON = "opinion_on"


class FieldName(StrEnum):
    """What a value of an item is about. Dates are written ``YYYY-MM-DD``."""

    STATUS = "status"
    STARTS = "starts"
    DUE = "due"
    RHYTHM = "rhythm"
    NEXT_FOLLOW_UP = "next_follow_up"
    SOURCE = "source"
    RESOURCE = "resource"
    LEGAL_DUTY = "legal_duty"
    LEGAL_PROVISION = "legal_provision"
    GLOBAL_TARGETS = "global_targets"
    UNIT = "unit"
    KOLADA = "kolada"
    DATA = "data"
    DIRECTION = "direction"
    INTERVAL = "interval"
    SPLIT_BY_SEX = "split_by_sex"
    BASELINE = "baseline"
    TARGET_VALUE = "target_value"
    TARGET_YEAR = "target_year"
    TARGET_STAGES = "target_stages"
    TARGET_GAP = "target_gap"
    TARGET_AGAINST = "target_against"
    TARGET_SCOPE = "target_scope"
    TARGET_SET = "target_set"
    VALUE_EXPECTED = "value_expected"
    GOVERNING = "governing"
    SHORT_NAME = "short_name"
    CAUTION = "caution"
    BACKGROUND = "background"
    DATE = "date"
    PARAGRAPH = "paragraph"
    REGISTRATION = "registration"
    REGISTRATION_UNKNOWN = "registration_unknown"
    DECISION_KIND = "decision_kind"
    MINUTES = "minutes"
    ANALYSIS_KIND = "analysis_kind"
    RESULT = "result"
    ASSESSMENT = "assessment"
    PERIOD_END = "period_end"
    DEVIATION = "deviation"
    PROPOSED_CHANGE = "proposed_change"
    STATE = "state"
    STATE_REASON = "state_reason"
    STATE_BY = "state_by"
    STATE_UNTIL = "state_until"
    KIND = "kind"
    CAN_OWN = "can_own"
    DECIDES_FOR = "decides_for"
    VALID_FROM = "valid_from"
    VALID_TO = "valid_to"
    RULE = "rule"
    REASON = "reason"
    REFERRAL_BEGINS = "referral_begins"
    REFERRAL_ENDS = "referral_ends"
    SENDER = "sender"
    ANSWER_DUE = "answer_due"
    ANSWER = "answer"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, order=True)
class CustomType:
    """A type of objects that plays no role that the code knows; known by its word."""

    word: str

    def __str__(self) -> str:
        """The project's word."""
        return self.word


@dataclass(frozen=True, slots=True, order=True)
class CustomLink:
    """A kind of link that the code knows nothing of but its word."""

    word: str

    def __str__(self) -> str:
        """The project's word."""
        return self.word


@dataclass(frozen=True, slots=True, order=True)
class CustomField:
    """A field that the code knows nothing of but its word and the form of its values."""

    word: str

    def __str__(self) -> str:
        """The project's word."""
        return self.word


TypeKey = Role | CustomType
LinkKey = LinkKind | CustomLink
FieldKey = FieldName | CustomField
Key = FieldKey | LinkKey


def key_name(key: TypeKey | Key) -> str:
    """Where a project's word for a key is found among all its words, as ``link.owner``."""
    match key:
        case Role() | CustomType():
            return f"role.{key}"
        case LinkKind() | CustomLink():
            return f"link.{key}"
        case _:
            return f"field.{key}"


def in_order(types: Iterable[TypeKey]) -> tuple[TypeKey, ...]:
    """Types in the order in which they are told: roles, then the project's own, each once."""
    given = set(types)
    if len(given) < 2:  # noqa: PLR2004 - they are in order
        return tuple(given)
    own = sorted(key for key in given if isinstance(key, CustomType))
    return (*(role for role in Role if role in given), *own)
