"""The directives of the views, as an editor writes them."""

from __future__ import annotations

import pytest

from tests.sphinx.tiny import TinyProject


@pytest.mark.parametrize("wrong", [":plann: HPL-A", ":plan:", "HPL-A"])
def test_what_a_view_cannot_read_is_found_within_the_directive(
    project: TinyProject, wrong: str
) -> None:
    project.edit("plan.md", ":plan: HPL-A", wrong)
    [(file, line, code)] = project.findings()
    first = project.line("plan.md", "{åtgärdstabell}")
    assert (file, code) == ("plan.md", "PT001")
    assert first <= line <= first + 1
