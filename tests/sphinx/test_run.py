"""Running the gate from a program: what it gives back, and that it leaves no trace."""

from __future__ import annotations

import pytest

from policytrace.errors import ProjectError
from policytrace.sphinx.run import CheckResult, check_project, run_sphinx
from tests.plan_builder import english
from tests.sphinx.tiny import TODAY, TinyProject, contents, place_and_code


def test_a_valid_project_passes_without_findings_or_warnings(project: TinyProject) -> None:
    result = project.check()
    assert (result.findings, result.late_findings, len(result.graph)) == ((), (), 14)
    assert result.snapshot.today == TODAY
    assert not result.failed


def test_a_valid_project_builds_without_findings_or_warnings(project: TinyProject) -> None:
    result = project.build()
    assert (result.findings, result.late_findings, len(result.graph)) == ((), (), 14)
    assert not result.failed


def test_an_error_fails_the_check(project: TinyProject) -> None:
    project.edit("strategi.md", ":nästa_uppföljning: 2027-11-15\n", "")
    result = project.check()
    assert [found.code for found in result.findings] == ["PT203"]
    assert result.failed


def test_only_a_preview_is_written_whatever_the_gate_finds(project: TinyProject) -> None:
    project.edit(
        "plan.md", "Öppna en stödlinje\n:id: ATG-2\n", "Öppna en jour\n:id: ATG-2\n:fel: 1\n"
    )
    trees, out = project.root / "_build" / "trees", project.root / "_build" / "out"

    def written(*, preview: bool) -> CheckResult:
        return run_sphinx(
            project.root,
            builder="html",
            outdir=out,
            doctreedir=trees,
            today=TODAY,
            preview=preview,
        )

    refused = written(preview=False)
    assert refused.failed
    assert not (out / "plan.html").exists()
    shown = written(preview=True)
    assert shown.findings == refused.findings
    assert "Öppna en jour" in (out / "objekt" / "ATG-2.html").read_text(encoding="utf-8")
    assert not (out / "pagefind").exists()


def test_pages_can_be_looked_at_before_there_is_a_search(project: TinyProject) -> None:
    out = project.root / "_build" / "out"
    seen: list[tuple[bool, bool, bool, bool]] = []

    def show(result: CheckResult) -> None:
        html = (out / "objekt" / "ATG-2.html").read_text(encoding="utf-8")
        is_styled = (out / "_static" / "policytrace.css").is_file()
        seen.append(
            (result.failed, "Öppna en stödlinje" in html, is_styled, (out / "pagefind").exists())
        )

    result = run_sphinx(
        project.root,
        builder="html",
        outdir=out,
        doctreedir=project.root / "_build" / "trees",
        today=TODAY,
        show=show,
    )
    assert seen == [(False, True, True, False)]
    assert not result.failed
    assert (out / "pagefind").is_dir()


def test_nothing_is_shown_of_what_stops_at_the_gate(project: TinyProject) -> None:
    project.edit("strategi.md", ":nästa_uppföljning: 2027-11-15\n", "")
    result = run_sphinx(
        project.root,
        builder="html",
        outdir=project.root / "_build" / "out",
        doctreedir=project.root / "_build" / "trees",
        today=TODAY,
        show=lambda _result: pytest.fail("it is shown"),
    )
    assert result.failed


def test_the_check_writes_nothing(project: TinyProject) -> None:
    before = contents(project.root)
    check_project(project.root, today=TODAY)
    assert contents(project.root) == before


def test_the_check_finds_what_the_build_finds(project: TinyProject) -> None:
    project.edit("plan.md", ":använder: NYF-A", ":använder: NYF-B\n:farg: blå")
    project.edit("strategi.md", ":ansvarig: ORG-KS\n:nästa", ":nästa")
    project.edit("matt.md", "# Mått", "# Mått\n\nSe [planen](plann.md) och {need}`det <ATG-9>`.")
    checked, built = project.check(), project.build()
    assert checked.findings
    assert (checked.findings, checked.late_findings) == (built.findings, built.late_findings)


def test_the_day_is_the_one_that_is_handed_in(project: TinyProject) -> None:
    project.edit("strategi.md", ":slag: politiskt organ", ":giltig_till: 2027-01-14")
    on_the_day = {place_and_code(found) for found in project.check(strict_time=True).findings}
    without = {place_and_code(found) for found in project.check().findings}
    indicator = ("matt.md", 3, "PT206")
    assert indicator in on_the_day
    assert indicator not in without


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("ubproject.toml", None, "ubproject.toml"),
        ("ubproject.toml", "[needs", "ubproject.toml:1"),
        ("passages.csv", None, "passages.csv"),
        ("passages.csv", "a,b\n", "passages.csv:1"),
        ("conf.py", None, "conf.py"),
        ("conf.py", 'project = "x"\n\n# \0\n', "conf.py:3 The line holds a sign"),
        ("conf.py", "project = (", "conf.py"),
        ("conf.py", "raise ValueError('trasig')", "trasig"),
        ("index.md", None, "index"),
    ],
)
def test_a_project_that_cannot_be_read_says_why(
    project: TinyProject, name: str, text: str | None, expected: str
) -> None:
    if text is None:
        (project.root / name).unlink()
    else:
        project.write(name, text)
    with pytest.raises(ProjectError) as caught:
        project.check()
    said = f"{caught.value.location or ''} {english(caught.value.text)}"
    assert expected in said
    assert "Traceback" not in said


def test_a_project_in_a_language_that_docutils_does_not_know_is_built(project: TinyProject) -> None:
    project.edit("conf.py", 'language = "sv"', 'language = "nb"')
    result = project.build()
    assert (result.findings, result.late_findings) == ((), ())


def test_a_page_that_is_not_utf_8_is_named(project: TinyProject) -> None:
    (project.root / "matt.md").write_bytes("# Mått\n".encode("latin-1"))
    result = project.check()
    assert ("matt.md", 1, "PT001") in [place_and_code(found) for found in result.findings]


def test_running_many_times_in_one_process_changes_nothing(project: TinyProject) -> None:
    results = [project.check(), project.build(), project.check(), project.build()]
    told = {(one.findings, one.late_findings, tuple(map(repr, one.graph))) for one in results}
    assert len(told) == 1
