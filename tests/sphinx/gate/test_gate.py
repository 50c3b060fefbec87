"""The gate runs in every build, reports everything, and fails the build if any is an error."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sphinx.cmd.build import main as sphinx_build

from tests.sphinx.tiny import TinyProject, contents

Build = Callable[..., tuple[int, list[str]]]

LOGGED = re.compile(r"^(?P<place>\S+:[0-9]+): (?P<level>[A-Z]+): \[(?P<code>PT[0-9]{3})\] ")


@pytest.fixture
def build(project: TinyProject, capsys: pytest.CaptureFixture[str]) -> Build:
    """Sphinx's own command line: its exit code, and the lines it writes about what is wrong."""

    def run(builder: str = "html", *options: str) -> tuple[int, list[str]]:
        folders = [str(project.root), str(project.root / "_build" / builder)]
        doctrees = ["-d", str(project.root / "_build" / "doctrees")]
        day = ["-D", "policytrace_today=2027-01-15"]
        code = sphinx_build(["-q", "-b", builder, *doctrees, *day, *options, *folders])
        return code, capsys.readouterr().err.splitlines()

    return run


def logged(lines: list[str]) -> list[str]:
    """Place, level and code of each finding in the log."""
    return [" ".join(found.groups()) for line in lines if (found := LOGGED.match(line))]


@pytest.fixture
def spoiled(project: TinyProject) -> list[str]:
    """What is to be found after three things have been made wrong on two pages."""
    project.edit("strategi.md", ":nästa_uppföljning: 2027-11-15\n", "")
    project.edit("plan.md", ":använder: NYF-A", ":använder: NYF-B")
    project.edit(
        "plan.md",
        "{åtgärd} Öppna en stödlinje\n:id: ATG-2\n",
        "{åtgärd} Öppna\n:id: ATG-2\n:x: y\n",
    )
    first, second = project.line("plan.md", "Utbilda"), project.line("plan.md", ":x: y")
    priority = project.line("strategi.md", "{prioritering}")
    factor = project.line("strategi.md", "{nyckelfaktor}")
    return [
        f"plan.md:{first} ERROR PT104",
        f"plan.md:{second} ERROR PT001",
        f"strategi.md:{priority} ERROR PT203",
        f"strategi.md:{factor} ERROR PT101",
    ]


def test_a_valid_project_passes_in_silence(build: Build) -> None:
    assert build() == (0, [])


@pytest.mark.parametrize("builder", ["html", "policytrace-check", "dirhtml", "xml"])
def test_every_builder_reports_all_findings_with_their_places_and_fails(
    build: Build, spoiled: list[str], builder: str
) -> None:
    code, lines = build(builder)
    assert logged(lines) == spoiled
    assert len(lines) == len(spoiled)
    assert code == 1


def test_a_build_with_nothing_to_read_fails_again_with_the_same(
    build: Build, spoiled: list[str]
) -> None:
    assert build() == build() == build()
    code, lines = build("policytrace-check")
    assert (code, logged(lines)) == (1, spoiled)


def test_a_mended_project_passes_again(
    project: TinyProject, build: Build, spoiled: list[str]
) -> None:
    assert spoiled
    assert build()[0] == 1
    project.edit(
        "strategi.md", ":mäts_av: IND-A", ":mäts_av: IND-A\n:nästa_uppföljning: 2027-11-15"
    )
    project.edit("plan.md", ":använder: NYF-B", ":använder: NYF-A")
    project.edit("plan.md", ":x: y\n", "")
    assert build() == (0, [])


def test_a_build_stopped_by_the_gate_writes_no_page(project: TinyProject, build: Build) -> None:
    build()
    before = contents(project.root / "_build" / "html")
    project.edit("strategi.md", ":nästa_uppföljning: 2027-11-15\n", "")
    project.edit("matt.md", "# Mått", "# Andra mått")
    assert build()[0] == 1
    assert contents(project.root / "_build" / "html") == before


