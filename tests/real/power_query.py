"""As much of Power Query's language M as the guide's example for Excel uses, to run it in a test.

What is not known here is an error, and so is a column that a table does not have. Source of the
grammar and of what the functions do: the language specification and the function reference at
https://learn.microsoft.com/powerquery-m/.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

Cell = str | int | Decimal | date | None
Table = list[dict[str, Cell]]
Value = object
"""What an expression comes to: text, bytes, rows, a table, a record, a list, a type, a function."""

_TOKEN = re.compile(
    r"""\s*(?:"(?P<text>(?:[^"]|"")*)"|(?P<number>[0-9]+)|(?P<name>[^\W\d]\w*(?:\.\w+)*)"""
    r"""|(?P<sign><>|[=,(){}\[\]]))"""
)
UTF_8 = 65001
_WORDS = {"null": None, "Int64.Type": "Int64.Type", "QuoteStyle.Csv": "QuoteStyle.Csv"}


class MError(ValueError):
    """What Excel would refuse, or what is not known here."""


def run(query: str, fetch: Callable[[str], bytes]) -> Value:
    """What a query comes to; `fetch` gives what is at an address."""
    reader = _Reader(list(_tokens(query)), _functions(fetch))
    value = reader.expression({})
    if reader.tokens:
        raise MError(reader.tokens)
    return value


def _tokens(query: str) -> Iterator[tuple[str, str]]:
    at = 0
    while query[at:].strip():
        if not (found := _TOKEN.match(query, at)):
            raise MError(query[at : at + 40])
        kind = found.lastgroup or ""
        yield kind, found[kind].replace('""', '"') if kind == "text" else found[kind]
        at = found.end()


@dataclass
class _Reader:
    """Reads and evaluates expressions from the first token on."""

    tokens: list[tuple[str, str]]
    functions: Mapping[str, Callable[..., Value]]
    named: dict[str, Value] = field(default_factory=dict)

    def take(self, *wanted: str) -> str:
        if not self.tokens or (wanted and self.tokens[0][1] not in wanted):
            raise MError(wanted, self.tokens[:5])
        return self.tokens.pop(0)[1]

    def comes(self, sign: str) -> bool:
        return bool(self.tokens) and self.tokens[0] in {("sign", sign), ("name", sign)}

    def expression(self, row: Mapping[str, Cell]) -> Value:
        if self.comes("let"):
            return self.let(row)
        if self.comes("each"):
            return self.each()
        value = self.comparison(row)
        while self.comes("and"):
            self.take("and")
            other = self.comparison(row)
            value = bool(value) and bool(other)
        return value

    def let(self, row: Mapping[str, Cell]) -> Value:
        self.take("let")
        while True:
            name = self.take()
            self.take("=")
            self.named[name] = self.expression(row)
            if self.take(",", "in") == "in":
                return self.expression(row)

    def each(self) -> Callable[[Mapping[str, Cell]], Value]:
        """A function of a row; it is read again for each."""
        self.take("each")
        body: list[tuple[str, str]] = []
        depth = 0
        while self.tokens:
            kind, sign = self.tokens[0]
            depth += (kind == "sign") * ((sign in "([{") - (sign in ")]}"))
            if depth < 0:
                break
            body.append(self.tokens.pop(0))

        def of_row(row: Mapping[str, Cell]) -> Value:
            reader = _Reader(list(body), self.functions, self.named)
            value = reader.expression(row)
            if reader.tokens:
                raise MError(reader.tokens)
            return value

        return of_row

    def comparison(self, row: Mapping[str, Cell]) -> Value:
        value = self.primary(row)
        if self.comes("="):
            self.take("=")
            return value == self.primary(row)
        if self.comes("<>"):
            self.take("<>")
            return value != self.primary(row)
        return value

    def primary(self, row: Mapping[str, Cell]) -> Value:
        if not self.tokens:
            raise MError
        kind, text = self.tokens.pop(0)
        if kind == "name":
            return self.word(text, row)
        match text if kind == "sign" else "":
            case "{":
                return self.several("}", row)
            case "[":
                return self.record_or_field(row)
            case "":
                return int(text) if kind == "number" else text
        raise MError(kind, text)

    def word(self, name: str, row: Mapping[str, Cell]) -> Value:
        if self.comes("("):
            self.take("(")
            return self.functions[name](*self.several(")", row))
        if name == "type":
            return f"type {self.take()}"
        known: Mapping[str, Value] = {**_WORDS, **self.named}
        if name not in known:
            raise MError(name)
        return known[name]

    def several(self, end: str, row: Mapping[str, Cell]) -> list[Value]:
        found = [self.expression(row)]
        while self.take(",", end) == ",":
            found.append(self.expression(row))
        return found

    def record_or_field(self, row: Mapping[str, Cell]) -> Value:
        name = self.take()
        if self.take("=", "]") == "]":
            if name not in row:
                raise MError(name)
            return row[name]
        found = {name: self.expression(row)}
        while self.take(",", "]") == ",":
            name = self.take()
            self.take("=")
            found[name] = self.expression(row)
        return found


def _functions(fetch: Callable[[str], bytes]) -> Mapping[str, Callable[..., Value]]:
    return {
        "Web.Contents": fetch,
        "Csv.Document": _csv_document,
        "Table.PromoteHeaders": _promoted,
        "Table.TransformColumnTypes": _typed,
        "Table.SelectRows": lambda table, chosen: [row for row in table if chosen(row)],
    }


def _csv_document(content: bytes, options: Mapping[str, object]) -> list[list[str]]:
    if options["Encoding"] != UTF_8 or options["QuoteStyle"] != "QuoteStyle.Csv":
        raise MError(options)
    text = io.StringIO(content.decode("utf-8"), newline="")
    return list(csv.reader(text, delimiter=str(options["Delimiter"]), strict=True))


def _promoted(rows: list[list[str]]) -> Table:
    headings, *others = rows
    return [dict(zip(headings, row, strict=True)) for row in others]


def _typed(table: Table, types: list[list[str]], culture: str) -> Table:
    """The table with values in the place of texts; an empty text becomes none."""
    if culture != "en-US":
        raise MError(culture)
    made: Mapping[str, Callable[[str], Cell]] = {
        "type number": Decimal,
        "Int64.Type": int,
        "type date": date.fromisoformat,
    }
    return [
        {**row, **{name: made[kind](str(row[name])) if row[name] else None for name, kind in types}}
        for row in table
    ]
