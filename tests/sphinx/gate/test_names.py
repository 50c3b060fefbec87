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
