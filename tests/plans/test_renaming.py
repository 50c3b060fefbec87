"""A word renamed everywhere changes nothing; one renamed in part is told of, with its place."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from policytrace.errors import ProjectError
from policytrace.schema.reading import load_metamodel
from tests.paths import PLANS
from tests.plans.checking import MEASUREMENTS, lay_out
from tests.plans.judging import Judged, judged

SWEDISH = {"full": PLANS / "pass" / "full", "all": PLANS / "all"}
DATA = f"{MEASUREMENTS}/data/*.csv"
AREAS = f"{MEASUREMENTS}/omraden.csv"
KOLADA = f"{MEASUREMENTS}/kolada.csv"
PROVISIONAL = f"{MEASUREMENTS}/data/radsla.csv"
"""The one file that has the columns that a file may lack."""

Place = tuple[str, int]
"""A file and a line."""


@dataclass(frozen=True, kw_only=True)
class Renaming:
    """New words for old ones in a table of ``[policytrace.words]``, and where they are written."""

    table: str
    words: Mapping[str, str]
    option: str = ""
    """The field whose values they are."""
    others: tuple[str, ...] = ()
    """More fields whose values they are."""
    setting: str = ""
    """A table of settings with such values, which not every project has."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Of files of values and registers, by their pattern: the column whose cells they are."""
    headers: str = ""
    """The files whose columns they are."""

    def metamodel(self, text: str) -> str:
        """The metamodel with the new words, which may be chosen as the old ones could."""
        text = self.enum(self.vocabulary(text))
        there = self.setting and f"{self.setting}\n" in text
        return self._within(self.setting, text) if there else text

    def vocabulary(self, text: str) -> str:
        """The metamodel with new words that may not be chosen."""
        return self._within(f"[policytrace.words.{self.table}]", text)

    def enum(self, text: str) -> str:
        """The metamodel with new words to choose, which stand for nothing."""
        for option in self.options:
            text = self._within(f'[needs.fields."{option}"]', text)
        return text

    @property
    def options(self) -> tuple[str, ...]:
        """All fields whose values they are."""
        return (self.option, *self.others) if self.option else ()

    def content(self, project: Path) -> None:
        """Write the new words in all pages, files of values and registers of a project."""
        for page in project.rglob("*.md"):
            for option in self.options:
                found = re.compile(rf"(?m)^(:{option}: )(.*)$")
                page.write_text(found.sub(self._line, page.read_text("utf-8")), "utf-8")
        for pattern, column in self.columns.items():
            for file in project.glob(pattern):
                header, *rows = _rows(file)
                at = header.index(column)
                _write(
                    file, header, *([*row[:at], self._new(row[at]), *row[at + 1 :]] for row in rows)
                )
        for file in project.glob(self.headers or "none"):
            header, *rows = _rows(file)
            _write(file, [self._new(cell) for cell in header], *rows)

    def places(self, plan: Judged, project: Path) -> Iterator[Place]:
        """Where the old words stand in the content."""
        for item in plan.snapshot.graph:
            page = (project / item.location.file).read_text("utf-8").splitlines()
            block = page[item.location.line : page.index(":::", item.location.line)]
            written = {f":{option}: {old}" for option in self.options for old in self.words}
            if not written.isdisjoint(block):
                yield item.location.file, item.location.line
        for pattern, column in self.columns.items():
            for file in project.glob(pattern):
                header, *rows = _rows(file)
                at = header.index(column)
                for line, row in enumerate(rows, start=2):
                    if row[at] in self.words:
                        yield file.relative_to(project).as_posix(), line
        for file in project.glob(self.headers or "none"):
            yield file.relative_to(project).as_posix(), 1

    def _new(self, word: str) -> str:
        return self.words.get(word, word)

    def _line(self, found: re.Match[str]) -> str:
        return found[1] + self._new(found[2])

    def _within(self, table: str, text: str) -> str:
        before, _, rest = text.partition(f"{table}\n")
        inside, mark, after = rest.partition("\n\n")
        assert inside, table
        for old, new in self.words.items():
            inside = inside.replace(f'"{old}"', f'"{new}"')
        return f"{before}{table}\n{inside}{mark}{after}"


def _rows(file: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.read_text("utf-8"), newline="")))


