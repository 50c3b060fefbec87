"""Reads ``[policytrace.accessibility]``, the facts of the accessibility statement.

What automated tests found stands in a file of its own, which ``make accessibility`` writes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from policytrace.errors import ProjectError
from policytrace.locations import Location
from policytrace.messages import message
from policytrace.schema.publisher_reading import of_a_function, one_line
from policytrace.schema.settings_reading import path_to
from policytrace.schema.toml_file import TomlFile
from policytrace.settings import Accessibility, AutomatedTests, Compliance, Ground, Shortcoming

_TABLE = ("policytrace", "accessibility")
_SHORTCOMINGS = (*_TABLE, "shortcomings")
_DAYS = ("assessed", "updated")

Chosen = TypeVar("Chosen", bound=StrEnum)


def read_accessibility(toml: TomlFile) -> Accessibility:
    """The facts of the statement; where nothing is said, nobody has assessed the site.

    Raises:
        ProjectError: a key is not known, or its value cannot be used.
    """
    names = frozenset(one.name for one in fields(Accessibility)) - {"places"}
    toml.only_known(".".join(_TABLE), names)
    table = toml.table(*_TABLE)
    places = {key: toml.place(_TABLE, key) for key in table}
    read: dict[str, Any] = {}
    for key, value in table.items():
        if key in _DAYS:
            read[key] = _day(key, value, places[key])
        elif key == "compliance":
            read[key] = _choice(Compliance, key, value, places[key])
        elif key == "shortcomings":
            read[key] = _shortcomings(toml, value)
        elif key == "tests":
            read[key] = _tests(toml)
        else:
            read[key] = one_line(key, value, places[key])
    for key in ("contact", "assessed_by"):
        if key in read:
            of_a_function(key, read[key], places[key])
    return Accessibility(**read, places=MappingProxyType(places))


def _shortcomings(toml: TomlFile, value: object) -> tuple[Shortcoming, ...]:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise toml.error(
            _TABLE,
            "shortcomings",
            message(
                "{key}: begin each of them with [[{table}]].",
                key="shortcomings",
                table=".".join(_SHORTCOMINGS),
            ),
        )
    return tuple(_shortcoming(toml, number, table) for number, table in enumerate(value))


def _shortcoming(toml: TomlFile, number: int, table: Mapping[str, Any]) -> Shortcoming:
    known = [one.name for one in fields(Shortcoming)]
    read: dict[str, Any] = {}
    for key, value in table.items():
        where = toml.place_in_list(_SHORTCOMINGS, number, key)
        if key not in known:
            raise ProjectError(toml.unknown(_SHORTCOMINGS, key, known).text, where)
        read[key] = (
            _choice(Ground, key, value, where) if key == "ground" else one_line(key, value, where)
        )
    for key in ("what", "why"):
        if key not in read:
            raise ProjectError(
                message(
                    '[{table}] lacks {key}. Write {key} = "…" there.',
                    table=".".join(_SHORTCOMINGS),
                    key=key,
                ),
                toml.place_in_list(_SHORTCOMINGS, number, key),
            )
    return Shortcoming(**read)


def _day(key: str, value: object, where: Location) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise ProjectError(
            message("{key}: write a day without quotation marks, as 2027-01-15.", key=key), where
        )
    return value


def _choice(choices: type[Chosen], key: str, value: object, where: Location) -> Chosen:
    if not isinstance(value, str) or value not in list(choices):
        raise ProjectError(
            message(
                "{key} = {value!r}: choose one of {names}.",
                key=key,
                value=str(value),
                names=", ".join(choices),
            ),
            where,
        )
    return choices(value)


def _tests(toml: TomlFile) -> AutomatedTests | None:
    """What is recorded; None if nothing has been yet."""
    file = path_to(toml, _TABLE[-1], "tests")
    if file is None:
        return None
    try:
        text = (toml.folder / file).read_text(encoding="utf-8")
        return TypeAdapter(AutomatedTests).validate_python(json.loads(text))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, ValidationError):
        raise ProjectError(
            message(
                "{file} is not as make accessibility writes it. Remove the file and run "
                "make accessibility.",
                file=file,
            ),
            Location(file=file, line=1),
        ) from None
