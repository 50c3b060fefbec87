"""What only the project knows: its own types, fields and links are shown, found and checked too."""

from __future__ import annotations

import gzip
import json
import re
from typing import Any

import pytest
from bs4 import Tag

from policytrace.errors import ProjectError
from policytrace.messages import catalogue
from policytrace.schema.roles import CustomField, CustomLink, CustomType, Role
from tests.author.running import ACTION, new, options
from tests.plan_builder import english
from tests.sphinx.tiny import TinyProject

OWN = """
[needs.types."risk"]
title = "Risk"
prefix = "RIS-"

[needs.fields."budget"]
description = "Kostnad i kronor"
schema = { type = "integer", minimum = 0 }

[needs.links."beror_på"]
outgoing = "Beror på"
incoming = "Påverkar"
"""
"""A type without a role, and a field and a link that the code does not know."""

RISK = """
:::{risk} Ingen vågar ringa
:id: RIS-A
:ansvarig: ORG-KS
:beror_på: ATG-1
:budget: 250000

Stödlinjen kan bli tyst.
:::
"""


def made(project: TinyProject) -> TinyProject:
    """The tiny project with a risk on its page of measures, and an action that depends on it."""
    project.write("ubproject.toml", project.read("ubproject.toml") + OWN)
    project.write("matt.md", project.read("matt.md") + RISK)
    project.edit("plan.md", ":id: ATG-2\n", ":id: ATG-2\n:beror_på: RIS-A\n:budget: 0\n")
    return project


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> TinyProject:
    """The project as it is built; to be looked at only."""
    project = made(TinyProject.make(tmp_path_factory.mktemp("egna") / "åäö"))
    assert project.build().findings == ()
    return project


@pytest.fixture
def own(project: TinyProject) -> TinyProject:
    """The project, to be spoiled."""
    return made(project)


def said(article: Tag) -> dict[str, list[str]]:
    """What an article says under each term."""
    return {
        term.get_text(" ", strip=True): [
            each.get_text(" ", strip=True) for each in term.find_next_siblings("dd")
        ]
        for term in article.find_all("dt")
    }


# -------------------------------------------------------------------------- what is read


def test_its_values_and_links_are_read_as_what_they_are(site: TinyProject) -> None:
    graph = site.graph()
    risk = graph.items["RIS-A"]
    assert risk.role == CustomType("risk")
    assert risk.values == {CustomField("budget"): 250_000}
    assert risk.targets(CustomLink("beror_på")) == ("ATG-1",)
    assert graph.items["ATG-2"].values[CustomField("budget")] == 0
    assert [one.id for one in graph.sources("RIS-A", CustomLink("beror_på"))] == ["ATG-2"]


# ------------------------------------------------------------------------- what is shown


def test_it_has_a_card_where_it_is_written(site: TinyProject) -> None:
    [card] = site.page("matt").find_all("article", id="RIS-A")
    assert "Stödlinjen kan bli tyst." in card.get_text()
    facts = said(card)
    assert facts["Budget"] == ["250000"]
    assert facts["Beror på"] == ["Utbilda alla chefer"]
    assert facts["Ansvarig"] == ["Kommunstyrelsen"]
    assert facts["Påverkar"] == ["Åtgärd, 1 st"]
    assert [link["href"] for link in card.select("dd a")] == [
        "objekt/ORG-KS.html",
        "objekt/ATG-1.html",
    ]


def test_it_has_a_page_of_its_own(site: TinyProject) -> None:
    page = site.page("objekt/RIS-A")
    assert page.h1 is not None
    assert page.h1.get_text(strip=True) == "Ingen vågar ringa"
    assert "Stödlinjen kan bli tyst." in page.get_text()
    text = page.get_text(" ", strip=True)
    assert "Budget 250000" in text
    linked = {str(link["href"]) for link in page.select("main a")}
    assert {"ATG-1.html", "ATG-2.html"} <= linked


def test_a_field_and_a_link_of_the_project_s_own_are_shown_on_other_objects(
    site: TinyProject,
) -> None:
    [card] = site.page("plan").find_all("article", id="ATG-2")
    facts = said(card)
    assert facts["Budget"] == ["0"]
    assert facts["Beror på"] == ["Ingen vågar ringa"]
    for name, words in (("ATG-2", "Beror på"), ("ATG-1", "Påverkar")):
        text = site.page(f"objekt/{name}").get_text(" ", strip=True)
        assert f"{words} Ingen vågar ringa" in text


