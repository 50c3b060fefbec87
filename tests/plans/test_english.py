"""The metamodel is data: a plan in English is judged as the Swedish one that it is a twin of.

``english/`` holds twins of two Swedish plans: the same objects on the same lines, in other words.
What is compared are keys and values, never words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup
from openpyxl import load_workbook

import policytrace
from policytrace.schema.metamodel import Metamodel
from policytrace.schema.reading import load_metamodel
from policytrace.schema.roles import Role
from policytrace.site.views.registry import VIEWS, view_words
from tests.cli.running import run
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


SAID = ("title", "alt", "aria-label", "aria-description", "placeholder", "summary", "content")
"""Attributes that are read to somebody."""
ADDRESS = re.compile(r'[^\s"]*[/#0-9][^\s"]*|[^\s"]+\.(?:html|csv|json|xlsx)\b')
"""Addresses, ids and checksums, which are the same in all languages."""


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


@dataclass(frozen=True)
class EnglishSite:
    """A project in English, and what was built of it."""

    project: Path
    pages: Path
    foreign: frozenset[str]
    """Words that are Swedish and not English, and that are not in the project's own files."""

    def swedish(self, texts: Iterable[str]) -> set[str]:
        """The Swedish words of `texts`."""
        return words_in(texts) & self.foreign


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> EnglishSite:
    folder = tmp_path_factory.mktemp("english")
    project = lay_out(ENGLISH / "full", folder / "en", metamodel=ENGLISH, language="en")
    with (project / "conf.py").open("a", encoding="utf-8") as settings:
        settings.write(SITE)
    with (project / "ubproject.toml").open("a", encoding="utf-8") as metamodel:
        metamodel.write(SUPPORT)
    written = [path.read_text("utf-8") for path in project.rglob("*") if path.is_file()]
    index = project / "index.md"
    index.write_text(index.read_text("utf-8").replace("genomforande", "genomforande\noverviews"))
    (project / "overviews.md").write_text(overviews(load_metamodel(project)), encoding="utf-8")
    outcome = run("build", str(project), "--today", TODAY, cwd=folder)
    assert (outcome.code, outcome.err) == (0, "")
    assert "The site is built." in outcome.out

    catalogue = Path(policytrace.__file__).parent / "locale/sv/LC_MESSAGES/policytrace.po"
    with catalogue.open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
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
    known = words_in([*written, *(str(message.id) for message in messages)])
    return EnglishSite(project, project / "_build" / "html", frozenset(swedish - known))


def test_the_site_of_a_plan_in_english_has_no_swedish_word(english: EnglishSite) -> None:
    pages = [
        BeautifulSoup(page.read_text("utf-8"), "html.parser")
        for page in english.pages.rglob("*.html")
    ]
    for link in (link for page in pages for link in page("a", href=True)):
        if str(link["href"]).endswith(link.get_text()):  # a file's address is in no language
            link.decompose()
    assert english.swedish(page.get_text(" ") for page in pages) == set()
    said = (tag.get(name) for page in pages for tag in page.find_all() for name in SAID)
    assert english.swedish(str(one) for one in said if one) == set()
    assert {page.html["lang"] for page in pages if page.html} == {"en"}


def test_the_files_for_other_programs_have_no_swedish_word(english: EnglishSite) -> None:
    files = [
        path
        for kind in ("csv", "json", "ics", "atom", "xml", "rdf", "txt", "py")
        for path in english.pages.rglob(f"*.{kind}")
        if path.relative_to(english.pages).parts[0] not in {"_static", "pagefind"}
    ]
    assert {path.suffix for path in files} >= {".csv", ".json", ".ics", ".atom", ".xml", ".txt"}
    texts = (path.read_bytes().decode().replace("\r\n ", "") for path in files)
    assert english.swedish(ADDRESS.sub(" ", text) for text in texts) == {"objekt"}  # a table's id
    books = [book for path in english.pages.rglob("*.xlsx") for book in cells_of(path)]
    assert english.swedish(books) == set()


@pytest.mark.parametrize("kind", ["plan", "uppföljning", "tjänsteskrivelse"])
def test_a_report_on_a_plan_in_english_has_no_swedish_word(
    english: EnglishSite, tmp_path: Path, kind: str
) -> None:
    chosen = ["--kind", kind, "--format", "html", "--plan", "HPL-VALD", "--as-of", TODAY]
    outcome = run("report", str(english.project), *chosen, "--output", "x.html", cwd=tmp_path)
    assert (outcome.code, english.swedish([outcome.out])) == (0, set())
    report = BeautifulSoup((tmp_path / "x.html").read_text("utf-8"), "html.parser")
    assert english.swedish([report.get_text(" ")]) == set()


def test_a_workbook_of_a_plan_in_english_has_no_swedish_word(
    english: EnglishSite, tmp_path: Path
) -> None:
    options = ["--project", str(english.project), "--today", TODAY]
    outcome = run("plan", "export", *options, "--xlsx", "plan.xlsx", cwd=tmp_path)
    assert outcome.code == 0
    assert english.swedish(cells_of(tmp_path / "plan.xlsx")) == set()
    swedish = run("plan", "export", *options, "--xlsx", "sv.xlsx", "--lang", "sv", cwd=tmp_path)
    assert swedish.code == 0
    assert english.swedish(cells_of(tmp_path / "sv.xlsx")) != set()
    back = run("plan", "import", "sv.xlsx", *options, cwd=tmp_path)
    assert (back.out, back.err) == ("The workbook changes nothing. Nothing was written.\n", "")


def test_what_a_plan_in_english_is_asked_has_english_headings(
    english: EnglishSite, tmp_path: Path
) -> None:
    asked = run("new", "task", str(english.project), "--help", cwd=tmp_path)
    assert asked.code == 0
    assert "--expected-result" in asked.out
    assert english.swedish([asked.out]) == set()


def cells_of(path: Path) -> Iterator[str]:
    """What a workbook says: the names of its sheets that are seen, their cells and prompts."""
    for sheet in load_workbook(path):
        if sheet.sheet_state == "visible":
            yield sheet.title
            yield from (str(cell) for row in sheet.values for cell in row if cell is not None)
        for check in sheet.data_validations.dataValidation:
            yield from filter(
                None, (check.promptTitle, check.prompt, check.errorTitle, check.error)
            )
