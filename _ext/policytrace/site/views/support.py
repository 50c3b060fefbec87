"""Help numbers, for pages about what can hurt: whom to call, and when."""

from __future__ import annotations

from dataclasses import dataclass

from policytrace.messages import message
from policytrace.plan.queries import belonging_to
from policytrace.settings import HelpLine, Support
from policytrace.site.views.registry import Options, View, register
from policytrace.snapshot import Snapshot
from policytrace.values.contacts import phone_link

SUPPORT = "support"
"""The view's key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberToCall:
    """A help line, and where the link from its number leads."""

    line: HelpLine
    call: str

    @property
    def site(self) -> str:
        """The line's web address as people say it; empty if it has none."""
        return self.line.link.removeprefix("https://").removeprefix("www.").partition("/")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportBox:
    """What the template draws."""

    heading: str
    numbers: tuple[NumberToCall, ...]
    has_exit: bool


def support_box(support: Support) -> SupportBox:
    """The box with a project's help numbers."""
    return SupportBox(
        heading=support.heading,
        numbers=tuple(
            NumberToCall(line=line, call=phone_link(line.number)) for line in support.lines
        ),
        has_exit=bool(support.exit),
    )


def supported_objects(snapshot: Snapshot) -> frozenset[str]:
    """Ids of the objects whose pages show the help numbers."""
    support, items = snapshot.metamodel.support, snapshot.graph.items
    if support is None:
        return frozenset()
    concerned = (items[priority] for priority in support.priorities if priority in items)
    named = (one for one in support.objects if one in items)
    return belonging_to(snapshot.graph, concerned).union(named)


def _placed(snapshot: Snapshot, _options: Options) -> SupportBox | None:
    support = snapshot.metamodel.support
    return None if support is None else support_box(support)


register(
    View(
        key=SUPPORT,
        purpose=message("Help numbers, and a quick way out of the page"),
        template="support.html.jinja",
        compute=_placed,
    )
)
