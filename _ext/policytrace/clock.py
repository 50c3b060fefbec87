"""The day a plan is checked on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime


def today(environ: Mapping[str, str]) -> date:
    """The day given by ``SOURCE_DATE_EPOCH`` (seconds since 1970, UTC), else the clock's day.

    See https://reproducible-builds.org/specs/source-date-epoch/.
    """
    epoch = environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.fromtimestamp(int(epoch), tz=UTC).date()
    return datetime.now().astimezone().date()
