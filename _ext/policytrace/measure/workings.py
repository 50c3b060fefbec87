"""Takes out of the source of a value how it was worked out, so that nobody can do so backwards.

Sources are written freely: ``SCB: (3+156)/(4+211)``, ``Egen enkät, 3 av 4``, ``SCB (tre av fyra)``.
What is kept is who made the value, up to the first number. Numbers in addresses, names of files,
codes and numbers of tables, dates, years, ages and school years are no working.
"""

from __future__ import annotations

import re
from decimal import Decimal

LEFT_OUT = "…"
"""Stands for a source that was nothing but a working."""

_NO_WORKING = re.compile(
    r"(?:https?://|www\.)[^\s()]+"
    r"|(?<![\w.-])(?-i:[a-zåäö])[\w-]*(?:\.[\w-]+)*\.(?-i:[a-z]{2,})/[^\s()]*"
    r"|(?<![\w@./-])[\w@-][\w@./-]*\.(?:xlsx?|xlsm|csv|pdf|html?|json|ods|px|txt)\b"
    r"|(?<![\w@])(?-i:[A-ZÅÄÖ]{1,4}[0-9]{3,}[A-Z0-9]*)\b"
    r"|(?<![\w.,/+*=-])(?:19|20)[0-9]{2}-[0-9]{2}(?:-[0-9]{2})?(?![\w-])"
    r"|(?<=[^\W\d] )(?:19|20)[0-9]{2}(?:[-–/](?:19|20)?[0-9]{2})?"
    r"(?=\)*(?:[,;:.]|\Z)| \((?![-+*/\d])| (?:för|i|om|bland|över|på|enligt|via|in|for|on)\b)"
    r"|\b(?:för|år|åren|sedan|under|våren|hösten|läsåret|since|during|year)[ \u00a0]"
    r"(?:19|20)[0-9]{2}(?:[-–/](?:19|20)?[0-9]{2})?(?![\w/+*=])"
    r"|\b(?:tabell|tab\.|table|diagram|figur|bilaga|sida|sid\.|s\.|kapitel|kap\.|version|fråga|flik|"
    r"blad|rapport|appendix|page|figure|question|sheet)[ \u00a0]?[0-9]{1,4}(?:[.:][0-9]+)*[a-z]?\b"
    r"(?![ \u00a0]*[/+*=]|[ \u00a0]+(?:av|of)\b)"
    r"|§§?[ \u00a0]?[0-9]+\b"
    r"|\b(?:årskurs|åk|klass|grade)[ \u00a0]?[0-9]{1,2}\b"
    r"|\b[0-9]{1,2}[-–][0-9]{1,3}[ \u00a0](?:år|years)\b(?![ \u00a0]*(?:19|20)[0-9]{2})"
    r"|\b[0-9]{1,3}[ \u00a0]år och (?:äldre|yngre|uppåt)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    "[\\d\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2089\u2150-\u218b]"
    r"|\b(?:noll|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|"
    r"sjutton|arton|nitton|(?:tjugo|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio)\w*|hälften|"
    r"samtliga|zero|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half)\b"
    r"|\b(?:(?:bara|endast|only) (?:en|ett|one)|(?:en|ett|ingen|one|none) (?:av|of) [0-9])\b",
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


_DIGITS = r"[0-9]+(?:[ \u00a0\u202f][0-9]{3})*(?:[.,][0-9]+)?"
_SHARE = re.compile(
    rf"(?P<part>{_DIGITS})(?: ?/ ?| (?:[^\W\d]+ )?(?:av|of) )"
    rf"(?P<whole>{_DIGITS})(?: [^\W\d]+)?[ ).]*"
)


def share_in(source: str) -> tuple[Decimal, Decimal] | None:
    """The two numbers of a working that is only one number of another, as ``3/45``; else None."""
    kept = without_workings(source)
    working = source if kept == LEFT_OUT else source[len(kept) :]
    found = _SHARE.fullmatch(working.lstrip(_AROUND))
    return None if found is None else (_decimal(found["part"]), _decimal(found["whole"]))


def _decimal(text: str) -> Decimal:
    return Decimal(re.sub(r"\s", "", text).replace(",", "."))


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
