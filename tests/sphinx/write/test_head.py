"""What a page says of itself, the way to it, and the map of all pages."""

from __future__ import annotations

import re

from policytrace.sphinx.write.head import LONGEST
from tests.sphinx.tiny import TinyProject


def meta(project: TinyProject, page: str, name: str) -> str | None:
    found = project.page(page).find("meta", attrs={"name": name}) or project.page(page).find(
        "meta", attrs={"property": name}
    )
    return found and found["content"]


def test_a_page_is_described_by_its_first_paragraph(project: TinyProject) -> None:
    project.edit("strategi.md", "# Strategin\n", "# Strategin\n\nKommunen *vill* mycket.\n\nMer.\n")
    project.build()
    assert meta(project, "strategi", "description") == "Kommunen vill mycket."
    assert meta(project, "strategi", "og:description") == "Kommunen vill mycket."
    assert meta(project, "strategi", "og:title") == "Strategin"
    assert (meta(project, "strategi", "og:site_name") or "").startswith("En liten plan")


def test_a_page_of_views_alone_is_described_by_what_stands_at_its_top(
    project: TinyProject,
) -> None:
    told = "Vad vi vill, och hur det går."
    project.edit("strategi.md", "# Strategin\n", "# Strategin\n\nMer.\n")
    said = f"---\ndescription: {told}\n---\n\n"
    project.write("strategi.md", said + project.read("strategi.md"))
    project.build()
    assert meta(project, "strategi", "description") == told
    assert meta(project, "strategi", "og:description") == told


def test_a_long_paragraph_is_cut_between_words(project: TinyProject) -> None:
    project.edit("strategi.md", "# Strategin\n", "# Strategin\n\n" + "ord " * 200 + "\n")
    project.build()
    text = meta(project, "strategi", "description")
    assert text is not None
    assert len(text) <= LONGEST
    assert text.endswith("ord …")


def test_a_page_about_an_object_says_what_it_is(project: TinyProject) -> None:
    project.build()
    assert meta(project, "objekt/ATG-1", "og:title") == "Utbilda alla chefer"
    assert "Utbilda alla chefer" in (meta(project, "objekt/ATG-1", "description") or "")


def test_a_title_is_text_and_never_markup(project: TinyProject) -> None:
    project.edit("plan.md", "Utbilda alla chefer", 'Utbilda "alla" & chefer PTFRAMEBODY')
    project.build()
    title = 'Utbilda "alla" & chefer PTFRAMEBODY'
    assert meta(project, "objekt/ATG-1", "og:title") == title
    assert project.page("objekt/ATG-1").title.get_text().startswith(f"{title} – En liten plan")


def test_addresses_are_said_when_the_site_s_is_known(project: TinyProject) -> None:
    project.build()
    assert project.page("plan").find("link", rel="canonical") is None
    assert not (project.pages / "sitemap.xml").exists()
    project.publish()
    project.build()
    home = "https://plan.example/sidor/"
    assert project.page("plan").find("link", rel="canonical")["href"] == f"{home}plan.html"
    assert meta(project, "objekt/ATG-1", "og:url") == f"{home}objekt/ATG-1.html"
    listed = re.findall(r"<loc>(.*?)</loc>", (project.pages / "sitemap.xml").read_text("utf-8"))
    assert f"{home}objekt/ATG-1.html" in listed
    assert f"{home}plan.html" in listed
    assert len(listed) == len(set(listed))


def test_a_page_shows_the_way_to_it(project: TinyProject) -> None:
    project.build()
    start, way = ("Start", "../index.html"), ("Vad gör vi?", "../plan.html")
    for name, expected in (
        (
            "objekt/ATG-1",
            [start, way],
        ),  # its page is the first of its way in, and so the way itself
        ("objekt/IND-A", [start, way, ("Mått", "../matt.html")]),
    ):
        trail = project.page(name).select_one("nav.pt-trail")
        assert [(link.get_text(), link["href"]) for link in trail.find_all("a")] == expected
    assert project.page("index").select_one("nav.pt-trail") is None


def test_a_page_says_when_it_was_made_and_by_whom_on_paper(project: TinyProject) -> None:
    project.build()
    page = project.page("plan")
    assert page.select_one("footer time")["datetime"] == "2027-01-15"
    assert page.select_one(".pt-letterhead").get_text() == (
        "Utkast, inte från någon myndighet · En liten plan · 15 januari 2027"
    )
    project.publish()
    project.build()
    assert project.page("plan").select_one(".pt-letterhead").get_text() == (
        "Lillköpings kommun · En liten plan · 15 januari 2027"
    )
