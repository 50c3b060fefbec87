"""Texts for people: written in English here, shown in the reader's language.

A `Message` keeps its English template and its values apart until it is shown, so one finding can be
printed in several languages and rules need no language at hand. Catalogues are the ``.po`` files in
``locale/``; they are read as they are, so there is no compiled copy to fall out of step.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Protocol

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

DEFAULT_LANGUAGE = "sv"
"""The language of a project that says nothing else."""

LANGUAGES = (DEFAULT_LANGUAGE, "en")
"""The languages that all texts are there in."""


class Sayable(Protocol):
    """What is put into words when it is shown, as a number or another message."""

    def render(self, translations: gettext.NullTranslations, /) -> str:
        """The words in the language of `translations`."""


@dataclass(frozen=True, slots=True)
class Message:
    """An English template with named places, and the values to put there."""

    template: str
    values: Mapping[str, str | Sayable] = field(default_factory=dict)

    def render(self, translations: gettext.NullTranslations) -> str:
        """The text in the language of `translations`."""
        said = {
            name: value if isinstance(value, str) else value.render(translations)
            for name, value in self.values.items()
        }
        return translations.gettext(self.template).format_map(said)


def message(template: str, **values: str | Sayable) -> Message:
    """Mark `template` for translation and bind its `values`."""
    return Message(template, values)


@cache
def catalogue(language: str, domain: str = "policytrace") -> gettext.NullTranslations:
    """The translations of `domain` into `language`; English when there are none.

    Domain ``sphinx`` holds the words of Sphinx and the theme that their own catalogues lack.
    """
    source = files("policytrace") / "locale" / language / "LC_MESSAGES" / f"{domain}.po"
    if not source.is_file():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(source.read_bytes()), locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def as_it_is(text: str) -> Message:
    """Text of the project's own, which is not translated."""
    return message("{text}", text=text)
