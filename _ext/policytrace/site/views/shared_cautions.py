"""What several measures cannot tell: what they say alike once, and the rest with its measure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import takewhile

from policytrace.plan.model import Item

_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-zåäö])")


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedCaution:
    """What one or several measures cannot tell."""

    indicators: tuple[Item, ...]
    """Those that it is about."""
    alike: str
    """What all of them say first; empty if that is nothing."""
    own: tuple[tuple[Item, str], ...] = ()
    """What comes after it, by measure, where that is something."""


def shared_cautions(said: Mapping[str, str], indicators: Iterable[Item]) -> list[SharedCaution]:
    """The cautions of measures, which are `said` by id, in the order of their first measure.

    Those that begin with the same sentence belong together. Only what stands first is shared, so
    that no sentence is cut off from the one that it goes on from.
    """
    alike: dict[str, list[tuple[Item, list[str]]]] = {}
    for indicator in indicators:
        if said.get(indicator.id):
            sentences = _BETWEEN_SENTENCES.split(said[indicator.id])
            alike.setdefault(sentences[0], []).append((indicator, sentences))
    return [_shared(group) for group in alike.values()]


def _shared(group: list[tuple[Item, list[str]]]) -> SharedCaution:
    abreast = zip(*(sentences for _, sentences in group), strict=False)
    first = [said[0] for said in takewhile(lambda said: len(set(said)) == 1, abreast)]
    rest = ((indicator, " ".join(sentences[len(first) :])) for indicator, sentences in group)
    return SharedCaution(
        indicators=tuple(indicator for indicator, _ in group),
        alike=" ".join(first),
        own=tuple((indicator, text) for indicator, text in rest if text),
    )
