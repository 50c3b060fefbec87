"""What tests of the schema share."""

from __future__ import annotations

from pathlib import Path

import pytest

from policytrace.schema.metamodel import Metamodel
from policytrace.schema.reading import load_metamodel
from tests.schema.projects import Read


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads a project whose ubproject.toml is the given text."""

    def reader(text: str) -> Metamodel:
        (tmp_path / "ubproject.toml").write_text(text, encoding="utf-8")
        return load_metamodel(tmp_path)

    return reader
