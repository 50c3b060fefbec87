"""Reads ``[policytrace.search]``: words that say nothing, and what words are to lead to first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from policytrace.errors import ProjectError
from policytrace.locations import Location
from policytrace.messages import message
from policytrace.schema.toml_file import TomlFile
from policytrace.settings import SearchAnswer, SearchSettings

_SEARCH = ("policytrace", "search")
_ANSWERS = (*_SEARCH, "answers")


def read_search(toml: TomlFile) -> SearchSettings:
    """What the project says of its search; nothing where it says nothing.

    Raises:
        ProjectError: a key is missing or not known, or its value cannot be used.
    """
    toml.only_known(".".join(_SEARCH), frozenset(one.name for one in fields(SearchSettings)))
    table = toml.table(*_SEARCH)
    answers = table.get("answers", [])
    if not isinstance(answers, list) or not all(isinstance(one, dict) for one in answers):
        raise toml.error(
            _SEARCH,
            "answers",
            message(
                "{key}: begin each of them with [[{table}]].",
                key="answers",
                table=".".join(_ANSWERS),
            ),
        )
    return SearchSettings(
        stop_words=_words(
            "stop_words", table.get("stop_words", []), toml.place(_SEARCH, "stop_words")
        ),
        answers=tuple(_answer(toml, number, one) for number, one in enumerate(answers)),
    )


def _answer(toml: TomlFile, number: int, table: Mapping[str, Any]) -> SearchAnswer:
    known = ("words", "first")
    for key in table:
        if key not in known:
            unknown = toml.unknown(_ANSWERS, key, known)
            raise ProjectError(unknown.text, toml.place_in_list(_ANSWERS, number, key))
    for key in known:
        if key not in table:
            raise ProjectError(
                message(
                    '[{table}] lacks {key}. Write {key} = "…" there.',
                    table=".".join(_ANSWERS),
                    key=key,
                ),
                toml.place_in_list(_ANSWERS, number, key),
            )
    where = toml.place_in_list(_ANSWERS, number, "first")
    first = table["first"]
    if not isinstance(first, str) or not first.strip():
        raise ProjectError(
            message("{key}: write a text on one line, within quotation marks.", key="first"), where
        )
    return SearchAnswer(
        words=_words("words", table["words"], toml.place_in_list(_ANSWERS, number, "words")),
        first=first.strip(),
        location=where,
    )


def _words(key: str, value: object, where: Location) -> tuple[str, ...]:
    """Words one by one, in small letters."""
    if not isinstance(value, list) or not all(
        isinstance(one, str) and one.isprintable() and len(one.split()) == 1 for one in value
    ):
        raise ProjectError(
            message('{key}: write a list of single words, as ["who", "what"].', key=key), where
        )
    return tuple(one.strip().casefold() for one in value)
