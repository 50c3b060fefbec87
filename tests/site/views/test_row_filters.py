"""What a table of actions can be narrowed down by."""

from __future__ import annotations

from policytrace.schema.roles import Role
from policytrace.schema.vocabulary import Status
from policytrace.site.views.row_filters import FEWEST_ROWS
from tests.plan_builder import item, plan
from tests.site.views.drawing import SWEDISH, drawn_view, words


def soup_of(number: int) -> object:
    """A table of `number` actions, the first of which differs from the others."""
    return drawn_view(
        plan(
            item("HPL-A", Role.PLAN),
            item("ORG-A", Role.ORGANISATION),
            item("ORG-B", Role.ORGANISATION),
            item("GRP-A", Role.TARGET_GROUP),
            item("GRP-B", Role.TARGET_GROUP),
            item(
                "ATG-0",
                Role.ACTION,
                part_of="HPL-A",
                owner="ORG-B",
                due="2029-06-30",
                status=Status.PROPOSED,
                concerns=("GRP-A", "GRP-B"),
            ),
            *(
                item(
                    f"ATG-{one}",
                    Role.ACTION,
                    part_of="HPL-A",
                    owner="ORG-A",
                    due="2028-06-30",
                    status=Status.PROPOSED,
                )
                for one in range(1, number)
            ),
        ),
        "action_table",
        renderer=SWEDISH,
    )


def test_what_rows_differ_by_can_be_chosen_with_the_number_that_it_leaves() -> None:
    soup = soup_of(FEWEST_ROWS)
    options = {
        select["name"]: [words(option) for option in select.select("option")]
        for select in soup.select(".pt-filters select")  # type: ignore[attr-defined]
    }
    assert options == {
        "ansvarig": ["Alla", "Title of ORG-B (1)", "Title of ORG-A (7)"],
        "klar": ["Alla", "2028 (7)", "2029 (1)"],
        "malgrupp": ["Alla", "Title of GRP-A (1)", "Title of GRP-B (1)"],
    }


def test_a_row_is_known_by_what_is_chosen() -> None:
    first = soup_of(FEWEST_ROWS).select_one("tbody tr")  # type: ignore[attr-defined]
    assert first["data-pt-facets"] == (
        "plan=HPL-A&ansvarig=ORG-B&lage=proposed&klar=2029&malgrupp=GRP-A&malgrupp=GRP-B"
    )


def test_without_script_nothing_is_offered_and_few_rows_need_none() -> None:
    form = soup_of(FEWEST_ROWS).select_one(".pt-filters")  # type: ignore[attr-defined]
    assert form.has_attr("hidden")
    assert not soup_of(FEWEST_ROWS - 1).select(".pt-filters")  # type: ignore[attr-defined]
