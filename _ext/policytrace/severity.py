"""How much a finding weighs."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType

from policytrace.messages import Message, message


class Severity(IntEnum):
    """How much a finding weighs; only an error stops a build."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def key(self) -> str:
        """Its name in the JSON report."""
        return self.name.lower()


SEVERITY_TITLES: Mapping[Severity, Message] = MappingProxyType(
    {
        Severity.ERROR: message("error"),
        Severity.WARNING: message("warning"),
        Severity.INFO: message("information"),
    }
)
"""What a severity is called for people."""
