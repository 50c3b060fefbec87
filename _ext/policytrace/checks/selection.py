"""Which rules a run is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

import policytrace.checks.rules as _rules  # noqa: F401 - importing it fills the registry
from policytrace.checks.registry import RULES
from policytrace.errors import ProjectError
from policytrace.messages import message


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Codes of rules to show, and not to show; the latter goes first."""

    select: frozenset[str] = frozenset(RULES)
    ignore: frozenset[str] = frozenset()

    def takes(self, code: str) -> bool:
        """Whether findings of the rule are shown."""
        return code in self.select and code not in self.ignore


def selection(select: Iterable[str], ignore: Iterable[str]) -> Selection:
    """The selection that lists of codes and families stand for, as ``"PT203, PT1"``.

    Raises:
        ProjectError: a name is neither a code nor a family.
    """
    chosen = _codes(select)
    return Selection(select=chosen or frozenset(RULES), ignore=_codes(ignore))


def _codes(lists: Iterable[str]) -> frozenset[str]:
    names = [name for text in lists for part in text.split(",") if (name := part.strip().upper())]
    return frozenset(code for name in names for code in _meant(name))


def _meant(name: str) -> frozenset[str]:
    found = frozenset(code for code, rule in RULES.items() if name in (code, rule.family))
    if found:
        return found
    raise no_such_rule(name)


def no_such_rule(name: str) -> ProjectError:
    """What to tell someone who asks for a rule that there is not."""
    near = get_close_matches(name, sorted(RULES), n=1, cutoff=0.78)
    if near:
        return ProjectError(
            message("There is no rule {code}. Did you mean {nearest}?", code=name, nearest=near[0])
        )
    return ProjectError(
        message("There is no rule {code}. All rules: ./policytrace rules", code=name)
    )
