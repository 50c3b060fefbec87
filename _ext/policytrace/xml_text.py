"""The texts in an XML file as a reader meets them: what stands in one paragraph or cell is one.

Office programs and drawing programs split what is written into pieces as they please. Which
elements hold a paragraph is known for WordprocessingML, DrawingML and SpreadsheetML (ECMA-376-1),
OpenDocument (ISO/IEC 26300), XHTML and SVG. In any other element a text stands by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from xml.parsers import expat

_INLINE = frozenset(
    {
        *("t", "r", "span", "a", "b", "i", "u", "em", "strong", "sub", "sup", "small", "code"),
        *("mark", "ins", "del", "delText", "tspan", "textPath"),
    }
)
_BLOCKS = frozenset({"p", "h", "h1", "h2", "h3", "h4", "h5", "h6", "li", "si", "text", "title"})
_CELLS = frozenset({"c", "tc", "td", "th", "table-cell"})
_ROWS = frozenset({"row", "tr", "table-row"})
_SIGNS: Mapping[str, str] = {
    **dict.fromkeys(("tab", "br", "cr", "line-break", "s"), " "),
    "noBreakHyphen": "-",
}
_OFFICE_TEXT = frozenset({"t", "v", "f", "delText", "instrText"})
"""In the namespaces of Office, space anywhere else is only the file's own layout."""

_LONG_NUMBER = re.compile(r"[0-9]\.[0-9]{1,16}E\+?1[0-9]")
"""How a spreadsheet keeps a number of many digits."""


class XmlTextError(ValueError):
    """It is no XML, or it declares entities."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidText:
    """A text that a file shows, or the cells of a row."""

    place: int
    """In a text file, the line that it ends on; in a document, the page. Counted from 1."""
    text: str = ""
    cells: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class _TextReader:
    """Is told what the parser meets, and gathers it into texts."""

    strings: Sequence[str]
    is_said: Callable[[str], bool]
    line: Callable[[], int]
    found: list[SaidText] = field(default_factory=list)
    _path: list[str] = field(default_factory=list)
    _in_office: list[bool] = field(default_factory=list)
    _owners: list[int] = field(default_factory=list)
    """How deep those elements lie that have a text of their own."""
    _pieces: list[str] = field(default_factory=list)
    _rows: list[list[str]] = field(default_factory=list)
    _is_shared: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if local in _BLOCKS | _CELLS | _ROWS:
            self._flush()
        if local in _ROWS:
            self._rows.append([])
        elif local in _CELLS and self._rows:
            self._rows[-1].append("")
            self._is_shared = local == "c" and attributes.get("t") == "s"
        self._pieces.append(_SIGNS.get(local, ""))
        self.found += [
            SaidText(place=self.line(), text=value)
            for key, value in attributes.items()
            if self.is_said(key.rpartition(" ")[2])
        ]
        self._path.append(local)
        self._in_office.append(space.endswith("/main"))

    def text(self, text: str) -> None:
        local = self._path[-1]
        if self._in_office[-1] and local not in _OFFICE_TEXT:
            return
        if local not in _INLINE | _BLOCKS | _CELLS and text.strip():
            depth = len(self._path)
            if self._owners[-1:] != [depth]:
                self._flush()
                self._owners.append(depth)
        self._pieces.append(text)

    def end(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        is_owner = self._owners[-1:] == [len(self._path)]
        if is_owner:
            self._owners.pop()
        if is_owner or local in _BLOCKS | _CELLS | _ROWS:
            self._flush()
        self._path.pop()
        self._in_office.pop()
        if local in _ROWS and len(self._rows[-1]) > 1:
            self.found.append(SaidText(place=self.line(), cells=tuple(self._rows[-1])))
        if local in _ROWS:
            self._rows.pop()

    def comment(self, text: str) -> None:
        self.found.append(SaidText(place=self.line(), text=text))

    def _flush(self) -> None:
        text = " ".join("".join(self._pieces).split())
        self._pieces.clear()
        if not text:
            return
        is_formula = self._path[-1:] == ["f"]
        if self._is_shared and text.isdecimal() and not is_formula:
            number = int(text)
            text = self.strings[number] if number < len(self.strings) else ""
            self._is_shared = False
        else:
            if _LONG_NUMBER.fullmatch(text):
                text = f"{float(text):.0f}"
            self.found.append(SaidText(place=self.line(), text=text))
        if self._rows and self._rows[-1] and not is_formula:
            self._rows[-1][-1] = f"{self._rows[-1][-1]} {text}".strip()


def xml_texts(
    content: bytes, is_said: Callable[[str], bool], strings: Sequence[str] = ()
) -> Sequence[SaidText]:
    """The texts of an XML file, with those of attributes whose name `is_said`, in their order.

    `strings` are what the cells of a spreadsheet show that give but a number of a text.

    Raises:
        XmlTextError: it is not well-formed, or declares entities.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    reader = _TextReader(strings=strings, is_said=is_said, line=lambda: parser.CurrentLineNumber)

    def refuse(*_declaration: object) -> None:
        raise XmlTextError("it declares entities")

    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.CommentHandler = reader.comment
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(content, True)  # noqa: FBT003 - it takes no names
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise XmlTextError(str(error)) from error
    return reader.found
