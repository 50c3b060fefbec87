"""PlantUML source for a tree of boxes that fits a phone.

A work breakdown structure (WBS) is the one diagram of PlantUML that stacks boxes in a single
column and needs no Graphviz. It would start the children of a box below the box's middle, though,
which at three levels is wider than a phone. So children hang from a *spine* instead: a node as thin
as a line that stands after the box as its sibling. Each level is then only 20 units further in.

Lines are broken here and not by PlantUML, for text as wide as in DejaVu Sans or Verdana. Every box
of a level is then equally wide, and its text stays inside it in any common font.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from policytrace.charts.text_metrics import broken, visible

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
"""Put after ``&``, ``<`` and ``]`` of a text. PlantUML resolves escapes twice, so a text that looks
like one, as ``<U+0041>``, would not be shown as written; and it leaves ``]]>`` in its SVG as it is,
which XML forbids. Invisible, and taken out of the finished SVG."""

_JOINED = frozenset("&<]")

WIDTH = 320
"""Of the root and of the boxes right below it, in units of the picture; others are narrower."""

_LINK_SCHEME = "policytrace:"
_INDENT = 20
_PADDING = 5
_GAP = 4
_SMALL = 13
_BOLD = 1.13
"""How much wider bold text is."""


class Look(StrEnum):
    """How a box is drawn; no two differ by colour alone."""

    PILL = "pill"
    PLAIN = "plain"
    HEAVY = "heavy"
    ROUNDED = "rounded"
    DASHED = "dashed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A box of the tree and what hangs below it. Texts are as people wrote them."""

    item_id: str
    """What the box links to."""
    title: str
    kind: str = ""
    """Stands above the title."""
    note: str = ""
    """Stands below the title."""
    look: Look
    below: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    edge: str
    thickness: float = 1.5
    corner: int = 0
    dash: int = 0
    background: str = "paper"
    bold: bool = False
    size: int = 14
    lines: int = 3
    """How many lines a title may take; what does not fit is left out at a word."""

    def source(self, name: str, width: int) -> str:
        return f"""\
  .{name} {{
    MinimumWidth {width}
    FontSize {self.size}
    FontStyle {"bold" if self.bold else "plain"}
    LineColor {PALETTE[self.edge]}
    LineThickness {self.thickness}
    LineStyle {self.dash}
    RoundCorner {self.corner}
    BackgroundColor {PALETTE[self.background]}
  }}"""


_STYLES: Mapping[Look, _Style] = MappingProxyType(
    {
        Look.PILL: _Style(edge="accent", thickness=2, corner=30, background="soft", bold=True),
        Look.PLAIN: _Style(edge="accent"),
        Look.HEAVY: _Style(edge="accent", thickness=3),
        Look.ROUNDED: _Style(edge="work", corner=16),
        Look.DASHED: _Style(edge="measure", dash=4, size=13, lines=2),
    }
)

_COMMON_STYLE = f"""\
wbsDiagram {{
  node {{
    FontName Verdana
    Padding {_PADDING}
    HyperlinkColor {PALETTE["accent"]}
    HyperlinkUnderlineThickness 0
  }}
  .spine {{
    FontSize 1
    Padding 0
    Margin {_GAP}
    MinimumWidth 0
    LineThickness 1.5
    LineColor {PALETTE["line"]}
    BackgroundColor {PALETTE["line"]}
  }}"""


def tree_source(root: Box) -> str:
    """The tree as PlantUML source; everything drawn in a box is shown as it is written."""
    boxes = list(_depth_first(root, 0))
    lines = ["@startwbs", "<style>", _COMMON_STYLE]
    for look, depth in dict.fromkeys((box.look, depth) for box, depth in boxes):
        lines.append(_STYLES[look].source(f"{look}{depth}", _width_at(depth)))
    lines += ["}", "</style>"]
    for box, depth in boxes:
        stars = "*" * (depth + 2 if depth else 1)
        lines.append(f"{stars} {_inside(box, depth)} <<{box.look}{depth}>>")
        if box.below:
            lines.append(f"{stars if depth else '**'} <<spine>>")
    lines.append("@endwbs")
    return "\n".join(lines) + "\n"


def literal(text: str) -> str:
    """Write `text` so that PlantUML shows it as it is and reads nothing into it.

    Letters, digits and single spaces are kept, every other character is written by its number.
    White space becomes a space; characters that cannot be seen are left out.
    """
    return "".join(_literal_character(character) for character in visible(text))


def address_of(item_id: str) -> str:
    """The address that a box of the source links to."""
    return _LINK_SCHEME + re.sub("[^A-Za-z0-9-]", lambda found: f"_{ord(found[0]):x}_", item_id)


def item_id_in(address: str) -> str | None:
    """The id in an address that `address_of` made; None for any other address."""
    if not address.startswith(_LINK_SCHEME):
        return None
    encoded = address.removeprefix(_LINK_SCHEME)
    return re.sub("_([0-9a-f]+)_", lambda found: chr(int(found[1], 16)), encoded)


def _depth_first(box: Box, depth: int) -> Iterator[tuple[Box, int]]:
    yield box, depth
    for below in box.below:
        yield from _depth_first(below, depth + 1)


def _width_at(depth: int) -> int:
    return WIDTH - _INDENT * max(depth - 1, 0)


def _inside(box: Box, depth: int) -> str:
    """All lines of a box, as one line of source."""
    style = _STYLES[box.look]
    room = (_width_at(depth) - 2 * _PADDING) / (_BOLD if style.bold else 1)
    titles = broken(box.title, room / style.size, style.lines)
    titles = titles or broken(box.item_id, room / style.size, style.lines)
    address = address_of(box.item_id)
    return "\\n".join(
        (
            *(_small(line) for line in broken(box.kind, room / _SMALL, 1)),
            *(f"[[{address} {literal(line)}]]" for line in titles),
            *(_small(line) for line in broken(box.note, room / _SMALL, 2)),
        )
    )


def _small(line: str) -> str:
    return f"<color:{PALETTE['quiet']}><size:{_SMALL}>{literal(line)}</size></color>"


def _literal_character(character: str) -> str:
    if character == " " or (character.isalnum() and ord(character) <= 0xFFFF):  # noqa: PLR2004
        return character
    joiner = f"<U+{ord(WORD_JOINER):04X}>" if character in _JOINED else ""
    return f"<U+{ord(character):04X}>{joiner}"
