"""The command line, as a person runs it."""

from __future__ import annotations

import re
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from policytrace.cli import gate_run
from policytrace.cli import main as cli
from policytrace.cli.exit_codes import COULD_NOT_RUN, DONE, FOUND_ERRORS, INTERRUPTED
from tests.cli.running import Outcome, run, run_as_process
from tests.sphinx.tiny import TinyProject, contents

ENGLISH = re.compile(
    r"\b(the|error|errors|warning|is not|missing|cannot|could|objects|file|folder|Sphinx is)\b"
)
"""Words that no Swedish message holds."""

ESCAPE = "\x1b["


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    """A valid project, in a folder with a name that needs care."""
    return TinyProject.make(tmp_path / "en plan åäö")


def check(project: TinyProject, *options: str, **environment: str) -> Outcome:
    """Check a project on the day that its plan is made for."""
    return run(*order(project), *options, cwd=project.root, **environment)


def order(project: TinyProject) -> tuple[str, ...]:
    """The words that ask for that."""
    return ("check", str(project.root), "--today", "2027-01-15")


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("check", "--format", "json"),
        ("build",),
        ("new", "åtgärd", "--plan", "HPL-A"),
        ("indicators", "status"),
        ("indicators", "fetch", "--indicator", "IND-A", "--dry-run"),
        ("rules",),
        ("explain", "PT203"),
        ("--help",),
        ("chek",),
    ],
)
def test_a_process_says_what_is_said_here(project: TinyProject, words: tuple[str, ...]) -> None:
    project.edit("strategi.md", ":nästa_uppföljning: 2027-11-15\n", "")
    dated = words[0] in {"check", "build", "new", "indicators"}
    asked = (*words, "--today", "2027-01-15") if dated else words
    here = run(*asked, cwd=project.root)
    assert run_as_process(*asked, cwd=project.root) == here
    assert here.said


# -------------------------------------------------------------- verdict and exit code


def test_a_valid_plan_passes_and_says_how_much_was_checked(project: TinyProject) -> None:
    outcome = check(project)
    assert (outcome.code, outcome.err) == (DONE, "")
    assert "14" in outcome.out
    assert "2027-01-15" in outcome.out
    assert not ENGLISH.search(outcome.out)


def test_an_error_is_told_with_file_line_code_object_and_remedy(project: TinyProject) -> None:
    project.edit("strategi.md", ":nästa_uppföljning: 2027-11-15\n", "")
    outcome = check(project)
    assert outcome.code == FOUND_ERRORS
    first, remedy = outcome.out.splitlines()[:2]
    line = project.line("strategi.md", "{prioritering}")
    assert first.startswith(f"strategi.md:{line}: fel PT203: ")
    assert "Frihet från hot" in first
    assert remedy.startswith("    ")
    assert ":nästa_uppföljning:" in remedy
    assert not ENGLISH.search(outcome.said)


def test_all_that_is_wrong_is_told_in_the_order_of_files_and_lines(project: TinyProject) -> None:
    project.edit("strategi.md", ":nästa_uppföljning: 2027-11-15\n", "")
    project.edit("plan.md", ":använder: NYF-A", ":använder: NYF-B")
    project.edit("matt.md", ":status: förslag", ":status: kanske\n:x: y")
    outcome = check(project)
    assert outcome.code == FOUND_ERRORS
    told = re.findall(r"^(\S+):(\d+): fel (PT\d{3})", outcome.out, flags=re.MULTILINE)
    assert [code for _, _, code in told] == ["PT002", "PT001", "PT104", "PT203", "PT101"]
    assert [(file, int(line)) for file, line, _ in told] == sorted(
        (file, int(line)) for file, line, _ in told
    )


def test_warnings_alone_pass(project: TinyProject) -> None:
    project.edit("plan.md", ":bidrar_till: UTG-A\n:mäts_av: IND-A", ":bidrar_till: UTG-A")
    outcome = check(project)
    assert outcome.code == DONE
    assert outcome.out.startswith("varning PT209: 1 st. ")


