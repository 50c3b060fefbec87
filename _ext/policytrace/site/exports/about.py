"""What the open data is about: what it is called, who stands behind it and who made its values.

The same is said in all files that describe others.
"""

from __future__ import annotations

from policytrace.messages import Message, message
from policytrace.schema.roles import Role
from policytrace.site.open_files import strategies_that_hold
from policytrace.site.views.indicator_values import sources_of
from policytrace.snapshot import Snapshot


def title_of(snapshot: Snapshot) -> Message:
    """What the data is called: as the strategies, and that it is a draft if it is one."""
    titles = ", ".join(item.title for item in strategies_that_hold(snapshot))
    named = message("{titles} as open data", titles=titles) if titles else message("Open data")
    if snapshot.metamodel.publisher.official:
        return named
    return message("Draft: {title}", title=named)


def description_of(snapshot: Snapshot) -> Message:
    """What the data is, and whether a public body stands behind it."""
    what = message(
        "Strategy, plans, actions, indicators and decisions as objects, the links between them, "
        "and what has been measured. What has the status of a proposal has not been decided."
    )
    if snapshot.metamodel.publisher.official:
        return what
    return message(
        "{what} A draft: no public body has published it or stands behind it.", what=what
    )


def source_names(snapshot: Snapshot) -> tuple[str, ...]:
    """Those who have made the values, each once, in the order of the alphabet."""
    measured = snapshot.measurements
    return tuple(
        sorted(
            {
                source.short
                for indicator in snapshot.graph.of_role(Role.INDICATOR)
                for source in sources_of(measured.series(indicator.id).rows)
            }
        )
    )
