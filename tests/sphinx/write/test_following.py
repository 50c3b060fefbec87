"""How readers follow the plan: files, pages that lead to them, and the page that says how."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin

import feedparser
import icalendar
import pytest

from tests.sphinx.tiny import TinyProject

HOLDERS = ("allt", "HPL-A", "ORG-KS", "PRI-A")


def built(project: TinyProject) -> TinyProject:
    """The project, when its site has been built."""
    assert project.build().findings == ()
    return project


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> TinyProject:
    """A site whose address is not known."""
    return built(TinyProject.make(tmp_path_factory.mktemp("folj") / "plan"))


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> TinyProject:
    """A site with an address."""
    project = TinyProject.make(tmp_path_factory.mktemp("folj") / "plan")
    project.publish()
    return built(project)


def feeds_of(project: TinyProject, page: str) -> list[str]:
    """The feeds that a page tells programs of, from the site's root."""
    links = project.page(page).find_all("link", rel="alternate", type="application/atom+xml")
    site = "https://plan.example/"
    return [urljoin(f"{site}{page}.html", link["href"]).removeprefix(site) for link in links]


def test_each_that_can_be_followed_has_a_calendar_and_a_feed(site: TinyProject) -> None:
    for folder, suffix in (("kalender", "ics"), ("floden", "atom")):
        written = {file.name for file in (site.pages / folder).iterdir()}
        assert written == {f"{name}.{suffix}" for name in HOLDERS}
    for name in HOLDERS:
        calendar = (site.pages / "kalender" / f"{name}.ics").read_bytes()
        assert icalendar.Calendar.from_ical(calendar).walk("VEVENT")
        assert not feedparser.parse((site.pages / "floden" / f"{name}.atom").read_bytes()).bozo


@pytest.mark.parametrize(
    ("page", "own"),
    [
        ("index", []),
        ("strategi", []),  # the priority stands there, and an organisation
        ("plan", ["floden/HPL-A.atom"]),
        ("objekt/HPL-A", ["floden/HPL-A.atom"]),
        ("objekt/PRI-A", ["floden/PRI-A.atom"]),
        ("objekt/ORG-KS", ["floden/ORG-KS.atom"]),
        ("objekt/ATG-1", []),
        ("prenumerera", []),
    ],
)
def test_programs_find_the_feeds_of_a_page(site: TinyProject, page: str, own: list[str]) -> None:
    found = feeds_of(site, page)
    assert found == ["floden/allt.atom", *own]
    assert all((site.pages / name).is_file() for name in found)


@pytest.mark.parametrize("page", ["objekt/HPL-A", "objekt/PRI-A", "objekt/ORG-KS"])
def test_a_page_leads_to_its_calendar_its_feed_and_how_one_subscribes(
    site: TinyProject, page: str
) -> None:
    lines = site.page(page).main.select(".pt-follow")
    (line,) = (one for one in lines if one.get_text().startswith("Prenumerera:"))
    name = page.removeprefix("objekt/")
    assert [link["href"] for link in line.find_all("a")] == [
        f"../kalender/{name}.ics",
        f"../floden/{name}.atom",
        "../prenumerera.html",
    ]


def test_every_page_leads_to_how_one_subscribes(site: TinyProject) -> None:
    for file in site.pages.rglob("*.html"):
        page = file.relative_to(site.pages).with_suffix("").as_posix()
        foot = site.page(page).find("footer", class_="pt-footer")
        assert "Prenumerera på datum och nyheter" in foot.get_text(), page


def test_all_files_are_listed_and_are_there(site: TinyProject) -> None:
    main = site.page("prenumerera").main
    files = [link["href"] for link in main.find_all("a", type=re.compile("calendar|atom"))]
    assert sorted(files) == sorted(
        [f"kalender/{name}.ics" for name in HOLDERS] + [f"floden/{name}.atom" for name in HOLDERS]
    )
    assert all((site.pages / file).is_file() for file in files)
    assert "webcal" not in str(main)
    names = [" ".join(link.get_text().split()) for link in main.find_all("a", type=True)]
    assert len({*names}) == len(names), "each link says by itself where it leads"


def test_with_an_address_there_is_one_to_subscribe_to_and_to_copy(published: TinyProject) -> None:
    main = published.page("prenumerera").main
    subscriptions = [link["href"] for link in main.find_all("a", href=re.compile("^webcal:"))]
    assert subscriptions == [
        f"webcal://plan.example/sidor/kalender/{name}.ics"
        for name in ("allt", "PRI-A", "HPL-A", "ORG-KS")
    ]
    assert [one.get_text() for one in main.find_all("code")] == [
        "https://plan.example/sidor/kalender/allt.ics",
        "https://plan.example/sidor/floden/allt.atom",
    ]


def test_the_same_plan_and_day_give_the_same_files(site: TinyProject, tmp_path: Path) -> None:
    again = built(TinyProject.make(tmp_path / "en annan mapp"))
    for file in [*site.pages.glob("kalender/*"), *site.pages.glob("floden/*")]:
        assert file.read_bytes() == (again.pages / file.relative_to(site.pages)).read_bytes()


def test_a_page_is_written_again_when_another_priority_stands_on_it(tmp_path: Path) -> None:
    project = built(TinyProject.make(tmp_path / "plan"))
    project.edit(
        "plan.md",
        "```{åtgärdstabell}",
        ":::{organisation} Nämnden\n:id: ORG-N\n:slag: politiskt organ\n:::\n\n```{åtgärdstabell}",
    )
    built(project)
    assert feeds_of(project, "plan") == ["floden/allt.atom"]
