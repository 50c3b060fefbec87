"""What the tests of writing share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sphinx.tiny import TinyProject


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    """A valid project, to be added to."""
    return TinyProject.make(tmp_path / "liten åäö")
