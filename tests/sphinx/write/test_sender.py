"""Who the site is from: a draft says that it is one, and an official site says whose it is."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

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
    assert project.page("plan").select_one(".pt-brand__owner") is None


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
    assert "Lillköpings kommun har varken beställt eller läst förslagen" in main.get_text()
    assert [link["href"] for link in main.find_all("a")] == ["kontakt.html"]
    links = {link["href"] for link in project.page("kontakt").main.find_all("a")}
    assert {"https://git.example/plan/issues", "tel:012345678"} <= links


def test_a_draft_about_nobody_says_so(project: TinyProject) -> None:
    project.build()
    assert "Utkast, inte från någon myndighet." in project.page("plan").get_text()
    assert "Det finns ännu inget sätt att nå" in project.page("kontakt").main.get_text()
    assert foot(project, "plan").keys() == {
        "Vem står bakom?",
        "Kontakt",
        "Tillgänglighet på webbplatsen",
    }


def test_a_draft_says_that_nobody_answers_for_how_accessible_it_is(project: TinyProject) -> None:
    draft(project)
    said = project.page("tillganglighet").main.get_text()
    assert "Ingen myndighet svarar för den" in said
    assert "Ingen har bedömt hela webbplatsen mot det som lagen kräver." in said
    assert "Inget automatiskt prov av sidorna är noterat." in said
    assert "förenlig" not in said
    assert "digg.se" not in str(project.page("tillganglighet").main)


def test_an_official_site_says_whose_it_is_and_is_listed(project: TinyProject) -> None:
    project.publish()
    assert not project.build().findings
    for path in project.pages.rglob("*.html"):
        page = parsed(path)
        assert page.select_one(".pt-draft") is None, path
        assert page.find("meta", attrs={"name": "robots"}) is None
        assert page.find("meta", attrs={"name": "author"})["content"] == "Lillköpings kommun"
        links = {link.get_text(): link["href"] for link in page.select(".pt-footer__sender a")}
        assert links["Lämna synpunkter"] == "https://lillkoping.example/synpunkter"
        for text, name in (
            ("Kontakt", "kontakt.html"),
            ("Tillgänglighetsredogörelse", "tillganglighet.html"),
        ):
            assert links[text] == "#" if path.name == name else links[text].endswith(name)
        assert "Kommunledningskontoret" in page.select_one(".pt-footer__sender").get_text()
    assert not (project.pages / "utkast.html").exists()
    robots = (project.pages / "robots.txt").read_text("utf-8")
    assert "Sitemap: https://plan.example/sidor/sitemap.xml\n" in robots
    assert (project.pages / "sitemap.xml").is_file()


def test_an_official_statement_says_what_the_law_asks_for(project: TinyProject) -> None:
    project.publish()
    assert not project.build().findings
    main = project.page("tillganglighet").main
    assert main is not None
    said = " ".join(main.get_text().split())
    for sentence in (
        "Lillköpings kommun står bakom Planen i Lillköping",
        "Webbplatsen är delvis förenlig med lagen.",
        "Några diagram har text som är för liten. De är gjorda i ett äldre program.",
        "Samma värden står i en tabell.",
        "Självskattning.",
        "Bedömningen gjordes av Kommunledningskontoret den 11 januari 2027.",
        "uppdaterades senast den 14 januari 2027.",
        "Du får svar inom två arbetsdagar.",
    ):
        assert sentence in said
    links = {str(link["href"]) for link in main.find_all("a")}
    assert {"mailto:info@lillkoping.example", "https://www.digg.se/tdosanmalan"} <= links


def test_a_statement_tells_what_tests_have_found(project: TinyProject) -> None:
    record = '{"day": "2027-01-14", "tool": "axe-core 4", "pages": 9, "looks": 4, "violations": 2}'
    project.publish()
    project.build()
    project.edit("ubproject.toml", "\nanswered =", '\ntests = "prov.json"\nanswered =')
    project.write("prov.json", record)
    assert not project.build().findings
    said = project.page("tillganglighet").main.get_text()
    assert "Den 14 januari 2027 öppnade programmet axe-core 4 alla 9 sidor" in said
    assert "Varje sida visades på 4 sätt" in said
    assert "Programmet hittade 2 fel." in said


# ------------------------------------------------------------------------- a mistake on the page


def foot(project: TinyProject, name: str) -> dict[str, str]:
    """What the foot says of the sender, and where it leads."""
    links = project.page(name).select(".pt-footer__sender a")
    return {link.get_text(): str(link["href"]) for link in links}


def subject(address: str) -> str:
    """Of the letter that a link opens."""
    parts = urlsplit(address)
    assert (parts.scheme, parts.path) == ("mailto", "info@lillkoping.example")
    return parse_qs(parts.query)["subject"][0]


def test_a_mistake_is_reported_with_the_page_and_its_object(project: TinyProject) -> None:
    project.publish()
    project.build()
    written = foot(project, "plan")["Rapportera fel på sidan"]
    assert subject(written) == "Fel på sidan https://plan.example/sidor/plan.html"
    assert " " not in written
    about = foot(project, "objekt/ATG-1")["Rapportera fel på sidan"]
    assert subject(about) == "Fel på sidan om ATG-1, https://plan.example/sidor/objekt/ATG-1.html"
    assert subject(foot(project, "404")["Rapportera fel på sidan"]) == "En sida finns inte"


def test_a_mistake_is_reported_by_the_page_s_path_where_the_site_is_not_known(
    project: TinyProject,
) -> None:
    project.publish()
    project.edit("ubproject.toml", SITE, "[policytrace]\n")
    project.build()
    about = foot(project, "objekt/ATG-1")["Rapportera fel på sidan"]
    assert subject(about) == "Fel på sidan om ATG-1, objekt/ATG-1.html"


def test_a_mistake_is_reported_on_the_web_where_there_is_no_address_for_letters(
    project: TinyProject,
) -> None:
    draft(project)
    assert foot(project, "plan")["Rapportera fel på sidan"] == "https://git.example/plan/issues"


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
    project.edit("ubproject.toml", 'assessed_by = "Kommunledningskontoret"\n', "")
    place = project.line("ubproject.toml", "official")
    assert project.findings() == [("ubproject.toml", place, "PT606")]


# ------------------------------------------------------------------------- another language


def test_a_page_in_another_language_says_so_and_so_does_the_link_to_it(
    project: TinyProject,
) -> None:
    project.write("english.md", "---\nlang: en\n---\n\n# In English\n\nWhat it is.\n\n## One\n")
    project.edit(
        "index.md",
        "# En liten plan\n",
        "# En liten plan\n\n```{toctree}\n:hidden:\n\nenglish\n```\n",
    )
    assert not project.build().findings
    page = project.page("english")
    assert page.html["lang"] == "sv"
    assert page.h1.find_parent(lang="en") is not None
    assert page.select_one("header").find_parent(lang="en") is None
    assert page.find("meta", attrs={"name": "description"})["lang"] == "en"
    [link] = project.page("objekt/ATG-1").select(".pt-footer a[lang]")
    assert (link["lang"], link["hreflang"]) == ("en", "en")
    assert project.page("plan").main.select("[lang]") == []


def test_what_is_no_language_is_not_said_to_be_one(project: TinyProject) -> None:
    project.write("english.md", "---\nlang: 'en\" x=\"'\n---\n\n# In English\n")
    project.edit(
        "index.md",
        "# En liten plan\n",
        "# En liten plan\n\n```{toctree}\n:hidden:\n\nenglish\n```\n",
    )
    project.build()
    assert project.page("english").main.select("[lang]") == []
