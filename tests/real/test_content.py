"""The real content: complete, traced, and all of what is proposed said to be proposed."""

from __future__ import annotations

import re
from datetime import date

from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.vocabulary import Status
from policytrace.severity import Severity
from tests.real.conftest import RealSite

PASSAGES = 64
"""How many binding passages the adopted text has."""

PERIOD = (date(2028, 1, 1), date(2030, 12, 31))
"""First and last day of the plans."""

FOLLOW_UPS = {(4, 30), (10, 31)}
"""Month and day of the municipality's own reports: the annual one, and that of the year so far."""

KOLADA = re.compile(r"[NU]\d{5}")


KNOWN = {"PT210", "PT302", "PT303", "PT309", "PT502"}
"""What is true of the content, and no mistake: few indicators have a target, figures age, and the
registration number of the decision on the strategy is not known."""


def test_the_content_has_no_findings_but_those_on_values_and_targets(real: RealSite) -> None:
    assert [found for found in real.findings if found.severity is Severity.ERROR] == []
    assert [found for found in real.findings if found.code not in KNOWN] == []


def test_the_build_gives_no_other_warnings(real: RealSite) -> None:
    warnings = [line for line in real.warnings.splitlines() if line.strip()]
    assert [line for line in warnings if not any(f"[{code}]" in line for code in KNOWN)] == []


def test_every_passage_is_restated_once(real: RealSite) -> None:
    pinpoints = {passage.pinpoint for passage in real.graph.passages}
    assert len(pinpoints) == len(real.graph.passages) == PASSAGES
    cited = [
        item.text(FieldName.SOURCE)
        for item in real.graph
        if item.text(FieldName.SOURCE) in pinpoints
    ]
    assert len(cited) == PASSAGES
    assert set(cited) == pinpoints


def test_every_passage_has_an_object_on_a_page_that_a_reader_can_open(real: RealSite) -> None:
    pinpoints = {passage.pinpoint for passage in real.graph.passages}
    shown = [
        item
        for item in real.graph
        if item.text(FieldName.SOURCE) in pinpoints
        and (stands := real.pages[item.docname].find(id=item.id))
        and (restated := stands.select_one(".pt-part__text"))
        and restated.get_text(strip=True)
    ]
    assert len(shown) == PASSAGES


def test_there_is_one_strategy_with_owner_and_decision(real: RealSite) -> None:
    graph = real.graph
    in_force = [item for item in graph.of_role(Role.STRATEGY) if item.status is Status.DECIDED]
    assert len(in_force) == 1
    assert graph.targets(in_force[0], LinkKind.OWNER)
    [decision] = graph.targets(in_force[0], LinkKind.DECIDED_BY)
    assert decision.day(FieldName.DATE) == date(2021, 6, 14)
    assert decision.text(FieldName.PARAGRAPH) == "§ 70"
    assert in_force[0].day(FieldName.VALID_TO) is None


def test_there_are_enough_actions_and_indicators(real: RealSite) -> None:
    assert len(real.graph.of_role(Role.ACTION)) >= 50
    assert len(real.graph.of_role(Role.INDICATOR)) >= 30
    assert len(real.graph.of_role(Role.PRIORITY)) == 6


def test_there_is_a_plan_for_each_priority_and_one_for_all(real: RealSite) -> None:
    wholes = [
        whole.role
        for plan in real.graph.of_role(Role.PLAN)
        for whole in real.graph.targets(plan, LinkKind.PART_OF)
    ]
    assert sorted(wholes) == [Role.PRIORITY] * 6 + [Role.STRATEGY]


def test_every_action_contributes_to_one_to_five_things(real: RealSite) -> None:
    wrong = {
        action.id: len(action.targets(LinkKind.CONTRIBUTES_TO))
        for action in real.graph.of_role(Role.ACTION)
        if not 1 <= len(action.targets(LinkKind.CONTRIBUTES_TO)) <= 5
    }
    assert wrong == {}


