"""Days as people write them, in the reader's language."""

from __future__ import annotations

import gettext
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date, format_skeleton


def written_day(value: date, language: str) -> str:
    """A day as people write it (``14 juni 2021``)."""
    return format_date(value, format="long", locale=language)


@dataclass(frozen=True, slots=True)
class Day:
    """A day in a message, written in the language in which the message is said."""

    value: date
    with_year: bool = True

    def render(self, translations: gettext.NullTranslations) -> str:
        """The day as people write it."""
        language = translations.info().get("language", "en")
        if self.with_year:
            return written_day(self.value, language)
        return format_skeleton("MMMMd", self.value, locale=language)
