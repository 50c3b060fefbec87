"""How text stands in files for other programs: without signs that they cannot hold."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, indent, tostring

_NO_SIGNS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)
"""What XML 1.0 does not allow, other control characters, and what turns the text after it round."""

_LOST = "\ufffd"


def seen_signs(text: str) -> str:
    """`text` with the sign for a lost one in place of each that none is to meet in a file."""
    return _NO_SIGNS.sub(_LOST, text)


def escaped_signs(json: str) -> str:
    """JSON in which such signs stand as their numbers: it says the same to whoever parses it."""
    return _NO_SIGNS.sub(lambda found: f"\\u{ord(found[0]):04x}", json)


def xml_file(root: Element) -> bytes:
    """An XML file, with a line for each element. All its text is escaped; see `seen_signs`."""
    indent(root)
    text: str = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()