def _write(file: Path, *rows: list[str]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    file.write_text(text.getvalue(), "utf-8")


RENAMINGS = {
    renaming.table: renaming
    for renaming in (
        Renaming(
            table="status",
            words={
                "förslag": "utkast",
                "pågår": "i arbete",
                "klar": "gjord",
                "avbruten": "nedlagd",
            },
            option="status",
            setting="[policytrace.analyses]",
        ),
        Renaming(
            table="direction",
            words={"upp": "öka", "ned": "minska", "balans": "hållas"},
            option="riktning",
        ),
        Renaming(
            table="interval",
            words={"varje år": "årligen", "vartannat år": "med två års mellanrum"},
            option="uppdateras",
        ),
        Renaming(
            table="yes_no",
            words={"ja": "sant", "nej": "falskt"},
            option="lagkrav",
            others=("styrande", "könsuppdelad", "bakgrund", "kan_ansvara"),
            columns={KOLADA: "könsuppdelad", PROVISIONAL: "preliminär_källa"},
        ),
        Renaming(
            table="sex",
            words={"kvinnor": "flickor och kvinnor", "män": "pojkar och män", "totalt": "alla"},
            columns={DATA: "kön"},
        ),
        Renaming(
            table="area_kind",
            words={"kommun": "vår kommun", "riket": "land"},
            columns={AREAS: "slag"},
        ),
        Renaming(
            table="value_column",
            words={"område": "plats", "kön": "vem", "värde": "siffra", "hämtad": "tagen in"},
            headers=DATA,
        ),
        Renaming(table="area_column", words={"namn": "plats", "slag": "typ"}, headers=AREAS),
        Renaming(
            table="kolada_column",
            words={"titel": "rubrik", "könsuppdelad": "efter kön"},
            headers=KOLADA,
        ),
    )
}
CHOSEN = [name for name, renaming in RENAMINGS.items() if renaming.option]


@pytest.fixture(scope="module", params=sorted(SWEDISH))
def before(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Judged]:
    """A plan, and what it comes to with the words that it has."""
    plan = SWEDISH[request.param]
    return plan, judged(lay_out(plan, tmp_path_factory.mktemp("before") / "plan"))


def rewrite(project: Path, text: str) -> None:
    (project / "ubproject.toml").write_text(text, encoding="utf-8")


def text_of(project: Path) -> str:
    return (project / "ubproject.toml").read_text(encoding="utf-8")


def wrong_values(plan: Judged) -> Iterator[Place]:
    """Where the gate has found something that is no value."""
    for row in plan.findings:
        if row["code"] in {"PT002", "PT301"}:
            yield str(row["file"]), int(row["line"])


@pytest.mark.parametrize("name", RENAMINGS)
def test_a_word_that_is_renamed_everywhere_changes_nothing(
    name: str, before: tuple[Path, Judged], tmp_path: Path
) -> None:
    plan, unchanged = before
    renaming, project = RENAMINGS[name], lay_out(plan, tmp_path / "plan")
    rewrite(project, renaming.metamodel(text_of(project)))
    renaming.content(project)
    after = judged(project)
    assert after.findings == unchanged.findings
    assert after.objects == unchanged.objects
    assert after.rows == unchanged.rows
    assert after.verdicts == unchanged.verdicts
    assert after.states == unchanged.states


@pytest.mark.parametrize("name", RENAMINGS)
def test_an_old_word_that_is_left_in_the_content_is_found_where_it_stands(
    name: str, before: tuple[Path, Judged], tmp_path: Path
) -> None:
    plan, unchanged = before
    renaming, project = RENAMINGS[name], lay_out(plan, tmp_path / "plan")
    expected = set(renaming.places(unchanged, project))
    rewrite(project, renaming.metamodel(text_of(project)))
    found = set(wrong_values(judged(project)))
    assert expected
    assert expected <= found <= expected | set(wrong_values(unchanged))


@pytest.mark.parametrize("name", CHOSEN)
def test_a_word_that_may_be_chosen_and_stands_for_nothing_is_a_mistake_with_its_line(
    name: str, tmp_path: Path
) -> None:
    renaming, project = RENAMINGS[name], lay_out(SWEDISH["full"], tmp_path / "plan")
    right = text_of(project)
    lines = right.splitlines()
    table = lines.index(f'[needs.fields."{renaming.option}"]')
    line = next(at for at in range(table, len(lines)) if lines[at].startswith("schema = ")) + 1
    for wrong, word in (
        (renaming.vocabulary(right), next(iter(renaming.words))),
        (renaming.enum(right), next(iter(renaming.words.values()))),
    ):
        rewrite(project, wrong)
        with pytest.raises(ProjectError) as mistake:
            load_metamodel(project)
        assert str(mistake.value.location) == f"ubproject.toml:{line}"
        assert mistake.value.text.values["word"] == word
