"""Sphinx's warnings about the text become findings, with a remedy, until the page is mended."""

from __future__ import annotations

import pytest

from policytrace.checks.findings import Finding
from policytrace.sphinx.build import build_of
from policytrace.sphinx.gate.check_builder import CheckBuilder
from tests.plan_builder import english
from tests.sphinx.tiny import TinyProject, place_and_code

ACTION_2 = "{åtgärd} Öppna en stödlinje"


def said(project: TinyProject) -> list[tuple[str, int, str, str]]:
    """File, line, message and hint of each thing that could not be read as it is written."""
    return [
        (found.location.file, found.location.line, english(found.message), english(found.hint))
        for found in project.check().findings
        if found.code == "PT001"
    ]


def test_an_unknown_option_is_found_with_the_nearest_one(project: TinyProject) -> None:
    project.edit("plan.md", ":använder: NYF-A", ":anvander: NYF-A")
    line = project.line("plan.md", ":anvander:")
    assert said(project) == [
        ("plan.md", line, "There is no option :anvander:.", "Did you mean :använder:?")
    ]


def test_an_option_like_none_is_found_with_the_projects_own(project: TinyProject) -> None:
    project.edit("plan.md", ":använder: NYF-A", ":xyzzy: NYF-A")
    [(_, _, _, hint)] = said(project)
    assert hint.startswith("Choose one of: analyserar, analysslag, ansvarig, ")
    assert "parent_needs" not in hint


def test_an_id_used_twice_is_found_where_it_is_used_again(project: TinyProject) -> None:
    project.edit("plan.md", ":id: ATG-2", ":id: ATG-1")
    line = project.line("plan.md", ACTION_2)
    assert said(project) == [
        (
            "plan.md",
            line,
            "The id ATG-1 is already used by another object.",
            "Give this object an id of its own.",
        )
    ]


def test_a_number_that_is_none_is_found_and_the_object_left_out(project: TinyProject) -> None:
    project.edit("matt.md", ":målår: 2029", ":målår: snart")
    [(file, line, message, _)] = said(project)
    assert (file, line) == ("matt.md", 3)
    assert message == "The object was left out: :målår: 'snart' does not have the right form."
    assert project.findings() == [(file, line, "PT001")]


def test_an_unknown_directive_is_found(project: TinyProject) -> None:
    project.edit("plan.md", "{åtgärd} Öppna", "{åtgard} Öppna")
    line = project.line("plan.md", "{åtgard}")
    assert [found[:3] for found in said(project)] == [
        ("plan.md", line, "There is no directive {åtgard}.")
    ]


def test_an_object_without_id_is_found(project: TinyProject) -> None:
    project.edit("plan.md", ":id: ATG-2\n", "")
    line = project.line("plan.md", ACTION_2)
    assert [found[:3] for found in said(project)] == [("plan.md", line, "The object has no :id:.")]


def test_an_id_of_the_wrong_form_is_found(project: TinyProject) -> None:
    project.edit("plan.md", ":id: ATG-2", ":id: ATG-2b")
    line = project.line("plan.md", ACTION_2)
    assert [found[:3] for found in said(project)] == [
        ("plan.md", line, "The id ATG-2b does not have the right form.")
    ]


def test_a_page_in_no_table_of_contents_is_found_in_every_build(project: TinyProject) -> None:
    project.write("glömd.md", "# Glömd\n")
    for _ in range(2):
        assert said(project) == [
            (
                "glömd.md",
                1,
                "The page is in no table of contents, so no reader finds it.",
                "Add the page to a toctree, for example in index.md.",
            )
        ]
    project.write("glömd.md", "---\norphan: true\n---\n\n# Glömd\n")
    assert said(project) == []


def test_an_entry_without_page_in_a_table_of_contents_is_found(project: TinyProject) -> None:
    project.edit("index.md", "matt\n", "matt\nborta\n")
    [(file, line, message, _)] = said(project)
    assert (file, line) == ("index.md", project.line("index.md", "Vad gör vi?") - 1)
    assert "borta" in message


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("[planen](planen.md)", "planen.md"),
        ("[en rubrik](plan.md#borta)", "borta"),
        ("[en rubrik](#borta)", "borta"),
        ("{doc}`borta`", "borta"),
        ("{ref}`borta`", "borta"),
        ("{need}`ATG-9`", "ATG-9"),
        ("![En bild](borta.png)", "borta.png"),
        ("{download}`en fil <borta.csv>`", "borta.csv"),
        ("{nead}`ATG-1`", "nead"),
    ],
)
def test_a_link_in_the_text_that_leads_nowhere_is_found(
    project: TinyProject, text: str, word: str
) -> None:
    project.write("matt.md", project.read("matt.md") + f"\nFörst en rad.\n\nSe {text} där.\n")
    line = project.line("matt.md", text)
    for result in (project.check(), project.build()):
        assert result.late_findings == ()
        [found] = result.findings
        assert (found.location.file, found.location.line) == ("matt.md", line)
        assert word in english(found.message)


def test_a_warning_that_is_not_known_is_quoted_without_where_and_without_kind(
    project: TinyProject,
) -> None:
    project.edit("matt.md", "# Mått", "# Mått\n\n```{include} borta.md\n```")
    [(file, line, message, _)] = said(project)
    assert (file, line) == ("matt.md", 3)
    assert "borta.md" in message
    assert str(project.root) not in message
    assert "WARNING" not in message
    assert "[" not in message


