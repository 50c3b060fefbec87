"""Objects on their pages: articles with headings, fields, and links both ways."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag

from tests.sphinx.tiny import TinyProject, contents, parsed


def card(page: BeautifulSoup, item_id: str) -> Tag:
    """What stands on the page about an object, at the object's own address."""
    found = page.find_all(id=item_id)
    assert len(found) == 1
    return found[0]


def heading(page: BeautifulSoup, item_id: str) -> Tag:
    """The heading of an object; of one that is folded it stands on the fold."""
    found = page.find(id=f"{item_id}-title")
    assert isinstance(found, Tag)
    assert re.fullmatch("h[1-6]", found.name)
    return found


def entries(article: Tag) -> dict[str, list[tuple[str, str | None]]]:
    """What the card says under each term: texts, and where they lead."""
    found: dict[str, list[tuple[str, str | None]]] = {}
    for term in article.find_all("dt"):
        if term.find_parent("article") is not article:
            continue
        said = []
        for each in term.find_next_siblings("dd"):
            links = each.find_all("a")
            said += [(link.get_text(), link["href"]) for link in links]
            if not links:
                said.append((each.get_text(" ", strip=True), None))
        found[term.get_text(strip=True)] = said
    return found


def test_every_object_stands_once_with_its_title_as_heading(project: TinyProject) -> None:
    project.build()
    for item in project.graph():
        page = project.page(item.docname)
        assert heading(page, item.id).get_text(strip=True) == item.title
        shown = card(page, item.id)
        if shown.name == "article":
            assert shown["aria-labelledby"] == f"{item.id}-title"
        else:
            assert shown.find_parent("details").find("summary").find(id=f"{item.id}-title")


def test_sphinx_needs_own_tables_are_gone(project: TinyProject) -> None:
    project.build()
    for name in ("strategi", "plan", "matt"):
        assert not project.page(name).select("table.need, .need_container, [class*=needs_]")


def test_a_card_shows_its_fields_and_the_titles_of_what_it_links_to(
    project: TinyProject,
) -> None:
    project.build()
    shown = entries(card(project.page("plan"), "ATG-1"))
    assert shown["Föreslagen ansvarig"] == [("Kommunstyrelsen", "objekt/ORG-KS.html")]
    assert sorted(shown["Bidrar till"]) == [
        ("Hot ska förebyggas", "objekt/UTG-A.html"),
        ("Vi mäter skillnader", "objekt/ATA-A.html"),
    ]
    assert shown["Klar senast"] == [("30 juni 2028", None)]


def test_who_answers_for_what_is_decided_is_no_longer_proposed_to(project: TinyProject) -> None:
    project.edit(
        "plan.md",
        ":id: ATG-2\n:status: förslag",
        ":id: ATG-2\n:status: beslutad\n:beslutad_genom: BES-A",
    )
    project.build()
    shown = entries(card(project.page("plan"), "ATG-2"))
    assert shown["Ansvarig"] == [("Kommunstyrelsen", "objekt/ORG-KS.html")]


def test_links_are_relative_to_the_page_they_stand_on(project: TinyProject) -> None:
    text = project.read("plan.md")
    (project.root / "plan.md").unlink()
    project.write("planer/år 1/plan.md", text)
    project.edit("index.md", "\nplan\nmatt", "\nplaner/år 1/plan\nmatt")
    project.build()
    action = card(project.page("planer/år 1/plan"), "ATG-1")
    assert entries(action)["Föreslagen ansvarig"] == [
        ("Kommunstyrelsen", "../../objekt/ORG-KS.html")
    ]


def test_a_heading_is_one_level_below_the_heading_it_stands_under(project: TinyProject) -> None:
    project.build()
    page = project.page("strategi")
    assert heading(page, "STR-A").name == "h2"
    assert heading(page, "PRI-A").name == "h3"


def test_a_nested_object_is_inside_its_parent_and_one_level_lower(project: TinyProject) -> None:
    project.build()
    page = project.page("strategi")
    inner = card(page, "UTG-A")
    assert inner.find_parent("article") is card(page, "PRI-A")
    assert heading(page, "UTG-A").name == "h4"


