"""What reports say, whatever writes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from policytrace.errors import ProjectError
from policytrace.reports.document import (
    DataTable,
    Facts,
    Heading,
    Paragraph,
    Picture,
    ReportDocument,
    every,
    plain,
)
from policytrace.reports.making import report_of
from policytrace.reports.scope import ReportKind, ReportSelection
from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Sex, Status
from policytrace.settings import Publisher
from tests.measure.figures import figure
from tests.plan_builder import COMPLETE, changed, item
from tests.reports.made import DECIDED, METAMODEL, SWEDISH, made, snapshot_of, with_prose


def headings(report: ReportDocument, level: int) -> list[str]:
    return [
        block.text
        for block in every(report.blocks)
        if isinstance(block, Heading) and block.level == level
    ]


def words(report: ReportDocument) -> str:
    return "\n".join(_words(report))


def _words(report: ReportDocument) -> Iterator[str]:
    for block in every(report.blocks):
        match block:
            case Heading():
                yield block.text
            case Paragraph():
                yield plain(block.text)
            case Facts():
                yield from (f"{word}: {plain(text)}" for word, text in block.entries)
            case DataTable():
                yield block.caption
                yield from (" | ".join(map(plain, row)) for row in block.rows)


def blanks(report: ReportDocument) -> list[str]:
    return [
        run.text
        for block in every(report.blocks)
        if isinstance(block, Paragraph)
        for run in block.text
        if run.blank
    ]


def test_the_plan_has_its_chapters_in_order() -> None:
    assert headings(made(), 1) == [
        "I korthet",
        "Vad strategin vill",
        "Prioriteringar",
        "Handlingsplaner",
        "Måtten ett för ett",
        "Om rapporten",
    ]


def test_a_proposal_is_told_to_be_one() -> None:
    report = made(items=changed(COMPLETE, "HPL-A", status=Status.PROPOSED))
    assert (report.standing, report.is_proposal) == ("Förslag", True)
    assert report.explained[-1] == (
        "Handlingsplanen och dess åtgärder är förslag. Ingen har beslutat om dem."
    )


def test_what_is_decided_is_told_with_its_decision() -> None:
    report = made(items=DECIDED, plan="HPL-A")
    assert (report.standing, report.is_proposal) == ("Beslutat", False)
    facts = {word: plain(text) for word, text in report.facts.entries}
    assert facts["Beslut"].replace("\u00a0", " ") == "Planen antas, 14 juni 2027, § 70"


def test_what_is_partly_decided_is_counted() -> None:
    more = item("ATG-B", Role.ACTION, status=Status.PROPOSED, part_of="HPL-A")
    report = made(items=(*DECIDED, more))
    assert report.standing == "Delvis beslutat"
    assert "Beslutade åtgärder: 1 av 2" in report.explained[-1]


def test_an_indicator_has_its_figures_verdict_chart_and_source() -> None:
    report = made(items=changed(COMPLETE, "IND-A", direction="upp", baseline="2025"))
    told = words(report)
    assert "10 (2025) | 15 (2027)" in told
    assert "Källa: egen enkät." in told
    (picture,) = (block for block in every(report.blocks) if isinstance(block, Picture))
    assert "15" in picture.alternative


def test_what_has_values_and_is_not_in_a_chart_is_told_below_it() -> None:
    captions = [
        block.caption
        for more in ((), (figure("2027", "41", Sex.WOMEN),))
        for block in every(made(more=more).blocks)
        if isinstance(block, Picture)
    ]
    assert captions == ["", "Inte med i diagrammet: Kvinnor."]


def test_an_indicator_without_values_stands_in_a_table_with_the_day_they_come() -> None:
    lacking = item(
        "IND-B", Role.INDICATOR, title="Nytt mått", owner="ORG-A", value_expected="2029-04-30"
    )
    assert "Nytt mått | Title of ORG-A | 30\u00a0april\u00a02029" in words(
        made(items=(*COMPLETE, lacking))
    )


def test_background_measures_stand_beside_no_others() -> None:
    background = item("IND-B", Role.INDICATOR, title="Vilka som bor här", background="ja")
    assert "Vilka som bor här" not in words(made(items=(*COMPLETE, background)))


def test_follow_ups_of_the_period_are_told() -> None:
    told = words(made(ReportKind.FOLLOW_UP, DECIDED))
    assert "Resultat: Hälften är klart" in told
    assert "Bedömning: i riskzonen: en skola saknas" in told
    assert "Avvikelse: En skola har inte börjat" in told
    assert "Föreslagen ändring: Skolan får stöd av en annan" in told
    assert "Måtten som följdes upp\nTitle of IND-A | " in told
    assert "Gjorda uppföljningar | 1" in told
    assert "Början gjord" not in told


def test_the_period_can_begin_earlier() -> None:
    told = words(made(ReportKind.FOLLOW_UP, DECIDED, since=date(2027, 1, 1)))
    assert told.index("Början gjord") < told.index("Hälften är klart")


def test_what_is_late_is_told_with_the_day_and_the_reason() -> None:
    told = words(made(ReportKind.FOLLOW_UP, DECIDED)).replace("\u00a0", " ")
    assert "Title of ATG-A | Title of ORG-A | 30 juni 2028 | 92 | Sista dagen har passerat." in told


def test_nobody_is_late_with_a_proposal() -> None:
    proposed = changed(COMPLETE, "HPL-A", status=Status.PROPOSED)
    told = words(made(ReportKind.FOLLOW_UP, proposed, plan="HPL-A", day=date(2027, 10, 1)))
    assert "Inget är beslutat, så ingen kan vara försenad." in told
    assert "Alla åtgärder är förslag." in told


def test_a_board_is_told_of_its_own_work_alone() -> None:
    others = (
        item("ORG-B", Role.ORGANISATION, title="Andra nämnden"),
        item("HPL-B", Role.PLAN, title="Andra planen", part_of="STR-A", owner="ORG-B"),
        item("ATG-B", Role.ACTION, title="Andras sak", part_of="HPL-B", owner="ORG-B"),
    )
    report = made(ReportKind.FOLLOW_UP, (*DECIDED, *others), owner="ORG-B")
    assert report.title == "Andra nämnden"
    assert "Andras sak" in words(report)
    assert "Title of ATG-A" not in words(report)


def test_a_priority_is_told_of_with_its_plans() -> None:
    other = item("PRI-B", Role.PRIORITY, title="Andra prioriteringen", part_of="STR-A")
    report = made(items=(*COMPLETE, other), priority="PRI-A")
    assert report.title == "Title of PRI-A"
    assert "Title of ATG-A" in words(report)
    assert "Andra prioriteringen" not in words(report)


def test_a_memorandum_has_its_headings_and_marks_what_a_person_must_say() -> None:
    report = made(ReportKind.MEMO, plan="HPL-A")
    assert headings(report, 1) == [
        "Ärende",
        "Bakgrund",
        "Förslag till beslut",
        "Konsekvenser",
        "Beslutet skickas till",
    ]
    assert {"beslutande organ", "vad som mer ska beslutas", "andra som ska få veta"} <= set(
        blanks(report)
    )
    assert "att anta ”Title of HPL-A”, att gälla" in words(report)


def test_a_memorandum_tells_each_analysis_or_that_it_is_missing() -> None:
    made_one = item(
        "ANA-A",
        Role.ANALYSIS,
        title="Analysen",
        analyses="HPL-A",
        date="2027-01-10",
        analysis_kind="jämlikhet",
        result="Den minskar skillnaden",
    )
    report = made(ReportKind.MEMO, (*COMPLETE, made_one), plan="HPL-A")
    assert headings(report, 2) == ["Jämlikhet", "Barnets bästa", "Ekonomi"]
    assert "Resultat: Den minskar skillnaden" in words(report)
    assert any("barnets bästa" in blank for blank in blanks(report))


def test_a_memorandum_takes_the_economy_from_the_actions() -> None:
    assert "Title of ATG-A | två veckor" in words(made(ReportKind.MEMO, DECIDED, plan="HPL-A"))


def test_a_memorandum_needs_a_plan() -> None:
    without = tuple(one for one in COMPLETE if one.role not in (Role.PLAN, Role.ACTION))
    with pytest.raises(ProjectError, match="prepares a decision"):
        made(ReportKind.MEMO, without)


def test_there_must_be_something_to_report_on() -> None:
    other = item("ORG-B", Role.ORGANISATION)
    with pytest.raises(ProjectError, match="nothing to report on"):
        made(items=(*COMPLETE, other), owner="ORG-B")


def test_the_sender_is_who_publishes_and_nobody_else() -> None:
    snapshot = snapshot_of()
    assert made().sender == "Utkast, inte från Fagersta kommun"
    official = Publisher(official=True, name="Lillköpings kommun")
    known = replace(snapshot, metamodel=replace(METAMODEL, publisher=official))
    report = report_of(known, ReportKind.PLAN, ReportSelection(), SWEDISH)
    assert report.sender == "Lillköpings kommun"


def test_what_stands_for_nothing_is_left_out() -> None:
    spoiled = with_prose(COMPLETE, "PRI-A", "a\x0bb\x1bc\ufffed")
    assert "\nabcd\n" in words(made(items=spoiled))
