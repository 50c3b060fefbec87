"""A page is read again when a file that it names comes or goes, as it then says something else."""

from __future__ import annotations

import pytest

from tests.plan_builder import english
from tests.sphinx.tiny import TinyProject


def said(project: TinyProject) -> list[str]:
    """What is found."""
    return [english(found.message) for found in project.check().findings]


@pytest.mark.parametrize(
    ("text", "file", "content"),
    [
        ("```{include} inledning.txt\n```", "inledning.txt", "En text.\n"),
        ("[underlaget](underlag.csv)", "underlag.csv", "a,b\n"),
        ("[nästa](nästa.md)", "nästa.md", "---\norphan: true\n---\n\n# Nästa\n"),
        ("{download}`underlaget <underlag.csv>`", "underlag.csv", "a,b\n"),
    ],
)
def test_a_file_that_comes_and_goes(
    project: TinyProject, text: str, file: str, content: str
) -> None:
    project.write("matt.md", f"{project.read('matt.md')}\n{text}\n")
    without = said(project)
    assert len(without) == 1

    project.write(file, content)
    assert said(project) == []

    (project.root / file).unlink()
    assert said(project) == without
