"""The overviews that an editor puts on a page, as they are drawn."""

from __future__ import annotations

import pytest

from policytrace.site.views.registry import VIEWS, view_words
from tests.plan_builder import METAMODEL
from tests.sphinx.tiny import TinyProject

TABLE = "```{åtgärdstabell}\n:plan: HPL-A\n```"


def test_every_view_has_a_directive(project: TinyProject) -> None:
    needs_nothing = [view for view in VIEWS.values() if not view.required]
    assert needs_nothing
    directives = view_words(METAMODEL).directives
    text = "".join(
        f"## {number}\n\n```{{{directives[view.key]}}}\n```\n\n"
        for number, view in enumerate(needs_nothing)
    )
    project.edit("matt.md", "# Mått", f"# Mått\n\n{text}")
    project.support()
    assert not project.build().findings
    sections = project.page("matt").select("main > section > section")
    assert len(sections) == len(needs_nothing)
    for view, section in zip(needs_nothing, sections, strict=True):
        drawn = section.find_all(recursive=False)
        assert len(drawn) > 1, view.key


def test_a_view_shows_what_its_option_names(project: TinyProject) -> None:
    project.build()
    page = project.page("plan")
    table = page.find("table")
    assert table is not None
    links = [row.find("a")["href"] for row in table.select("tbody tr")]
    assert links == ["#ATG-1", "#ATG-2"]  # the plan's actions stand further down the same page
    assert all(page.select_one(link) for link in links)


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        (":läge: ej startad", []),
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


def test_two_views_on_one_page_have_ids_of_their_own(project: TinyProject) -> None:
    project.edit("plan.md", TABLE, f"{TABLE}\n\n{TABLE}\n\n```{{plantabell}}\n```")
    project.build()
    ids = [tag["id"] for tag in project.page("plan").find_all(id=True)]
    assert len(ids) == len(set(ids))
