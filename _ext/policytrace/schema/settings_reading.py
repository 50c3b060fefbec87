"""Reads the rest of ``[policytrace]``: paths, addresses, what is measured, and the rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from pathlib import PurePosixPath
from types import MappingProxyType

from policytrace.messages import Message, message
from policytrace.schema.changes_freely import BY_DEFAULT
from policytrace.schema.links import NOT_ADOPTED
from policytrace.schema.metamodel import RuleSetting
from policytrace.schema.plain import plain_key
from policytrace.schema.rhythms import RHYTHMS, DayOfYear, Rhythms, parse_day_of_year
from policytrace.schema.roles import Key
from policytrace.schema.toml_file import TomlFile
from policytrace.schema.vocabulary import AreaKind, Rhythm
from policytrace.schema.words import Words
from policytrace.settings import AdoptedTextSetting, IndicatorSettings, PartKind
from policytrace.severity import Severity

SEVERITY_WORDS: Mapping[str, Severity | None] = MappingProxyType(
    {
        "fel": Severity.ERROR,
        "varning": Severity.WARNING,
        "upplysning": Severity.INFO,
        "av": None,
        "error": Severity.ERROR,
        "warning": Severity.WARNING,
        "info": Severity.INFO,
        "off": None,
    }
)
"""What may be written in ``[policytrace.rules]``, in Swedish or English."""

_FREELY = "changes_freely"
_HISTORY, _SINCE = "history", "since"

_SITE = re.compile(
    r"(?:https://[a-z0-9]+(?:(?:[.]|-+)[a-z0-9]+)*|http://localhost)"
    r"(?::[0-9]{1,5})?(?:/[a-z0-9._~%-]+)*/?",
    re.IGNORECASE,
)
"""An address that can be sent on as it is: ASCII, and no question or place within the page."""


def path_to(toml: TomlFile, *keys: str, folder: bool = False) -> str | None:
    """The path that is set in ``[policytrace]``, to a file or to a `folder`; None if none is.

    There may be nothing there yet.
    """
    *tables, key = ("policytrace", *keys)
    value = toml.table(*tables).get(key)
    if value is None:
        return None
    path = PurePosixPath(value) if isinstance(value, str) else PurePosixPath("/")
    if path.is_absolute() or ".." in path.parts or not path.name or "\0" in path.name:
        raise toml.error(
            tuple(tables),
            key,
            message(
                "{key} = {value!r}: give a path inside the project.", key=key, value=str(value)
            ),
        )
    there = toml.folder / path
    if folder and there.exists() and not there.is_dir():
        raise toml.error(
            tuple(tables),
            key,
            message(
                "{key} = {value!r} is a file. Give the folder that the files are in.",
                key=key,
                value=str(path),
            ),
        )
    if not folder and there.is_dir():
        raise toml.error(
            tuple(tables),
            key,
            message("{key} = {value!r} is a folder. Give a file.", key=key, value=str(path)),
        )
    return str(path)


def read_adopted_text(toml: TomlFile) -> AdoptedTextSetting | None:
    """Where the project has the adopted text; None: it does not have it."""
    key, register = "adopted_text", "passages"
    file = path_to(toml, key)
    if file is None:
        return None
    if register not in toml.table("policytrace"):
        raise toml.error(
            ("policytrace",),
            key,
            message(
                "{key} is set, but not {other}, which says where in the text each passage stands.",
                key=key,
                other=register,
            ),
        )
    return AdoptedTextSetting(file=file, location=toml.place(("policytrace",), key))


def read_history_since(toml: TomlFile) -> date | None:
    """The day that the project's history begins on; None: with its first edition."""
    toml.only_known(f"policytrace.{_HISTORY}", frozenset({_SINCE}))
    value = toml.table("policytrace", _HISTORY).get(_SINCE)
    if value is None:
        return None
    if not isinstance(value, date) or isinstance(value, datetime):
        raise toml.error(
            ("policytrace", _HISTORY),
            _SINCE,
            message("{key}: write a day without quotation marks, as 2027-01-15.", key=_SINCE),
        )
    return value


