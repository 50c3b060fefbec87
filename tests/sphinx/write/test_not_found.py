"""The page for addresses where there is nothing: its links work in any folder."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup

from policytrace.sphinx.write.not_found import anchored_links
from tests.sphinx.tiny import TinyProject


def addresses(project: TinyProject) -> list[str]:
    """Where the page leads, and what it loads."""
    soup = BeautifulSoup((project.pages / "404.html").read_text(encoding="utf-8"), "html.parser")
    return [
        str(tag[name])
        for name in ("href", "src", "action")
        for tag in soup.select(f"[{name}]")
        if not str(tag[name]).startswith("#")
    ]


def exists(project: TinyProject, path: str) -> bool:
    return (project.pages / path.partition("#")[0].partition("?")[0]).is_file()


@pytest.mark.parametrize("root", ["/", "/en/mapp/"])
def test_its_links_begin_at_the_host_when_the_site_is_known(
    project: TinyProject, root: str
) -> None:
    project.edit(
        "ubproject.toml", "[policytrace]\n", f'[policytrace]\nsite = "https://plan.example{root}"\n'
    )
    project.build()
    found = addresses(project)
    assert found
    missing = f"https://plan.example{root}objekt/djupt/ned/finns-inte.html"
    for address in found:
        url = urljoin(missing, address)
        assert url.startswith(f"https://plan.example{root}"), address
        assert exists(project, url.removeprefix(f"https://plan.example{root}")), address


def test_its_links_begin_at_the_top_when_the_site_is_not_known(project: TinyProject) -> None:
    project.build()
    for address in addresses(project):
        assert address.startswith("/")
        assert exists(project, address.removeprefix("/")), address


def test_it_offers_the_search(project: TinyProject) -> None:
    project.build()
    form = project.page("404").select_one("main form[role=search]")
    assert form is not None
    assert form["action"] == "/sok.html"


def test_a_second_build_changes_nothing(project: TinyProject) -> None:
    project.edit(
        "ubproject.toml", "[policytrace]\n", '[policytrace]\nsite = "https://plan.example"\n'
    )
    project.build()
    before = (project.pages / "404.html").read_bytes()
    project.build()
    assert (project.pages / "404.html").read_bytes() == before


def test_neither_search_engines_nor_the_search_find_it(project: TinyProject) -> None:
    project.publish()
    project.build()
    assert "404" not in (project.pages / "sitemap.xml").read_text(encoding="utf-8")
    assert project.page("404").select_one("main[data-pagefind-body]") is None
    assert project.page("plan").select_one("main[data-pagefind-body]") is not None


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="sok.html">', '<a href="/p/sok.html">'),
        ('<a class="x" href="./a/b.html#c">', '<a class="x" href="/p/a/b.html#c">'),
        ('<a href="#top">', '<a href="#top">'),
        ('<a href="/p/sok.html">', '<a href="/p/sok.html">'),
        ('<a href="https://x.example/">', '<a href="https://x.example/">'),
        ('<a href="mailto:a@x.example">', '<a href="mailto:a@x.example">'),
        ('<html data-content_root="./">', '<html data-content_root="/p/">'),
        ('<p data-href="x">href="x"</p>', '<p data-href="x">href="x"</p>'),
    ],
)
def test_only_addresses_from_the_root_are_changed(html: str, expected: str) -> None:
    assert anchored_links(html, "/p/") == expected
