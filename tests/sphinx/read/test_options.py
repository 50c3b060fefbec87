"""What is wrong with the options of an object is a finding at its line, and nothing else is."""

from __future__ import annotations

import pytest

from policytrace.schema.roles import FieldName, LinkKind
from tests.plan_builder import english
from tests.sphinx.tiny import TinyProject


def test_no_object_lacks_what_stands_below_its_options(project: TinyProject) -> None:
    project.edit("plan.md", ":bidrar_till: UTG-A\n", "\n:bidrar_till: UTG-A\n")
    first = project.line("plan.md", "{åtgärd} Öppna") + 9
    assert project.findings() == [("plan.md", first, "PT001"), ("plan.md", first + 1, "PT001")]


def test_values_reach_the_graph_as_they_are_written(project: TinyProject) -> None:
    project.edit("plan.md", ":globala_mål: 5.2, 16.1", ':globala_mål: 5.2\n:resurs: > "Bra" | #1')
    assert project.findings() == []
    item = project.graph().items["ATG-1"]
    assert item.text(FieldName.RESOURCE) == '> "Bra" | #1'
    assert item.targets(LinkKind.OWNER) == ("ORG-KS",)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (":målår: 2029", ":målår: snart"),
        ("{indikator}", "{indikatorn}"),
        (":::{indikator} Utsatta för hot, andel", ":::{indikator}"),
        (":::{indikator}", "::{indikator}"),
    ],
)
def test_an_object_that_cannot_be_read_is_the_only_finding(
    project: TinyProject, old: str, new: str
) -> None:
    project.edit("matt.md", old, new)
    assert {file for file, _, _ in project.findings()} == {"matt.md"}
    assert {code for _, _, code in project.findings()} == {"PT001"}


@pytest.mark.parametrize("title", ["Plan mot hot", "Utbilda alla chefer", "Öppna en stödlinje"])
def test_others_are_not_blamed_for_what_cannot_be_read(project: TinyProject, title: str) -> None:
    line = project.line("plan.md", title)
    directive = project.read("plan.md").splitlines()[line - 1].partition("}")[0]
    project.edit("plan.md", f"{directive}}} {title}", f"{directive}er}} {title}")
    assert project.findings() == [("plan.md", line, "PT001")]


def test_what_has_nothing_to_do_with_it_is_still_found(project: TinyProject) -> None:
    project.edit("matt.md", ":målår: 2029", ":målår: snart")
    project.edit("plan.md", ":giltig_till: 2029-12-31\n", "")
    project.edit("plan.md", ":använder: NYF-A\n", "")
    codes = [code for _, _, code in project.findings()]
    assert codes == ["PT001", "PT208", "PT101"]


def test_a_page_that_is_not_utf_8_is_the_only_finding(project: TinyProject) -> None:
    (project.root / "matt.md").write_bytes(project.read("matt.md").encode("latin-1"))
    assert [(file, code) for file, _, code in project.findings()] == [("matt.md", "PT001")]


def test_a_name_where_an_id_belongs_is_found_with_the_id(project: TinyProject) -> None:
    project.edit("plan.md", ":ansvarig: ORG-KS\n:giltig", ":ansvarig: Kommunstyrelsen\n:giltig")
    [finding] = project.check().findings
    assert "ORG-KS (Kommunstyrelsen)" in english(finding.hint)


def test_a_heading_in_an_object_is_warned_of(project: TinyProject) -> None:
    project.edit("plan.md", "Den som utsätts", "## Varför\n\nDen som utsätts")
    assert project.findings() == [("plan.md", project.line("plan.md", "## Varför"), "PT003")]


def test_a_sign_for_a_number_is_no_heading(project: TinyProject) -> None:
    project.edit("plan.md", "Den som utsätts", "```\n# kod\n```\n\n#hbtqi och andra")
    assert project.findings() == []


def test_what_lacks_only_its_id_is_the_only_finding(project: TinyProject) -> None:
    project.edit("plan.md", ":id: HPL-A\n", "")
    assert project.findings() == [("plan.md", 3, "PT001")]
