"""A part of the strategy says its words first, then what is done about it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bs4.element import Tag
from markupsafe import Markup

from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.roles import ADOPTED_ROLES, Role
from policytrace.schema.vocabulary import ActionStatus, Status
from policytrace.site.rendering import Renderer
from policytrace.site.views.promise import MOST_MEASURES, Promise, promise_of
from tests.plan_builder import item, passage, plan
from tests.site.views.drawing import ENGLISH, SWEDISH, drawn, snapshot_of, words

DECISION = item(
    "BES-A",
    Role.DECISION,
    docname="decisions",
    body="ORG-A",
    date="2026-06-15",
    paragraph="§ 70",
)
STRATEGY = item("STR-A", Role.STRATEGY, status=Status.DECIDED, decided_by="BES-A")
OWNER = item("ORG-A", Role.ORGANISATION)


def priority(**values: str | tuple[str, ...]) -> Item:
    return item(
        "PRI-A",
        Role.PRIORITY,
        status=Status.PROPOSED,
        part_of="STR-A",
        source="priority-1",
        **values,
    )


def adopted(*more: Item, **values: str | tuple[str, ...]) -> Graph:
    """A priority that restates a passage of a strategy with a decision."""
    return plan(
        STRATEGY,
        DECISION,
        OWNER,
        item("IND-A", Role.INDICATOR),
        priority(**values),
        *more,
        passages=[passage("priority-1", Role.PRIORITY)],
    )


def point(number: str, **values: str) -> Item:
    return item(f"UTG-{number}", Role.STARTING_POINT, part_of="PRI-A", **values)


def action(
    number: str,
    *to: str,
    status: Status = Status.PROPOSED,
    measured_by: tuple[str, ...] = (),
    due: str = "",
) -> Item:
    return item(
        f"ATG-{number}",
        Role.ACTION,
        status=status,
        contributes_to=to,
        measured_by=measured_by,
        due=due,
    )


def of(graph: Graph, item_id: str) -> Promise:
    return promise_of(snapshot_of(graph), graph.items[item_id])


def shown(
    graph: Graph,
    item_id: str,
    *,
    content: str = "",
    is_page: bool = False,
    renderer: Renderer = ENGLISH,
) -> Tag:
    """What stands on the page of an object."""
    soup = drawn(
        "promise.html.jinja",
        renderer=renderer,
        card=of(graph, item_id),
        content=Markup(content),  # noqa: S704 - the test's own
        level=3,
        anchor=item_id,
        is_page=is_page,
        charts={},
    )
    (element,) = soup.find_all(["article", "details"], recursive=False)
    return element


# --------------------------------------------------------------------------------- the words


@pytest.mark.parametrize("role", sorted(ADOPTED_ROLES))
def test_what_is_restated_says_so_and_is_no_proposal(role: Role) -> None:
    graph = plan(item("PAS-A", role, status=Status.PROPOSED))
    element = shown(graph, "PAS-A", content="<p>Words</p>")
    assert words(element.select_one(".pt-part__simpler")) == "Restated in simpler words"
    assert "Adopted text" not in words(element)
    assert "Proposed" not in words(element)


def test_the_adopted_words_stand_first_and_the_simpler_ones_below() -> None:
    known = replace(passage("priority-1", Role.PRIORITY), wording="Alla <ska> vara trygga.")
    element = shown(Graph(adopted(), [known]), "PRI-A", content="<p>All are safe.</p>")
    figure = element.select_one(".pt-wording")
    assert words(figure.figcaption) == "Adopted text"
    assert words(figure.blockquote) == "Alla <ska> vara trygga."
    assert figure.blockquote["cite"] == "../decisions.html#BES-A"
    said = words(element)
    assert said.index("trygga.") < said.index("In simpler words All are safe.")
    assert "Restated" not in said


def test_without_the_text_nothing_is_called_adopted() -> None:
    element = shown(adopted(), "PRI-A")
    assert not element.select("blockquote")
    assert "Adopted text" not in words(element)


def cited(graph: Graph, renderer: Renderer = ENGLISH) -> Tag:
    found = shown(graph, "PRI-A", renderer=renderer).select_one(".pt-card__citation")
    assert found is not None
    return found


def test_the_adopted_text_is_cited_by_decision_and_section() -> None:
    citation = cited(adopted(), SWEDISH)
    assert words(citation) == "Title of ORG-A 15 juni 2026 § 70, avsnittet Section"
    assert citation.a["href"] == "../decisions.html#BES-A"


def test_a_decision_that_lacks_its_paragraph_is_cited_by_its_title() -> None:
    decision = item("BES-A", Role.DECISION, body="ORG-A", date="2026-06-15")
    graph = plan(STRATEGY, decision, priority(), passages=[passage("priority-1", Role.PRIORITY)])
    assert words(cited(graph)) == "Title of BES-A, the section Section"


def test_without_a_decision_the_section_alone_is_cited() -> None:
    graph = plan(
        item("STR-A", Role.STRATEGY),
        priority(),
        passages=[passage("priority-1", Role.PRIORITY)],
    )
    assert words(cited(graph)) == "The section Section"


def test_without_decision_and_section_nothing_is_cited() -> None:
    graph = plan(item("PRI-A", Role.PRIORITY))
    assert shown(graph, "PRI-A").select_one(".pt-card__citation") is None


def test_a_page_about_the_object_is_its_heading() -> None:
    element = shown(adopted(), "PRI-A", is_page=True)
    assert element["aria-label"] == "Title of PRI-A"
    assert element.find("h3") is None
    elsewhere = shown(adopted(), "PRI-A")
    assert words(elsewhere.h3) == "Title of PRI-A"
    assert elsewhere["aria-labelledby"] == elsewhere.h3["id"]


# ------------------------------------------------------------------------------- a priority


def test_owner_and_follow_up_are_said_to_be_added_and_proposed() -> None:
    element = shown(adopted(owner="ORG-A", next_follow_up="2027-11-15"), "PRI-A")
    assert [words(fact) for fact in element.select(".pt-part__facts > li")] == [
        "Proposed to answer for it Title of ORG-A",
        "Next follow up November 15, 2027",
        "Proposed This has been added here. It is no part of the adopted text.",
    ]


def test_a_priority_to_which_nothing_is_added_says_nothing_of_it() -> None:
    assert "added" not in words(shown(adopted(), "PRI-A"))


def test_a_priority_tells_which_measures_govern_and_that_none_has_a_value() -> None:
    graph = plan(
        STRATEGY,
        priority(measured_by=("IND-A", "IND-B")),
        item("IND-A", Role.INDICATOR, governing="ja", value_expected="2027-03-31"),
        item("IND-B", Role.INDICATOR),
    )
    element = shown(graph, "PRI-A")
    assert words(element.select_one(".pt-part__unknown")) == (
        "None of the measures has a value yet."
    )
    assert words(element.details) == (
        "1 governing measure, 0 with values Title of IND-A. "
        "No value yet. One is expected on March 31, 2027."
    )


# -------------------------------------------------------------------------------------- rows


def test_a_part_of_a_priority_is_a_row_whose_anchor_stands_within() -> None:
    graph = adopted(point("A"), action("A", "UTG-A", measured_by=("IND-A",)))
    row = shown(graph, "UTG-A", content="<p>Words</p>")
    assert row.name == "details"
    assert words(row.summary) == "Title of UTG-A Starting point: 1 action, a proposal. 1 measure"
    assert row.summary.a is None
    body = row.find(id="UTG-A")
    assert body.parent is row
    assert "Words" in words(body)
    leads = [link["href"] for link in body.select("a")]
    assert leads == ["../plan.html#ATG-A", "../plan.html#IND-A", "../objekt/UTG-A.html"]


def test_a_commitment_of_the_strategy_is_no_row() -> None:
    graph = plan(STRATEGY, item("ATA-A", Role.COMMITMENT, part_of="STR-A"))
    element = shown(graph, "ATA-A")
    assert element.name == "article"
    assert words(element.summary) == "No action: Title of ATA-A"


def test_a_row_shows_the_worst_state_and_all_of_them_in_words() -> None:
    graph = adopted(
        point("A"),
        action("A", "UTG-A"),
        action("B", "UTG-A", status=Status.IN_PROGRESS),
        action("C", "UTG-A", status=Status.IN_PROGRESS, due="2026-01-01"),
    )
    assert of(graph, "UTG-A").worst is ActionStatus.LATE
    assert words(shown(graph, "UTG-A").summary) == (
        "Title of UTG-A Starting point: 3 actions: 1 on plan, 1 late and 1 proposal Late"
    )


def test_a_row_without_actions_says_so() -> None:
    row = shown(adopted(point("A")), "UTG-A")
    assert words(row.summary) == "Title of UTG-A Starting point: no action"


def test_an_action_is_a_link_in_two_rows_and_a_measure_in_one() -> None:
    parts = [point(number) for number in "ABC"]
    graph = adopted(
        *parts,
        action("A", "UTG-A", "UTG-B", "UTG-C", measured_by=("IND-A",)),
    )
    linked = [
        (
            [mention.is_linked for mention in of(graph, part.id).actions],
            [mention.is_linked for mention in of(graph, part.id).measures],
        )
        for part in parts
    ]
    assert linked == [([True], [True]), ([True], [False]), ([False], [False])]
    assert "Title of ATG-A (see above)" in words(shown(graph, "UTG-C"))


def test_a_row_with_many_measures_leads_on_to_the_chain() -> None:
    number = MOST_MEASURES + 2
    measures = [item(f"IND-{n}", Role.INDICATOR) for n in range(number)]
    graph = adopted(
        point("A"),
        action("A", "UTG-A", measured_by=tuple(measure.id for measure in measures)),
        *measures,
    )
    found = of(graph, "UTG-A")
    assert (len(found.measures), found.further_measures) == (MOST_MEASURES, 2)
    row = shown(graph, "UTG-A")
    assert f"1 action, a proposal. {number} measures" in words(row.summary)
    on = row.find("a", href="../kedja/PRI-A.html#UTG-A")
    assert words(on) == "and 2 more, Title of UTG-A"


# ------------------------------------------------------------------------------ the strategy


def test_a_strategy_tells_its_decision_and_leads_to_its_chain() -> None:
    element = shown(adopted(), "STR-A")
    assert [words(fact) for fact in element.select(".pt-part__facts > li")] == [
        "Status: Decided",
        "Decided by: Title of BES-A",
    ]
    assert element.find("a", href="../kedja/STR-A.html")


def test_a_strategy_that_nothing_hangs_on_has_no_chain() -> None:
    element = shown(plan(item("STR-A", Role.STRATEGY)), "STR-A")
    assert not element.select("a[href*=kedja]")


def test_it_speaks_swedish() -> None:
    graph = adopted(point("A"), action("A", "UTG-A", measured_by=("IND-A",)), owner="ORG-A")
    assert "1 åtgärd, ett förslag. 1 mått" in words(shown(graph, "UTG-A", renderer=SWEDISH))
    assert "Uppgifterna är tillagda här." in words(shown(graph, "PRI-A", renderer=SWEDISH))


def test_no_inline_style_or_script() -> None:
    graph = adopted(point("A"), owner="ORG-A")
    for one in ("PRI-A", "UTG-A", "STR-A"):
        assert "style=" not in str(shown(graph, one))
        assert "<script" not in str(shown(graph, one))
