"""The real content, read and built once for all tests."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from policytrace.checks.findings import Finding
from policytrace.measure.measurements import Measurements
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.metamodel import Metamodel
from policytrace.sphinx.build import build_of
from policytrace.sphinx.read.graph import plan_graph, plan_measurements
from tests.cli.running import run
from tests.paths import REPOSITORY
from tests.sphinx.tiny import parsed, sphinx_application


@dataclass(frozen=True)
class RealSite:
    """What a build of this repository came to."""

    folder: Path
    """The built pages."""
    graph: Graph
    metamodel: Metamodel
    measurements: Measurements
    findings: tuple[Finding, ...]
    warnings: str
    """What Sphinx wrote about what is wrong."""

    @cached_property
    def pages(self) -> dict[str, BeautifulSoup]:
        """Every page by its name, without suffix."""
        return {
            path.relative_to(self.folder).with_suffix("").as_posix(): parsed(path)
            for path in sorted(self.folder.rglob("*.html"))
        }


def built(folder: Path, *, parallel: int = 1) -> RealSite:
    """Build the site of this repository below `folder`, whole."""
    with sphinx_application(REPOSITORY, folder, "html", parallel=parallel) as app:
        app.build(force_all=True)
        build = build_of(app)
        return RealSite(
            folder=Path(app.outdir),
            graph=plan_graph(build),
            metamodel=build.metamodel,
            measurements=plan_measurements(build),
            findings=build.findings,
            warnings=app._warning.getvalue(),
        )


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> RealSite:
    """The real site."""
    return built(tmp_path_factory.mktemp("webbplatsen"))


COPIED = ("conf.py", "ubproject.toml", "index.md", "strategy", "action_plans", "docs")
FAVICON = "_ext/policytrace/site/static/favicon.svg"


@dataclass(frozen=True)
class Copy:
    """A copy of the real content, to be spoiled and mended again."""

    root: Path

    def check(self, *options: str, today: str = "2027-01-15") -> tuple[int, str]:
        """Exit code and output of the gate."""
        outcome = run("check", "--today", today, *options, cwd=self.root)
        return outcome.code, outcome.out

    def sources(self) -> dict[Path, bytes]:
        """What each page and register holds."""
        return {
            path: path.read_bytes()
            for name in COPIED
            for path in (self.root / name, *(self.root / name).rglob("*"))
            if path.is_file()
        }

    def edit(self, file: str, pattern: str, new: str) -> None:
        """Replace every match of `pattern`; there must be one at least."""
        path = self.root / file
        text, count = re.subn(pattern, new, path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert count, f"{file} has no {pattern}"
        path.write_text(text, encoding="utf-8", newline="\n")

    def without(self, item: Item, option: str) -> None:
        """Take an option away from an object."""
        self.replace_option(item, option, "")

    def replace_option(self, item: Item, option: str, new: str) -> None:
        """Put a line in the place of an object's option."""
        block = rf"(^:id: {item.id}\n(?:^:.*\n)*?)^:{option}:.*\n"
        self.edit(item.location.file, block, rf"\g<1>{new}")


@pytest.fixture(scope="module")
def unspoiled(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A copy that has been read once."""
    root = tmp_path_factory.mktemp("kopian") / "jämlikhet"
    for name in COPIED:
        source = REPOSITORY / name
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, _made(root / name))
    shutil.copy2(REPOSITORY / FAVICON, _made(root / FAVICON))
    copy = Copy(root=root)
    code, told = copy.check()
    assert code == 0, told
    return copy


def _made(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


@pytest.fixture
def copy(unspoiled: Copy) -> Iterator[Copy]:
    """The copy, which is mended after the test."""
    before = unspoiled.sources()
    yield unspoiled
    for path, text in unspoiled.sources().items():
        if text != before[path]:
            path.write_bytes(before[path])
