"""The project's own words: which type, field, link and status plays which role.

Read from ``ubproject.toml``: ``[needs]`` holds the types, fields and links as sphinx-needs knows
them, ``[policytrace]`` says what each stands for. See ``docs/metamodell.md``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any, TypeVar

from policytrace.checks.registry import RULES
from policytrace.errors import ProjectError
from policytrace.locations import Location
from policytrace.messages import Message, message
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.schema.vocabulary import Status
from policytrace.settings import IndicatorSettings, Settings
from policytrace.severity import Severity

CONFIG_FILE = "ubproject.toml"

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

_SITE = re.compile(
    r"(?:https://[a-z0-9]+(?:(?:[.]|-+)[a-z0-9]+)*|http://localhost)"
    r"(?::[0-9]{1,5})?(?:/[a-z0-9._~%-]+)*/?",
    re.IGNORECASE,
)
"""An address that can be sent on as it is: ASCII, and no question or place within the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTitles:
    """What a link is called, read from its source and from its target."""

    outgoing: str
    incoming: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Metamodel:
    """How the project's words map to roles, kinds, fields and statuses, and their titles."""

    roles: Mapping[str, Role]
    links: Mapping[str, LinkKind]
    fields: Mapping[str, FieldName]
    statuses: Mapping[str, Status]
    role_titles: Mapping[Role, str]
    link_titles: Mapping[LinkKind, LinkTitles]
    status_words: Mapping[Status, str]
    words: Mapping[str, str]
    """The project's word by key, as ``link.owner`` → ``ansvarig``; see `Context.word`."""
    passages: str | None
    """Path of the passage register from the project's folder; None: the project has none."""
    site: str | None = None
    """The public address of the site, without a slash at its end; None: it is not known."""
    repository: str | None = None
    """The address where a file is edited, less the file's path; None: there is none."""
    indicators: IndicatorSettings
    """Where the project keeps what it has measured."""
    settings: Settings

    def field_title(self, name: FieldName) -> str:
        """What a field is called on the site: the project's word, as a heading."""
        word = self.words.get(f"field.{name}", name.value).replace("_", " ")
        return word[:1].upper() + word[1:]


Word = TypeVar("Word", bound=StrEnum)


def load_metamodel(project: Path) -> Metamodel:
    """Read the metamodel of the project in the folder `project`.

    Raises:
        ProjectError: the file is missing, is no TOML, or names something that does not exist.
    """
    return _Reader(project / CONFIG_FILE).read()


