"""Where a new object goes, and that nothing else in the files changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.author.fences import split_lines
from policytrace.author.markdown import Draft
from policytrace.author.placement import Placed, place, usual_place
from policytrace.errors import ProjectError
from policytrace.locations import Location
from policytrace.plan.graph import Graph
from policytrace.plan.model import Item
from policytrace.schema.roles import FieldName, LinkKind, Role
from tests.plan_builder import METAMODEL, english, item, plan


def at(line: int, file: str = "plan.md") -> Location:
    return Location(file=file, line=line)


def draft(
    role: Role = Role.ACTION,
    *,
    title: str = "Ny",
    **values: str,
) -> Draft:
    kinds = {kind.value for kind in LinkKind}
    return Draft(
        role=role,
        id="X-NY",
        title=title,
        fields={FieldName(key): value for key, value in values.items() if key not in kinds},
        links={LinkKind(key): (value,) for key, value in values.items() if key in kinds},
    )


def usual(new: Draft, *items: Item) -> str:
    return usual_place(new, plan(*items), METAMODEL)


# ---------------------------------------------------------------- which place


PLAN_A = item("HPL-A", Role.PLAN, at=at(1))
IN_PLAN_A = draft(part_of="HPL-A")


def test_an_action_goes_after_the_last_of_its_plan() -> None:
    assert (
        usual(
            IN_PLAN_A,
            PLAN_A,
            item("ATG-2", Role.ACTION, at=at(9), part_of="HPL-A"),
            item("ATG-1", Role.ACTION, at=at(20), part_of="HPL-A"),
            item("ATG-3", Role.ACTION, at=at(30), part_of="HPL-B"),
        )
        == "ATG-1"
    )


def test_an_action_goes_to_the_file_with_most_of_its_plan() -> None:
    assert (
        usual(
            IN_PLAN_A,
            PLAN_A,
            item("ATG-1", Role.ACTION, at=at(9, "b.md"), part_of="HPL-A"),
            item("ATG-2", Role.ACTION, at=at(20, "b.md"), part_of="HPL-A"),
            item("ATG-3", Role.ACTION, at=at(30, "c.md"), part_of="HPL-A"),
        )
        == "ATG-2"
    )


def test_the_first_action_goes_after_its_plan() -> None:
    assert usual(IN_PLAN_A, PLAN_A) == "HPL-A"


def test_an_action_that_is_part_of_another_is_of_the_plan_too() -> None:
    assert (
        usual(
            IN_PLAN_A,
            PLAN_A,
            item("ATG-1", Role.ACTION, at=at(9), part_of="HPL-A"),
            item("ATG-2", Role.ACTION, at=at(20), part_of="ATG-1"),
        )
        == "ATG-2"
    )


def test_others_go_after_the_last_in_the_file_with_most() -> None:
    assert (
        usual(
            draft(Role.INDICATOR),
            item("IND-1", Role.INDICATOR, at=at(1, "a.md")),
            item("IND-2", Role.INDICATOR, at=at(9, "b.md")),
            item("IND-3", Role.INDICATOR, at=at(2, "b.md")),
        )
        == "IND-2"
    )


def test_a_follow_up_goes_under_what_it_is_about() -> None:
    new = draft(Role.FOLLOW_UP, follows_up="ATG-1")
    action = item("ATG-1", Role.ACTION, at=at(1))
    assert usual(new, action, item("UPF-9", Role.FOLLOW_UP, follows_up="ATG-2")) == "ATG-1"
    earlier = item("UPF-1", Role.FOLLOW_UP, at=at(7), follows_up="ATG-1")
    assert usual(new, action, earlier) == "UPF-1"


def test_a_body_goes_to_those_of_its_kind_and_not_to_those_that_have_ended() -> None:
    new = draft(Role.ORGANISATION, kind="förbund")
    board = item("ORG-1", Role.ORGANISATION, at=at(1), kind="nämnd")
    one = item("ORG-2", Role.ORGANISATION, at=at(5), kind="förbund")
    ended = item("ORG-3", Role.ORGANISATION, at=at(9), kind="förbund", valid_to="2019-12-31")
    assert usual(new, board, one, ended) == "ORG-2"
    assert usual(new, board, ended) == "ORG-3"


def test_a_plan_gets_a_page_of_its_own_where_plans_have_one_each() -> None:
    new = draft(Role.PLAN, title="Handlingsplan för frihet från våld")
    one = item("HPL-1", Role.PLAN, at=at(3, "planer/ett.md"))
    two = item("HPL-2", Role.PLAN, at=at(3, "planer/tva.md"))
    assert usual(new, one, two) == "planer/frihet-fran-vald.md"
    both = item("HPL-3", Role.PLAN, at=at(9, "planer/tva.md"))
    assert usual(new, one, two, both) == "HPL-3"


@pytest.mark.parametrize("title", ["Kontakt", "Sök", "Tillgänglighet", "404"])
def test_the_page_of_a_plan_is_not_called_as_one_that_the_site_makes(title: str) -> None:
    new = draft(Role.PLAN, title=title)
    assert usual(new, item("HPL-1", Role.PLAN, at=at(3, "ett.md"))) == "x-ny.md"
    assert usual(new, item("HPL-1", Role.PLAN, at=at(3, "planer/ett.md"))) != "planer/x-ny.md"


def test_the_first_of_a_kind_has_no_usual_place() -> None:
    assert usual(draft(Role.WAIVER)) == ""
    assert usual(draft(Role.PLAN)) == ""


# ---------------------------------------------------------------- putting it there


def put(folder: Path, text: str | bytes, after: str, *items: Item, new: Draft = IN_PLAN_A) -> bytes:
    """What `plan.md` holds when the new object is in it."""
    raw = text if isinstance(text, bytes) else text.encode()
    (folder / "plan.md").write_bytes(raw)
    [change] = placed(folder, after, *items, new=new).changes
    assert change.before == raw
    return change.after


def placed(folder: Path, after: str, *items: Item, new: Draft = IN_PLAN_A) -> Placed:
    def compose(fence: str) -> Sequence[str]:
        return [f"{fence}{{åtgärd}} {new.title}", "", "text", fence]

    return place(
        new,
        after,
        compose,
        graph=plan(PLAN_A, *items),
        metamodel=METAMODEL,
        project=folder,
    )


def action(name: str, line: int) -> Item:
    return item(name, Role.ACTION, title=name, at=at(line), part_of="HPL-A")


ONE = ":::{åtgärd} A\n:id: A\n:::\n"
NEW = ":::{åtgärd} Ny\n\ntext\n:::\n"


def test_it_stands_after_the_other_with_a_line_between(tmp_path: Path) -> None:
    assert put(tmp_path, f"# P\n\n{ONE}\n## Mer\n", "A", action("A", 3)) == (
        f"# P\n\n{ONE}\n{NEW}\n## Mer\n".encode()
    )
    assert placed(tmp_path, "A", action("A", 3)).location == at(7)


def test_line_ends_and_a_byte_order_mark_stay_as_they_are(tmp_path: Path) -> None:
    text = f"\ufeff# P\n\n{ONE}slut\n".replace("\n", "\r\n")
    new = NEW.replace("\n", "\r\n")
    written = put(tmp_path, text, "A", action("A", 3))
    assert written == text.replace("slut", f"\r\n{new}slut").encode()


def test_a_file_that_ends_in_the_middle_of_a_line(tmp_path: Path) -> None:
    assert put(tmp_path, ONE[:-1], "A", action("A", 1)) == f"{ONE}\n{NEW}".encode()
    text = f"# P\n\n{ONE[:-1]}".replace("\n", "\r")
    assert (
        put(tmp_path, text, "A", action("A", 3))
        == f"# P\n\n{ONE}\n{NEW}".replace("\n", "\r").encode()
    )


def test_one_in_another_directive_gets_its_neighbour_there(tmp_path: Path) -> None:
    text = f"::::{{handlingsplan}} P\n{ONE}::::\n"
    assert put(tmp_path, text, "A", action("A", 2)) == (
        f"::::{{handlingsplan}} P\n{ONE}\n{NEW}::::\n".encode()
    )


def test_it_is_not_put_into_another_of_its_role(tmp_path: Path) -> None:
    text = f"::::{{åtgärd}} B\n{ONE}::::\n"
    written = put(tmp_path, text, "A", action("B", 1), action("A", 2))
    assert written == f"{text}\n{NEW.replace(':::', '::::')}".encode()


@pytest.mark.parametrize("fence", ["```", "~~~~", ":::::"])
def test_the_fence_is_that_of_its_neighbour(tmp_path: Path, fence: str) -> None:
    one, new = ONE.replace(":::", fence), NEW.replace(":::", fence)
    assert put(tmp_path, one, "A", action("A", 1)) == f"{one}\n{new}".encode()


def test_a_title_that_would_break_the_fence_is_refused(tmp_path: Path) -> None:
    new = replace(IN_PLAN_A, title="Om `kod`")
    with pytest.raises(ProjectError, match="`"):
        put(tmp_path, ONE.replace(":::", "```"), "A", action("A", 1), new=new)


def test_indented_and_quoted_neighbours_are_followed(tmp_path: Path) -> None:
    text = "- punkt\n\n  :::{åtgärd} A\n  :::\n"
    assert put(tmp_path, text, "A", action("A", 3)) == (
        f"{text}\n  :::{{åtgärd}} Ny\n\n  text\n  :::\n".encode()
    )
    text = "> :::{åtgärd} A\n> :::\n"
    assert put(tmp_path, text, "A", action("A", 1)) == (
        f"{text}>\n> :::{{åtgärd}} Ny\n>\n> text\n> :::\n".encode()
    )


@pytest.mark.parametrize(
    "text",
    [
        ":::{åtgärd} A\n:id: A\n",
        ":::{åtgärd} B\n:::\n",
        ":::{mål} A\n:::\n",
        "- :::{åtgärd} A\n  :::\n",
        "\n",
        "",
    ],
)
def test_a_neighbour_that_is_not_where_it_should_be_stops_it(tmp_path: Path, text: str) -> None:
    with pytest.raises(ProjectError) as caught:
        put(tmp_path, text, "A", action("A", 1))
    assert caught.value.location == at(1)
    assert "A ends" in english(caught.value.text)


def test_a_file_that_is_no_text_stops_it(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="UTF-8"):
        put(tmp_path, ONE.encode() + b"\xff", "A", action("A", 1))


def test_a_page_outside_the_project_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "utanfor.md").write_text(ONE, encoding="utf-8")
    project = tmp_path / "projekt"
    project.mkdir()
    (project / "plan.md").symlink_to("../utanfor.md")
    with pytest.raises(ProjectError, match="not in the project"):
        placed(project, "A", action("A", 1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", NEW),
        ("# P\n", f"# P\n\n{NEW}"),
        ("# P\n\n", f"# P\n\n{NEW}"),
        ("# P", f"# P\n\n{NEW}"),
        ("# P\n\n\n", f"# P\n\n\n{NEW}"),
    ],
)
def test_in_a_page_without_one_it_goes_to_the_end(tmp_path: Path, text: str, expected: str) -> None:
    assert put(tmp_path, text, "plan.md") == expected.encode()
    line = expected[: expected.index(":::")].count("\n") + 1
    assert placed(tmp_path, "plan.md").location == at(line)


def test_in_a_page_with_others_it_goes_after_the_last(tmp_path: Path) -> None:
    text = f"{ONE}\nslut\n"
    assert put(tmp_path, text, "plan.md", action("A", 1)) == f"{ONE}\n{NEW}\nslut\n".encode()


LINE = st.text(alphabet="ab å:`~#>-\u2028\x0c\x85", max_size=8)
END = st.sampled_from(["\n", "\r\n", "\r"])
SURROUNDINGS = st.lists(st.tuples(LINE, END).map("".join), max_size=6).map("".join)


@given(SURROUNDINGS, SURROUNDINGS, END, st.booleans(), st.booleans())
def test_every_byte_that_was_there_stays(
    tmp_path_factory: pytest.TempPathFactory,
    above: str,
    below: str,
    end: str,
    mark: bool,  # noqa: FBT001
    cut: bool,  # noqa: FBT001
) -> None:
    folder = tmp_path_factory.mktemp("p")
    above = ("\ufeff" if mark else "") + above + "x" + end
    one = ONE.replace("\n", end)
    below = "" if cut else "x" + below
    raw = (above + one.removesuffix(end if cut else "") + below).encode()
    neighbour = action("A", len(split_lines(above)) + 1)
    written = put(folder, raw, "A", neighbour)
    at_byte = len(raw) - len(below.encode())
    new = NEW.replace("\n", end)
    inserted = f"{end if cut else ''}{end}{new}".encode()
    assert written == raw[:at_byte] + inserted + raw[at_byte:]
    line = split_lines(written.decode())[placed(folder, "A", neighbour).location.line - 1]
    assert line == f":::{{åtgärd}} Ny{end}"


# ---------------------------------------------------------------- a page of its own


NEW_PLAN = draft(Role.PLAN, title="Plan *för* alla", part_of="STR-A")


def contents(folder: Path, text: str, name: str = "index.md") -> str:
    """What the contents hold when the plan's page `planer/ny.md` is made."""
    (folder / "planer").mkdir(exist_ok=True)
    (folder / "planer" / "ett.md").write_text("# Ett\n", encoding="utf-8")
    (folder / name).write_bytes(text.encode())
    result = place(
        NEW_PLAN,
        "planer/ny.md",
        lambda fence: [f"{fence}{{handlingsplan}} X", fence],
        graph=Graph([item("HPL-1", Role.PLAN, at=at(3, "planer/ett.md"))]),
        metamodel=METAMODEL,
        project=folder,
    )
    page, *others = result.changes
    assert page.path == (folder / "planer" / "ny.md").resolve()
    assert page.before is None
    assert page.after.decode() == "# Plan \\*för\\* alla\n\n:::{handlingsplan} X\n:::\n"
    assert result.location == at(3, "planer/ny.md")
    return others[0].after.decode() if others else ""


