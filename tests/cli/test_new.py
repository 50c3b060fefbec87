"""The whole command on a small project: what it writes, refuses, takes back and says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytrace.author.values import RefusedError, one_line, paragraphs
from policytrace.errors import ProjectError
from policytrace.schema.roles import FieldName, LinkKind
from policytrace.schema.vocabulary import Status
from policytrace.sphinx import run
from tests.author.running import ACTION, new, options
from tests.author.test_markdown import HOSTILE, some_text
from tests.plan_builder import english
from tests.sphinx.tiny import TinyProject, contents


def add(project: TinyProject, kind: str = "åtgärd", **answers: str) -> int:
    """Add an object; the answers of an action are there unless others are given."""
    start = ACTION if kind == "åtgärd" else {}
    named = {name.replace("_", "-"): value for name, value in answers.items()}
    return new(project.root, kind, *options({**start, **named}))


def pages(project: TinyProject) -> dict[str, bytes]:
    """All files but those of the build."""
    return {
        name: content
        for name, content in contents(project.root).items()
        if not name.startswith("_build/")
    }


def changed(before: dict[str, bytes], project: TinyProject) -> list[str]:
    after = pages(project)
    return sorted(name for name in before | after if before.get(name) != after.get(name))


# ---------------------------------------------------------------- what is written


def test_an_action_is_written_after_the_last_and_nothing_else_is_touched(
    project: TinyProject, capsys: pytest.CaptureFixture[str]
) -> None:
    before = pages(project)
    assert add(project) == 0
    assert changed(before, project) == ["plan.md"]
    assert project.read("plan.md") == before["plan.md"].decode() + (
        "\n"
        ":::{åtgärd} Gör något\n"
        ":id: ATG-3\n"
        ":status: förslag\n"
        ":del_av: HPL-A\n"
        ":ansvarig: ORG-KS\n"
        ":klar_senast: 2028-06-30\n"
        ":nästa_uppföljning: 2027-11-15\n"
        ":bidrar_till: UTG-A\n"
        ":mäts_av: IND-A\n"
        "\n"
        "Varför\n: Det behövs.\n"
        "\n"
        "Vad\n: Något görs.\n"
        "\n"
        "För vem\n: För alla.\n"
        "\n"
        "Förväntat resultat\n: Det är gjort 2028.\n"
        ":::\n"
    )
    assert capsys.readouterr() == ("ATG-3 är skrivet: plan.md:48\n", "")
    assert project.check().findings == ()


def test_what_is_written_is_in_the_graph(project: TinyProject) -> None:
    add(project, medverkar="ORG-KS", globala_mål="5.2,16.1", resurs="tid # och: pengar")
    made = project.graph().items["ATG-3"]
    assert made.status is Status.PROPOSED
    assert made.values[FieldName.RESOURCE] == "tid # och: pengar"
    assert made.values[FieldName.GLOBAL_TARGETS] == ("5.2", "16.1")
    assert made.links[LinkKind.PARTICIPANT] == ("ORG-KS",)


def test_targets_may_be_given_in_any_order(project: TinyProject) -> None:
    assert add(project, bidrar_till="UTG-A, ATA-A") == 0
    assert ":bidrar_till: UTG-A, ATA-A\n" in project.read("plan.md")
    made = project.graph().items["ATG-3"]
    assert set(made.targets(LinkKind.CONTRIBUTES_TO)) == {"UTG-A", "ATA-A"}


def test_one_after_the_other_is_numbered_on(project: TinyProject) -> None:
    assert [add(project), add(project), add(project)] == [0, 0, 0]
    assert list(project.graph().items)[-4:-1] == ["ATG-3", "ATG-4", "ATG-5"]


@pytest.mark.parametrize(
    ("kind", "answers", "made"),
    [
        ("indikator", {"title": "Antal hot", "ansvarig": "ORG-KS", "enhet": "antal",
                       "källa": "egen", "riktning": "ned", "baslinje": "2026", "målvärde": "5",
                       "målår": "2030", "text": "Visar hot."}, "IND-ANTAL-HOT"),
        ("uppföljning", {"title": "Första", "följer-upp": "ATG-1", "datum": "2027-01-10",
                         "bedömning": "enligt plan", "resultat": "Bra"}, "UPF-1-1"),
        ("analys", {"title": "Analys", "analyserar": "ATG-2", "datum": "2027-01-10",
                    "resultat": "Inga skillnader"}, "ANA-2-1"),
        ("synpunkt", {"title": "Rådet om planen", "gäller-synpunkt": "HPL-A", "från": "Rådet",
                      "datum": "2027-01-10", "svar": "Tack.\n\n- Läst\n- Ändrat",
                      "text": "Bra.\n\nMen kort."}, "SYN-A-1"),
        ("beslut", {"title": "Planen antas", "beslutsslag": "antagande", "organ": "Kommunstyrelsen",
          "diarienummer": "KS 2027/1", "datum": "2027-01-10",
                    "paragraf": "§ 7"}, "BES-KS-2027-01-10-7"),
        ("organisation", {"title": "Fritidsnämnden", "slag": "politiskt organ"},
         "ORG-FRITIDSNAMNDEN"),
        ("handlingsplan", {"title": "Handlingsplan för lugn", "del-av": "PRI-A",
                           "ansvarig": "ORG-KS", "giltig-från": "2027-01-01",
                           "giltig-till": "2028-12-31", "vad-planen-vill": "Lugn.",
                           "för-vem": "Alla.", "så-följs-planen-upp": "Varje år."}, "HPL-A-2"),
    ],
)  # fmt: skip
def test_every_type_can_be_added(
    project: TinyProject, kind: str, answers: dict[str, str], made: str
) -> None:
    assert new(project.root, kind, *options(answers)) == 0
    assert project.check().findings == ()
    assert project.graph().items[made].title == answers["title"]


def test_a_waiver_turns_a_finding_into_a_note(project: TinyProject) -> None:
    project.edit("plan.md", ":mäts_av: IND-A\n\nDen", "\nDen")
    waiver = {
        "title": "Undantag för stödlinjen", "regel": "PT209", "gäller": "ATG-2",
        "skäl": "Inget mått finns", "beslutad-genom": "BES-A", "giltig-till": "2027-12-31",
        "after": "plan.md",
    }  # fmt: skip
    assert new(project.root, "undantag", *options(waiver)) == 0
    [found] = project.check().findings
    assert found.waived_by == "UND-PT209-2"
    assert project.read("plan.md").endswith(":giltig_till: 2027-12-31\n:::\n")


def test_a_plan_gets_a_page_that_is_in_the_contents(project: TinyProject) -> None:
    before = pages(project)
    test_every_type_can_be_added(project, "handlingsplan", {
        "title": "Handlingsplan för lugn", "del-av": "PRI-A", "ansvarig": "ORG-KS",
        "giltig-från": "2027-01-01", "giltig-till": "2028-12-31", "vad-planen-vill": "Lugn.",
        "för-vem": "Alla.", "så-följs-planen-upp": "Varje år.",
    }, "HPL-A-2")  # fmt: skip
    assert changed(before, project) == ["index.md", "lugn.md"]
    assert project.read("lugn.md").startswith(
        "# Handlingsplan för lugn\n\n:::{handlingsplan} Handlingsplan för lugn\n:id: HPL-A-2\n"
    )
    assert "\nplan\nlugn\nmatt\n" in project.read("index.md")
    assert add(project, plan="HPL-A-2", klar_senast="2028-06-30") == 0
    assert ":id: ATG-A-2-1\n" in project.read("lugn.md")


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_line_ends_a_mark_and_a_missing_last_line_end_stay(
    project: TinyProject, mark: str, end: str, *, last: bool
) -> None:
    text = mark + project.read("plan.md").removesuffix("" if last else "\n").replace("\n", end)
    raw = text.encode()
    (project.root / "plan.md").write_bytes(raw)
    assert add(project) == 0
    written = (project.root / "plan.md").read_bytes()
    assert written.startswith(raw)
    added = written[len(raw) :].decode()
    assert added.replace(end, "").count("\n") == 0
    assert added.startswith(f"{end}:::" if last else f"{end}{end}:::")


def test_an_action_in_the_plans_own_directive_stays_there(project: TinyProject) -> None:
    text = project.read("plan.md").replace(
        ":giltig_till: 2029-12-31\n:::\n", ":giltig_till: 2029-12-31\n"
    )
    project.write("plan.md", text.replace(":::{handlingsplan}", "::::{handlingsplan}") + "::::\n")
    assert project.check().findings == ()
    assert add(project) == 0
    assert project.read("plan.md").endswith("\n:::\n::::\n")
    assert project.check().findings == ()


# ---------------------------------------------------------------- what is not written


@pytest.fixture
def untouched(project: TinyProject) -> Iterator[TinyProject]:
    """A project in which nothing may be changed."""
    before = pages(project)
    yield project
    assert changed(before, project) == []


def test_a_dry_run_shows_and_writes_nothing(
    untouched: TinyProject, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new(untouched.root, "åtgärd", "--dry-run", *options(ACTION)) == 0
    shown = capsys.readouterr()
    assert shown.err == "Skulle skrivas: plan.md:48\n"
    assert shown.out.startswith(":::{åtgärd} Gör något\n:id: ATG-3\n")


def test_all_that_is_missing_is_named_in_one_sentence(untouched: TinyProject) -> None:
    with pytest.raises(ProjectError) as caught:
        new(untouched.root, "åtgärd", "--title", "x", "--ansvarig", "ORG-KS")
    assert english(caught.value.text) == (
        "Give --plan, --klar-senast, --bidrar-till, --varför, --vad, --för-vem, "
        "--förväntat-resultat, --nästa-uppföljning (or --uppföljs instead) too, or run the command "
        "in a terminal, where you are asked."
    )


def test_the_place_of_the_first_of_a_kind_must_be_given(untouched: TinyProject) -> None:
    waiver = {
        "title": "Undantag", "regel": "PT209", "gäller": "ATG-2", "skäl": "Inget mått",
        "beslutad-genom": "BES-A", "giltig-till": "2027-12-31",
    }  # fmt: skip
    with pytest.raises(ProjectError, match="Give"):
        new(untouched.root, "undantag", *options(waiver))


def test_every_bad_option_is_told_with_its_reason(
    untouched: TinyProject, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(untouched, plan="HPL-B", klar_senast="2028-02-30", title="a\nb") == 2
    assert capsys.readouterr().err.splitlines() == [
        "--title: Skriv det på en rad.",
        (
            "--plan: Inget av typen handlingsplan heter ”HPL-B”. "
            "Närmast: Plan mot hot (handlingsplan, HPL-A)."
        ),
        "--klar-senast: Skriv ett datum som finns, till exempel 2027-11-15.",
    ]


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"klar_senast": "2031-01-01", "startar": "2030-06-01"}, "PT401"),
        ({"vad": "Ring 19121212-1212."}, "PT601"),
        ({"vad": "Text <b onclick='x()'>fet</b>"}, "PT602"),
        ({"vad": "Se [detta](javascript:alert)"}, "PT603"),
        ({"vad": "Se {need}`planen <HPL-ZZZ>`"}, "PT104"),
    ],
)
def test_an_object_that_makes_an_error_is_taken_away_and_kept_for_the_editor(
    untouched: TinyProject,
    capsys: pytest.CaptureFixture[str],
    answers: dict[str, str],
    code: str,
) -> None:
    assert add(untouched, **answers) == 1
    shown = capsys.readouterr()
    assert f"fel {code}: " in shown.err
    assert "Objektet skulle ge upphov till fel." in shown.err
    assert "Inget skrevs. Det här svarade du:" in shown.err
    assert shown.out.startswith(":::{åtgärd} Gör något\n:id: ATG-3\n")
    assert untouched.check().findings == ()


def test_a_plan_that_makes_an_error_leaves_no_page(untouched: TinyProject) -> None:
    answers = {
        "title": "Lugn", "del-av": "PRI-A", "ansvarig": "ORG-KS", "giltig-från": "2028-01-01",
        "giltig-till": "2027-12-31", "vad-planen-vill": "Lugn.", "för-vem": "Alla.",
        "så-följs-planen-upp": "Varje år.",
    }  # fmt: skip
    assert new(untouched.root, "handlingsplan", *options(answers)) == 1


def test_a_warning_is_shown_and_the_object_stays(
    project: TinyProject, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = {name: value for name, value in ACTION.items() if name != "mäts-av"}
    assert new(project.root, "åtgärd", *options(answers)) == 0
    shown = capsys.readouterr().out
    assert "plan.md:48: varning PT209: " in shown
    assert "ATG-3 är skrivet" in shown


def test_errors_that_were_there_do_not_hinder(
    project: TinyProject, capsys: pytest.CaptureFixture[str]
) -> None:
    project.edit("plan.md", ":använder: NYF-A", ":använder: NYF-B\n:farg: blå")
    project.edit("plan.md", ":mäts_av: IND-A\n\nDen", "\n- fel {saknas}`x`\n\nDen")
    project.write("plan.md", project.read("plan.md") + "\n{need}`Sist <ATG-99>`\n")
    before = {found.code for found in project.check().findings}
    assert add(project) == 0
    assert {found.code for found in project.check().findings} == before
    assert "fel" not in capsys.readouterr().out


def test_a_place_that_breaks_the_page_is_taken_back(untouched: TinyProject) -> None:
    (untouched.root / "öppen.md").write_text("# Öppen\n\n```\nkod\n", encoding="utf-8")
    try:
        assert add(untouched, after="öppen.md") == 1
        assert (untouched.root / "öppen.md").read_text(encoding="utf-8").endswith("kod\n")
    finally:
        (untouched.root / "öppen.md").unlink()


def test_a_page_that_is_not_read_is_no_place(untouched: TinyProject) -> None:
    (untouched.root / "_build").mkdir(exist_ok=True)
    page = untouched.root / "_build" / "x.md"
    page.write_text("# X\n", encoding="utf-8")
    assert add(untouched, after="_build/x.md") == 1
    assert page.read_text(encoding="utf-8") == "# X\n"


def test_a_project_that_breaks_while_it_is_checked_is_as_it_was(
    untouched: TinyProject, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = iter([run.check_project])

    def only_once(*words: object, **settings: object) -> object:
        for check in runs:
            return check(*words, **settings)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr("tests.author.running.check_project", only_once)
    with pytest.raises(KeyboardInterrupt):
        add(untouched)
    assert capsys.readouterr().out.startswith(":::{åtgärd} Gör något")


def test_an_unclosed_neighbour_stops_it_and_keeps_the_answers(
    untouched: TinyProject, capsys: pytest.CaptureFixture[str]
) -> None:
    text = untouched.read("plan.md")
    untouched.write("plan.md", text.removesuffix(":::\n"))
    try:
        with pytest.raises(ProjectError, match="ends"):
            add(untouched)
    finally:
        untouched.write("plan.md", text)
    assert capsys.readouterr().out.startswith(":::{åtgärd} Gör något")


# ---------------------------------------------------------------- whatever is written


@st.composite
def objects(draw: st.DrawFn) -> dict[str, str]:
    """The title, a field and the texts of an action, as someone who wants to do harm has them."""

    def line() -> str:
        text = draw(some_text(20))
        try:
            return one_line(text)
        except RefusedError:
            return "ett värde"

    def text() -> str:
        said = "\n\n".join(draw(st.lists(some_text(20), min_size=1, max_size=2)))
        try:
            return "\n\n".join(paragraphs(said))
        except RefusedError:
            return "En text."

    return {"title": line(), "resurs": line(), "varför": text(), "vad": text()}


@given(objects())
def test_it_reads_back_whatever_it_says_or_is_not_written(
    tmp_path_factory: pytest.TempPathFactory, answers: dict[str, str]
) -> None:
    project = TinyProject.make(tmp_path_factory.mktemp("p"))
    before = pages(project)
    outcome = new(project.root, "åtgärd", *options({**ACTION, **answers}))
    if outcome:
        assert changed(before, project) == []
        return
    assert (project.root / "plan.md").read_bytes().startswith(before["plan.md"])
    made = project.graph().items["ATG-3"]
    assert (made.title, made.values[FieldName.RESOURCE]) == (answers["title"], answers["resurs"])
    assert len(project.graph()) == 15


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_titles_and_values_are_only_text(
    project: TinyProject, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    before = pages(project)
    line = one_line(text)
    if add(project, title=line, resurs=line):
        assert "<" in text or "[[" in text  # the gate refuses HTML and functions anywhere
        assert changed(before, project) == []
        assert "fel PT" in capsys.readouterr().err
        return
    made = project.graph().items["ATG-3"]
    assert (made.title, made.values[FieldName.RESOURCE]) == (line, line)
    assert project.check().findings == ()
