"""The names that objects go by in a workbook, no two of which are the same."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property

from policytrace.plan.graph import Graph
from policytrace.plan.model import Item


class Labels:
    """Names instead of ids: the title, and with it the id where others are called the same."""

    def __init__(self, graph: Graph, earlier: Mapping[str, str] | None = None) -> None:
        """The names of all objects of `graph`; and `earlier` ones, with the ids that went by them.

        What was called so earlier is meant by a name, also where another is called so now.
        """
        times = Counter(_folded(item.title) for item in graph)
        self._labels = {
            item.id: item.title if times[_folded(item.title)] == 1 else f"{item.title} ({item.id})"
            for item in graph
        }

        self._earlier = earlier or {}

    @property
    def all(self) -> Mapping[str, str]:
        """The names, by the ids of the objects."""
        return self._labels

    def of(self, item_id: str) -> str:
        """What an object is called; its id if there is no such object."""
        return self._labels.get(item_id, item_id)

    def listed(self, items: Iterable[Item]) -> tuple[str, ...]:
        """The names of objects in the order of the alphabet."""
        return tuple(sorted((self.of(item.id) for item in items), key=str.casefold))

    def id_of(self, name: str) -> str | None:
        """The id of the object that is called so, or that has it as its id; None if none is."""
        return self._ids.get(_folded(name))

    @cached_property
    def _ids(self) -> dict[str, str]:
        return {
            **{_folded(label): item_id for item_id, label in self._labels.items()},
            **{_folded(label): item_id for label, item_id in self._earlier.items()},
            **{_folded(item_id): item_id for item_id in self._labels},
        }


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
