"""A name of a file becomes an address: what would mean something else there is refused."""

from __future__ import annotations

import pytest

from policytrace.messages import catalogue
from policytrace.sphinx.gate.names import refused_sign
from tests.sphinx.tiny import TinyProject


@pytest.mark.parametrize(
    ("path", "sign"),
    [
        ("javascript:alert(1).md", ":"),
        ("del/a?b.md", "?"),
        ("a#b.md", "#"),
        ("a%2e.md", "%"),
        ("a\\b.md", "\\"),
        ('a"b.md', '"'),
        ("a<b>.md", "<"),
        ("a\u202eb.md", "\u202e"),
        ("del /a.md", " "),
        ("-del/a.md", "-"),
        ("del/.a.md", "."),
        ("strategy/mål för år 2027 (kopia) & mer – d'oh.md", ""),
        ("a\u030a.md", ""),
        ("a..b/c-d_e.tar.gz", ""),
    ],
)
def test_a_sign_that_means_something_in_an_address_is_refused(path: str, sign: str) -> None:
    assert refused_sign(path) == sign


@pytest.mark.parametrize("name", ["javascript:alert(1).md", "del/a?b.md", "a#b.md", 'a"b.md'])
def test_a_page_with_such_a_name_is_not_built(project: TinyProject, name: str) -> None:
    project.write(name, "---\norphan: true\n---\n\n# En sida\n")
    found = [one for one in project.build().findings if one.location.file == name]
    assert "PT001" in {one.code for one in found}
    assert "Namnet" in " ".join(one.message.render(catalogue("sv")) for one in found)
    assert not list(project.pages.rglob("*.html"))


@pytest.mark.parametrize("name", ["bild:x.png", "del?/bild.png"])
def test_a_picture_with_such_a_name_is_refused(project: TinyProject, name: str) -> None:
    project.write(name, "x")
    project.write("matt.md", f"{project.read('matt.md')}\n```{{image}} {name}\n:alt: x\n```\n")
    assert (name, 1, "PT001") in project.findings()


def test_a_name_that_windows_has_not_is_told(project: TinyProject) -> None:
    project.write("con.md", "---\norphan: true\n---\n\n# En sida\n")
    assert ("con.md", 1, "PT001") in project.findings()


def test_names_that_only_capitals_tell_apart_are_told(project: TinyProject) -> None:
    project.write("Plan.md", "---\norphan: true\n---\n\n# En sida\n")
    told = [one.message.render(catalogue("sv")) for one in project.check().findings]
    assert "Plan.md och plan.md skiljs åt bara av stora bokstäver" in "\n".join(told)


def test_a_page_whose_name_is_taken_apart_is_told(project: TinyProject) -> None:
    project.write("a\u030atga\u0308rder.md", "# Åtgärder\n")
    result = project.check()
    [found] = result.findings
    told = found.message.render(catalogue("sv"))
    assert told == "åtgärder.md kom inte med: å, ä och ö i namnet är två tecken vardera."
    assert result.late_findings == ()


def test_a_backslash_in_a_table_of_contents_is_told(project: TinyProject) -> None:
    project.write("mapp/sida.md", "# Sida\n")
    project.edit("index.md", "\nplan\nmatt", "\nplan\nmapp\\sida\nmatt")
    found = next(one for one in project.check().findings if one.location.file == "index.md")
    assert "nämner mapp\\sida, som" in found.message.render(catalogue("sv"))
    assert "mapp/sida" in found.hint.render(catalogue("sv"))
