"""Errors that are told to the person who runs the program."""

from __future__ import annotations

from policytrace.locations import Location
from policytrace.messages import Message


class ProjectError(Exception):
    """The project cannot be read; `text` says why and how to mend it."""

    def __init__(self, text: Message, location: Location | None = None) -> None:
        """Keep the message, and the place it is about where there is one."""
        super().__init__(text.template)
        self.text = text
        self.location = location

    def __reduce__(self) -> tuple[type[ProjectError], tuple[Message, Location | None]]:
        """How it is told to another process: with all that it says."""
        return type(self), (self.text, self.location)
