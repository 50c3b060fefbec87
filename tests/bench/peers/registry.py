"""The peers that can be measured."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from policytrace.schema.reading import load_metamodel
from policytrace.schema.words import Words
from tests.bench.generator import generate
from tests.bench.listing import Page, listing
from tests.bench.peers import doorstop, mlx_traceability, strictdoc
from tests.bench.peers.environment import python_of
from tests.bench.projects import ROOT, Project, written

CACHE = ROOT / ".cache" / "bench"
"""Where the peers' environments lie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A program that is handed the same plan."""

    package: str
    """What it is called where packages are, and its requirements file here."""
    files: Callable[[Sequence[Page], Words], Mapping[str, str]]
    """The project, by path, for the pages of a plan."""
    command: Callable[[str], tuple[str, ...]]
    """How it is built, with the Python of its environment."""
    result: str
    """The start page."""

    @property
    def requirements(self) -> Path:
        """The file that pins it and all that it needs."""
        return Path(__file__).with_name(f"{self.package}.txt")

    @property
    def version(self) -> str:
        """The version that is pinned."""
        lines = self.requirements.read_text("utf-8").splitlines()
        pinned = next(line for line in lines if line.startswith(f"{self.package}=="))
        return pinned.partition("==")[2].split()[0]

    def project(self, folder: Path, objects: int) -> Project:
        """A plan of `objects` objects in `folder`; its environment is made if it is not there.

        Raises:
            BuildFailedError: the environment could not be made.
        """
        metamodel = load_metamodel(ROOT)
        pages = listing(objects, generate(objects, metamodel))
        written(folder, self.files(pages, metamodel.vocabulary))
        return Project(
            folder=folder,
            command=self.command(str(python_of(self.requirements, CACHE))),
            result=self.result,
            environment={"PYTHONPATH": ""},
        )


PEERS: Mapping[str, Peer] = {
    peer.package: peer
    for peer in (
        Peer(
            package="strictdoc",
            files=strictdoc.project,
            command=strictdoc.command,
            result="_build/strictdoc/html/index.html",
        ),
        Peer(
            package="doorstop",
            files=doorstop.project,
            command=doorstop.command,
            result="_build/doorstop/index.html",
        ),
        Peer(
            package="mlx-traceability",
            files=mlx_traceability.project,
            command=mlx_traceability.command,
            result="_build/html/index.html",
        ),
    )
}
"""All peers, by name."""
