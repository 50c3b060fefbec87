"""The forms of a report by name."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Mapping
from types import MappingProxyType

from policytrace.reporters.github import GithubReporter
from policytrace.reporters.interface import Reporter
from policytrace.reporters.json_report import JsonReporter
from policytrace.reporters.junit import JunitReporter
from policytrace.reporters.sarif import SarifReporter
from policytrace.reporters.text import TextReporter

Make = Callable[[gettext.NullTranslations, bool], Reporter]
"""Makes a reporter that speaks a language; the second argument says whether colours are wanted."""

FORMS: Mapping[str, Make] = MappingProxyType(
    {
        "text": lambda words, colour: TextReporter(translations=words, colour=colour),
        "json": lambda words, _colour: JsonReporter(translations=words),
        "sarif": lambda words, _colour: SarifReporter(translations=words),
        "junit": lambda words, _colour: JunitReporter(translations=words),
        "github": lambda words, _colour: GithubReporter(translations=words),
    }
)
