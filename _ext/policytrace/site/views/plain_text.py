"""An object's text without the marks of Markdown: all of it, or its opening sentence."""

from __future__ import annotations

import re

_ROLE = re.compile(r"\{[^{}`]+\}`(?P<text>[^`<]*?)\s*(?:<[^`>]*>)?`")
_LINK = re.compile(r"!?\[(?P<text>[^\]]*)\]\([^)]*\)")
_ADDRESS = re.compile(r"<(?P<text>[a-z]+:[^<>\s]+)>")
_MARKS = re.compile(r"\*\*|__|[*`]")
_NO_TEXT = re.compile(r"[-+*]\s|[#>|]|:::|```|\d+[.)]\s")
"""How a block begins that is no paragraph: a list, a heading, a quotation, a table, a directive."""

_POINT = re.compile(r"(?:[-+*:>]|#+|\d+[.)])\s+")
"""How a point of a list begins, or another line that is a paragraph of its own."""

_SENTENCE = re.compile(r".*?[.!?](?=\s+[^\W\d_a-zåäö]|$)", re.DOTALL)


def opening_sentence(prose: str | None) -> str:
    """The first sentence of the first paragraph of `prose`; empty if there is none."""
    for block in re.split(r"\n\s*\n", prose or ""):
        text = " ".join(block.split())
        if text and not _NO_TEXT.match(text):
            plain = _plain(text)
            found = _SENTENCE.match(plain)
            return found[0] if found else plain
    return ""


def plain_paragraphs(prose: str | None) -> tuple[str, ...]:
    """The paragraphs of `prose`; each point of a list, and each line of a quotation, is one."""
    found: list[str] = []
    for block in re.split(r"\n\s*\n", prose or ""):
        parts: list[str] = []
        for line in filter(None, map(str.strip, block.split("\n"))):
            if marked := _POINT.match(line):
                parts.append(line[marked.end() :])
            elif parts:
                parts[-1] = f"{parts[-1]} {line}"
            else:
                parts.append(line)
        found += filter(None, map(_plain, parts))
    return tuple(found)


def _plain(text: str) -> str:
    for marked in (_ROLE, _LINK, _ADDRESS):
        text = marked.sub(r"\g<text>", text)
    return _MARKS.sub("", text)
