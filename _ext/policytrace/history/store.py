"""Kept plan states: what a revision held is read once, and known by all that it has come of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from policytrace.build_fingerprint import build_fingerprint
from policytrace.changes.kept import read_kept
from policytrace.changes.plan_state import PlanState
from policytrace.errors import ProjectError
from policytrace.files import make_folder, write_whole
from policytrace.history.days import DatedState
from policytrace.history.timeline import HistoryLine
from policytrace.repository import Repository, repository_of
from policytrace.schema.metamodel import SETTINGS, Metamodel
from policytrace.schema.reading import load_metamodel
from policytrace.settings import IndicatorSettings

HISTORY_FOLDER = "history"
"""Where states are kept, in the build folder."""


class StateStore:
    """Plan states in a folder, each by all that it has come of.

    Several processes may use one folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        """Where whoever reads revisions may keep more of his own."""

    def kept(self, key: str) -> PlanState | None:
        """The state that is kept by a key; None if there is none, or it is damaged."""
        content = self._content(key)
        return read_kept(content) if content else None

    def has(self, key: str) -> bool:
        """Whether something is kept by a key: a state, or that nothing can be read."""
        return self._content(key) is not None

    def keep(self, key: str, content: bytes) -> None:
        """Keep the state whose file has this content; if that cannot be done, it is read again.

        No content: nothing can be read.
        """
        with suppress(ProjectError):
            make_folder(self.folder / "states")
            write_whole(self._path(key), _checksum(content) + b"\n" + content)

    def _content(self, key: str) -> bytes | None:
        try:
            checksum, _, content = self._path(key).read_bytes().partition(b"\n")
        except OSError:
            return None
        return content if checksum == _checksum(content) else None

    def _path(self, key: str) -> Path:
        return self.folder / "states" / f"{key}.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """What the project as it is now decides of how earlier plans are read."""

    settings: bytes
    """Its `conf.py`."""
    indicators: IndicatorSettings
    """Which values it hides."""

    @classmethod
    def of(cls, project: Path, metamodel: Metamodel | None = None) -> Present:
        """That of the project in a folder, whose metamodel may have been read.

        Raises:
            ProjectError: the metamodel cannot be read.
        """
        return cls(
            settings=(project / SETTINGS).read_bytes(),
            indicators=(metamodel or load_metamodel(project)).indicators,
        )


def dated_states(
    project: Path, metamodel: Metamodel, line: HistoryLine, store: StateStore
) -> tuple[DatedState, ...]:
    """The plan of each revision of a history, as it is kept: see `read_history`."""
    repository = repository_of(project)
    if repository is None or not line.commits:
        return ()
    present = Present.of(project, metamodel)
    keys = state_keys(present, repository, (one.id for one in line.commits))
    return tuple(
        DatedState(commit=one, state=store.kept(keys.get(one.id, ""))) for one in line.commits
    )


def state_keys(
    present: Present, repository: Repository, commits: Iterable[str]
) -> Mapping[str, str]:
    """What the state of each commit depends on: its files, this program and the settings."""
    hidden = f"{present.indicators.smallest_group} {sorted(present.indicators.count_units)}"
    settings = blake2b(present.settings + hidden.encode(), digest_size=8).hexdigest()
    return {
        commit: blake2b(
            f"{build_fingerprint()} {settings} {tree}".encode(), digest_size=16
        ).hexdigest()
        for commit, tree in repository.trees(commits).items()
    }


def _checksum(content: bytes) -> bytes:
    return blake2b(content, digest_size=16).hexdigest().encode()
