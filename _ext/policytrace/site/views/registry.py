"""The catalogue of views: overviews that an editor puts on a page with a directive.

A view is a pure computation over the plan snapshot and a template that draws its result.
Registering one here is all it takes: the Sphinx side makes a directive of each.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from policytrace.errors import ProjectError
from policytrace.messages import Message, message
from policytrace.plan.model import Item
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.roles import Role, key_name
from policytrace.site.pages.registry import Charts
from policytrace.snapshot import Snapshot

PLAN = "plan"
PRIORITY = "priority"
OWNER = "owner"
TARGET_GROUP = "target_group"
STATUS = "status"
ACTION_STATUS = "action_status"
STATE_PAGE = "strategy/laget"
"""The page with the whole picture, where a project has it."""

NUMBER = "number"
BACKGROUND = "background"
"""The options of views, by keys that are the same in every project."""

Choice = StrEnum | int
"""What a word that is chosen by an option stands for."""

_LENGTHS = (3, 5, 6, 10, 15, 20, 30, 50)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What an editor has written on a view."""

    items: Mapping[str, Item] = field(default_factory=dict)
    """The objects that its options name."""
    chosen: Mapping[str, Choice] = field(default_factory=dict)
    """What is chosen by the other options."""

    @property
    def length(self) -> int | None:
        """How many rows are asked for; None: all of them."""
        number = self.chosen.get(NUMBER)
        return number if isinstance(number, int) else None


def lengths(_metamodel: Metamodel) -> Mapping[str, int]:
    """How many rows an editor can ask for."""
    return {str(number): number for number in _LENGTHS}


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """An overview that can stand on any page."""

    key: str
    """What it is known by; the editor writes the project's word for it."""
    purpose: Message
    """What it shows, in a few words."""
    options: Mapping[str, frozenset[Role]] = field(default_factory=dict)
    """The options that name an object, and the roles that it may have."""
    choices: Mapping[str, Callable[[Metamodel], Mapping[str, Choice]]] = field(default_factory=dict)
    """The options that are one word of several, and what these stand for in a project."""
    required: frozenset[str] = frozenset()
    """The options that cannot be left out."""
    template: str
    """File name in ``templates/``. Handed `view`, `anchor`, `level` and `link`; also `charts` if it
    has any. `level` is that of headings right below the view's own."""
    compute: Callable[[Snapshot, Options], object]
    """From the plan snapshot and the options to what the template draws, as frozen data."""
    charts: Charts | None = None


class ViewError(ValueError):
    """A view cannot be registered."""


VIEWS: dict[str, View] = {}
"""All views by key. Filled when `policytrace.site.views` is imported."""


def register(view: View) -> View:
    """Put `view` in `VIEWS`.

    Raises:
        ViewError: another view has the key, or an option is required that does not exist.
    """
    if view.key in VIEWS:
        raise ViewError(f"there is already a view {view.key!r}")
    if unknown := view.required - view.options.keys() - view.choices.keys():
        raise ViewError(f"{view.key}: required but no option: {sorted(unknown)}")
    VIEWS[view.key] = view
    return view


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewWords:
    """A project's words for the views and their options, by key."""

    directives: Mapping[str, str]
    options: Mapping[str, str]


def view_words(metamodel: Metamodel) -> ViewWords:
    """What a project calls the views and their options.

    Raises:
        ProjectError: it has no word for one of them, a word for what there is not, or the word of a
            type for a view.
    """
    options = {option for view in VIEWS.values() for option in (*view.options, *view.choices)}
    directives = _complete(metamodel, "view", VIEWS.keys())
    for key, word in directives.items():
        if word in metamodel.types:
            raise ProjectError(
                message(
                    "“{word}” stands for both {first} and {second}.",
                    word=word,
                    first=key_name(metamodel.types[word]),
                    second=f"view.{key}",
                ),
                metamodel.place(("policytrace", "words", "view"), key),
            )
    return ViewWords(
        directives=directives,
        options=_complete(metamodel, "view_option", options),
    )


def _complete(metamodel: Metamodel, table: str, keys: Collection[str]) -> Mapping[str, str]:
    where, words = ("policytrace", "words", table), metamodel.overviews.get(table, {})
    for key in sorted(words.keys() - keys):
        raise ProjectError(
            message(
                "“{key}” is not a name that [{table}] knows. Choose one of: {names}.",
                key=key,
                table=".".join(where),
                names=", ".join(sorted(keys)),
            ),
            metamodel.place(where, key),
        )
    for key in sorted(keys - words.keys()):
        raise ProjectError(
            message(
                '[{table}] has no word for {key}. Write {key} = "…" there.',
                table=".".join(where),
                key=key,
            ),
            metamodel.place(where[:-1], table),
        )
    return words
