"""The catalogue of views: overviews that an editor puts on a page with a directive.

A view is a pure computation over the situation and a template that draws its result. Registering
one here is all it takes: the Sphinx side makes a directive of each.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from policytrace.messages import Message
from policytrace.plan.model import Item
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.roles import Role
from policytrace.site.pages.registry import Charts
from policytrace.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What an editor has written on a view."""

    items: Mapping[str, Item] = field(default_factory=dict)
    """The objects that its options name."""
    words: Mapping[str, str] = field(default_factory=dict)
    """The words that are chosen by the other options."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """An overview that can stand on any page."""

    directive: str
    """What the editor writes, as ``åtgärdstabell``."""
    options: Mapping[str, frozenset[Role]] = field(default_factory=dict)
    """The options that name an object, and the roles that it may have."""
    choices: Mapping[str, Callable[[Metamodel], Collection[str]]] = field(default_factory=dict)
    """The options that are one word of several, and which these are in a project."""
    required: frozenset[str] = frozenset()
    """The options that cannot be left out."""
    template: str
    """File name in ``templates/``. Handed `view`, `anchor`, `level` and `link`; also `picture` or
    `charts` if it has any. `level` is that of headings right below the view's own."""
    compute: Callable[[Snapshot, Options], object]
    """From the situation and the options to what the template draws, as frozen data."""
    diagram: Callable[[object, gettext.NullTranslations], str] | None = None
    """From what `compute` gave to PlantUML source; None: the view has no picture."""
    charts: Charts | None = None


@runtime_checkable
class Pictured(Protocol):
    """What a view with a picture computes: it also says in words what the picture shows."""

    @property
    def title(self) -> Message:
        """What the picture is called."""

    @property
    def description(self) -> Message:
        """What the picture shows, for those who do not see it."""


class ViewError(ValueError):
    """A view cannot be registered."""


VIEWS: dict[str, View] = {}
"""All views by directive. Filled when `policytrace.site.views` is imported."""


def register(view: View) -> View:
    """Put `view` in `VIEWS`.

    Raises:
        ViewError: another view has the directive, or an option is required that does not exist.
    """
    if view.directive in VIEWS:
        raise ViewError(f"there is already a view {view.directive!r}")
    if unknown := view.required - view.options.keys() - view.choices.keys():
        raise ViewError(f"{view.directive}: required but no option: {sorted(unknown)}")
    VIEWS[view.directive] = view
    return view
