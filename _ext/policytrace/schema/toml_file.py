"""A project's TOML file: its tables, and the line of whatever is wrong in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from policytrace.conflicts import refuse_conflict
from policytrace.errors import ProjectError
from policytrace.files import reason
from policytrace.locations import Location
from policytrace.messages import Message, message
from policytrace.schema.metamodel import CONFIG_FILE, line_of
from policytrace.schema.toml_faults import toml_fault


class TomlFile:
    """The text of ``ubproject.toml``, and what it holds."""

    def __init__(self, path: Path) -> None:
        """Read the file at `path`.

        Raises:
            ProjectError: it is missing, is no TOML, or holds a conflict of git's.
        """
        self.folder = path.parent
        try:
            self.text = path.read_text(encoding="utf-8-sig")
            refuse_conflict(CONFIG_FILE, self.text)
            self.data: dict[str, Any] = tomllib.loads(self.text)
        except FileNotFoundError:
            raise ProjectError(
                message(
                    "{file} is missing in {folder}. It says what the objects of the plan are.",
                    file=CONFIG_FILE,
                    folder=str(path.parent),
                )
            ) from None
        except UnicodeDecodeError as error:
            raise ProjectError(
                message("{file} is not UTF-8. Save it again as UTF-8.", file=CONFIG_FILE),
                Location(file=CONFIG_FILE, line=error.object.count(b"\n", 0, error.start) + 1),
            ) from None
        except tomllib.TOMLDecodeError as error:
            fault, line = toml_fault(error, self.text)
            raise ProjectError(
                message("{file} cannot be read: {error}", file=CONFIG_FILE, error=fault),
                Location(file=CONFIG_FILE, line=line),
            ) from None
        except RecursionError:
            raise ProjectError(
                message(
                    "{file} cannot be read: {error}",
                    file=CONFIG_FILE,
                    error=message("lists and tables stand too deep within each other."),
                ),
                Location(file=CONFIG_FILE, line=1),
            ) from None
        except OSError as error:
            raise ProjectError(
                message("{file} cannot be read: {error}", file=CONFIG_FILE, error=reason(error)),
                Location(file=CONFIG_FILE, line=1),
            ) from None

    def table(self, *keys: str) -> dict[str, Any]:
        """A table, by its keys from the top; empty if there is none."""
        value: Any = self.data
        for depth, key in enumerate(keys):
            value = value.get(key, {})
            if not isinstance(value, dict):
                raise self.error(
                    keys[:depth],
                    key,
                    message("[{table}] must be a table.", table=".".join(keys[: depth + 1])),
                )
        found: dict[str, Any] = value
        return found

    def needs_table(self, name: str) -> dict[str, dict[str, Any]]:
        """A table of tables under ``[needs]``: types, fields or links by their words."""
        table = self.table("needs", name)
        for key, value in table.items():
            if not isinstance(value, dict):
                raise self.error(
                    ("needs", name),
                    key,
                    message("[{table}] must be a table.", table=f"needs.{name}.{key}"),
                )
        return table

    def only_known(self, table: str, known: frozenset[str]) -> None:
        """See to it that a table holds nothing that nobody reads."""
        where = tuple(table.split("."))
        for key in sorted(self.table(*where).keys() - known):
            raise self.unknown(where, key, known)

    def unknown(self, where: tuple[str, ...], key: str, known: Iterable[str]) -> ProjectError:
        """Something in a table that nobody reads; says what could be meant."""
        return self.error(
            where,
            key,
            message(
                "“{key}” is not a name that [{table}] knows. Choose one of: {names}.",
                key=key,
                table=".".join(where),
                names=", ".join(sorted(known)),
            ),
        )

    def twice(self, where: tuple[str, ...], key: str, word: str, first: str) -> ProjectError:
        """A word that stands for two keys."""
        return self.error(
            where,
            key,
            message(
                "“{word}” stands for both {first} and {second}.",
                word=word,
                first=first,
                second=key,
            ),
        )

    def error(self, table: tuple[str, ...], key: str, text: Message) -> ProjectError:
        """A mistake where `key` is set in a table."""
        return ProjectError(text, self.place(table, key))

    def place_in_list(self, table: tuple[str, ...], number: int, key: str) -> Location:
        """Where `key` is set in the entry `number`, from 0, of a list of tables.

        The entry's own line if the key is not found there, and the list's if the entry is not.
        """
        header = re.compile(rf"\s*\[\[\s*{re.escape('.'.join(table))}\s*\]\]")
        setting = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*=""")
        entry, found = -1, 0
        for line, text in enumerate(self.text.splitlines(), start=1):
            if text.lstrip().startswith("["):
                entry += header.match(text) is not None
                if found:
                    break
                found = line if entry == number else 0
            elif found and setting.match(text):
                return Location(file=CONFIG_FILE, line=line)
        return (
            Location(file=CONFIG_FILE, line=found) if found else self.place(table[:-1], table[-1])
        )

    def place(self, table: tuple[str, ...], key: str) -> Location:
        """Where `key` is set in a table."""
        return Location(file=CONFIG_FILE, line=line_of(self.text, table, key))
