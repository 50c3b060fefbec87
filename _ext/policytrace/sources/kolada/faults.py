"""What stops a fetch, before anything has been written."""

from __future__ import annotations

from collections.abc import Iterable

from policytrace.messages import Message

MOST_SHOWN = 200
"""Characters of a foreign text that are shown."""


class FetchError(Exception):
    """What was asked for did not arrive, or cannot be used; `texts` say why, and what to do."""

    def __init__(self, texts: Iterable[Message]) -> None:
        """Keep the sentences; there is at least one."""
        self.texts = tuple(texts)
        super().__init__(self.texts[0].template)


class UnreachableError(FetchError):
    """Nobody answers. Its one sentence says that no file has been changed."""


def shown(text: str) -> str:
    """A text from elsewhere as it may be shown in a terminal: one short line of signs."""
    line = "".join(sign if sign.isprintable() else " " for sign in text[: MOST_SHOWN + 1])
    return line if len(line) <= MOST_SHOWN else f"{line[:MOST_SHOWN]}…"