def test_it_stands_in_the_list_from_a_to_o(site: TinyProject) -> None:
    [link] = [
        link for link in site.page("sok").select("main a") if "Ingen vågar ringa" in link.get_text()
    ]
    assert link["href"] == "objekt/RIS-A.html"


def test_it_is_found_by_searching_and_by_its_type(site: TinyProject) -> None:
    pages = found(site)
    page = pages["objekt/RIS-A.html"]
    assert "Stödlinjen kan bli tyst" in page["content"]
    assert "Budget 250000" in page["content"]
    for said_elsewhere in ("Kommunstyrelsen", "Utbilda alla chefer", "Uppgifter"):
        assert said_elsewhere not in page["content"]
    facets = json.loads((site.pages / "pagefind" / "facets.json").read_text(encoding="utf-8"))
    assert facets["typ"]["Risk"] == [page["id"]]


def found(project: TinyProject) -> dict[str, dict[str, Any]]:
    """What the index holds of each page, by its address."""
    index = {}
    for path in (project.pages / "pagefind" / "fragment").iterdir():
        text = gzip.decompress(path.read_bytes()).decode()
        page = json.loads(text[text.index("{") :])
        index[page["url"].lstrip("/")] = {**page, "id": path.stem}
    return index


def test_it_is_in_the_open_data(site: TinyProject) -> None:
    data = json.loads((site.pages / "plan.json").read_text(encoding="utf-8"))
    [risk] = [one for one in data["objects"] if one["id"] == "RIS-A"]
    assert risk["type"] == {"key": None, "word": "risk"}
    assert risk["fields"] == {"own.budget": 250_000}
    assert risk["links"] == {"owner": ["ORG-KS"], "own.beror_på": ["ATG-1"]}


# ------------------------------------------------------------------------ what is checked


@pytest.mark.parametrize(
    ("old", "new_text", "said_of"),
    [
        (":beror_på: ATG-1", ":beror_på: ATG-11", "ATG-11"),
        (":ansvarig: ORG-KS\n:beror_på", ":ansvarig: ATG-1\n:beror_på", "ATG-1"),
        (":ansvarig: ORG-KS\n:beror_på", ":ansvarig: RIS-A\n:beror_på", "RIS-A"),
    ],
)
def test_its_links_are_checked(own: TinyProject, old: str, new_text: str, said_of: str) -> None:
    own.edit("matt.md", old, new_text)
    [finding] = own.check().findings
    assert (finding.code, finding.item) == ("PT104", "RIS-A")
    assert finding.location.line == own.line("matt.md", "{risk}")
    assert said_of in english(finding.message)


@pytest.mark.parametrize(
    ("old", "new_text"),
    [
        (":beror_på: RIS-A", ":beror_på: RIS-B"),
        (":del_av: HPL-A\n:ansvarig: ORG-KS", ":del_av: HPL-A\n:ansvarig: RIS-A"),
    ],
)
def test_links_to_it_are_checked(own: TinyProject, old: str, new_text: str) -> None:
    before, at, after = own.read("plan.md").rpartition(old)
    own.write("plan.md", before + at.replace(old, new_text) + after)
    [finding] = own.check().findings
    assert (finding.code, finding.item) == ("PT104", "ATG-2")


@pytest.mark.parametrize(
    ("value", "code"), [("-1", "PT002"), ("mycket", "PT001"), ("2,5", "PT001")]
)
def test_a_value_of_the_wrong_form_is_told_at_its_place(
    own: TinyProject, value: str, code: str
) -> None:
    """What is no number at all keeps sphinx-needs from reading the object."""
    own.edit("matt.md", ":budget: 250000", f":budget: {value}")
    own.edit("plan.md", ":beror_på: RIS-A\n", "")
    assert own.findings() == [("matt.md", own.line("matt.md", "{risk}"), code)]


def test_an_id_that_begins_as_another_type_s_is_told(own: TinyProject) -> None:
    own.edit("matt.md", ":id: RIS-A", ":id: ORG-A")
    own.edit("plan.md", ":beror_på: RIS-A", ":beror_på: ORG-A")
    [finding] = own.check().findings
    assert "does not begin with RIS-" in english(finding.message)