@pytest.mark.parametrize("heading", ["# ", "#", "# &nbsp;", "# `` ``", "# \u200b"])
def test_a_heading_in_which_nothing_is_seen_is_found(project: TinyProject, heading: str) -> None:
    project.write("tom.md", f"---\norphan: true\n---\n# Sidan\n\n#{heading}\n\nText.\n")
    assert project.findings() == [("tom.md", 6, "PT001")]


@pytest.mark.parametrize("heading", ["# §", "# ?", "# 1", "# ![En punkt](bild.png)"])
def test_a_heading_in_which_anything_is_seen_is_one(project: TinyProject, heading: str) -> None:
    project.write("bild.png", "x")
    project.write("kort.md", f"---\norphan: true\n---\n{heading}\n\nText.\n")
    assert project.findings() == []


def test_what_is_wrong_is_remembered_until_the_page_is_mended(project: TinyProject) -> None:
    project.edit("plan.md", ":använder: NYF-A", ":anvander: NYF-A")
    project.edit("matt.md", "# Mått", "# Mått\n\n```{fel}\n```")
    first = project.findings()
    assert {place[0] for place in first} >= {"plan.md", "matt.md"}
    assert project.findings() == first
    project.edit("plan.md", ":anvander:", ":använder:")
    assert project.findings() == [("matt.md", 3, "PT001")]
    project.edit("matt.md", "\n\n```{fel}\n```", "")
    assert project.findings() == []


def test_what_is_wrong_on_a_page_is_forgotten_when_the_page_is_taken_away(
    project: TinyProject,
) -> None:
    project.write("fel.md", "# Fel\n\n```{fel}\n```\n")
    project.edit("index.md", "matt\n", "matt\nfel\n")
    assert project.findings() == [("fel.md", 3, "PT001")]
    (project.root / "fel.md").unlink()
    project.edit("index.md", "matt\nfel\n", "matt\n")
    assert project.findings() == []


def test_a_link_is_found_broken_when_what_it_led_to_is_taken_away(project: TinyProject) -> None:
    project.edit("matt.md", "# Mått", "# Mått\n\nSe [rubriken](plan.md#mer).")
    project.write("plan.md", project.read("plan.md") + "\n## Mer\n\nText.\n")
    assert project.findings() == []
    project.edit("plan.md", "## Mer", "## Annat")
    assert project.findings() == [("matt.md", 3, "PT001")]
    project.edit("plan.md", "## Annat", "## Mer")
    assert project.findings() == []


def test_a_page_that_is_not_utf_8_is_found_at_the_line_and_read_when_it_is_mended(
    project: TinyProject,
) -> None:
    assert project.findings() == []
    text = project.read("plan.md")
    (project.root / "plan.md").write_bytes(text.encode("latin-1"))
    found = [place_and_code(one) for one in project.build().findings]
    assert ("plan.md", 5, "PT001") in found
    assert [one for one in found if one[2] == "PT001"] == [("plan.md", 5, "PT001")]
    project.write("plan.md", text)
    assert not project.build().findings
    assert project.page("plan").find(id="ATG-1")


def test_a_view_with_an_empty_option_is_not_taken_for_an_object_without_id(
    project: TinyProject,
) -> None:
    project.edit("plan.md", ":plan: HPL-A", ":plan:")
    [(_, _, message, _)] = said(project)
    assert message == "The option :plan: has no value."


def test_warnings_are_found_alike_when_pages_are_read_in_parallel(project: TinyProject) -> None:
    for number in range(8):
        project.write(f"sida{number}.md", f"# Sida {number}\n\n```{{fel{number}}}\n```\n")
    project.edit("index.md", "matt\n", "matt\n" + "".join(f"sida{n}\n" for n in range(8)))
    project.edit("plan.md", ":använder: NYF-A", ":anvander: NYF-A")
    serial = project.check().findings
    assert len(serial) == 9
    assert in_parallel(project) == serial


def test_an_id_used_on_two_pages_is_found_when_pages_are_read_in_parallel(
    project: TinyProject,
) -> None:
    for number in range(8):
        text = ":::{organisation} Nämnden\n:id: ORG-B\n:::\n" if number in {0, 7} else ""
        project.write(f"sida{number}.md", f"# Sida {number}\n\n{text}")
    project.edit("index.md", "matt\n", "matt\n" + "".join(f"sida{n}\n" for n in range(8)))
    serial = project.check().findings
    assert [place_and_code(found) for found in serial] == [("sida7.md", 3, "PT001")]
    assert in_parallel(project) == serial


def in_parallel(project: TinyProject) -> tuple[Finding, ...]:
    """What is found when two processes read the pages."""
    with project.application(CheckBuilder.name, parallel=2) as app:
        assert app.is_parallel_allowed("read")
        app.build(force_all=True)
        return build_of(app).findings


def test_a_missing_file_outside_the_project_is_named_as_seen_from_it(
    project: TinyProject,
) -> None:
    line = project.line("plan.md", "Den som utsätts")
    project.edit("plan.md", "Den som utsätts", "{download}`x <../x.csv>` Den som utsätts")
    assert [(place, wrong) for _, place, wrong, _ in said(project)] == [
        (line, "There is no file ../x.csv.")
    ]
