"""Links in running text to objects, written ``{need}``."""

from __future__ import annotations

from tests.sphinx.tiny import TinyProject, place_and_code


def test_a_link_to_no_object_is_found_at_its_line_in_every_build(project: TinyProject) -> None:
    project.edit("matt.md", "# Mått", "# Mått\n\nEn rad.\n\nSe {need}`ATG-9` där.")
    for result in (project.check(), project.check(), project.build()):
        assert [place_and_code(found) for found in result.findings] == [("matt.md", 5, "PT104")]


def test_a_link_within_an_object_is_found_at_its_line(project: TinyProject) -> None:
    project.edit(
        "matt.md",
        ":värde_väntas: 2027-12-31",
        ":värde_väntas: 2027-12-31\n\nEn rad.\n\nSe {need}`ATG-9` där.",
    )
    assert project.findings() == [("matt.md", project.line("matt.md", "ATG-9"), "PT104")]


def test_a_link_is_found_broken_when_its_object_is_taken_away(project: TinyProject) -> None:
    project.edit("matt.md", "# Mått", "# Mått\n\nSe {need}`ORG-B`.")
    project.write(
        "strategi.md",
        project.read("strategi.md") + "\n:::{organisation} Nämnden\n:id: ORG-B\n:::\n",
    )
    assert project.findings() == []
    project.edit("strategi.md", "\n:::{organisation} Nämnden\n:id: ORG-B\n:::\n", "")
    assert project.findings() == [("matt.md", 3, "PT104")]


def test_two_links_to_the_same_missing_object_are_both_found(project: TinyProject) -> None:
    project.edit("matt.md", "# Mått", "# Mått\n\nSe {need}`ATG-8`.\n\nSe {need}`ATG-8`.")
    assert project.findings() == [("matt.md", 3, "PT104"), ("matt.md", 5, "PT104")]
