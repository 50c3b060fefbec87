"""The catalogue of rules for a terminal and for programs."""

from __future__ import annotations

import gettext
import json
import textwrap

from policytrace.checks.registry import RULES, Rule
from policytrace.report.catalogue.entries import CatalogueFamily, RuleEntry, families

VERSION = 1
"""Of the catalogue as JSON; counted up when a reader of it would have to be changed."""

WIDTH = 80
"""Columns of a page in a terminal."""


def page_as_text(entry: RuleEntry) -> str:
    """One rule's page."""
    blocks = [f"{entry.code} {entry.title}", _filled(entry.weight)]
    blocks += [f"{section.title}\n{_body(section)}" for section in entry.sections]
    return "\n\n".join(blocks) + "\n"


def _body(section: CatalogueFamily) -> str:
    paragraphs = [textwrap.indent(_filled(text), "  ") for text in section.paragraphs]
    code = [textwrap.indent(section.code, "    ")] if section.code else []
    return "\n\n".join([*paragraphs, *code])


def _filled(paragraph: str) -> str:
    return textwrap.fill(paragraph, WIDTH - 2, break_long_words=False, break_on_hyphens=False)


def catalogue_as_text(translations: gettext.NullTranslations) -> str:
    """A line for each rule, below the title of its family."""
    blocks = []
    for family in families(translations):
        lines = (f"  {rule.code}  {rule.title} ({rule.severity})" for rule in family.rules)
        blocks.append("\n".join([f"{family.code} {family.title}", *lines]))
    return "\n\n".join(blocks) + "\n"


def catalogue_as_json(translations: gettext.NullTranslations) -> str:
    """All rules with all parts of their pages."""
    told = {
        "version": VERSION,
        "rules": [_told(rule, translations) for _, rule in sorted(RULES.items())],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _told(rule: Rule, translations: gettext.NullTranslations) -> dict[str, str | list[str]]:
    page, say = rule.page, translations.gettext
    return {
        "code": rule.code,
        "family": rule.family,
        "title": say(rule.title),
        "severity": rule.severity.key,
        "strict_severity": rule.strict.key,
        "what": say(page.what),
        "why": [say(text) for text in page.why],
        "example": page.example,
        "instead": page.instead,
        "remedy": say(page.remedy),
    }
