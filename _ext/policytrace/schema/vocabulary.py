"""The words that the code compares, by keys that are the same in every project.

A project writes its own word for each key in ``[policytrace.words]``; see
`policytrace.schema.words`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Status(StrEnum):
    """Where an item is on its way from proposal to result. A fact that someone decides."""

    PROPOSED = "proposed"
    REFERRED = "referred"
    """Sent out for opinions: a proposal still."""
    DECIDED = "decided"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CANCELLED = "cancelled"

    @property
    def is_proposal(self) -> bool:
        """Whether nobody has decided it yet."""
        return self in {Status.PROPOSED, Status.REFERRED}


class ActionStatus(StrEnum):
    """How it goes with an action, a plan or a priority (läge)."""

    NOT_STARTED = "not_started"
    ON_PLAN = "on_plan"
    AT_RISK = "at_risk"
    LATE = "late"
    DONE = "done"
    CANCELLED = "cancelled"


class Direction(StrEnum):
    """Which way a value should go."""

    UP = "up"
    DOWN = "down"
    BALANCE = "balance"


class Interval(StrEnum):
    """How often an indicator gets a new value."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    TWO_YEARS = "two_years"
    THREE_YEARS = "three_years"
    FOUR_YEARS = "four_years"

    @property
    def months(self) -> int:
        """Months between one value and the next."""
        return _MONTHS[self]


_MONTHS: Mapping[Interval, int] = MappingProxyType(
    {
        Interval.MONTH: 1,
        Interval.QUARTER: 3,
        Interval.HALF_YEAR: 6,
        Interval.YEAR: 12,
        Interval.TWO_YEARS: 24,
        Interval.THREE_YEARS: 36,
        Interval.FOUR_YEARS: 48,
    }
)


class Rhythm(StrEnum):
    """At which times of the year something is followed up."""

    PART_YEAR = "part_year"
    """Once, when most of the year has passed, as the law on accounts asks of municipalities."""
    TERTIAL = "tertial"
    HALF_YEAR = "half_year"
    YEAR = "year"


class TargetAgainst(StrEnum):
    """Other values that an indicator's are to be as good as, or better than."""

    COUNTRY = "country"
    """The country's, in the same period."""
    SIMILAR = "similar"
    """That of municipalities like it, in the same period: the register's first group of them."""
    PREVIOUS = "previous"
    """The one before."""


class TargetScope(StrEnum):
    """Whom a target is for, if not for all together."""

    EVERY_AREA = "every_area"
    """Each part of the municipality: the one that is furthest from the target decides."""


class OrganisationKind(StrEnum):
    """What kind of organisation it is."""

    BODY = "body"
    """A political body of the municipality."""
    FUNCTION = "function"
    ADMINISTRATION = "administration"
    JOINT_BOARD = "joint_board"
    ASSOCIATION = "association"
    """Of local authorities."""
    COMPANY = "company"
    """One that the municipality owns."""
    COUNCIL = "council"
    """Of residents, who give advice."""
    EXTERNAL = "external"
    """Outside the municipality, as a region or the police."""

    @property
    def answers(self) -> bool:
        """Whether the municipality can make it answer for what is to be done."""
        return self in {OrganisationKind.BODY, OrganisationKind.FUNCTION}

    @property
    def decides_for(self) -> DecidesFor:
        """Whose matters an organisation of this kind decides, unless it says something else."""
        elected = {
            OrganisationKind.BODY,
            OrganisationKind.JOINT_BOARD,
            OrganisationKind.ASSOCIATION,
        }
        return DecidesFor.OWN if self in elected else DecidesFor.NOBODY


class DecidesFor(StrEnum):
    """Whose matters an organisation may decide."""

    EVERYONE = "everyone"
    """All of the municipality's, as its council does."""
    OWN = "own"
    """Its own, and those of what is part of it."""
    NOBODY = "nobody"


class DecisionKind(StrEnum):
    """What a body did in a matter."""

    ADOPTION = "adoption"
    REVISION = "revision"
    ASSIGNMENT = "assignment"
    """It told someone to do something."""
    ACCOUNT = "account"
    """It took note of what was reported to it."""
    REJECTION = "rejection"

    @property
    def adopts(self) -> bool:
        """Whether what it is on holds by it."""
        return self not in {DecisionKind.ACCOUNT, DecisionKind.REJECTION}


class OpinionSender(StrEnum):
    """Who has given an opinion, where that is no body."""

    PRIVATE = "private"
    """A person, of whom nothing more is said."""


class YesNo(StrEnum):
    """Whether something is so."""

    YES = "yes"
    NO = "no"


