"""What Python's reader of TOML says of a file, in words for those who have never seen TOML."""

from __future__ import annotations

import re
import tomllib

from policytrace.messages import Message, message

_LINE_OF_ITS_OWN = message(
    "A line must be a name, = and a value, or the name of a table within [ ]. Names with å, ä, ö "
    "or blanks in them stand within quotation marks."
)
_FAULTS: tuple[tuple[str, Message], ...] = (
    ("Invalid initial character for a key part", _LINE_OF_ITS_OWN),
    ("Expected '=' after a key", _LINE_OF_ITS_OWN),
    ("Invalid statement", _LINE_OF_ITS_OWN),
    (
        "Invalid value",
        message("The value cannot be read. A text stands within quotation marks."),
    ),
    (
        "Expected newline or end of document",
        message("Something stands behind the value. Each setting has a line of its own."),
    ),
    ("Expected ']", message("A ] is missing.")),
    (
        "Unclosed array",
        message("A list is not closed: there must be a comma between values, and ]."),
    ),
    (
        "Unclosed inline table",
        message("A table is not closed: there must be a comma between its parts, and }}."),
    ),
    (
        "Unterminated string",
        message("A text is not closed: a quotation mark is missing at its end."),
    ),
    (
        'Expected "',
        message("A text is not closed: quotation marks are missing at its end."),
    ),
    (
        "Illegal character",
        message("A text is not closed, or holds a sign that cannot stand there."),
    ),
    (
        "Unescaped '\\' in a string",
        message("A text holds \\. Write it twice, or put the text within single quotation marks."),
    ),
    ("Cannot overwrite a value", message("The name stands there twice.")),
    ("Duplicate inline table key", message("The name stands there twice.")),
    ("Cannot declare", message("The table stands there twice.")),
    ("Cannot mutate immutable namespace", message("The table stands there twice.")),
)
"""How the reader begins, and what that means."""

_PLACE = re.compile(r"(?<!\s)\s*+\(at (?:line (?P<line>[0-9]+), column [0-9]+|end of document)\)\Z")


def toml_fault(error: tomllib.TOMLDecodeError, text: str) -> tuple[Message, int]:
    """What is wrong in a file of this text, and on which line."""
    said = str(error)
    found = _PLACE.search(said)
    line = int(found["line"]) if found and found["line"] else max(len(text.splitlines()), 1)
    known = (meant for begins, meant in _FAULTS if said.startswith(begins))
    plain = _PLACE.sub("", said)
    return next(known, message("The reader says: {error}", error=plain)), line
