"""Reports on the real content: how they are heard, and that their figures are the site's."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import outloud
import pytest
from bs4 import BeautifulSoup, Tag
from pypdf import PdfReader

from policytrace.measure.target_specs import is_background
from policytrace.messages import catalogue
from policytrace.reports.making import ReportFormat, report_of, write_report
from policytrace.reports.scope import ReportKind, ReportSelection
from policytrace.schema.roles import Role
from policytrace.site.pages.registry import address_of
from policytrace.snapshot import Snapshot
from tests.real.conftest import RealSite
from tests.sphinx.tiny import TODAY

NUMBER = re.compile(r"[-−]?\d[\d\u202f]*(?:,\d+)?")
WHOLE = ReportSelection()


class RealReports:
    """Reports of the content that the real site is built of, on the same day."""

    def __init__(self, real: RealSite) -> None:
        self.snapshot = Snapshot(
            graph=real.graph,
            metamodel=real.metamodel,
            measurements=real.measurements,
            today=TODAY,
            findings=real.findings,
        )

    def made(self, kind: ReportKind, form: ReportFormat, chosen: ReportSelection = WHOLE) -> bytes:
        """A report as a file."""
        document = report_of(self.snapshot, kind, chosen, catalogue("sv"))
        return write_report(document, form)

    def of_plan(self) -> ReportSelection:
        """The first action plan."""
        return ReportSelection(plan=self.snapshot.graph.of_role(Role.PLAN)[1])


@pytest.fixture(scope="module")
def reports(real: RealSite) -> RealReports:
    """What makes them."""
    return RealReports(real)


@pytest.mark.parametrize("kind", ReportKind)
def test_nothing_is_in_the_way_of_a_screen_reader(
    kind: ReportKind, reports: RealReports, tmp_path: Path
) -> None:
    file = tmp_path / "rapport.pdf"
    chosen = reports.of_plan() if kind is ReportKind.MEMO else WHOLE
    file.write_bytes(reports.made(kind, ReportFormat.PDF, chosen))
    heard = outloud.check(str(file))
    assert heard.error is None
    assert [str(found) for found in heard.findings if found.severity == "error"] == []


def test_every_action_and_measure_stands_in_the_plan(reports: RealReports) -> None:
    content = reports.made(ReportKind.PLAN, ReportFormat.PDF)
    pages = (page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    told = _letters(" ".join(pages))
    graph = reports.snapshot.graph
    lacking = [
        one.id
        for one in graph.of_role(Role.ACTION, Role.INDICATOR, Role.PLAN)
        if _letters(one.title) not in told and not is_background(one)
    ]
    assert lacking == []


def test_every_figure_of_the_verdicts_is_that_of_the_page(
    real: RealSite, reports: RealReports
) -> None:
    """Whom they are about, with the latest value, the baseline and the target of each."""
    page = _parsed(reports.made(ReportKind.PLAN, ReportFormat.HTML))
    of_report = {
        heading.get_text(): _figures(table)
        for heading in page.find_all("h4")
        if (table := _table_below(heading))
    }
    assert len(of_report) > 20
    graph = reports.snapshot.graph
    titles = {one.title: one for one in graph.of_role(Role.INDICATOR)}
    for title, figures in of_report.items():
        site = real.pages[address_of(titles[title])]
        found = site.find(id=re.compile("^pt-lage-tabell"))
        assert found, title
        table = found if found.name == "table" else found.find_parent("table")
        assert isinstance(table, Tag)
        assert figures == _figures(table), title


def test_what_the_values_show_is_what_the_page_says_first(
    real: RealSite, reports: RealReports
) -> None:
    page = _parsed(reports.made(ReportKind.PLAN, ReportFormat.HTML))
    titles = {one.title: one for one in reports.snapshot.graph.of_role(Role.INDICATOR)}
    told = 0
    for heading in page.find_all("h4"):
        indicator = titles.get(heading.get_text())
        finding = heading.find_next("strong")
        if indicator and finding:
            headline = real.pages[address_of(indicator)].find(class_="pt-headline__title")
            assert headline
            assert finding.get_text().rstrip(". ") == headline.get_text().rstrip(". ")
            told += 1
    assert told > 50


def _parsed(content: bytes) -> BeautifulSoup:
    return BeautifulSoup(content.decode(), "html.parser")


def _table_below(heading: Tag) -> Tag | None:
    """The table of an indicator: before the next heading."""
    for one in heading.find_all_next(["h2", "h3", "h4", "table"]):
        return one if one.name == "table" else None
    return None


def _figures(table: Tag) -> dict[str, list[str]]:
    """All numbers of each row, in whatever order its columns stand, but not the rule's."""
    found = {}
    for row in table.select("tbody tr"):
        cells = row.find_all(["th", "td"])
        columns = [one.get_text() for one in table.select("thead th")]
        numbers = [
            number
            for title, cell in zip(columns, cells, strict=True)
            if title not in ("Regel", "Väntat då")
            for number in NUMBER.findall(_without_label(cell))
        ]
        found[_without_label(cells[0])] = sorted(numbers)
    return found


def _without_label(cell: Tag) -> str:
    """The text of a cell, without the title of its column that narrow screens show in it."""
    label = cell.find(class_=re.compile("label"))
    text = cell.get_text(" ")
    return " ".join((text.replace(label.get_text(), "", 1) if label else text).split())


def _letters(text: str) -> str:
    """Letters and digits alone: lines are broken anywhere, and hyphens added, on a page."""
    return re.sub(r"[\W_]", "", text)
