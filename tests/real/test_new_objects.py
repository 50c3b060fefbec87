"""On the real content: a new object in each of its places passes the gate."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from policytrace.cli.new_options import read_request
from policytrace.plan.addresses import load_addresses
from policytrace.plan.graph import Graph
from policytrace.schema.roles import FieldName, LinkKind, Role
from policytrace.sphinx.run import CheckResult, check_project
from tests.author.running import SWEDISH, new, options
from tests.paths import REPOSITORY
from tests.sphinx.tiny import TODAY

CONTENT = ("action_plans", "docs", "strategy", "index.md", "conf.py", "ubproject.toml")


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the content; each test leaves it valid."""
    copy = tmp_path_factory.mktemp("kommunen")
    for name in CONTENT:
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, copy / name)
        else:
            shutil.copy(source, copy / name)
    (copy / "_ext").symlink_to(REPOSITORY / "_ext")
    return copy


def codes(result: CheckResult) -> Counter[str]:
    """How many findings of each rule there are, but for what the new object itself lacks."""
    return Counter(one.code for one in result.findings if one.code != "PT210")


def checked(folder: Path) -> CheckResult:
    return check_project(folder, today=TODAY, doctreedir=folder / "_build" / "doctrees")


def next_of(graph: Graph, plan: str) -> tuple[str, str, int]:
    """The id after all that a plan has had, the file, and the number of its actions."""
    actions = graph.sources(plan, LinkKind.PART_OF)
    last = max(actions, key=lambda action: action.location)
    stem = last.id.rpartition("-")[0]
    published = load_addresses(REPOSITORY, "strategy/adresser.csv").leads
    used = [
        int(id_.rpartition("-")[2])
        for id_ in {*graph.items, *published}
        if id_.rpartition("-")[0] == stem
    ]
    return f"{stem}-{max(used) + 1:02d}", last.location.file, len(actions)


@pytest.mark.parametrize(
    "plan",
    ["HPL-OVERGRIPANDE", "HPL-VALD", "HPL-TILLGANGLIGHET", "HPL-BARN", "HPL-HBTQI",
     "HPL-MANGFALD", "HPL-HALSA"],
)  # fmt: skip
def test_a_new_action_in_each_plan_passes_the_gate(
    content: Path, capsys: pytest.CaptureFixture[str], plan: str
) -> None:
    before = checked(content)
    made, file, count = next_of(before.graph, plan)
    text = (content / file).read_text(encoding="utf-8")
    answers = {
        "title": "Pröva att lägga till en åtgärd",
        "plan": plan,
        "ansvarig": "kommunstyrelsen",
        "startar": "2028-03-01",
        "klar-senast": "2029-06-30",
        "nästa-uppföljning": "2028-10-31",
        "bidrar-till": "SYF-1",
        "mäts-av": "IND-DIALOG",
        "varför": "Den som skriver ska inte behöva räkna.",
        "vad": "Kommandot skriver åtgärden på rätt plats.",
        "för-vem": "För den som redigerar planen.",
        "förväntat-resultat": "Åtgärden finns, och kontrollen går igenom.",
    }
    assert new(content, "åtgärd", *options(answers)) == 0
    after = checked(content)
    assert codes(after) == codes(before)
    assert len(after.graph.sources(plan, LinkKind.PART_OF)) == count + 1
    written = (content / file).read_text(encoding="utf-8")
    assert written.startswith(text)
    assert f"{made} är skrivet: {file}:" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("kind", "answers", "file"),
    [
        ("indikator", {"title": "Nya lokaler, antal", "ansvarig": "ORG-KS", "enhet": "antal",
                       "källa": "Kommunens egen uppföljning (föreslagen)", "text": "Visar antal.",
                       "after": "strategy/indikatorer/hbtqi.md"}, "strategy/indikatorer/hbtqi.md"),
        ("organisation", {"title": "Kultur- och fritidsnämnden", "slag": "politiskt organ"},
         "strategy/organisationer.md"),
        ("beslut", {"title": "Nämnden antar planen", "beslutsslag": "antagande",
                    "organ": "socialnämnden", "diarienummer": "SN 2027/1",
                    "datum": "2027-01-10", "paragraf": "§ 15"}, "strategy/beslut.md"),
        ("uppföljning", {"title": "Uppföljning", "följer-upp": "ATG-VALD-03",
                         "datum": "2027-01-10", "bedömning": "enligt plan", "resultat": "Bra"},
         "action_plans/frihet-fran-vald.md"),
        ("analys", {"title": "Analys", "analyserar": "ATG-BARN-02", "datum": "2027-01-10",
                    "analysslag": "barnets bästa", "berör-inte-barn": "Bara vuxna berörs."},
         "action_plans/barnperspektiv.md"),
        ("synpunkt", {"title": "Elevrådet om planen", "gäller-synpunkt": "HPL-BARN",
                      "från": "elevrådet", "datum": "2027-01-10", "text": "Bra plan."},
         "action_plans/barnperspektiv.md"),
        ("handlingsplan", {"title": "Handlingsplan för lugn", "del-av": "PRI-BARN",
                           "ansvarig": "ORG-KS", "giltig-från": "2027-01-01",
                           "giltig-till": "2028-12-31", "vad-planen-vill": "Lugn.",
                           "för-vem": "Alla.", "så-följs-planen-upp": "Varje år."},
         "action_plans/lugn.md"),
    ],
)  # fmt: skip
def test_other_objects_find_their_place(
    content: Path, kind: str, answers: dict[str, str], file: str
) -> None:
    before = checked(content)
    assert new(content, kind, *options(answers)) == 0
    after = checked(content)
    assert codes(after) == codes(before)
    [made] = after.graph.items.keys() - before.graph.items.keys()
    assert after.graph.items[made].location.file == file


def test_a_new_body_stands_with_those_of_its_kind(content: Path) -> None:
    answers = {"title": "Parknämnden", "slag": "politiskt organ"}
    assert new(content, "organisation", *options(answers)) == 0
    graph = checked(content).graph
    ended = [org for org in graph.of_role(Role.ORGANISATION) if org.has(FieldName.VALID_TO)]
    made = graph.items["ORG-PARKNAMNDEN"]
    assert ended
    assert all(made.location < org.location for org in ended)


def test_every_type_of_the_content_that_editors_add_can_be_added() -> None:
    for kind in ("åtgärd", "indikator", "uppföljning", "analys", "beslut", "organisation",
                 "undantag", "handlingsplan"):  # fmt: skip
        request = read_request([kind], SWEDISH, lambda _folder: REPOSITORY)
        assert request.questions
