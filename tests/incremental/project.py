"""A small project in which there is something of everything that a build makes anything of.

It is the plan of `tests/plans/pass/full` with what lies in ``plan/`` beside this module: a second
plan and priority, overviews on several pages and on the first one, pictures, a file to take away,
the page of a rule, a page that takes in another file, and a register of addresses.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from tests.paths import PLANS
from tests.plans.checking import lay_out
from tests.plantuml_stand_in import TELLING

PLAN = Path(__file__).parent / "plan"

CONF = f"""\
project = "En rik plan"
language = "sv"
extensions = ["myst_parser", "policytrace"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = project
html_logo = "bilder/hus.svg"
html_copy_source = False
html_use_index = False
html_last_updated_fmt = None
plantuml = {TELLING}
"""

SUPPORT = """
[policytrace.support]
priorities = ["PRI-MOTEN"]
heading = "Behöver du hjälp?"
exit = "https://vader.example/"

[[policytrace.support.lines]]
name = "Larmet"
number = "112"
"""

SEARCH = """
[policytrace.search]
stop_words = ["vem", "vad"]

[[policytrace.search.answers]]
words = ["rädd", "rädsla"]
first = "IND-RADSLA"
"""

_LINK = b"\0link "
"""How the content of what is a link begins."""

_NO_INPUT = "_build"

_OPTION = re.compile(r"^:(?P<name>[\wåäö]+):[ ]*(?P<value>.*)$")
_OPENING = re.compile(r"^(?P<fence>:{3,})\{(?P<type>\w+)\}(?P<title>.*)$")


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of an object on a page, from the fence that opens it to the one that closes it."""

    page: str
    first: int
    last: int
    """The line after the last one."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page."""

    page: str
    number: int
    """Counted from 0."""
    text: str


@dataclass(frozen=True)
class Project:
    """The project in a folder of its own."""

    root: Path

    @classmethod
    def make(cls, root: Path) -> Project:
        """Write the whole project into `root`."""
        project = cls(lay_out(PLANS / "pass" / "full", root))
        shutil.copytree(PLAN, root, dirs_exist_ok=True)
        project.write("conf.py", CONF)
        settings = project.read("ubproject.toml")
        settings = settings.replace(
            "[policytrace]\n", '[policytrace]\naddresses = "strategy/adresser.csv"\n'
        )
        project.write("ubproject.toml", settings + SUPPORT + SEARCH)
        return project

    # -------------------------------------------------------------------- files

    def write(self, name: str, text: str) -> None:
        """Write a text file, new or not."""
        self.write_bytes(name, text.encode())

    def write_bytes(self, name: str, content: bytes) -> None:
        """Write a file, new or not; or a link, if that is what `contents` gave."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_symlink():
            path.unlink()
        if content.startswith(_LINK):
            path.symlink_to(os.fsdecode(content.removeprefix(_LINK)))
        else:
            path.write_bytes(content)

    def read(self, name: str) -> str:
        """What a text file says; what is broken in it is replaced."""
        return (self.root / name).read_bytes().decode(errors="replace")

    def names(self, *suffixes: str) -> list[str]:
        """The files that are input to a build, with these suffixes if any, in order; no links."""
        return sorted(
            name
            for name, path in self._files()
            if not path.is_symlink() and (not suffixes or name.endswith(suffixes))
        )

    def contents(self) -> dict[str, bytes]:
        """What each of them holds, and where links lead."""
        return {
            name: _LINK + os.fsencode(path.readlink()) if path.is_symlink() else path.read_bytes()
            for name, path in self._files()
        }

    def checksum(self) -> str:
        """A checksum of all of it."""
        digest = blake2b()
        for name, content in sorted(self.contents().items()):
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
        return digest.hexdigest()

    def go_back(self, contents: dict[str, bytes]) -> None:
        """Have exactly these files; only those that differ are written, and their times are new."""
        now = self.contents()
        for name in now.keys() - contents.keys():
            (self.root / name).unlink()
        for name, content in contents.items():
            if now.get(name) != content:
                self.write_bytes(name, content)

    def _files(self) -> Iterator[tuple[str, Path]]:
        for here, folders, names in os.walk(self.root):
            folders[:] = sorted(folder for folder in folders if folder != _NO_INPUT)
            links = [name for name in folders if Path(here, name).is_symlink()]
            for name in (*names, *links):
                path = Path(here, name)
                yield path.relative_to(self.root).as_posix(), path

    # -------------------------------------------------------------------- pages

    @property
    def pages(self) -> list[str]:
        """The files that are pages."""
        return self.names(".md")

    def lines(self, page: str) -> list[str]:
        """The lines of a page, without what ends them."""
        return self.read(page).split("\n")

    def write_lines(self, page: str, lines: list[str]) -> None:
        """Write a page that has these lines."""
        self.write(page, "\n".join(lines))

    def all_lines(self) -> Iterator[Line]:
        """The lines of all pages."""
        for page in self.pages:
            for number, text in enumerate(self.lines(page)):
                yield Line(page, number, text)

    def replace(self, line: Line, *texts: str) -> None:
        """Put these lines in the place of one."""
        lines = self.lines(line.page)
        lines[line.number : line.number + 1] = texts
        self.write_lines(line.page, lines)

    def options(self) -> list[tuple[Line, str, str]]:
        """The lines with options, each with the option's name and value."""
        return [
            (line, found["name"], found["value"])
            for line in self.all_lines()
            if (found := _OPTION.match(line.text))
        ]

    def openings(self) -> list[tuple[Line, re.Match[str]]]:
        """The lines that open an object."""
        return [(line, found) for line in self.all_lines() if (found := _OPENING.match(line.text))]

    def blocks(self) -> list[Block]:
        """The objects that hold no other and are closed."""
        found = []
        for line, opening in self.openings():
            lines = self.lines(line.page)
            rest = range(line.number + 1, len(lines))
            end = next((at for at in rest if lines[at].startswith(opening["fence"])), None)
            if end is not None and lines[end] == opening["fence"]:
                found.append(Block(line.page, line.number, end + 1))
        return found

    def ids(self) -> list[str]:
        """The ids of all objects."""
        return [value for _, name, value in self.options() if name == "id"]