def test_a_plan_that_was_wrong_stays_wrong_until_it_is_mended(project: TinyProject) -> None:
    project.edit("plan.md", ":använder: NYF-A", ":anvander: NYF-A")
    first = check(project)
    assert first.code == FOUND_ERRORS
    assert check(project) == first
    project.edit("plan.md", ":anvander:", ":använder:")
    assert check(project).code == DONE


def test_a_build_says_where_the_site_is(project: TinyProject) -> None:
    outcome = run("build", str(project.root), "--today", "2027-01-15")
    page = project.root / "_build" / "html" / "index.html"
    assert outcome.code == DONE
    assert str(page) in outcome.out
    assert page.is_file()
    assert not ENGLISH.search(outcome.said)


def test_a_build_that_fails_says_that_the_last_site_stands(project: TinyProject) -> None:
    project.edit("strategi.md", ":nästa_uppföljning: 2027-11-15\n", "")
    outcome = run("build", str(project.root), "--today", "2027-01-15")
    assert outcome.code == FOUND_ERRORS
    assert "PT203" in outcome.out
    assert str(project.root / "_build" / "html") not in outcome.said
    assert not ENGLISH.search(outcome.said)


def test_a_check_builds_nothing(project: TinyProject) -> None:
    check(project)
    left = {path.name for path in (project.root / "_build").iterdir()}
    assert left == {".gitignore", ".last-check.json", ".lock", "doctrees"}


# -------------------------------------------------------------- where, when and how


def test_the_project_is_the_folder_one_stands_in_or_the_one_that_is_named(
    project: TinyProject, tmp_path: Path
) -> None:
    project.edit("strategi.md", ":nästa_uppföljning: 2027-11-15\n", "")
    here = run("check", "--today", "2027-01-15", cwd=project.root)
    there = run("check", "--today", "2027-01-15", project.root.name, cwd=tmp_path)
    assert here == check(project)
    assert there.out == here.out.replace("strategi.md", f"{project.root.name}/strategi.md")
    assert here.code == there.code == FOUND_ERRORS


