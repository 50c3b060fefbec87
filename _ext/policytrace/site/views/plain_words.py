"""What the check says, for those who read and write nothing: no ids, no field syntax."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from policytrace.messages import Message, Sayable
from policytrace.plan.model import Item

_FIELD = re.compile(r":(\{(\w+)\}):")
"""A place for the name of a field, as an editor writes it."""


@dataclass(frozen=True, slots=True)
class Plainly:
    """A text of the check that names objects by their titles, and fields by their words alone."""

    text: Message
    titles: tuple[tuple[str, str], ...]
    """Of the objects that the text names, by id."""

    def render(self, translations: gettext.NullTranslations) -> str:
        """The text in the language of `translations`."""
        template = translations.gettext(self.text.template)
        fields = {name for _, name in _FIELD.findall(template)}
        quoted = translations.gettext("“{title}”")
        titles = {item: quoted.format(title=title) for item, title in self.titles}
        said: dict[str, str] = {}
        for name, value in self.text.values.items():
            words = value if isinstance(value, str) else value.render(translations)
            if name in fields:
                words = words.replace("_", " ")
            said[name] = ", ".join(titles.get(part, part) for part in words.split(", "))
        return _FIELD.sub(r"\1", template).format_map(said)


def plainly(text: Message, items: Mapping[str, Item]) -> Sayable:
    """`text` in plain words."""
    return Plainly(text, tuple(_titles(text, items)))


def _titles(text: Message, items: Mapping[str, Item]) -> Iterator[tuple[str, str]]:
    for value in text.values.values():
        if isinstance(value, str):
            for part in value.split(", "):
                if part in items:
                    yield part, items[part].title
