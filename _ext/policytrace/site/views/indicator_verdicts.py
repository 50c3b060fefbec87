"""The verdicts on an indicator for readers: in words, with the rule and all that it was given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policytrace.measure.areas import Division
from policytrace.measure.performance import Measure, Performance
from policytrace.measure.performance_report import reason
from policytrace.messages import Message, message
from policytrace.schema.vocabulary import Sex, Verdict
from policytrace.site.views.indicator_words import GAP_NAME, NAMES, period_name

RULES_PAGE = "docs/bedomning"
"""The page that explains the rules, where a project has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictRule:
    """One of the rules that give verdicts, as it is told to readers."""

    number: int
    condition: Message
    verdict: Verdict


VERDICT_RULES = (
    VerdictRule(
        number=1,
        condition=message(
            "There is no value. But if no target is set, and parts of the area have values, the "
            "verdict is: no target."
        ),
        verdict=Verdict.NO_DATA,
    ),
    VerdictRule(
        number=2,
        condition=message(
            "The target year is over, or has its value, and the target is not reached."
        ),
        verdict=Verdict.NOT_REACHED,
    ),
    VerdictRule(
        number=3,
        condition=message("A newer value should be there by now."),
        verdict=Verdict.OUTDATED,
    ),
    VerdictRule(
        number=4,
        condition=message(
            "There is no target, or no value for the baseline. But if the value has become "
            "worse by more than the margin since the first one that is known, the verdict is: "
            "wrong way."
        ),
        verdict=Verdict.NO_TARGET,
    ),
    VerdictRule(
        number=5,
        condition=message("There is no value after the baseline, so nothing can be compared yet."),
        verdict=Verdict.TOO_EARLY,
    ),
    VerdictRule(
        number=6,
        condition=message("The target is reached."),
        verdict=Verdict.REACHED,
    ),
    VerdictRule(
        number=7,
        condition=message(
            "The distance to the target is larger than at the baseline, by more than the margin."
        ),
        verdict=Verdict.WRONG_WAY,
    ),
    VerdictRule(
        number=8,
        condition=message(
            "At least as much of the way is covered as of the time has passed, less the margin."
        ),
        verdict=Verdict.ON_TRACK,
    ),
    VerdictRule(
        number=9,
        condition=message("The distance is as at the baseline, give or take the margin."),
        verdict=Verdict.UNCHANGED,
    ),
    VerdictRule(
        number=10,
        condition=message("Part of the way is covered, but less than the time demands."),
        verdict=Verdict.TOO_SLOW,
    ),
)
"""The table in `policytrace.measure.performance`, in its order: the first that fits decides."""

_RULE_OF = {rule.verdict: rule.number for rule in VERDICT_RULES}

_WORST_FIRST = (
    Verdict.NOT_REACHED,
    Verdict.WRONG_WAY,
    Verdict.TOO_SLOW,
    Verdict.UNCHANGED,
    Verdict.ON_TRACK,
    Verdict.REACHED,
    Verdict.OUTDATED,
    Verdict.TOO_EARLY,
    Verdict.NO_TARGET,
    Verdict.NO_DATA,
)
"""Which verdict speaks for an indicator that has several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """A verdict in a word or two."""

    verdict: Verdict
    known: Verdict | None = None
    """For what is outdated: the verdict when the value was new, where that must not be silent."""
    whose: tuple[Message, ...] = ()
    """Whom it is about; empty: all that there are values for."""

    @property
    def key(self) -> str:
        """Part of the name of its class in the style sheet."""
        return self.verdict.name.lower().replace("_", "-")


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictRow:
    """The verdict on one measure, with all that it came from."""

    whose: Message
    badge: Badge
    rule: int
    assessment: Performance
    """With the values that the verdict was given."""
    reason: Message
    then: Verdict | None
    """For what is outdated: what it was when the value was new."""

    @property
    def baseline_period(self) -> Message | None:
        """The period to count from."""
        found = self.assessment.baseline
        return period_name(found.period) if found else None

    @property
    def latest_period(self) -> Message | None:
        """The period that gave the verdict."""
        found = self.assessment.latest
        return period_name(found.period) if found else None


def of_all(assessments: Iterable[Performance], area: str) -> tuple[Performance, ...]:
    """The verdicts on all of an area's population, without its groups."""
    return tuple(one for one in assessments if one.area == area and not one.group)


