"""What is out for opinions, and the opinions with their answers, as pages tell them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schedule.happenings import Happening
from policytrace.schema.roles import FieldName, Role
from policytrace.schema.vocabulary import Status
from policytrace.settings import Publisher
from policytrace.site.views.action_card import action_card
from policytrace.site.views.all_opinions import all_opinions
from policytrace.site.views.coming import coming_days
from policytrace.site.views.decision_state import decision_state
from policytrace.site.views.plain_text import plain_blocks
from policytrace.site.views.plan_card import plan_card
from policytrace.site.views.referral import referral_note
from policytrace.site.views.registry import OWNER, PLAN, Options
from tests.plan_builder import item, plan
from tests.site.views.drawing import METAMODEL, drawn, drawn_view, snapshot_of, words

SENT = item(
    "HPL-A",
    Role.PLAN,
    title="Plan A",
    status=Status.REFERRED,
    owner="ORG-A",
    referral_ends="2026-12-31",
)
ACTION = item("ATG-A", Role.ACTION, title="Action A", status=Status.PROPOSED, part_of="HPL-A")
BODY = item("ORG-A", Role.ORGANISATION, title="The board")


def opinion(number: int, on: str | tuple[str, ...], prose: str = "Good.", **written: str) -> Item:
    given = {"sender": "Rådet", "date": f"2026-11-{number:02d}"} | written
    made = item(f"SYN-{number}", Role.OPINION, title=f"Opinion {number}", opinion_on=on, **given)
    return replace(made, prose=prose)


GRAPH = plan(
    SENT,
    ACTION,
    BODY,
    item("HPL-B", Role.PLAN, title="Plan B", status=Status.PROPOSED),
    item("MAL-A", Role.GOAL, title="Goal A"),
    opinion(3, "ATG-A", answer_due="2026-11-22"),
    opinion(1, "HPL-A", answer="Thanks.\n\n- Read\n- Used", changed="The title"),
    opinion(2, ("ATG-A", "HPL-A"), sender="private", answer="Thanks"),
    opinion(4, "MAL-A", answer_due="2026-12-01"),
    opinion(5, "HPL-B", sender=""),
)


def sent(status: Status | None = Status.REFERRED, **days: str) -> Graph:
    changed = {FieldName[key.upper()]: date.fromisoformat(day) for key, day in days.items()}
    values = {**SENT.values, FieldName.STATUS: status, **changed}
    return plan(replace(SENT, values=values), ACTION, BODY)


# ------------------------------------------------------------------------ all opinions


def test_they_stand_by_plan_and_by_what_they_are_about_the_earliest_first() -> None:
    found = all_opinions(snapshot_of(GRAPH), Options())
    told = [
        (
            part.whole.id if part.whole else "",
            [
                (one.subject.id, [entry.opinion.id for entry in one.entries])
                for one in part.subjects
            ],
        )
        for part in found.parts
    ]
    assert told == [
        ("HPL-A", [("HPL-A", ["SYN-1", "SYN-2"]), ("ATG-A", ["SYN-3"])]),
        ("HPL-B", [("HPL-B", ["SYN-5"])]),
        ("", [("MAL-A", ["SYN-4"])]),
    ]


def test_each_is_counted_once() -> None:
    count = all_opinions(snapshot_of(GRAPH), Options()).count
    assert (count.number, count.answered, count.changed, count.waiting, count.overdue) == (
        5,
        2,
        1,
        3,
        1,
    )


def test_of_one_plan_only_its_own_are_told() -> None:
    options = Options(items={PLAN: GRAPH.items["HPL-B"]})
    found = all_opinions(snapshot_of(GRAPH), options)
    assert [part.whole.id for part in found.parts if part.whole] == ["HPL-B"]
    assert (found.count.number, found.notes) == (1, ())


def test_what_came_after_the_last_day_says_so_and_counts() -> None:
    graph = plan(
        replace(SENT, values={**SENT.values, FieldName.REFERRAL_ENDS: date(2026, 11, 20)}),
        opinion(20, "HPL-A"),
        opinion(21, "HPL-A"),
    )
    count = all_opinions(snapshot_of(graph), Options()).count
    assert (count.number, count.late) == (2, 1)
    [on_time, late] = drawn_view(graph, "opinions").select(".pt-opinion__head")
    assert "after the last day" not in words(on_time)
    assert "came after the last day" in words(late)


def test_an_opinion_is_drawn_with_all_that_it_says() -> None:
    page = drawn_view(GRAPH, "opinions")
    first, second, late = page.select(".pt-opinion")[:3]
    assert words(first.select_one(".pt-opinion__head")) == "Rådet, November 1, 2026"
    assert [words(line) for line in first.select("li")] == ["Read", "Used"]
    assert "The title" in words(first)
    assert words(second.select_one(".pt-opinion__head")).startswith("Private, ")
    assert "Action A" in words(second)
    assert "Nothing" in words(second)
    assert "It was promised for November 22, 2026." in words(late)


def test_headings_are_in_order_and_no_id_stands_twice() -> None:
    page = drawn_view(GRAPH, "opinions")
    ids = [one["id"] for one in page.select("[id]")]
    assert len(ids) == len(set(ids))
    assert {one["aria-labelledby"] for one in page.select("section")} <= set(ids)


def test_text_is_never_lost() -> None:
    points = "- a point\n  of two lines\n2. a number"
    prose = f"First **line**\ngoes on.\n\n{points}\n\n> said\n\n5 > 3 - 1\n\n<https://a.se/>\n"
    lines = [line for block in plain_blocks(prose) for line in block.lines]
    assert lines == [
        "First line goes on.",
        "a point of two lines",
        "a number",
        "said",
        "5 > 3 - 1",
        "https://a.se/",
    ]


def test_markup_in_an_answer_is_shown_as_it_is() -> None:
    graph = plan(SENT, opinion(1, "HPL-A", "<b>x</b>", answer="<script>x</script>"))
    page = drawn_view(graph, "opinions")
    assert not page.select("script, b")
    assert "<script>x</script>" in words(page)


@pytest.mark.parametrize(
    ("publisher", "says"),
    [
        (Publisher(), "nobody has sent its proposals out"),
        (Publisher(official=True, contact="info@exempel.se"), "Send your opinion to"),
        (
            Publisher(official=True, opinions="https://exempel.se/tyck"),
            "You can always say what you think: Give your opinion",
        ),
    ],
)
def test_without_opinions_it_says_how_to_give_one(publisher: Publisher, says: str) -> None:
    metamodel = replace(METAMODEL, publisher=publisher)
    view = all_opinions(snapshot_of(plan(BODY), metamodel=metamodel), Options())
    page = drawn("all_opinions.html.jinja", view=view, anchor="x", level=2)
    assert "Nothing is out for opinions now" in words(page)
    assert says in words(page)


# ------------------------------------------------------------------------ a referral


def test_it_can_be_answered_until_the_last_day() -> None:
    graph = sent(referral_ends="2026-11-23")
    note = referral_note(snapshot_of(graph), graph.items["HPL-A"])
    assert note is not None
    assert not note.is_over
    page = drawn("plan_card.html.jinja", **_card(graph))
    assert "The proposal is out for opinions. It can be answered until November 23, 2026." in words(
        page
    )


def test_after_the_last_day_it_is_over_and_still_a_proposal() -> None:
    page = drawn("plan_card.html.jinja", **_card(sent(referral_ends="2026-11-22")))
    assert "is still a proposal. The referral is over: its last day was" in words(page)
    assert not page.select(".pt-referral__answer")


def test_before_the_first_day_it_cannot_be_answered_yet() -> None:
    page = drawn("plan_card.html.jinja", **_card(sent(referral_begins="2026-11-24")))
    assert "It can be answered from November 24, 2026 until December 31, 2026." in words(page)
    assert not page.select(".pt-referral__answer")


def test_a_plan_that_is_out_for_opinions_stands_under_no_decision() -> None:
    out = replace(SENT, links={**SENT.links, **item("X", Role.PLAN, decided_by="BES-A").links})
    graph = plan(out, ACTION, BODY, item("BES-A", Role.DECISION, title="Send it out"))
    page = drawn("plan_card.html.jinja", **_card(graph))
    assert "The plan is decided" not in words(page)
    assert words(page.select_one(".pt-badge")) == "Status: Referred"
    state = decision_state(snapshot_of(graph), Options())
    assert (state.plans.decided, state.actions.decided) == (0, 0)
    assert [note.item.id for note in state.referrals] == ["HPL-A"]


def test_it_has_no_state_and_nobody_is_late_with_it() -> None:
    graph = sent(valid_to="2026-01-01", next_follow_up="2026-01-01")
    snapshot = snapshot_of(graph)
    assert snapshot.action_statuses["HPL-A"].state is None
    assert plan_card(snapshot, graph.items["HPL-A"]).late == ()


def test_an_action_says_it_by_itself_only_when_it_is_sent_out_by_itself() -> None:
    snapshot = snapshot_of(GRAPH)
    assert action_card(snapshot, ACTION).referral is None
    alone = item("ATG-B", Role.ACTION, status=Status.REFERRED, referral_ends="2026-12-31")
    assert action_card(snapshot_of(plan(alone)), alone).referral is not None


def test_the_start_page_says_what_is_out() -> None:
    assert "Out for opinions: Plan A. It can be answered until December 31, 2026." in words(
        drawn_view(sent(), "summary")
    )


def _card(graph: Graph) -> dict[str, object]:
    card = plan_card(snapshot_of(graph), graph.items["HPL-A"])
    return {"card": card, "content": "", "level": 2, "anchor": "HPL-A", "is_page": False}


@pytest.mark.parametrize("view", ["summary", "late"])
def test_promised_answers_are_late_where_it_is_told_what_is(view: str) -> None:
    page = drawn_view(GRAPH, view)
    assert "1 promised answer is late." in words(page)
    assert "promised" not in words(drawn_view(plan(SENT), view))


def test_when_only_an_answer_is_late_nothing_else_is_said_to_be_on_time() -> None:
    decided = item("ATG-A", Role.ACTION, status=Status.DECIDED, decided_by="BES-A")
    graph = plan(decided, opinion(3, "ATG-A", answer_due="2026-11-22"))
    for view in ("summary", "late"):
        assert "Nothing is late." not in words(drawn_view(graph, view))


# ------------------------------------------------------------------------ what comes next


def test_the_last_day_and_promised_answers_come() -> None:
    found = coming_days(snapshot_of(GRAPH), Options())
    told = [(one.happening, [each.id for each in one.items], one.proposed) for one in found.days]
    assert told == [
        (Happening.ANSWER, ["SYN-4"], False),
        (Happening.REFERRAL, ["HPL-A"], False),
    ]


def test_who_answers_for_what_it_is_about_is_to_answer() -> None:
    graph = plan(SENT, BODY, opinion(1, "HPL-A", answer_due="2026-12-01"))
    found = coming_days(snapshot_of(graph), Options(items={OWNER: BODY, PLAN: SENT}))
    assert [(one.happening, [group.owner for group in one.owners]) for one in found.days] == [
        (Happening.ANSWER, [graph.items["ORG-A"]]),
        (Happening.REFERRAL, [graph.items["ORG-A"]]),
    ]


@pytest.mark.parametrize("status", [Status.PROPOSED, Status.DECIDED])
def test_what_is_no_longer_out_has_no_last_day(status: Status) -> None:
    assert coming_days(snapshot_of(sent(status)), Options()).days == ()


def test_an_answer_that_is_given_is_not_to_come() -> None:
    given = opinion(1, "HPL-A", answer_due="2026-12-01", answer="Yes")
    found = coming_days(snapshot_of(plan(SENT, given)), Options())
    assert [one.happening for one in found.days] == [Happening.REFERRAL]
