"""Texts for people: written in English here, shown in the reader's language.

A `Message` keeps its English template and its values apart until it is shown, so one finding can be
printed in several languages and rules need no language at hand. Catalogues are the ``.po`` files in
``locale/``. What they are compiled to is kept, as Python keeps compiled modules, and known by what
is in them: it cannot fall out of step.
"""

from __future__ import annotations

import gettext
import io
import os
import struct
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Protocol

DEFAULT_LANGUAGE = "sv"
"""The language of a project that says nothing else."""

LANGUAGES = (DEFAULT_LANGUAGE, "en")
"""The languages that all texts are there in."""


CATALOGUES = Path(__file__).parent / "locale"
"""Where they are."""

KEPT = CATALOGUES / "__pycache__"
"""Where compiled ones are kept; a folder of this name is never a part of the program's sources."""


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
    source = CATALOGUES / language / "LC_MESSAGES" / f"{domain}.po"
    try:
        text = source.read_bytes()
    except FileNotFoundError:
        return gettext.NullTranslations()
    mark = blake2b(language.encode() + b"\0" + text, digest_size=10).hexdigest()
    kept = KEPT / f"{domain}.{mark}.mo"
    try:
        return gettext.GNUTranslations(io.BytesIO(kept.read_bytes()))
    except (OSError, ValueError, KeyError, struct.error):  # there is none, or it is damaged
        compiled = _compiled(text, language)
        with suppress(OSError):  # where nothing can be kept, it is compiled each time
            _keep(kept, compiled)
        return gettext.GNUTranslations(io.BytesIO(compiled))


def _compiled(text: bytes, language: str) -> bytes:
    # What reads catalogues takes longer to load than a compiled one takes to read.
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(text), locale=language))
    return compiled.getvalue()


def _keep(path: Path, content: bytes) -> None:
    """Put a file in its place whole: another process may be reading it."""
    path.parent.mkdir(exist_ok=True)
    new = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        new.write_bytes(content)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def as_it_is(text: str) -> Message:
    """Text of the project's own, which is not translated."""
    return message("{text}", text=text)