def verdict_rows(assessments: Iterable[Performance]) -> tuple[VerdictRow, ...]:
    """A row for each verdict."""
    given = tuple(assessments)
    split = any(
        one.measure is Measure.GAP or one.sex is not Sex.TOTAL or one.division for one in given
    )
    return tuple(
        VerdictRow(
            whose=_whose(one) if split else message("The value"),
            badge=Badge(verdict=one.verdict, known=_warning(one)),
            rule=rule_of(one),
            assessment=one,
            reason=reason(one),
            then=_then(one),
        )
        for one in given
    )


def rule_of(assessment: Performance) -> int:
    """The number of the rule that gave a verdict."""
    given = (assessment.baseline, assessment.target, assessment.year)
    if (
        assessment.verdict is Verdict.WRONG_WAY
        and assessment.expected is None
        and any(one is None for one in given)
    ):
        return _RULE_OF[Verdict.NO_TARGET]
    return _RULE_OF[assessment.verdict]


def worsening(assessments: Iterable[Performance], area: str) -> tuple[Performance, ...]:
    """What goes the wrong way in groups of an area's population."""
    return tuple(
        one for one in assessments if one.group and one.area == area and _goes_wrong_way(one)
    )


def worsening_parts(
    assessments: Iterable[Performance], divisions: Iterable[Division]
) -> Iterator[Message]:
    """In how many parts of each kind it goes the wrong way. Which they are is not said."""
    wrong = {one.area for one in assessments if _goes_wrong_way(one)}
    for division in divisions:
        if found := wrong.intersection(division.keys):
            yield message(
                "{number} of {all} {areas}",
                number=str(len(found)),
                all=str(len(division.areas)),
                areas=division.kind.plural,
            )


def badges(assessments: Iterable[Performance]) -> tuple[Badge, ...]:
    """The verdicts in as few words as can be: each once, the worst first.

    That no target is set says nothing where another measure of the indicator has one.
    """
    given = tuple(assessments)
    told = [one for one in given if Verdict.NO_TARGET not in (one.verdict, one.known)] or list(
        given
    )
    groups: dict[tuple[Verdict, bool], list[Performance]] = {}
    for one in sorted(told, key=lambda one: _WORST_FIRST.index(one.verdict)):
        groups.setdefault((one.verdict, one.known is Verdict.WRONG_WAY), []).append(one)
    apart = len(groups) > 1 or len(told) < len(given)
    return tuple(
        Badge(
            verdict=verdict,
            known=_warning(members[0]),
            whose=tuple(_whose(one) for one in members) if apart else (),
        )
        for (verdict, _), members in groups.items()
    )


def headline(assessments: Iterable[Performance]) -> Verdict:
    """The one verdict that an indicator is counted under: the worst of them."""
    found = badges(assessments)
    return found[0].verdict if found else Verdict.NO_DATA


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many indicators have a verdict."""

    badge: Badge
    number: int


def counts(verdicts: Iterable[Verdict]) -> tuple[Count, ...]:
    """How often each verdict occurs, the worst first; those that do not occur are left out."""
    given = tuple(verdicts)
    return tuple(
        Count(badge=Badge(verdict=verdict), number=number)
        for verdict in _WORST_FIRST
        if (number := given.count(verdict))
    )


def whose_in(assessment: Performance) -> Iterator[Message]:
    """In which group and whom a verdict is about."""
    yield message("{text}", text=assessment.group)
    yield _whose(assessment)


def _whose(assessment: Performance) -> Message:
    said = GAP_NAME if assessment.measure is Measure.GAP else NAMES[assessment.sex]
    if not assessment.division:
        return said
    return message("{whose}, {areas}", whose=said, areas=assessment.division)


def _goes_wrong_way(assessment: Performance) -> bool:
    return Verdict.WRONG_WAY in (assessment.verdict, assessment.known)


def _warning(assessment: Performance) -> Verdict | None:
    """What is outdated and was going the wrong way is never silent about it."""
    return Verdict.WRONG_WAY if assessment.known is Verdict.WRONG_WAY else None


def _then(assessment: Performance) -> Verdict | None:
    """What was said of an outdated value when it was new, unless its badge says that."""
    if assessment.known in (None, Verdict.NO_TARGET, Verdict.TOO_EARLY, Verdict.WRONG_WAY):
        return None
    return assessment.known
