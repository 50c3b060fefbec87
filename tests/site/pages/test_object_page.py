"""The page about an object: what it shows, in which order, and that nothing is told twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from gettext import NullTranslations
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from markupsafe import Markup

from policytrace.checks.findings import Finding
from policytrace.locations import Location
from policytrace.messages import message
from policytrace.plan.graph import Graph
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.role_specs import Layout
from policytrace.schema.roles import FieldName, Role
from policytrace.schema.vocabulary import Status
from policytrace.severity import Severity
from policytrace.site.pages.object_page import SECTIONS, ObjectPage, object_pages
from policytrace.snapshot import Snapshot
from tests.plan_builder import COMPLETE, changed, item, passage, plan
from tests.site.views.analysed import ANALYSING, ANALYSING_SWEDISH
from tests.site.views.analysed import GRAPH as ANALYSED
from tests.site.views.drawing import METAMODEL, SWEDISH, TODAY, drawn, entries, words
from tests.site.views.own import BUDGET, HEARD, OWN, OWN_SWEDISH, risk, with_own

GRAPH = plan(*COMPLETE)


def view_of(
    graph: Graph,
    item_id: str,
    *findings: Finding,
    repository: str | None = None,
    metamodel: Metamodel = METAMODEL,
) -> ObjectPage:
    snapshot = Snapshot(
        graph=graph,
        metamodel=replace(metamodel, repository=repository),
        today=TODAY,
        findings=findings,
    )
    pages = {page.name: page for page in object_pages(snapshot)}
    view = pages[f"objekt/{item_id}"].view
    assert isinstance(view, ObjectPage)
    return view


def page_of(
    graph: Graph, item_id: str, *findings: Finding, repository: str | None = None
) -> BeautifulSoup:
    return drawn(
        "object_page.html.jinja",
        renderer=SWEDISH,
        view=view_of(graph, item_id, *findings, repository=repository),
        text=Markup("<p>Its own text</p>"),
        title="",
        charts={},
    )


def own_page(graph: Graph, item_id: str) -> BeautifulSoup:
    """The page in a project with types, fields and links of its own."""
    return drawn(
        "object_page.html.jinja",
        renderer=OWN_SWEDISH,
        view=view_of(graph, item_id, metamodel=OWN),
        text=Markup("<p>Its own text</p>"),
        title="",
        charts={},
    )


def headings(page: BeautifulSoup) -> list[str]:
    return [words(heading) for heading in page.select("h2")]


def test_every_layout_has_an_order() -> None:
    assert SECTIONS.keys() == set(Layout)


@pytest.mark.parametrize("one", COMPLETE, ids=lambda one: one.role)
def test_a_page_has_one_title_no_skipped_level_and_no_id_twice(one: object) -> None:
    page = page_of(GRAPH, one.id)  # type: ignore[attr-defined]
    levels = [int(heading.name[1]) for heading in page.find_all(["h1", "h2", "h3", "h4"])]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))
    assert not page.select("[style], script, style")


@pytest.mark.parametrize("one", COMPLETE, ids=lambda one: one.role)
def test_every_linked_object_is_on_the_page(one: object) -> None:
    item_id = one.id  # type: ignore[attr-defined]
    page = page_of(GRAPH, item_id)
    told = {str(link["href"]) for link in page.select("a")}
    linked = {other.id for kind in one.links for other in GRAPH.targets(one, kind)}  # type: ignore[attr-defined, arg-type]
    linked |= {other.id for found in GRAPH.incoming(item_id).values() for other in found}
    assert {f"../plan.html#{other}" for other in linked} <= told


def order_of(page: BeautifulSoup) -> list[str]:
    """The parts of a page below its header, by their classes."""
    article = page.select_one("article")
    assert article is not None
    return [
        next(iter(part.get("class") or [str(part.get("aria-labelledby"))]))
        for part in article.find_all(recursive=False)
    ]


def test_an_action_answers_first_then_tells_its_text_the_facts_and_the_way() -> None:
    page = page_of(GRAPH, "ATG-A")
    assert words(page.h1) == "Title of ATG-A"
    assert words(page.select_one(".pt-object__badges")) == "Status: Förslag"
    assert order_of(page) == [
        "pt-object__header",
        "pt-answer",
        "pt-object__text",
        "pt-facts",
        "pt-vagen",
        "pt-source",
    ]
    assert list(entries(page.select_one(".pt-answer")).items()) == [  # type: ignore[arg-type]
        ("Föreslagen ansvarig", ["Title of ORG-A"]),
        ("Starts", ["1 mars 2027"]),
        ("Due", ["30 juni 2028"]),
        ("Next follow up", ["15 november 2027"]),
    ]


def test_the_result_of_the_latest_follow_up_stands_in_the_answer() -> None:
    followed = plan(
        *COMPLETE,
        item(
            "UPF-B",
            Role.FOLLOW_UP,
            follows_up="ATG-A",
            date="2028-02-01",
            assessment="i riskzonen: en enhet saknas",
            result="Rutin finns i tre av fem enheter.",
        ),
    )
    latest = page_of(followed, "ATG-A").select_one(".pt-answer .pt-latest")
    assert words(latest) == (
        "Senaste uppföljning 1 februari 2028: i riskzonen: en enhet saknas "
        "Rutin finns i tre av fem enheter. Title of UPF-B"
    )


def test_a_day_that_has_passed_says_so_unless_it_was_only_proposed() -> None:
    late = {"due": "2026-11-22", "next_follow_up": "2026-11-01"}
    for status, passed in ((Status.IN_PROGRESS, 2), (Status.PROPOSED, 0), (Status.DONE, 0)):
        graph = plan(item("ATG-A", Role.ACTION, status=status, **late))
        page = page_of(graph, "ATG-A")
        assert [words(one) for one in page.select(".pt-passed")] == ["Har passerat"] * passed


def test_what_only_editors_ask_for_is_in_one_fold_last() -> None:
    page = page_of(plan(*changed(COMPLETE, "ATG-A", status=Status.DECIDED)), "ATG-A")
    (fold,) = page.select("details.pt-particulars")
    assert words(fold.summary) == "Om uppgifterna"
    assert not fold.has_attr("open")
    told = entries(fold)
    assert told["Id"] == ["ATG-A"]
    assert told["Källfil"] == ["plan.md, rad 11. Läs rutan i sitt sammanhang"]
    assert told["Hur läget räknas fram"][0].startswith("Regel L14: Beslut finns")
    fold.extract()
    text = words(page).replace("Title of ", "")
    for bookkeeping in ("plan.md", "Regel", "rad 11"):
        assert bookkeeping not in text
    assert not page.select(".pt-id")


def test_a_promise_says_who_does_what_for_it() -> None:
    actions = [
        item("ATG-1", Role.ACTION, contributes_to="SYF-A", owner="ORG-A", due="2029-01-31"),
        item("ATG-2", Role.ACTION, contributes_to="SYF-A", status=Status.DONE, due="2028-01-31"),
    ]
    graph = plan(item("SYF-A", Role.PURPOSE), item("ORG-A", Role.ORGANISATION), *actions)
    page = page_of(graph, "SYF-A")
    assert order_of(page)[:3] == ["pt-object__header", "pt-object__text", "pt-gors"]
    assert [words(row) for row in page.select("#pt-gors ~ ul > li")] == [
        "Title of ATG-2 klar senast 31 januari 2028 Klar",
        "Title of ATG-1 Title of ORG-A klar senast 31 januari 2029 Ej startad",
    ]


def test_much_that_is_done_is_folded_together_by_who_does_it() -> None:
    actions = [
        item(f"ATG-{n}", Role.ACTION, concerns="GRP-A", owner="ORG-B" if n < 3 else "ORG-A")
        for n in range(10)
    ]
    bodies = [item(f"ORG-{name}", Role.ORGANISATION) for name in "AB"]
    page = page_of(plan(item("GRP-A", Role.TARGET_GROUP), *bodies, *actions), "GRP-A")
    assert [words(fold.summary) for fold in page.select(".pt-doer")] == [
        "Title of ORG-A: 7 åtgärder",
        "Title of ORG-B: 3 åtgärder",
    ]
    assert len(page.select(".pt-doer li")) == 10


def test_a_decision_says_who_decided_what_and_when_and_quotes_the_text() -> None:
    known = replace(passage("priority-1", Role.PRIORITY), wording="Alla <ska> vara trygga.")
    decision = item(
        "BES-A",
        Role.DECISION,
        decision_kind="antagande",
        body="ORG-KF",
        date="2026-06-15",
        paragraph="§ 70",
        registration="KS 2026/1",
    )
    graph = plan(
        item("STR-A", Role.STRATEGY, decided_by="BES-A", owner="ORG-A"),
        item("PRI-A", Role.PRIORITY, part_of="STR-A", source="priority-1"),
        item("HPL-A", Role.PLAN, part_of="PRI-A"),
        item("ORG-A", Role.ORGANISATION),
        item("ORG-KF", Role.ORGANISATION, title="Kommunfullmäktige"),
        decision,
        passages=[known],
    )
    page = page_of(graph, "BES-A")
    assert words(page.select_one(".pt-lead")) == (
        "Kommunfullmäktige beslutade detta den 15 juni 2026, § 70."
    )
    assert entries(page.select_one(".pt-answer")) == {  # type: ignore[arg-type]
        "Decision kind": ["antagande"],
        "Registration": ["KS 2026/1"],
    }
    assert [[words(cell) for cell in row.find_all(["th", "td"])] for row in page.select("tr")] == [
        ["Vad", "Slag", "Owner", "Gäller från"],
        ["Title of STR-A", "Strategy", "Title of ORG-A", "15 juni 2026"],
    ]
    assert words(page.select_one("table ~ .pt-note, .pt-table-wrapper ~ .pt-note")) == (
        "Här är ”Title of STR-A” uppdelad i 1 prioritering. Uppdelningen är webbplatsens egen."
    )
    assert "Protokollet finns inte här än." in words(page.select_one(".pt-answer"))
    assert words(page.blockquote) == "Alla <ska> vara trygga."


def test_a_decision_tells_what_is_not_here_and_what_it_says_first_has_no_other_answer() -> None:
    """All that the lead says is left out of the facts, and yet the lead is there."""
    known = {"body": "ORG-N", "date": "2026-06-15", "paragraph": "§ 7"}
    graph = plan(
        item("STR-A", Role.STRATEGY, decided_by="BES-A"),
        item("BES-A", Role.DECISION, registration_unknown="Det är ett gammalt beslut.", **known),
        item("ORG-N", Role.ORGANISATION, title="Nämnden"),
    )
    page = page_of(graph, "BES-A")
    assert words(page.select_one(".pt-lead")) == "Nämnden beslutade detta den 15 juni 2026, § 7."
    assert "Protokollet och den antagna texten finns inte här än." in words(
        page.select_one(".pt-answer")
    )
    assert "Registration: inte känt. Det är ett gammalt beslut." in words(
        page.select_one(".pt-answer")
    )


def test_what_was_rejected_is_not_said_to_be_decided() -> None:
    graph = plan(
        item("HPL-A", Role.PLAN, status=Status.CANCELLED, decided_by="BES-A"),
        item("BES-A", Role.DECISION, decision_kind="avslag"),
    )
    facts = entries(page_of(graph, "HPL-A").select_one(".pt-facts"))  # type: ignore[arg-type]
    assert facts == {"Avslagen genom": ["Title of BES-A"]}


def test_a_rejection_says_what_was_rejected_and_that_nothing_holds_by_it() -> None:
    decision = item(
        "BES-A",
        Role.DECISION,
        decision_kind="avslag",
        body="ORG-N",
        date="2026-06-15",
        paragraph="§ 7",
        minutes="https://exempel.se/protokoll",
    )
    page = page_of(
        plan(
            decision,
            item("HPL-A", Role.PLAN, status=Status.CANCELLED, decided_by="BES-A"),
            item("ORG-N", Role.ORGANISATION, title="Nämnden"),
        ),
        "BES-A",
    )
    assert words(page.select_one(".pt-lead")) == "Nämnden avslog detta den 15 juni 2026, § 7."
    assert page.select_one('.pt-answer a[href="https://exempel.se/protokoll"]') is not None
    assert words(page.select_one("#pt-omfattar")) == "Vad som avslogs"
    heads = [words(head) for head in page.select("thead th")]
    assert "Gäller från" not in heads


def test_minutes_that_the_text_offers_as_a_file_are_not_said_to_be_missing() -> None:
    decision = item("BES-A", Role.DECISION)
    offered = replace(decision, prose="{download}`Protokollet <protokoll.pdf>`")
    for one, missing in ((decision, True), (offered, False)):
        page = page_of(plan(one), "BES-A")
        assert ("finns inte här än" in words(page.select_one(".pt-answer"))) is missing


def test_what_was_reported_to_a_body_stands_in_a_table_with_what_it_is_about() -> None:
    graph = plan(
        item("BES-A", Role.DECISION, decision_kind="redovisning"),
        item(
            "UPF-A",
            Role.FOLLOW_UP,
            follows_up="HPL-A",
            reported_in="BES-A",
            date="2027-01-11",
        ),
        item("HPL-A", Role.PLAN),
    )
    rows = page_of(graph, "BES-A").select("#pt-redovisat ~ * tbody tr")
    assert [[words(cell) for cell in row.find_all(["th", "td"])] for row in rows] == [
        ["Title of UPF-A", "Follow up", "Title of HPL-A", "11 januari 2027"]
    ]


def test_a_decision_of_which_little_is_known_says_what_is_known() -> None:
    page = page_of(
        plan(item("BES-A", Role.DECISION, body="ORG-A"), item("ORG-A", Role.ORGANISATION)), "BES-A"
    )
    assert not page.select(".pt-lead, table, blockquote")
    assert entries(page.select_one(".pt-answer")) == {"Body": ["Title of ORG-A"]}  # type: ignore[arg-type]


def test_days_and_objects_are_told_once() -> None:
    page = page_of(GRAPH, "ATG-A")
    page.select_one(".pt-particulars").extract()  # type: ignore[union-attr]
    assert len(page.select('time[datetime="2028-06-30"]')) == 1
    for other in ("UTG-A", "HPL-A", "IND-A"):
        assert len(page.select(f'a[href$="#{other}"]')) == 1, other


def test_how_it_goes_is_told_with_why() -> None:
    page = page_of(plan(*changed(COMPLETE, "ATG-A", status=Status.DECIDED)), "ATG-A")
    assert words(page.select_one(".pt-object__badges")) == "Status: Beslutad"
    assert words(page.select_one(".pt-progress__state")) == (
        "Ej startad Beslut finns, men arbetet har inte börjat."
    )
    assert page.select('.pt-particulars a[href="../docs/lage.html"]')


def test_a_proposal_is_not_said_to_go_in_any_way() -> None:
    page = page_of(GRAPH, "ATG-A")
    assert words(page.select_one(".pt-progress__state")) == (
        "Det är ett förslag som ingen har beslutat om. Även datumen är förslag."
    )
    assert not page.select('a[href="../docs/lage.html"]')


def test_a_body_is_not_late_with_a_proposal() -> None:
    proposed = item("ATG-A", Role.ACTION, owner="ORG-A", due="2026-01-01", status=Status.PROPOSED)
    page = page_of(plan(item("ORG-A", Role.ORGANISATION), proposed), "ORG-A")
    captions = [words(caption) for caption in page.select("caption")]
    assert captions == ["Föreslås ansvara för: förslag vars dagar har passerat"]
    assert "Förslag" not in words(
        page.select_one("#pt-ansvar ~ .pt-table-wrapper, .pt-table-wrapper")
    )


def test_a_judgement_says_that_it_is_one_by_whom_and_until_when() -> None:
    judged = changed(
        COMPLETE,
        "ATG-A",
        status=Status.IN_PROGRESS,
        state="försenad",
        state_reason="No room",
        state_by="The board",
        state_until="2027-01-31",
    )
    told = words(page_of(plan(*judged), "ATG-A").select_one(".pt-judgement"))
    assert told == (
        "Detta är en bedömning. Den är gjord av The board och gäller till och med 31 januari 2027. "
        "Skäl: No room Enligt reglerna vore läget: enligt plan."
    )


def test_an_indicator_that_goes_wrong_is_not_told_before_work_has_begun() -> None:
    assert "Går åt fel håll" not in entries(page_of(GRAPH, "ATG-A"))


@pytest.mark.parametrize("item_id", ["STR-A", "PRI-A", "HPL-A"])
def test_what_has_a_written_page_leads_there_first(item_id: str) -> None:
    page = page_of(GRAPH, item_id)
    first = page.select_one("article a[href$='#" + item_id + "']")
    assert first is not None
    assert first.find_parent(class_="pt-object__written")


def test_what_has_none_leads_to_where_it_stands() -> None:
    page = page_of(GRAPH, "ATG-A")
    assert not page.select(".pt-object__written")
    assert page.select('.pt-source a[href="../plan.html#ATG-A"]')


def test_the_text_can_be_edited_where_the_project_says_so() -> None:
    assert not page_of(GRAPH, "ATG-A").select(".pt-source a[rel=nofollow]")
    page = page_of(GRAPH, "ATG-A", repository="https://git.example/edit/main")
    (edit,) = page.select(".pt-source a[rel=nofollow]")
    assert edit["href"] == "https://git.example/edit/main/plan.md#L11"
    assert words(edit) == "Redigera: Title of ATG-A"


def test_the_findings_about_it_lead_to_their_rules() -> None:
    finding = Finding(
        code="PT209",
        severity=Severity.WARNING,
        item="ATG-A",
        location=Location(file="plan.md", line=11),
        message=message("{text}", text="Nothing measures it."),
        hint=message("{text}", text="Measure it."),
    )
    page = page_of(GRAPH, "ATG-A", finding)
    assert words(page.select_one(".pt-findings")) == (
        "Varning (PT209, En åtgärd som inget mäter): Nothing measures it. Measure it."
    )
    assert page.select('.pt-findings a[href="../regler/pt209.html"]')
    assert not page_of(GRAPH, "PRI-A", finding).select(".pt-findings")


def test_a_long_step_of_the_way_is_folded_and_nothing_is_left_out() -> None:
    points = [item(f"UTG-{n}", Role.STARTING_POINT, part_of="PRI-A") for n in range(10)]
    page = page_of(plan(item("PRI-A", Role.PRIORITY), *points), "PRI-A")
    (folded,) = page.select(".pt-way details")
    assert words(folded.summary) == "Visa 2 till"
    assert len(folded.select("li")) == 2
    assert len(page.select(".pt-way ul > li")) == 10


# ------------------------------------------------------------------------- the project's own


def test_what_is_the_project_s_own_is_among_the_facts_after_all_that_is_known() -> None:
    full = with_own(
        item("ATG-A", Role.ACTION, owner="ORG-A", kind="bolag", resource="Två tjänster"),
        {BUDGET: 250, HEARD: date(2027, 2, 1)},
        "ORG-B",
    )
    graph = plan(full, item("ORG-A", Role.ORGANISATION), item("ORG-B", Role.ORGANISATION))
    facts = own_page(graph, "ATG-A").select_one('[aria-labelledby="pt-fakta"]')
    assert facts is not None
    assert list(entries(facts).items()) == [
        ("Resource", ["Två tjänster"]),
        ("Budget", ["250"]),
        ("Hotar", ["Title of ORG-B"]),
        ("Hörd den", ["1 februari 2027"]),
    ]


def test_what_is_added_to_the_adopted_text_may_be_the_project_s_own() -> None:
    page = own_page(plan(with_own(item("PRI-A", Role.PRIORITY), {BUDGET: 250})), "PRI-A")
    assert "Ansvar och uppföljning" in headings(page)
    assert entries(page)["Budget"] == ["250"]


def test_an_object_of_the_project_s_own_type_has_a_page_with_its_facts_first() -> None:
    graph = plan(
        with_own(risk(owner="ORG-A", part_of="HPL-A"), {BUDGET: 250}, "ATG-A"),
        item("HPL-A", Role.PLAN),
        item("ATG-A", Role.ACTION),
        item("ORG-A", Role.ORGANISATION),
    )
    page = own_page(graph, "RIS-A")
    article = page.select_one("article")
    assert article is not None
    assert article["class"] == ["pt-object", "pt-object--custom"]
    assert words(page.select_one(".pt-object__kind")) == "Risk att väga"
    assert headings(page) == ["Från strategi till resultat"]
    assert [words(step) for step in page.select(".pt-way > li")] == [
        "Plan Title of HPL-A",
        "Risk att väga Du är här Title of RIS-A",
    ]
    assert entries(page.select_one(".pt-answer")) == {  # type: ignore[arg-type]
        "Owner": ["Title of ORG-A"],
        "Budget": ["250"],
        "Hotar": ["Title of ATG-A"],
    }


def test_what_links_here_may_be_of_the_project_s_own_type_and_by_its_own_link() -> None:
    graph = plan(
        with_own(risk(owner="ORG-A", part_of="HPL-A"), {}, "ATG-A"),
        item("HPL-A", Role.PLAN),
        item("ATG-A", Role.ACTION),
        item("ORG-A", Role.ORGANISATION),
    )
    assert entries(own_page(graph, "ATG-A"))["Hotas av"] == ["Title of RIS-A"]
    assert entries(own_page(graph, "HPL-A"))["Part of, from"] == ["Title of RIS-A"]
    body = own_page(graph, "ORG-A")
    assert entries(body)["Owner, from"] == ["risk att väga (1)"]
    assert words(body.select_one("#pt-ansvar ~ details")) == "Risk att väga (1) Title of RIS-A"


def test_the_page_is_described_by_the_name_of_the_project_s_own_type() -> None:
    snapshot = Snapshot(graph=plan(risk()), metamodel=OWN, today=TODAY)
    (page,) = object_pages(snapshot)
    assert (page.name, page.description.render(NullTranslations())) == (
        "objekt/RIS-A",
        "Risk att väga: Title of RIS-A",
    )


# ---------------------------------------------------------------- milestones and follow-ups

STEPS = plan(
    item("ORG-A", Role.ORGANISATION),
    item("IND-A", Role.INDICATOR),
    item("ATG-A", Role.ACTION, status=Status.IN_PROGRESS, due="2028-01-01"),
    item("DEL-1", Role.MILESTONE, part_of="ATG-A", due="2026-10-01", status=Status.DONE),
    item("DEL-2", Role.MILESTONE, part_of="ATG-A", due="2026-11-01", owner="ORG-A"),
    item("DEL-3", Role.MILESTONE, part_of="ATG-A", due="2027-11-01", status=Status.PROPOSED),
    item(
        "UPF-A",
        Role.FOLLOW_UP,
        follows_up="ATG-A",
        date="2026-10-15",
        assessment="enligt plan",
        result="Hälften är gjort",
        looked_at="IND-A",
        deviation="Två lokaler saknas",
        proposed_change="Börja med de andra",
    ),
)


def test_an_action_tells_its_milestones_and_why_it_is_at_risk() -> None:
    page = page_of(STEPS, "ATG-A")
    assert [words(row) for row in page.select(".pt-milestones > li")] == [
        "1 oktober 2026: Title of DEL-1 Klar",
        "1 november 2026: Title of DEL-2 Skulle ha varit nått nu",
        "1 november 2027: Title of DEL-3 Förslag",
    ]
    assert words(page.select_one(".pt-wrong")) == (
        "Delmål vars dag har passerat utan att de är nådda: Title of DEL-2"
    )
    told = entries(page.select_one(".pt-source"))  # type: ignore[arg-type]
    assert told["Hur läget räknas fram"][0].startswith("Regel L10: Minst ett av delmålens dagar")
    assert "Delmålet ”Title of DEL-2”: 1 november 2026, inte nått" in words(
        page.select_one(".pt-source")
    )
    assert not page.select("#pt-lankar ~ * a[href$='DEL-1']")


def test_a_milestone_that_is_missed_has_its_day_marked() -> None:
    assert view_of(STEPS, "DEL-2").passed == {FieldName.DUE}
    assert view_of(STEPS, "DEL-3").passed == frozenset()
    assert view_of(STEPS, "DEL-1").milestones is None


def test_the_latest_follow_up_tells_what_was_read_what_deviates_and_what_to_change() -> None:
    latest = words(page_of(STEPS, "ATG-A").select_one(".pt-latest"))
    assert "Hälften är gjort Looked at: Title of IND-A" in latest
    assert "Deviation: Två lokaler saknas Proposed change: Börja med de andra" in latest
    own = entries(page_of(STEPS, "UPF-A").select_one(".pt-answer"))  # type: ignore[arg-type]
    assert own["Deviation"] == ["Två lokaler saknas"]
    assert own["Proposed change"] == ["Börja med de andra"]
    assert "Title of IND-A" in own["Looked at"][0]


def test_an_organisation_has_its_milestones_among_its_duties() -> None:
    responsibilities = view_of(STEPS, "ORG-A").responsibilities
    assert responsibilities is not None
    assert [
        (group.key, [one.item.id for one in group.responsibilities])
        for group in responsibilities.owned
    ] == [("overdue", ["DEL-2"])]


# ------------------------------------------------------------------------- organisations

RESPONSIBILITIES = plan(
    item("ORG-A", Role.ORGANISATION),
    item("ATG-LATE", Role.ACTION, owner="ORG-A", due="2026-11-22"),
    item("ATG-MISSED", Role.ACTION, owner="ORG-A", due="2028-01-01", next_follow_up="2026-11-01"),
    item("ATG-SOON", Role.ACTION, owner="ORG-A", due="2029-01-01", next_follow_up="2027-05-25"),
    item("ATG-LATER", Role.ACTION, owner="ORG-A", due="2027-05-26"),
    item("ATG-DONE", Role.ACTION, owner="ORG-A", due="2026-01-01", status=Status.DONE),
    item("ATG-NO-DAY", Role.ACTION, owner="ORG-A"),
    item("PRI-A", Role.PRIORITY, owner="ORG-A", next_follow_up="2026-12-01"),
    item("HPL-A", Role.PLAN, owner="ORG-A", participant="ORG-A", valid_to="2026-11-01"),
    item("ATG-SHARED", Role.ACTION, participant="ORG-A", due="2026-12-24"),
    item("IND-A", Role.INDICATOR, owner="ORG-A"),
)


def test_an_organisation_has_its_duties_by_day() -> None:
    responsibilities = view_of(RESPONSIBILITIES, "ORG-A").responsibilities
    assert responsibilities is not None
    assert [
        (group.key, [responsibility.item.id for responsibility in group.responsibilities])
        for group in responsibilities.owned
    ] == [
        ("overdue", ["ATG-MISSED", "HPL-A", "ATG-LATE"]),
        ("soon", ["PRI-A", "ATG-SOON"]),
        ("later", ["ATG-LATER", "ATG-NO-DAY"]),
        ("over", ["ATG-DONE"]),
    ]
    assert [
        (group.key, [responsibility.item.id for responsibility in group.responsibilities])
        for group in responsibilities.shared
    ] == [
        ("soon", ["ATG-SHARED"]),
    ]


def test_an_organisation_s_page_answers_in_numbers_then_lists_the_latest_first() -> None:
    page = page_of(RESPONSIBILITIES, "ORG-A")
    assert words(page.select_one(".pt-answer > p")) == "3 saker borde vara gjorda"
    assert entries(page.select_one(".pt-answer")) == {  # type: ignore[arg-type]
        "Owner, from": ["1 prioritering, 1 handlingsplan, 6 åtgärder och 1 mått"],
        "State": ["6 åtgärder: 3 ej startade, 1 i riskzonen, 1 försenad och 1 klar"],
        "Härnäst": ["1 december 2026: Title of PRI-A"],
        "Participant, from": ["1 åtgärd"],
    }
    assert headings(page) == ["Owner, from", "Participant, from"]
    first = page.select_one("tbody tr")
    assert first is not None
    assert [words(cell) for cell in first.find_all(["th", "td"])] == [
        "Title of ATG-MISSED Action",
        "1 januari 2028",
        "1 november 2026",
        "I riskzonen",
    ]
    measures = page.select_one("#pt-ansvar ~ details:not(:has(table))")
    assert words(measures) == "1 mått Title of IND-A"


def test_a_column_in_which_no_row_has_anything_is_left_out() -> None:
    page = page_of(
        plan(
            item("ORG-A", Role.ORGANISATION),
            item("ATG-A", Role.ACTION, owner="ORG-A", due="2028-01-01"),
        ),
        "ORG-A",
    )
    assert [words(column) for column in page.select("thead th")] == [
        "Vad",
        "Due",
        "Status och state",
    ]


def test_an_organisation_without_duties_has_no_empty_tables() -> None:
    page = page_of(plan(item("ORG-A", Role.ORGANISATION)), "ORG-A")
    assert not page.select("table")
    assert headings(page) == []


# ------------------------------------------------------------------------------ analyses


def analysing_page(item_id: str) -> BeautifulSoup:
    """The page in a project that demands analyses."""
    return drawn(
        "object_page.html.jinja",
        renderer=ANALYSING_SWEDISH,
        view=view_of(ANALYSED, item_id, metamodel=ANALYSING),
        text=Markup("<p>Its own text</p>"),
        title="",
        charts={},
    )


def test_the_page_of_an_analysis_is_a_document_of_questions_and_answers() -> None:
    page = analysing_page("ANA-A")
    assert headings(page)[0] == "Mönster"
    section = page.h2.find_parent("section") if page.h2 else None
    assert section is not None
    assert [words(part) for part in section.select("p, li")] == [
        "Vilka skillnader finns?",
        "More women.",
        "So:",
        "girls",
        "boys",
    ]


def analyses_told(item_id: str) -> dict[str, list[str]]:
    """What the page of an object says of its analyses, by kind."""
    heading = analysing_page(item_id).find(id="pt-analyser")
    if heading is None or heading.parent is None:
        return {}
    return {
        words(entry.dt): [words(text) for text in entry.select("dd > p")]
        for entry in heading.parent.select("dl > div")
    }


@pytest.mark.parametrize(
    ("item_id", "told"),
    [
        (
            "HPL-A",
            {"Jämlikhet": ["Title of ANA-A, 1 februari 2027", "It helps"]},
        ),
        (
            "ATG-A",
            {
                "Jämlikhet": [
                    "Title of ANA-A, 1 februari 2027, tillsammans med Title of HPL-A",
                    "It helps",
                ]
            },
        ),
        (
            "ATG-B",
            {
                "Jämlikhet": ["Inte gjord än. Den ska göras före beslutet."],
                "Barnets bästa": ["Title of ANA-B, 2 februari 2027", "Inte barn."],
            },
        ),
        ("ATG-LATE", {"Jämlikhet": ["Title of ANA-LATE, 1 april 2027. Efter beslutet"]}),
        ("ATG-NONE", {"Jämlikhet": ["Saknas. Den skulle ha gjorts före beslutet."]}),
        ("BES-A", {}),
    ],
)
def test_an_action_and_a_plan_tell_their_analyses(item_id: str, told: dict[str, list[str]]) -> None:
    assert analyses_told(item_id) == told


def test_where_no_analyses_are_demanded_nothing_is_said_of_them() -> None:
    assert page_of(plan(item("ATG-A", Role.ACTION)), "ATG-A").find(id="pt-analyser") is None
