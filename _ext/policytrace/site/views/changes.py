"""What has changed in the plan, by month."""

from __future__ import annotations

from policytrace.messages import message
from policytrace.site.views.registry import Options, View, register
from policytrace.site.views.told_history import ToldHistory, told_history
from policytrace.snapshot import Snapshot


def changes(snapshot: Snapshot, _options: Options) -> ToldHistory:
    """All that has changed since the history began."""
    return told_history(snapshot)


register(
    View(
        key="changes",
        purpose=message("What has changed in the plan, by month, and by which decision"),
        template="changes.html.jinja",
        compute=changes,
    )
)