def test_every_plan_action_and_indicator_is_a_proposal(real: RealSite) -> None:
    decided = [
        item.id
        for item in real.graph.of_role(Role.PLAN, Role.ACTION, Role.INDICATOR)
        if item.status is not Status.PROPOSED
    ]
    assert decided == []


def test_every_action_says_when_where_for_whom_and_with_what(real: RealSite) -> None:
    fields = {
        FieldName.STARTS,
        FieldName.DUE,
        FieldName.NEXT_FOLLOW_UP,
        FieldName.GLOBAL_TARGETS,
        FieldName.RESOURCE,
    }
    links = {
        LinkKind.OWNER,
        LinkKind.PART_OF,
        LinkKind.USES,
        LinkKind.MEASURED_BY,
    }
    missing = {
        action.id: sorted((fields - action.values.keys()) | (links - action.links.keys()))
        for action in real.graph.of_role(Role.ACTION)
    }
    assert {item_id: names for item_id, names in missing.items() if names} == {}


def test_every_action_under_a_priority_concerns_target_groups(real: RealSite) -> None:
    graph = real.graph
    under_a_priority = [
        action
        for action in graph.of_role(Role.ACTION)
        if any(whole.role is Role.PRIORITY for whole in graph.upwards(action, LinkKind.PART_OF))
    ]
    assert len(under_a_priority) >= 35
    assert [one.id for one in under_a_priority if not one.targets(LinkKind.CONCERNS)] == []


def test_every_action_says_why_what_for_whom_and_what_is_to_come_of_it(real: RealSite) -> None:
    headings = {"Varför", "Vad", "För vem", "Förväntat resultat"}
    missing = {}
    for action in real.graph.of_role(Role.ACTION):
        article = real.pages[action.docname].find("article", id=action.id)
        assert article is not None
        said = {term.get_text(strip=True) for term in article.select(".pt-action__text dt")}
        if headings - said:
            missing[action.id] = headings - said
    assert missing == {}


def test_all_that_is_proposed_is_within_the_period(real: RealSite) -> None:
    first, last = PERIOD
    names = (
        FieldName.STARTS,
        FieldName.DUE,
        FieldName.NEXT_FOLLOW_UP,
        FieldName.VALID_FROM,
        FieldName.VALID_TO,
    )
    outside = [
        (item.id, name.value, day.isoformat())
        for item in real.graph.of_role(Role.PLAN, Role.ACTION)
        for name in names
        if (day := item.day(name)) and not first <= day <= last
    ]
    assert outside == []


def test_every_action_is_followed_up_when_the_municipality_reports(real: RealSite) -> None:
    days = {
        action.id: day
        for action in real.graph.of_role(Role.ACTION)
        if (day := action.day(FieldName.NEXT_FOLLOW_UP))
    }
    assert {name: day for name, day in days.items() if (day.month, day.day) not in FOLLOW_UPS} == {}


def test_the_dates_of_an_action_follow_each_other(real: RealSite) -> None:
    wrong = []
    for action in real.graph.of_role(Role.ACTION):
        starts, due = action.day(FieldName.STARTS), action.day(FieldName.DUE)
        follow_up = action.day(FieldName.NEXT_FOLLOW_UP)
        if not (starts and due and follow_up and starts < due and starts <= follow_up):
            wrong.append(action.id)
    assert wrong == []


def test_every_page_with_a_plan_says_plainly_that_it_is_a_proposal(real: RealSite) -> None:
    pages = {plan.docname for plan in real.graph.of_role(Role.PLAN)}
    assert len(pages) == 7
    silent = []
    for name in sorted(pages):
        notes = [
            note.get_text(" ", strip=True)
            for note in real.pages[name].select("main .pt-plan__decided")
        ]
        if not any("förslag" in note.lower() and "beslut" in note.lower() for note in notes):
            silent.append(name)
    assert silent == []


PROPOSALS = re.compile(
    r"planerna, åtgärderna och indikatorerna .* är förslag\. Ingen .* beslutad\."
)


