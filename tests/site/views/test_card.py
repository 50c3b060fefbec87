"""The card says all that is known, in a meant order, and tells proposals from adopted text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from bs4.element import Tag
from hypothesis import given
from hypothesis import strategies as st

from policytrace.checks.rules.time import JUDGEMENT
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.roles import (
    ADOPTED_ROLES,
    CustomField,
    CustomLink,
    CustomType,
    FieldKey,
    FieldName,
    LinkKind,
    Role,
)
from policytrace.schema.typed import Value
from policytrace.schema.vocabulary import Status
from policytrace.site.views.card import INCOMING, LONG, card_of
from tests.plan_builder import COMPLETE, REGISTER, item, passage, plan
from tests.schema.values import VALUES, of_field
from tests.site.views.drawing import SWEDISH, drawn_card, entries, snapshot_of, words
from tests.site.views.own import (
    BUDGET,
    HEARD,
    KINDS,
    NOTE,
    OWN,
    OWN_SWEDISH,
    PLACES,
    RISK,
    SECRET,
    SHARE,
    THREATENS,
    risk,
    with_own,
)

DECISION = item(
    "BES-A",
    Role.DECISION,
    body="kommunfullmäktige",
    date="2026-06-15",
    paragraph="§ 70",
    docname="decisions",
)


def adopted(*more: Item, **values: str) -> Graph:
    """A priority that restates a passage of a strategy with a decision."""
    return plan(
        item("STR-A", Role.STRATEGY, decided_by="BES-A"),
        DECISION,
        item("ORG-A", Role.ORGANISATION),
        item("IND-A", Role.INDICATOR),
        item(
            "PRI-A",
            Role.PRIORITY,
            status=Status.PROPOSED,
            part_of="STR-A",
            source="priority-1",
            **values,
        ),
        *more,
        passages=[passage("priority-1", Role.PRIORITY)],
    )


def opened(card: Tag) -> Tag:
    """What stands open on a card."""
    card.select_one("details.pt-particulars").extract()
    return card


def held(card: Tag) -> dict[str, list[str]]:
    """What a card says that its object holds."""
    return {title: told for title, told in entries(card).items() if title != "Id"}


def test_the_card_is_an_article_named_by_its_heading() -> None:
    card = drawn_card(plan(*COMPLETE), "ATG-A", level=4)
    assert card["id"] == "ATG-A"
    heading = card.find("h4")
    assert heading["id"] == card["aria-labelledby"]
    assert words(heading) == "Title of ATG-A"


def test_the_card_says_what_it_is_and_how_far_it_has_come() -> None:
    card = drawn_card(plan(*COMPLETE), "ATG-A")
    assert words(card.select_one(".pt-card__kind")) == ("Action Status: Proposed")
    assert card.h3.a["href"] == "../objekt/ATG-A.html"


def test_a_card_says_its_id_in_the_fold_and_nowhere_else() -> None:
    card = drawn_card(plan(*COMPLETE), "ATG-A")
    fold = card.select_one("details").extract()
    assert words(fold.summary) == "About the particulars: Title of ATG-A"
    assert "ATG-A" in entries(fold)["Id"]
    text = words(card).replace("Title of ", "")
    assert not re.search(r"\b[A-Z]{3}-[A-Z]", text.replace("ATG-A", "", 1).replace("ORG-A", "", 1))


def test_the_rule_of_a_waiver_leads_to_its_page() -> None:
    waivers = [item(f"UND-{code}", Role.WAIVER, rule=code) for code in ("PT209", "PT999")]
    card = drawn_card(plan(*waivers), "UND-PT209")
    assert entries(card)["Rule"] == ["An action that nothing measures (PT209)"]
    assert [link["href"] for link in card.select("dd a")] == ["../regler/pt209.html"]
    without = drawn_card(plan(*waivers), "UND-PT999")
    assert entries(without)["Rule"] == ["PT999"]
    assert not without.select("dd a")


def test_the_text_stands_between_the_heading_and_the_facts() -> None:
    card = drawn_card(plan(*COMPLETE), "ATG-A", content="<p>Why</p>")
    names = [child.name for child in card.find_all(recursive=False)]
    assert names == ["header", "div", "dl", "details"]
    assert words(card.select_one(".pt-card__body")) == "Why"


def test_a_card_without_text_or_facts_has_no_empty_parts() -> None:
    card = drawn_card(plan(item("BES-A", Role.DECISION)), "BES-A")
    assert [child.name for child in card.find_all(recursive=False)] == ["header", "details"]
    assert entries(card) == {"Id": ["BES-A"]}


def test_the_card_of_a_body_leaves_its_particulars_to_its_own_page() -> None:
    card = drawn_card(plan(item("ORG-A", Role.ORGANISATION, kind="råd")), "ORG-A")
    assert [child.name for child in card.find_all(recursive=False)] == ["header"]
    assert words(card.select_one(".pt-card__kind")) == "Organisation council"


def test_an_action_is_told_in_the_order_in_which_people_ask() -> None:
    card = drawn_card(plan(*COMPLETE), "ATG-A")
    assert list(entries(card)) == [
        "Proposed to answer for it",
        "Starts",
        "Due",
        "Next follow up",
        "Contributes to",
        "Uses",
        "Concerns",
        "Measured by",
        "Part of",
        "Follows up, from",
        "Analyses, from",
        "Id",
    ]
    assert list(entries(opened(card))) == [
        "Proposed to answer for it",
        "Starts",
        "Due",
        "Next follow up",
    ]


def test_what_the_layout_does_not_name_comes_after_it() -> None:
    card = drawn_card(plan(item("BES-A", Role.DECISION, kind="råd", unit="persons")), "BES-A")
    assert list(entries(card)) == ["Unit", "Kind", "Id"]


def test_dates_are_time_elements() -> None:
    card = drawn_card(plan(*COMPLETE), "ATG-A", renderer=SWEDISH)
    assert [(time["datetime"], words(time)) for time in card.find_all("time")] == [
        ("2027-03-01", "1 mars 2027"),
        ("2028-06-30", "30 juni 2028"),
        ("2027-11-15", "15 november 2027"),
    ]


def test_the_global_targets_say_whose_they_are() -> None:
    graph = plan(item("ATG-A", Role.ACTION, global_targets="5.2, 16.1, 5.5"))
    assert held(drawn_card(graph, "ATG-A")) == {
        "Global targets (Agenda 2030)": [
            "5.2, 5.5 gender equality; 16.1 peace, justice and strong institutions"
        ]
    }


def test_an_indicator_says_which_way_is_good() -> None:
    graph = plan(item("IND-A", Role.INDICATOR, direction="ned"))
    assert held(drawn_card(graph, "IND-A", renderer=SWEDISH)) == {"Önskad riktning": ["ned"]}


def test_an_indicator_folds_its_id_in_kolada_and_hides_its_data_file() -> None:
    graph = plan(item("IND-A", Role.INDICATOR, kolada="N00655", data="n00655.csv"))
    card = drawn_card(graph, "IND-A")
    assert held(card) == {"Kolada": ["N00655"]}
    assert entries(opened(card)) == {}


def test_links_lead_by_title() -> None:
    card = drawn_card(plan(*COMPLETE), "ATG-A")
    owner = card.select_one("dd")
    assert words(owner) == "Title of ORG-A"
    assert owner.a["href"] == "../plan.html#ORG-A"
    assert words(owner.a) == "Title of ORG-A"


def test_links_from_elsewhere_are_counted() -> None:
    card = drawn_card(plan(*COMPLETE), "UTG-A")
    assert entries(card)["Contributes to, from"] == ["Action: 1 items"]
    assert not card.select("a[href$='#ATG-A']")


def test_a_link_to_nothing_is_left_to_the_gate() -> None:
    graph = plan(item("ATG-A", Role.ACTION, owner="ORG-GONE"))
    assert held(drawn_card(graph, "ATG-A")) == {}


def test_what_a_list_has_beyond_eight_is_folded_together() -> None:
    groups = [item(f"GRP-{n}", Role.TARGET_GROUP) for n in range(LONG + 2)]
    action = item("ATG-A", Role.ACTION, concerns=tuple(group.id for group in groups))
    card = drawn_card(plan(action, *groups), "ATG-A")
    (fold,) = card.select("dd > details")
    assert words(fold.summary) == "Show 2 more"
    assert len(fold.select("li")) == 2
    assert len(card.select("dd > ul > li")) == LONG


def test_a_list_that_is_not_long_stands_open() -> None:
    groups = [item(f"GRP-{n}", Role.TARGET_GROUP) for n in range(LONG)]
    action = item("ATG-A", Role.ACTION, concerns=tuple(group.id for group in groups))
    card = drawn_card(plan(action, *groups), "ATG-A")
    assert not card.select("dd > details")
    assert len(card.select("dd li")) == LONG


def test_a_list_of_several_roles_is_parted_by_role() -> None:
    graph = plan(
        item("UPF-A", Role.FOLLOW_UP, follows_up=("PRI-A", "ATG-A", "ATG-B")),
        item("ATG-A", Role.ACTION),
        item("ATG-B", Role.ACTION),
        item("PRI-A", Role.PRIORITY),
    )
    assert entries(drawn_card(graph, "UPF-A"))["Follows up"] == [
        "Priority Title of PRI-A",
        "Action Title of ATG-A Title of ATG-B",
    ]


def test_a_link_to_something_cancelled_says_so() -> None:
    graph = plan(
        item("UPF-A", Role.FOLLOW_UP, follows_up="ATG-A"),
        item("ATG-A", Role.ACTION, status=Status.CANCELLED),
    )
    assert entries(drawn_card(graph, "UPF-A"))["Follows up"] == ["Title of ATG-A Status: Cancelled"]


def test_a_title_is_text_and_never_markup() -> None:
    graph = plan(item("ATG-A", Role.ACTION, title="<script>alert(1)</script>"))
    card = drawn_card(graph, "ATG-A")
    assert card.find("script") is None
    assert words(card.h3) == "<script>alert(1)</script>"


def test_no_inline_style_or_script() -> None:
    graph = plan(*COMPLETE, passages=REGISTER)
    for one in graph:
        card = drawn_card(graph, one.id)
        assert card.find(["script", "style"]) is None
        assert not card.select("[style], [onclick]")


@pytest.mark.parametrize(
    ("field", "mark"), [("legal_duty", "Lagkrav"), ("governing", "Styrande mått")]
)
def test_a_mark_stands_beside_the_title_when_it_is_set_to_yes(field: str, mark: str) -> None:
    marks = [
        [
            words(badge)
            for badge in drawn_card(plan(one), "ATG-A", renderer=SWEDISH).select(
                ".pt-badge--duty, .pt-badge--governing"
            )
        ]
        for one in (
            item("ATG-A", Role.ACTION, **{field: "ja"}),
            item("ATG-A", Role.ACTION, **{field: "nej"}),
            item("ATG-A", Role.ACTION),
        )
    ]
    assert marks == [[mark], [], []]


def test_every_kind_of_link_is_shown_from_its_target() -> None:
    assert sorted(INCOMING) == sorted(LinkKind)


def of_key(key: FieldKey) -> st.SearchStrategy[Value]:
    """What a field can hold, be it the code's or the project's own."""
    return VALUES[KINDS[key]] if isinstance(key, CustomField) else of_field(key)


MARKS = frozenset({FieldName.LEGAL_DUTY, FieldName.GOVERNING})
"""Shown beside the title."""


@given(
    st.sampled_from([*Role, RISK]),
    st.lists(st.sampled_from([*FieldName, *KINDS]), unique=True, max_size=8).flatmap(
        lambda keys: st.fixed_dictionaries({key: of_key(key) for key in keys})
    ),
    st.frozensets(st.sampled_from([*LinkKind, THREATENS]), max_size=6),
)
def test_everything_known_is_shown_exactly_once(
    role: Role | CustomType,
    values: dict[FieldKey, Value],
    kinds: frozenset[LinkKind | CustomLink],
) -> None:
    links = dict.fromkeys(kinds, ("ORG-A",))
    one = replace(item("ONE-A", Role.ACTION), role=role, values=values, links=links)
    graph = plan(one, item("ORG-A", Role.ORGANISATION))
    card = card_of(snapshot_of(graph, metamodel=OWN), one)
    shown = [entry.key for entry in (*card.first, *card.facts, *card.particulars)]
    hidden: set[FieldKey] = {
        FieldName.STATUS,
        FieldName.DATA,
        FieldName.SHORT_NAME,
        *MARKS,
        *JUDGEMENT,
    }
    if role in ADOPTED_ROLES:
        hidden.add(FieldName.SOURCE)
    assert len(shown) == len(set(shown))
    assert set(shown) == {*values, *kinds} - hidden


# ------------------------------------------------------------------------- the project's own

FULL: dict[CustomField, Value] = {
    NOTE: "Ask <again>",
    SHARE: Decimal("1250.5"),
    BUDGET: 250,
    HEARD: date(2027, 2, 1),
    SECRET: True,
    PLACES: ("Norr", "Söder"),
}


def own_card(graph: Graph, item_id: str) -> Tag:
    return drawn_card(graph, item_id, metamodel=OWN, renderer=OWN_SWEDISH)


def test_the_project_s_own_comes_last_by_name_after_all_that_is_known() -> None:
    action = item(
        "ATG-A", Role.ACTION, due="2028-06-30", owner="ORG-A", kind="bolag", replaces="ATG-B"
    )
    graph = plan(
        with_own(action, FULL, "ORG-A"),
        item("ATG-B", Role.ACTION),
        item("ORG-A", Role.ORGANISATION),
    )
    assert list(entries(own_card(graph, "ATG-A"))) == [
        "Owner",
        "Due",
        "Replaces",
        "Andel",
        "Budget",
        "Hemlig",
        "Hotar",
        "Hörd den",
        "Notering",
        "Platser",
        "Kind",
        "Id",
    ]


def test_a_value_of_the_project_s_own_is_written_as_people_write_its_kind() -> None:
    graph = plan(with_own(item("ATG-A", Role.ACTION), FULL))
    card = own_card(graph, "ATG-A")
    assert FULL.keys() == KINDS.keys()
    assert held(card) == {
        "Andel": ["1 250,5"],
        "Budget": ["250"],
        "Hemlig": ["ja"],
        "Hörd den": ["1 februari 2027"],
        "Notering": ["Ask <again>"],
        "Platser": ["Norr, Söder"],
    }
    assert [time["datetime"] for time in card.find_all("time")] == ["2027-02-01"]


def test_no_and_nought_are_values() -> None:
    graph = plan(with_own(item("ATG-A", Role.ACTION), {SECRET: False, BUDGET: 0}))
    card = own_card(graph, "ATG-A")
    assert held(card) == {"Budget": ["0"], "Hemlig": ["nej"]}


def test_a_link_of_the_project_s_own_is_shown_from_both_ends_and_comes_last() -> None:
    graph = plan(
        with_own(risk(owner="ORG-A"), {}, "ATG-A"),
        item("ATG-A", Role.ACTION),
        item("ATG-B", Role.ACTION, replaces="ATG-A"),
        item("ORG-A", Role.ORGANISATION),
    )
    assert entries(opened(own_card(graph, "RIS-A"))) == {
        "Owner": ["Title of ORG-A"],
        "Hotar": ["Title of ATG-A"],
    }
    assert list(held(own_card(graph, "ATG-A")).items()) == [
        ("Replaces, from", ["Action, 1 st"]),
        ("Hotas av", ["Risk att väga, 1 st"]),
    ]


def test_an_object_of_the_project_s_own_type_has_its_name_and_comes_after_the_roles() -> None:
    graph = plan(
        risk(owner="BES-A"),
        item("BES-A", Role.DECISION),
        item("UND-A", Role.WAIVER, owner="BES-A"),
    )
    card = own_card(graph, "RIS-A")
    assert card["class"] == ["pt-card", "pt-card--custom"]
    assert words(card.select_one(".pt-type")) == "Risk att väga"
    owner = own_card(graph, "BES-A")
    assert held(owner) == {"Owner, from": ["Waiver, 1 st; Risk att väga, 1 st"]}


def test_no_english_on_a_swedish_card() -> None:
    text = words(drawn_card(adopted(owner="ORG-A"), "PRI-A", renderer=SWEDISH))
    for english in (
        "Restated in simpler words",
        "This has been added here",
        "About the particulars",
    ):
        assert english not in text


def test_a_day_that_has_been_followed_up_is_no_longer_the_next_one() -> None:
    made = item("UPF-1", Role.FOLLOW_UP, follows_up="PRI-A", date="2026-11-20")
    before = adopted(next_follow_up="2026-11-15")
    after = adopted(made, next_follow_up="2026-11-15")
    assert "Next follow up" in held(drawn_card(before, "PRI-A"))
    assert "Next follow up" not in held(drawn_card(after, "PRI-A"))