def read_changes_freely(toml: TomlFile, keys: Mapping[str, Key]) -> frozenset[str]:
    """What a project lets change, by its keys; `keys` are its fields and links by their words.

    By which decision something is decided, and where it was reported, is always let.
    """
    words = toml.table("policytrace").get(_FREELY)
    if words is None:
        return BY_DEFAULT
    if not isinstance(words, list):
        raise toml.error(("policytrace",), _FREELY, message("{key}: write a list.", key=_FREELY))
    for word in words:
        if not isinstance(word, str) or word not in keys:
            raise toml.error(
                ("policytrace",),
                _FREELY,
                message(
                    "{key} asks for {name}, which is neither a field nor a link.",
                    key=_FREELY,
                    name=str(word) or '""',
                ),
            )
    return NOT_ADOPTED | {plain_key(keys[word]) for word in words}


def read_indicators(toml: TomlFile, words: Words) -> IndicatorSettings:
    """Where the project keeps what it has measured."""
    name = "indicators"
    table, where = toml.table("policytrace", name), ("policytrace", name)
    toml.only_known(".".join(where), frozenset(entry.name for entry in fields(IndicatorSettings)))
    default = IndicatorSettings()
    smallest = table.get("smallest_group", default.smallest_group)
    if not isinstance(smallest, int) or isinstance(smallest, bool) or smallest < 1:
        raise toml.error(
            where,
            "smallest_group",
            message(
                "{key} = {value}: write a whole number from 1 up.",
                key="smallest_group",
                value=str(smallest),
            ),
        )
    for key, other in (("areas", "data"), ("data", "areas")):
        if key in table and other not in table:
            raise toml.error(
                where,
                key,
                message(
                    "{key} is set, but not {other}. Values are read only with both.",
                    key=key,
                    other=other,
                ),
            )
    units = table.get("count_units", [])
    if not isinstance(units, list) or not all(isinstance(unit, str) for unit in units):
        raise toml.error(
            where,
            "count_units",
            message("{key}: write a list of units.", key="count_units"),
        )
    return IndicatorSettings(
        areas=path_to(toml, name, "areas"),
        data=path_to(toml, name, "data", folder=True),
        parts=_parts(toml, words),
        kolada=path_to(toml, name, "kolada"),
        smallest_group=smallest,
        count_units=frozenset(units),
        calculation=_calculation(toml) if "data" in table else default.calculation,
    )


def _parts(toml: TomlFile, words: Words) -> tuple[PartKind, ...]:
    """The kinds of parts of the municipality, by their words; no two are called the same."""
    where = ("policytrace", "indicators", "parts")
    taken: dict[str, str] = {}
    found = []
    for word in toml.table(*where):
        inside = (*where, word)
        table = toml.table(*inside)
        known = frozenset(entry.name for entry in fields(PartKind)) - {"word"}
        for key in sorted(table.keys() - known):
            raise toml.unknown(inside, key, known)
        if word in words.all_of(AreaKind):
            raise toml.twice(where, word, word, f"area_kind.{words.key(AreaKind, word)}")
        optional = ("caution", "in_short")
        text = {key: _line(toml, inside, key) for key in sorted(known - {"whole", *optional})}
        text |= {key: _line(toml, inside, key) for key in optional if key in table}
        if text["name"] in taken:
            raise toml.twice(where, word, text["name"], taken[text["name"]])
        taken[text["name"]] = word
        found.append(
            PartKind(
                word=word,
                **text,
                whole=_whole(toml, inside),
            )
        )
    return tuple(found)


def _line(toml: TomlFile, where: tuple[str, ...], key: str) -> str:
    value = toml.table(*where).get(key)
    if not isinstance(value, str) or not value.strip() or value != value.strip():
        raise toml.error(
            where,
            key,
            message(
                "{key}: write a text within quotation marks, for [{table}].",
                key=key,
                table=".".join(where),
            ),
        )
    return value


