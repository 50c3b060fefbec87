"""A project's own words for the keys that the code compares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from policytrace.schema.vocabulary import VOCABULARIES

Key = TypeVar("Key", bound=StrEnum)

_TABLES: Mapping[type[StrEnum], str] = MappingProxyType(
    {vocabulary: name for name, vocabulary in VOCABULARIES.items()}
)


@dataclass(frozen=True, kw_only=True)
class Words:
    """The words of a project, in both directions. A key that lacks a word is its own.

    As read from a project, only `OPTIONAL_COLUMNS` can lack one.
    """

    tables: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By the table's name: the word of each key."""

    def of(self, key: StrEnum) -> str:
        """The project's word for a key."""
        return self.tables.get(_TABLES[type(key)], {}).get(key.value, key.value)

    def all_of(self, vocabulary: type[StrEnum]) -> tuple[str, ...]:
        """The words of a vocabulary, in the order of its keys."""
        return tuple(map(self.of, vocabulary))

    def by_word(self, vocabulary: type[Key]) -> Mapping[str, Key]:
        """The keys of a vocabulary by their words."""
        return {self.of(key): key for key in vocabulary}

    def key(self, vocabulary: type[Key], word: str) -> Key:
        """The key that a word stands for.

        Raises:
            ValueError: the word stands for none.
        """
        try:
            return self._keys[vocabulary][word]  # type: ignore[return-value]  # by its vocabulary
        except KeyError:
            raise ValueError(f"no word of {_TABLES[vocabulary]}: {word!r}") from None

    @cached_property
    def _keys(self) -> Mapping[type[StrEnum], Mapping[str, StrEnum]]:
        return {
            vocabulary: {self.of(key): key for key in vocabulary}
            for vocabulary in VOCABULARIES.values()
        }


KEYS = Words()
"""Each key is its own word."""
