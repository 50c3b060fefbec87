"""A sequence of changes to a project, with an incremental build and a clean one after each.

    sequence = Workplace(folder=folder).begin()
    sequence.edit("change a date", 3, 1)
    sequence.build()

A clean build is one of a copy, in a folder where nothing has been built. Both must end with the
same code, print the same and publish the same, byte by byte. When the gate stops, what was
published before must still be published.
"""

from __future__ import annotations

import difflib
import shutil
import subprocess
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from policytrace.site.publish import BUILD_FOLDER
from tests.cli.running import Outcome
from tests.incremental.building import Run, Site, published, start
from tests.incremental.damage import DAMAGES
from tests.incremental.edits import EDITS
from tests.incremental.project import Project
from tests.sphinx.tiny import TODAY

_KEPT = 60
"""Clean builds that are kept."""

_SHOWN = 12
"""Lines of a difference that are shown of each file, and files that are named."""

_WIDTH = 300
"""Signs that are shown of each line."""

LEFT_OVER = ("html.next", "html.last")
"""What a publication that has ended leaves nothing of."""


class DifferenceError(AssertionError):
    """An incremental build has not come to what a clean one comes to."""


@dataclass(kw_only=True)
class Workplace:
    """A folder in which sequences are tried, one after another.

    What takes long is done once: the first build of the project, and a clean build of files that
    have been built before, as they often have been when something is undone.
    """

    folder: Path
    _clean: OrderedDict[tuple[str, Run, str], tuple[Outcome, Site]] = field(
        default_factory=OrderedDict
    )

    def begin(self) -> Sequence:
        """A project that has been built once, as it is.

        Its place is always the same, as a build trusts nothing that was read in another.
        """
        root, built, kept = (self.folder / name for name in ("rik åäö", "byggd", "sparat"))
        sequence = Sequence(project=Project(root), workplace=self, kept=kept)
        for old in (root, kept):
            shutil.rmtree(old, ignore_errors=True)
        if built.exists():
            copy_whole(built, root)
        else:
            Project.make(root)
            outcome = start(root, sequence.run, "build")()
            assert outcome.code == 0, outcome.said
            copy_whole(root, built)
        sequence.remember(published_now=True)
        return sequence

    def clean(self, project: Project, run: Run, command: str) -> Callable[[], tuple[Outcome, Site]]:
        """Start a command on a copy of a project; gives what waits for what it comes to.

        One process does all of it: shared work must come to the same.
        """
        run = replace(run, jobs=1)
        key = (project.checksum(), run, command)
        if key in self._clean:
            return lambda: self._clean[key]
        root = self.folder / "ren" / project.root.name
        shutil.rmtree(root, ignore_errors=True)
        copy = Project(root)
        for name, content in project.contents().items():
            copy.write_bytes(name, content)
        waiting = start(root, run, command)

        def ended() -> tuple[Outcome, Site]:
            self._clean[key] = waiting(), published(root)
            while len(self._clean) > _KEPT:
                self._clean.popitem(last=False)
            return self._clean[key]

        return ended


