"""The opening sentence of an object's text, without the marks of Markdown."""

from __future__ import annotations

import re

_ROLE = re.compile(r"\{[^{}`]+\}`(?P<text>[^`<]*?)\s*(?:<[^`>]*>)?`")
_LINK = re.compile(r"!?\[(?P<text>[^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"\*\*|__|[*`]")
_NO_TEXT = re.compile(r"[-+*]\s|[#>|]|:::|```|\d+[.)]\s")
"""How a block begins that is no paragraph: a list, a heading, a quotation, a table, a directive."""

_SENTENCE = re.compile(r".*?[.!?](?=\s+[^\W\d_a-zåäö]|$)", re.DOTALL)


def opening_sentence(prose: str | None) -> str:
    """The first sentence of the first paragraph of `prose`; empty if there is none."""
    for block in re.split(r"\n\s*\n", prose or ""):
        text = " ".join(block.split())
        if text and not _NO_TEXT.match(text):
            plain = _MARKS.sub("", _LINK.sub(r"\g<text>", _ROLE.sub(r"\g<text>", text)))
            found = _SENTENCE.match(plain)
            return found[0] if found else plain
    return ""
