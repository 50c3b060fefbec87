"""What every page gets around its text, and what is kept out of it."""

from __future__ import annotations

import pytest

from policytrace.errors import ProjectError
from tests.sphinx.tiny import TinyProject, files_in

UNUSED = ("sphinx-needs", "sphinx_needs", "data-viewer", "datatables", "jquery", "permalink")


def test_no_page_loads_what_other_extensions_bring(project: TinyProject) -> None:
    project.build()
    for name in ("index", "strategi", "plan", "matt", "sok"):
        page = project.page(name)
        loaded = [tag.get("src") or tag.get("href") for tag in page.find_all(["script", "link"])]
        assert loaded
        assert not [each for each in loaded for part in UNUSED if part in (each or "")]


def test_no_file_is_left_that_no_page_uses(project: TinyProject) -> None:
    project.build()
    names = [path.relative_to(project.pages).as_posix() for path in files_in(project.pages)]
    assert not [name for name in names for part in UNUSED if part in name]
    assert "_static/_sphinx_javascript_frameworks_compat.js" not in names
    assert not [name for name in names if name.startswith(("_sources/", "genindex"))]


def test_every_page_has_our_style_after_the_themes(project: TinyProject) -> None:
    project.build()
    styles = [
        tag["href"].partition("?")[0]
        for tag in project.page("plan").find_all("link", rel="stylesheet")
    ]
    assert styles[-1].startswith("_static/")
    assert styles.index("_static/policytrace.css") > styles.index("_static/styles/furo.css")


def test_every_stylesheet_and_script_that_a_page_asks_for_is_there(project: TinyProject) -> None:
    project.build()
    for name in ("index", "plan", "sok"):
        for tag in project.page(name).find_all(["script", "link"]):
            address = (tag.get("src") or tag.get("href")).partition("?")[0].partition("#")[0]
            assert not address or (project.pages / address).is_file(), address


def test_a_page_has_no_style_and_no_script_of_its_own(project: TinyProject) -> None:
    project.build()
    for path in project.pages.glob("*.html"):
        page = project.page(path.stem)
        assert not page.find_all("style")
        assert not page.find_all(style=True)
        assert not [script for script in page.find_all("script") if not script.get("src")]


def test_a_page_names_the_project_and_who_is_behind_it(project: TinyProject) -> None:
    project.publish()
    project.build()
    assert project.page("plan").title.get_text().startswith("Planen – En liten plan")
    assert "Lillköpings kommun" in project.page("plan").select_one(".pt-brand").get_text()


def test_a_page_says_what_language_it_is_in(project: TinyProject) -> None:
    project.build()
    assert project.page("plan").html["lang"] == "sv"


def test_a_page_has_one_heading_of_the_first_level_and_its_landmarks(
    project: TinyProject,
) -> None:
    project.build()
    for name in ("index", "strategi", "plan", "matt", "sok"):
        page = project.page(name)
        assert len(page.find_all("h1")) == 1
        assert len(page.find_all("main")) == 1
        for landmark in ("header", "footer"):
            assert len(page.body.find_all(landmark, recursive=False)) == 1
        assert page.find("nav", attrs={"aria-label": True})


def test_a_heading_of_any_name_has_an_id_of_its_own(project: TinyProject) -> None:
    names = ("Innehåll", "Meny", "Meny 1", "Vy 1", "Planen", "ATG 1", "Sök")
    text = "".join(f"## {name}\n\nText.\n\n" for name in names)
    project.write("plan.md", f"{project.read('plan.md')}\n{text}")
    project.build()
    ids = [tag["id"] for tag in project.page("plan").find_all(id=True)]
    assert [found for found in ids if ids.count(found) > 1] == []


def test_the_skip_link_leads_to_the_text(project: TinyProject) -> None:
    project.build()
    page = project.page("plan")
    first = page.body.find("a")
    assert page.find(id=first["href"].removeprefix("#")).name == "main"


def test_words_that_stood_for_parts_of_a_page_are_only_words(project: TinyProject) -> None:
    words = "PTFRAMEBODY PTFRAMETITLE PTFRAMENAME PTFRAMEDESCRIPTION"
    project.edit("matt.md", "# Mått", f"# {words}")
    project.edit("plan.md", "Öppna en stödlinje", words)
    assert not project.build().failed
    for name in ("matt", "plan", "objekt/ATG-1", "objekt/ATG-2"):
        page = project.page(name)
        assert len(page.find_all("h1")) == 1
        assert words in page.text


def test_titles_and_captions_are_text_wherever_they_stand(project: TinyProject) -> None:
    project.edit("index.md", ":caption: Vad gör vi?", ':caption: <img src=x> & "vi"')
    project.edit("index.md", "\nmatt\n", '\nTal <b>5</b> " <matt>\n')
    project.edit("matt.md", "# Mått", "# Mått `<script>alert(1)</script>` 5 \\< 6")
    project.write("om.md", "# Om `<script>alert(2)</script>`\n\nText.\n")
    project.write("index.md", project.read("index.md") + "\n```{toctree}\nom\n```\n")
    project.build()
    for name in ("index", "plan", "matt", "om", "objekt/IND-A", "sok", "404"):
        page = project.page(name)
        assert not page.body.select("header img[src=x], nav b, footer b"), name
        assert not [one for one in page.find_all("script") if "alert" in one.get_text()], name
    ways = project.page("plan").select_one(".pt-ways")
    assert '<img src=x> & "vi"' in ways.get_text()
    assert "Om <script>alert(2)</script>" in project.page("plan").select_one("footer").get_text()


@pytest.mark.parametrize("logo", ["saknas.svg", "https://example.org/x.png", "../utanfor.png", "."])
def test_a_mark_that_is_no_file_of_the_project_stops_the_build(
    project: TinyProject, logo: str
) -> None:
    (project.root.parent / "utanfor.png").write_bytes(b"\x89PNG")
    project.write("conf.py", project.read("conf.py") + f'\nhtml_logo = "{logo}"\n')
    with pytest.raises(ProjectError) as raised:
        project.build()
    assert raised.value.location is not None
    assert raised.value.location.file == "conf.py"
    assert not (project.pages / "_static" / "utanfor.png").exists()