def test_a_new_page_is_listed_after_the_last_of_its_kind(tmp_path: Path) -> None:
    text = "# I\n\n```{toctree}\n:hidden:\n\nannat\nplaner/ett\nmer\n```\n"
    assert contents(tmp_path, text) == text.replace("/ett\n", "/ett\nplaner/ny\n")


def test_the_entry_is_written_as_those_that_are_there(tmp_path: Path) -> None:
    text = ":::{toctree}\r\n  /planer/ett.md\r\n:::\r\n"
    assert contents(tmp_path, text) == text.replace("ett.md", "ett.md\r\n  /planer/ny")
    (tmp_path / "index.md").unlink()
    text = "```{toctree}\nett\n```\n"
    assert contents(tmp_path, text, "planer/index.md") == text.replace("ett\n", "ett\nny\n")


def test_entries_with_titles_of_their_own_are_found_too(tmp_path: Path) -> None:
    text = "```{toctree}\nAlla <planer/index>\nDen <ena> planen </planer/ett>\nMer <mer>\n```\n"
    assert contents(tmp_path, text) == text.replace("/ett>\n", "/ett>\n/planer/ny\n")
    text = "```{toctree}\nEtt <planer/ett.md>\nplaner>\n```\n"
    assert contents(tmp_path, text) == text.replace("ett.md>\n", "ett.md>\nplaner/ny\n")


def test_contents_that_list_no_pages_are_left(tmp_path: Path) -> None:
    assert contents(tmp_path, "planer/ett\n\n```{toctree}\n:glob:\n\nplaner/*\n```\n") == ""


def test_the_file_is_named_in_the_graph_as_it_is_on_disk(tmp_path: Path) -> None:
    name = "med mellanslag.md"
    (tmp_path / name).write_text(ONE, encoding="utf-8")
    one = replace(action("A", 1), location=at(1, name))
    [change] = placed(tmp_path, "A", one).changes
    assert change.path.name == name
