"""What the tests of commands share with those of what the commands use."""

from __future__ import annotations

from tests.author.conftest import project
from tests.sources.kolada.conftest import address, client, clock, kolada

__all__ = ["address", "client", "clock", "kolada", "project"]
