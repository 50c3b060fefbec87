"""An earlier report that a run is compared with: what stands there does not fail again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from policytrace.checks.findings import Finding
from policytrace.messages import LANGUAGES, catalogue
from policytrace.report.reading import read_report

Key = tuple[str, str, str, str]
"""Code, object, file and message of a finding. Its line is left out: lines move. The file's path
begins in the project's folder, wherever one stood."""


def read_baseline(path: Path) -> Counter[Key]:
    """The findings of the JSON report at `path`, and how many times each stands there.

    Raises:
        ProjectError: it cannot be read, or is no such report.
    """
    report = read_report(path)
    folder = f"{report.project}/" if report.project else ""
    return Counter(
        (one.code, one.item, one.file.removeprefix(folder), one.text) for one in report.findings
    )


def marked(findings: Iterable[Finding], baseline: Counter[Key]) -> Iterator[Finding]:
    """The findings in order, those that stand in `baseline` marked as known.

    What stands there once is known once: a second one like it is new. The report may have been
    made in any language.
    """
    left = Counter(baseline)
    for finding in findings:
        known = next((key for key in _keys(finding) if left[key] > 0), None)
        if known is None:
            yield finding
        else:
            left[known] -= 1
            yield replace(finding, known=True)


def _keys(finding: Finding) -> Iterator[Key]:
    for language in LANGUAGES:
        text = finding.message.render(catalogue(language))
        yield finding.code, finding.item, finding.location.file, text