class _Reader:
    """Reads one ``ubproject.toml``; knows its text, to say on which line a mistake is."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.text = path.read_text(encoding="utf-8-sig")
            self.data: dict[str, Any] = tomllib.loads(self.text)
        except FileNotFoundError:
            raise ProjectError(
                message(
                    "{file} is missing in {folder}. It says what the objects of the plan are.",
                    file=CONFIG_FILE,
                    folder=str(path.parent),
                )
            ) from None
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            found = re.search(r"at line (\d+)", str(error))
            raise ProjectError(
                message("{file} cannot be read: {error}", file=CONFIG_FILE, error=str(error)),
                Location(file=CONFIG_FILE, line=int(found[1]) if found else 1),
            ) from None

    def read(self) -> Metamodel:
        roles = self.words("roles", Role, known=self.needs_table("types"))
        links = self.words("links", LinkKind, known=self.needs_table("links"))
        # sphinx-needs defines this field itself.
        fields = self.words("fields", FieldName, known={"status": {}, **self.needs_table("fields")})
        statuses = self.words("statuses", Status, known=None)
        types, link_entries = self.needs_table("types"), self.needs_table("links")
        words: dict[str, str] = {}
        for prefix, table in (
            ("role", roles),
            ("link", links),
            ("field", fields),
            ("status", statuses),
        ):
            words |= {f"{prefix}.{key}": word for word, key in table.items()}
        return Metamodel(
            roles=roles,
            links=links,
            fields=fields,
            statuses=statuses,
            role_titles={role: str(types[word].get("title", word)) for word, role in roles.items()},
            link_titles={
                kind: LinkTitles(
                    outgoing=str(link_entries[word].get("outgoing", word)),
                    incoming=str(link_entries[word].get("incoming", word)),
                )
                for word, kind in links.items()
            },
            status_words={status: word for word, status in statuses.items()},
            words=words,
            passages=self.path_to("passages"),
            indicators=self.indicators(),
            site=self.site(),
            repository=self.repository(),
            settings=Settings(severities=self.severities()),
        )

    def table(self, *keys: str) -> dict[str, Any]:
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
        table = self.table("needs", name)
        for key, value in table.items():
            if not isinstance(value, dict):
                raise self.error(
                    ("needs", name),
                    key,
                    message("[{table}] must be a table.", table=f"needs.{name}.{key}"),
                )
        return table

    def words(
        self, name: str, kind: type[Word], *, known: Mapping[str, object] | None
    ) -> Mapping[str, Word]:
        """The table ``[policytrace.<name>]`` turned round: project's word → meaning."""
        found: dict[str, Word] = {}
        keys = {member.value for member in kind}
        for key, word in self.table("policytrace", name).items():
            where = ("policytrace", name)
            if key not in keys:
                raise self.error(
                    where,
                    key,
                    message(
                        "“{key}” is not a name that [{table}] knows. Choose one of: {names}.",
                        key=key,
                        table=".".join(where),
                        names=", ".join(sorted(keys)),
                    ),
                )
            if not isinstance(word, str) or (known is not None and word not in known):
                raise self.error(
                    where,
                    key,
                    message(
                        "{key} = {word!r}: [needs.{name}] defines nothing of that name.",
                        key=key,
                        word=str(word),
                        name={"roles": "types"}.get(name, name),
                    ),
                )
            if word in found:
                raise self.error(
                    where,
                    key,
                    message(
                        "“{word}” stands for both {first} and {second}.",
                        word=word,
                        first=found[word].value,
                        second=key,
                    ),
                )
            found[word] = kind(key)
        return MappingProxyType(found)

    def path_to(self, *keys: str) -> str | None:
        """The path that is set in ``[policytrace]``; None if none is."""
        *tables, key = ("policytrace", *keys)
        value = self.table(*tables).get(key)
        if value is None:
            return None
        path = PurePosixPath(value) if isinstance(value, str) else PurePosixPath("/")
        if path.is_absolute() or ".." in path.parts:
            raise self.error(
                tuple(tables),
                key,
                message(
                    "{key} = {value!r}: give a path inside the project.", key=key, value=str(value)
                ),
            )
        return str(path)

    def indicators(self) -> IndicatorSettings:
        name = "indicators"
        table, where = self.table("policytrace", name), ("policytrace", name)
        known = [entry.name for entry in fields(IndicatorSettings)]
        for key in sorted(table.keys() - set(known)):
            raise self.error(
                where,
                key,
                message(
                    "“{key}” is not a name that [{table}] knows. Choose one of: {names}.",
                    key=key,
                    table=".".join(where),
                    names=", ".join(sorted(known)),
                ),
            )
        default = IndicatorSettings()
        smallest = table.get("smallest_group", default.smallest_group)
        if not isinstance(smallest, int) or isinstance(smallest, bool) or smallest < 1:
            raise self.error(
                where,
                "smallest_group",
                message(
                    "{key} = {value}: write a whole number from 1 up.",
                    key="smallest_group",
                    value=str(smallest),
                ),
            )
        units = table.get("count_units", [])
        if not isinstance(units, list) or not all(isinstance(unit, str) for unit in units):
            raise self.error(
                where,
                "count_units",
                message("{key}: write a list of units.", key="count_units"),
            )
        return IndicatorSettings(
            areas=self.path_to(name, "areas"),
            data=self.path_to(name, "data"),
            kolada=self.path_to(name, "kolada"),
            smallest_group=smallest,
            count_units=frozenset(units),
        )

    def address(self, key: str, fault: Callable[[str], Message]) -> str | None:
        """The web address that is set in ``[policytrace]``, without a slash at its end."""
        value = self.table("policytrace").get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not _SITE.fullmatch(value):
            raise self.error(("policytrace",), key, fault(str(value)))
        return value.rstrip("/")

    def site(self) -> str | None:
        return self.address(
            "site",
            lambda value: message(
                "site = {value!r}: give the public address of the site as a browser copies "
                "it, as https://www.example.se/plan. It must begin with https://.",
                value=value,
            ),
        )

    def repository(self) -> str | None:
        return self.address(
            "repository",
            lambda value: message(
                "repository = {value!r}: give the address where a file is edited, up to the "
                "file's own path, as https://git.example.se/plan/edit/main. It must begin "
                "with https://.",
                value=value,
            ),
        )

    def severities(self) -> Mapping[str, Severity | None]:
        found: dict[str, Severity | None] = {}
        where = ("policytrace", "rules")
        for code, word in self.table(*where).items():
            if code not in RULES:
                raise self.error(where, code, message("There is no rule {code}.", code=code))
            if not isinstance(word, str) or word not in SEVERITY_WORDS:
                raise self.error(
                    where,
                    code,
                    message(
                        "{code} = {word!r}: write fel, varning, upplysning or av.",
                        code=code,
                        word=str(word),
                    ),
                )
            found[code] = SEVERITY_WORDS[word]
        return MappingProxyType(found)

    def error(self, table: tuple[str, ...], key: str, text: Message) -> ProjectError:
        return ProjectError(text, Location(file=CONFIG_FILE, line=self.line_of(table, key)))

    def line_of(self, table: tuple[str, ...], key: str) -> int:
        """The line where `key` is set in `table`; the table's line, or 1, if it is not found."""
        header = re.compile(r"\s*\[([^\[\]]+)\]")
        inside, best = not table, 1
        for number, line in enumerate(self.text.splitlines(), start=1):
            if opened := header.match(line):
                name = tuple(part.strip(" \"'") for part in opened[1].split("."))
                inside = name == table
                if inside or name == (*table, key):
                    best = number
            elif inside and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
                return number
        return best
