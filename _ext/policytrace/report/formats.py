"""The forms of a report by name."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Mapping
from types import MappingProxyType

from policytrace.report.github import GithubReporter
from policytrace.report.interface import Reporter
from policytrace.report.json_report import JsonReporter
from policytrace.report.junit import JunitReporter
from policytrace.report.sarif import SarifReporter
from policytrace.report.text import TextReporter

_FOR_PROGRAMS: Mapping[str, Callable[[gettext.NullTranslations], Reporter]] = MappingProxyType(
    {
        "json": lambda translations: JsonReporter(translations=translations),
        "sarif": lambda translations: SarifReporter(translations=translations),
        "junit": lambda translations: JunitReporter(translations=translations),
        "github": lambda translations: GithubReporter(translations=translations),
    }
)


def reporter(form: str, text: TextReporter) -> Reporter:
    """The reporter for one of the forms, in the language of `text`, which is the one for people."""
    return text if form == "text" else _FOR_PROGRAMS[form](text.translations)
