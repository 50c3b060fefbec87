"""Which documents can be searched. What reads them is slow to load, and is not needed for that."""

from __future__ import annotations

from policytrace.messages import Message

PACKAGES = frozenset({".docx", ".epub", ".odp", ".ods", ".odt", ".pptx", ".xlsx", ".zip"})
DOCUMENTS = PACKAGES | {".pdf"}
"""Files whose text can be searched, but is not seen by who reads them as text."""

LARGEST = 30_000_000  # bytes


class UnsearchableError(ValueError):
    """A document that cannot be searched; `text` says why, in a few words."""

    def __init__(self, text: Message) -> None:
        """`text` is to stand after a colon."""
        super().__init__(text.template)
        self.text = text
