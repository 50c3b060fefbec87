"""A page or a file that would lie where the site has its own is found before anything is written.

One of the two would be lost, without anybody being told.
"""

from __future__ import annotations

import pytest

from policytrace.messages import catalogue
from policytrace.site.editions.addresses import EDITION_FILES
from policytrace.site.own_addresses import OWN_FOLDERS, folded, own_files
from policytrace.site.publish import NEVER_CHANGED
from policytrace.sphinx.build import build_of
from policytrace.sphinx.gate.check_builder import CheckBuilder
from tests.sphinx.tiny import TinyProject, place_and_code

PAGE = "---\norphan: true\n---\n\n# En egen sida\n"


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("kontakt.md", "kontakt.html"),
        ("Kontakt.md", "kontakt.html"),
        ("sok.md", "sok.html"),
        ("utkast.md", "utkast.html"),
        ("prenumerera.md", "prenumerera.html"),
        ("404.md", "404.html"),
        ("tillganglighet.md", "tillganglighet.html"),
        ("objekt/PRI-A.md", "objekt/"),
        ("Objekt/egen.md", "objekt/"),
        ("kedja/PRI-A.md", "kedja/"),
        ("data/egen.md", "data/"),
        ("pagefind/egen.md", "pagefind/"),
        ("_images/egen.md", "_images/"),
        ("_static/egen.md", "_static/"),
        ("sok.html/egen.md", "sok.html"),
        ("plan.json/egen.md", "plan.json"),
    ],
)
def test_a_page_at_an_address_of_the_site_itself_is_refused(
    project: TinyProject, name: str, address: str
) -> None:
    project.write(name, PAGE)
    result = project.check()
    assert [place_and_code(one) for one in result.findings] == [(name, 1, "PT001")]
    [finding] = result.findings
    assert f"Adressen {address} på" in finding.message.render(catalogue("sv"))
    assert "ett annat namn" in finding.hint.render(catalogue("sv"))
    assert project.build().findings == result.findings
    assert not list(project.pages.rglob("*.html"))


@pytest.mark.parametrize(
    "name",
    ["om/kontakt.md", "kontakta-oss.md", "objekt.md", "strategy/data/om.md", "utgavor/om.md"],
)
def test_a_page_elsewhere_is_the_projects_own(project: TinyProject, name: str) -> None:
    project.write(name, PAGE)
    assert project.findings() == []


def test_the_page_on_the_draft_may_be_written_when_nothing_is_a_draft(project: TinyProject) -> None:
    project.publish()
    project.write("utkast.md", PAGE)
    result = project.build()
    assert (result.findings, result.late_findings) == ((), ())
    assert "En egen sida" in project.page("utkast").get_text()


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("plan.json", "plan.json"),
        ("Robots.txt", "robots.txt"),
        ("sitemap.xml", "sitemap.xml"),
        ("sok.html", "sok.html"),
        ("plan.html", "plan.html"),
        ("data/egen.csv", "data/"),
        ("floden/egen.atom", "floden/"),
        ("utgavor/BES-A/plan.json", "utgavor/"),
        ("_static/egen.css", "_static/"),
    ],
)
def test_a_file_that_the_settings_put_at_such_an_address_is_refused(
    project: TinyProject, name: str, address: str
) -> None:
    project.write("conf.py", f'{project.read("conf.py")}html_extra_path = ["extra"]\n')
    project.write(f"extra/{name}", "x")
    result = project.check()
    assert [place_and_code(one) for one in result.findings] == [(f"extra/{name}", 1, "PT001")]
    assert f"Adressen {address} på" in result.findings[0].message.render(catalogue("sv"))


def test_a_file_that_is_named_by_itself_lies_at_the_root(project: TinyProject) -> None:
    project.write("conf.py", f'{project.read("conf.py")}html_extra_path = ["del/robots.txt"]\n')
    project.write("del/robots.txt", "x")
    assert project.findings() == [("del/robots.txt", 1, "PT001")]


def test_other_files_are_published_as_the_settings_say(project: TinyProject) -> None:
    settings = 'html_extra_path = ["extra"]\nexclude_patterns += ["**/plan.json", "**/data"]\n'
    project.write("conf.py", project.read("conf.py") + settings)
    for name in ("extra/security.txt", "extra/plan.json", "extra/data/egen.csv"):
        project.write(name, "x")
    result = project.build()
    assert (result.findings, result.late_findings) == ((), ())
    assert (project.pages / "security.txt").read_text() == "x"
    assert (project.pages / "plan.json").read_text() != "x"
    assert not (project.pages / "data" / "egen.csv").exists()


def test_a_style_with_the_name_of_one_of_ours_is_refused(project: TinyProject) -> None:
    project.write("conf.py", f'{project.read("conf.py")}html_static_path = ["stil"]\n')
    project.write("stil/egen.css", "p {}")
    assert project.findings() == []
    project.write("stil/Frame.css", "p {}")
    assert project.findings() == [("stil/Frame.css", 1, "PT001")]


def test_all_that_a_build_makes_is_known_as_the_sites_own(project: TinyProject) -> None:
    project.publish()
    assert not project.build().failed
    with project.application(CheckBuilder.name) as app:
        own = own_files(build_of(app).metamodel)
    written = {folded(f"{page}.html") for page in ("index", "matt", "plan", "strategi")}
    made = {path.name for path in project.pages.iterdir() if not path.name.startswith(".")}
    folders = {name for name in made if (project.pages / name).is_dir()}
    assert folders <= OWN_FOLDERS | {EDITION_FILES.rstrip("/")}
    assert {folded(name) for name in made - folders} == {*own, *written}
    assert NEVER_CHANGED <= OWN_FOLDERS
