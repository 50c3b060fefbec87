"""policytrace diff: what has changed between two plans, in words, for people and programs."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from shutil import copytree, ignore_patterns

import jsonschema
import pytest
from bs4 import BeautifulSoup

from tests.cli.running import Outcome, run, run_as_process
from tests.history_repository import begin, commit, git
from tests.sphinx.tiny import TinyProject

DAY = date(2027, 2, 1)


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    """A decided plan in a repository, whose first commit is called ``first``."""
    made = TinyProject.make(tmp_path / "på gång")
    plan = made.read("plan.md").replace(":status: förslag", ":status: beslutad")
    made.write("plan.md", plan.replace(":id: HPL-A\n", ":id: HPL-A\n:beslutad_genom: BES-A\n", 1))
    begin(made.root)
    commit(made.root, DAY, "first")
    return made


def diff(project: TinyProject, *words: str) -> Outcome:
    return run("diff", *words, "--project", str(project.root), cwd=project.root)


def changed(project: TinyProject) -> None:
    text = project.read("plan.md")
    project.write(
        "plan.md", text.replace(":klar_senast: 2028-06-30", ":klar_senast: 2028-09-30", 1)
    )
    project.write(
        "mer.md",
        "# Mer\n\n:::{åtgärd} Mät hoten\n:id: ATG-3\n:status: förslag\n:del_av: HPL-A\n"
        ":bidrar_till: UTG-A\n:ansvarig: ORG-KS\n:klar_senast: 2028-06-30\n:::\n",
    )


def test_changes_are_told_object_by_object(project: TinyProject) -> None:
    changed(project)
    outcome = diff(project, "first")
    assert outcome.code == 0
    assert "Åtgärd: Utbilda alla chefer  ATG-1\n" in outcome.out
    assert "    Sista dag flyttad från 30 juni till 30 september 2028, utan beslut\n" in outcome.out
    assert "Åtgärd: Mät hoten  ATG-3\n    Ny åtgärd\n" in outcome.out
    assert "Ändrade objekt: 2. Ändringar: 2. Utan det beslut som krävs: 1." in outcome.out
    assert outcome.err == ""


def test_without_words_the_files_are_compared_with_what_was_committed_last(
    project: TinyProject,
) -> None:
    assert "Inget i planen har ändrats." in diff(project).out
    changed(project)
    assert diff(project).out == diff(project, "HEAD").out
    commit(project.root, DAY, "second")
    assert "Inget i planen har ändrats." in diff(project).out
    assert "Ny åtgärd" in diff(project, "first", "second").out
    assert "Åtgärden är borttagen" in diff(project, "second", "first").out


def test_a_file_that_is_moved_and_laid_out_anew_is_no_change(project: TinyProject) -> None:
    text = project.read("plan.md")
    (project.root / "plan.md").unlink()
    project.write("planer.md", text.replace("Den som utsätts", "Den\nsom utsätts"))
    project.edit("index.md", "plan\nmatt", "planer\nmatt")
    assert "Inget i planen har ändrats." in diff(project).out


def test_the_exit_code_tells_only_if_it_is_asked_to(project: TinyProject) -> None:
    assert diff(project, "--exit-code").code == 0
    changed(project)
    assert diff(project).code == 0
    assert diff(project, "--exit-code").code == 1


def test_a_decision_that_is_made_after_the_newer_plan_covers_nothing_in_it(
    project: TinyProject,
) -> None:
    plan = project.read("plan.md").replace("2028-06-30", "2028-09-30", 1)
    decided = ":id: HPL-A\n:beslutad_genom: BES-B, BES-A\n"
    plan = plan.replace(":id: HPL-A\n:beslutad_genom: BES-A\n", decided, 1)
    plan += (
        "\n:::{beslut} Planen revideras\n:id: BES-B\n:beslutsslag: antagande\n"
        ":organ: ORG-KS\n:datum: 2027-06-01\n:paragraf: § 9\n:::\n"
    )
    project.write("plan.md", plan)
    commit(project.root, date(2027, 2, 3), "too-early")
    commit(project.root, date(2027, 6, 1), "by-then")
    later = "utan beslut då; senare beslut: Planen revideras, 1 juni 2027, § 9"
    assert later in diff(project, "first", "too-early").out
    told = diff(project, "first", "by-then").out
    assert later not in told
    assert "(beslut: Planen revideras, 1 juni 2027, § 9)" in told


def test_an_object_is_known_by_the_register_of_the_newer_plan_whatever_is_checked_out(
    project: TinyProject,
) -> None:
    config = project.read("ubproject.toml").replace(
        "[policytrace]\n", '[policytrace]\naddresses = "adresser.csv"\n', 1
    )
    project.write("ubproject.toml", config)
    project.write("adresser.csv", "id,leder_till\nATG-1,\n")
    commit(project.root, date(2027, 2, 3), "before")
    project.write("plan.md", project.read("plan.md").replace("ATG-1", "ATG-11"))
    project.write("adresser.csv", "id,leder_till\nATG-1,ATG-11\nATG-11,\n")
    commit(project.root, date(2027, 2, 4), "after")
    copytree(project.root, project.root / "../after", ignore=ignore_patterns(".git", "_build"))
    for here in ("after", "before"):
        git(project.root, "checkout", "--quiet", here)
        for newer in ("after", "../after"):
            assert "Inget i planen har ändrats." in diff(project, "before", newer).out


def test_json_holds_to_its_schema(project: TinyProject) -> None:
    changed(project)
    document = json.loads(diff(project, "--format", "json").out)
    schema = json.loads(diff(project, "--schema").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(document, schema)
    assert document["version"] == 1
    assert document["from"]["id"] == git(project.root, "rev-parse", "first")
    assert document["from"]["date"] == DAY.isoformat()
    assert document["to"]["kind"] == "working_files"
    assert (document["changes"], document["undecided"]) == (2, 1)
    (moved,) = document["objects"][0]["changes"]
    assert (moved["kind"], moved["field"]) == (
        "field_changed",
        {"key": "due", "word": "klar_senast"},
    )
    assert (moved["before"], moved["after"]) == ("2028-06-30", "2028-09-30")
    assert moved["undecided"] is True


UNREADABLE = (
    ("plan.md", ":klar_senast: 2028-06-30", ":klar_senast: 2028-02-30"),
    ("plan.md", ":klar_senast: 2028-06-30", ":klar_senast: snart"),
    ("plan.md", ":status: beslutad", ":status: besluta"),
    ("matt.md", ":målvärde: 5", ":målvärde: fem"),
)


@pytest.mark.parametrize(("file", "sound", "broken"), UNREADABLE)
def test_what_cannot_be_read_is_a_change_both_ways(
    project: TinyProject, file: str, sound: str, broken: str
) -> None:
    text = project.read(file)
    assert sound in text
    project.write(file, text.replace(sound, broken, 1))
    outcome = diff(project, "--exit-code")
    assert outcome.code == 1
    written = broken.rpartition(" ")[2]
    assert f"går inte att läsa: ”{written}” står där det stod" in outcome.out
    assert "utan beslut" not in outcome.out
    commit(project.root, DAY, "broken")
    project.write(file, text)
    assert f"där stod ”{written}”, som inte gick att läsa" in diff(project).out


def test_json_holds_what_cannot_be_read_and_both_texts(project: TinyProject) -> None:
    project.edit(
        "plan.md",
        ":klar_senast: 2028-06-30\n:nästa_uppföljning: 2027-11-15\n:bidrar_till: UTG-A, ATA-A",
        ":klar_senast: snart\n:nästa_uppföljning: 2027-11-15\n:bidrar_till: UTG-A, ATA-A",
    )
    project.edit("plan.md", "ska kunna ringa", "ska\nalltid kunna ringa")
    document = json.loads(diff(project, "--format", "json").out)
    jsonschema.validate(document, json.loads(diff(project, "--schema").out))
    unread, text = (one["changes"][0] for one in document["objects"])
    assert (unread["kind"], unread["field"]["key"]) == ("readability_changed", "due")
    assert (unread["before"], unread["after"]) == ("2028-06-30", None)
    assert (unread["unread_before"], unread["unread_after"]) == (None, "snart")
    assert text["kind"] == "text_changed"
    assert text["before"] == "Den som utsätts ska kunna ringa."
    assert text["after"] == "Den som utsätts ska\nalltid kunna ringa."


def test_json_holds_what_is_said_of_values(project: TinyProject) -> None:
    file = "strategy/indikatorer/data/ind-a.csv"
    header = "period,område,kön,grupp,värde,antal,status,källa,hämtad\n"
    row = "2025,Lillköping,kvinnor,,22.5,120,{status},{source},2027-01-10\n"
    project.write(file, header + row.format(status="preliminärt", source="SCB"))
    commit(project.root, DAY, "preliminary")
    project.write(file, header + row.format(status="", source="Egen enkät"))
    outcome = diff(project, "--exit-code")
    assert outcome.code == 1
    assert "Inte längre märkt ”preliminärt”: 22,5 (2025, kvinnor)" in outcome.out
    assert "Källa ändrad från ”SCB” till ”Egen enkät” för 22,5 (2025, kvinnor)" in outcome.out
    document = json.loads(diff(project, "--format", "json").out)
    jsonschema.validate(document, json.loads(diff(project, "--schema").out))
    (indicator,) = document["objects"]
    status, source = indicator["changes"]
    assert (status["kind"], status["before"], status["after"]) == (
        "values_status_changed",
        "preliminary",
        None,
    )
    assert (source["kind"], source["before"], source["after"]) == (
        "values_source_changed",
        "SCB",
        "Egen enkät",
    )
    assert [(one["before"], one["after"]) for one in source["values"]] == [(22.5, 22.5)]


HEADER = "period,område,kön,grupp,värde,antal,status,källa,hämtad\n"
DATA = "strategy/indikatorer/data/ind-a.csv"


def measured(project: TinyProject, name: str, *rows: str) -> None:
    """Commit values: each row is a place, a value and a number of persons."""
    lines = (
        f"2025,{place},kvinnor,,{value},{count},,SCB,2027-01-10\n"
        for place, value, count in (row.split() for row in rows)
    )
    project.write(DATA, HEADER + "".join(lines).replace("-,", ","))
    commit(project.root, DAY, name)


def test_another_number_of_persons_is_told(project: TinyProject) -> None:
    measured(project, "some", "Lillköping 22.5 45")
    measured(project, "more", "Lillköping 22.5 200")
    assert "Antal personer ändrat: 45 → 200 (2025, kvinnor)" in diff(project, "some", "more").out
    document = json.loads(diff(project, "some", "more", "--format", "json").out)
    jsonschema.validate(document, json.loads(diff(project, "--schema").out))
    ((change,),) = (one["changes"] for one in document["objects"])
    (value,) = change["values"]
    assert change["kind"] == "values_count_changed"
    assert (value["count_before"], value["count_after"], value["after"]) == (45, 200, 22.5)


def test_a_value_that_is_held_back_now_is_not_told_of_earlier_revisions(
    project: TinyProject,
) -> None:
    measured(project, "some", "Lillköping 22.5 -")
    measured(project, "few", "Lillköping 22.5 4")
    for form in ("text", "json", "markdown", "html"):
        told = diff(project, "first", "some", "--format", form)
        assert told.code == 0, told.said
        assert not re.search(r"22[.,]5", told.out)
    # What the settings hold back now is not told either, nor if it has been taken away since.
    measured(project, "enough", "Lillköping 23.5 60")
    assert "23,5" in diff(project, "first", "enough").out
    project.edit("ubproject.toml", "smallest_group = 5", "smallest_group = 100")
    assert "23,5" not in diff(project, "first", "enough").out
    (project.root / DATA).unlink()
    assert "23,5" not in diff(project, "first", "enough").out
    project.edit("ubproject.toml", "smallest_group = 100", "smallest_group = 5")
    assert "23,5" in diff(project, "first", "enough").out


def test_files_that_cannot_be_read_let_the_last_commit_say_what_is_held_back(
    project: TinyProject,
) -> None:
    measured(project, "some", "Lillköping 22.5 -")
    measured(project, "few", "Lillköping 22.5 4")
    project.edit("plan.md", ":globala_mål: 5.2, 16.1", ":färg: röd")
    assert "Inget i planen har ändrats." in diff(project, "first", "some").out
    commit(project.root, DAY, "broken")
    refused = diff(project, "first", "some")
    assert refused.code == 2
    assert "Vilka värden som får visas går inte att avgöra" in refused.err


def test_the_page_stands_alone_and_escapes_what_it_shows(project: TinyProject) -> None:
    project.edit("plan.md", "Utbilda alla chefer", "Utbilda <b>alla</b> chefer")
    file = project.root.parent / "ändringar.html"
    outcome = diff(project, "--format", "html", "--output", str(file))
    assert outcome.code == 0
    assert str(file) in outcome.out
    page = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
    assert page.html
    assert page.html["lang"] == "sv"
    assert page.find("b") is None
    assert "till ”Utbilda <b>alla</b> chefer”" in page.get_text()
    assert page.select("[src], link, script") == []


@pytest.mark.parametrize("form", ["text", "json", "markdown", "html"])
def test_an_identity_number_is_not_told(project: TinyProject, form: str) -> None:
    project.edit("plan.md", "Utbilda alla chefer", r"Utbilda *850709*\-9805")
    outcome = diff(project, "first", "--format", form)
    assert outcome.code == 0
    assert "9805" not in outcome.out
    assert "visas inte här" in outcome.out


def test_markdown_means_nothing_but_what_it_says(project: TinyProject) -> None:
    project.edit("plan.md", "Utbilda alla chefer", "*Utbilda* [alla](http://x) @chef <b>#1")
    said = diff(project, "--format", "markdown").out
    assert r"\*Utbilda\* \[alla\](http://x) \@chef \<b\>\#1" in said


def findings(project: TinyProject) -> str:
    path = str(project.root.parent / "kontroll.json")
    words = ("check", str(project.root), "--format", "json", "--output", path)
    assert run(*words, "--today", "2027-02-01").code in {0, 1}
    return path


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_what_the_gate_found_stands_beside_what_has_changed(
    project: TinyProject, form: str
) -> None:
    changed(project)
    plan = project.read("plan.md")
    project.write("plan.md", plan.replace(":ansvarig: ORG-KS\n", "", 1))
    outcome = diff(project, "first", "--format", form, "--findings", findings(project))
    assert outcome.code == 0, outcome.said
    said = outcome.out.replace("\\", "")
    assert "Sista dag flyttad" in said
    assert "Det här säger kontrollen" in said
    assert "objekt kontrollerade 2027-02-01" in said
    assert "PT208" in said
    assert said.index("Sista dag flyttad") < said.index("Det här säger kontrollen")


def test_what_the_gate_found_is_told_though_the_plans_cannot_be_compared(
    project: TinyProject,
) -> None:
    project.edit("matt.md", ":riktning: ned", ":rikning: ned")
    outcome = diff(project, "first", "--format", "html", "--findings", findings(project))
    assert outcome.code == 2
    assert "Planerna gick inte att jämföra. matt.md:" in outcome.out
    assert "Det här säger kontrollen" in outcome.out
    assert "Det gick inte att köra. matt.md:" in outcome.err


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"version": 1, "findings": [1]}', None])
def test_what_is_no_report_is_told(project: TinyProject, content: str | None) -> None:
    path = project.root.parent / "kontroll.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    outcome = diff(project, "first", "--findings", str(path))
    assert outcome.code == 2
    assert "kontroll.json" in outcome.err
    assert outcome.out == ""


def test_findings_are_no_part_of_the_data(project: TinyProject) -> None:
    outcome = diff(project, "first", "--format", "json", "--findings", findings(project))
    assert outcome.code == 2
    assert "--findings" in outcome.err


def test_an_edition_is_compared_with_the_part_that_it_is_of(project: TinyProject) -> None:
    frozen = run(
        *("freeze", "HPL-A", "--decision", "BES-A", "--project", str(project.root)),
        *("--today", "2027-02-01"),
    )
    assert frozen.code == 0, frozen.said
    assert "Inget i planen har ändrats." in diff(project, "BES-A").out
    changed(project)
    told = diff(project, "BES-A").out
    assert "utan beslut" in told
    assert "Ny åtgärd" in told
    assert "SYF-A" not in told
    assert "Inget i planen har ändrats." in diff(project, "BES-A", "first").out


def test_a_built_site_is_compared_by_its_plan_document(project: TinyProject) -> None:
    outcome = run("build", str(project.root), "--today", "2027-02-01")
    assert outcome.code == 0, outcome.said
    changed(project)
    told = diff(project, "_build/html").out
    assert "Sista dag flyttad från 30 juni till 30 september 2028" in told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nothing",), "Det finns ingen revision, utgåva eller mapp som heter ”nothing”"),
        (("first", "nothing"), "”nothing”"),
        ((".git",), "I "),
        (("first", "HEAD", "x"), "x"),
    ],
)
def test_what_cannot_be_compared_is_told(
    project: TinyProject, words: tuple[str, ...], said: str
) -> None:
    outcome = diff(project, *words)
    assert outcome.code == 2
    assert said in outcome.err
    assert outcome.out == ""


def test_files_that_cannot_be_read_are_told_with_their_place(project: TinyProject) -> None:
    project.edit("matt.md", ":riktning: ned", ":rikning: ned")
    outcome = diff(project)
    assert outcome.code == 2
    assert "Det gick inte att köra. matt.md:" in outcome.err
    assert "Den nyare planen, filerna som de är nu: En sak i den går inte att läsa: " in outcome.err
    assert "rikning" in outcome.err


def test_a_revision_that_cannot_be_read_is_named_and_cannot_be_mended(project: TinyProject) -> None:
    project.edit("matt.md", ":riktning: ned", ":rikning: ned")
    broken = commit(project.root, DAY, "broken")
    project.edit("matt.md", ":rikning: ned", ":riktning: ned")
    outcome = diff(project, "HEAD")
    assert outcome.code == 2
    named = f", HEAD ({broken[:9]}, 1 februari 2027), "
    assert f"Det gick inte att köra. Den äldre planen{named}går inte att läsa. " in outcome.err
    assert "går inte att rätta där" in outcome.err
    assert "matt.md:" in outcome.err
    assert f"Den nyare planen{named}går inte att läsa. " in diff(project, "first", "HEAD").err


def test_so_is_one_whose_metamodel_is_not_understood(project: TinyProject) -> None:
    text = project.read("ubproject.toml")
    project.write("ubproject.toml", text.replace("[policytrace.roles]", "[policytrace.rolls]"))
    commit(project.root, DAY, "broken")
    project.write("ubproject.toml", text)
    outcome = diff(project, "HEAD")
    assert outcome.code == 2
    assert "Det gick inte att köra. Den äldre planen, HEAD (" in outcome.err
    assert "ubproject.toml:" in outcome.err


def test_so_is_another_folder(project: TinyProject) -> None:
    other = project.root.parent / "före"
    copytree(project.root, other, ignore=ignore_patterns(".git", "_build"))
    text = (other / "matt.md").read_text(encoding="utf-8")
    (other / "matt.md").write_text(text.replace(":riktning:", ":rikning:"), encoding="utf-8")
    outcome = diff(project, str(other))
    assert outcome.code == 2
    assert f"Den äldre planen, mappen {other.resolve()}: matt.md:" in outcome.err


def test_without_a_repository_it_says_so(tmp_path: Path) -> None:
    project = TinyProject.make(tmp_path / "plan")
    outcome = diff(project)
    assert outcome.code == 2
    assert "Git" in outcome.err


def test_it_is_the_same_in_a_process_of_its_own_and_twice(project: TinyProject) -> None:
    changed(project)
    words = ("diff", "--format", "json", "--project", str(project.root))
    first = run_as_process(*words, cwd=project.root)
    assert first.out == run_as_process(*words, cwd=project.root).out == run(*words).out