@dataclass(kw_only=True)
class Sequence:
    """A project, and what has been done to it so far."""

    project: Project
    workplace: Workplace
    kept: Path
    """Where ``_build`` is kept as it was after each build."""
    run: Run = field(default_factory=lambda: Run(today=TODAY, jobs=2))
    done: list[str] = field(default_factory=list)
    """What has been done, in words."""
    good: dict[str, bytes] = field(default_factory=dict)
    """The files as they were when last a site was published."""
    earlier: list[dict[str, bytes]] = field(default_factory=list)
    """The files as they were at each build."""
    broken: int = 0
    """How many builds have ended without a site since one had one."""

    # ------------------------------------------------------------------- changes

    def edit(self, what: str, where: int, how: int) -> None:
        """Make an edit."""
        self.done.append(f'sequence.edit("{what}", {where}, {how})')
        EDITS[what](self.project, where, how)

    def damage(self, what: str, which: int) -> None:
        """Do damage to what a build has left."""
        self.done.append(f'sequence.damage("{what}", {which})')
        DAMAGES[what](self._built, which)

    def mend(self) -> None:
        """Bring back the files from which a site was published last."""
        self.done.append("sequence.mend()")
        self.project.go_back(self.good)

    def go_back(self, builds: int) -> None:
        """Bring back the files as they were some builds ago, and leave ``_build`` as it is."""
        self.done.append(f"sequence.go_back({builds})")
        self.project.go_back(self.earlier[-1 - builds % len(self.earlier)])

    def bring_back_build(self, builds: int) -> None:
        """Bring back ``_build`` as it was some builds ago, as a cache does, and leave the files."""
        self.done.append(f"sequence.bring_back_build({builds})")
        shutil.rmtree(self._built)
        copy_whole(
            self.kept / str((len(self.earlier) - 1) - builds % len(self.earlier)), self._built
        )

    def move_day(self, days: int) -> None:
        """Let days pass."""
        self.done.append(f"sequence.move_day({days})")
        self.run = replace(self.run, today=self.run.today + timedelta(days=days))

    def turn_strict(self) -> None:
        """Let time that has passed be an error, or no longer."""
        self.done.append("sequence.turn_strict()")
        self.run = replace(self.run, strict_time=not self.run.strict_time)

    def share_work(self, jobs: int) -> None:
        """Let so many processes share the work from now on."""
        self.done.append(f"sequence.share_work({jobs})")
        self.run = replace(self.run, jobs=jobs)

    # ------------------------------------------------------------------ comparing

    def check(self) -> None:
        """Run the gate, and compare what it says with what it says of a copy.

        Raises:
            DifferenceError: it says something else.
        """
        self.done.append("sequence.check()")
        before = self._published()
        self._run("check")
        self._compare_sites(self._published(), before)

    def build(self) -> None:
        """Build the project, and compare with a clean build of a copy.

        Raises:
            DifferenceError: they differ.
        """
        self.done.append("sequence.build()")
        before = self._published()
        code, site = self._run("build")
        self._compare_sites(self._published(), before if code else site)
        if left := [name for name in LEFT_OVER if (self._built / name).exists()]:
            self._fail(f"{left} is left")
        self.remember(published_now=not code)

    def _run(self, command: str) -> tuple[int, Site]:
        """Run a command on the project and on a copy; both must say the same."""
        cleanly = self.workplace.clean(self.project, self.run, command)
        try:
            outcome = start(self.project.root, self.run, command)()
        finally:
            clean, site = cleanly()
        if outcome != clean:
            told = [f"code {one.code}\n{one.out}{one.err}" for one in (clean, outcome)]
            self._fail("Something else is printed:\n" + _difference(*told))
        return clean.code, site

    def _published(self) -> Site:
        """What is published; what lies beside it when a publication has been interrupted, too."""
        found = published(self.project.root)
        last = self._built / "html.last"
        if not (self._built / "html").exists() and last.is_dir():
            last.rename(self._built / "html")
            found = published(self.project.root)
            (self._built / "html").rename(last)
        return found

    def remember(self, *, published_now: bool) -> None:
        """Keep what there is now, to go back to."""
        contents = self.project.contents()
        self.broken = 0 if published_now else self.broken + 1
        if published_now:
            self.good = contents
        copy_whole(self._built, self.kept / str(len(self.earlier)))
        self.earlier.append(contents)

    @property
    def _built(self) -> Path:
        return self.project.root / BUILD_FOLDER

    def _compare_sites(self, site: Site, expected: Site) -> None:
        if site == expected:
            return
        told = [f"missing: {name}" for name in sorted(expected.keys() - site.keys())]
        told += [f"too much: {name}" for name in sorted(site.keys() - expected.keys())]
        for name in sorted(site.keys() & expected.keys()):
            if site[name] != expected[name]:
                texts = (one[name].decode(errors="replace") for one in (expected, site))
                told.append(f"{name} differs:\n{_difference(*texts)}")
        self._fail("\n".join(["The site differs:", *told[:_SHOWN], f"{len(told)} files in all"]))

    def _fail(self, told: str) -> None:
        steps = "\n".join(("sequence = Workplace(folder=tmp_path).begin()", *self.done))
        raise DifferenceError(f"{told}\nAfter\n{steps}\n")


def copy_whole(source: Path, target: Path) -> None:
    """Copy a folder with its times, and with files that are one in several places."""
    target.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["/bin/cp", "-a", str(source), str(target)], check=True)


def _difference(expected: str, found: str) -> str:
    lines = difflib.unified_diff(
        expected.splitlines(), found.splitlines(), "clean", "incremental", lineterm="", n=0
    )
    return "\n".join(line[:_WIDTH] for _, line in zip(range(_SHOWN), lines, strict=False))
