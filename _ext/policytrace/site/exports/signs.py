"""Signs that files for other programs cannot hold, or that would break their lines."""

from __future__ import annotations

import re

_NO_SIGNS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
"""What XML 1.0 does not allow, and what no reader sees."""

_LOST = "\ufffd"


def seen_signs(text: str) -> str:
    """`text` with the sign for a lost one in place of each that XML does not allow."""
    return _NO_SIGNS.sub(_LOST, text)


def on_one_line(text: str) -> str:
    """`text` with single spaces for all space, so that it can end no line."""
    return " ".join(seen_signs(text).split())
