"""Running the rules: which run, what a finding weighs, and that nothing but the plan decides."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import permutations
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.checks.engine import in_order, run
from policytrace.checks.findings import Finding
from policytrace.checks.registry import RULES
from policytrace.locations import Location
from policytrace.messages import message
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.plan.queries import actions_by_priority
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.vocabulary import Status
from policytrace.settings import Settings
from policytrace.severity import Severity
from tests.plan_builder import (
    COMPLETE,
    REGISTER,
    TODAY,
    all_findings,
    blamed,
    changed,
    context_of,
    english,
    findings_of,
    item,
    passage,
    plan,
)

CONTEXT = context_of(plan())


def test_a_complete_plan_has_no_findings() -> None:
    assert all_findings(plan(*COMPLETE, passages=REGISTER)) == []


def test_an_empty_plan_has_no_findings() -> None:
    assert all_findings(plan()) == []


# --------------------------------------------------- taking one thing away at a time

TAKEN_AWAY: dict[tuple[str, str], list[tuple[str, str]]] = {
    ("ATG-A", "contributes_to"): [
        ("PT101", "SYF-A"),
        ("PT101", "MAL-A"),
        ("PT107", "PRI-A"),
        ("PT101", "UTG-A"),
        ("PT101", "ATA-A"),
        ("PT102", "ATG-A"),
    ],
    ("UTG-A", "contributes_to"): [("PT101", "SYF-A"), ("PT101", "MAL-A")],
    ("MAL-A", "contributes_to"): [("PT101", "SYF-A")],
    ("ATG-A", "uses"): [("PT101", "NYF-A")],
    ("ATG-A", "concerns"): [("PT106", "GRP-A")],
    ("ATG-A", "part_of"): [("PT103", "ATG-A")],
    ("HPL-A", "part_of"): [("PT103", "HPL-A")],
    ("SYF-A", "part_of"): [("PT103", "SYF-A")],
    ("MAL-A", "part_of"): [("PT103", "MAL-A")],
    ("PRI-A", "part_of"): [("PT103", "PRI-A"), ("PT103", "UTG-A")],
    ("UTG-A", "part_of"): [("PT103", "UTG-A"), ("PT107", "PRI-A")],
    ("ATA-A", "part_of"): [("PT103", "ATA-A")],
    ("NYF-A", "part_of"): [("PT103", "NYF-A")],
    ("GRP-A", "part_of"): [("PT103", "GRP-A")],
    ("MAL-A", "source"): [("PT108", "MAL-A"), ("PT108", "")],
    ("PRI-A", "owner"): [("PT201", "PRI-A")],
    ("PRI-A", "measured_by"): [("PT202", "PRI-A")],
    ("PRI-A", "next_follow_up"): [("PT203", "PRI-A")],
    ("ATG-A", "owner"): [("PT204", "ATG-A")],
    ("ATG-A", "due"): [("PT205", "ATG-A")],
    ("ATG-A", "next_follow_up"): [("PT205", "ATG-A")],
    ("IND-A", "owner"): [("PT207", "IND-A")],
    ("IND-A", "unit"): [("PT207", "IND-A")],
    ("IND-A", "source"): [("PT207", "IND-A")],
    ("HPL-A", "owner"): [("PT208", "HPL-A")],
    ("HPL-A", "valid_from"): [("PT208", "HPL-A")],
    ("HPL-A", "valid_to"): [("PT208", "HPL-A")],
    ("ATG-A", "measured_by"): [("PT209", "ATG-A")],
}
"""What is found when one link or field of the complete plan is taken away, and nothing else."""


@pytest.mark.parametrize(("item_id", "key"), TAKEN_AWAY)
def test_without_one_link_or_field_exactly_that_is_found(item_id: str, key: str) -> None:
    graph = plan(*changed(COMPLETE, item_id, **{key: None}), passages=REGISTER)
    assert sorted(all_findings(graph)) == sorted(TAKEN_AWAY[item_id, key])


@pytest.mark.parametrize("gone", [one.id for one in COMPLETE])
def test_without_one_object_something_is_found_unless_nothing_needs_it(gone: str) -> None:
    graph = plan(*(one for one in COMPLETE if one.id != gone), passages=REGISTER)
    assert bool(all_findings(graph)) is (gone not in {"UPF-A", "ANA-A"})


def test_a_cancelled_action_leaves_the_strategy_without_action() -> None:
    graph = plan(*changed(COMPLETE, "ATG-A", status=Status.CANCELLED), passages=REGISTER)
    assert {code for code, _ in all_findings(graph)} == {"PT101", "PT106", "PT107", "PT501"}


# ------------------------------------------------------------------- severity and order


def test_a_rule_that_is_switched_off_finds_nothing() -> None:
    graph = plan(item("ATG-A", Role.ACTION))
    settings = Settings(severities={"PT102": None})
    codes = {found.code for found in run(graph, settings, CONTEXT)}
    assert codes == {"PT103", "PT204", "PT205", "PT209"}


def test_the_project_s_severity_goes_before_the_rule_s() -> None:
    graph = plan(item("ATG-A", Role.ACTION))
    settings = Settings(severities={"PT209": Severity.ERROR, "PT204": Severity.INFO})
    weights = {found.code: found.severity for found in run(graph, settings, CONTEXT)}
    assert weights["PT209"] is Severity.ERROR
    assert weights["PT204"] is Severity.INFO
    assert weights["PT102"] is RULES["PT102"].severity


def test_the_rule_s_words_come_from_the_project() -> None:
    context = replace(CONTEXT, words={"link.owner": "ansvarig"})
    graph = plan(item("PRI-A", Role.PRIORITY))
    [found] = [one for one in run(graph, Settings(), context) if one.code == "PT201"]
    assert found.hint.values["options"] == ":ansvarig:"


def finding(file: str, line: int, code: str, item_id: str, **values: str) -> Finding:
    """A finding of which only the place matters."""
    return Finding(
        code=code,
        severity=Severity.ERROR,
        item=item_id,
        location=Location(file=file, line=line),
        message=message("{value}", **values),
        hint=message(""),
    )


def test_findings_come_by_file_line_code_object_and_wording() -> None:
    expected = (
        finding("a.md", 2, "PT201", "B"),
        finding("a.md", 10, "PT101", "A"),
        finding("a.md", 10, "PT201", "A"),
        finding("a.md", 10, "PT201", "B", value="1"),
        finding("a.md", 10, "PT201", "B", value="2"),
        finding("b.md", 1, "PT101", "A"),
    )
    assert all(in_order(order) == expected for order in permutations(expected))


def test_what_is_found_twice_is_said_once() -> None:
    first, other = finding("a.md", 1, "PT201", "A"), finding("a.md", 1, "PT201", "B")
    assert in_order([first, other, first, first]) == (first, other)


# -------------------------------------------------------------------------- determinism

IDS = [f"X-{number}" for number in range(7)]
UNWORDED = [name for name in FieldName if name is not FieldName.STATUS]


@st.composite
def plans(draw: st.DrawFn) -> Graph:
    """Items of any role, with any fields, linked to anything, in any files; nearly all wrong."""
    targets = st.lists(st.sampled_from([*IDS, "X-unknown"]), max_size=2, unique=True).map(tuple)
    links = st.dictionaries(st.sampled_from(LinkKind), targets, max_size=4)
    days = st.dates(date(2026, 1, 1), date(2028, 12, 31)).map(str)
    values = st.one_of(days, st.sampled_from(["goal-1", "goal-2", "other"]))
    fields = st.dictionaries(st.sampled_from(UNWORDED), values, max_size=6)
    return Graph(
        (
            item(
                one,
                draw(st.sampled_from(Role)),
                at=Location(file=draw(st.sampled_from("ab")), line=draw(st.integers(1, 3))),
                status=draw(st.sampled_from([None, *Status])),
                **{key.value: value for key, value in (draw(fields) | draw(links)).items()},
            )
            for one in IDS
        ),
        [passage("goal-1", Role.GOAL), passage("goal-2", None, line=3)],
    )


@given(graph=plans(), chance=st.randoms(use_true_random=False), strict_time=st.booleans())
def test_the_order_in_which_objects_are_read_decides_nothing(
    graph: Graph, chance: random.Random, *, strict_time: bool
) -> None:
    context = context_of(graph, strict_time=strict_time)
    shuffled = Graph(chance.sample(list(graph), len(graph)), graph.passages)
    assert run(shuffled, Settings(), context) == run(graph, Settings(), context)


@given(plans())
def test_findings_are_always_in_order_and_at_their_object(graph: Graph) -> None:
    found = run(graph, Settings(), CONTEXT)
    places = [(one.location.file, one.location.line, one.code) for one in found]
    assert places == sorted(places)
    for one in found:
        if one.item:
            assert one.location == graph.items[one.item].location
        else:
            assert one.location in {row.location for row in graph.passages}


def errors(findings: tuple[Finding, ...]) -> list[Finding]:
    """Those that stop a build."""
    return [one for one in findings if one.severity is Severity.ERROR]


@given(plans())
def test_every_finding_can_be_read(graph: Graph) -> None:
    for one in run(graph, Settings(), CONTEXT):
        for text in (one.message, one.hint):
            assert text.template.format_map(text.values).strip()


@given(plans(), st.dates(min_value=TODAY))
def test_the_passing_of_time_alone_makes_no_error(graph: Graph, today: date) -> None:
    now, then = (run(graph, Settings(), context_of(graph, today=day)) for day in (TODAY, today))
    known = errors(now)
    assert [error for error in errors(then) if error not in known] == []


# ---------------------------------------------------------------------------- the cost


def copies(number: int) -> Graph:
    """`COMPLETE` so many times over, each with ids and places of its own, under one strategy."""
    rename = {one.id: f"{one.id}-{{}}" for one in COMPLETE} | {"STR-A": "STR-A"}
    graph = []
    for copy in range(number):
        for line, one in enumerate(COMPLETE, start=1):
            links = {
                kind: tuple(rename[target].format(copy) for target in targets)
                for kind, targets in one.links.items()
            }
            place = Location(file=f"{copy}.md", line=line)
            if copy == 0 or one.role is not Role.STRATEGY:
                name = rename[one.id].format(copy)
                graph.append(replace(one, id=name, location=place, links=links))
    return Graph(graph)


def without_fields(number: int) -> Graph:
    """As `copies`, but with nothing filled in and every link to something unknown."""
    wrong = dict.fromkeys(LinkKind, ("X-unknown",))
    return Graph(
        Item(id=one.id, role=one.role, title=one.title, location=one.location, links=wrong)
        for one in copies(number)
    )


def ring(number: int) -> Graph:
    """Goals in one long circle, and an action that contributes to one of them."""
    goals = (
        item(f"MAL-{n}", Role.GOAL, part_of=f"MAL-{(n + 1) % (15 * number)}")
        for n in range(15 * number)
    )
    return plan(item("ATG-A", Role.ACTION, contributes_to="MAL-0"), *goals)


def steps_of(work: Callable[[], object]) -> int:
    """How many lines of Python `work` executes: its cost, without a clock."""
    count = 0

    def traced(_frame: FrameType, event: str, _argument: object) -> object:
        nonlocal count
        count += event == "line"
        return traced

    before = sys.gettrace()
    sys.settrace(traced)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


WORKS: dict[str, Callable[[Graph], object]] = {
    **{code: lambda graph, code=code: findings_of(code, graph) for code in sorted(RULES)},
    "actions_by_priority": actions_by_priority,
    "indexing": lambda graph: Graph(graph, graph.passages),
}


@pytest.mark.parametrize("shape", [copies, without_fields, ring])
@pytest.mark.parametrize("name", WORKS)
def test_twice_as_large_a_plan_is_at_most_twice_the_work(
    name: str, shape: Callable[[int], Graph]
) -> None:
    small, large = shape(40), shape(80)
    once, twice = (steps_of(lambda graph=graph: WORKS[name](graph)) for graph in (small, large))
    assert twice < 2.1 * once


@pytest.mark.parametrize("code", sorted(RULES))
def test_no_rule_is_stopped_by_a_chain_of_thousands_of_objects(code: str) -> None:
    kinds = (LinkKind.PART_OF, LinkKind.CONTRIBUTES_TO)

    def chain() -> Iterator[Item]:
        for number in range(2_000):
            links = {kind.value: f"ATG-{number + 1}" for kind in kinds}
            yield item(f"ATG-{number}", Role.ACTION, **links)

    findings_of(code, plan(*chain(), item("ATG-2000", Role.ACTION)))


def test_the_builder_knows_no_rule_that_does_not_exist() -> None:
    with pytest.raises(KeyError):
        blamed("PT000", plan())


# ------------------------------------------------------------- words that are missing


@pytest.mark.parametrize(
    ("code", "key", "role"),
    [
        ("PT101", "role.action", Role.PURPOSE),
        ("PT102", "link.contributes_to", Role.ACTION),
        ("PT103", "link.part_of", Role.ACTION),
        ("PT103", "role.strategy", Role.PLAN),
        ("PT106", "link.concerns", Role.TARGET_GROUP),
        ("PT107", "role.action", Role.PRIORITY),
        ("PT209", "link.measured_by", Role.ACTION),
    ],
)
def test_a_rule_whose_words_are_missing_says_so_once(code: str, key: str, role: Role) -> None:
    alone = plan(item("A-1", role), item("A-2", role))
    context = context_of(alone)
    assert context.words
    whole = [found for found in run(alone, Settings(), context) if found.code == code]
    assert [found.item for found in whole] == ["A-1", "A-2"]
    words = {name: word for name, word in context.words.items() if name != key}
    lacking = replace(context, words=words)
    [found] = [one for one in run(alone, Settings(), lacking) if one.code == code]
    assert found.location == Location(file="ubproject.toml", line=1)
    assert english(found.message) == (
        f"{code} cannot be judged: no word stands for {key.partition('.')[2]}."
    )
    assert f"[policytrace.{key.partition('.')[0]}s]" in english(found.hint)


def test_a_rule_whose_words_are_missing_is_silent_where_it_finds_nothing() -> None:
    context = context_of(plan())
    assert all_findings(plan()) == list(run(plan(), Settings(), replace(context, words={"x": "y"})))
