"""What is said of an option that no object has."""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches

from policytrace.messages import Message, message

UNKNOWN_OPTION = message("There is no option :{option}:.", option="…")
"""What is said of an option that no object has."""


def in_one_sign(written: str, remedy: Message) -> Message:
    """The remedy for what is `written`: another one when its å is an a and a ring.

    Some programs take å, ä and ö apart when they save a text or a file's name (the form NFD). It
    looks the same, but is another word.
    """
    if unicodedata.is_normalized("NFC", written):
        return remedy
    return message(
        "å, ä and ö are written as two signs each here. Type the word anew, or save the text in "
        "the form NFC."
    )


def unknown_option(option: str, options: list[str]) -> tuple[Message, Message]:
    """What is wrong with an option that is none of `options`, and the remedy."""
    near = get_close_matches(option, options, n=1)
    return (
        Message(UNKNOWN_OPTION.template, {"option": option}),
        in_one_sign(
            option,
            message("Did you mean :{nearest}:?", nearest=near[0])
            if near
            else message("Choose one of: {options}.", options=", ".join(options)),
        ),
    )
