"""What Sphinx would warn of only while it writes is found by a check, on its line."""

from __future__ import annotations

import os

import pytest

from policytrace.messages import catalogue
from tests.sphinx.tiny import TinyProject, place_and_code

PAGE = "matt.md"
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>'
RUNS = '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'


def add(project: TinyProject, text: str) -> int:
    """Add `text` to the end of a page; the line on which it begins."""
    before = project.read(PAGE)
    project.write(PAGE, f"{before}\n{text}\n")
    return before.count("\n") + 2


@pytest.mark.parametrize(
    ("text", "files", "said"),
    [
        ("```mermaid\ngraph TD; A-->B\n```", {}, "mermaid är inget språk"),
        ("```{code-block} mermaid\nA\n```", {}, "mermaid är inget språk"),
        ("```{include} del.txt\n```", {"del.txt": "```mermaid\nA\n```"}, "mermaid är inget språk"),
        ("```python\ndef §\n```", {}, "inte skriven i språket python"),
        ("![x](bild.*)", {}, "Det finns ingen bild bild.*"),
        ("![x](bild.*)", {"bild.pdf": "x"}, "Det finns ingen bild bild.*"),
        ("![x](bild.*)", {"bild.png": "x", "bild.svg": RUNS}, "bild.svg godtas inte"),
        ("![x](bild.html)", {"bild.html": "x"}, "inte av ett slag som webbläsare visar"),
        ("![x](bild.svgz)", {"bild.svgz": "x"}, "inte av ett slag som webbläsare visar"),
        ("![x](bild.png)", {"bild.png/a": "x"}, "inte av ett slag som webbläsare visar"),
        ("```{image} bild.png\n:alt: x\n:scale: 50\n```", {"bild.png": "x"}, "Storleken på bilden"),
        ("{download}`x <a.pdf>`", {"a.pdf/b": "x"}, "inte är en filtyp"),
        ("{term}`ord`", {}, "finns inte i ordlistan"),
        ("{numref}`x`", {}, "leder ingenstans"),
        ("```{toctree}\nindex\n```", {}, "leder tillbaka"),
        ("```{toctree}\n:glob:\n*\n```", {}, "leder tillbaka"),
        ("```{toctree}\n:glob:\nborta*\n```", {}, "som inte är någon sida"),
    ],
)
def test_what_would_be_told_too_late_is_found_by_a_check(
    project: TinyProject, text: str, files: dict[str, str], said: str
) -> None:
    for name, content in files.items():
        project.write(name, content)
    line = add(project, text)
    result = project.check()
    assert result.late_findings == ()
    assert {place_and_code(one) for one in result.findings} == {(PAGE, line, "PT001")}
    swedish = catalogue("sv")
    assert said in " ".join(one.message.render(swedish) for one in result.findings)
    built = project.build()
    assert (built.findings, built.late_findings) == (result.findings, ())


@pytest.mark.parametrize(
    ("text", "files"),
    [
        ("```\ndef §\n```\n\n    indraget §\n\n```text\n§\n```", {}),
        ('```json\n{"a": 1}\n```\n\n```console\n$ make\n```\n\n```toml\na = 1\n```', {}),
        ("![x](bild.*)", {"bild.png": "x", "bild.pdf": "x"}),
        ("![x](bild.svg)", {"bild.svg": SVG}),
        ("![x](bild.webp)\n\n![x](bild.JPG)", {"bild.webp": "x", "bild.JPG": "x"}),
    ],
)
def test_what_can_be_written_is_written(
    project: TinyProject, text: str, files: dict[str, str]
) -> None:
    for name, content in files.items():
        project.write(name, content)
    add(project, text)
    result = project.build()
    assert (result.findings, result.late_findings) == ((), ())


def test_pages_that_list_each_other_lead_back(project: TinyProject) -> None:
    project.write("a.md", "# A\n\n```{toctree}\nb\n```\n")
    project.write("b.md", "# B\n\nText.\n\n```{toctree}\na\n```\n")
    assert project.findings() == [("b.md", 5, "PT001")]


def test_a_page_that_two_others_list_does_not_lead_back(project: TinyProject) -> None:
    project.write("a.md", "# A\n\n```{toctree}\nstrategi\nself\n```\n")
    project.edit("index.md", "strategi\n", "strategi\na\n")
    assert project.findings() == []


@pytest.mark.parametrize("setting", ["html_static_path", "html_extra_path"])
def test_a_picture_that_the_settings_publish_is_looked_at(
    project: TinyProject, setting: str
) -> None:
    project.write("conf.py", f'{project.read("conf.py")}{setting} = ["bilder"]\n')
    project.write("bilder/del/ok.svg", SVG)
    assert project.findings() == []
    project.write("bilder/del/ond.svg", RUNS)
    assert project.findings() == [("bilder/del/ond.svg", 1, "PT001")]


@pytest.mark.parametrize("name", ["bild.svg", "del.txt"])
def test_a_file_that_a_page_is_made_of_is_known_by_what_it_holds(
    project: TinyProject, name: str
) -> None:
    project.write("bild.svg", SVG)
    project.write("del.txt", "Text.\n")
    add(project, "![x](bild.svg)\n\n```{include} del.txt\n```")
    assert project.findings() == []
    project.write(name, RUNS)
    os.utime(project.root / name, (1, 1))
    assert project.findings() != []