def test_without_a_terminal_there_is_no_colour(project: TinyProject) -> None:
    project.edit("strategi.md", ":nästa_uppföljning: 2027-11-15\n", "")
    asked = {"FORCE_COLOR": "1", "TERM": "xterm-256color"}
    assert ESCAPE not in run_as_process(*order(project)).said
    assert ESCAPE not in run_as_process(*order(project), **asked).said


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty")
@pytest.mark.parametrize(("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_a_terminal_gets_colour_unless_it_is_declined(
    project: TinyProject, environment: dict[str, str], *, coloured: bool
) -> None:
    from tests.cli.terminal import in_a_terminal  # noqa: PLC0415 - not every system has one

    project.edit("strategi.md", ":nästa_uppföljning: 2027-11-15\n", "")
    seen = in_a_terminal("check", str(project.root), "--today", "2027-01-15", **environment)
    assert "PT203" in seen
    assert (ESCAPE in seen) is coloured


@pytest.mark.parametrize("locale", ["C", "C.UTF-8", "POSIX"])
def test_swedish_letters_are_written_whatever_the_machines_locale(
    project: TinyProject, locale: str
) -> None:
    project.edit("strategi.md", ":nästa_uppföljning: 2027-11-15\n", "")
    plain = {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    outcome = run_as_process(*order(project), **plain)
    assert outcome.code == FOUND_ERRORS
    assert "Frihet från hot" in outcome.out


def test_the_day_comes_from_source_date_epoch(project: TinyProject) -> None:
    outcome = run("check", str(project.root), SOURCE_DATE_EPOCH="1800000000")
    assert outcome.code == DONE
    assert "2027-01-15" in outcome.out


def test_a_day_that_is_given_goes_before_source_date_epoch(project: TinyProject) -> None:
    outcome = check(project, "--today", "2028-02-29", SOURCE_DATE_EPOCH="1800000000")
    assert "2028-02-29" in outcome.out


def test_the_day_decides_only_when_time_is_strict(project: TinyProject) -> None:
    project.edit("strategi.md", ":slag: politiskt organ", ":giltig_till: 2030-12-31")
    late = ["check", str(project.root), "--today", "2031-01-01"]
    assert run(*late).code == DONE
    strict = run(*late, "--strict-time")
    assert strict.code == FOUND_ERRORS
    assert "PT206" in strict.out


# -------------------------------------------------------------- what cannot be run


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_folder_that_is_not_there_is_told_and_not_made(tmp_path: Path, command: str) -> None:
    missing = tmp_path / "borta"
    outcome = run(command, str(missing))
    assert outcome.code == COULD_NOT_RUN
    assert str(missing) in outcome.err
    assert not ENGLISH.search(outcome.said)
    assert not missing.exists()


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_folder_without_a_project_is_told_and_left_as_it_is(tmp_path: Path, command: str) -> None:
    (tmp_path / "brev.md").write_text("# Brev\n", encoding="utf-8")
    outcome = run(command, str(tmp_path))
    assert outcome.code == COULD_NOT_RUN
    assert "conf.py" in outcome.err
    assert not ENGLISH.search(outcome.said)
    assert contents(tmp_path) == {"brev.md": b"# Brev\n"}
    assert not (tmp_path / "_build").exists()


def test_a_file_in_the_place_of_a_folder_is_told(project: TinyProject) -> None:
    outcome = run("check", str(project.root / "plan.md"))
    assert outcome.code == COULD_NOT_RUN
    assert "plan.md" in outcome.err


@dataclass(frozen=True)
class Broken:
    """A project that cannot be read: a file, what it holds, and what is said of it."""

    file: str
    text: bytes | None
    said: str


BROKEN = {
    "no metamodel": Broken("ubproject.toml", None, "ubproject.toml"),
    "no TOML": Broken("ubproject.toml", b"[needs]\na = [", "ubproject.toml:"),
    "an empty metamodel": Broken("ubproject.toml", b"[policytrace.roles]\nx = 'y'\n", ":2: "),
    "a metamodel in Latin-1": Broken("ubproject.toml", b"# \xe5\n", "ubproject.toml:1"),
    "no register": Broken("passages.csv", None, "passages.csv"),
    "a register without header": Broken("passages.csv", b"a;b\n1;2\n", "passages.csv:1"),
    "a register with a short row": Broken(
        "passages.csv", b"pinpoint,section,type,gist\na,b\n", "passages.csv:2"
    ),
    "a register in Latin-1": Broken(
        "passages.csv", b"pinpoint,section,type,gist\na,b,m\xe5l,d\n", "passages.csv"
    ),
    "an empty register": Broken("passages.csv", b"", "passages.csv:1"),
    "settings that do not parse": Broken(
        "conf.py", b"project = 'a'\nx = (\n", "conf.py:2: conf.py är inte giltig Python"
    ),
    "settings that fail": Broken("conf.py", b"import os\nos.nothing\n", "conf.py:2"),
    "settings that fail deep down": Broken(
        "conf.py", b"def f():\n    return 1 / 0\n\nf()\n", "conf.py:2"
    ),
    "settings that end the program": Broken("conf.py", b"import sys\nsys.exit(0)\n", "conf.py:2"),
    "settings in Latin-1": Broken("conf.py", b"project = '\xe5'\n", "conf.py"),
    "settings without the extension": Broken(
        "conf.py", b"extensions = ['myst_parser']\n", "policytrace"
    ),
    "settings with an extension that is not there": Broken(
        "conf.py", b"extensions = ['myst_parser', 'policytrace', 'borta_ext']\n", "borta_ext"
    ),
    "settings of the wrong kind": Broken(
        "conf.py", b"extensions = ['myst_parser', 'policytrace']\nlanguage = 3\n", ""
    ),
    "no start page": Broken("index.md", None, "index"),
}


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_project_that_cannot_be_read_is_told_plainly(
    project: TinyProject, capfd: pytest.CaptureFixture[str], broken: Broken, command: str
) -> None:
    path = project.root / broken.file
    if broken.text is None:
        path.unlink()
    else:
        path.write_bytes(broken.text)
    code = cli.main([command, str(project.root), "--today", "2027-01-15"])
    captured = capfd.readouterr()
    said = captured.out + captured.err
    assert code == COULD_NOT_RUN
    assert "Det gick inte att köra" in captured.err
    assert broken.said in said
    assert "Traceback" not in said
    assert "object at 0x" not in said
    assert len(said.splitlines()) <= 3


def test_a_broken_project_is_told_plainly_by_the_process_too(project: TinyProject) -> None:
    project.write("conf.py", "raise ValueError('så här blev det')\n")
    outcome = run_as_process(*order(project))
    assert outcome.code == COULD_NOT_RUN
    assert "conf.py:1" in outcome.err
    assert "så här blev det" in outcome.err


def test_a_page_in_latin_1_is_a_finding(project: TinyProject) -> None:
    (project.root / "matt.md").write_bytes("# Mått\n".encode("latin-1"))
    outcome = check(project)
    assert outcome.code == FOUND_ERRORS
    assert "matt.md:1: fel PT001" in outcome.out


def test_work_left_half_done_by_another_version_is_no_hindrance(project: TinyProject) -> None:
    check(project)
    for path in (project.root / "_build" / "doctrees").iterdir():
        path.write_bytes(b"not a pickle")
    assert check(project).code == DONE


def test_a_build_folder_that_cannot_be_written_is_told(project: TinyProject) -> None:
    project.write("_build", "a file")
    outcome = check(project)
    assert outcome.code == COULD_NOT_RUN
    assert "_build" in outcome.err


@pytest.mark.parametrize("value", ["igår", "1e400", "9" * 30, "-" + "9" * 30])
def test_a_source_date_epoch_that_is_no_time_is_told(project: TinyProject, value: str) -> None:
    outcome = check(project, SOURCE_DATE_EPOCH=value)
    assert outcome.code == COULD_NOT_RUN
    assert "SOURCE_DATE_EPOCH" in outcome.err


def test_ctrl_c_ends_the_program_without_a_word_about_its_insides(
    project: TinyProject,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupted(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(gate_run, "check_project", interrupted)
    assert cli.main(["check", str(project.root)]) == INTERRUPTED
    assert capfd.readouterr().err.count("\n") == 1


class Interrupting:
    """Python 3.11 turns what is raised while a class names its attributes into a `RuntimeError`."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __set_name__(self, _owner: type, _name: str) -> None:
        signal.raise_signal(self.number)


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGINT, INTERRUPTED), (signal.SIGTERM, 143), (signal.SIGHUP, 129)],
)
@pytest.mark.parametrize("options", [(), ("--traceback",)], ids=["", "traceback"])
def test_to_be_told_to_end_is_heard_through_an_error_that_came_of_it(
    project: TinyProject,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    options: tuple[str, ...],
    number: int,
    code: int,
) -> None:
    def naming(*_arguments: object, **_options: object) -> None:
        type("Named", (), {"attribute": Interrupting(number)})

    monkeypatch.setattr(gate_run, "check_project", naming)
    assert cli.main(["check", str(project.root), *options]) == code
    assert capfd.readouterr().err == "Avbrutet.\n"


def test_what_was_not_foreseen_is_told_and_its_place_only_on_request(
    project: TinyProject,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*_arguments: object, **_options: object) -> None:
        raise RuntimeError("trasigt")

    monkeypatch.setattr(gate_run, "check_project", fails)
    assert cli.main(["check", str(project.root)]) == COULD_NOT_RUN
    told = capfd.readouterr().err
    assert "RuntimeError: trasigt" in told
    assert "--traceback" in told
    with pytest.raises(RuntimeError, match="trasigt"):
        cli.main(["check", str(project.root), "--traceback"])


@pytest.mark.parametrize(
    "arguments", [[], ["bygg"], ["check", "--today", "i dag"], ["check", ".", "mer"]]
)
def test_a_command_that_is_not_one_is_a_mistake_of_use(arguments: list[str]) -> None:
    outcome = run(*arguments)
    assert outcome.code == COULD_NOT_RUN
    assert "policytrace" in outcome.err


def test_the_help_names_the_commands(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--help"])
    assert ended.value.code == DONE
    told = capfd.readouterr().out
    assert "check" in told
    assert "build" in told
