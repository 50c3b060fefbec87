"""PT701: exceptions from the rules are public, reasoned, decided and dated."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.checks.engine import run
from policytrace.checks.findings import Finding
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.roles import Role
from policytrace.schema.typed import written_value
from policytrace.settings import Settings
from policytrace.severity import Severity
from tests.plan_builder import TODAY, WORDS, changed, context_of, english, item, plan

TOMORROW = date(2027, 1, 16)

WAIVER = item(
    "UND-A",
    Role.WAIVER,
    title="Until the reorganisation",
    rule="PT203",
    waives="PRI-A",
    decided_by="BES-A",
    valid_to="2027-12-31",
    reason="The day is set when the board has met",
)
PLAN = (
    item("STR-A", Role.STRATEGY),
    item("PRI-A", Role.PRIORITY, part_of="STR-A", owner="ORG-A", measured_by="IND-A"),
    item("UTG-A", Role.STARTING_POINT, part_of="PRI-A"),
    item("ATG-A", Role.ACTION, part_of="HPL-A", contributes_to="UTG-A"),
    item("HPL-A", Role.PLAN, part_of="STR-A"),
    item("ORG-A", Role.ORGANISATION),
    item("IND-A", Role.INDICATOR),
    item("BES-A", Role.DECISION),
)
"""A plan whose priority has no next follow-up."""

ASKED = ("PT104", "PT203", "PT701")
"""The rules that these tests look at."""


def found_in(
    graph: Graph,
    *,
    today: date = TODAY,
    strict_time: bool = False,
    settings: Settings | None = None,
) -> list[Finding]:
    """The findings of the rules that these tests look at."""
    context = context_of(graph, today=today, strict_time=strict_time)
    found = run(graph, settings or Settings(), context)
    return [one for one in found if one.code in ASKED]


def weights(graph: Graph, *, today: date = TODAY, strict_time: bool = False) -> list[str]:
    """Code, object and weight of each of them."""
    return [
        f"{one.code} {one.item} {one.severity.key}"
        for one in found_in(graph, today=today, strict_time=strict_time)
    ]


def with_waiver(**values: str | tuple[str, ...] | None) -> Graph:
    """The plan with `WAIVER`, changed in this way."""
    return plan(*PLAN, *changed([WAIVER], "UND-A", **values))


# ------------------------------------------------------------------------ what it waives


def test_a_waived_finding_is_a_note_that_names_its_waiver() -> None:
    [found] = found_in(with_waiver())
    assert (found.code, found.item) == ("PT203", "PRI-A")
    assert (found.severity, found.waived_by) == (Severity.INFO, "UND-A")


def test_a_waived_finding_says_what_it_would_have_said() -> None:
    [unwaived] = found_in(plan(*PLAN))
    [waived] = found_in(with_waiver())
    assert (waived.message, waived.hint) == (unwaived.message, unwaived.hint)
    assert (waived.location, unwaived.waived_by) == (unwaived.location, "")


@pytest.mark.parametrize("kind", ["avslag", "redovisning"])
def test_a_decision_that_adopts_nothing_makes_no_waiver(kind: str) -> None:
    decided = changed(PLAN, "BES-A", decision_kind=kind)
    assert weights(plan(*decided, WAIVER)) == ["PT203 PRI-A error", "PT701 UND-A error"]


def test_only_the_rule_that_is_named_is_waived() -> None:
    other = with_waiver(rule="PT202")
    assert weights(other) == ["PT203 PRI-A error", "PT701 UND-A error"]


def test_only_the_objects_that_are_named_are_waived() -> None:
    second = item("PRI-B", Role.PRIORITY, part_of="STR-A")
    graph = plan(*PLAN, second, WAIVER)
    assert weights(graph) == ["PT203 PRI-A info", "PT203 PRI-B error"]


def test_every_finding_of_the_rule_in_the_object_is_waived() -> None:
    graph = plan(
        item("ATG-A", Role.ACTION, contributes_to=("MAL-X", "MAL-Y"), owner="ORG-X"),
        *changed([WAIVER], "UND-A", rule="PT104", waives="ATG-A"),
        PLAN[-1],
    )
    assert weights(graph) == ["PT104 ATG-A info"] * 3


def test_a_waiver_of_several_objects_is_needed_as_long_as_one_of_them_needs_it() -> None:
    second = item("PRI-B", Role.PRIORITY, part_of="STR-A", next_follow_up="2027-11-15")
    waiver = changed([WAIVER], "UND-A", waives=("PRI-B", "PRI-A"))
    assert weights(plan(*PLAN, second, *waiver)) == ["PT203 PRI-A info"]


def test_a_warning_can_be_waived_too() -> None:
    settings = Settings(severities={"PT203": Severity.WARNING})
    [found] = found_in(with_waiver(), settings=settings)
    assert (found.severity, found.waived_by) == (Severity.INFO, "UND-A")


def test_a_finding_that_two_waivers_waive_names_the_first_and_needs_both() -> None:
    second = item("UND-B", Role.WAIVER, **values_of(WAIVER))
    [found] = found_in(plan(*PLAN, WAIVER, second))
    assert found.waived_by == "UND-A"


def values_of(waiver: Item) -> dict[str, str | tuple[str, ...]]:
    """The links and fields of a waiver, as `item` takes them."""
    links = {kind.value: targets for kind, targets in waiver.links.items()}
    written = {name.value: written_value(value, WORDS) for name, value in waiver.values.items()}
    return {**links, **written}


def test_a_waiver_that_takes_over_from_one_that_ends_leaves_no_day_between() -> None:
    first = changed([WAIVER], "UND-A", valid_to="2027-01-15")
    second = item(
        "UND-B",
        Role.WAIVER,
        **{**values_of(WAIVER), "valid_from": "2027-01-16", "valid_to": "2027-06-30"},
    )
    graph = plan(*PLAN, *first, second)
    assert weights(graph, strict_time=True) == ["PT203 PRI-A info"]
    assert [one.waived_by for one in found_in(graph, strict_time=True)] == ["UND-A"]
    assert weights(graph, today=TOMORROW, strict_time=True) == [
        "PT203 PRI-A info",
        "PT701 UND-A error",
    ]
    later = found_in(graph, today=TOMORROW, strict_time=True)
    assert [one.waived_by for one in later] == ["UND-B", ""]


# ------------------------------------------------------------------------------- when


@pytest.mark.parametrize("strict_time", [False, True])
def test_a_waiver_holds_on_its_last_day(*, strict_time: bool) -> None:
    graph = with_waiver(valid_to=TODAY.isoformat())
    assert weights(graph, strict_time=strict_time) == ["PT203 PRI-A info"]


def test_a_waiver_that_has_ended_goes_on_waiving_with_a_warning() -> None:
    graph = with_waiver(valid_to=TODAY.isoformat())
    assert weights(graph, today=TOMORROW) == ["PT203 PRI-A info", "PT701 UND-A warning"]


def test_a_waiver_that_has_ended_waives_nothing_when_time_is_strict() -> None:
    graph = with_waiver(valid_to=TODAY.isoformat())
    assert weights(graph, today=TOMORROW, strict_time=True) == [
        "PT203 PRI-A error",
        "PT701 UND-A error",
    ]
    ended = found_in(graph, today=TOMORROW, strict_time=True)[1]
    assert english(ended.message) == "The waiver “Until the reorganisation” ended on 2027-01-15."


def test_a_waiver_of_a_leap_day_holds_to_that_day() -> None:
    graph = with_waiver(valid_to="2028-02-29")
    assert weights(graph, today=date(2028, 2, 29), strict_time=True) == ["PT203 PRI-A info"]
    assert "PT701 UND-A error" in weights(graph, today=date(2028, 3, 1), strict_time=True)


def test_a_waiver_holds_from_its_first_day() -> None:
    graph = with_waiver(valid_from=TOMORROW.isoformat())
    assert weights(graph, today=TOMORROW) == ["PT203 PRI-A info"]


def test_a_waiver_that_has_not_begun_waives_nothing_but_is_needed() -> None:
    graph = with_waiver(valid_from=TOMORROW.isoformat())
    assert weights(graph) == ["PT203 PRI-A error"]


def test_a_last_day_that_is_no_date_waives_nothing() -> None:
    assert weights(with_waiver(valid_to="2027-02-30")) == ["PT203 PRI-A error"]


def test_time_alone_makes_no_error_of_a_waiver() -> None:
    graph = with_waiver(valid_to=TODAY.isoformat())
    for today in (TODAY, TOMORROW, date(2099, 12, 31)):
        assert all(one.severity < Severity.ERROR for one in found_in(graph, today=today))


@st.composite
def waivers(draw: st.DrawFn) -> Item:
    """A waiver of any rule for any objects, with any first and last day; some lack something."""
    some = st.lists(st.sampled_from(["PRI-A", "HPL-A", "ATG-A", "X"]), max_size=3, unique=True)
    days = st.dates(date(2026, 12, 1), date(2027, 2, 28)).map(str)
    values = {
        "rule": draw(st.sampled_from(["PT203", "PT208", "PT402", "PT403", "PT999"])),
        "waives": tuple(draw(some)),
        "valid_to": draw(days),
        "reason": "Reason",
        "decided_by": "BES-A",
    }
    if draw(st.booleans()):
        values["valid_from"] = draw(days)
    for lacking in draw(st.lists(st.sampled_from(sorted(values)), max_size=1)):
        del values[lacking]
    return item(f"UND-{draw(st.integers(1, 3))}", Role.WAIVER, **values)


@given(
    st.lists(waivers(), max_size=3, unique_by=lambda waiver: waiver.id),
    st.dates(date(2026, 12, 1), date(2027, 2, 28)),
    st.dates(date(2026, 12, 1), date(2027, 2, 28)),
)
def test_time_alone_makes_no_error_whatever_is_waived(
    some: list[Item], one_day: date, another: date
) -> None:
    due = changed(PLAN, "ATG-A", due="2027-01-10", next_follow_up="2027-01-20")
    graph = plan(*due, *some)
    earlier, later = sorted([one_day, another])
    assert errors_on(later, graph) <= errors_on(earlier, graph)


def errors_on(day: date, graph: Graph) -> set[tuple[str, str, str]]:
    """What stops an ordinary build that day."""
    return {
        (found.code, found.item, english(found.message))
        for found in run(graph, Settings(), context_of(graph, today=day))
        if found.severity is Severity.ERROR
    }


# --------------------------------------------------------------------- what is wrong with it


@pytest.mark.parametrize("key", ["rule", "reason", "valid_to", "waives", "decided_by"])
def test_a_waiver_that_lacks_something_waives_nothing(key: str) -> None:
    priority, waiver = found_in(with_waiver(**{key: None}))
    assert (priority.code, priority.severity) == ("PT203", Severity.ERROR)
    assert (waiver.code, waiver.item, waiver.severity) == ("PT701", "UND-A", Severity.ERROR)
    assert english(waiver.message).endswith(f"has no :{key}:.")
    assert english(waiver.hint) == f"Add :{key}: to the waiver."


def test_each_thing_that_a_waiver_lacks_is_a_finding_and_nothing_else() -> None:
    graph = plan(*PLAN, item("UND-A", Role.WAIVER))
    said = [english(one.message) for one in found_in(graph) if one.code == "PT701"]
    assert len(said) == 5
    assert not any("waives nothing" in one for one in said)


@pytest.mark.parametrize("code", ["PT2", "PT", "PT999", "pt203", "PT203, PT202", "203"])
def test_a_waiver_names_one_rule_by_its_full_code(code: str) -> None:
    _, found = found_in(with_waiver(rule=code))
    assert found.item == "UND-A"
    assert f"about the rule {code}, which does not exist" in english(found.message)
    assert english(found.hint) == "Write the full code of one rule, as PT203."


def test_a_waiver_that_no_finding_needs() -> None:
    mended = changed(PLAN, "PRI-A", next_follow_up="2027-11-15")
    [found] = found_in(plan(*mended, WAIVER))
    assert (found.code, found.item, found.severity) == ("PT701", "UND-A", Severity.ERROR)
    assert "waives nothing" in english(found.message)


def test_a_waiver_of_a_rule_that_is_switched_off_is_not_needed() -> None:
    [found] = found_in(with_waiver(), settings=Settings(severities={"PT203": None}))
    assert (found.code, found.item) == ("PT701", "UND-A")


def test_a_waiver_that_has_ended_and_that_no_finding_needs_is_both() -> None:
    mended = changed(PLAN, "PRI-A", next_follow_up="2027-11-15")
    graph = plan(*mended, *changed([WAIVER], "UND-A", valid_to="2026-12-31"))
    assert weights(graph) == ["PT701 UND-A warning", "PT701 UND-A error"]


def test_a_waiver_of_an_object_that_does_not_exist() -> None:
    graph = with_waiver(waives="PRI-X")
    assert weights(graph) == ["PT203 PRI-A error", "PT104 UND-A error", "PT701 UND-A error"]


@pytest.mark.parametrize("code", ["PT104", "PT701"])
def test_a_waiver_cannot_waive_what_is_wrong_with_a_waiver(code: str) -> None:
    graph = plan(
        *PLAN,
        *changed([WAIVER], "UND-A", rule=code, waives=("UND-A", "UND-B")),
        item("UND-B", Role.WAIVER, **{**values_of(WAIVER), "waives": "PRI-X"}),
    )
    found = [one for one in found_in(graph) if one.item.startswith("UND-")]
    assert {one.code for one in found} == {"PT104", "PT701"}
    assert all(one.severity is Severity.ERROR and not one.waived_by for one in found)


def test_the_rule_on_waivers_can_be_switched_off() -> None:
    [found] = found_in(with_waiver(reason=None), settings=Settings(severities={"PT701": None}))
    assert (found.code, found.severity) == ("PT203", Severity.ERROR)
