"""The words around the text are in the project's language, those of Sphinx and the theme too."""

from __future__ import annotations

import re

from sphinx.locale import get_translator

from policytrace.messages import catalogue
from tests.sphinx.tiny import TinyProject


def test_what_sphinx_does_not_translate_is_translated_by_us(project: TinyProject) -> None:
    project.build()
    assert get_translator().gettext("Skip to content") != "Skip to content"
    assert get_translator().gettext("On this page") == "På den här sidan"


def test_a_word_that_nobody_translates_stays_as_it_is_however_often_sphinx_runs(
    project: TinyProject,
) -> None:
    for _ in range(4):
        project.build()
        assert get_translator().gettext("A sentence in no catalogue") == "A sentence in no catalogue"


def test_running_sphinx_leaves_our_own_catalogue_as_it_was(project: TinyProject) -> None:
    ours = catalogue("sv", "sphinx")
    project.build()
    project.build()
    assert ours.gettext("A sentence in no catalogue") == "A sentence in no catalogue"
    assert ours._fallback is None  # type: ignore[attr-defined]


def test_the_frame_of_a_page_is_in_the_projects_language(project: TinyProject) -> None:
    project.build()
    page = project.page("plan")
    assert page.body.find("a").get_text() == "Hoppa till innehållet"
    assert page.find("input", type="search")["aria-label"] == "Sök på webbplatsen"
    assert page.find("a", class_="headerlink")["title"].startswith("Länk")


def test_the_search_speaks_the_projects_language(project: TinyProject) -> None:
    project.build()
    script = (project.pages / "_static" / "searchtools.js").read_text(encoding="utf-8")
    words = (project.pages / "_static" / "translations.js").read_text(encoding="utf-8")
    asked = set(re.findall(r'\b_\(\s*"((?:[^"\\]|\\.)*)"', script))
    assert asked
    assert [text for text in sorted(asked) if f'"{text}":' not in words] == []
