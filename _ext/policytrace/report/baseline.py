"""An earlier report that a run is compared with: what stands there does not fail again."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from policytrace.checks.findings import Finding
from policytrace.errors import ProjectError
from policytrace.files import reason
from policytrace.messages import LANGUAGES, catalogue, message
from policytrace.report.json_report import VERSION

Key = tuple[str, str, str, str]
"""Code, object, file and message of a finding. Its line is left out: lines move. The file's path
begins in the project's folder, wherever one stood."""

_PARTS = ("code", "object", "file", "message")


def read_baseline(path: Path) -> Counter[Key]:
    """The findings of the JSON report at `path`, and how many times each stands there.

    Raises:
        ProjectError: it cannot be read, or is no such report.
    """
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise ProjectError(message("There is no file {file}.", file=str(path))) from None
    except OSError as error:
        raise ProjectError(
            message("{file} cannot be read: {error}", file=str(path), error=reason(error))
        ) from None
    except (ValueError, RecursionError):
        raise _no_report(path) from None
    if not isinstance(told, dict) or not isinstance(told.get("findings"), list):
        raise _no_report(path)
    if told.get("version") != VERSION:
        raise ProjectError(
            message(
                "The earlier report {file} is of version {version}; version {known} is known here.",
                file=str(path),
                version=str(told.get("version"))[:20],
                known=str(VERSION),
            )
        )
    folder = told.get("project", "")
    if not isinstance(folder, str):
        raise _no_report(path)
    return Counter(_key(finding, folder, path) for finding in told["findings"])


def _key(finding: object, folder: str, path: Path) -> Key:
    if not isinstance(finding, dict):
        raise _no_report(path)
    code, item, file, text = (finding.get(part) for part in _PARTS)
    if not (
        isinstance(code, str)
        and isinstance(item, str)
        and isinstance(file, str)
        and isinstance(text, str)
    ):
        raise _no_report(path)
    return code, item, file.removeprefix(f"{folder}/") if folder else file, text


def _no_report(path: Path) -> ProjectError:
    return ProjectError(
        message(
            "{file} is no earlier report. Make one with: ./policytrace check --format json "
            "--output rapport.json",
            file=str(path),
        )
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
