"""The options of the check, and the commands about the rules, as people and pipelines use them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from policytrace.checks.registry import RULES
from policytrace.cli import main as cli
from policytrace.cli.exit_codes import COULD_NOT_RUN, DONE, FOUND_ERRORS
from policytrace.report.reading import LARGEST
from tests.cli.running import Outcome, run, run_as_process
from tests.cli.test_main import ENGLISH
from tests.sphinx.tiny import SITE, TinyProject, contents

TODAY = ("--today", "2027-01-15")
WARNS_WHILE_WRITING = """

def setup(app):
    def warn(app, pagename, *_others):
        if pagename == "matt":
            from sphinx.util.logging import getLogger
            getLogger("tillägget").warning("sid.md:7: så", location=("matt", 3))
            getLogger("tillägget").warning("ett tillägg klagar")
    app.connect("html-page-context", warn)
"""
FOLLOW_UP = ":nästa_uppföljning: 2027-11-15\n"


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    """A project with an error (PT203), a warning (PT209), and a folder in it."""
    made = TinyProject.make(tmp_path / "en plan")
    made.edit("strategi.md", FOLLOW_UP, "")
    made.edit("plan.md", ":bidrar_till: UTG-A\n:mäts_av: IND-A", ":bidrar_till: UTG-A")
    return made


def check(project: TinyProject, *options: str, **environment: str) -> Outcome:
    return run("check", *TODAY, *options, cwd=project.root, **environment)


def codes(outcome: Outcome) -> list[str]:
    """What a JSON report on standard output has found."""
    return [one["code"] for one in json.loads(outcome.out)["findings"]]


# ------------------------------------------------------------------------- the forms


def test_json_is_all_that_is_written(project: TinyProject) -> None:
    outcome = check(project, "--format", "json")
    assert (outcome.code, outcome.err) == (FOUND_ERRORS, "")
    told = json.loads(outcome.out)
    assert told["summary"] == {"error": 1, "warning": 1, "info": 0, "objects": 14}
    assert told["today"] == "2027-01-15"
    assert [(one["file"], one["line"], one["code"]) for one in told["findings"]] == [
        ("plan.md", project.line("plan.md", "{åtgärd} Öppna"), "PT209"),
        ("strategi.md", project.line("strategi.md", "{prioritering}"), "PT203"),
    ]


def is_sarif(text: str) -> bool:
    return len(json.loads(text)["runs"][0]["results"]) == 2


def is_junit(text: str) -> bool:
    return ET.fromstring(text.encode()).get("failures") == "1"  # noqa: S314 - it is our own


def is_github(text: str) -> bool:
    return [line[:8] for line in text.splitlines()] == ["::warnin", "::error ", "14 objek"]


@pytest.mark.parametrize(
    ("form", "is_right"), [("sarif", is_sarif), ("junit", is_junit), ("github", is_github)]
)
def test_another_form_is_all_that_is_written(
    project: TinyProject, form: str, is_right: Callable[[str], bool]
) -> None:
    outcome = check(project, "--format", form)
    assert (outcome.code, outcome.err) == (FOUND_ERRORS, "")
    assert is_right(outcome.out)


def test_two_runs_write_the_same(project: TinyProject) -> None:
    asked = ("check", *TODAY, "--format", "sarif")
    first, second = (run_as_process(*asked, cwd=project.root) for _ in range(2))
    assert first == second


def test_a_plan_with_warnings_only_passes(project: TinyProject) -> None:
    project.edit(
        "strategi.md", ":ansvarig: ORG-KS\n:mäts_av", f":ansvarig: ORG-KS\n{FOLLOW_UP}:mäts_av"
    )
    assert check(project, "--format", "json").code == DONE


def test_a_report_leads_to_the_rules_pages_where_the_site_has_an_address(
    project: TinyProject,
) -> None:
    project.edit("index.md", "matt\n", "matt\ndocs/regler/pt203\n")
    project.write("docs/regler/pt203.md", "# PT203\n\nOm regeln.\n")
    alone = check(project).out
    as_json = check(project, "--format", "json")
    assert re.search(
        r"\nLäs om en regel: ('.+policytrace'|\S+policytrace) explain PT203\n\Z", alone
    )
    project.edit(
        "ubproject.toml", "[policytrace]\n", '[policytrace]\nsite = "https://plan.example/"\n'
    )
    told = check(project).out
    assert told.endswith(
        "\nLäs om reglerna:\n    PT203 https://plan.example/docs/regler/pt203.html\n"
    )
    assert check(project, "--format", "json") == as_json


# ------------------------------------------------------------------------- a file


def test_a_report_is_written_to_a_file_from_where_one_stands(
    project: TinyProject, tmp_path: Path
) -> None:
    words = ("--format", "json", "--relative-to", "..")
    printed = check(project, *words).out
    outcome = run(
        "check", *TODAY, project.root.name, "--format", "json", "--output", "r å.json", cwd=tmp_path
    )
    assert outcome.code == FOUND_ERRORS
    assert (tmp_path / "r å.json").read_text(encoding="utf-8") == printed
    assert "Fel: 1. Varningar: 1." in outcome.out
    assert "r å.json" in outcome.out
    assert "PT203" not in outcome.out
    assert {path.name for path in tmp_path.iterdir()} == {"en plan", "r å.json"}


@pytest.mark.parametrize("output", ["saknas/rapport.json", ".", "conf.py/rapport.json"])
def test_a_file_that_cannot_be_written_is_told(project: TinyProject, output: str) -> None:
    check(project)
    before = contents(project.root).keys()
    outcome = check(project, "--format", "json", "--output", output)
    assert outcome.code == COULD_NOT_RUN
    assert outcome.out == ""
    assert outcome.err.count("\n") == 1
    assert not ENGLISH.search(outcome.err)
    assert contents(project.root).keys() == before


# ------------------------------------------------------------------------- the choice


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--select", "PT203"], ["PT203"]),
        (["--select", "PT2"], ["PT209", "PT203"]),
        (["--select", "pt1, PT209"], ["PT209"]),
        (["--select", "PT1", "--select", "PT203"], ["PT203"]),
        (["--ignore", "PT203"], ["PT209"]),
        (["--ignore", "PT2"], []),
        (["--select", "PT2", "--ignore", "PT209"], ["PT203"]),
        (["--select", "PT203", "--ignore", "PT2"], []),
    ],
)
def test_only_the_rules_that_are_chosen_are_shown_and_count(
    project: TinyProject, capfd: pytest.CaptureFixture[str], options: list[str], found: list[str]
) -> None:
    code = cli.main(["check", str(project.root), *TODAY, "--format", "json", *options])
    outcome = Outcome(code=code, out=capfd.readouterr().out, err="")
    assert codes(outcome) == found
    assert code == (FOUND_ERRORS if "PT203" in found else DONE)


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize(("name", "said"), [("PT999", "PT999"), ("P203", "PT203"), ("x", "X")])
def test_a_rule_that_does_not_exist_is_told(
    project: TinyProject, option: str, name: str, said: str
) -> None:
    outcome = check(project, option, f"PT101,{name}")
    assert (outcome.code, outcome.out) == (COULD_NOT_RUN, "")
    assert said in outcome.err
    assert not ENGLISH.search(outcome.err)


def test_tests_are_told_of_the_rules_that_were_chosen_and_are_on(
    project: TinyProject, capfd: pytest.CaptureFixture[str]
) -> None:
    project.edit("ubproject.toml", "[policytrace.rules]", '[policytrace.rules]\nPT201 = "av"')
    cli.main(["check", str(project.root), *TODAY, "--format", "junit", "--select", "PT201,PT202"])
    root = ET.fromstring(capfd.readouterr().out)  # noqa: S314 - it is our own
    assert [case.get("classname") for case in root.iter("testcase")] == ["policytrace.PT202"]


# ------------------------------------------------------------------------- an earlier report


@pytest.fixture
def earlier(project: TinyProject, tmp_path: Path) -> Path:
    """What was found in the project before."""
    report = tmp_path / "tidigare.json"
    check(project, "--format", "json", "--output", str(report))
    return report


def test_what_was_found_before_does_not_fail(project: TinyProject, earlier: Path) -> None:
    outcome = check(project, "--baseline", str(earlier))
    assert outcome.code == DONE
    assert "fel PT203 (känt): " in outcome.out


def test_what_was_found_before_may_have_moved(project: TinyProject, earlier: Path) -> None:
    text = (project.root / "strategi.md").read_text(encoding="utf-8")
    project.write("strategi.md", text.replace("# Strategin\n", "# Strategin\n\nEn ny rad.\n"))
    assert check(project, "--baseline", str(earlier)).code == DONE


def test_what_is_new_fails(project: TinyProject, earlier: Path) -> None:
    project.edit("plan.md", ":ansvarig: ORG-KS\n:giltig_från", ":giltig_från")
    outcome = check(project, "--baseline", str(earlier))
    assert outcome.code == FOUND_ERRORS
    assert "fel PT208: " in outcome.out
    assert "fel PT203 (känt): " in outcome.out


def test_a_report_compared_with_an_earlier_one_can_take_its_place(
    project: TinyProject, earlier: Path
) -> None:
    before = earlier.read_text(encoding="utf-8")
    options = ("--baseline", str(earlier), "--format", "json", "--output", str(earlier))
    assert check(project, *options).code == DONE
    assert earlier.read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b"not json",
        b"\xff\xfe",
        b'{"version": 1}',
        b'{"version": 1, "findings": [1]}',
        b'{"version": 1, "findings": [{"code": "PT203"}]}',
        b'{"version": 2, "findings": []}',
        b'{"version": 1, "findings": ' + b"[" * 100_000,
        None,
    ],
)
def test_an_earlier_report_that_is_none_is_told(
    project: TinyProject, tmp_path: Path, capfd: pytest.CaptureFixture[str], text: bytes | None
) -> None:
    path = tmp_path / "tidigare.json"
    if text is not None:
        path.write_bytes(text)
    assert cli.main(["check", str(project.root), "--baseline", str(path)]) == COULD_NOT_RUN
    captured = capfd.readouterr()
    assert captured.out == ""
    assert str(path) in captured.err
    assert captured.err.count("\n") == 1
    assert not ENGLISH.search(captured.err.replace(str(path), ""))


def test_an_earlier_report_without_end_is_told(project: TinyProject) -> None:
    with (project.root / "x.json").open("wb") as file:
        file.truncate(LARGEST + 1)
    outcome = check(project, "--baseline", "x.json")
    assert outcome.code == COULD_NOT_RUN
    assert "större än 100000000 byte" in outcome.err


def test_an_earlier_report_that_is_a_folder_is_told(project: TinyProject) -> None:
    assert check(project, "--baseline", ".").code == COULD_NOT_RUN


# ------------------------------------------------------------------------- language


def test_english_is_had_on_request(project: TinyProject) -> None:
    outcome = check(project, "--lang", "en")
    assert outcome.code == FOUND_ERRORS
    assert (
        "error PT203: “Frihet från hot” (prioritering) has no :nästa_uppföljning:." in outcome.out
    )
    assert ": 1 errors, 1 warnings, 0 notes.\n" in outcome.out


def test_what_is_said_is_in_the_language_of_the_project(project: TinyProject) -> None:
    project.edit("conf.py", 'language = "sv"', 'language = "en"')
    for outcome in (check(project), run("check", str(project.root), *TODAY)):
        assert ": 1 errors, 1 warnings, 0 notes.\n" in outcome.out
        assert outcome.out.endswith("explain PT203 --lang en\n")
    assert run("check", "nothing", cwd=project.root).err.startswith("Could not run. ")
    assert run("check", "--today", "x", cwd=project.root).err.startswith("Could not run: ")
    assert "Fel: 1. Varningar: 1." in check(project, "--lang", "sv").out


def test_the_language_may_be_given_before_the_command(project: TinyProject) -> None:
    outcome = run("--lang=en", "check", *TODAY, cwd=project.root)
    assert "1 errors" in outcome.out


def test_what_cannot_be_run_is_told_in_the_language(tmp_path: Path) -> None:
    assert run("check", "--lang", "en", cwd=tmp_path).err.startswith("Could not run. ")
    assert run("check", "--lang", "sv", cwd=tmp_path).err.startswith("Det gick inte att köra. ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "kommando saknas"),
        (("bygg",), "'bygg' går inte att välja"),
        (("check", "--format", "xml"), "'xml' går inte att välja"),
        (("check", "--lang", "fi"), "'fi' går inte att välja"),
        (("check", "--today"), "--today: det saknas ett värde"),
        (("check", "--frmat=json"), "okända ord: --frmat=json"),
        (("check", "--form", "json"), "okända ord: --form"),
        (("check", "--strict-time=1"), "--strict-time: tar inget värde"),
        (("check", ".", "mer"), "okända ord: mer"),
        (("explain",), "regel saknas"),
    ],
)
def test_a_mistake_of_use_is_told_in_one_swedish_sentence(
    capfd: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    captured = capfd.readouterr()
    assert ended.value.code == COULD_NOT_RUN
    assert captured.out == ""
    assert captured.err.startswith("Det gick inte att köra: ")
    assert said in captured.err
    assert captured.err.count("\n") == 1


@pytest.mark.parametrize("command", [(), ("check",), ("build",), ("rules",), ("explain",)])
def test_the_help_is_in_swedish(
    capfd: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([*command, "--help"])
    told = capfd.readouterr().out
    assert ended.value.code == DONE
    assert told.startswith("Användning: policytrace")
    for word in ("usage", "options", "positional", "show this", "folder", "FILE", "RULES"):
        assert word not in told


@pytest.mark.parametrize(
    "day", ["i dag", "2027-02-30", "20270115", "2027-W03-5", "2027-1-5", "２０２７-01-15", ""]
)
@pytest.mark.parametrize("command", ["check", "build"])
def test_a_day_that_is_none_is_told(
    capfd: pytest.CaptureFixture[str], command: str, day: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([command, "--today", day])
    assert ended.value.code == COULD_NOT_RUN
    assert f"”{day}” är inget datum" in capfd.readouterr().err


# ------------------------------------------------------------------------- where it runs


def test_the_project_is_found_from_a_folder_within_it(project: TinyProject) -> None:
    within = project.root / "a" / "b"
    within.mkdir(parents=True)
    outcome = run("check", *TODAY, "--relative-to", "../..", "--format", "json", cwd=within)
    assert outcome == check(project, "--format", "json")


def test_a_build_takes_day_time_and_language(project: TinyProject) -> None:
    project.edit("strategi.md", ":slag: politiskt organ", ":giltig_till: 2030-12-31")
    options = ("--today", "2031-01-01", "--lang", "en")
    outcome = run("build", *options, "--strict-time", cwd=project.root)
    assert outcome.code == FOUND_ERRORS
    assert "error PT206: " in outcome.out
    assert outcome.err == (
        "The site was not built. What was published last, if anything, is untouched.\n"
    )


def test_who_stops_reading_is_no_fault(project: TinyProject) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "policytrace", "check", *TODAY],
        check=False,
        cwd=project.root,
        stdout=writer,
        stderr=subprocess.PIPE,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (FOUND_ERRORS, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty")
def test_progress_is_shown_on_a_terminal_and_is_gone_afterwards(project: TinyProject) -> None:
    import pty  # noqa: PLC0415 - not every system has one

    from tests.cli.terminal import seen_at  # noqa: PLC0415

    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "policytrace", "check", *TODAY, "--format", "json"],
        check=False,
        cwd=project.root,
        stdout=subprocess.PIPE,
        stderr=theirs,
    )
    os.close(theirs)
    seen = seen_at(ours)
    assert "Läser sida 1 av 4 …" in seen
    assert seen.endswith("\r\x1b[2K")
    assert json.loads(done.stdout)["version"] == 1


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty")
def test_an_empty_no_color_declines_nothing(project: TinyProject) -> None:
    from tests.cli.terminal import in_a_terminal  # noqa: PLC0415 - not every system has one

    seen = in_a_terminal("check", str(project.root), *TODAY, NO_COLOR="")
    assert "\x1b[31mfel\x1b[0m" in seen


# ------------------------------------------------------------------------- after the gate


def test_what_goes_wrong_after_the_gate_is_in_the_report(tmp_path: Path) -> None:
    project = TinyProject.make(tmp_path / "en plan")
    project.write("conf.py", project.read("conf.py") + WARNS_WHILE_WRITING)
    outcome = run("build", *TODAY, cwd=project.root)
    assert outcome.code == FOUND_ERRORS
    failed = "fel PT001: Sphinx kunde inte skriva en sida som den ska vara"
    assert f"conf.py:1: {failed}: ett tillägg klagar\n" in outcome.out
    assert f"matt.md:3: {failed}: sid.md:7: så\n" in outcome.out
    assert not (project.root / "_build" / "html").exists()


def test_a_build_says_that_there_is_no_catalogue_until_the_address_is_known(tmp_path: Path) -> None:
    project = TinyProject.make(tmp_path / "en plan på väg")
    said = "Utan katalogen för dataportaler (data/dcat.rdf)"
    assert said in run("build", *TODAY, cwd=project.root).out
    catalogue = project.root / "_build" / "html" / "data" / "dcat.rdf"
    assert not catalogue.exists()
    project.edit("ubproject.toml", "[policytrace]\n", SITE)
    assert said not in run("build", *TODAY, cwd=project.root).out
    assert b'rdf:about="https://plan.example/sidor/data/dcat.rdf#katalog"' in catalogue.read_bytes()


# ------------------------------------------------------------------------- the rules


def test_the_rules_are_listed() -> None:
    outcome = run("rules")
    assert (outcome.code, outcome.err) == (DONE, "")
    assert all(code in outcome.out for code in RULES)
    assert len(json.loads(run("rules", "--format", "json").out)["rules"]) == len(RULES)


def test_the_pages_of_the_rules_are_written_to_a_folder(tmp_path: Path) -> None:
    outcome = run("rules", "--write", "sidor", cwd=tmp_path)
    assert outcome.code == DONE
    assert f": {len(RULES) + 1}." in outcome.out
    assert (tmp_path / "sidor" / "index.md").is_file()


@pytest.mark.parametrize("name", ["PT203", "pt203"])
def test_a_rule_is_explained(name: str) -> None:
    outcome = run("explain", name)
    assert (outcome.code, outcome.err) == (DONE, "")
    assert outcome.out.startswith("PT203 En prioritering utan nästa uppföljning\n")


def test_a_rule_is_explained_in_english_too() -> None:
    assert run("explain", "PT203", "--lang", "en").out.startswith("PT203 A priority without next")


def test_a_rule_that_is_none_is_not_explained() -> None:
    outcome = run("explain", "PT4O3")
    assert (outcome.code, outcome.out) == (COULD_NOT_RUN, "")
    assert "Menade du PT403?" in outcome.err
