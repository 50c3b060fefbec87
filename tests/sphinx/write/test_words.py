"""The words around the text are in the project's language, those of Sphinx and the theme too."""

from __future__ import annotations

from sphinx.locale import get_translator

from policytrace.sphinx.gate.check_builder import CheckBuilder
from tests.sphinx.tiny import TinyProject


def test_what_sphinx_does_not_translate_is_translated_by_us(project: TinyProject) -> None:
    assert said(project, "Skip to content") == "Hoppa till innehållet"


def test_our_words_go_before_those_of_sphinx_and_the_rest_is_sphinx_own(
    project: TinyProject,
) -> None:
    assert said(project, "Index") == "Register"
    assert said(project, "Warning") == "Varning"


def test_a_word_that_nobody_translates_stays_as_it_is_however_often_sphinx_runs(
    project: TinyProject,
) -> None:
    for _ in range(4):
        project.build()
        assert said(project, "A sentence in no catalogue") == "A sentence in no catalogue"


def test_a_build_leaves_the_words_of_the_next_one_in_its_own_language(
    project: TinyProject,
) -> None:
    project.build()
    project.edit("conf.py", 'language = "sv"', 'language = "en"')
    assert said(project, "Skip to content") == "Skip to content"
    project.edit("conf.py", 'language = "en"', 'language = "sv"')
    assert said(project, "Skip to content") == "Hoppa till innehållet"


def said(project: TinyProject, text: str) -> str:
    """What a build of the project says for `text`."""
    with project.application(CheckBuilder.name) as app:
        found: list[str] = []
        app.connect("env-updated", lambda *_: found.append(get_translator().gettext(text)))
        app.build()
        assert found == [app.translator.gettext(text)]
        return found[0]


def test_the_frame_of_a_page_is_in_the_projects_language(project: TinyProject) -> None:
    project.build()
    page = project.page("plan")
    assert page.body.find("a").get_text() == "Hoppa till innehållet"
    assert page.find("input", type="search")["aria-label"] == "Sök på webbplatsen"
    assert page.find("a", class_="headerlink")["title"].startswith("Länk")
