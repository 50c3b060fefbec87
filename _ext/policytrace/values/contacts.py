"""Ways to reach somebody: e-mail addresses and phone numbers, and whose they look to be."""

from __future__ import annotations

import re

FUNCTION_ADDRESSES = re.compile(
    r"(?:info|kontakt(?:center)?|kommun(?:en)?|registrator|diariet?|kansli(?:et)?|kundtjanst|"
    r"medborgarservice|webb(?:master|redaktionen)?|press|support|dataskydd(?:sombud)?|dso|gdpr|"
    r"namnd(?:en)?|noreply|no-reply|post|reception(?:en)?|vaxel(?:n)?|tillganglighet|synpunkter|"
    r"[a-z]*(?:namnden|forvaltningen|styrelsen|fullmaktige|kontoret|enheten|forbundet|skolan|"
    r"biblioteket))\Z"
)
"""The part before the at sign in an address that belongs to a function, not to a person."""

EMAIL = re.compile(r"(?<![\w.+-])([\w.+-]+)@([\w-]+(?:\.[\w-]+)+)")
"""An e-mail address in a text; its parts before and after the at sign."""

MOBILE = re.compile(
    r"(?<![\d/.-])(?:\+46[ \u00a0]?\(?0?\)?|0)7[02369](?:[ \u00a0\u2010-\u2013-]?\d){7}(?!\d)"
)
"""A Swedish mobile number in a text."""

_PHONE = re.compile(r"(?<![\w+])\+?\d(?:[ \u00a0/\u2010-\u2013-]{0,3}\d){2,14}(?!\w)")
_TWO_NAMES = re.compile(r"[^\W\d_]+[._][^\W\d_]+(?:[._][^\W\d_]+)*")


def is_function_address(local: str) -> bool:
    """Whether an address with `local` before its at sign is known to be a function's."""
    return FUNCTION_ADDRESSES.match(local.lower()) is not None


def names_a_person(text: str) -> bool:
    """Whether `text` holds an e-mail address of two names or more, or a mobile number.

    Said of fewer addresses than `is_function_address` denies: ``jamlikhet@`` is nobody's name.
    """
    return MOBILE.search(text) is not None or any(
        _TWO_NAMES.fullmatch(found[1])
        and not any(is_function_address(part) for part in re.split(r"[._]", found[1]))
        for found in EMAIL.finditer(text)
    )


def contact_link(text: str) -> str:
    """Where a link from `text` leads: to its e-mail address or else its number; empty: to none."""
    if found := EMAIL.search(text):
        return f"mailto:{found[0]}"
    return phone_link(text)


def phone_link(text: str) -> str:
    """A ``tel:`` address (RFC 3966) of the first number of three digits or more; empty: none."""
    found = _PHONE.search(text)
    if found is None:
        return ""
    plus = "+" if found[0].startswith("+") else ""
    return f"tel:{plus}{re.sub(r'[^0-9]', '', found[0])}"