def _whole(toml: TomlFile, where: tuple[str, ...]) -> bool:
    value = toml.table(*where).get("whole")
    if not isinstance(value, bool):
        raise toml.error(
            where,
            "whole",
            message(
                "whole: write true if the parts are all of the municipality together, else false, "
                "for [{table}].",
                table=".".join(where),
            ),
        )
    return value


def _calculation(toml: TomlFile) -> str:
    """What tells of a calculation. Without it a rule would look for nothing, and never say so."""
    where, key = ("policytrace", "indicators"), "calculation"
    value = toml.table(*where).get(key)
    if not isinstance(value, str) or not value or not _is_pattern(value):
        raise toml.error(
            where,
            key,
            message(
                "{key}: write a regular expression of what in a source tells that a value has been "
                "worked out from others, as '{example}'.",
                key=key,
                example="calculat|derived",
            ),
        )
    return value


def _is_pattern(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return True


def read_site(toml: TomlFile) -> str | None:
    """The public address of the site; None: it is not known."""
    return _address(
        toml,
        "site",
        lambda value: message(
            "site = {value!r}: give the public address of the site as a browser copies "
            "it, as https://www.example.se/plan. It must begin with https://.",
            value=value,
        ),
    )


def read_repository(toml: TomlFile) -> str | None:
    """The address where a file is edited; None: there is none."""
    return _address(
        toml,
        "repository",
        lambda value: message(
            "repository = {value!r}: give the address where a file is edited, up to the "
            "file's own path, as https://git.example.se/plan/edit/main. It must begin "
            "with https://.",
            value=value,
        ),
    )


def read_rules(toml: TomlFile) -> Mapping[str, RuleSetting]:
    """What the project has decided about rules, by code."""
    found: dict[str, RuleSetting] = {}
    where = ("policytrace", "rules")
    for code, word in toml.table(*where).items():
        if not isinstance(word, str) or word not in SEVERITY_WORDS:
            raise toml.error(
                where,
                code,
                message(
                    "{code} = {word!r}: write error, warning, info or off.",
                    code=code,
                    word=str(word),
                ),
            )
        found[code] = RuleSetting(
            severity=SEVERITY_WORDS[word],
            location=toml.place(where, code),
        )
    return MappingProxyType(found)


def read_rhythms(toml: TomlFile) -> Rhythms:
    """On which days of the year things are followed up; the usual ones where nothing is said."""
    name = "rhythms"
    where = ("policytrace", name)
    toml.only_known(".".join(where), frozenset(Rhythm))
    return MappingProxyType(
        {
            **RHYTHMS,
            **{Rhythm(key): _days(toml, where, key) for key in toml.table(*where)},
        }
    )


def _days(toml: TomlFile, where: tuple[str, ...], key: str) -> tuple[DayOfYear, ...]:
    value = toml.table(*where)[key]
    try:
        found = tuple(map(parse_day_of_year, value)) if isinstance(value, list) else ()
    except (TypeError, ValueError):
        found = ()
    if not found or len(set(found)) < len(found):
        raise toml.error(
            where,
            key,
            message(
                "{key}: write a list of days of the year as month and day, each once, as {example}."
                " No day is the 29 of February, which most years lack.",
                key=key,
                example='["04-30", "08-31", "12-31"]',
            ),
        )
    return tuple(sorted(found))


def _address(toml: TomlFile, key: str, fault: Callable[[str], Message]) -> str | None:
    """The web address that is set in ``[policytrace]``, without a slash at its end."""
    value = toml.table("policytrace").get(key)
    if value is None:
        return None
    if not isinstance(value, str) or not _SITE.fullmatch(value):
        raise toml.error(("policytrace",), key, fault(str(value)))
    return value.rstrip("/")
