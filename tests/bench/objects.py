"""The objects of a generated plan: every role, field and link, in the proportions of real plans.

Most are actions, then come indicators and follow-ups. The plan is valid: on `TODAY` the gate finds
nothing in it but what its waivers waive: a decision whose number in the register is not known, and
one action without indicator for each that is left. An object
is drawn with dice of its own, so that it does not hang on what was drawn before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from types import MappingProxyType

from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.vocabulary import (
    ActionStatus,
    DecidesFor,
    DecisionKind,
    Direction,
    Interval,
    OpinionSender,
    OrganisationKind,
    Rhythm,
    Status,
    TargetAgainst,
    TargetScope,
    YesNo,
)
from tests.bench.prose import GROUPS, PLACES, THEMES, Prose, Theme

TODAY = date(2027, 1, 15)
"""The day on which the plan is valid."""

SMALLEST = 200
"""Fewer objects do not make a plan in which everything occurs and all is reached."""

SHARES: Mapping[Role, float] = MappingProxyType(
    {
        Role.INDICATOR: 0.15,
        Role.FOLLOW_UP: 0.12,
        Role.MILESTONE: 0.05,
        Role.PLAN: 0.04,
        Role.STARTING_POINT: 0.035,
        Role.ANALYSIS: 0.03,
        Role.OPINION: 0.03,
        Role.DECISION: 0.02,
        Role.COMMITMENT: 0.015,
        Role.ORGANISATION: 0.015,
        Role.PRIORITY: 0.008,
        Role.WAIVER: 0.005,
    }
)
"""The part of all objects that have a role, in plans of some size. Actions are the rest."""

LEAST: Mapping[Role, int] = MappingProxyType(
    {
        Role.STRATEGY: 2,
        Role.PURPOSE: 6,
        Role.GOAL: 2,
        Role.KEY_FACTOR: 3,
        Role.TARGET_GROUP: 8,
        Role.PRIORITY: 6,
        Role.STARTING_POINT: 12,
        Role.COMMITMENT: 4,
        Role.ORGANISATION: 10,
        Role.PLAN: 7,
        Role.DECISION: 4,
        Role.WAIVER: 2,
    }
)
"""How many objects of a role even a small plan has; those without a share do not grow with it."""

_PREFIXES: Mapping[Role, str] = MappingProxyType(
    {
        Role.STRATEGY: "STR",
        Role.PURPOSE: "SYF",
        Role.GOAL: "MAL",
        Role.PRIORITY: "PRI",
        Role.STARTING_POINT: "UTG",
        Role.COMMITMENT: "ATA",
        Role.KEY_FACTOR: "NYF",
        Role.TARGET_GROUP: "GRP",
        Role.ORGANISATION: "ORG",
        Role.PLAN: "HPL",
        Role.ACTION: "ATG",
        Role.MILESTONE: "DEL",
        Role.INDICATOR: "IND",
        Role.FOLLOW_UP: "UPF",
        Role.ANALYSIS: "ANA",
        Role.DECISION: "BES",
        Role.WAIVER: "UND",
        Role.OPINION: "SYN",
    }
)

_DUTY: dict[FieldName | LinkKind, Value] = {
    FieldName.LEGAL_DUTY: YesNo.YES,
    FieldName.LEGAL_PROVISION: "3 kap. 8 § diskrimineringslagen (2008:567)",
}

_KOLADA = (
    ("N01460", "Invånare 16-84 år som utsatts för våld eller hot om våld, andel (%)"),
    ("N33820", "Psykisk ohälsa bland barn och unga, andel (%)"),
    ("N02926", "Utrikes födda, andel (%)"),
    ("U01405", "Invånare med bra självskattat hälsotillstånd, andel (%)"),
)
_KEY_FACTORS = ("Kunskap", "Dialog", "Samverkan")
_TARGET_GROUPS = (
    "Kön",
    "Könsöverskridande identitet eller uttryck",
    "Etnisk tillhörighet",
    "Religion eller annan trosuppfattning",
    "Funktionsnedsättning",
    "Sexuell läggning",
    "Ålder",
    "Social och ekonomisk bakgrund eller situation",
)
_DECIDING = 4
"""How many organisations, the first ones, make all the decisions."""
_GLOBAL_TARGETS = ("3.4", "4.5", "5.1", "5.2", "5.5", "8.5", "10.2", "10.3", "11.7", "16.1", "16.7")
UNKNOWN_NUMBER = 1
"""The decision whose number in the register is not known."""
_ENDED = 2
"""How many organisations, the last ones, have ended."""

Value = str | tuple[str, ...]
"""Text as it is written, the key of a word, or ids."""
Values = Mapping[FieldName | LinkKind, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One object, in the roles' terms; `policytrace.schema` knows the project's words."""

    id: str
    role: Role
    title: str
    values: Values
    text: str
    questions: int | None = None
    """Which of the sets of questions it answers that a project has for its type; None: none."""


