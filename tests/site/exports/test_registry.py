"""What exporters make, and where they may put it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from policytrace.messages import catalogue
from policytrace.schema.reading import load_metamodel
from policytrace.site.exports import registry
from policytrace.site.exports.registry import Exporter, exported_files, exporter
from policytrace.snapshot import Snapshot
from tests.paths import REPOSITORY
from tests.plan_builder import TODAY, plan

SNAPSHOT = Snapshot(graph=plan(), metamodel=load_metamodel(REPOSITORY), today=TODAY)

Install = Callable[..., None]


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Install:
    """Makes exporters of files the only ones that there are."""

    def installed(*made: dict[str, bytes]) -> None:
        exporters: list[Exporter] = []
        monkeypatch.setattr(registry, "EXPORTERS", exporters)
        for files in made:
            exporter(lambda _snapshot, _translations, files=files: files)

    return installed


def test_the_files_of_all_exporters_are_there(install: Install) -> None:
    install({"a.json": b"1", "data/b.csv": b"2"}, {"c.ics": b"3"})
    found = exported_files(SNAPSHOT, catalogue("sv"))
    assert found == {"a.json": b"1", "data/b.csv": b"2", "c.ics": b"3"}


@pytest.mark.parametrize(
    "path",
    [
        *("", ".", "..", "../plan.json", "data/../../plan.json", "/plan.json", "//plan.json"),
        *("data/", "data//plan.json", "./plan.json", "data\\plan.json", "..\\plan.json"),
        *("C:plan.json", ".plan.json", ".policytrace-pages.json", "data/.plan.json", "_static/x"),
        *("plan.json\n", "plan json", "plan\0.json", "plån.json", "~/plan.json"),
    ],
)
def test_no_file_leads_out_of_the_site_or_is_hidden_in_it(install: Install, path: str) -> None:
    install({path: b""})
    with pytest.raises(ValueError, match="no file of the site"):
        exported_files(SNAPSHOT, catalogue("sv"))


def test_two_exporters_do_not_make_the_same_file(install: Install) -> None:
    install({"a.json": b"1"}, {"a.json": b"1"})
    with pytest.raises(ValueError, match="another exporter"):
        exported_files(SNAPSHOT, catalogue("sv"))


def test_every_module_of_exports_is_in_the_list() -> None:
    folder = Path(registry.__file__).parent
    exporting = {
        f"policytrace.site.exports.{path.stem}"
        for path in folder.glob("*.py")
        if re.search(r"\n@(?:slow_)?exporter\n", path.read_text(encoding="utf-8"))
    }
    assert exporting == {
        export.__module__ for export in (*registry.EXPORTERS, *registry.SLOW_EXPORTERS)
    }
