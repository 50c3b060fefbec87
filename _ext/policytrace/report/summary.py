"""The closing line of a verdict, and what both people's terminals and XML can take."""

from __future__ import annotations

import gettext
import re

from policytrace.messages import message
from policytrace.report.interface import Report
from policytrace.severity import Severity

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no room for (https://www.w3.org/TR/xml/#charsets), and the control characters
that steer a terminal."""


def printable(text: str) -> str:
    """The text with each character that is not for reading replaced by “�”."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str) -> str:
    """The text, printable and without line breaks."""
    return printable(" ".join(text.splitlines()))


def summary(report: Report, translations: gettext.NullTranslations) -> str:
    """How much was checked and how much was found, in one line."""
    counts = report.counts()
    said = message(
        "{objects} objects checked on {today}: {errors} errors, {warnings} warnings, "
        "{infos} notes.",
        objects=str(report.objects),
        today=report.today.isoformat(),
        errors=str(counts[Severity.ERROR]),
        warnings=str(counts[Severity.WARNING]),
        infos=str(counts[Severity.INFO]),
    ).render(translations)
    if not report.compared:
        return said
    known = message(
        "Known from the earlier report: {known}.",
        known=str(sum(finding.known for finding in report.findings)),
    )
    return f"{said} {known.render(translations)}"
