"""Options of the views that are missing, or name what cannot be shown."""

from __future__ import annotations

import pytest

from tests.plan_builder import english
from tests.sphinx.tiny import TinyProject, place_and_code

TABLE = "```{åtgärdstabell}\n:plan: HPL-A\n```"


def test_a_word_that_an_option_does_not_have_is_found_with_those_that_it_has(
    project: TinyProject,
) -> None:
    project.edit("plan.md", ":plan: HPL-A", ":läge: bra")
    [found] = project.check().findings
    assert english(found.message) == "{åtgärdstabell} has no :läge: bra."
    assert english(found.hint) == (
        "Write one of: ej startad, enligt plan, i riskzonen, försenad, klar, avbruten."
    )


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        (":plan: HPL-B", "{åtgärdstabell} cannot show :plan: HPL-B."),
        (":plan: ATG-1", "{åtgärdstabell} cannot show :plan: ATG-1."),
        (":prioritering: HPL-A", "{åtgärdstabell} cannot show :prioritering: HPL-A."),
    ],
)
def test_an_object_that_a_view_cannot_show_is_found_at_the_directive(
    project: TinyProject, option: str, expected: str
) -> None:
    project.edit("plan.md", ":plan: HPL-A", option)
    line = project.line("plan.md", "{åtgärdstabell}")
    for result in (project.check(), project.check(), project.build()):
        [found] = result.findings
        assert place_and_code(found) == ("plan.md", line, "PT001")
        assert english(found.message) == expected


def test_a_view_within_an_object_is_found_at_its_line(project: TinyProject) -> None:
    project.edit("plan.md", TABLE, "")
    project.edit("plan.md", ": Chefer möter hot först.", ": Chefer möter hot först.\n\n"
                 "```{åtgärdstabell}\n:plan: HPL-B\n```")  # fmt: skip
    line = project.line("plan.md", "{åtgärdstabell}")
    assert project.findings() == [("plan.md", line, "PT001")]


def test_an_option_that_must_be_there_is_found_missing(project: TinyProject) -> None:
    project.edit("plan.md", TABLE, "```{tidslinje}\n```")
    [found] = project.check().findings
    assert place_and_code(found) == ("plan.md", project.line("plan.md", "{tidslinje}"), "PT001")
    assert english(found.message) == "{tidslinje} lacks :plan:."


def test_a_view_whose_object_goes_is_found_in_the_next_build(project: TinyProject) -> None:
    project.edit("matt.md", "# Mått", "# Mått\n\n```{åtgärdstabell}\n:plan: HPL-A\n```")
    assert project.findings() == []
    project.edit("plan.md", TABLE, "")
    project.edit("plan.md", ":id: HPL-A", ":id: HPL-B")
    assert ("matt.md", 3, "PT001") in project.findings()
