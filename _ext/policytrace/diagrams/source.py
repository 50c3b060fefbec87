"""PlantUML source for a tree of boxes that fits a phone.

A work breakdown structure (WBS) is the one diagram of PlantUML that stacks boxes in a single column
and needs no Graphviz. It would start the children of a box below the box's middle, though, which at
three levels is wider than a phone. So children hang from a *spine* instead: a node as thin as a line,
beside the box and after it, which moves them 10 units in.

Lines are broken here and not by PlantUML, with widths that no common font exceeds. Every box of a
level is then equally wide, whatever fonts Java finds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

PALETTE: Mapping[str, str] = MappingProxyType(
    {
        "paper": "#FFFFFF",
        "soft": "#E5F0F2",
        "accent": "#0B5A6B",
        "quiet": "#53606A",
        "line": "#75848C",
        "work": "#8F5B00",
        "measure": "#6B4A8A",
    }
)
"""The colours of a picture, by the name that the style sheet recolours them by."""

WORD_JOINER = "\u2060"
"""Stands after ``&`` and ``<`` of a text: PlantUML resolves escapes twice, and a text that looks
like one, as ``<U+0041>``, would not be shown as written. Invisible; taken out of the finished SVG."""

LINK_SCHEME = "policytrace:"
"""Begins the address of every box; `item_id_in` reads it."""

WIDTH = 320
"""Of the root and of the boxes right below it, in units of the picture; deeper boxes are narrower."""

MOST_LINES = 3
"""Lines of a title; what does not fit is left out at a word."""

_INDENT = 20
_PADDING = 6
_GAP = 5
_TITLE_SIZE = 14
_LABEL_SIZE = 12
_BOLD = 1.12  # how much wider bold text is

_NARROW = frozenset(" !'(),-./:;I[\\]fijlrt|’·")
_BROAD = frozenset("#%&+<=>@MW^mw~…—½")


class Look(StrEnum):
    """How a box is drawn, so that levels differ by more than colour."""

    PILL = "pill"
    PLAIN = "plain"
    HEAVY = "heavy"
    ROUNDED = "rounded"
    DASHED = "dashed"


_LOOKS: Mapping[Look, Mapping[str, str]] = MappingProxyType(
    {
        Look.PILL: {
            "RoundCorner": "30",
            "LineThickness": "2",
            "LineColor": PALETTE["accent"],
            "BackgroundColor": PALETTE["soft"],
            "FontStyle": "bold",
        },
        Look.PLAIN: {"LineColor": PALETTE["accent"]},
        Look.HEAVY: {"LineColor": PALETTE["accent"], "LineThickness": "3"},
        Look.ROUNDED: {"LineColor": PALETTE["work"], "RoundCorner": "16"},
        Look.DASHED: {"LineColor": PALETTE["measure"], "LineStyle": "4"},
    }
)

_STYLE = f"""\
wbsDiagram {{
  node {{
    FontName Verdana
    FontSize {_TITLE_SIZE}
    Padding {_PADDING}
    RoundCorner 0
    LineThickness 1.5
    BackgroundColor {PALETTE["paper"]}
    HyperlinkColor {PALETTE["accent"]}
    HyperlinkUnderlineThickness 0
  }}
  .spine {{
    FontSize 1
    Padding 0
    Margin {_GAP}
    MinimumWidth 0
    LineColor {PALETTE["line"]}
    BackgroundColor {PALETTE["line"]}
  }}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A box of the tree and what hangs below it. Texts are as people wrote them."""

    item_id: str
    """What the box links to."""
    kind: str
    """Stands above the title."""
    title: str
    note: str = ""
    """Stands below the title."""
    look: Look
    below: tuple[Box, ...] = ()


def tree_source(root: Box) -> str:
    """The tree as PlantUML source; everything drawn in a box is shown as it is written."""
    boxes = list(_depth_first(root, 0))
    styles = dict.fromkeys((box.look, depth) for box, depth in boxes)
    lines = ["@startwbs", "<style>", _STYLE]
    lines += [_style_of(look, depth) for look, depth in styles]
    lines += ["}", "</style>"]
    for box, depth in boxes:
        stars = "*" * (depth + 2 if depth else 1)
        lines.append(f"{stars} {_text_of(box, depth)} <<{box.look}{depth}>>")
        if box.below:
            lines.append(f"{stars if depth else '**'} <<spine>>")
    lines.append("@endwbs")
    return "\n".join(lines) + "\n"


def literal(text: str) -> str:
    """Write `text` so that PlantUML shows it as it is and reads nothing into it.

    Letters, digits and single spaces are kept, every other character is written by its number.
    White space becomes a space; characters that cannot be seen are left out.
    """
    return "".join(_literal_character(character) for character in _visible(text))


def address_of(item_id: str) -> str:
    """The address that a box of the source links to."""
    return LINK_SCHEME + re.sub(r"[^A-Za-z0-9-]", _encoded, item_id)


def item_id_in(address: str) -> str | None:
    """The id in an address that `address_of` made; None for any other address."""
    if not address.startswith(LINK_SCHEME):
        return None
    return re.sub(
        r"_([0-9a-f]+)_",
        lambda found: chr(int(found[1], 16)),
        address.removeprefix(LINK_SCHEME),
    )


def broken(text: str, width: float, *, first: float = 0, bold: bool = False) -> tuple[str, ...]:
    """The visible part of `text` as at most `MOST_LINES` lines of a title, `width` units wide.

    The first line is `first` units shorter than the others, and is empty if no word fits in it.
    """
    size = _TITLE_SIZE * (_BOLD if bold else 1)
    lines: list[str] = []
    room = (width - first) / size
    for word in _words(_visible(text), width / size):
        longer = f"{lines[-1]} {word}" if lines and lines[-1] else word
        if _ems(longer) <= room:
            lines[-1:] = [longer]
        elif len(lines) < MOST_LINES:
            lines += [word] if lines or not first else ["", word]
            room = width / size
        else:
            lines[-1] = _cut(lines[-1], room)
            break
    return tuple(lines)

def _depth_first(box: Box, depth: int) -> Iterator[tuple[Box, int]]:
    yield box, depth
    for below in box.below:
        yield from _depth_first(below, depth + 1)


def _width_at(depth: int) -> int:
    return WIDTH - _INDENT * max(depth - 1, 0)


def _style_of(look: Look, depth: int) -> str:
    settings = {"MinimumWidth": str(_width_at(depth)), **_LOOKS[look]}
    inside = "".join(f"    {name} {value}\n" for name, value in settings.items())
    return f"  .{look}{depth} {{\n{inside}  }}"


def _text_of(box: Box, depth: int) -> str:
    """The lines of a box, as one line of source."""
    bold = box.look is Look.PILL
    kind = f"{_visible(box.kind)} "
    titles = broken(
        box.title if _visible(box.title) else box.item_id,
        _width_at(depth) - 2 * _PADDING,
        first=_ems(kind) * _LABEL_SIZE * (_BOLD if bold else 1),
        bold=bold,
    )
    address = address_of(box.item_id)
    lines = [f"[[{address} {literal(line)}]]" if line else "" for line in titles]
    lines[0] = f"{_small(kind)} {lines[0]}" if lines[0] else _small(kind)
    return "\\n".join([*lines, *([_small(box.note)] if box.note else [])])


def _small(text: str) -> str:
    return f"<color:{PALETTE['quiet']}><size:{_LABEL_SIZE}>{literal(text)}</size></color>"


def _visible(text: str) -> str:
    """`text` with single spaces, and without characters that are no sign or none of Unicode's."""
    return " ".join(
        "".join(
            " " if character.isspace() else character
            for character in text
            if character.isspace() or not unicodedata.category(character).startswith("C")
        ).split()
    )


def _literal_character(character: str) -> str:
    if character == " " or (character.isalnum() and ord(character) <= 0xFFFF):  # noqa: PLR2004
        return character
    joiner = f"<U+{ord(WORD_JOINER):04X}>" if character in "&<" else ""
    return f"<U+{ord(character):04X}>{joiner}"


def _encoded(found: re.Match[str]) -> str:
    return f"_{ord(found[0]):x}_"


def _words(text: str, ems: float) -> Iterator[str]:
    """The words of `text`, those that are too long for a line in pieces."""
    for word in text.split():
        piece = ""
        for character in word:
            if piece and _ems(f"{piece}{character}-") > ems:
                yield f"{piece}-" if piece[-1].isalpha() and character.isalpha() else piece
                piece = ""
            piece += character
        yield piece


def _cut(line: str, ems: float) -> str:
    """`line` with an ellipsis at its end, without the words that leave no room for it."""
    while " " in line and _ems(f"{line} …") > ems:
        line = line.rpartition(" ")[0]
    return f"{line.rstrip(' ,;:–-')} …"


def _ems(text: str) -> float:
    """The width of `text` in ems, no less than in Verdana or DejaVu Sans."""
    return sum(map(_em, text))


def _em(character: str) -> float:
    if character in _NARROW:
        return 0.42
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return 1.3
    if character in _BROAD or not character.isascii() and not character.isalpha():
        return 1.0
    return 0.8 if character.isupper() else 0.66
