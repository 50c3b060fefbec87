"""An object's text without the marks of Markdown: all of it, or its opening sentence."""

from __future__ import annotations

import re

from policytrace.values.paragraphs import BULLET, Block, blocks, canonical

_ROLE = re.compile(r"\{[^{}`]+\}`(?P<text>[^`<]*?)\s*(?:<[^`>]*>)?`")
_LINK = re.compile(r"!?\[(?P<text>[^\[\]]*)\]\([^()]*\)")
_ADDRESS = re.compile(r"<(?P<text>[a-z]+:[^<>\s]+)>")
_MARKS = re.compile(r"\*\*|__|[*`]")
_NO_TEXT = re.compile(r"[-+*]\s|[#>|]|:::|```|\d+[.)]\s")
"""How a block begins that is no paragraph: a list, a heading, a quotation, a table, a directive."""

_POINT = re.compile(r"(?:[-+*]|\d{1,9}[.)])\s+")
_MARK = re.compile(r"(?:#{1,6}|>|:)\s+")
"""How a line begins that is an entry of a list; a heading, a quotation or an explanation."""

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


def plain_blocks(prose: str | None) -> tuple[Block, ...]:
    """The paragraphs and lists of `prose`, all of them."""
    lines = map(_entry, (prose or "").split("\n"))
    text = canonical(_plain("\n".join(lines)))
    return blocks(text) if text else ()


def _entry(line: str) -> str:
    """The line, one bullet in place of what begins an entry of a list, and without other marks."""
    line = line.strip()
    if point := _POINT.match(line):
        return f"{BULLET}{line[point.end() :]}"
    mark = _MARK.match(line)
    return line[mark.end() :] if mark else line


def _plain(text: str) -> str:
    for sign, marked in (("{", _ROLE), ("[", _LINK), ("<", _ADDRESS)):
        if sign in text:
            text = marked.sub(r"\g<text>", text)
    return _MARKS.sub("", text)
