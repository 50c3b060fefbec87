"""The project that is edited, when its files cannot be looked at."""

from __future__ import annotations

from pathlib import Path

from policytrace.edit.shadow import Shadow
from policytrace.edit.workspace import Workspace
from policytrace.live.builds import BuildProcess
from tests.asynchronous import completed


def test_what_is_saved_is_no_error_if_the_files_cannot_be_looked_at_then(tmp_path: Path) -> None:
    project = tmp_path / "borta"
    workspace = Workspace(
        project=project,
        shadow=Shadow(project=project, folder=tmp_path / "kopia"),
        site=tmp_path / "sajt",
        builds=BuildProcess("ingen", ()),
    )
    completed(workspace.saved([]))
