"""A workbook of Excel (.xlsx) with the look that all have, in which no text becomes a formula.

A cell of text is none, whatever it holds. One that Excel would take for a formula when somebody
works in it has the mark (`quotePrefix`) of what is typed in Excel with an apostrophe before it.

The same content on the same day gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

INK, HEAD, LINE, LOCKED = "#1B2A3D", "#1F3A5F", "#C9D1DB", "#E9ECF0"
_MUTED, _LINK = "#55606E", "#1F5FA8"
_FONT = "Calibri"
_LETTERS = 112  # on one line of the first sheet
_LINE_HEIGHT = 15.5  # points

_TAKEN_FOR_MORE = ("=", "+", "-", "@", "'", "\t", "\r", "\n")
"""How a text begins that becomes something else when it is worked in, if it is not marked."""

FORBIDDEN_IN_NAMES = frozenset("[]:*?/\\'")
"""What the name of a sheet may not hold."""
LONGEST_NAME = 31  # characters of a sheet's name


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainingLine:
    """A line of the sheet that explains."""

    text: str
    is_heading: bool = False
    sheet: str = ""
    """The sheet that it leads to; empty if it is no link."""
    beside: str = ""
    """What stands beside it."""


class _Sheet(Worksheet):  # type: ignore[misc] # the library has no types
    """A sheet of which each formula is looked through once, whichever sheets it is on.

    The library searches every one for the names of 155 functions, and what may be chosen in a cell
    is the same reference in most workbooks.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: FBT001, FBT002 - as the library calls it
        return _prepared(formula, expand_future_functions)


@lru_cache(maxsize=1024)
def _prepared(formula: str, expand: bool) -> str:  # noqa: FBT001 - as above
    prepared: str = Worksheet()._prepare_formula(formula, expand)  # noqa: SLF001 - as above
    return prepared


class StyledWorkbook:
    """A workbook that is being written."""

    def __init__(self, title: str, day: date) -> None:
        """`day` is when it is said to have been made."""
        self._out = io.BytesIO()
        self._made = Workbook(
            self._out,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        created = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - Excel has no zones
        self._made.set_properties({"title": title, "author": "", "created": created})
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}
        self._wanted: dict[tuple[tuple[str, object], ...], Format] = {}
        self._settings: dict[Format, Mapping[str, object]] = {}

    def style(self, **wanted: object) -> Format:
        """The common style, and what is wanted besides, as xlsxwriter calls it."""
        asked = tuple(wanted.items())
        if asked not in self._wanted:
            self._wanted[asked] = self._format(wanted)
        return self._wanted[asked]

    def _format(self, wanted: Mapping[str, object]) -> Format:
        """The one format that is as wanted, in whichever order it is said."""
        settings = {
            "font_name": _FONT,
            "font_size": 11,
            "font_color": INK,
            "valign": "top",
            **wanted,
        }
        key = tuple(sorted(settings.items()))
        if key not in self._formats:
            self._formats[key] = self._made.add_format(settings)
            self._settings[self._formats[key]] = wanted
        return self._formats[key]

    def put(self, page: Worksheet, place: tuple[int, int], text: str, style: Format) -> None:
        """Put text in a cell, where it stays text when it is worked in; `style` is one of ours."""
        if text.lstrip(" ").startswith(_TAKEN_FOR_MORE):
            style = self.style(**{**self._settings[style], "quote_prefix": True})
        page.write_string(*place, text, style)

    def title(self) -> Format:
        """The title of a sheet."""
        return self.style(bold=True, font_size=16)

    def head(self) -> Format:
        """The name of a column."""
        return self.style(
            bold=True,
            font_color="#FFFFFF",
            bg_color=HEAD,
            border=1,
            border_color=LINE,
            text_wrap=True,
            valign="vcenter",
        )

    def locked(self, **wanted: object) -> Format:
        """A cell that is not to be changed."""
        return self.style(bg_color=LOCKED, font_color=_MUTED, border=1, border_color=LINE, **wanted)

    def open(self, **wanted: object) -> Format:
        """A cell that is to be filled in."""
        return self.style(locked=False, border=1, border_color=LINE, **wanted)

    def add_sheet(self, name: str) -> Worksheet:
        """Another sheet; its name is one that Excel takes, and no other sheet has."""
        return self._made.add_worksheet(name, worksheet_class=_Sheet)

    def explain(self, name: str, title: str, lines: Sequence[ExplainingLine]) -> None:
        """Add a sheet that explains the workbook, locked."""
        page = self.add_sheet(name)
        page.hide_gridlines(2)
        page.set_column(0, 0, 34, self.style())
        page.set_column(1, 1, 84, self.style())
        page.set_row(0, 30)
        self.put(page, (0, 0), title, self.style(bold=True, font_size=18))
        wrapped = self.style(text_wrap=True)
        for number, line in enumerate(lines, start=2):
            if line.is_heading:
                page.set_row(number, 26)
                heading = self.style(bold=True, font_size=13, valign="bottom")
                self.put(page, (number, 0), line.text, heading)
            elif line.sheet:
                link = self.style(font_color=_LINK, underline=1)
                page.write_url(number, 0, f"internal:'{line.sheet}'!A1", link, line.text)
                self.put(page, (number, 1), line.beside, wrapped)
            elif line.beside:
                bold = self.style(bold=True, text_wrap=True)
                self.put(page, (number, 0), line.text, bold)
                self.put(page, (number, 1), line.beside, wrapped)
            else:
                page.merge_range(number, 0, number, 1, "", wrapped)
                self.put(page, (number, 0), line.text, wrapped)
                page.set_row(number, _LINE_HEIGHT * (1 + len(line.text) // _LETTERS))
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.protect("")

    def content(self) -> bytes:
        """The finished workbook as a file."""
        self._made.close()
        return self._out.getvalue()


def sheet_name(wanted: str, taken: Sequence[str]) -> str:
    """A name for a sheet that Excel takes, and that is none of those taken."""
    signs = (sign for sign in wanted if sign.isprintable() and sign not in FORBIDDEN_IN_NAMES)
    plain = "".join(signs).strip() or "-"
    known = {name.casefold() for name in taken}
    name, number = plain[:LONGEST_NAME], 1
    while name.casefold() in known:
        number += 1
        name = f"{plain[: LONGEST_NAME - len(str(number)) - 1]} {number}"
    return name
