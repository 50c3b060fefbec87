"""What the gate has found that stops no build: what is left to do, and by whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from policytrace.checks.findings import Finding
from policytrace.messages import Message, Sayable, message
from policytrace.plan.model import Item
from policytrace.schema.roles import LinkKind, Role
from policytrace.severity import SEVERITY_TITLES, Severity
from policytrace.site.views.plain_words import plainly
from policytrace.site.views.registry import Options, View, register
from policytrace.snapshot import Snapshot

LONG = 12
"""A group with more findings than this is folded together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCount:
    """How often a rule has found something."""

    code: str
    number: int
    waived: int
    """How many of them a waiver has excused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One finding."""

    item: Item | None
    """The object it concerns; None: it concerns a file."""
    line: int
    code: str
    severity: Message
    text: Sayable
    hint: Sayable
    waiver: Item | None
    """The waiver that has excused it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingGroup:
    """The findings that are one organisation's to deal with, nobody's, or of one file."""

    owner: Item | None
    file: str
    """Empty unless they concern no object."""
    remarks: tuple[Remark, ...]

    @property
    def is_long(self) -> bool:
        """Whether the group is to be folded together."""
        return len(self.remarks) > LONG


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityReport:
    """All findings but errors."""

    today: date
    number: int
    rules: tuple[RuleCount, ...]
    groups: tuple[FindingGroup, ...]
    """Those of organisations, by title; then those of nobody; last those of files."""


def quality_report(snapshot: Snapshot, _options: Options) -> QualityReport:
    """The report. What has several owners stands at each of them."""
    graph = snapshot.graph
    findings = tuple(
        finding for finding in snapshot.findings if finding.severity is not Severity.ERROR
    )
    by_owner: dict[str, list[Finding]] = {}
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.item not in graph.items:
            by_file.setdefault(finding.location.file, []).append(finding)
            continue
        for owner in _owners(snapshot, graph.items[finding.item]) or ("",):
            by_owner.setdefault(owner, []).append(finding)

    def group(found: Iterable[Finding], *, owner: str = "", file: str = "") -> FindingGroup:
        return FindingGroup(
            owner=graph.items.get(owner),
            file=file,
            remarks=tuple(_remark(finding, graph.items) for finding in found),
        )

    owners = sorted(by_owner, key=lambda owner: (not owner, _title(graph.items.get(owner))))
    return QualityReport(
        today=snapshot.today,
        number=len(findings),
        rules=tuple(_rules(findings)),
        groups=(
            *(group(by_owner[owner], owner=owner) for owner in owners),
            *(group(by_file[file], file=file) for file in sorted(by_file)),
        ),
    )


def _title(item: Item | None) -> str:
    return item.title if item else ""


def _owners(snapshot: Snapshot, item: Item) -> tuple[str, ...]:
    """Ids of the organisations that have to deal with what is found in an object."""
    if item.role is Role.ORGANISATION:
        return (item.id,)
    return tuple(owner.id for owner in snapshot.graph.targets(item, LinkKind.OWNER))


def _rules(findings: Iterable[Finding]) -> Iterable[RuleCount]:
    """A count for each rule, the most frequent first."""
    found: Counter[str] = Counter()
    waived: Counter[str] = Counter()
    for finding in findings:
        found[finding.code] += 1
        waived[finding.code] += bool(finding.waived_by)
    for code, number in sorted(found.items(), key=lambda count: (-count[1], count[0])):
        yield RuleCount(code=code, number=number, waived=waived[code])


def _remark(finding: Finding, items: Mapping[str, Item]) -> Remark:
    return Remark(
        item=items.get(finding.item),
        line=finding.location.line,
        code=finding.code,
        severity=SEVERITY_TITLES[finding.severity],
        text=plainly(finding.message, items),
        hint=plainly(finding.hint, items),
        waiver=items.get(finding.waived_by),
    )


register(
    View(
        key="quality_report",
        purpose=message("What the check has found, by who answers for it"),
        template="quality_report.html.jinja",
        compute=quality_report,
    )
)
