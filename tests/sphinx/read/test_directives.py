"""The overviews that an editor puts on a page."""

from __future__ import annotations

import pytest

from policytrace.site.views.registry import VIEWS, view_words
from tests.plan_builder import METAMODEL, english
from tests.sphinx.tiny import TinyProject, place_and_code

TABLE = "```{åtgärdstabell}\n:plan: HPL-A\n```"


def test_every_view_has_a_directive(project: TinyProject) -> None:
    needs_nothing = [view for view in VIEWS.values() if not view.required and not view.diagram]
    assert needs_nothing
    directives = view_words(METAMODEL).directives
    text = "".join(
        f"## {number}\n\n```{{{directives[view.key]}}}\n```\n\n"
        for number, view in enumerate(needs_nothing)
    )
    project.edit("matt.md", "# Mått", f"# Mått\n\n{text}")
    assert not project.build().findings
    sections = project.page("matt").select("main > section > section")
    assert len(sections) == len(needs_nothing)
    for view, section in zip(needs_nothing, sections, strict=True):
        drawn = section.find_all(recursive=False)
        assert len(drawn) > 1, view.key


def test_a_view_shows_what_its_option_names(project: TinyProject) -> None:
    project.build()
    table = project.page("plan").find("table")
    assert table is not None
    links = [row.find("a")["href"] for row in table.select("tbody tr")]
    assert links == ["objekt/ATG-1.html", "objekt/ATG-2.html"]


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        (":läge: ej startad", ["objekt/ATG-1.html", "objekt/ATG-2.html"]),
        (":läge: försenad", []),
        (":målgrupp: GRP-A", ["objekt/ATG-1.html"]),
        (":ansvarig: ORG-KS\n:status: förslag", ["objekt/ATG-1.html", "objekt/ATG-2.html"]),
    ],
)
def test_options_choose_rows_by_objects_and_by_words(
    project: TinyProject, option: str, expected: list[str]
) -> None:
    project.edit("plan.md", ":plan: HPL-A", option)
    assert not project.build().findings
    rows = project.page("plan").select("table tbody tr")
    assert [row.find("a")["href"] for row in rows] == expected


def test_a_word_that_an_option_does_not_have_is_found_with_those_that_it_has(
    project: TinyProject,
) -> None:
    project.edit("plan.md", ":plan: HPL-A", ":läge: bra")
    [found] = project.check().findings
    assert english(found.message) == "{åtgärdstabell} has no :läge: bra."
    assert english(found.hint) == (
        "Write one of: ej startad, enligt plan, i riskzonen, försenad, klar, avbruten."
    )


def test_two_views_on_one_page_have_ids_of_their_own(project: TinyProject) -> None:
    project.edit("plan.md", TABLE, f"{TABLE}\n\n{TABLE}\n\n```{{plantabell}}\n```")
    project.build()
    ids = [tag["id"] for tag in project.page("plan").find_all(id=True)]
    assert len(ids) == len(set(ids))


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
    project.edit("plan.md", TABLE, "```{kedja}\n```")
    [found] = project.check().findings
    assert place_and_code(found) == ("plan.md", project.line("plan.md", "{kedja}"), "PT001")
    assert english(found.message) == "{kedja} lacks :för:."


@pytest.mark.parametrize("wrong", [":plann: HPL-A", ":plan:", "HPL-A"])
def test_what_a_view_cannot_read_is_found_within_the_directive(
    project: TinyProject, wrong: str
) -> None:
    project.edit("plan.md", ":plan: HPL-A", wrong)
    [(file, line, code)] = project.findings()
    first = project.line("plan.md", "{åtgärdstabell}")
    assert (file, code) == ("plan.md", "PT001")
    assert first <= line <= first + 1


def test_a_view_whose_object_goes_is_found_in_the_next_build(project: TinyProject) -> None:
    project.edit("matt.md", "# Mått", "# Mått\n\n```{åtgärdstabell}\n:plan: HPL-A\n```")
    assert project.findings() == []
    project.edit("plan.md", TABLE, "")
    project.edit("plan.md", ":id: HPL-A", ":id: HPL-B")
    assert ("matt.md", 3, "PT001") in project.findings()
