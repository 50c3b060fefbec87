"""What is decided is said in sentences that follow the plan."""

from __future__ import annotations

import pytest

from tests.sphinx.tiny import TinyProject


@pytest.fixture
def project(tmp_path: object) -> TinyProject:
    """A plan with the view for everything on one page, and for the plan on another."""
    made = TinyProject.make(tmp_path)  # type: ignore[arg-type]
    made.edit("index.md", "# En liten plan\n", "# En liten plan\n\n```{beslutsläge}\n```\n")
    made.edit("plan.md", "# Planen\n", "# Planen\n\n```{beslutsläge}\n:plan: HPL-A\n```\n")
    return made


def said(project: TinyProject, page: str) -> str:
    """The sentences on a page."""
    assert not project.build().failed
    [drawn] = project.page(page).select(".pt-decided")
    return " ".join(drawn.get_text().split())


def test_nothing_but_the_strategy_is_decided(project: TinyProject) -> None:
    assert said(project, "index") == (
        "Beslutat: Strategi för lika villkor (Strategin antas). Den enda handlingsplanen är ett "
        "förslag. Ingen har beslutat om den. Alla 2 åtgärder är förslag."
    )
    assert said(project, "plan") == "Hela planen är ett förslag. Ingen har beslutat om den."


def test_a_decision_changes_what_is_said(project: TinyProject) -> None:
    project.edit(
        "plan.md",
        ":id: HPL-A\n:status: förslag\n",
        ":id: HPL-A\n:status: beslutad\n:beslutad_genom: BES-A\n",
    )
    project.edit("plan.md", ":id: ATG-1\n:status: förslag\n", ":id: ATG-1\n:status: beslutad\n")
    assert said(project, "plan") == (
        "Planen är beslutad: Strategin antas. 1 av dess 2 åtgärder är ett förslag."
    )
    assert said(project, "index").endswith(
        "Den enda handlingsplanen är beslutad. 1 av 2 åtgärder är beslutad. Övriga är förslag."
    )


def test_a_plan_of_which_an_action_is_decided_is_no_longer_said_to_be_a_proposal_all_of_it(
    project: TinyProject,
) -> None:
    project.edit(
        "plan.md",
        ":id: ATG-1\n:status: förslag\n",
        ":id: ATG-1\n:status: beslutad\n:beslutad_genom: BES-A\n",
    )
    told = said(project, "plan")
    assert told.startswith("Planen som helhet är ett förslag. 1 av dess 2 åtgärder är beslutad (")
    assert "Ingen har beslutat" not in told


def test_a_plan_that_was_withdrawn_says_so(project: TinyProject) -> None:
    project.edit(
        "plan.md",
        ":id: HPL-A\n:status: förslag\n",
        ":id: HPL-A\n:status: avbruten\n:skäl: Behövs inte\n:beslutad_genom: BES-A\n",
    )
    for number in ("1", "2"):
        project.edit(
            "plan.md",
            f":id: ATG-{number}\n:status: förslag\n",
            f":id: ATG-{number}\n:status: avbruten\n:skäl: Behövs inte\n",
        )
    project.edit("ubproject.toml", "[policytrace.rules]\n", OFF)
    assert said(project, "plan") == "Planen är avbruten."


OFF = "[policytrace.rules]\n" + "".join(
    f'PT{number} = "av"\n' for number in (101, 106, 107, 110, 202, 209)
)