class Verdict(StrEnum):
    """How a measure stands to its target."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    ON_TRACK = "on_track"
    TOO_SLOW = "too_slow"
    UNCHANGED = "unchanged"
    WRONG_WAY = "wrong_way"
    NO_DATA = "no_data"
    NO_TARGET = "no_target"
    TOO_EARLY = "too_early"
    OUTDATED = "outdated"


class Sex(StrEnum):
    """Whom a value is about."""

    WOMEN = "women"
    MEN = "men"
    TOTAL = "total"


class AreaKind(StrEnum):
    """What an area is that is no part of the municipality; the kinds of parts are a project's."""

    MUNICIPALITY = "municipality"
    COUNTY = "county"
    COUNTRY = "country"
    COMPARISON = "comparison"


class ValueStatus(StrEnum):
    """What is to be known of a value, or why there is none."""

    MISSING = "missing"
    """The value does not exist, or is not known."""
    CONFIDENTIAL = "confidential"
    """The value is not shown, since few persons are behind it."""
    WITHDRAWN = "withdrawn"
    """The value was published and has been taken back."""
    PRELIMINARY = "preliminary"
    """The value may change."""


class UnitWord(StrEnum):
    """Words in units that decide how a value is said."""

    PER_CENT = "per_cent"
    """The unit whose differences are percentage points."""
    NUMBER_OF = "number_of"
    """How units of counts begin; it is left out after a number: one says 12 households."""
    INDEX = "index"
    BALANCE = "balance"
    """These two say what the measure is, and are not said after a number."""


class SourcePhrase(StrEnum):
    """What the source of a value says in a way of its own."""

    OWN_CALCULATION = "own_calculation"
    """Begins it where the value has been worked out from others."""
    UNWEIGHTED_MEAN = "unweighted_mean"
    """Ends it, in files for others, where the value is of a group of municipalities of Kolada's."""


class ValueColumn(StrEnum):
    """A column of an indicator's data file, in the file's order."""

    PERIOD = "period"
    AREA = "area"
    AREA_KIND = "area_kind"
    SEX = "sex"
    GROUP = "group"
    VALUE = "value"
    COUNT = "count"
    STATUS = "status"
    SOURCE = "source"
    PROVISIONAL_SOURCE = "provisional_source"
    """Whether the source is to be replaced: a private copy, a newspaper, an unknown producer."""
    RETRIEVED = "retrieved"


class AreaColumn(StrEnum):
    """A column of the register of areas."""

    NAME = "name"
    KIND = "kind"
    KOLADA = "kolada"


class KoladaColumn(StrEnum):
    """A column of the register of Kolada's measures."""

    ID = "id"
    TITLE = "title"
    SPLIT_BY_SEX = "split_by_sex"
    CHECKED = "checked"


class PassageColumn(StrEnum):
    """A column of the register of the adopted text's passages."""

    PINPOINT = "pinpoint"
    SECTION = "section"
    TYPE = "type"
    GIST = "gist"
    BEGINS = "begins"
    ENDS = "ends"


class CorrectionColumn(StrEnum):
    """A column of an edition's file of corrections."""

    OBJECT = "object"
    PART = "part"
    BEFORE = "before"
    AFTER = "after"
    DAY = "day"
    REASON = "reason"


class CorrectedPart(StrEnum):
    """What of an object is corrected, besides its fields."""

    TITLE = "title"
    TEXT = "text"


VOCABULARIES: Mapping[str, type[StrEnum]] = MappingProxyType(
    {
        "status": Status,
        "action_status": ActionStatus,
        "direction": Direction,
        "interval": Interval,
        "rhythm": Rhythm,
        "target_against": TargetAgainst,
        "target_scope": TargetScope,
        "organisation_kind": OrganisationKind,
        "decides_for": DecidesFor,
        "decision_kind": DecisionKind,
        "sender": OpinionSender,
        "yes_no": YesNo,
        "verdict": Verdict,
        "sex": Sex,
        "area_kind": AreaKind,
        "value_status": ValueStatus,
        "unit": UnitWord,
        "source": SourcePhrase,
        "value_column": ValueColumn,
        "area_column": AreaColumn,
        "kolada_column": KoladaColumn,
        "passage_column": PassageColumn,
        "correction_column": CorrectionColumn,
        "corrected_part": CorrectedPart,
    }
)
"""Each vocabulary by the name of its table under ``[policytrace.words]``."""

MAY_BE_ABSENT = (ValueColumn.AREA_KIND, ValueColumn.PROVISIONAL_SOURCE)
"""What a data file that is read may lack, as if its cells were empty. What is written has both."""

OPTIONAL_COLUMNS = (PassageColumn.BEGINS, PassageColumn.ENDS)
"""What a register may leave out, both together, and a project have no words of its own for."""