def test_every_page_says_that_what_is_proposed_is_not_decided(real: RealSite) -> None:
    silent = [
        name
        for name, page in real.pages.items()
        if not (foot := page.select_one("body > footer")) or not PROPOSALS.search(foot.get_text())
    ]
    assert silent == []


def test_an_indicator_from_kolada_has_an_id_of_the_right_form_that_is_its_own(
    real: RealSite,
) -> None:
    ids = [
        (item.id, item.text(FieldName.KOLADA))
        for item in real.graph.of_role(Role.INDICATOR)
        if item.has(FieldName.KOLADA)
    ]
    assert len(ids) >= 20
    assert [item_id for item_id, kolada in ids if not KOLADA.fullmatch(kolada)] == []
    assert len({kolada for _, kolada in ids}) == len(ids)
    assert [item_id for item_id, kolada in ids if item_id != f"IND-{kolada}"] == []


def test_every_indicator_says_what_it_counts_and_how(real: RealSite) -> None:
    names = {
        FieldName.UNIT,
        FieldName.SOURCE,
        FieldName.INTERVAL,
        FieldName.SPLIT_BY_SEX,
    }
    missing = {
        item.id: sorted(names - item.values.keys())
        for item in real.graph.of_role(Role.INDICATOR)
        if not item.title.strip() or names - item.values.keys()
    }
    assert missing == {}


def test_an_indicator_without_direction_says_why(real: RealSite) -> None:
    silent = []
    for item in real.graph.of_role(Role.INDICATOR):
        article = real.pages[item.docname].find("article", id=item.id)
        assert article is not None
        if not item.has(FieldName.DIRECTION) and "riktning" not in article.get_text():
            silent.append(item.id)
    assert silent == []


def test_every_priority_and_goal_is_measured(real: RealSite) -> None:
    unmeasured = [
        item.id
        for item in real.graph.of_role(Role.PRIORITY, Role.GOAL)
        if not real.graph.targets(item, LinkKind.MEASURED_BY)
    ]
    assert unmeasured == []


def test_every_indicator_measures_something(real: RealSite) -> None:
    idle = [
        item.id
        for item in real.graph.of_role(Role.INDICATOR)
        if not real.graph.sources(item.id, LinkKind.MEASURED_BY)
    ]
    assert idle == []


def _said(real: RealSite, indicator: Item) -> set[str]:
    """The headings of what an indicator's text says."""
    article = real.pages[indicator.docname].find("article", id=indicator.id)
    assert article is not None
    body = article.select_one(".pt-card__body")
    return {term.get_text(strip=True) for term in body.find_all("dt")} if body else set()


def test_an_indicator_with_values_says_what_they_do_not_tell(real: RealSite) -> None:
    with_values = [
        item
        for item in real.graph.of_role(Role.INDICATOR)
        if real.measurements.series(item.id).rows
    ]
    assert len(with_values) >= 20
    assert [item.id for item in with_values if not item.has(FieldName.CAUTION)] == []


def test_an_indicator_with_a_target_says_that_it_is_a_proposal(real: RealSite) -> None:
    with_target = [
        item
        for item in real.graph.of_role(Role.INDICATOR)
        if {FieldName.TARGET_VALUE, FieldName.TARGET_GAP} & item.values.keys()
    ]
    assert len(with_target) >= 10
    assert [item.id for item in with_target if "Förslag till mål" not in _said(real, item)] == []


def test_a_measure_of_kolada_has_the_title_that_the_register_has(real: RealSite) -> None:
    entries = real.measurements.catalogue.entries
    wrong = {
        item.id: item.title
        for item in real.graph.of_role(Role.INDICATOR)
        if (kolada := item.text(FieldName.KOLADA)) and entries[kolada].title != item.title
    }
    assert wrong == {}


def test_values_from_kolada_and_own_calculations_are_told_apart(real: RealSite) -> None:
    rows = [row for data in real.measurements.by_indicator.values() for row in data.table.rows]
    own = [row for row in rows if row.source.startswith("Egen bearbetning av uppgifter från ")]
    assert len(rows) >= 230
    assert 60 <= len(own) < len(rows)
