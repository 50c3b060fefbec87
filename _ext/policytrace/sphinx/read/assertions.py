"""Prose that says what is decided: true on the day it was written, and perhaps not on the next.

What objects own is not typed. The known phrasings are looked for in the text that pages are made
of; each pattern is tried on one paragraph, and takes time in proportion to its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_WHAT = r"(?:planen|planerna|handlingsplanen|handlingsplanerna|åtgärden|åtgärderna|målet|målen)"
_STATED = re.compile(
    r"(?<!som )(?<!vad )\b(?:"
    r"ing(?:en|et|a)(?: (?:nämnd|åtgärd|åtgärder|plan|planer|beslut|kommun|politisk församling))?"
    r" (?:(?:har|är|av \w+ (?:har|är)) (?:ännu |än )?"
    r"(?:beslut|fatta|besluta|anta)\w*)"
    r"|(?:allt annat|allt övrigt|resten|hela (?:hand\w+)?planen|alla (?:hand\w+)?planer"
    rf"(?: och åtgärder)?(?: här)?|alla åtgärder(?: här)?|{_WHAT})"
    r" är (?:ännu |bara |än |fortfarande |endast )?(?:ett )?förslag"
    r"|hittills (?:är|finns) det (?:bara |endast )?(?:ett enda|ett beslut|inga? beslut)"
    rf"|{_WHAT} är (?:ännu |än )?(?:inte )?(?:beslutad|beslutade|antagen|antagna)\b(?! senast)"
    rf"|(?<!att )(?<!när )(?<!om )(?<!medan ){_WHAT} är (?:nu |just nu |ute )*på remiss\b"
    r"|(?:har|är) (?:ännu|än) inte (?:beslutats?|beslutade|beslutad|antagits?|antagen|antagna)\b"
    r")",
    re.IGNORECASE,
)

_WORDS = ("beslut", "fatta", "anta", "förslag", "hittills", "remiss")
"""One of these is in whatever `_STATED` finds; most paragraphs have none."""


def stated(text: str) -> Iterator[tuple[int, str]]:
    """The words of a paragraph that say what is decided, and how many lines below its first."""
    folded = text.casefold()
    if not any(word in folded for word in _WORDS):
        return
    for found in _STATED.finditer(" ".join(text.split("\n"))):
        yield text.count("\n", 0, found.start()), found[0]
