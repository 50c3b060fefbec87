"""The plans that are measured: always the same, whole, and valid."""

from __future__ import annotations

from pathlib import Path

import pytest

from policytrace.schema.metamodel import CONFIG_FILE, Metamodel
from policytrace.schema.reading import load_metamodel
from policytrace.schema.roles import Role
from policytrace.sphinx.run import check_project
from tests.bench.generator import generate
from tests.bench.objects import SMALLEST, TODAY, sizes
from tests.bench.projects import ROOT, ours
from tests.bench.prose import THEMES

COUNTS = (SMALLEST, 300, 3_000)


@pytest.fixture(scope="module")
def metamodel() -> Metamodel:
    return load_metamodel(ROOT)


@pytest.mark.parametrize("objects", COUNTS)
def test_a_plan_has_the_objects_that_were_asked_for(metamodel: Metamodel, objects: int) -> None:
    pages = [text for name, text in generate(objects, metamodel).items() if name.endswith(".md")]
    assert sum(page.count("\n:id: ") for page in pages) == objects == sum(sizes(objects).values())


def test_the_same_number_of_objects_gives_the_same_files(metamodel: Metamodel) -> None:
    first, second = (generate(SMALLEST, metamodel) for _ in range(2))
    assert list(first.items()) == list(second.items())


def test_a_plan_of_too_few_objects_is_refused() -> None:
    with pytest.raises(ValueError, match=str(SMALLEST)):
        sizes(SMALLEST - 1)


@pytest.mark.parametrize("objects", COUNTS)
def test_every_role_field_and_link_occurs(metamodel: Metamodel, objects: int) -> None:
    text = "\n".join(generate(objects, metamodel).values())
    assert [word for word in metamodel.types if f"\n:::{{{word}}} " not in text] == []
    assert [word for word in metamodel.fields if f"\n:{word}: " not in text] == []
    assert [word for word in metamodel.links if f"\n:{word}: " not in text] == []


@pytest.mark.parametrize("objects", COUNTS)
def test_actions_are_most_then_indicators_then_follow_ups(objects: int) -> None:
    found = sizes(objects)
    roles = sorted(found, key=lambda role: -found[role])
    assert roles[:3] == [Role.ACTION, Role.INDICATOR, Role.FOLLOW_UP]


def test_a_large_plan_has_no_more_priorities_than_there_are_themes() -> None:
    assert sizes(20_000)[Role.PRIORITY] == len(THEMES)


def test_views_stand_only_where_they_are_known(metamodel: Metamodel) -> None:
    without, with_plans = (
        "\n".join(generate(SMALLEST, metamodel, views=views).values())
        for views in ((), ("plan_table",))
    )
    assert "plantabell" not in without
    assert "```{plantabell}\n```" in with_plans


def test_the_gate_finds_nothing_but_what_is_waived(tmp_path: Path) -> None:
    project = ours(tmp_path, SMALLEST)
    result = check_project(project.folder, today=TODAY)
    assert [finding for finding in result.findings if not finding.waived_by] == []
    assert len(result.findings) == sizes(SMALLEST)[Role.WAIVER]
    assert not result.failed
    assert len(result.graph) == SMALLEST


def test_the_gate_lets_a_large_plan_pass(tmp_path: Path) -> None:
    result = check_project(ours(tmp_path, 3_000).folder, today=TODAY)
    assert [finding for finding in result.findings if finding.fails] == []
    assert not result.failed


def test_the_metamodel_measured_is_that_of_this_repository(tmp_path: Path) -> None:
    folder = ours(tmp_path, SMALLEST).folder
    measured, here = ((one / CONFIG_FILE).read_text("utf-8").splitlines() for one in (folder, ROOT))
    different = [line for line, other in zip(measured, here, strict=True) if line != other]
    assert {line.partition(" ")[0] for line in different} == {"priorities", "objects", "first"}
