"""How text stands in files for other programs: without signs that they cannot hold."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, indent, tostring

_NO_SIGNS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
"""What XML 1.0 does not allow, and what no reader sees."""

_LOST = "\ufffd"


def seen_signs(text: str) -> str:
    """`text` with the sign for a lost one in place of each that XML does not allow."""
    return _NO_SIGNS.sub(_LOST, text)


def xml_file(root: Element) -> bytes:
    """An XML file, with a line for each element. All its text is escaped; see `seen_signs`."""
    indent(root)
    text: str = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()
