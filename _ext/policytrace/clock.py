"""The day a plan is checked on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from policytrace.errors import ProjectError
from policytrace.messages import message


def today(environ: Mapping[str, str]) -> date:
    """The day given by ``SOURCE_DATE_EPOCH`` (seconds since 1970, UTC), else the clock's day.

    See https://reproducible-builds.org/specs/source-date-epoch/.

    Raises:
        ProjectError: the variable is set, but gives no day.
    """
    epoch = environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not epoch:
        return datetime.now().astimezone().date()
    try:
        return datetime.fromtimestamp(int(epoch), tz=UTC).date()
    except (ValueError, OverflowError, OSError):
        raise ProjectError(
            message(
                "SOURCE_DATE_EPOCH is “{value}”, which is no number of seconds since 1970.",
                value=epoch[:100],
            )
        ) from None
