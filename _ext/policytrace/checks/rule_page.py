"""A rule's page in the catalogue, as its docstring holds it.

A docstring is made of paragraphs: the first says what is wrong, the ones that follow why it matters
and where the edges are. Then come blocks of Markdown, indented, below ``Example:`` (the mistake)
and ``Instead:`` (the same, mended; left out where the remedy says it all). The last paragraph
begins with ``Remedy:``.

Paragraphs are translated, one by one; the blocks are not, since they are in the project's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from inspect import cleandoc

_EXAMPLE, _INSTEAD, _REMEDY = "Example:", "Instead:", "Remedy:"


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePage:
    """What the catalogue says of a rule, in English and unwrapped: a paragraph is one line."""

    what: str
    """What is wrong."""
    why: tuple[str, ...]
    """Why it matters, and where the edges are; one entry a paragraph."""
    example: str
    """Markdown with the mistake; empty if the docstring has none."""
    instead: str
    """The same Markdown, mended; empty if the docstring has none."""
    remedy: str
    """What to do about it; empty if the docstring does not say."""

    def texts(self) -> Iterator[str]:
        """The paragraphs that are translated, in order."""
        yield from (text for text in (self.what, *self.why, self.remedy) if text)


def parse_page(docstring: str) -> RulePage:
    """The page that a rule's docstring holds. What it lacks is empty."""
    blocks = {_EXAMPLE: "", _INSTEAD: ""}
    paragraphs: list[str] = []
    remedy = ""
    parts = re.split(r"\n(?:[ \t]*\n)+(?=\S)", cleandoc(docstring))
    for part in parts:
        head, _, rest = part.partition("\n")
        if head in blocks:
            blocks[head] = cleandoc(f"\n{rest}")
        elif part.startswith(_REMEDY):
            text = _unwrapped(part.removeprefix(_REMEDY))
            remedy = text[:1].upper() + text[1:]
        else:
            paragraphs.append(_unwrapped(part))
    what, *why = paragraphs or [""]
    return RulePage(
        what=what,
        why=tuple(why),
        example=blocks[_EXAMPLE],
        instead=blocks[_INSTEAD],
        remedy=remedy,
    )


def _unwrapped(paragraph: str) -> str:
    return " ".join(paragraph.split())
