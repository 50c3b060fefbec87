"""Verdicts in words: what is said first, what is left out, and what must never be silent."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from policytrace.measure.performance import Measure, Observation, Performance
from policytrace.messages import catalogue, message
from policytrace.schema.reading import load_metamodel
from policytrace.schema.vocabulary import Sex, Verdict
from policytrace.site.views.indicator_verdicts import (
    VERDICT_RULES,
    badges,
    counts,
    headline,
    of_all,
    rule_of,
    verdict_rows,
    worsening,
    worsening_parts,
)
from policytrace.values.periods import parse_period
from tests.measure.figures import HOME, NORTH, NORTH_REGSO, SOUTH, WEST, WITH_REGSO
from tests.paths import REPOSITORY

LATEST = Observation(period=parse_period("2022"), value=Decimal(4))


def assessment(
    verdict: Verdict,
    sex: Sex = Sex.TOTAL,
    *,
    gap: bool = False,
    known: Verdict | None = None,
    area: str = HOME,
    group: str = "",
) -> Performance:
    return Performance(
        area=area,
        sex=sex,
        group=group,
        measure=Measure.GAP if gap else Measure.VALUE,
        baseline=None,
        latest=LATEST,
        target=None,
        year=None,
        expected=None,
        verdict=verdict,
        known=known,
        reason=message("No target is set."),
    )


WOMEN = assessment(Verdict.NO_TARGET, Sex.WOMEN)
MEN = assessment(Verdict.NO_TARGET, Sex.MEN)


def said(*assessments: Performance) -> list[tuple[Verdict, Verdict | None, list[str]]]:
    return [
        (badge.verdict, badge.known, [whose.template for whose in badge.whose])
        for badge in badges(assessments)
    ]


def test_one_verdict_on_all_measures_is_said_once_and_of_nobody() -> None:
    assert said(WOMEN, MEN) == [(Verdict.NO_TARGET, None, [])]


def test_that_a_value_has_no_target_is_left_out_where_the_gap_has_one() -> None:
    gap = assessment(Verdict.TOO_SLOW, gap=True)
    assert said(WOMEN, MEN, gap) == [(Verdict.TOO_SLOW, None, ["Difference"])]


def test_the_worst_is_said_first() -> None:
    found = said(
        assessment(Verdict.REACHED, Sex.WOMEN),
        assessment(Verdict.WRONG_WAY, Sex.MEN),
        assessment(Verdict.ON_TRACK, gap=True),
    )
    assert found == [
        (Verdict.WRONG_WAY, None, ["Men"]),
        (Verdict.ON_TRACK, None, ["Difference"]),
        (Verdict.REACHED, None, ["Women"]),
    ]


def test_what_is_outdated_and_was_going_the_wrong_way_is_never_silent() -> None:
    women = assessment(Verdict.OUTDATED, Sex.WOMEN, known=Verdict.WRONG_WAY)
    men = assessment(Verdict.OUTDATED, Sex.MEN, known=Verdict.ON_TRACK)
    assert said(women, men) == [
        (Verdict.OUTDATED, Verdict.WRONG_WAY, ["Women"]),
        (Verdict.OUTDATED, None, ["Men"]),
    ]
    row, other = verdict_rows((women, men))
    assert (row.badge.known, row.then) == (Verdict.WRONG_WAY, None)
    assert (other.badge.known, other.then) == (None, Verdict.ON_TRACK)


def test_an_indicator_is_counted_once_under_its_worst_verdict() -> None:
    gap = assessment(Verdict.WRONG_WAY, gap=True)
    assert headline((WOMEN, MEN, gap)) is Verdict.WRONG_WAY
    assert headline(()) is Verdict.NO_DATA


def test_counts_leave_out_what_does_not_occur() -> None:
    found = counts([Verdict.NO_DATA, Verdict.REACHED, Verdict.NO_DATA])
    assert [(count.badge.verdict, count.number) for count in found] == [
        (Verdict.REACHED, 1),
        (Verdict.NO_DATA, 2),
    ]


def test_a_group_or_a_district_is_never_taken_for_all() -> None:
    group = assessment(Verdict.WRONG_WAY, group="unga")
    district = assessment(Verdict.OUTDATED, area=NORTH, known=Verdict.WRONG_WAY)
    assert of_all((WOMEN, group, district), HOME) == (WOMEN,)
    assert worsening((WOMEN, group, district), HOME) == (group,)


def test_in_how_many_parts_it_goes_the_wrong_way_is_said_and_not_in_which() -> None:
    found = (
        assessment(Verdict.WRONG_WAY, area=NORTH),
        assessment(Verdict.WRONG_WAY, area=NORTH, gap=True),
        assessment(Verdict.OUTDATED, area=SOUTH, known=Verdict.WRONG_WAY),
        assessment(Verdict.REACHED, area=WEST),
        assessment(Verdict.WRONG_WAY, area=NORTH_REGSO),
        assessment(Verdict.WRONG_WAY, area=HOME),
    )
    swedish = catalogue("sv")
    said = [one.render(swedish) for one in worsening_parts(found, WITH_REGSO.divisions)]
    assert said == ["2 av 3 valdistrikt", "1 av 2 RegSO"]
    assert list(worsening_parts(found[3:4], WITH_REGSO.divisions)) == []


@pytest.mark.parametrize(
    ("verdict", "number"),
    [
        (Verdict.NO_DATA, 1),
        (Verdict.NOT_REACHED, 2),
        (Verdict.OUTDATED, 3),
        (Verdict.NO_TARGET, 4),
        (Verdict.WRONG_WAY, 4),
        (Verdict.TOO_EARLY, 5),
        (Verdict.REACHED, 6),
        (Verdict.ON_TRACK, 8),
        (Verdict.UNCHANGED, 9),
        (Verdict.TOO_SLOW, 10),
    ],
)
def test_a_verdict_leads_to_its_rule(verdict: Verdict, number: int) -> None:
    assert rule_of(assessment(verdict)) == number


def test_the_wrong_way_has_a_rule_of_its_own_where_there_is_a_line_to_compare_with() -> None:
    assert rule_of(replace(assessment(Verdict.WRONG_WAY), expected=Decimal(3))) == 7


def test_the_page_about_the_rules_says_what_the_panel_says() -> None:
    page = (REPOSITORY / "docs" / "bedomning.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| (.+) \| (.+) \|$", page, re.MULTILINE)
    swedish, own = catalogue("sv"), load_metamodel(REPOSITORY)
    assert rows == [
        (str(rule.number), rule.condition.render(swedish), own.vocabulary.of(rule.verdict))
        for rule in VERDICT_RULES
    ]
