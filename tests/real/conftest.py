"""The real content, read and built once for all tests."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from policytrace.checks.findings import Finding
from policytrace.measure.measurements import Measurements
from policytrace.plan.graph import Graph
from policytrace.schema.metamodel import Metamodel
from policytrace.sphinx.build import build_of
from policytrace.sphinx.read.graph import plan_graph, plan_measurements
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