def sizes(objects: int) -> Mapping[Role, int]:
    """How many objects of each role a plan with `objects` objects has.

    Raises:
        ValueError: that few objects make no plan.
    """
    if objects < SMALLEST:
        raise ValueError(f"a plan needs {SMALLEST} objects or more, not {objects}")
    found = {role: max(LEAST.get(role, 1), round(objects * SHARES.get(role, 0))) for role in Role}
    found[Role.PRIORITY] = min(found[Role.PRIORITY], len(THEMES))
    found[Role.ACTION] = 0
    found[Role.ACTION] = objects - sum(found.values())
    return found


class Plan:
    """All objects of a plan; each is made when it is asked for, by its number within its role."""

    def __init__(self, counts: Mapping[Role, int]) -> None:
        self._ids = {
            role: tuple(f"{_PREFIXES[role]}-{number:04}" for number in range(1, count + 1))
            for role, count in counts.items()
        }
        self._live_ids = {
            Role.PLAN: self._ids[Role.PLAN],
            Role.ACTION: [
                item
                for number, item in enumerate(self._ids[Role.ACTION])
                if _status(number) is not Status.CANCELLED
            ],
        }
        self.owners = self._ids[Role.ORGANISATION][:-_ENDED]
        self.promises = self._ids[Role.PURPOSE] + self._ids[Role.GOAL] + self._ids[Role.COMMITMENT]
        actions, plans = self.count(Role.ACTION), self.count(Role.PLAN)
        self._plan_of = tuple(number * plans // actions for number in range(actions))
        self._waived = range(10, 10 + 50 * (self.count(Role.WAIVER) - 1), 50)
        self._followed = self._follow_up_targets()

    # -------------------------------------------------------------------------- who is there

    def count(self, role: Role) -> int:
        return len(self._ids[role])

    def id(self, role: Role, number: int) -> str:
        return self._ids[role][number]

    def theme(self, number: int) -> Theme:
        return THEMES[number % self.count(Role.PRIORITY)]

    @staticmethod
    def dice(name: str) -> Random:
        return Random(name)  # noqa: S311 - the same plan is to come out every time

    def under(self, role: Role, priority: int) -> range:
        """The numbers of the objects of `role` that belong to a priority."""
        return range(priority, self.count(role), self.count(Role.PRIORITY))

    def priority_of_plan(self, number: int) -> int | None:
        """The priority that a plan carries out; None for the first, which is overarching."""
        return (number - 1) % self.count(Role.PRIORITY) if number else None

    def actions_of(self, plan: int) -> Sequence[int]:
        return [number for number, found in enumerate(self._plan_of) if found == plan]

    def _follow_up_targets(self) -> Sequence[str]:
        """What is followed up: every action that is done, then some of everything else."""
        actions = range(self.count(Role.ACTION))
        found = [self.id(Role.ACTION, each) for each in actions if _status(each) is Status.DONE]
        above = (Role.STRATEGY, Role.GOAL, Role.PRIORITY, Role.PLAN)
        found += [self.id(role, 0) for role in above]
        dice = self.dice("follow-ups")
        going_on = [
            self.id(Role.ACTION, each) for each in actions if _status(each) is Status.IN_PROGRESS
        ]
        pool = [*going_on, *self._ids[Role.PLAN], *self._ids[Role.INDICATOR]]
        return found + dice.choices(pool, k=self.count(Role.FOLLOW_UP))

    # ------------------------------------------------------------------- the adopted strategy

    def strategy(self, number: int) -> Entry:
        if number:
            return self._entry(Role.STRATEGY, number, "Den tidigare strategin", {})
        return self._entry(
            Role.STRATEGY,
            number,
            "Strategi för ett jämlikt samhälle",
            {
                FieldName.STATUS: Status.DECIDED,
                FieldName.VALID_FROM: "2021-06-14",
                LinkKind.OWNER: self.owners[:1],
                LinkKind.DECIDED_BY: (self.id(Role.DECISION, 0),),
                LinkKind.REPLACES: self._ids[Role.STRATEGY][1:],
            },
        )

    def purpose(self, number: int) -> Entry:
        title = f"Bättre villkor för {GROUPS[number % len(GROUPS)]}"
        return self._adopted(Role.PURPOSE, number, title, {})

    def goal(self, number: int) -> Entry:
        return self._adopted(
            Role.GOAL,
            number,
            f"Jämlik verksamhet på {PLACES[number % len(PLACES)]}",
            {
                FieldName.STATUS: Status.PROPOSED,
                FieldName.NEXT_FOLLOW_UP: "2027-11-25",
                LinkKind.OWNER: self.owners[:1],
                LinkKind.MEASURED_BY: self._ids[Role.INDICATOR][number : number + 3],
            },
        )

    def priority(self, number: int) -> Entry:
        indicators = self.under(Role.INDICATOR, number)[:6]
        return self._adopted(
            Role.PRIORITY,
            number,
            self.theme(number).name,
            {
                FieldName.STATUS: Status.PROPOSED,
                FieldName.NEXT_FOLLOW_UP: _day(
                    self.dice(f"priority-{number}"), date(2027, 9, 1), date(2027, 12, 10)
                ),
                FieldName.GLOBAL_TARGETS: ("5.1", "10.2"),
                LinkKind.OWNER: (self.owners[number % len(self.owners)],),
                LinkKind.MEASURED_BY: tuple(self.id(Role.INDICATOR, each) for each in indicators),
                LinkKind.CONCERNS: (self.id(Role.TARGET_GROUP, number % 8),),
            },
        )

    def starting_point(self, number: int) -> Entry:
        priority = number % self.count(Role.PRIORITY)
        return self._adopted(
            Role.STARTING_POINT,
            number,
            f"Mindre {self.theme(priority).matter} bland {GROUPS[number % len(GROUPS)]}",
            {LinkKind.PART_OF: (self.id(Role.PRIORITY, priority),)},
        )

    def commitment(self, number: int) -> Entry:
        matter = self.theme(number).matter
        title = f"Kommunen motverkar {matter} på {PLACES[number % len(PLACES)]}"
        return self._adopted(Role.COMMITMENT, number, title, {})

    def key_factor(self, number: int) -> Entry:
        return self._adopted(Role.KEY_FACTOR, number, _KEY_FACTORS[number], {})

    def target_group(self, number: int) -> Entry:
        return self._adopted(Role.TARGET_GROUP, number, _TARGET_GROUPS[number], {})

    def _adopted(self, role: Role, number: int, title: str, values: Values) -> Entry:
        adopted: Values = {
            LinkKind.PART_OF: (self.id(Role.STRATEGY, 0),),
            FieldName.SOURCE: self.id(role, number).lower(),
        }
        return self._entry(role, number, title, {**adopted, **values})

    # --------------------------------------------------------------------- plans and actions

    def plan(self, number: int) -> Entry:
        priority = self.priority_of_plan(number)
        dice = self.dice(f"plan-{number}")
        above = self.id(Role.STRATEGY, 0) if priority is None else self.id(Role.PRIORITY, priority)
        name = "hela kommunen" if priority is None else self.theme(priority).name.lower()
        return self._entry(
            Role.PLAN,
            number,
            f"Handlingsplan {number + 1} för {name}",
            {
                FieldName.STATUS: Status.PROPOSED if number % 7 else Status.REFERRED,
                FieldName.REFERRAL_BEGINS: "2025-10-01",
                FieldName.REFERRAL_ENDS: "2025-11-30",
                FieldName.VALID_FROM: "2026-01-01",
                FieldName.VALID_TO: "2029-12-31",
                LinkKind.PART_OF: (above,),
                LinkKind.OWNER: (dice.choice(self.owners),),
                LinkKind.PARTICIPANT: tuple(dice.sample(self.owners, 2)),
                LinkKind.CONCERNS: tuple(dice.sample(self._ids[Role.TARGET_GROUP], 2)),
                LinkKind.MEASURED_BY: self._measures(dice, priority),
            },
            self._prose(dice, priority).plan(),
        )

    def action(self, number: int) -> Entry:
        plan = self._plan_of[number]
        priority = self.priority_of_plan(plan)
        status = _status(number)
        dice = self.dice(f"action-{number}")
        prose = self._prose(dice, priority)
        starts, follow_up, due = _days(dice, status)
        more: dict[FieldName | LinkKind, Value] = {}
        if status is not Status.PROPOSED:
            more[LinkKind.DECIDED_BY] = (dice.choice(self._ids[Role.DECISION]),)
        if status is Status.DONE:
            more[LinkKind.REPORTED_IN] = (dice.choice(self._ids[Role.DECISION]),)
        if status is Status.IN_PROGRESS and number % 5 == 0:
            more |= {
                FieldName.STATE: ActionStatus.AT_RISK,
                FieldName.STATE_REASON: "Upphandlingen har dragit ut på tiden",
                FieldName.STATE_BY: "nämndens kansli",
                FieldName.STATE_UNTIL: "2027-06-30",
            }
        if number not in self._waived:
            more[LinkKind.MEASURED_BY] = self._measures(dice, priority)
        return self._entry(
            Role.ACTION,
            number,
            prose.title(),
            {
                FieldName.STATUS: status,
                LinkKind.PART_OF: (self.id(Role.PLAN, plan),),
                LinkKind.OWNER: (dice.choice(self.owners),),
                LinkKind.PERFORMER: (dice.choice(self.owners),),
                LinkKind.PARTICIPANT: tuple(dice.sample(self.owners, dice.choice((1, 2, 3)))),
                **(_DUTY if number % 5 == 0 else {}),
                FieldName.STARTS: starts,
                FieldName.DUE: due,
                **_when_followed_up(number, status, follow_up),
                LinkKind.CONTRIBUTES_TO: self._contributes_to(number, priority),
                LinkKind.USES: self._some(dice, Role.KEY_FACTOR, number, (0, 1)),
                LinkKind.CONCERNS: self._some(dice, Role.TARGET_GROUP, number, (0, 1, 2)),
                FieldName.GLOBAL_TARGETS: tuple(dice.sample(_GLOBAL_TARGETS, 2)),
                FieldName.RESOURCE: f"{dice.randint(1, 9)} veckors arbetstid inom befintlig budget",
                **more,
            },
            prose.action(),
        )

    def milestone(self, number: int) -> Entry:
        """A step of an action, that is to be reached with it."""
        action = self.action(number % self.count(Role.ACTION))
        values: dict[FieldName | LinkKind, Value] = {
            LinkKind.PART_OF: (action.id,),
            FieldName.DUE: action.values[FieldName.DUE],
        }
        return self._entry(Role.MILESTONE, number, f"Steg {number + 1} är nått", values)

    def _contributes_to(self, number: int, priority: int | None) -> tuple[str, ...]:
        """The starting points of the plan's priority in turn; every other action a promise too."""
        found = []
        if priority is not None:
            points = self.under(Role.STARTING_POINT, priority)
            found.append(self.id(Role.STARTING_POINT, points[number % len(points)]))
        if priority is None or number % 2:
            found.append(self.promises[number // 2 % len(self.promises)])
        return tuple(found)

    def _some(self, dice: Random, role: Role, number: int, more: Sequence[int]) -> tuple[str, ...]:
        """One object of `role` in turn, and now and then others."""
        others = dice.sample(self._ids[role], dice.choice(more))
        return tuple(dict.fromkeys((self.id(role, number % self.count(role)), *others)))

    def _measures(self, dice: Random, priority: int | None) -> tuple[str, ...]:
        pool: Sequence[int] = range(self.count(Role.INDICATOR))
        if priority is not None:
            pool = self.under(Role.INDICATOR, priority)
        return tuple(self.id(Role.INDICATOR, each) for each in dice.sample(pool, 2))

    # ---------------------------------------------------------------- what is measured and made

    def indicator(self, number: int) -> Entry:
        dice = self.dice(f"indicator-{number}")
        prose = self._prose(dice, number)
        values: dict[FieldName | LinkKind, Value] = {
            FieldName.STATUS: Status.PROPOSED,
            LinkKind.OWNER: (dice.choice(self.owners),),
            FieldName.UNIT: "procent",
            FieldName.DIRECTION: dice.choice((Direction.UP, Direction.DOWN)),
            FieldName.INTERVAL: dice.choice((Interval.YEAR, Interval.YEAR, Interval.TWO_YEARS)),
            FieldName.SPLIT_BY_SEX: dice.choice((YesNo.YES, YesNo.YES, YesNo.NO)),
            LinkKind.CONCERNS: self._some(dice, Role.TARGET_GROUP, number, (0, 1)),
            FieldName.BASELINE: "2021",
            FieldName.TARGET_VALUE: "",
            FieldName.TARGET_YEAR: "2030",
            FieldName.TARGET_GAP: "0",
            FieldName.VALUE_EXPECTED: "2030-06-30",
        }
        up = values[FieldName.DIRECTION] is Direction.UP
        values[FieldName.TARGET_VALUE] = "99" if up else "1"
        if number % 5 == 1:
            del values[FieldName.TARGET_VALUE]
            values[FieldName.TARGET_AGAINST] = TargetAgainst.PREVIOUS
        if number % 5 == 2:
            values[FieldName.TARGET_STAGES] = "97 (2028)" if up else "3 (2028)"
            values[FieldName.TARGET_SCOPE] = TargetScope.EVERY_AREA
        if number % 5 == 3:
            values[FieldName.SHORT_NAME] = "andelen som är nöjda"
            values[FieldName.CAUTION] = "Gruppen är liten, och svaren är deras egna."
            values[FieldName.BACKGROUND] = YesNo.NO
            values[FieldName.GOVERNING] = YesNo.NO
        if number % 5 == 4:
            for target in (FieldName.TARGET_VALUE, FieldName.TARGET_YEAR, FieldName.TARGET_GAP):
                del values[target]
            values[FieldName.TARGET_SET] = "2030-11"
            values[LinkKind.TARGET_SET_BY] = (dice.choice(self.owners),)
        if number % 4 == 0:
            values[FieldName.DATA] = f"matt-{number + 1:04}.csv"
        if number < len(_KOLADA):
            kolada, title = _KOLADA[number]
            values |= {FieldName.SOURCE: "Kolada", FieldName.KOLADA: kolada}
        else:
            matter, place = self.theme(number).matter, dice.choice(PLACES)
            title = f"Deltagare i arbetet mot {matter} på {place}, andel (%)"
            values[FieldName.SOURCE] = "Kommunens egen uppföljning"
        return self._entry(Role.INDICATOR, number, title, values, prose.measure())

    def follow_up(self, number: int) -> Entry:
        dice = self.dice(f"follow-up-{number}")
        return self._entry(
            Role.FOLLOW_UP,
            number,
            f"Uppföljning {number + 1}",
            {
                FieldName.PERIOD_END: "2026-11-30",
                FieldName.DATE: _day(dice, date(2026, 12, 1), TODAY - timedelta(days=3)),
                FieldName.RESULT: "Arbetet har prövats på två enheter",
                FieldName.ASSESSMENT: dice.choice(
                    (ActionStatus.ON_PLAN, ActionStatus.AT_RISK, ActionStatus.LATE)
                ),
                LinkKind.LOOKED_AT: (dice.choice(self._ids[Role.INDICATOR]),),
                FieldName.DEVIATION: "En av enheterna har inte börjat",
                FieldName.PROPOSED_CHANGE: "Den enheten får stöd av de andra",
                LinkKind.FOLLOWS_UP: (self._followed[number],),
                LinkKind.OWNER: (dice.choice(self.owners),),
                LinkKind.PARTICIPANT: (dice.choice(self.owners),),
                LinkKind.REPORTED_IN: (dice.choice(self._ids[Role.DECISION]),),
            },
            self._prose(dice, number).found(),
        )

    def analysis(self, number: int) -> Entry:
        """An analysis of some decisions: together, two kinds of them cover every one."""
        dice = self.dice(f"analysis-{number}")
        pairs = self.count(Role.ANALYSIS) // 2
        decisions = self._ids[Role.DECISION][number // 2 % pairs :: pairs]
        also = dice.choice((Role.ACTION, Role.ACTION, Role.PLAN))
        return self._entry(
            Role.ANALYSIS,
            number,
            f"Analys {number + 1}",
            {
                FieldName.DATE: _day(dice, date(2021, 1, 11), date(2021, 6, 11)),
                FieldName.RESULT: "Skillnaderna mellan grupper bedöms minska",
                LinkKind.ANALYSES: (*decisions, dice.choice(self._ids[also])),
                LinkKind.OWNER: (dice.choice(self.owners),),
                LinkKind.PARTICIPANT: (dice.choice(self.owners),),
                LinkKind.CONCERNS: self._some(dice, Role.TARGET_GROUP, number, (1, 2)),
                LinkKind.REPORTED_IN: (dice.choice(self._ids[Role.DECISION]),),
            },
            self._prose(dice, number).weighed(),
            questions=number,
        )

    def opinion(self, number: int) -> Entry:
        dice = self.dice(f"opinion-{number}")
        about = dice.choice((Role.PLAN, Role.ACTION, Role.ACTION))
        values: dict[FieldName | LinkKind, Value] = {
            FieldName.SENDER: dice.choice((OpinionSender.PRIVATE, "Pensionärsrådet", "elevrådet")),
            FieldName.DATE: _day(dice, date(2025, 10, 1), date(2025, 12, 5)),
            FieldName.ANSWER_DUE: "2026-01-31",
            FieldName.ANSWER: "Synpunkten har lästs, och planen är ändrad där det gick",
            LinkKind.OPINION_ON: (dice.choice(self._live_ids[about]),),
            LinkKind.OWNER: (dice.choice(self.owners),),
        }
        if number % 2 == 0:
            values[FieldName.CHANGED] = "En dag har flyttats"
        title = f"Synpunkt {number + 1}"
        return self._entry(Role.OPINION, number, title, values, self._prose(dice, number).found())

    # ------------------------------------------------------------ who answers, and who decided

    def organisation(self, number: int) -> Entry:
        count = self.count(Role.ORGANISATION)
        title = f"Nämnden för {self.theme(number).name.lower()} {number + 1}"
        values: dict[FieldName | LinkKind, Value] = {
            FieldName.KIND: OrganisationKind.BODY,
            FieldName.CAN_OWN: YesNo.YES,
        }
        if number >= count - _ENDED:
            values |= {FieldName.VALID_FROM: "2015-01-01", FieldName.VALID_TO: "2018-12-31"}
        elif number < _ENDED:
            replaced = self.id(Role.ORGANISATION, count - 1 - number)
            values |= {FieldName.VALID_FROM: "2019-01-01", LinkKind.REPLACES: (replaced,)}
        if number < _DECIDING:
            values[FieldName.DECIDES_FOR] = DecidesFor.EVERYONE
        return self._entry(Role.ORGANISATION, number, title, values)

    def decision(self, number: int) -> Entry:
        dice = self.dice(f"decision-{number}")
        body = number % min(_DECIDING, len(self.owners))
        return self._entry(
            Role.DECISION,
            number,
            f"Beslut i ärende {number + 1}",
            {
                FieldName.DECISION_KIND: DecisionKind.ADOPTION,
                LinkKind.BODY: (self.id(Role.ORGANISATION, body),),
                FieldName.DATE: _day(dice, date(2021, 6, 14), date(2026, 1, 29)),
                FieldName.PARAGRAPH: f"§ {dice.randint(1, 240)}",
                **(
                    {FieldName.REGISTRATION_UNKNOWN: "Det står inte i protokollet"}
                    if number == UNKNOWN_NUMBER
                    else {FieldName.REGISTRATION: f"KS {dice.randint(2021, 2025)}/{number + 1:03}"}
                ),
                FieldName.MINUTES: f"https://example.org/protokoll/{number + 1}",
            },
        )

    def waiver(self, number: int) -> Entry:
        """The first is for a decision, each that follows for an action."""
        what, rule, reason, waived = (
            (
                "mått saknas ännu",
                "PT209",
                "Ett mått tas fram under året",
                self.id(Role.ACTION, self._waived[number - 1]),
            )
            if number
            else (
                "numret är inte känt",
                "PT502",
                "Diariet från den tiden är inte sökbart",
                self.id(Role.DECISION, UNKNOWN_NUMBER),
            )
        )
        return self._entry(
            Role.WAIVER,
            number,
            f"Undantag {number + 1}: {what}",
            {
                FieldName.RULE: rule,
                FieldName.REASON: reason,
                FieldName.VALID_FROM: "2026-10-01",
                FieldName.VALID_TO: "2027-12-31",
                LinkKind.WAIVES: (waived,),
                LinkKind.DECIDED_BY: (self.id(Role.DECISION, number % self.count(Role.DECISION)),),
                LinkKind.OWNER: self.owners[:1],
            },
        )

    # ------------------------------------------------------------------------------- all alike

    def _prose(self, dice: Random, number: int | None) -> Prose:
        return Prose(dice, self.theme(number or 0))

    def _entry(
        self,
        role: Role,
        number: int,
        title: str,
        values: Values,
        text: str = "",
        *,
        questions: int | None = None,
    ) -> Entry:
        entry_id = self.id(role, number)
        return Entry(
            id=entry_id,
            role=role,
            title=title,
            values=values,
            text=text or self._prose(self.dice(entry_id), number).promise(),
            questions=questions,
        )

    def of_role(self, role: Role) -> list[Entry]:
        """All objects of a role."""
        make = {
            Role.STRATEGY: self.strategy,
            Role.PURPOSE: self.purpose,
            Role.GOAL: self.goal,
            Role.PRIORITY: self.priority,
            Role.STARTING_POINT: self.starting_point,
            Role.COMMITMENT: self.commitment,
            Role.KEY_FACTOR: self.key_factor,
            Role.TARGET_GROUP: self.target_group,
            Role.ORGANISATION: self.organisation,
            Role.PLAN: self.plan,
            Role.ACTION: self.action,
            Role.MILESTONE: self.milestone,
            Role.INDICATOR: self.indicator,
            Role.FOLLOW_UP: self.follow_up,
            Role.ANALYSIS: self.analysis,
            Role.DECISION: self.decision,
            Role.WAIVER: self.waiver,
            Role.OPINION: self.opinion,
        }[role]
        return [make(number) for number in range(self.count(role))]


def _when_followed_up(action: int, status: Status, day: str) -> Values:
    """The day of an action's next follow-up; of some proposals their rhythm."""
    if status is Status.PROPOSED and action % 10 == 3:
        return {FieldName.RHYTHM: Rhythm.TERTIAL}
    return {FieldName.NEXT_FOLLOW_UP: day}


def _status(action: int) -> Status:
    """Most actions are proposed; one in fifty has been cancelled."""
    if action % 50 == 49:
        return Status.CANCELLED
    others = {
        5: Status.IN_PROGRESS,
        8: Status.DECIDED,
        12: Status.DONE,
        15: Status.DECIDED,
        18: Status.IN_PROGRESS,
        22: Status.IN_PROGRESS,
    }
    return others.get(action % 25, Status.PROPOSED)


def _days(dice: Random, status: Status) -> tuple[str, str, str]:
    """When an action starts, is followed up next and is to be done, in that order or nearly so."""
    if status is Status.DONE:
        return (
            _day(dice, date(2026, 2, 2), date(2026, 4, 30)),
            _day(dice, date(2027, 2, 1), date(2027, 4, 30)),
            _day(dice, date(2026, 9, 1), date(2026, 11, 30)),
        )
    begun = status in {Status.IN_PROGRESS, Status.CANCELLED}
    first = date(2026, 3, 2) if begun else date(2027, 2, 1)
    return (
        _day(dice, first, first + timedelta(days=240)),
        _day(dice, date(2027, 10, 4), date(2028, 6, 16)),
        _day(dice, date(2028, 6, 19), date(2029, 11, 30)),
    )


def _day(dice: Random, first: date, last: date) -> str:
    """A weekday from `first`, which is one, to `last`."""
    day = first + timedelta(days=dice.randint(0, (last - first).days))
    return max(first, day - timedelta(days=max(0, day.weekday() - 4))).isoformat()
