"""What the gate has found besides errors, by the organisation that has to deal with it."""

from __future__ import annotations

from dataclasses import replace

from bs4 import BeautifulSoup

from policytrace.checks.findings import Finding
from policytrace.locations import Location
from policytrace.messages import message
from policytrace.schema.roles import Role
from policytrace.severity import Severity
from policytrace.site.views.quality_report import LONG, QualityReport, quality_report
from policytrace.site.views.registry import Options
from policytrace.snapshot import Snapshot
from tests.plan_builder import item, plan
from tests.site.views.drawing import METAMODEL, SWEDISH, TODAY, drawn, rows, words

GRAPH = plan(
    item("ATG-A", Role.ACTION, owner=("ORG-B", "ORG-A")),
    item("ATG-B", Role.ACTION, owner="ORG-B"),
    item("ATG-C", Role.ACTION),
    item("UND-A", Role.WAIVER),
    item("ORG-A", Role.ORGANISATION, title="Arkivnämnden"),
    item("ORG-B", Role.ORGANISATION, title="Byggnadsnämnden"),
)


def finding(item_id: str, code: str = "PT203", **changes: object) -> Finding:
    """A warning about an object."""
    made = Finding(
        code=code,
        severity=Severity.WARNING,
        item=item_id,
        location=Location(file="plan.md", line=7),
        message=message("{text}", text="Något saknas."),
        hint=message("{text}", text="Lägg till det."),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def report(*findings: Finding) -> QualityReport:
    snapshot = Snapshot(graph=GRAPH, metamodel=METAMODEL, today=TODAY, findings=findings)
    return quality_report(snapshot, Options())


def page(*findings: Finding) -> BeautifulSoup:
    return drawn(
        "quality_report.html.jinja",
        renderer=SWEDISH,
        view=report(*findings),
        anchor="vy",
        level=3,
    )


def test_findings_stand_at_each_owner_then_at_nobody_then_at_files() -> None:
    soup = page(
        finding("", location=Location(file="data/x.csv", line=3)),
        finding("ATG-C"),
        finding("ATG-B"),
        finding("ATG-A"),
        finding("ORG-A"),
        finding("GONE"),
    )
    groups = {
        words(group.h3): [words(about) for about in group.select(".pt-remark__about")]
        for group in soup.select("section")
    }
    assert groups == {
        "Arkivnämnden": ["Title of ATG-A", "Arkivnämnden"],
        "Byggnadsnämnden": ["Title of ATG-B", "Title of ATG-A"],
        "Utan ansvarig": ["Title of ATG-C"],
        "data/x.csv": ["Rad 3"],
        "plan.md": ["Rad 7"],
    }


def test_errors_are_no_part_of_it() -> None:
    assert report(finding("ATG-A", severity=Severity.ERROR)).number == 0
    soup = page(finding("ATG-A", severity=Severity.ERROR))
    assert words(soup) == "Den 23 november 2026 återstår inget: kontrollen har inga anmärkningar."


def test_rules_are_counted_once_for_each_finding_the_most_frequent_first() -> None:
    soup = page(
        finding("ATG-A", "PT101"),
        finding("ATG-A"),
        finding("ATG-B", severity=Severity.INFO, waived_by="UND-A"),
    )
    assert rows(soup) == [
        ["En prioritering utan nästa uppföljning", "2", "1"],
        ["Ingen åtgärd bidrar", "1", "0"],
    ]
    assert "3 anmärkningar den 23 november 2026" in words(soup)


def test_a_remark_says_what_is_wrong_by_which_rule_and_who_has_excused_it() -> None:
    soup = page(finding("ATG-B", severity=Severity.INFO, waived_by="UND-A"))
    about, text, rule = soup.select(".pt-remark > p")
    assert about.a is not None
    assert words(about) == "Title of ATG-B"
    assert words(text) == "Något saknas. Lägg till det."
    assert (
        words(rule)
        == "En prioritering utan nästa uppföljning · upplysning · undantagen genom Title of UND-A"
    )
    assert [link["href"] for link in rule.select("a")] == [
        "../regler/pt203.html",
        "../plan.html#UND-A",
    ]


def test_only_a_long_group_is_folded_together() -> None:
    assert not page(*[finding("ATG-B")] * LONG).select("details")
    folded = page(*[finding("ATG-B")] * (LONG + 1)).select("details")
    assert [words(each.summary) for each in folded] == [f"{LONG + 1} anmärkningar"]
