"""Pages that several processes have read and written are those that one would have made."""

from __future__ import annotations

import os
import subprocess

import pytest

from tests.bench.projects import Project, check_of, ours

OBJECTS = 200
"""The smallest plan of many pages: more than one process reads and writes of itself."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A plan."""
    return ours(tmp_path_factory.mktemp("plan"), OBJECTS)


def run(project: Project, jobs: int, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build or check from nothing, with so many processes."""
    project.clean()
    return subprocess.run(
        project.with_jobs(jobs).command,
        cwd=project.folder,
        env={**os.environ, **project.environment, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )


def test_several_processes_make_the_bytes_that_one_makes(project: Project) -> None:
    done = run(project, 1)
    assert done.returncode == 0, done.stdout
    alone = project.files()
    assert len([name for name in alone if name.endswith(".html")]) > OBJECTS
    assert run(project, 3).stdout == done.stdout.replace("-j 1", "-j 3")
    shared = project.files()
    assert shared.keys() == alone.keys()
    assert [name for name in alone if shared[name] != alone[name]] == []


def test_what_is_wrong_is_found_alike(project: Project) -> None:
    pages = sorted((project.folder / "action_plans").glob("*.md"))
    before = {page: page.read_text("utf-8") for page in pages}
    try:
        for page, text in before.items():
            page.write_text(f"{text}\n[ingenstans](borta.md) {{okänd}}`x`\n", encoding="utf-8")
        alone, shared = (run(check_of(project), jobs) for jobs in (1, 2))
    finally:
        for page, text in before.items():
            page.write_text(text, encoding="utf-8")
    assert alone.returncode == shared.returncode == 1
    assert shared.stdout == alone.stdout.replace("-j 1", "-j 2")
    for page in pages:
        assert page.relative_to(project.folder).as_posix() in alone.stdout


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_picture_that_cannot_be_drawn_stops_all_in_one_sentence(
    project: Project, jobs: int
) -> None:
    broken = project.folder / "broken.jar"
    broken.write_text("no program", encoding="utf-8")
    try:
        done = run(project, jobs, PLANTUML_JAR=str(broken))
    finally:
        broken.unlink()
    assert done.returncode == 2, done.stdout
    assert "PlantUML" in done.stdout
    assert "Traceback" not in done.stdout
    assert not (project.folder / "_build" / "html").exists()
