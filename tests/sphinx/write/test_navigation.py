"""The menu: the start page's tables of contents, with the reader's own place marked."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

from policytrace.sphinx.write.navigation import MenuEntry, MenuSection, outline
from tests.sphinx.tiny import TinyProject


def outline_of(project: TinyProject) -> tuple[MenuSection, ...]:
    with project.application("policytrace-check") as app:
        app.build()
        return outline(app.env)


def menu(page: BeautifulSoup) -> Tag:
    found = page.select_one("nav.sidebar-tree")
    assert found is not None
    return found


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


def test_the_menu_on_a_page_marks_that_page_and_only_that(project: TinyProject) -> None:
    project.build()
    for name, title in (("strategi", "Strategin"), ("plan", "Planen"), ("matt", "Mått")):
        marked = menu(project.page(name)).select("[aria-current]")
        assert [(link.get_text(), link["aria-current"]) for link in marked] == [(title, "page")]


def test_the_menu_has_captions_in_order_and_links_that_lead_there(project: TinyProject) -> None:
    project.build()
    page = menu(project.page("index"))
    assert [caption.get_text() for caption in page.select(".caption")] == [
        "Vad vill vi?",
        "Vad gör vi?",
    ]
    assert [(link.get_text(), link["href"]) for link in page.find_all("a")] == [
        ("Strategin", "strategi.html"),
        ("Planen", "plan.html"),
        ("Mått", "matt.html"),
    ]


def test_pages_under_a_page_show_only_when_the_reader_is_there(project: TinyProject) -> None:
    project.edit("index.md", "\nplan\nmatt\n", "\nplan\n")
    project.edit("plan.md", "# Planen\n", "# Planen\n\n```{toctree}\n:hidden:\nmatt\n```\n")
    project.build()
    for name in ("plan", "matt"):
        assert "Mått" in menu(project.page(name)).get_text()
    for name in ("index", "strategi"):
        assert "Mått" not in menu(project.page(name)).get_text()
