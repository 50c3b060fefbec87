"""The global goals, and the targets that each is made of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from policytrace.messages import Message, message

GOALS: Mapping[int, Message] = MappingProxyType(
    {
        1: message("No poverty"),
        2: message("Zero hunger"),
        3: message("Good health and well-being"),
        4: message("Quality education"),
        5: message("Gender equality"),
        6: message("Clean water and sanitation"),
        7: message("Affordable and clean energy"),
        8: message("Decent work and economic growth"),
        9: message("Industry, innovation and infrastructure"),
        10: message("Reduced inequalities"),
        11: message("Sustainable cities and communities"),
        12: message("Responsible consumption and production"),
        13: message("Climate action"),
        14: message("Life below water"),
        15: message("Life on land"),
        16: message("Peace, justice and strong institutions"),
        17: message("Partnerships for the goals"),
    }
)
"""What the United Nations call the goals."""

_TARGET = re.compile(r"(?P<goal>[0-9]{1,2})[.](?P<part>[0-9]{1,2}|[a-z])\Z", re.IGNORECASE)


def goal_of(target: str) -> Message | None:
    """The name of the goal that a target, as 5.2, is part of; None for what is no target."""
    place = goal_and_target(target)
    return GOALS[place[0]] if place else None


def goal_and_target(written: str) -> tuple[int, int, str] | None:
    """What a target is sorted by: the means of a goal, which have letters, come after the rest."""
    match = _TARGET.match(written)
    if match is None or int(match["goal"]) not in GOALS:
        return None
    part = match["part"].lower()
    return (int(match["goal"]), *((int(part), "") if part.isdigit() else (100, part)))