def test_a_page_read_in_a_build_that_was_stopped_is_written_when_the_gate_opens(
    project: TinyProject, build: Build
) -> None:
    build()
    project.edit("strategi.md", ":nästa_uppföljning: 2027-11-15\n", "")
    project.edit("matt.md", "# Mått", "# Mått\n\nEn mening som är ny.")
    assert build()[0] == 1
    project.edit(
        "strategi.md", ":mäts_av: IND-A", ":mäts_av: IND-A\n:nästa_uppföljning: 2027-11-15"
    )
    assert build()[0] == 0
    page = (project.root / "_build" / "html" / "matt.html").read_text(encoding="utf-8")
    assert "En mening som är ny." in page


def test_a_page_read_by_a_check_is_written_by_the_next_build(
    project: TinyProject, build: Build
) -> None:
    build()
    project.edit("matt.md", "# Mått", "# Mått\n\nEn mening som är ny.")
    assert build("policytrace-check")[0] == 0
    assert build()[0] == 0
    page = (project.root / "_build" / "html" / "matt.html").read_text(encoding="utf-8")
    assert "En mening som är ny." in page


def test_a_file_put_back_with_its_old_time_is_read_again(
    project: TinyProject, build: Build
) -> None:
    path = project.root / "strategi.md"
    right, long_ago = project.read("strategi.md"), (1_500_000_000, 1_500_000_000)
    assert build()[0] == 0
    project.edit("strategi.md", ":nästa_uppföljning: 2027-11-15\n", "")
    os.utime(path, long_ago)
    assert build()[0] == 1
    project.write("strategi.md", right)
    os.utime(path, long_ago)
    assert build()[0] == 0


def test_a_page_put_back_with_its_old_time_is_written_again(
    project: TinyProject, build: Build
) -> None:
    assert build()[0] == 0
    project.edit("matt.md", "# Mått", "# Mått\n\nEn mening som är ny.")
    os.utime(project.root / "matt.md", (1_500_000_000, 1_500_000_000))
    assert build()[0] == 0
    page = (project.root / "_build" / "html" / "matt.html").read_text(encoding="utf-8")
    assert "En mening som är ny." in page


def test_warnings_alone_pass(project: TinyProject, build: Build) -> None:
    project.edit("plan.md", ":bidrar_till: UTG-A\n:mäts_av: IND-A", ":bidrar_till: UTG-A")
    line = project.line("plan.md", "Öppna en stödlinje")
    code, lines = build()
    assert logged(lines) == [f"plan.md:{line} WARNING PT209"]
    assert code == 0


def test_what_a_finding_weighs_is_set_by_the_project(project: TinyProject, build: Build) -> None:
    project.edit("plan.md", ":bidrar_till: UTG-A\n:mäts_av: IND-A", ":bidrar_till: UTG-A")
    project.edit("strategi.md", ":nästa_uppföljning: 2027-11-15\n", "")
    text = project.read("ubproject.toml")
    project.write("ubproject.toml", f'{text}\nPT209 = "fel"\nPT203 = "av"\n')
    code, lines = build()
    assert [line.split()[1:] for line in logged(lines)] == [["ERROR", "PT209"]]
    assert code == 1


def test_reading_and_writing_in_parallel_finds_and_writes_the_same(
    project: TinyProject, build: Build, tmp_path: Path
) -> None:
    for number in range(12):
        project.write(f"sida{number}.md", f"# Sida {number}\n\nSe {{need}}`ATG-1`.\n")
    project.edit("index.md", "matt\n", "matt\n" + "".join(f"sida{n}\n" for n in range(12)))
    serial = build()
    one_by_one = contents(project.root / "_build" / "html")
    (project.root / "_build").rename(tmp_path / "serial")
    assert build("html", "-j", "2") == serial == (0, [])
    side_by_side = contents(project.root / "_build" / "html")
    assert side_by_side.keys() == one_by_one.keys()
    assert [name for name in one_by_one if one_by_one[name] != side_by_side[name]] == []
