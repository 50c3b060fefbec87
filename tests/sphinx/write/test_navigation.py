"""The ways in: the start page's tables of contents, with the reader's own place marked."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

from policytrace.sphinx.write.navigation import MenuEntry, MenuSection, outline
from tests.sphinx.tiny import TinyProject


def outline_of(project: TinyProject) -> tuple[MenuSection, ...]:
    with project.application("policytrace-check") as app:
        app.build()
        return outline(app.env)


def ways(page: BeautifulSoup) -> Tag:
    found = page.select_one("nav.pt-ways")
    assert found is not None
    return found


def rows(page: BeautifulSoup) -> list[list[str]]:
    return [
        [link.get_text() for link in row.find_all("a")] for row in page.select(".pt-subnav__row")
    ]


def test_the_sections_are_the_start_pages_tables_of_contents(project: TinyProject) -> None:
    assert outline_of(project) == (
        MenuSection(
            caption="Vad vill vi?", entries=(MenuEntry(docname="strategi", title="Strategin"),)
        ),
        MenuSection(
            caption="Vad gör vi?",
            entries=(
                MenuEntry(docname="plan", title="Planen"),
                MenuEntry(docname="matt", title="Mått"),
            ),
        ),
    )


def test_a_title_given_in_the_table_of_contents_is_the_one_shown(project: TinyProject) -> None:
    project.edit("index.md", "\nmatt\n", "\nHur går det? <matt>\n")
    assert outline_of(project)[1].entries[1] == MenuEntry(docname="matt", title="Hur går det?")


def test_pages_listed_on_a_page_are_under_it(project: TinyProject) -> None:
    project.edit("index.md", "\nplan\nmatt\n", "\nplan\n")
    project.edit("plan.md", "# Planen\n", "# Planen\n\n```{toctree}\nmatt\n```\n")
    plan = outline_of(project)[1].entries[0]
    assert plan.children == (MenuEntry(docname="matt", title="Mått"),)
    assert plan.holds("matt")
    assert not plan.holds("strategi")


def test_a_page_under_a_page_has_the_title_that_it_is_given_there(project: TinyProject) -> None:
    project.edit("index.md", "\nplan\nmatt\n", "\nplan\n")
    project.edit("plan.md", "# Planen\n", "# Planen\n\n```{toctree}\nTal <matt>\n```\n")
    [child] = outline_of(project)[1].entries[0].children
    assert child == MenuEntry(docname="matt", title="Tal")


def test_a_table_of_contents_without_caption_is_a_section_too(project: TinyProject) -> None:
    project.edit("index.md", ":caption: Vad gör vi?\n", "")
    assert outline_of(project)[1].caption == ""


def test_pages_that_list_each_other_are_listed_once_on_each_way_down(
    project: TinyProject,
) -> None:
    project.edit("plan.md", "# Planen\n", "# Planen\n\n```{toctree}\nmatt\n```\n")
    project.edit("matt.md", "# Mått\n", "# Mått\n\n```{toctree}\nplan\n```\n")
    plan = outline_of(project)[1].entries[0]
    assert [child.docname for child in plan.children] == ["matt"]
    assert plan.children[0].children == ()


def test_each_captioned_table_of_contents_is_a_way_in_on_every_page(project: TinyProject) -> None:
    project.build()
    for name in ("index", "plan", "objekt/ATG-1", "sok", "404"):
        links = ways(project.page(name)).find_all("a")
        assert [link.get_text() for link in links] == ["Vad vill vi?", "Vad gör vi?"], name
        leads_to = [link["href"].rpartition("/")[2] for link in links]
        assert leads_to == ["strategi.html", "#" if name == "plan" else "plan.html"], name


def test_the_way_that_a_page_is_on_is_marked(project: TinyProject) -> None:
    project.build()
    for name, marked in (
        ("index", []),
        ("strategi", [("Vad vill vi?", "page")]),
        ("plan", [("Vad gör vi?", "page")]),
        ("matt", [("Vad gör vi?", "true")]),
        ("objekt/ATG-1", [("Vad gör vi?", "true")]),
        ("objekt/PRI-A", [("Vad vill vi?", "true")]),
    ):
        found = ways(project.page(name)).select("[aria-current]")
        assert [(link.get_text(), link["aria-current"]) for link in found] == marked, name


def test_a_way_with_several_pages_lists_them_on_each_and_marks_the_page(
    project: TinyProject,
) -> None:
    project.build()
    assert rows(project.page("strategi")) == []
    for name, marked in (("plan", "Planen"), ("matt", "Mått")):
        page = project.page(name)
        assert rows(page) == [["Planen", "Mått"]]
        [current] = page.select(".pt-subnav [aria-current]")
        assert (current.get_text(), current["aria-current"]) == (marked, "page")


def test_pages_under_a_page_show_only_when_the_reader_is_there(project: TinyProject) -> None:
    project.edit("index.md", "\nplan\nmatt\n", "\nplan\n")
    project.edit("plan.md", "# Planen\n", "# Planen\n\n```{toctree}\n:hidden:\nmatt\n```\n")
    project.build()
    for name in ("plan", "matt"):
        assert rows(project.page(name)) == [["Mått"]]
    for name in ("index", "strategi"):
        assert rows(project.page(name)) == []


def test_pages_without_a_way_in_are_reached_from_the_foot(project: TinyProject) -> None:
    project.edit("index.md", ":caption: Vad gör vi?\n", "")
    project.build()
    page = project.page("strategi")
    assert [link.get_text() for link in ways(page).find_all("a")] == ["Vad vill vi?"]
    foot = page.select_one("footer")
    assert foot is not None
    assert {"Planen", "Mått"} <= {link.get_text() for link in foot.find_all("a")}
    assert rows(project.page("matt")) == []


def test_the_way_to_a_page_under_the_foot_begins_with_the_page_above(project: TinyProject) -> None:
    project.edit("index.md", ":caption: Vad gör vi?\n", "")
    project.edit("index.md", "\nplan\nmatt\n", "\nplan\n")
    project.edit("plan.md", "# Planen\n", "# Planen\n\n```{toctree}\n:hidden:\nmatt\n```\n")
    project.build()
    for name, trail in (("plan", []), ("matt", ["Start", "Planen"])):
        found = project.page(name).select(".pt-trail li")
        assert [" ".join(step.get_text().split()) for step in found] == trail, name


def test_the_way_to_a_page_begins_with_its_way_in(project: TinyProject) -> None:
    project.edit("index.md", "\nplan\nmatt\n", "\nplan\n")
    project.edit("plan.md", "# Planen\n", "# Planen\n\n```{toctree}\n:hidden:\nmatt\n```\n")
    project.build()
    for name, trail in (
        ("index", []),
        ("plan", []),
        ("matt", ["Start", "Vad gör vi?"]),
        ("objekt/ATG-1", ["Start", "Vad gör vi?"]),
        ("objekt/IND-A", ["Start", "Vad gör vi?", "Mått"]),
    ):
        found = project.page(name).select(".pt-trail li")
        assert [" ".join(step.get_text().split()) for step in found] == trail, name
