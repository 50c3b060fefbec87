"""Reads ``[policytrace.publisher]``, who stands behind the site, and ``[policytrace.support]``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any

from policytrace.errors import ProjectError
from policytrace.locations import Location
from policytrace.messages import Message, message
from policytrace.schema.toml_file import TomlFile
from policytrace.settings import HelpLine, Publisher, Support
from policytrace.values.contacts import names_a_person, phone_link

_PUBLISHER = ("policytrace", "publisher")
_SUPPORT = ("policytrace", "support")
_LINES = (*_SUPPORT, "lines")

_WEB = re.compile(
    r"https://(?:[a-z0-9-]+[.])+[a-z0-9-]{2,}(?::[0-9]{1,5})?"
    r"(?:[/?#][a-z0-9._~:/?#@!$&'()*+,;=%\[\]-]*)?",
    re.IGNORECASE,
)
"""A web address as a browser copies it: ASCII, encrypted, with the name of a host."""


def read_publisher(toml: TomlFile) -> Publisher:
    """Who stands behind the site; where nothing is said, nobody official does.

    Raises:
        ProjectError: a key is not known, or its value cannot be used.
    """
    names = frozenset(one.name for one in fields(Publisher)) - {"places"}
    toml.only_known(".".join(_PUBLISHER), names)
    table = toml.table(*_PUBLISHER)
    official = table.get("official", False)
    if not isinstance(official, bool):
        raise toml.error(
            _PUBLISHER,
            "official",
            message("{key} = {value!r}: write true or false.", key="official", value=str(official)),
        )
    places = {key: toml.place(_PUBLISHER, key) for key in table}
    texts = {
        key: one_line(key, value, places[key]) for key, value in table.items() if key != "official"
    }
    for key in ("opinions", "reports", "licence"):
        if key in texts:
            _web(key, texts[key], places[key])
    for key in ("contact", "responsible", "made_by"):
        if key in texts:
            of_a_function(key, texts[key], places[key])
    if ("mark" in texts) != ("mark_text" in texts):
        given = "mark" if "mark" in texts else "mark_text"
        raise ProjectError(
            message(
                "A mark is a picture with a text for those who do not see it. Write both: mark = "
                '"docs/bilder/vapen.svg" and mark_text = "…".'
            ),
            places[given],
        )
    return Publisher(official=official, **texts, places=MappingProxyType(places))


def read_support(toml: TomlFile) -> Support | None:
    """Help numbers and a way out for the pages of some priorities; None: the project has none.

    Raises:
        ProjectError: a key is missing or not known, or its value cannot be used.
    """
    if "support" not in toml.table("policytrace"):
        return None
    table = toml.table(*_SUPPORT)
    known = frozenset(one.name for one in fields(Support)) - {"location", "objects_location"}
    toml.only_known(".".join(_SUPPORT), known)
    for key in ("heading", "priorities", "lines"):
        if key not in table:
            raise toml.error(_SUPPORT[:1], _SUPPORT[1], _missing(".".join(_SUPPORT), key))
    for key in ("priorities", "objects"):
        if key in table and not _is_list(table[key], str):
            raise toml.error(
                _SUPPORT, key, message('{key}: write a list of ids, as ["PRI-1"].', key=key)
            )
    if not _is_list(table["lines"], dict):
        raise toml.error(
            _SUPPORT,
            "lines",
            message("{key}: begin each of them with [[{table}]].", key="lines", table=_dotted()),
        )
    leave = table.get("exit")
    where = toml.place(_SUPPORT, "exit")
    return Support(
        priorities=tuple(table["priorities"]),
        objects=tuple(table.get("objects", ())),
        heading=one_line("heading", table["heading"], toml.place(_SUPPORT, "heading")),
        lines=tuple(_line(toml, number, line) for number, line in enumerate(table["lines"])),
        exit="" if leave is None else _web("exit", one_line("exit", leave, where), where),
        location=toml.place(_SUPPORT, "priorities"),
        objects_location=toml.place(_SUPPORT, "objects"),
    )


def _line(toml: TomlFile, number: int, table: Mapping[str, Any]) -> HelpLine:
    known = [one.name for one in fields(HelpLine)]
    texts: dict[str, str] = {}
    for key, value in table.items():
        where = toml.place_in_list(_LINES, number, key)
        if key not in known:
            unknown = toml.unknown(_LINES, key, known)
            raise ProjectError(unknown.text, where)
        texts[key] = one_line(key, value, where)
    for key in ("name", "number"):
        if key not in texts:
            raise ProjectError(_missing(_dotted(), key), toml.place_in_list(_LINES, number, key))
    if not phone_link(texts["number"]):
        raise ProjectError(
            message(
                "number = {value!r}: write a phone number, as 020-12 34 56.", value=texts["number"]
            ),
            toml.place_in_list(_LINES, number, "number"),
        )
    if "link" in texts:
        _web("link", texts["link"], toml.place_in_list(_LINES, number, "link"))
    return HelpLine(**texts)


def _dotted() -> str:
    return ".".join(_LINES)


def _is_list(value: object, kind: type) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, kind) for one in value)


def _missing(table: str, key: str) -> Message:
    return message('[{table}] lacks {key}. Write {key} = "…" there.', table=table, key=key)


def of_a_function(key: str, text: str, where: Location) -> None:
    """See to it that a text gives no person's address or number.

    Raises:
        ProjectError: it seems to.
    """
    if names_a_person(text):
        raise ProjectError(
            message(
                "{key}: “{text}” looks like a person's. Give the address or number of a "
                "function, as info@ or a switchboard.",
                key=key,
                text=text,
            ),
            where,
        )


def one_line(key: str, value: object, where: Location) -> str:
    """One line of text.

    Raises:
        ProjectError: it is something else.
    """
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise ProjectError(
            message("{key}: write a text on one line, within quotation marks.", key=key), where
        )
    return value.strip()


def _web(key: str, value: str, where: Location) -> str:
    if not _WEB.fullmatch(value):
        raise ProjectError(
            message(
                "{key} = {value!r}: give a web address as a browser copies it. It must begin with "
                "https://.",
                key=key,
                value=value,
            ),
            where,
        )
    return value
