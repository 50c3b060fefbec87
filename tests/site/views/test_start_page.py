"""What the start page and the page on how it goes say: right for a plan in any state."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from bs4 import BeautifulSoup

from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schedule.happenings import Happening
from policytrace.schedule.late import late_items
from policytrace.schedule.news import news_of
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import ActionStatus, Sex, Status
from policytrace.site.views.adopted import months_between
from policytrace.site.views.coming import coming_days
from policytrace.site.views.gap_trend import gap_trend
from policytrace.site.views.plain_text import opening_sentence
from policytrace.site.views.registry import Options
from policytrace.site.views.tallies import tally
from policytrace.site.views.unknown import without_values
from tests.measure.figures import HOME, figure
from tests.plan_builder import COMPLETE, MeasuredGraph, item, plan
from tests.site.views.drawing import SWEDISH, drawn_view, rows, snapshot_of, words
from tests.site.views.measured import with_values

KEYS = (
    "summary",
    "key_figures",
    "priority_rows",
    "unknown",
    "late",
    "coming",
    "news",
    "measure_counts",
    "status_overview",
)

ADOPTED = (
    item("STR-A", Role.STRATEGY, decided_by="BES-A", title="Strategin"),
    item("BES-A", Role.DECISION, body="ORG-C", date="2021-06-14", paragraph="§ 70", title="Ja"),
    item("PRI-A", Role.PRIORITY, part_of="STR-A", owner="ORG-A", status=Status.PROPOSED),
    item("ORG-A", Role.ORGANISATION, title="Nämnden"),
    item("ORG-C", Role.ORGANISATION, title="Rådet"),
    item("ORG-B", Role.ORGANISATION, title="Styrelsen"),
)

PROPOSED = plan(
    *ADOPTED,
    item("HPL-A", Role.PLAN, part_of="PRI-A", owner="ORG-A", status=Status.PROPOSED),
    item("ATG-1", Role.ACTION, part_of="HPL-A", status=Status.PROPOSED, due="2026-01-01"),
    item("ATG-2", Role.ACTION, part_of="HPL-A", status=Status.PROPOSED, starts="2027-01-01"),
)
"""Only the strategy is decided."""

UNDER_WAY = plan(
    *ADOPTED,
    item("HPL-A", Role.PLAN, part_of="PRI-A", owner="ORG-A", status=Status.DECIDED),
    item(
        "ATG-LATE",
        Role.ACTION,
        part_of="HPL-A",
        owner="ORG-A",
        status=Status.IN_PROGRESS,
        due="2026-11-13",
        next_follow_up="2026-11-03",
    ),
    item(
        "ATG-MISSED",
        Role.ACTION,
        part_of="HPL-A",
        owner="ORG-B",
        status=Status.IN_PROGRESS,
        next_follow_up="2026-11-13",
    ),
    item("ATG-DONE", Role.ACTION, part_of="HPL-A", status=Status.DONE, due="2026-10-01"),
    item("ATG-NEW", Role.ACTION, part_of="HPL-A", status=Status.PROPOSED, due="2026-01-01"),
    item("ATG-OFF", Role.ACTION, part_of="HPL-A", status=Status.CANCELLED, due="2026-01-01"),
    item(
        "UPF-A",
        Role.FOLLOW_UP,
        follows_up="ATG-LATE",
        date="2026-11-10",
        result="Tre av fem är klara",
        assessment="försenad",
    ),
    item("UPF-LATER", Role.FOLLOW_UP, follows_up="ATG-LATE", date="2027-11-10"),
)
"""On 23 November 2026 one action is late, and one other has not been followed up."""


def view(graph: Graph, key: str, **options: str) -> BeautifulSoup:
    return drawn_view(graph, key, renderer=SWEDISH, **options)


def answers(graph: Graph) -> list[str]:
    """What is answered to the five questions."""
    return [words(answer) for answer in view(graph, "summary").select(".pt-question dd")]


# ------------------------------------------------------------------------- five answers


def test_the_questions_are_answered_when_nothing_but_the_strategy_is_decided() -> None:
    assert answers(PROPOSED) == [
        (
            "Strategin. Rådet antog strategin den 14 juni 2021 (§ 70). Det är 5 år och 5 månader "
            "sedan."
        ),
        "Inga planer eller åtgärder är beslutade. 1 handlingsplan och 2 åtgärder är förslag.",
        "Inget som visar det mäts än.",
        (
            "Föreslagna för prioriteringarna: Nämnden (1 prioritering). Inget har en beslutad "
            "sista dag, så inget räknas som försenat. Men ingen handlingsplan är beslutad än, 5 "
            "år och 5 månader efter strategin."
        ),
        "14 juni 2021. Beslut: Ja, § 70.",
    ]


def test_the_questions_are_answered_for_a_plan_that_is_under_way() -> None:
    decided, far, _, who, new = answers(UNDER_WAY)
    assert decided.startswith("Strategin. Rådet antog")
    assert far == (
        "3 av 5 åtgärder är beslutade: 1 i riskzonen, 1 försenad, 1 klar. "
        "Dessutom finns 1 avbruten och 1 förslag. 1 av 1 handlingsplaner är beslutad."
    )
    assert who == (
        "Föreslagna för prioriteringarna: Nämnden (1 prioritering). 1 är försenad: Nämnden (1). "
        "1 uppföljning borde vara gjord: Styrelsen (1)."
    )
    assert new == (
        "10 november 2026. Uppföljning av Title of ATG-LATE: Tre av fem är klara State: försenad"
    )


def test_the_next_follow_up_is_told_as_a_proposal_until_one_is_decided() -> None:
    days = {"next_follow_up": "2027-10-31"}
    proposed = item("ATG-1", Role.ACTION, status=Status.PROPOSED, **days)
    done = item("ATG-2", Role.ACTION, status=Status.DONE, next_follow_up="2027-01-01")
    passed = item("ATG-3", Role.ACTION, status=Status.DECIDED, next_follow_up="2026-11-22")
    decided = item("ATG-4", Role.ACTION, status=Status.DECIDED, **days)
    told = "Den första uppföljningen föreslås den 31 oktober 2027."
    assert answers(plan(*ADOPTED, proposed, done, passed))[1].endswith(told)
    assert answers(plan(*ADOPTED, proposed, decided))[1].endswith(
        "Nästa uppföljning är den 31 oktober 2027."
    )
    assert "ppföljning" not in answers(plan(*ADOPTED, done, passed))[1]


def test_the_questions_are_answered_where_there_is_nothing() -> None:
    assert answers(plan()) == [
        "Ingen strategi är beslutad än.",
        "Här finns inga planer eller åtgärder än.",
        "Inget som visar det mäts än.",
        (
            "Ingen är utsedd att ansvara för prioriteringarna än. Inget har en beslutad sista "
            "dag, så inget räknas som försenat."
        ),
        "Inget har hänt än.",
    ]


def test_actions_can_be_decided_without_their_plan() -> None:
    graph = plan(
        item("HPL-A", Role.PLAN, status=Status.PROPOSED),
        item("ATG-1", Role.ACTION, part_of="HPL-A", status=Status.IN_PROGRESS),
    )
    assert answers(graph)[1] == (
        "1 av 1 åtgärder är beslutad: 1 enligt plan. 1 handlingsplan är ett förslag."
    )


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2021, 6, 14), date(2026, 11, 13), 64),
        (date(2021, 6, 14), date(2026, 11, 14), 65),
        (date(2026, 11, 14), date(2026, 11, 14), 0),
        (date(2027, 1, 1), date(2026, 11, 14), 0),
    ],
)
def test_months_are_whole(first: date, last: date, months: int) -> None:
    assert months_between(first, last) == months


# ---------------------------------------------------------------------------------- gaps


def gaps(**found: tuple[tuple[str, str, str], ...]) -> MeasuredGraph:
    """Measures with values for women and men, by period."""
    measures = (
        item(name.replace("_", "-"), Role.INDICATOR, direction="upp", title=name) for name in found
    )
    values = {
        name: tuple(
            figure(period, value, sex)
            for period, women, men in given
            for sex, value in ((Sex.WOMEN, women), (Sex.MEN, men))
        )
        for name, given in found.items()
    }
    return with_values(*measures, **values)


CLOSING = (("2015", "10", "20"), ("2020", "15", "20"))
GROWING = (("2015", "10", "12"), ("2020", "10", "20"))
STEADY = (("2015", "10", "20"), ("2020", "20", "10"))


def test_a_gap_that_turns_round_is_as_large_as_before() -> None:
    found = gap_trend(snapshot_of(gaps(IND_A=CLOSING, IND_B=GROWING, IND_C=STEADY)))
    assert [one.id for one in (*found.smaller, *found.larger, *found.unchanged)] == [
        "IND-A",
        "IND-B",
        "IND-C",
    ]


def test_a_change_within_the_margin_is_none() -> None:
    small = (("2015", "10", "110"), ("2020", "10", "106"))
    assert gap_trend(snapshot_of(gaps(IND_A=small))).unchanged


def test_what_has_no_direction_is_no_gap_to_close() -> None:
    graph = with_values(
        item("IND-A", Role.INDICATOR),
        IND_A=tuple(figure("2015", "1", sex) for sex in (Sex.WOMEN, Sex.MEN)),
    )
    assert gap_trend(snapshot_of(graph)).known == 0


@pytest.mark.parametrize(
    ("graph", "said"),
    [
        (
            gaps(IND_A=CLOSING, IND_B=GROWING),
            (
                "2 av 2 mått där skillnaden mellan kvinnor och män ska minska har värden från "
                "mer än ett tillfälle. "
                "Skillnaden har minskat i 1, vuxit i 1 och inte ändrats i 0."
            ),
        ),
        (
            gaps(IND_A=CLOSING[:1]),
            (
                "Det går inte att säga. Av 1 mått där skillnaden mellan kvinnor och män ska "
                "minska har inget värden från mer än ett tillfälle."
            ),
        ),
        (
            gaps(IND_A=GROWING, IND_B=(), IND_C=(), IND_D=(), IND_E=()),
            (
                "Det går inte att säga än. Bara ett av 5 mått där skillnaden mellan kvinnor och "
                "män ska minska har värden från mer än ett tillfälle: IND_A. Där växte "
                "skillnaden mellan kvinnor och män från 2 "
                "2015 till 10 2020."
            ),
        ),
        (
            gaps(IND_A=CLOSING),
            (
                "Bara ett av 1 mått där skillnaden mellan kvinnor och män ska minska har värden "
                "från mer än ett tillfälle: "
                "IND_A. Där minskade skillnaden mellan kvinnor och män från 10 2015 till 5 2020."
            ),
        ),
        (
            gaps(IND_A=STEADY),
            (
                "Bara ett av 1 mått där skillnaden mellan kvinnor och män ska minska har värden "
                "från mer än ett tillfälle: "
                "IND_A. Där var skillnaden mellan kvinnor och män lika stor 2020 som 2015."
            ),
        ),
        (
            gaps(IND_A=(("2015", "10", "20"), ("2020", "20", "15"))),
            (
                "Bara ett av 1 mått där skillnaden mellan kvinnor och män ska minska har värden "
                "från mer än ett tillfälle: "
                "IND_A. Där vände skillnaden mellan kvinnor och män, från 10 2015 till 5 åt andra "
                "hållet 2020."
            ),
        ),
    ],
)
def test_whether_gaps_close_is_said_only_where_it_is_known(graph: MeasuredGraph, said: str) -> None:
    assert answers(graph)[2] == said


# --------------------------------------------------------------------------- late, next, new


def test_nothing_is_late_where_nothing_is_decided() -> None:
    assert words(view(PROPOSED, "late")) == (
        "Inget har en beslutad sista dag, så inget räknas som försenat. Men ingen handlingsplan "
        "är beslutad än, 5 år och 5 månader efter strategin."
    )


def test_nothing_late_is_a_sentence() -> None:
    graph = plan(item("ATG-1", Role.ACTION, status=Status.DECIDED, due="2030-01-01"))
    assert words(view(graph, "late")) == "Inget är försenat."


def test_what_is_late_comes_before_what_has_only_not_been_followed_up() -> None:
    found = late_items(snapshot_of(UNDER_WAY))
    assert [(one.item.id, one.is_late, one.since, one.days) for one in found] == [
        ("ATG-LATE", True, date(2026, 11, 13), 10),
        ("ATG-MISSED", False, date(2026, 11, 13), 10),
    ]


def test_a_plan_is_not_late_because_its_actions_are() -> None:
    snapshot = snapshot_of(UNDER_WAY)
    assert snapshot.action_statuses["HPL-A"].state is ActionStatus.LATE
    assert "HPL-A" not in [one.item.id for one in late_items(snapshot)]


def test_what_is_late_stands_with_its_owner() -> None:
    soup = view(UNDER_WAY, "late")
    assert [words(heading) for heading in soup.select("h3")] == ["Nämnden (1)", "Styrelsen (1)"]
    (row,) = view(UNDER_WAY, "late", number="3").select(".pt-brief")[:1]
    assert words(row) == (
        "Försenad i 10 dagar Title of ATG-LATE Sista dagen var den 13 november 2026. Nämnden"
    )


def test_days_to_come_are_put_together_by_what_happens() -> None:
    graph = plan(
        item("ATG-1", Role.ACTION, starts="2027-01-01", due="2028-01-01", owner="ORG-A"),
        item("ATG-2", Role.ACTION, starts="2027-01-01", next_follow_up="2026-11-23"),
        item("ATG-3", Role.ACTION, starts="2027-01-01", status=Status.PROPOSED),
        item("ATG-4", Role.ACTION, starts="2027-01-01", status=Status.CANCELLED),
        item("ATG-5", Role.ACTION, starts="2026-11-22"),
        item("IND-A", Role.INDICATOR, value_expected="2027-03-01", target_set="2027-02"),
        item("ORG-A", Role.ORGANISATION),
    )
    found = coming_days(snapshot_of(graph), Options())
    assert [(one.day, one.happening, len(one.items), one.proposed) for one in found.days] == [
        (date(2026, 11, 23), Happening.FOLLOW_UP, 1, False),
        (date(2027, 1, 1), Happening.BEGINS, 2, False),
        (date(2027, 1, 1), Happening.BEGINS, 1, True),
        (date(2027, 2, 28), Happening.TARGET, 1, False),
        (date(2027, 3, 1), Happening.VALUE, 1, False),
        (date(2028, 1, 1), Happening.ENDS, 1, False),
    ]


def test_a_milestone_that_is_missed_is_late_and_whoever_has_its_action_answers() -> None:
    graph = plan(
        item("ORG-A", Role.ORGANISATION),
        item("ATG-1", Role.ACTION, status=Status.IN_PROGRESS, owner="ORG-A"),
        item("DEL-1", Role.MILESTONE, part_of="ATG-1", due="2026-11-13"),
        item("DEL-2", Role.MILESTONE, part_of="ATG-1", due="2026-11-13", status=Status.PROPOSED),
        item("DEL-3", Role.MILESTONE, part_of="ATG-1", due="2026-11-13", status=Status.DONE),
    )
    (late,) = late_items(snapshot_of(graph))
    assert (late.item.id, late.is_late, late.days) == ("DEL-1", True, 10)
    assert [owner.id for owner in late.owners] == ["ORG-A"]
    (row,) = view(graph, "late", number="3").select(".pt-brief")
    assert words(row) == (
        "Försenad i 10 dagar Title of DEL-1 Sista dagen var den 13 november 2026. Title of ORG-A"
    )


def test_milestones_are_to_be_reached() -> None:
    graph = plan(
        item("HPL-A", Role.PLAN),
        item("ORG-A", Role.ORGANISATION),
        item("ATG-1", Role.ACTION, part_of="HPL-A", owner="ORG-A"),
        item("ATG-2", Role.ACTION, status=Status.PROPOSED),
        item("ATG-3", Role.ACTION, status=Status.DONE),
        item("DEL-1", Role.MILESTONE, part_of="ATG-1", due="2027-01-01"),
        item("DEL-2", Role.MILESTONE, part_of="ATG-1", due="2027-01-02", status=Status.DONE),
        item("DEL-3", Role.MILESTONE, part_of="ATG-2", due="2027-01-01"),
        item("DEL-4", Role.MILESTONE, part_of="ATG-3", due="2027-01-01"),
        item("DEL-5", Role.MILESTONE, part_of="ATG-1", due="2026-11-22"),
    )
    snapshot = snapshot_of(graph)
    found = coming_days(snapshot, Options())
    assert [(one.happening, [it.id for it in one.items], one.proposed) for one in found.days] == [
        (Happening.MILESTONE, ["DEL-1"], False),
        (Happening.MILESTONE, ["DEL-3"], True),
    ]
    for name, target in (("owner", "ORG-A"), ("plan", "HPL-A")):
        (day,) = coming_days(snapshot, Options(items={name: graph.items[target]})).days
        assert [it.id for it in day.items] == ["DEL-1"]
        assert [group.owner.id for group in day.owners if group.owner] == ["ORG-A"]
    (row, *_) = view(graph, "coming").select(".pt-brief__what > p")
    assert words(row) == "Ska vara nått: Title of DEL-1"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, ["ATG-1", "ATG-2", "PRI-B"]),
        ({"plan": "HPL-A"}, ["ATG-1"]),
        ({"priority": "PRI-B"}, ["PRI-B"]),
        ({"owner": "ORG-A"}, ["ATG-2"]),
        ({"owner": "ORG-A", "plan": "HPL-A"}, []),
    ],
)
def test_days_to_come_can_be_those_of_some_objects(
    options: dict[str, str], expected: list[str]
) -> None:
    graph = plan(
        item("PRI-A", Role.PRIORITY),
        item("PRI-B", Role.PRIORITY, next_follow_up="2029-01-01"),
        item("HPL-A", Role.PLAN, part_of="PRI-A"),
        item("ATG-1", Role.ACTION, part_of="HPL-A", due="2027-01-01"),
        item("ATG-2", Role.ACTION, due="2028-01-01", owner="ORG-A"),
        item("ORG-A", Role.ORGANISATION),
    )
    chosen = Options(items={key: graph.items[target] for key, target in options.items()})
    found = coming_days(snapshot_of(graph), chosen)
    assert [one.items[0].id for one in found.days] == expected


def test_days_that_are_all_proposals_say_so_once() -> None:
    soup = view(PROPOSED, "coming")
    assert words(soup.select_one(".pt-note")) == "Alla datum är förslag, och även vem som ansvarar."
    assert [words(row) for row in soup.select(".pt-brief")] == [
        "1 januari 2027 Start för Title of ATG-2 ingen"
    ]


def test_news_is_what_has_happened_with_the_newest_first() -> None:
    graph = with_values(
        *UNDER_WAY,
        item("IND-A", Role.INDICATOR),
        IND_A=(replace(figure("2015", "1"), retrieved=date(2026, 11, 11)),),
    )
    assert [entry.day for entry in news_of(snapshot_of(graph))] == [
        date(2026, 11, 11),
        date(2026, 11, 10),
        date(2021, 6, 14),
    ]
    assert [words(row) for row in view(graph, "news", number="3").select(".pt-brief__what")] == [
        "Nya värden för Title of IND-A",
        "Uppföljning av Title of ATG-LATE: Tre av fem är klara State: försenad",
        "Beslut: Ja, § 70",
    ]


# ------------------------------------------------------------------- measures and priorities


def test_what_is_not_known_stands_with_those_who_are_to_find_out() -> None:
    graph = with_values(
        item("IND-A", Role.INDICATOR, owner="ORG-A", value_expected="2027-10-31"),
        item("IND-B", Role.INDICATOR, owner="ORG-A", value_expected="2026-10-31"),
        item("IND-C", Role.INDICATOR, owner="ORG-A"),
        item("IND-D", Role.INDICATOR),
        item("IND-E", Role.INDICATOR, owner="ORG-A"),
        item("ORG-A", Role.ORGANISATION, title="Nämnden"),
        IND_E=(figure("2015", "1"),),
    )
    assert [one.id for one in without_values(snapshot_of(graph))] == [
        "IND-A",
        "IND-B",
        "IND-C",
        "IND-D",
    ]
    soup = view(graph, "unknown")
    assert words(soup.p) == "4 av 5 mått har inget värde än. Ska ta fram värdena:"
    assert [words(row) for row in soup.select(".pt-brief > p, .pt-brief div > p")] == [
        "Nämnden",
        (
            "3 mått: 1 skulle ha kommit den 31 oktober 2026, 1 senast den 31 oktober 2027, 1 utan "
            "bestämd dag"
        ),
        "Ingen",
        "1 mått: 1 utan bestämd dag",
    ]


def test_who_is_proposed_to_find_out_is_said_to_be_proposed() -> None:
    graph = plan(item("IND-A", Role.INDICATOR, owner="ORG-A", status=Status.PROPOSED), *ADOPTED)
    assert words(view(graph, "unknown").p).endswith("Föreslås ta fram värdena:")


def test_new_values_say_where_most_come_from_and_which_they_are() -> None:
    row = replace(figure("2015", "1"), retrieved=date(2026, 11, 11))
    graph = with_values(
        item("IND-A", Role.INDICATOR, source="Byrån"),
        item("IND-B", Role.INDICATOR, source="Byrån"),
        item("IND-C", Role.INDICATOR),
        IND_A=(row,),
        IND_B=(row,),
        IND_C=(row,),
    )
    (entry,) = view(graph, "news").select(".pt-brief__what")
    assert words(entry.p) == "Nya värden för 3 mått, 2 av dem från Byrån."
    assert len(entry.select("details a")) == 3


@pytest.mark.parametrize(
    ("kind", "said"),
    [("antagande", "Beslut:"), ("avslag", "Avslag:"), ("redovisning", "Redovisning:")],
)
def test_what_is_new_tells_a_rejection_from_a_decision(kind: str, said: str) -> None:
    graph = plan(item("BES-A", Role.DECISION, decision_kind=kind, date="2026-01-12"))
    (entry,) = view(graph, "news").select(".pt-brief__what")
    assert words(entry) == f"{said} Title of BES-A"


def test_an_action_of_several_priorities_is_said_to_be_counted_under_each() -> None:
    shared = item("ATG-1", Role.ACTION, contributes_to=("UTG-A", "UTG-B"))
    graph = plan(
        item("PRI-A", Role.PRIORITY),
        item("PRI-B", Role.PRIORITY),
        item("UTG-A", Role.STARTING_POINT, part_of="PRI-A"),
        item("UTG-B", Role.STARTING_POINT, part_of="PRI-B"),
        shared,
    )
    told = "En åtgärd kan höra till flera prioriteringar. Därför går antalen inte att lägga ihop."
    assert told in words(view(graph, "priority_rows"))
    assert told not in words(view(PROPOSED, "priority_rows"))


def test_a_priority_is_a_row_with_its_promise_and_the_newest_of_its_governing_measures() -> None:
    graph = with_values(
        replace(
            item(
                "PRI-A",
                Role.PRIORITY,
                owner="ORG-A",
                measured_by=("IND-A", "IND-B"),
                status=Status.PROPOSED,
            ),
            prose="**Alla** ska få {need}`gå <IND-A>` säkert. Också på natten.",
        ),
        item("HPL-A", Role.PLAN, part_of="PRI-A"),
        item("ATG-1", Role.ACTION, part_of="HPL-A", status=Status.PROPOSED),
        item("IND-A", Role.INDICATOR, governing="ja", unit="procent"),
        item("IND-B", Role.INDICATOR, unit="procent"),
        item("ORG-A", Role.ORGANISATION, title="Nämnden"),
        IND_A=(figure("2015", "12"),),
        IND_B=(figure("2020", "13"),),
    )
    (row,) = view(graph, "priority_rows").select(".pt-promise")
    assert words(row.select_one(".pt-promise__text p")) == "Alla ska få gå säkert."
    assert [words(one) for one in row.select(".pt-promise__facts p")] == [
        "1 åtgärd, ett förslag",
        "Föreslagen ansvarig: Nämnden",
    ]
    assert [link["href"] for link in row.select(".pt-promise__number a")] == [
        "../objekt/IND-A.html"
    ]


def test_a_priority_without_values_says_so() -> None:
    (row,) = view(UNDER_WAY, "priority_rows").select(".pt-promise")
    assert words(row.select_one(".pt-promise__number")) == "Inget av måtten har något värde än."


def test_measures_are_counted_once_in_all() -> None:
    graph = plan(
        item("PRI-A", Role.PRIORITY, measured_by="IND-A"),
        item("PRI-B", Role.PRIORITY, measured_by=("IND-A", "IND-B")),
        item("IND-A", Role.INDICATOR),
        item("IND-B", Role.INDICATOR),
        item("IND-C", Role.INDICATOR),
    )
    soup = view(graph, "measure_counts")
    assert rows(soup) == [
        ["Title of PRI-A", "1", "1"],
        ["Title of PRI-B", "2", "2"],
        ["Tvärs över prioriteringarna", "1", "1"],
    ]
    assert [words(cell) for cell in soup.select("tfoot td")] == ["3", "3"]


def test_the_same_number_of_actions_stands_everywhere() -> None:
    everywhere = {
        words(view(UNDER_WAY, "summary").select(".pt-question dd")[1]).split()[2],
        words(view(UNDER_WAY, "status_overview").select_one(".pt-states > p")).split()[0],
        words(view(UNDER_WAY, "priority_rows").select_one(".pt-promise__facts p")).split()[1],
        words(view(UNDER_WAY, "status_overview").select_one(".pt-brief__what")).split()[1],
    }
    assert everywhere == {"5"}


def test_a_tally_counts_each_action_once() -> None:
    found = tally([None, None, ActionStatus.LATE, ActionStatus.CANCELLED, ActionStatus.DONE])
    assert (found.number, found.decided, found.proposed, found.cancelled) == (5, 2, 2, 1)
    assert found.under_way == ((ActionStatus.LATE, 1), (ActionStatus.DONE, 1))
    assert found.others == ((ActionStatus.CANCELLED, 1), (None, 2))


@pytest.mark.parametrize(
    ("prose", "said"),
    [
        (None, ""),
        ("", ""),
        ("En mening", "En mening"),
        ("Alla barn, t.ex. de små, ska få leka. Sen mat.", "Alla barn, t.ex. de små, ska få leka."),
        ("- en lista\n\n# Rubrik\n\nTexten\nbörjar här. Och här.", "Texten börjar här."),
        ("Se [sidan](x.md) och `kod` {ref}`där`!", "Se sidan och kod där!"),
    ],
)
def test_the_first_sentence_of_a_text_is_plain(prose: str | None, said: str) -> None:
    assert opening_sentence(prose) == said


# --------------------------------------------------------------------------------- all of them


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("graph", [plan(), plan(*COMPLETE), PROPOSED, UNDER_WAY])
def test_there_is_always_something_to_say_and_no_id_twice(key: str, graph: Graph) -> None:
    soup = view(graph, key)
    assert words(soup)
    assert soup.find(["script", "style"]) is None
    assert not soup.select("[style], [onclick]")
    ids = [tag["id"] for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids))


def test_the_charts_that_tell_most_lead_to_their_pages() -> None:
    graph = gaps(IND_A=CLOSING, IND_B=GROWING)
    priority: Item = item("PRI-A", Role.PRIORITY, measured_by=("IND-A", "IND-B"))
    both = MeasuredGraph((*graph, priority), (), graph.measurements)
    soup = view(both, "key_figures", number="3")
    assert [link["href"] for link in soup.select("figure :is(h2, h3) a")] == [
        "../objekt/IND-B.html",
        "../objekt/IND-A.html",
    ]
    assert HOME in words(soup)
