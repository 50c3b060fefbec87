"""What befalls a build: killed, no room, no right to write, another build at once.

Each time the site is, byte for byte, that of the last build that was finished, and the next build
comes to what a clean one does.
"""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.confined import NEEDS_MOUNTS, confined, digests
from tests.cli.running import run
from tests.killing import build_started, killed_group
from tests.sphinx.tiny import CONF, PLAN, TinyProject, contents

MOMENTS = 20
SEED = 13

Site = dict[str, bytes]

EDITS = {
    "first": ("plan.md", "ska kunna ringa", "ska kunna ringa"),
    "sentence": ("plan.md", "ska kunna ringa", "ska kunna skriva"),
    "title": ("plan.md", "Utbilda alla chefer", "Öva alla chefer"),
    "everything": ("conf.py", "En liten plan", "En stor plan"),
}
"""States of the project: what is changed in it, by their names. The last concerns every page."""


def put_into(project: TinyProject, state: str) -> None:
    """Write the project as it is in one of its states."""
    project.write("plan.md", PLAN)
    project.write("conf.py", CONF)
    project.edit(*EDITS[state])


@dataclass(frozen=True)
class Clean:
    """What a build from nothing comes to in each state, and how long it takes."""

    sites: dict[str, Site]
    seconds: float


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Clean:
    """Built once for all tests."""
    root = tmp_path_factory.mktemp("clean")
    sites = {}
    seconds = 0.0
    for state in EDITS:
        project = TinyProject.make(root / state)
        put_into(project, state)
        began = time.perf_counter()
        build(project)
        seconds = time.perf_counter() - began  # the last: the first has started the server, too
        sites[state] = site_of(project)
    return Clean(sites=sites, seconds=seconds)


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    """A valid project."""
    return TinyProject.make(tmp_path / "plan å")


def log_of(project: TinyProject) -> Path:
    return project.root.parent / f"{project.root.name}.log"


def build(project: TinyProject) -> None:
    """Build to the end."""
    process = build_started(project.root, log_of(project))
    process.join()
    assert process.exitcode == 0, log_of(project).read_text("utf-8")


def site_of(project: TinyProject) -> Site:
    return contents(project.root / "_build" / "html")


def left(project: TinyProject) -> Site:
    """The site as a killed build has left it.

    Between two renames it stands beside its place; the next command puts it back.
    """
    site = project.root / "_build" / "html"
    return contents(site if site.exists() else site.with_name("html.last"))


# ------------------------------------------------------------------------- killed


@pytest.mark.timeout(600)
def test_killed_at_random_moments_the_site_is_whole_and_the_next_build_equals_a_clean_one(
    project: TinyProject, clean: Clean
) -> None:
    moments = random.Random(SEED)  # noqa: S311 - the same in every run
    build(project)
    finished, killed = "first", 0
    for number in range(MOMENTS):
        state = moments.choice([state for state in EDITS if state != finished])
        put_into(project, state)
        process = build_started(project.root, log_of(project))
        time.sleep(clean.seconds * (number + moments.random()) / MOMENTS)
        killed += killed_group(process)
        assert left(project) in (clean.sites[finished], clean.sites[state]), f"moment {number}"
        if moments.random() < 0.5:  # what is built next is not always what was begun with
            state = moments.choice(list(EDITS))
            put_into(project, state)
        build(project)
        assert site_of(project) == clean.sites[state], f"moment {number}"
        finished = state
    assert killed >= MOMENTS // 2


# ------------------------------------------------------------------------- two at once


def test_two_builds_at_once_come_to_what_one_does(project: TinyProject, clean: Clean) -> None:
    build(project)
    for state in ("everything", "sentence"):
        put_into(project, state)
        both = [build_started(project.root, log_of(project)) for _ in range(2)]
        for process in both:
            process.join()
            assert process.exitcode == 0, log_of(project).read_text("utf-8")
        assert site_of(project) == clean.sites[state]


# ------------------------------------------------------------------------- no room, no right


@pytest.fixture
def changed(project: TinyProject, clean: Clean) -> TinyProject:
    """A project that has been built and published, and changed on every page since."""
    put_into(project, "first")
    build(project)
    assert site_of(project) == clean.sites["first"]
    put_into(project, "everything")
    return project


@NEEDS_MOUNTS
def test_a_build_on_a_disk_that_is_full_leaves_the_site_and_says_so(
    changed: TinyProject, clean: Clean
) -> None:
    first, everything = (digests(clean.sites[state]) for state in ("first", "everything"))
    trials = confined("build", "full", changed.root)
    assert sum(one.code == 2 for one in trials) > 2
    for one in trials:
        assert one.code in {0, 2}
        if one.code:
            assert one.said.splitlines()[-1].endswith(": disken är full.")
        assert one.site == first if one.code else one.site.keys() == one.mended.keys()
        assert but_index(one.mended) == but_index(everything)


@NEEDS_MOUNTS
def test_a_build_where_nothing_may_be_written_leaves_the_site_and_says_so(
    changed: TinyProject, clean: Clean
) -> None:
    (one,) = confined("build", "read-only", changed.root)
    assert one.code == 2
    assert one.said.endswith(": där får ingenting skrivas.\n")
    assert one.said.count("\n") == 1
    assert one.site == digests(clean.sites["first"])
    assert one.mended == digests(clean.sites["everything"])


@NEEDS_MOUNTS
@pytest.mark.parametrize(
    ("kind", "reason"), [("full", "disken är full"), ("read-only", "där får ingenting skrivas")]
)
def test_a_publication_that_cannot_write_leaves_the_site_and_says_so(
    project: TinyProject, clean: Clean, kind: str, reason: str
) -> None:
    link = project.root.parent / "www" / "plan"
    link.parent.mkdir()
    build(project)
    assert run("publish", str(link), str(project.root)).code == 0
    put_into(project, "everything")
    build(project)
    (one,) = confined("publish", kind, project.root)
    assert one.code == 2
    assert f": {reason}. " in one.said
    assert one.said.endswith(" är orörd.\n")
    assert one.site == digests(clean.sites["first"])
    assert one.mended == digests(clean.sites["everything"])


def but_index(site: dict[str, str]) -> dict[str, str]:
    """A site without the search's index.

    Pagefind numbers pages in the order in which the file system lists them, and this is another one
    than that of the clean build.
    """
    return {name: digest for name, digest in site.items() if not name.startswith("pagefind/")}
