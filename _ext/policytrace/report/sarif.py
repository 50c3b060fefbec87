"""The report in SARIF 2.1.0, for code scanning and for editors.

The format is an OASIS standard: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html.
Paragraphs that are named here are its.
"""

from __future__ import annotations

import gettext
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from policytrace import __version__
from policytrace.checks.findings import Finding
from policytrace.checks.registry import RULES, Rule
from policytrace.locations import Location
from policytrace.messages import Message, message
from policytrace.report.catalogue.entries import entry
from policytrace.report.catalogue.printing import page_as_text
from policytrace.report.catalogue.site import sections_as_markdown
from policytrace.report.interface import Report
from policytrace.severity import Severity

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
ROOT = "SRCROOT"
"""Stands for the folder that paths begin in: who reads the report knows where that is."""
FINGERPRINT = "policytraceFinding/v1"

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}

Object = dict[str, Any]
"""A JSON object as the standard has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SarifReporter:
    """One run, with the whole catalogue of rules and a result for each finding."""

    translations: gettext.NullTranslations

    def render(self, report: Report) -> str:
        """The report as indented JSON."""
        log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [self._run(report)]}
        return json.dumps(log, ensure_ascii=False, indent=2) + "\n"

    def _run(self, report: Report) -> Object:
        language = self.translations.info().get("language", "en")
        return {
            "tool": {
                "driver": {
                    "name": "policytrace",
                    "semanticVersion": __version__,
                    "language": language,
                    "rules": [
                        self._rule(rule, report.pages.get(code))
                        for code, rule in sorted(RULES.items())
                    ],
                }
            },
            "language": language,
            "originalUriBaseIds": {
                ROOT: {
                    "description": {"text": self._say(message("The folder that paths begin in."))}
                }
            },
            "invocations": [{"executionSuccessful": True}],
            "results": list(self._results(report)),
            "properties": {"today": report.today.isoformat(), "objects": report.objects},
        }

    def _rule(self, rule: Rule, page: str | None) -> Object:
        told = entry(rule, self.translations)
        described = (rule.page.what, *rule.page.why)
        on_the_web = {"helpUri": page} if page else {}
        return {
            "id": rule.code,
            "name": _pascal_case(rule.check.__name__),
            "shortDescription": {"text": told.title},
            "fullDescription": {"text": " ".join(map(self.translations.gettext, described))},
            "help": {"text": page_as_text(told), "markdown": sections_as_markdown(told)},
            **on_the_web,
            "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        }

    def _results(self, report: Report) -> Iterator[Object]:
        indexes = {code: index for index, code in enumerate(sorted(RULES))}
        fingerprints = _fingerprints(report.findings)
        for finding, fingerprint in zip(report.findings, fingerprints, strict=True):
            result: Object = {
                "ruleId": finding.code,
                "ruleIndex": indexes[finding.code],
                "level": _LEVELS[finding.severity],
                "message": {
                    "text": _plain(f"{self._say(finding.message)} {self._say(finding.hint)}")
                },
                "locations": [_location(finding, report.place(finding))],
                "partialFingerprints": {FINGERPRINT: fingerprint},
                # Either all results have it or none has (§ 3.27.23): empty where nothing is waived.
                "suppressions": list(self._suppressions(finding)),
            }
            if report.compared:
                result["baselineState"] = "unchanged" if finding.known else "new"
            yield result

    def _suppressions(self, finding: Finding) -> Iterator[Object]:
        if finding.waived_by:
            why = message("Waived by {waiver}.", waiver=finding.waived_by)
            yield {"kind": "external", "status": "accepted", "justification": self._say(why)}

    def _say(self, text: Message) -> str:
        return text.render(self.translations)


def _location(finding: Finding, place: Location) -> Object:
    location: Object = {
        "physicalLocation": {
            "artifactLocation": {
                "uri": quote(place.file, safe="/", errors="surrogateescape"),
                "uriBaseId": ROOT,
            },
            "region": {"startLine": max(1, place.line)},
        }
    }
    if finding.item:
        location["logicalLocations"] = [{"name": finding.item, "kind": "object"}]
    return location


def _fingerprints(findings: Iterable[Finding]) -> Iterator[str]:
    """For each finding what tells it from the others and does not change when lines move.

    Findings of one rule on one object in one file are counted: ``:1``, ``:2`` …
    """
    seen = Counter[str]()
    for finding in findings:
        told = f"{finding.code}\0{finding.item}\0{finding.location.file}"
        digest = sha256(told.encode(errors="surrogateescape")).hexdigest()[:32]
        seen[digest] += 1
        yield f"{digest}:{seen[digest]}"


def _plain(text: str) -> str:
    """The text as a plain message (§ 3.11): what would be a placeholder or a link is none."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "\\](")


def _pascal_case(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("_"))
