"""Reports to print: one with a finding of every kind, and any that Hypothesis can think of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from hypothesis import strategies as st

import policytrace.checks.rules  # noqa: F401 - importing it fills the registry
from policytrace.checks.findings import Finding
from policytrace.checks.registry import RULES
from policytrace.locations import Location
from policytrace.messages import message
from policytrace.report.interface import Report
from policytrace.severity import Severity

TODAY = date(2026, 11, 23)
TITLE = "Frihet från våld"
OPTIONS = ":nästa_uppföljning:"


def finding(  # noqa: PLR0913 - all but two by name
    code: str = "PT203",
    severity: Severity = Severity.ERROR,
    *,
    item: str = "PRI-A",
    file: str = "strategy/a.md",
    line: int = 7,
    waived_by: str = "",
    known: bool = False,
) -> Finding:
    """A finding with the texts of PT203."""
    return Finding(
        code=code,
        severity=severity,
        item=item,
        location=Location(file=file, line=line),
        message=message(
            "“{title}” ({type}) has no {options}.",
            title=TITLE,
            type="prioritering",
            options=OPTIONS,
        ),
        hint=message("Add {options} with a date, as 2027-11-15.", options=OPTIONS),
        waived_by=waived_by,
        known=known,
    )


def report(*findings: Finding, compared: bool = False) -> Report:
    """A report on all rules, of a plan with 14 objects."""
    return Report(
        findings=findings,
        objects=14,
        today=TODAY,
        rules=tuple(sorted(RULES)),
        compared=compared,
    )


ONE_OF_EACH = report(
    finding(),
    finding("PT209", Severity.WARNING, item="ATG-A", line=20),
    finding("PT201", Severity.INFO, waived_by="UND-A", line=30),
    finding("PT001", item="", file="action_plans/en plan å.md", line=1),
)

PAGES: Mapping[str, str] = MappingProxyType(
    {code: f"https://plan.example/docs/regler/{code.lower()}.html" for code in sorted(RULES)}
)
"""Where each rule is explained, on a site that does not exist."""


def on_the_web(verdict: Report) -> Report:
    """The report of a project whose site has a page for each rule."""
    return replace(verdict, pages=PAGES)


TEXTS = st.text(max_size=40)
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)

FINDINGS = st.builds(
    Finding,
    code=st.sampled_from(sorted(RULES)),
    severity=st.sampled_from(Severity),
    item=st.one_of(st.just(""), TEXTS),
    location=st.builds(Location, file=NAMES, line=st.integers(0, 10**7)),
    message=st.builds(
        lambda text: message("The link to “{target}” leads nowhere.", target=text), TEXTS
    ),
    hint=st.builds(lambda text: message("Did you mean {nearest}?", nearest=text), TEXTS),
    waived_by=st.one_of(st.just(""), TEXTS),
    known=st.booleans(),
)
REPORTS = st.builds(
    Report,
    findings=st.lists(FINDINGS, max_size=6).map(tuple),
    objects=st.integers(0, 10**6),
    today=st.dates(),
    rules=st.just(tuple(sorted(RULES))),
    compared=st.booleans(),
)