def test_it_can_be_asked_for_what_the_project_requires(own: TinyProject) -> None:
    own.edit(
        "ubproject.toml",
        "[policytrace.required]\n",
        '[policytrace.required]\n"risk" = ["budget", "beror_på", "skäl"]\n',
    )
    [finding] = own.check().findings
    assert (finding.code, finding.item) == ("PT211", "RIS-A")
    assert english(finding.message) == "“Ingen vågar ringa” (risk) has no :skäl:."


# ------------------------------------------------------------------------ how it is written


def lacking(project: TinyProject, *words: str) -> str:
    """The options that must be given too before an object is written."""
    with pytest.raises(ProjectError) as raised:
        new(project.root, *words)
    said = raised.value.text.render(catalogue("sv"))
    found = re.fullmatch(r"Ange också (.*), eller kör .*", said)
    assert found, said
    return found[1]


def test_one_can_be_added(own: TinyProject) -> None:
    assert new(own.root, "risk", "--title=Linjen är upptagen", "--text=Det blir kö.") == 0
    assert own.read("matt.md").endswith(
        ":::\n\n:::{risk} Linjen är upptagen\n:id: RIS-LINJEN-AR-UPPTAGEN\n\nDet blir kö.\n:::\n"
    )
    assert own.check().findings == ()


def test_what_it_requires_is_asked_for_when_one_is_added(own: TinyProject) -> None:
    own.edit(
        "ubproject.toml",
        "[policytrace.required]\n",
        '[policytrace.required]\n"risk" = ["budget", "beror_på"]\n',
    )
    assert lacking(own, "risk", "--title=Kö") == "--budget, --beror-på"
    answers = {"title": "Kö", "budget": "12", "beror-på": "RIS-A, ORG-KS"}
    assert new(own.root, "risk", *options(answers)) == 0
    made_now = own.graph().items["RIS-KO"]
    assert made_now.values == {CustomField("budget"): 12}
    assert made_now.targets(CustomLink("beror_på")) == ("ORG-KS", "RIS-A")


def test_each_action_must_have_a_budget(
    own: TinyProject, capsys: pytest.CaptureFixture[str]
) -> None:
    own.edit(
        "ubproject.toml",
        '"åtgärd" = ["ansvarig", "klar_senast", ',
        '"åtgärd" = ["budget", "ansvarig", "klar_senast", ',
    )
    [finding] = own.check().findings
    assert (finding.code, finding.item) == ("PT211", "ATG-1")
    own.edit("plan.md", ":id: ATG-1\n", ":id: ATG-1\n:budget: 1\n")
    assert lacking(own, "åtgärd", *options(ACTION)) == "--budget"
    assert new(own.root, "åtgärd", *options({**ACTION, "budget": "mycket"})) != 0
    assert capsys.readouterr().err == "--budget: Skriv ett heltal från 0 och uppåt.\n"
    assert new(own.root, "åtgärd", *options({**ACTION, "budget": "40000"})) == 0
    action = own.graph().items["ATG-3"]
    assert (action.role, action.values[CustomField("budget")]) == (Role.ACTION, 40_000)
    assert own.check().findings == ()


@pytest.mark.parametrize("kind", ["integer", "number", "boolean", "string"])
@pytest.mark.parametrize("written", ["", "  "])
def test_nothing_written_is_nothing_and_not_zero(
    project: TinyProject, kind: str, written: str
) -> None:
    definition = f'[needs.fields."summa"]\nschema = {{ type = "{kind}" }}\n\n'
    project.edit(
        "ubproject.toml", '[needs.fields."resurs"]', definition + '[needs.fields."resurs"]'
    )
    project.edit("ubproject.toml", '"åtgärd" = [', '"åtgärd" = ["summa", ')
    project.edit("plan.md", ":id: ATG-2\n", f":id: ATG-2\n:summa:{written}\n")
    assert CustomField("summa") not in project.graph().items["ATG-2"].values
    assert [one for one in project.findings() if one[2] == "PT211"] == [
        ("plan.md", project.line("plan.md", "{åtgärd} Utbilda"), "PT211"),
        ("plan.md", project.line("plan.md", "{åtgärd} Öppna"), "PT211"),
    ]
