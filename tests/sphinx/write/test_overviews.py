"""Overviews on a page of their own show what stands on other pages, also after a change there."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup

from tests.site.views.drawing import words
from tests.sphinx.tiny import TinyProject

VIEWS = {
    "harnast": "```{härnäst}\n```",
    "matris": "```{målgruppsmatris}\n```",
    "mal": "```{globalamål}\n```",
    "beslut": "```{beslutstabell}\n```",
    "kvalitet": "```{kvalitetsrapport}\n```",
    "tid": "```{tidslinje}\n:plan: HPL-A\n```",
}
"""One view on each page."""

DUE = ":klar_senast: 2028-06-30\n:nästa_uppföljning: 2027-11-15\n:bidrar_till: UTG-A, ATA-A"


@pytest.fixture
def overviews(project: TinyProject) -> TinyProject:
    """The tiny project with a page for each overview, built."""
    for name, view in VIEWS.items():
        project.write(f"{name}.md", f"# Översikt\n\n## Allt\n\n{view}\n")
    project.edit("index.md", "plan\nmatt\n", "\n".join(("plan", "matt", *VIEWS, "")))
    project.build()
    return project


def main(project: TinyProject, page: str) -> BeautifulSoup:
    found = project.page(page).main
    assert found is not None
    return BeautifulSoup(str(found), "html.parser")


@pytest.mark.parametrize("page", VIEWS)
def test_headings_go_down_one_level_at_a_time(overviews: TinyProject, page: str) -> None:
    found = main(overviews, page).find_all(["h1", "h2", "h3", "h4", "h5", "h6"])
    levels = [int(heading.name[1]) for heading in found]
    assert levels[:2] == [1, 2]
    assert all(after <= before + 1 for before, after in pairwise(levels))


CHANGES: dict[str, tuple[Callable[[TinyProject], None], str]] = {
    "harnast": (
        lambda project: project.edit(
            "strategi.md", "uppföljning: 2027-11-15", "uppföljning: 2027-05-03"
        ),
        "3 maj 2027",
    ),
    "matris": (
        lambda project: project.edit(
            "plan.md", ":bidrar_till: UTG-A\n", ":bidrar_till: UTG-A\n:berör: GRP-A\n"
        ),
        "Ålder: 2 åtgärder",
    ),
    "mal": (
        lambda project: project.edit("plan.md", "5.2, 16.1", "5.2, 13.1"),
        "Bekämpa klimatförändringarna",
    ),
    "beslut": (
        lambda project: project.edit("strategi.md", ":datum: 2026-06-15", ":datum: 2026-06-14"),
        "14 juni 2026",
    ),
    "kvalitet": (
        lambda project: project.edit(
            "strategi.md", "uppföljning: 2027-11-15", "uppföljning: 2027-01-04"
        ),
        "En uppföljning som är försenad · varning",
    ),
    "tid": (
        lambda project: project.edit("plan.md", DUE, DUE.replace("2028-06-30", "2028-06-29")),
        "29 juni 2028",
    ),
}
"""A change elsewhere, and what then stands on the page."""


@pytest.mark.parametrize("page", CHANGES)
def test_what_changes_elsewhere_is_shown(overviews: TinyProject, page: str) -> None:
    change, expected = CHANGES[page]
    assert expected not in words(main(overviews, page))
    change(overviews)
    overviews.build()
    assert expected in words(main(overviews, page))
