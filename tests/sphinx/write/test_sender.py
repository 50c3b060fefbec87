"""Who the site is from: a draft says that it is one, and an official site says whose it is."""

from __future__ import annotations

import json

import pytest

from tests.sphinx.tiny import SITE, TinyProject, contents, parsed

DRAFT = """\
[policytrace.publisher]
about = "Lillköpings kommun"
name = "Kommunens namn"
contact = "0123-456 78"
reports = "https://git.example/plan/issues"
made_by = "Tre studenter har gjort dem."

"""


def draft(project: TinyProject) -> None:
    """Make the project a draft about a municipality, at an address that is known."""
    project.edit("ubproject.toml", "[policytrace]\n", DRAFT + SITE)
    assert not project.build().findings


def test_every_page_of_a_draft_says_from_whom_it_is_not(project: TinyProject) -> None:
    draft(project)
    pages = list(project.pages.rglob("*.html"))
    assert {"404.html", "sok.html", "utkast.html"} <= {path.name for path in pages}
    for path in pages:
        page = parsed(path)
        notice = page.select_one(".pt-draft")
        assert notice is not None, path
        assert notice.p.get_text().startswith("Utkast, inte från Lillköpings kommun.")
        to = notice.a["href"]
        assert to == "#" if path.name == "utkast.html" else to.endswith("utkast.html"), path
        assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"


def test_no_file_of_a_draft_names_an_author(project: TinyProject) -> None:
    draft(project)
    named = [name for name, text in contents(project.pages).items() if b"Kommunens namn" in text]
    assert named == []
    assert project.page("plan").find("meta", attrs={"name": "author"}) is None
    assert project.page("plan").select_one(".pt-brand__owner, .pt-footer__sender") is None


def test_a_draft_is_not_listed_but_may_be_read(project: TinyProject) -> None:
    draft(project)
    assert not (project.pages / "sitemap.xml").exists()
    robots = (project.pages / "robots.txt").read_text("utf-8")
    assert "Disallow" not in robots
    assert "Sitemap" not in robots
    assert robots.startswith("# Ett utkast")
    assert robots.endswith("User-agent: *\nAllow: /\n")


def test_a_draft_tells_who_made_it_and_where_to_write(project: TinyProject) -> None:
    draft(project)
    main = project.page("utkast").main
    assert "Tre studenter har gjort dem." in main.get_text()
    assert "Lillköpings kommun har varken beställt eller läst dem." in main.get_text()
    links = {link["href"] for link in main.find_all("a")}
    assert {"https://git.example/plan/issues", "tel:012345678"} <= links


def test_a_draft_about_nobody_says_so(project: TinyProject) -> None:
    project.build()
    assert "Utkast, inte från någon myndighet." in project.page("plan").get_text()
    assert "Det finns inget sätt att nå" in project.page("utkast").main.get_text()


def test_an_official_site_says_whose_it_is_and_is_listed(project: TinyProject) -> None:
    project.publish()
    assert not project.build().findings
    for path in project.pages.rglob("*.html"):
        page = parsed(path)
        assert page.select_one(".pt-draft") is None, path
        assert page.find("meta", attrs={"name": "robots"}) is None
        assert page.find("meta", attrs={"name": "author"})["content"] == "Lillköpings kommun"
        links = {link.get_text(): link["href"] for link in page.select(".pt-footer__sender a")}
        assert links["info@lillkoping.example"] == "mailto:info@lillkoping.example"
        assert links["Lämna synpunkter"] == "https://lillkoping.example/synpunkter"
        to = links["Tillgänglighetsredogörelse"]
        assert to == "#" if path.name == "redogorelse.html" else to.endswith("redogorelse.html")
        assert "Kommunledningskontoret" in page.select_one(".pt-footer__sender").get_text()
    assert not (project.pages / "utkast.html").exists()
    robots = (project.pages / "robots.txt").read_text("utf-8")
    assert "Sitemap: https://plan.example/sidor/sitemap.xml\n" in robots
    assert (project.pages / "sitemap.xml").is_file()


def test_a_statement_elsewhere_is_linked_to(project: TinyProject) -> None:
    project.publish()
    project.edit("ubproject.toml", '"redogorelse.md"', '"https://lillkoping.example/t"')
    assert not project.build().findings
    links = project.page("objekt/ATG-1").select(".pt-footer__sender a")
    assert links[-1]["href"] == "https://lillkoping.example/t"


def test_what_becomes_official_is_built_anew(project: TinyProject) -> None:
    draft(project)
    project.edit("ubproject.toml", DRAFT + SITE, "[policytrace]\n")
    project.publish()
    assert not project.build().findings
    assert not (project.pages / "utkast.html").exists()
    assert project.page("objekt/ATG-1").select_one(".pt-draft") is None


@pytest.mark.parametrize("official", [False, True])
def test_the_plan_as_data_says_whether_it_is_official(
    project: TinyProject, *, official: bool
) -> None:
    if official:
        project.publish()
        project.build()
    else:
        draft(project)
    publisher = json.loads((project.pages / "plan.json").read_text("utf-8"))["publisher"]
    assert publisher == {
        "official": official,
        "name": "Lillköpings kommun" if official else None,
        "about": None if official else "Lillköpings kommun",
    }


def test_an_official_site_that_lacks_its_statement_is_not_built(project: TinyProject) -> None:
    project.publish()
    project.edit("redogorelse.md", "https://www.digg.se/tdosanmalan", "https://example.org/")
    place = project.line("ubproject.toml", "accessibility_statement")
    assert project.findings() == [("ubproject.toml", place, "PT606")]
    project.edit("redogorelse.md", "https://example.org/", "https://www.digg.se/tdosanmalan")
    assert project.findings() == []
