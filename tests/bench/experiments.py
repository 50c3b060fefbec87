"""What the benchmark does: each experiment measures what it needs, if it has not been measured."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench import live, projects
from tests.bench.measurement import BuildFailedError, Cost, Measured
from tests.bench.peers.registry import PEERS
from tests.bench.projects import ROOT, Project
from tests.bench.results import Subject, What
from tests.bench.targets import LARGE, MANY, SMALL

Tell = Callable[[str], None]
"""Is told how far it has come."""


@dataclass(kw_only=True)
class Bench:
    """One run of the benchmark: what is asked for, and what has been measured so far."""

    scratch: Path
    """A folder for all projects."""
    runs: int
    """How often each thing is done. Plans larger than `LARGE` are built half as often."""
    sizes: Sequence[int]
    """Numbers of objects in the plans."""
    peers: Sequence[str]
    """The peers that are built too."""
    all_stock: bool
    """Whether stock and peers build plans larger than `LARGE` too, which takes them long."""
    tell: Tell
    results: dict[Subject, Measured] = field(default_factory=dict)
    different: tuple[str, ...] = ()
    """The files that two jobs have not made as one has."""
    _projects: dict[Subject, Project] = field(default_factory=dict)

    # ---------------------------------------------------------------------------- experiments

    def full(self) -> None:
        """Fresh builds of all sizes, by ours and by what it is compared with, in turn."""
        for size in self.sizes:
            whats: list[str] = [What.OURS]
            if size <= LARGE or self.all_stock:
                whats = [What.STOCK, What.STOCK_SIDE_BY_SIDE, What.OURS, *self.peers]
            self._fresh(Subject(what, size) for what in whats)

    def again(self) -> None:
        """Builds of a site that is there, after a change to one page."""
        project = self._full_site()
        page = project.folder / projects.CHANGED_PAGE
        changes: Mapping[What, Callable[[str, int], str]] = {
            What.UNCHANGED: lambda text, _run: text,
            What.OTHER_TEXT: projects.with_other_text,
            What.OTHER_TITLE: lambda text, run: projects.with_other_title(text, run)[0],
        }
        for what, change in changes.items():
            subject = Subject(what, self.detailed)
            for run in range(self.runs):
                text = page.read_text("utf-8")
                if (changed := change(text, run)) != text:
                    page.write_text(changed, encoding="utf-8")
                self._note(subject, project.build())

    def check(self) -> None:
        """The check alone, from nothing, and again when nothing has changed."""
        self._fresh([Subject(What.OURS, self.detailed)])
        project = projects.check_of(self._project(Subject(What.OURS, self.detailed)))
        for what in (What.CHECK_COLD, What.CHECK_WARM):
            for _ in range(self.runs):
                if what is What.CHECK_COLD:
                    project.clean()
                self._note(Subject(what, self.detailed), project.build())

    def real(self) -> None:
        """A fresh build of what this repository holds, and stock's of a small plan."""
        self._fresh([Subject(What.STOCK, SMALL), Subject(What.REAL)])

    def live(self) -> None:
        """``make live``, from save to page."""
        project = projects.ours(self.scratch / "live", SMALL)
        subject = Subject(What.LIVE, SMALL)
        for cost in live.saved_to_served(project, self.runs):
            self._note(subject, cost)

    def jobs(self) -> None:
        """Fresh builds by one process and by two: they must give the same bytes."""
        made = []
        for what, jobs in ((What.ONE_JOB, 1), (What.TWO_JOBS, 2)):
            plain = self._project(Subject(What.OURS, self.detailed))
            project = plain.with_jobs(jobs)
            for _ in range(self.runs):
                project.clean()
                self._note(Subject(what, self.detailed), project.build())
            made.append(project.files())
        one, two = made
        self.different = tuple(
            name for name in sorted({*one, *two}) if one.get(name) != two.get(name)
        )

    def rules(self) -> None:
        """All rules over very many objects."""
        for _ in range(self.runs):
            done = subprocess.run(
                (sys.executable, "-m", "tests.bench.rules", str(MANY)),
                cwd=ROOT,
                env={**os.environ, **projects.OWN_PACKAGE},
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode:
                raise BuildFailedError(done.stderr)
            self._note(Subject(What.RULES, MANY), Cost(**json.loads(done.stdout)))

    # --------------------------------------------------------------------------------- how

    @property
    def detailed(self) -> int:
        """The size that is looked at closely: the largest that is not too large for it."""
        return max((size for size in self.sizes if size <= LARGE), default=min(self.sizes))

    def _full_site(self) -> Project:
        """Our project of the size that is looked at closely, with its site as it is built now."""
        subject = Subject(What.OURS, self.detailed)
        self._fresh([subject])
        project = self._project(subject)
        project.clean()
        project.build()
        return project

    def _fresh(self, subjects: Iterable[Subject]) -> None:
        """What it takes to build from nothing. They take turns, to meet the same machine."""
        missing = [subject for subject in subjects if subject not in self.results]
        built = {subject: self._project(subject) for subject in missing}
        for turn in range(self.runs):
            for subject, project in built.items():
                if subject.objects <= LARGE or turn < (self.runs + 1) // 2:
                    project.clean()
                    self._note(subject, project.build())

    def _project(self, subject: Subject) -> Project:
        if subject not in self._projects:
            self._projects[subject] = self._made(subject)
        return self._projects[subject]

    def _made(self, subject: Subject) -> Project:
        folder = self.scratch / f"{len(self._projects)}"
        if subject.what == What.REAL:
            return projects.real(folder)
        if subject.what in PEERS:
            return PEERS[subject.what].project(folder, subject.objects)
        make = {
            What.OURS: projects.ours,
            What.STOCK: projects.stock,
            What.STOCK_SIDE_BY_SIDE: projects.stock_side_by_side,
        }[What(subject.what)]
        return make(folder, subject.objects)

    def _note(self, subject: Subject, cost: Cost) -> None:
        before = self.results[subject].costs if subject in self.results else ()
        self.results[subject] = Measured((*before, cost))
        size = f"{subject.objects} objects, " if subject.objects else ""
        self.tell(f"{size}{subject.what}: {cost.wall:.2f} s")


EXPERIMENTS: Mapping[str, Callable[[Bench], None]] = {
    "full": Bench.full,
    "real": Bench.real,
    "live": Bench.live,
    "again": Bench.again,
    "check": Bench.check,
    "jobs": Bench.jobs,
    "rules": Bench.rules,
}
"""All experiments, by name, in the order in which they are done."""
