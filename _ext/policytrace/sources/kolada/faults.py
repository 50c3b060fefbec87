"""What stops a fetch, before anything has been written."""

from __future__ import annotations

from urllib3.exceptions import HTTPError

from policytrace.messages import Message

MOST_SHOWN = 200
"""Characters of a foreign text that are shown."""


class FetchError(Exception):
    """What was asked for did not arrive, or cannot be used; `texts` say why, and what to do."""

    def __init__(self, *texts: Message) -> None:
        """Keep the sentences; there is at least one."""
        self.texts = texts
        super().__init__(texts[0].template)


class PassingError(FetchError):
    """What may be otherwise when the server is asked again."""

    def __init__(
        self, text: Message, *, error: HTTPError | None = None, pause: float | None = None
    ) -> None:
        """Keep the sentence, what urllib3 met, and the seconds that we are asked to wait."""
        super().__init__(text)
        self.error = error
        self.pause = pause


class UnreachableError(PassingError):
    """Nobody answers. Its one sentence says that no file has been changed."""


def shown(text: str) -> str:
    """A text from elsewhere as it may be shown in a terminal: one short line of signs."""
    line = "".join(sign if sign.isprintable() else " " for sign in text[: MOST_SHOWN + 1])
    return line if len(line) <= MOST_SHOWN else f"{line[:MOST_SHOWN]}…"
