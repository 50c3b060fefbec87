"""What is new: decisions, follow-ups with their results and values, by the plan's own days."""

from __future__ import annotations

from dataclasses import dataclass

from policytrace.messages import message
from policytrace.schedule.news import NewsEntry, news_of
from policytrace.site.views.registry import NUMBER, STATE_PAGE, Options, View, lengths, register
from policytrace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What is new, the newest first."""

    entries: tuple[NewsEntry, ...]
    number: int
    """How many there are in all; more than there are entries if the editor asked for some."""
    is_short: bool
    """Whether the editor asked for some."""
    page: str = STATE_PAGE
    """Where all is told."""


def news(snapshot: Snapshot, options: Options) -> News:
    """What is new, as much of it as the editor asked for."""
    entries = news_of(snapshot)
    most = options.length
    return News(
        entries=entries[:most],
        number=len(entries),
        is_short=most is not None,
    )


register(
    View(
        key="news",
        purpose=message("What is new: decisions, follow-ups with their results, and values"),
        choices={NUMBER: lengths},
        template="news.html.jinja",
        compute=news,
    )
)
