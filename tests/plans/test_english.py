"""The metamodel is data: a plan in English is judged as the Swedish one that it is a twin of.

``english/`` holds twins of two Swedish plans: the same objects on the same lines, in other words.
What is compared are keys and values, never words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup

import policytrace
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.reading import load_metamodel
from policytrace.schema.roles import Role
from policytrace.site.views.registry import VIEWS, view_words
from policytrace.sphinx.run import run_sphinx
from tests.paths import METAMODEL, PLANS
from tests.plans.checking import TODAY, lay_out
from tests.plans.judging import Judged, judged
from tests.plantuml_stand_in import COMMAND

ENGLISH = PLANS / "english"
TWINS = {"full": PLANS / "pass" / "full", "all": PLANS / "all"}
"""The Swedish plan of each English one."""


@pytest.fixture(scope="module", params=sorted(TWINS))
def twins(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Judged, Judged]:
    folder = tmp_path_factory.mktemp(request.param)
    english = lay_out(ENGLISH / request.param, folder / "en", metamodel=ENGLISH, language="en")
    return judged(lay_out(TWINS[request.param], folder / "sv")), judged(english)


def test_a_plan_in_english_has_the_findings_of_its_swedish_twin(
    twins: tuple[Judged, Judged],
) -> None:
    swedish, english = twins
    assert english.findings == swedish.findings
    assert english.late_findings == ()


def test_a_plan_in_english_holds_the_objects_of_its_swedish_twin(
    twins: tuple[Judged, Judged],
) -> None:
    swedish, english = twins
    assert english.objects == swedish.objects


def test_a_plan_in_english_measures_what_its_swedish_twin_does(
    twins: tuple[Judged, Judged],
) -> None:
    swedish, english = twins
    assert english.rows == swedish.rows
    assert english.verdicts == swedish.verdicts


def test_a_plan_in_english_goes_as_its_swedish_twin_does(twins: tuple[Judged, Judged]) -> None:
    swedish, english = twins
    assert english.states == swedish.states
    assert english.states.keys() == {
        item.id for item in english.snapshot.graph.of_role(Role.ACTION, Role.PLAN, Role.PRIORITY)
    }


SITE = f"""\
project = "A safe town"
html_theme = "furo"
html_use_index = False
plantuml = {COMMAND}
"""
SUPPORT = """
[policytrace.support]
heading = "Do you need help?"
priorities = ["PRI-VALD"]
exit = "https://weather.example/"

[[policytrace.support.lines]]
name = "Somebody who listens"
number = "116 111"
about = "for children"
hours = "day and night"
link = "https://listens.example/"
"""
TARGETS = {"plan": "HPL-VALD", "priority": "PRI-VALD"}
"""What an option that a view must have names."""


def overviews(metamodel: Metamodel) -> str:
    """A page with every view."""
    words = view_words(metamodel)
    blocks = []
    for key, view in VIEWS.items():
        options = "".join(f":{words.options[name]}: {TARGETS[name]}\n" for name in view.required)
        blocks.append(f":::{{{words.directives[key]}}}\n{options}:::\n")
    return "\n".join(("# Overviews\n", "## All of them\n", *blocks))


def words_in(texts: Iterable[str]) -> set[str]:
    """All words of two letters or more, in lower case."""
    return {word for text in texts for word in re.findall(r"[^\W\d_]{2,}", text.casefold())}


def test_the_site_of_a_plan_in_english_has_no_swedish_word(tmp_path: Path) -> None:
    project = lay_out(ENGLISH / "full", tmp_path / "en", metamodel=ENGLISH, language="en")
    with (project / "conf.py").open("a", encoding="utf-8") as settings:
        settings.write(SITE)
    with (project / "ubproject.toml").open("a", encoding="utf-8") as metamodel:
        metamodel.write(SUPPORT)
    written = [path.read_text("utf-8") for path in project.rglob("*") if path.is_file()]
    index = project / "index.md"
    index.write_text(index.read_text("utf-8").replace("genomforande", "genomforande\noverviews"))
    (project / "overviews.md").write_text(overviews(load_metamodel(project)), encoding="utf-8")
    result = run_sphinx(
        project,
        builder="html",
        outdir=tmp_path / "html",
        doctreedir=tmp_path / "doctrees",
        today=date.fromisoformat(TODAY),
    )
    assert not result.failed

    catalogue = Path(policytrace.__file__).parent / "locale/sv/LC_MESSAGES/policytrace.po"
    with catalogue.open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    english = words_in([*written, *(str(message.id) for message in messages)])
    other = load_metamodel(METAMODEL)
    swedish = words_in(
        [
            *other.words.values(),
            *other.role_titles.values(),
            *other.overviews["view"].values(),
            *other.overviews["view_option"].values(),
            *(str(message.string) for message in messages),
        ]
    )
    pages = [
        BeautifulSoup(page.read_text("utf-8"), "html.parser")
        for page in (tmp_path / "html").rglob("*.html")
    ]
    for link in (link for page in pages for link in page("a", href=True)):
        if str(link["href"]).endswith(link.get_text()):  # a file's address is in no language
            link.decompose()
    assert words_in(page.get_text(" ") for page in pages) & (swedish - english) == set()
    assert {page.html["lang"] for page in pages if page.html} == {"en"}
