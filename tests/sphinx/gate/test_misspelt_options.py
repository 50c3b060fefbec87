"""A field or link that is nearly right is one finding, with the word that was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sphinx.tiny import TinyProject


@pytest.fixture
def project(tmp_path: Path) -> TinyProject:
    return TinyProject.make(tmp_path / "plan")


@pytest.mark.parametrize(
    ("file", "right", "wrong"),
    [
        ("plan.md", ":klar_senast: 2028-06-30", ":klar_senst: 2028-06-30"),
        ("plan.md", ":nästa_uppföljning: 2027-11-15", ":nasta_uppföljning: 2027-11-15"),
        ("plan.md", ":mäts_av: IND-A", ":mats_av: IND-A"),
        ("plan.md", ":bidrar_till: UTG-A", ":bidrartill: UTG-A"),
        ("plan.md", ":bidrar_till: UTG-A, ATA-A", ":bidrartill: UTG-A, ATA-A"),
        ("plan.md", ":berör: GRP-A", ":beror: GRP-A"),
        ("plan.md", ":del_av: HPL-A", ":delav: HPL-A"),
        ("plan.md", ":giltig_till: 2029-12-31", ":giltig_til: 2029-12-31"),
        ("matt.md", ":enhet: procent", ":enheter: procent"),
    ],
)
def test_what_is_misspelt_is_not_also_lacking(
    project: TinyProject, file: str, right: str, wrong: str
) -> None:
    text = project.read(file)
    start, _, rest = text.rpartition(f"{right}\n")
    project.write(file, f"{start}{wrong}\n{rest}")
    assert project.findings() == [(file, project.line(file, wrong), "PT001")]


def test_what_is_lacking_besides_is_told(project: TinyProject) -> None:
    head, _, rest = project.read("plan.md").rpartition(":klar_senast: 2028-06-30\n")
    rest = rest.replace(":mäts_av: IND-A\n", "")
    project.write("plan.md", f"{head}:klar_senst: 2028-06-30\n{rest}")
    assert [code for _, _, code in project.findings()] == ["PT209", "PT001"]


def test_a_right_option_beside_a_misspelt_one_is_judged(project: TinyProject) -> None:
    head, _, rest = project.read("plan.md").rpartition(":bidrar_till: UTG-A\n")
    project.write("plan.md", f"{head}:bidrar_till: UTG-X\n:bidrartill: UTG-A\n{rest}")
    assert sorted(code for _, _, code in project.findings()) == ["PT001", "PT104"]
