"""PT201-PT209: someone owns it, something measures it, and there is a day to come back to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from policytrace.plan.graph import Graph
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from policytrace.severity import Severity
from tests.plan_builder import TODAY, blamed, english, findings_of, item, plan

# ------------------------------------------------------------------------ who owns it


FILLED_IN = {
    "unit": "procent",
    "source": "Own count",
    "valid_from": "2027-01-01",
    "valid_to": "2029-12-31",
}


@pytest.mark.parametrize(
    ("code", "role"),
    [
        ("PT201", Role.PRIORITY),
        ("PT204", Role.ACTION),
        ("PT207", Role.INDICATOR),
        ("PT208", Role.PLAN),
    ],
)
class TestOwner:
    """What must have an owner, whichever rule says so."""

    def test_without_owner(self, code: str, role: Role) -> None:
        graph = plan(item("XXX-A", role, title="Some thing", **FILLED_IN))
        [found] = findings_of(code, graph)
        assert (found.item, found.severity) == ("XXX-A", Severity.ERROR)
        assert english(found.message) == f"“Some thing” ({role}) has no :owner:."

    def test_with_owner(self, code: str, role: Role) -> None:
        graph = plan(
            item("XXX-A", role, owner="ORG-A", **FILLED_IN), item("ORG-A", Role.ORGANISATION)
        )
        assert blamed(code, graph) == []

    def test_a_participant_is_no_owner(self, code: str, role: Role) -> None:
        graph = plan(
            item("XXX-A", role, participant="ORG-A", **FILLED_IN),
            item("ORG-A", Role.ORGANISATION),
        )
        assert blamed(code, graph) == ["XXX-A"]

    def test_an_owner_that_does_not_exist_is_left_to_the_rule_on_links(
        self, code: str, role: Role
    ) -> None:
        graph = plan(item("XXX-A", role, owner="ORG-X", **FILLED_IN))
        assert blamed(code, graph) == []
        assert blamed("PT104", graph) == ["XXX-A"]

    def test_the_example_is_an_organisation_of_the_project(self, code: str, role: Role) -> None:
        graph = plan(item("XXX-A", role, **FILLED_IN), item("ORG-A", Role.ORGANISATION))
        [found] = findings_of(code, graph)
        assert "ORG-A" in english(found.hint)


@pytest.mark.parametrize("code", ["PT204", "PT205", "PT209"])
def test_nothing_is_asked_of_a_cancelled_action(code: str) -> None:
    assert blamed(code, plan(item("ATG-A", Role.ACTION, status=Status.CANCELLED))) == []


def test_nothing_is_asked_of_a_cancelled_plan() -> None:
    assert blamed("PT208", plan(item("HPL-A", Role.PLAN, status=Status.CANCELLED))) == []


@pytest.mark.parametrize("status", sorted(set(Status) - {Status.CANCELLED}))
@pytest.mark.parametrize(("code", "count"), [("PT204", 1), ("PT205", 2), ("PT209", 1)])
def test_an_action_of_every_other_status_is_asked(code: str, count: int, status: Status) -> None:
    assert blamed(code, plan(item("ATG-A", Role.ACTION, status=status))) == ["ATG-A"] * count


# -------------------------------------------------------- PT202, PT203 the priority


def test_a_priority_without_indicator() -> None:
    assert blamed("PT202", plan(item("PRI-A", Role.PRIORITY))) == ["PRI-A"]


def test_a_priority_with_indicator() -> None:
    graph = plan(item("PRI-A", Role.PRIORITY, measured_by="IND-A"), item("IND-A", Role.INDICATOR))
    assert blamed("PT202", graph) == []


def test_the_indicators_of_a_priority_s_actions_do_not_measure_the_priority() -> None:
    graph = plan(
        item("PRI-A", Role.PRIORITY),
        item("UTG-A", Role.STARTING_POINT, part_of="PRI-A", measured_by="IND-A"),
        item("ATG-A", Role.ACTION, contributes_to="UTG-A", measured_by="IND-A"),
        item("IND-A", Role.INDICATOR),
    )
    assert blamed("PT202", graph) == ["PRI-A"]


def test_a_priority_without_next_follow_up() -> None:
    assert blamed("PT203", plan(item("PRI-A", Role.PRIORITY))) == ["PRI-A"]


def test_a_priority_with_next_follow_up() -> None:
    graph = plan(item("PRI-A", Role.PRIORITY, next_follow_up="2027-11-15"))
    assert blamed("PT203", graph) == []


def test_a_follow_up_that_is_made_is_not_the_next_one() -> None:
    graph = plan(
        item("PRI-A", Role.PRIORITY),
        item("UPF-A", Role.FOLLOW_UP, follows_up="PRI-A", date="2026-11-15"),
    )
    assert blamed("PT203", graph) == ["PRI-A"]


@pytest.mark.parametrize("strict_time", [False, True])
def test_that_the_day_of_the_next_follow_up_has_passed_is_not_this_rules_concern(
    *,
    strict_time: bool,
) -> None:
    graph = plan(item("PRI-A", Role.PRIORITY, next_follow_up="2020-01-01"))
    assert blamed("PT203", graph, strict_time=strict_time) == []


# -------------------------------------------------------------------- PT205 the action


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({"due": "2028-06-30", "next_follow_up": "2027-11-15"}, []),
        ({"due": "2028-06-30"}, [":next_follow_up:"]),
        ({"next_follow_up": "2027-11-15"}, [":due:"]),
        ({"starts": "2027-03-01"}, [":due:", ":next_follow_up:"]),
    ],
)
def test_an_action_must_have_both_dates(fields: dict[str, str], missing: list[str]) -> None:
    found = findings_of("PT205", plan(item("ATG-A", Role.ACTION, **fields)))
    assert sorted(one.message.values["options"] for one in found) == missing
    assert all(one.message.values["options"] in english(one.hint) for one in found)


# ------------------------------------------------------------- PT206 owner on the day


def owned(role: Role, *owners: dict[str, str], **fields: str) -> Graph:
    """One item with `fields`, and organisations ``ORG-0``, ``ORG-1`` … that own it."""
    ids = tuple(f"ORG-{number}" for number in range(len(owners)))
    return plan(
        item("XXX-A", role, owner=ids, **fields),
        *(
            item(one, Role.ORGANISATION, **validity)
            for one, validity in zip(ids, owners, strict=True)
        ),
    )


@pytest.mark.parametrize(
    ("day", "there"),
    [
        ("2026-12-31", False),
        ("2027-01-01", True),
        ("2027-06-15", True),
        ("2027-12-31", True),
        ("2028-01-01", False),
    ],
)
def test_first_and_last_day_of_an_owner_are_within_its_time(day: str, *, there: bool) -> None:
    owner = {"valid_from": "2027-01-01", "valid_to": "2027-12-31"}
    graph = owned(Role.ACTION, owner, due=day)
    assert blamed("PT206", graph) == ([] if there else ["XXX-A"])


@pytest.mark.parametrize(
    ("day", "there"), [("2028-02-28", True), ("2028-02-29", True), ("2028-03-01", False)]
)
def test_a_leap_day_is_a_last_day_like_any_other(day: str, *, there: bool) -> None:
    graph = owned(Role.ACTION, {"valid_to": "2028-02-29"}, due=day)
    assert blamed("PT206", graph) == ([] if there else ["XXX-A"])


def test_an_owner_without_first_day_has_always_been_there() -> None:
    assert blamed("PT206", owned(Role.ACTION, {"valid_to": "2027-12-31"}, due="0001-01-01")) == []


def test_an_owner_without_last_day_is_there_for_ever() -> None:
    assert blamed("PT206", owned(Role.ACTION, {"valid_from": "2027-01-01"}, due="9999-12-31")) == []


DAYS = [
    (Role.STRATEGY, "valid_from"),
    (Role.STRATEGY, "valid_to"),
    (Role.GOAL, "next_follow_up"),
    (Role.PRIORITY, "next_follow_up"),
    (Role.PLAN, "valid_from"),
    (Role.PLAN, "valid_to"),
    (Role.ACTION, "starts"),
    (Role.ACTION, "next_follow_up"),
    (Role.ACTION, "due"),
    (Role.FOLLOW_UP, "date"),
    (Role.ANALYSIS, "date"),
    (Role.WAIVER, "valid_from"),
    (Role.WAIVER, "valid_to"),
]


@pytest.mark.parametrize(("role", "field"), DAYS)
def test_each_day_in_question_is_asked_about(role: Role, field: str) -> None:
    graph = owned(role, {"valid_to": "2027-12-31"}, **{field: "2028-01-01"})
    [found] = findings_of("PT206", graph)
    assert "does not exist on 2028-01-01" in english(found.message)


def test_several_days_on_which_an_owner_is_not_there_are_one_finding() -> None:
    graph = owned(
        Role.ACTION,
        {"valid_to": "2026-12-31"},
        starts="2027-03-01",
        next_follow_up="2027-11-15",
        due="2028-06-30",
    )
    assert blamed("PT206", graph) == ["XXX-A"]


def test_an_owner_that_ends_in_the_middle_of_the_work_is_found() -> None:
    graph = owned(Role.ACTION, {"valid_to": "2027-12-31"}, starts="2027-03-01", due="2028-06-30")
    [found] = findings_of("PT206", graph)
    assert found.message.values["day"] == "2028-06-30"


def test_each_owner_is_judged_by_itself() -> None:
    graph = owned(Role.ACTION, {"valid_to": "2027-12-31"}, {}, {}, due="2028-06-30")
    [found] = findings_of("PT206", graph)
    assert (found.item, found.message.values["owner"]) == ("XXX-A", "ORG-0")


def test_each_owner_that_is_not_there_is_a_finding() -> None:
    ended, coming = {"valid_to": "2027-12-31"}, {"valid_from": "2030-01-01"}
    graph = owned(Role.ACTION, ended, {}, coming, due="2028-06-30")
    found = findings_of("PT206", graph)
    assert [one.message.values["owner"] for one in found] == ["ORG-0", "ORG-2"]


def test_a_cancelled_action_needs_no_owner_on_the_day() -> None:
    graph = plan(
        item("ATG-A", Role.ACTION, status=Status.CANCELLED, owner="ORG-A", due="2028-06-30"),
        item("ORG-A", Role.ORGANISATION, valid_to="2027-12-31"),
    )
    assert blamed("PT206", graph) == []


def test_a_finished_action_keeps_the_owner_it_had_then() -> None:
    graph = plan(
        item("ATG-A", Role.ACTION, status=Status.DONE, owner="ORG-A", due="2022-06-30"),
        item("ORG-A", Role.ORGANISATION, valid_to="2022-12-31"),
    )
    assert blamed("PT206", graph, strict_time=True) == []


def test_a_participant_may_have_ended() -> None:
    graph = plan(
        item("ATG-A", Role.ACTION, participant="ORG-A", due="2028-06-30"),
        item("ORG-A", Role.ORGANISATION, valid_to="2027-12-31"),
    )
    assert blamed("PT206", graph) == []


def test_an_owner_that_does_not_exist_at_all_is_left_to_the_rule_on_links() -> None:
    assert blamed("PT206", plan(item("ATG-A", Role.ACTION, owner="ORG-X", due="2028-06-30"))) == []


def test_an_owner_that_is_no_organisation_is_left_to_the_rule_on_links() -> None:
    graph = plan(
        item("ATG-A", Role.ACTION, owner="HPL-A", due="2028-06-30"),
        item("HPL-A", Role.PLAN, valid_to="2027-12-31"),
    )
    assert blamed("PT206", graph) == []
    assert blamed("PT104", graph) == ["ATG-A"]


def test_a_day_that_is_no_day_is_left_to_the_schema() -> None:
    graph = owned(Role.ACTION, {"valid_to": "2027-02-29"}, due="2028-06-31")
    assert blamed("PT206", graph) == []


WITHOUT_DAYS = sorted(set(Role) - {role for role, _ in DAYS} - {Role.ORGANISATION, Role.DECISION})


@pytest.mark.parametrize("role", WITHOUT_DAYS)
@pytest.mark.parametrize(
    ("today", "strict_time", "found"),
    [
        (date(2027, 12, 31), True, []),
        (date(2028, 1, 1), True, ["XXX-A"]),
        (date(2028, 1, 1), False, []),
    ],
)
def test_what_has_no_days_is_asked_about_today_and_only_with_strict_time(
    role: Role, today: date, found: list[str], *, strict_time: bool
) -> None:
    graph = owned(role, {"valid_to": "2027-12-31"})
    assert blamed("PT206", graph, today=today, strict_time=strict_time) == found


def test_what_has_days_is_not_asked_about_today() -> None:
    graph = owned(Role.ACTION, {"valid_to": "2027-12-31"}, due="2027-06-30")
    assert blamed("PT206", graph, today=date(2030, 1, 1), strict_time=True) == []


@pytest.mark.parametrize("today", [date.min, TODAY, date.max])
def test_time_that_passes_alone_finds_nothing(today: date) -> None:
    owner = {"valid_from": "2027-01-01", "valid_to": "2029-12-31"}
    graph = owned(Role.ACTION, owner, starts="2027-03-01", due="2028-06-30")
    assert blamed("PT206", graph, today=today) == []


# ----------------------------------------------------------- PT207, PT208 what is missing


@pytest.mark.parametrize("missing", ["unit", "source"])
def test_an_indicator_without_one_of_its_fields(missing: str) -> None:
    fields = {"unit": "procent", "source": "Kolada"}
    del fields[missing]
    graph = plan(item("IND-A", Role.INDICATOR, owner="ORG-A", **fields))
    [found] = findings_of("PT207", graph)
    assert f":{missing}:" in english(found.message)
    assert f":{missing}:" in english(found.hint)


def test_an_indicator_without_anything_is_three_findings() -> None:
    assert blamed("PT207", plan(item("IND-A", Role.INDICATOR))) == ["IND-A"] * 3


def test_a_kolada_id_is_no_source() -> None:
    graph = plan(item("IND-A", Role.INDICATOR, owner="ORG-A", unit="procent", kolada="U30750"))
    assert blamed("PT207", graph) == ["IND-A"]


@pytest.mark.parametrize("missing", ["valid_from", "valid_to"])
def test_a_plan_without_one_end_of_its_period(missing: str) -> None:
    fields = {"valid_from": "2027-01-01", "valid_to": "2029-12-31"}
    del fields[missing]
    [found] = findings_of("PT208", plan(item("HPL-A", Role.PLAN, owner="ORG-A", **fields)))
    assert f":{missing}:" in english(found.message)
    assert f":{missing}:" in english(found.hint)


def test_a_plan_without_anything_is_three_findings() -> None:
    assert blamed("PT208", plan(item("HPL-A", Role.PLAN))) == ["HPL-A"] * 3


# -------------------------------------------------------------- PT209 measured by nothing


def test_an_action_that_nothing_measures_is_a_warning() -> None:
    [found] = findings_of("PT209", plan(item("ATG-A", Role.ACTION)))
    assert (found.item, found.severity) == ("ATG-A", Severity.WARNING)


def test_an_action_that_an_indicator_measures() -> None:
    graph = plan(item("ATG-A", Role.ACTION, measured_by="IND-A"), item("IND-A", Role.INDICATOR))
    assert blamed("PT209", graph) == []


def test_what_measures_the_goal_does_not_measure_the_action() -> None:
    graph = plan(
        item("ATG-A", Role.ACTION, contributes_to="MAL-A"),
        item("MAL-A", Role.GOAL, measured_by="IND-A"),
        item("IND-A", Role.INDICATOR),
    )
    assert blamed("PT209", graph) == ["ATG-A"]


# ----------------------------------------------------------------------- PT212 no text


def test_an_action_without_text_is_found() -> None:
    bare = replace(item("ATG-A", Role.ACTION, title="Utbilda"), prose="")
    [found] = findings_of("PT212", plan(bare))
    assert (found.item, found.severity) == ("ATG-A", Severity.WARNING)
    assert "Utbilda" in english(found.message)


def test_only_live_actions_are_asked_for_text() -> None:
    cancelled = replace(item("ATG-A", Role.ACTION, status=Status.CANCELLED), prose="")
    other = replace(item("MAL-A", Role.GOAL), prose="")
    assert blamed("PT212", plan(cancelled, other, item("ATG-B", Role.ACTION))) == []
