"""What a rule reports."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from policytrace.messages import Message
from policytrace.model import Location


class Severity(IntEnum):
    """How much a finding weighs; only an error stops a build."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def key(self) -> str:
        """Its name in the JSON report."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong, where, and how to mend it."""

    code: str
    """The rule, as ``PT203``."""
    severity: Severity
    item: str
    """The id of the object it concerns; empty when it concerns none."""
    location: Location
    message: Message
    hint: Message
    waived_by: str = ""
    """The id of the waiver that made it a note; empty if there is none."""

    @property
    def sort_key(self) -> tuple[str, int, str, str, str]:
        """By file, line and code; then by object and wording, so that order never varies."""
        place = self.location
        return (place.file, place.line, self.code, self.item, repr(self.message.values))
