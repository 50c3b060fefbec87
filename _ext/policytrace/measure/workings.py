"""Takes out of the source of a value how it was worked out, so that nobody can do so backwards.

Sources are written freely: ``SCB: (3+156)/(4+211)``, ``Egen enkät, 3 av 4``, ``SCB (tre av fyra)``.
What is kept is who made the value, up to the first number. Numbers in addresses, names of files,
codes of tables, dates, and years at the end of a clause are no working.
"""

from __future__ import annotations

import re

LEFT_OUT = "…"
"""Stands for a source that was nothing but a working."""

_NO_WORKING = re.compile(
    r"(?:https?://|www\.)[^\s()]+"
    r"|(?<![\w.-])[a-zåäö][\w-]*(?:\.[\w-]+)*\.[a-z]{2,}/[^\s()]*"
    r"|(?<![\w@./-])[\w@-][\w@./-]*\.(?:xlsx?|xlsm|csv|pdf|html?|json|ods|px|txt)\b"
    r"|(?<![\w@])[A-ZÅÄÖ]{1,4}[0-9]{3,}[A-Z0-9]*\b"
    r"|(?<![\w.,/+*=-])(?:19|20)[0-9]{2}-[0-9]{2}(?:-[0-9]{2})?(?![\w-])"
    r"|(?<=[^\W\d] )(?:19|20)[0-9]{2}(?:[-–/](?:19|20)?[0-9]{2})?(?=\)*(?:[,;:.]|\Z))"
)
_NUMBER = re.compile(
    "[\\d\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2089\u2150-\u218b]"
    r"|\b(?:noll|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|hälften|samtliga"
    r"|zero|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half)\b",
    re.IGNORECASE,
)
_AROUND = " \t\u00a0,;:.=~≈<>+*/-–(["


def without_workings(source: str) -> str:
    """The source of a value, without any number that the value may have been worked out from."""
    plain = _NO_WORKING.sub(lambda found: "x" * len(found[0]), source)
    found = _NUMBER.search(plain)
    if not found:
        return source
    kept = plain[: found.start()]
    outer = _outer(kept)
    end = outer.rfind(": ")
    if end < 0 and outer.endswith(":"):
        end = len(outer) - 1
    return source[: len(outer) if end < 0 else end].rstrip(_AROUND) or LEFT_OUT


def _outer(text: str) -> str:
    """The text up to a parenthesis that does not end in it, and with what stands within masked."""
    opened: list[int] = []
    masked = list(text)
    for place, sign in enumerate(text):
        if sign in "([":
            opened.append(place)
        elif sign in ")]" and opened:
            begins = opened.pop()
            masked[begins : place + 1] = "x" * (place + 1 - begins)
    return "".join(masked)[: opened[0] if opened else None]
