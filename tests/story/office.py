"""The office that keeps the plans: what its people do at their desks, and what they are told."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bs4 import BeautifulSoup

from tests.author.running import options
from tests.cli.running import Outcome, run
from tests.paths import REPOSITORY
from tests.plantuml_stand_in import COMMAND
from tests.sphinx.tiny import parsed

_CONTENT = ("action_plans", "docs", "strategy", "index.md", "conf.py", "ubproject.toml")


@dataclass(frozen=True)
class Told:
    """One finding of the gate."""

    code: str
    place: str
    """File and line."""
    message: str
    hint: str


@dataclass
class Office:
    """A copy of the content, and the day on which it is worked with."""

    root: Path
    today: date

    @classmethod
    def opened(cls, root: Path, today: date) -> Office:
        """An office with the content as it is."""
        for name in _CONTENT:
            source = REPOSITORY / name
            (shutil.copytree if source.is_dir() else shutil.copy)(source, root / name)
        (root / "_ext").symlink_to(REPOSITORY / "_ext")
        settings = root / "conf.py"
        settings.write_text(f"{settings.read_text('utf-8')}\nplantuml = {COMMAND}\n", "utf-8")
        return cls(root, today)

    # ------------------------------------------------------------------------ editing

    def read(self, file: str) -> str:
        """What a file says."""
        return (self.root / file).read_text("utf-8")

    def edit(self, file: str, old: str, new: str, *, times: int = 1) -> None:
        """Put `new` in the place of `old`, which must stand in the file so many times."""
        text = self.read(file)
        assert text.count(old) == times, f"{old!r} stands {text.count(old)} times in {file}"
        (self.root / file).write_text(text.replace(old, new), "utf-8")

    def line(self, file: str, text: str) -> str:
        """File and number of the first line that holds `text`."""
        lines = self.read(file).splitlines()
        return f"{file}:{next(n for n, line in enumerate(lines, 1) if text in line)}"

    def new(self, kind: str, **values: str) -> str:
        """Add an object by the program's questions; gives its id."""
        done = self._asked_for(kind, values)
        assert done.code == 0, done.said
        found = re.match(r"([A-Z0-9-]+) är skrivet", done.out)
        assert found, done.out
        return found[1]

    def refused(self, kind: str, **values: str) -> str:
        """Try to add an object with a mistake in it; what the person is told."""
        before = {path: path.read_bytes() for path in self.root.rglob("*.md")}
        done = self._asked_for(kind, values)
        assert done.code != 0, done.said
        assert {path: path.read_bytes() for path in self.root.rglob("*.md")} == before
        return done.err

    def _asked_for(self, kind: str, values: dict[str, str]) -> Outcome:
        asked = {key.replace("_", "-"): value for key, value in values.items()}
        return self.run("new", kind, *options(asked), "--today", self.today.isoformat())

    # ----------------------------------------------------------------------- commands

    def run(self, *arguments: str) -> Outcome:
        """Run the program in the office's folder."""
        return run(*arguments, cwd=self.root)

    def found(self, *, strict: bool = False) -> list[Told]:
        """What the gate asks for today, but for what measures lack."""
        asked = ["check", "--format", "json", "--today", self.today.isoformat()]
        done = self.run(*asked, *(["--strict-time"] if strict else []))
        return [
            Told(
                code=one["code"],
                place=f"{one['file']}:{one['line']}",
                message=one["message"],
                hint=one["hint"],
            )
            for one in json.loads(done.out)["findings"]
            if one["severity"] != "info"
            and one["code"] != "PT210"
            and not one["file"].startswith("strategy/indikatorer/")
        ]

    def only(self, code: str, *, strict: bool = False) -> Told:
        """The one thing that the gate says today."""
        found = self.found(strict=strict)
        assert [one.code for one in found] == [code], found
        return found[0]

    def published(self) -> None:
        """Build the site."""
        done = self.run("build", "--today", self.today.isoformat())
        assert done.code == 0, done.said

    def page(self, name: str) -> BeautifulSoup:
        """A page of the site as it was built last."""
        return parsed(self.root / "_build" / "html" / f"{name}.html")

    def says(self, name: str) -> str:
        """The words of a page."""
        return re.sub(r"\s+", " ", self.page(name).get_text(" "))