def test_a_heading_is_never_deeper_than_six(project: TinyProject) -> None:
    depth = 7
    opening = "".join(
        f"{':' * (depth + 3 - n)}{{åtgärd}} Nivå {n}\n:id: ATG-DJUP-{n}\n\n" for n in range(depth)
    )
    closing = "".join(f"{':' * (4 + n)}\n" for n in range(depth))
    project.write("plan.md", project.read("plan.md") + f"\n{opening}{closing}")
    project.edit(
        "ubproject.toml",
        "[policytrace.rules]",
        rules_off("PT102", "PT103", "PT204", "PT205"),
    )
    project.build()
    page = project.page("plan")
    assert [heading(page, f"ATG-DJUP-{n}").name for n in range(depth)] == [
        "h2", "h3", "h4", "h5", "h6", "h6", "h6",
    ]  # fmt: skip


def rules_off(*codes: str) -> str:
    """A table of rules that are not to run."""
    return "[policytrace.rules]\n" + "".join(f'{code} = "av"\n' for code in codes)


def test_the_text_of_an_object_stands_in_its_card_as_it_is_written(project: TinyProject) -> None:
    project.edit(
        "matt.md",
        ":värde_väntas: 2027-12-31",
        ":värde_väntas: 2027-12-31\n\nEn **fet** mening & ett `<tecken>`.",
    )
    project.build()
    body = card(project.page("matt"), "IND-A").select_one(".pt-card__body")
    assert body is not None
    assert body.find("strong")
    assert body.get_text().strip() == "En fet mening & ett <tecken>."


def test_a_title_is_text_and_never_markup(project: TinyProject) -> None:
    title = 'Utsatta för "hot" < 5 & > 3, *alla* [här](plan.md) &lt;b&gt; {{ 7*7 }} <3'
    project.edit("matt.md", "Utsatta för hot, andel", title)
    project.build()
    page = project.page("matt")
    assert heading(page, "IND-A").get_text() == title
    assert not card(page, "IND-A").find(["b", "em"])


def test_pages_written_in_parallel_are_the_same(project: TinyProject) -> None:
    project.build()
    serial = contents(project.pages)
    with project.application("html", parallel=2) as app:
        assert app.is_parallel_allowed("write")
        app.build(force_all=True)
        parallel = contents(project.root / "_build" / "html")
    assert {name: parallel[name] for name in serial if name.endswith(".html")} == {
        name: text for name, text in serial.items() if name.endswith(".html")
    }


DECIDED = ":status: beslutad\n:beslutad_genom: BES-A"


def test_a_card_leads_to_the_page_about_its_object_and_says_how_it_goes(
    project: TinyProject,
) -> None:
    project.build()
    action = card(project.page("plan"), "ATG-1")
    assert [link["href"] for link in action.select(".pt-own")] == ["objekt/ATG-1.html"]
    assert not action.select("[class*=pt-badge--state-]")
    project.edit("plan.md", ":id: ATG-1\n:status: förslag", f":id: ATG-1\n{DECIDED}")
    project.build()
    action = card(project.page("plan"), "ATG-1")
    assert action.select_one(".pt-badge--state-not_started").get_text() == "Läge: ej startad"


def test_the_page_about_an_object_holds_its_text_with_its_links_and_not_what_stands_in_it(
    project: TinyProject,
) -> None:
    project.edit(
        "strategi.md", "Alla ska kunna leva utan hot.", "Se {need}`ATG-1` och [planen](plan.md)."
    )
    project.build()
    page = project.page("objekt/PRI-A")
    text = page.select_one(".pt-object__text")
    assert text is not None
    assert [link["href"] for link in text.select("a")] == ["ATG-1.html", "../plan.html"]
    assert not text.select("article")
    assert page.select_one(".pt-object__written a")["href"] == "../strategi.html#PRI-A"
    assert page.select_one(".pt-way").get_text().count("Hot ska förebyggas") == 1


def test_every_object_has_a_page_and_every_link_on_it_leads_somewhere(
    project: TinyProject,
) -> None:
    project.build()
    for item in project.graph():
        page = project.page(f"objekt/{item.id}")
        assert [heading.get_text() for heading in page.select("h1")] == [item.title]
        for link in page.select("main a[href]"):
            path, _, part = str(link["href"]).partition("#")
            target = (project.pages / "objekt" / path).resolve() if path else None
            if target is not None and "://" not in path:
                assert target.is_file(), link
                assert not part or parsed(target).find(id=part), link
