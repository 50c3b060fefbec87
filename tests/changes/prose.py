"""Texts to compare: what is written, and other ways of writing the same."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import strategies as st


@dataclass(frozen=True, kw_only=True)
class Layout:
    """How a text is written: nothing of it changes what the text says."""

    line: int = 99
    """So many words stand on a line."""
    first: int = 1
    """The number of the first entry of a list."""
    step: int = 1
    """What the next entry has more; 0: all have the same number."""
    point: str = "-"
    """What marks an entry that has no number."""
    sign: str = "."
    """What stands after a number."""
    term: str = ":"
    """What marks an explanation."""


layouts = st.builds(
    Layout,
    line=st.integers(1, 6),
    first=st.sampled_from([1, 2, 7, 99]),
    step=st.sampled_from([0, 1, 2]),
    point=st.sampled_from("-*+"),
    sign=st.sampled_from(".)"),
    term=st.sampled_from(":~"),
)


@dataclass(frozen=True, kw_only=True)
class Part:
    """A paragraph, a list of two entries or more, or one of these within something else."""

    entries: tuple[tuple[str, ...], ...]
    """The words of each entry; of a paragraph, the one that it is."""
    numbered: bool = False
    within: tuple[str, ...] = ()
    """What it stands in, from the outermost: ``quote``, ``note``, ``term``, ``entry``."""

    def written(self, layout: Layout) -> str:
        lines = self._lines(layout)
        for place in reversed(self.within):
            lines = _within(place, lines, layout)
        return "\n".join(lines)

    def _lines(self, layout: Layout) -> list[str]:
        if len(self.entries) == 1:
            return _broken(self.entries[0], layout)
        found: list[str] = []
        number = layout.first
        for entry in self.entries:
            mark = f"{number}{layout.sign} " if self.numbered else f"{layout.point} "
            number += layout.step
            found += _hung(mark, _broken(entry, layout))
        return found


def written(parts: tuple[Part, ...], layout: Layout) -> str:
    """The text that some parts make."""
    return "\n\n".join(part.written(layout) for part in parts)


def _broken(words: tuple[str, ...], layout: Layout) -> list[str]:
    starts = range(0, len(words), layout.line)
    return [" ".join(words[start : start + layout.line]) for start in starts]


def _hung(mark: str, lines: list[str]) -> list[str]:
    rest = (f"{' ' * len(mark)}{line}".rstrip() for line in lines[1:])
    return [f"{mark}{lines[0]}", *rest]


def _within(place: str, lines: list[str], layout: Layout) -> list[str]:
    match place:
        case "quote":
            return [f"> {line}".rstrip() for line in lines]
        case "note":
            return ["```{note}", ":class: vik", "", *lines, "```"]
        case "term":
            return ["Varför", *_hung(f"{layout.term} ", lines)]
        case _:
            return _hung(f"{layout.point} ", ["så", "", *lines])


WORDS = ("planen", "gäller", "2027", "alla", "skolor", "*stöd*", "och", "nämnder", "5-6", "a:b")

_entries = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(tuple)
parts = st.builds(
    Part,
    entries=st.lists(_entries, min_size=1, max_size=3).map(tuple),
    numbered=st.booleans(),
    within=st.sampled_from(
        [
            *((), ("quote",), ("note",), ("term",), ("entry",), ("term", "entry")),
            *(("entry", "note"), ("quote", "entry"), ("term", "note"), ("quote", "note")),
        ]
    ),
)
_explained = st.lists(
    st.builds(Part, entries=parts.map(lambda part: part.entries), within=st.just(("term",))),
    min_size=2,
    max_size=3,
)
texts = (st.lists(parts, min_size=1, max_size=4) | _explained).map(tuple)


@st.composite
def reworded(draw: st.DrawFn, text: tuple[Part, ...]) -> tuple[Part, ...]:
    """A text with a word more, less or another, or with a part that stands in another form."""
    at = draw(st.integers(0, len(text) - 1))
    part = text[at]
    one = draw(st.integers(0, len(part.entries) - 1))
    words = list(part.entries[one])
    place = draw(st.integers(0, len(words) - 1))
    match draw(st.sampled_from(["more", "less", "other", "last", "form"])):
        case "more":
            words.insert(place, "aldrig")
        case "less" if len(words) > 1:
            del words[place]
        case "other":
            words[place] = "2028"
        case "form" if len(part.entries) > 1:
            joined = tuple(word for entry in part.entries for word in entry)
            return (*text[:at], replace(part, entries=(joined,)), *text[at + 1 :])
        case _:
            words.append("2031.")
    entries = (*part.entries[:one], tuple(words), *part.entries[one + 1 :])
    return (*text[:at], replace(part, entries=entries), *text[at + 1 :])
