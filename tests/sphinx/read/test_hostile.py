"""Hostile and broken input: a finding with file and line, and never a page, a traceback or a hang.

Most tests add something to the end of one page of a project that is in order. What a test says
"never reaches" is looked for in everything that a build has written.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from docutils.parsers.rst import directives, languages, roles
from hypothesis import given
from hypothesis import strategies as st

from policytrace.errors import ProjectError
from policytrace.schema.definitions import MARKUP_DIRECTIVES
from policytrace.sphinx.gate.check_builder import CheckBuilder
from policytrace.sphinx.read.diagnostics import LARGEST_PAGE
from policytrace.sphinx.read.refused import RAW_DIRECTIVES, ROLES
from tests.plan_builder import english
from tests.sphinx.tiny import TinyProject, files_in, place_and_code

KEPT_OUT = "hemligt-7f3a"
"""What a file outside the project says."""

PAGE = "matt.md"


def add(project: TinyProject, text: str) -> int:
    """Add `text` to the end of a page; the line on which it begins."""
    before = project.read(PAGE)
    project.write(PAGE, f"{before}\n{text}\n")
    return before.count("\n") + 2


def found(project: TinyProject) -> list[tuple[int, str]]:
    """Line and code of what is found on the page."""
    return [(line, code) for file, line, code in project.findings() if file == PAGE]


def messages(project: TinyProject) -> str:
    """What is said of the project, remedies and all."""
    result = project.check()
    assert result.late_findings == ()
    return "\n".join(f"{english(one.message)} {english(one.hint)}" for one in result.findings)


def built(project: TinyProject) -> bytes:
    """Everything that a build writes, pictures and searches as well."""
    project.build()
    return b"\n".join(path.read_bytes() for path in files_in(project.root / "_build"))


@pytest.fixture
def outside(project: TinyProject) -> str:
    """The path from the project's pages to a file that is not the project's."""
    folder = project.root.parent / "utanfor"
    folder.mkdir()
    for name in ("fil.md", "fil.txt", "fil.csv", "fil.png", "fil.puml"):
        (folder / name).write_text(f"{KEPT_OUT}\n", encoding="utf-8")
    return f"../{folder.name}"


# ------------------------------------------------------------------------ broken blocks


@pytest.mark.parametrize(
    ("text", "at", "said"),
    [
        (":::{organisation} Nämnden\n:id: ORG-B", 0, "is not closed: the line :::"),
        ("Text.\n\n```{note}\nText.", 2, "is not closed: the line ```"),
        (":::{organisation Nämnden\n:id: ORG-B\n:::", 0, "does not begin a block"),
        (":::organisation Nämnden\n:id: ORG-B\n:::", 0, "does not begin a block"),
        ("::{organisation} Nämnden\n:id: ORG-B\n::", 0, "does not begin a block"),
        ("Text.\n\n\t:::{organisation} Nämnden\n\t:id: ORG-B\n\t:::", 2, "does not begin a block"),
        ("Text.\n\n:::", 2, "closes nothing"),
        (":::{organisation} Nämnden\n:id:ORG-B\n:::", 1, ":id: is not written as it must be"),
        (":::{organisation} Nämnden\n:id: ORG-B\n:färg: blå\n:::", 2, "no option :färg:"),
        (":::{organisation}\n:id: ORG-B\n:::", 0, "has no title"),
        (":::{organisation} Nämnden\n:::", 0, "has no :id:"),
        (":::{nämnd} Nämnden\n:id: ORG-B\n:::", 0, "no directive {nämnd}"),
        ("```{åtgärdstabell}\n:plann: HPL-A\n```", 1, "no option :plann:. Did you mean :plan:?"),
        (
            "```{code-block} text\n:include: /etc/passwd\n```",
            1,
            "no option :include:. Choose one of: ",
        ),
        ("```{åtgärdstabell}\n:plan: HPL-A\n:plan: HPL-A\n```", 2, ":plan: is written twice"),
        (
            ":::{organisation} N\n:id: ORG-B\n:slag: förbund\n:slag: funktion\n:::",
            3,
            ":slag: is written twice",
        ),
        (":::{organisation} N\n:id: ORG-B\n:id: ORG-C\n:::", 2, ":id: is written twice"),
        (
            "> :::{organisation} N\n> :id: ORG-B\n> :slag: förbund\n> :slag: förbund\n> :::",
            3,
            ":slag: is written twice",
        ),
        (
            ":::{organisation} N\n---\nid: ORG-B\nslag: förbund\nslag: förbund\n---\n:::",
            4,
            ":slag: is written twice",
        ),
        ("Se {nead}`ATG-1`.", 0, "no role {nead}"),
        ("```{toctree}\nborta\n```", 0, "lists borta, which is no page"),
        ("```{toctree}\n../../etc/passwd\n```", 0, "which is no page"),
        ("```{toctree}\n/etc/passwd\n```", 0, "lists etc/passwd, which is no page"),
        ("![En bild](borta.png)", 0, "no file borta.png"),
        (
            ":::{organisation} N\n:id: ORG-B\n:giltig_till: 2027-02-30\n:::",
            0,
            "2027-02-30 does not",
        ),
        (
            ":::{organisation} N\n:id: **ORG-B**\n:::",
            0,
            "id **ORG-B** does not have the right form",
        ),
        (":::{organisation} N\n:id: ORG-<b>B</b>\n:::", 0, "id ORG-<b>B</b> does not have"),
    ],
)
def test_what_is_broken_is_found_at_its_line(
    project: TinyProject, text: str, at: int, said: str
) -> None:
    line = add(project, text)
    assert said in messages(project)
    assert line + at in {place for place, _ in found(project)}


def test_an_option_written_twice_in_an_included_file_is_where_the_file_is_taken_in(
    project: TinyProject,
) -> None:
    project.write("med.inc", "Text.\n\n```{åtgärdstabell}\n:plan: HPL-A\n:plan: HPL-A\n```\n")
    line = add(project, "```{include} med.inc\n```")
    assert found(project) == [(line, "PT001")]
    assert ":plan: is written twice" in messages(project)


# -------------------------------------------------------------- signs and encodings


def test_line_ends_of_windows_and_a_byte_order_mark_change_nothing(project: TinyProject) -> None:
    for name in ("plan.md", PAGE):
        project.write(name, "\ufeff" + project.read(name), newline="\r\n")
    assert project.findings() == []


@pytest.mark.parametrize("sign", ["\0", "\x1b", "\u202e", "\u2066", "\ufeff", "\ufffd"])
def test_a_sign_that_cannot_be_seen_is_found(project: TinyProject, sign: str) -> None:
    line = add(project, f"Text.\n\nEn {sign} rad.")
    assert found(project) == [(line + 2, "PT001")]
    assert f"U+{ord(sign):04X}" in messages(project)


def test_signs_that_text_editors_leave_behind_do_no_harm(project: TinyProject) -> None:
    add(
        project, "Mjukt\u00adbindestreck, fast\u00a0mellanslag, \u200dfog\x0boch\x0crad\u2028byten."
    )
    assert project.findings() == []


def test_bytes_that_are_no_utf_8_are_found_at_their_line(project: TinyProject) -> None:
    line = add(project, "")
    with (project.root / PAGE).open("ab") as file:
        file.write(b"Bra \xff\n")
    assert [one for one in project.findings() if one[2] == "PT001"] == [(PAGE, line + 1, "PT001")]


@pytest.mark.parametrize(
    "text",
    [
        ":::{organisation} N\n:id: ORG-B\n:giltig_fra\u030an: 2027-01-01\n:::",
        ":::{a\u030atga\u0308rd} N\n:id: ATG-B\n:::",
        "```{a\u030atga\u0308rdstabell}\n:plan: HPL-A\n```",
        ":::{organisation} N\n:id: ORG-A\u030a\n:::",
        ":::{organisation} N\n:id: ORG-B\n:slag: fo\u0308rbund\n:::",
        "```{toctree}\na\u030atga\u0308rder\n```",
    ],
    ids=["option", "type", "view", "id", "value", "file name"],
)
def test_letters_taken_apart_are_found_and_the_remedy_says_how_to_put_them_together(
    project: TinyProject, text: str
) -> None:
    line = add(project, text)
    assert {place for place, _ in found(project)} & {line, line + 1, line + 2}
    assert "NFC" in messages(project)


def test_letters_taken_apart_in_running_text_do_no_harm(project: TinyProject) -> None:
    add(project, "Alla a\u030atga\u0308rder.")
    assert project.findings() == []


@pytest.mark.parametrize("text", ["", " \n\n", "\ufeff", "Bara ett stycke.\n", "% en kommentar\n"])
def test_a_page_without_heading_is_found(project: TinyProject, text: str) -> None:
    project.write("tom.md", text)
    project.edit("index.md", "matt\n", "matt\ntom\n")
    for result in (project.check(), project.build()):
        assert [place_and_code(one) for one in result.findings] == [("tom.md", 1, "PT001")]
        assert result.late_findings == ()


# --------------------------------------------------------------------- large and deep


@pytest.mark.parametrize("part", ["x", "ord ", "[a](b) ", "&", "*", "<b>", ":::{note} ", "{need}`"])
def test_a_line_of_ten_megabytes_is_found(project: TinyProject, part: str) -> None:
    project.write(PAGE, "# Mått\n\n" + part * (10_000_000 // len(part)))
    assert (1, "PT001") in found(project)
    assert f"larger than {LARGEST_PAGE // 1000} kB" in messages(project)


@pytest.mark.parametrize("page", ["plan.md", "strategi.md", "matt.md"])
@pytest.mark.parametrize("first", [True, False])
def test_a_page_that_is_too_large_is_the_only_fault(
    project: TinyProject, page: str, *, first: bool
) -> None:
    text, much = project.read(page), f"{'ord ' * 300_000}\n"
    project.write(page, f"{much}\n{text}" if first else f"{text}\n{much}")
    assert project.findings() == [(page, 1, "PT001")]


@pytest.mark.parametrize(
    "part", ["x", "ord ", " ", "\t", "&", "- ", "> ", "`", "[", "![", "<", "]("]
)
def test_a_line_of_a_hundred_kilobytes_is_read_to_its_end(project: TinyProject, part: str) -> None:
    add(project, part * (100_000 // len(part)) + "x")
    project.check()


def test_twenty_thousand_links_on_one_object_are_looked_at(project: TinyProject) -> None:
    wrong = ", ".join(f"UTG-{number}" for number in range(20_000))
    project.edit("plan.md", ":bidrar_till: UTG-A, ATA-A", f":bidrar_till: UTG-A, ATA-A, {wrong}")
    line = project.line("plan.md", "Utbilda alla chefer")
    assert project.findings() == [("plan.md", line, "PT104")] * 20_000


def test_one_link_written_twenty_thousand_times_is_one_link(project: TinyProject) -> None:
    same = ", ".join(["ATA-A"] * 20_000)
    project.edit("plan.md", ":bidrar_till: UTG-A, ATA-A", f":bidrar_till: UTG-A, {same}")
    assert project.build().findings == ()
    [card] = project.page("plan").select("#ATG-1")
    assert len(card.find_all("a", href="objekt/ATA-A.html")) == 1


def nested(depth: int) -> str:
    """Blocks within each other."""
    fences = [":" * (depth - level + 2) for level in range(depth)]
    return "\n".join([*(f"{fence}{{note}}" for fence in fences), "Text.", *reversed(fences)])


def in_lists(depth: int) -> str:
    """Blocks within each other, each in a list of its own, where their depth is not seen."""
    return "\n".join(
        f"{'      ' * level}1. {':' * (depth - level + 2)}{{note}}\n{'      ' * (level + 1)}Text."
        for level in range(depth)
    )


@pytest.mark.parametrize(
    "text", [nested(200), in_lists(200), ":::{note}\n" * 200, "*" * 5_000 + "x" + "*" * 5_000]
)
def test_what_is_too_deep_to_be_read_is_found(project: TinyProject, text: str) -> None:
    add(project, text)
    result = project.build()
    assert result.failed
    assert PAGE in {one.location.file for one in result.findings}


@pytest.mark.parametrize("text", [nested(15), ">" * 500 + " x", "- " * 500 + "x", "[" * 5_000])
def test_what_is_deep_but_can_be_read_is_written(project: TinyProject, text: str) -> None:
    add(project, text)
    assert project.build().late_findings == ()


def test_a_name_that_is_too_long_for_a_file_is_found(project: TinyProject) -> None:
    name = "a" * 5_000
    for text in (
        f"[x]({name})",
        f"![x]({name})",
        f"```{{include}} {name}\n```",
        f"{{doc}}`{name}`",
    ):
        project.write("lang.md", f"# Lång\n\n{text}\n")
        project.edit("index.md", "matt\n", "matt\nlang\n")
        assert "lang.md" in {file for file, _, _ in project.findings()}
        project.edit("index.md", "matt\nlang\n", "matt\n")
        (project.root / "lang.md").unlink()


# -------------------------------------------------------------------- HTML and script

HTML = [
    "<script>alert(1)</script>",
    "<ScRiPt src=x></ScRiPt>",
    '<a href="x" onclick="alert(1)">x</a>',
    "Text <b onmouseover=alert(1)>x</b> text",
    "<iframe src=x></iframe>",
    "<svg onload=alert(1)>",
    "<img src=x onerror=alert(1)>",
    "<style>body{display:none}</style>",
    "<link rel=stylesheet href=x>",
    "<meta http-equiv=refresh content=0>",
    "<base href=x>",
    "<form action=x><input></form>",
    "<!-- kommentar -->",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[ x ]]>",
    "<!DOCTYPE html>",
    "<?php x ?>",
    "- <div>x</div>",
    "> <div>x</div>",
    "Ord\n: <div>x</div>",
    "| <b>a</b> |\n|---|\n| b |",
    "## <b>Rubrik</b>",
    "[<b>x</b>](plan.md)",
    ":::{note}\n<b>x</b>\n:::",
    ":::{admonition} <b>x</b>\nText.\n:::",
    ":::{organisation} Nämnden\n:id: ORG-B\n\n<b>x</b>\n:::",
    ":::{organisation} <script>alert(1)</script>\n:id: ORG-B\n:::",
    ":::{organisation} Nämnden <!-- x\n:id: ORG-B\n:::",
    ":::{organisation} N\n:id: ORG-B\n:resurs: <img src=x onerror=y>\n:::",
    "```{list-table}\n* - <b>x</b>\n  - y\n```",
    "```{raw} html\n<b>x</b>\n```",
    ":::{raw} html\n<b>x</b>\n:::",
    "```{RAW} html\n<b>x</b>\n```",
    "```{rå} html\n<b>x</b>\n```",
    "```{raw} latex\nx\n```",
    "```{eval-rst}\n.. raw:: html\n\n   <b>x</b>\n```",
    "```{eval-rst}\n.. rå:: html\n\n   <b>x</b>\n```",
    "```{eval-rst}\n.. |x| raw:: html\n\n   <b>x</b>\n\n|x|\n```",
    "```{eval-rst}\n.. role:: r(raw)\n   :format: html\n\n:r:`<b>x</b>`\n```",
    "```{role} r(raw)\n:format: html\n```",
    "```{roll} r(raw)\n:format: html\n```",
]


@pytest.mark.parametrize("text", HTML)
def test_html_written_by_hand_is_found(project: TinyProject, text: str) -> None:
    line = add(project, text)
    places = [place for place, code in found(project) if code == "PT602"]
    assert places
    assert all(line <= place <= line + text.count("\n") for place in places)


def test_html_in_a_long_answer_is_found_on_its_line(project: TinyProject) -> None:
    text = (
        ":::{organisation} <i>N</i>\n:id: ORG-B\n:slag: råd\n:resurs:\n  Ett.\n\n  Två <b>x</b>.\n"
        "  [Tre](javascript:x)\n:::"
    )
    line = add(project, text)
    places = [(place - line, code) for place, code in found(project)]
    assert sorted(set(places)) == [(0, "PT602"), (6, "PT602"), (7, "PT603")]


def test_html_that_is_shown_as_code_or_as_signs_is_no_html(project: TinyProject) -> None:
    add(
        project,
        "Skriv `<script>` så, eller &lt;script&gt;, eller \\<script>, om 1 < 2 och 3 > 2.\n\n"
        "```html\n<script>alert(1)</script>\n```\n\n    <b>kod</b>",
    )
    assert project.build().findings == ()
    assert project.page("matt").find_all("script", string="alert(1)") == []


def test_html_never_reaches_a_page_even_when_the_project_has_switched_the_rule_off(
    project: TinyProject,
) -> None:
    text = project.read("ubproject.toml")
    project.write("ubproject.toml", f'{text}\nPT602 = "av"\n')
    add(project, "\n\n".join(html for html in HTML if not html.startswith(("`", ":::"))))
    assert project.build().findings == ()
    page = project.page("matt").find("main")
    assert page is not None
    assert page.find(["script", "iframe", "b", "style", "form", "base", "meta"]) is None
    assert not [tag for tag in page.find_all() if any(name.startswith("on") for name in tag.attrs)]


# ------------------------------------------------------------------------------ links


@pytest.mark.parametrize(
    "text",
    [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java&#115;cript:alert(1))",
        "[x](&#x6A;avascript&colon;alert(1))",
        "[x](java&Tab;script:alert(1))",
        "[x](<java&NewLine;script:alert(1)>)",
        "[x](<java\tscript:alert(1)>)",
        "[x](javascript://example.org/%0aalert(1))",
        "[x](vbscript:msgbox)",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](data:image/png;base64,AAAA)",
        "[x](file:///etc/passwd)",
        "[x](blob:abc)",
        "[x](ftp://example.org)",
        "[x][y]\n\n[y]: javascript:alert(1)",
        "[y]: javascript:alert(1)",
        "<javascript:alert(1)>",
        "<data:text/html,x>",
        "![x](javascript:alert(1))",
        "![x](data:image/svg+xml;base64,AAAA)",
        "![x](https://example.org/x.png)",
        "```{image} https://example.org/x.png\n:alt: x\n```",
        "```{figure} data:image/png;base64,AAAA\n:alt: x\n```",
        "```{toctree}\nx <javascript://x>\n```",
        "{download}`x <javascript://x>`",
        "```{eval-rst}\n`x <javascript:alert(1)>`_\n```",
        "```{eval-rst}\nx_\n\n.. _x: javascript:alert(1)\n```",
        "```{uml}\n:alt: x\nA -> B : [[javascript:alert(1) x]]\n```",
        ":::{organisation} [x](javascript:alert(1))\n:id: ORG-B\n:::",
        ":::{organisation} N\n:id: ORG-B\n:resurs: javascript:alert(1)\n:::",
        ":::{note}\n[x](javascript:alert(1))\n:::",
        ":::{organisation} N\n:id: ORG-B\n\n[x](javascript:alert(1))\n:::",
    ],
)
def test_an_unsafe_address_is_found_at_its_line(project: TinyProject, text: str) -> None:
    line = add(project, text)
    places = [place for place, code in found(project) if code == "PT603"]
    assert places
    assert all(line <= place <= line + text.count("\n") for place in places)


def test_an_unsafe_link_that_markdown_leaves_as_text_is_found_at_its_own_line(
    project: TinyProject,
) -> None:
    line = add(project, "En rad.\nEn *rad* till.\nSe [x](javascript:alert(1)) där.")
    assert found(project) == [(line + 2, "PT603")]


@pytest.mark.parametrize(
    "text",
    [
        "`[x](javascript:alert(1))`",
        "```markdown\n[x](javascript:alert(1))\n```",
        "Skriv javascript: eller data: i text.",
        ":::{organisation} Data: hur vi mäter\n:id: ORG-B\n:::",
        "[x](https://example.org/?u=javascript:x), <info@example.org>, [y](tel:+4622344500)",
    ],
)
def test_what_is_no_unsafe_link_is_not_found(project: TinyProject, text: str) -> None:
    add(project, text)
    assert project.findings() == []


# ------------------------------------------------------------ files from outside the tree

READING = [
    "```{{include}} {0}/fil.md\n```",
    "```{{inkludera}} {0}/fil.md\n```",
    "```{{include}} /{0}/fil.md\n```",
    "```{{include}} ./x/../{0}/fil.md\n```",
    "```{{literalinclude}} {0}/fil.txt\n```",
    "```{{literalinclude}} plan.md\n:diff: {0}/fil.txt\n```",
    "```{{csv-table}}\n:file: {0}/fil.csv\n```",
    "```{{csv-tabell}}\n:file: {0}/fil.csv\n```",
    "```{{csv-table}}\n:url: https://example.org/fil.csv\n```",
    "```{{uml}} {0}/fil.puml\n:alt: x\n```",
    "```{{plantuml}} {0}/fil.puml\n:alt: x\n```",
    "```{{uml}}\n:alt: x\n!include {0}/fil.puml\n```",
    "```{{graphviz}} {0}/fil.txt\n```",
    "```{{data-viewer}}\n:file: {0}/fil.txt\n```",
    "```{{needimport}} {0}/fil.txt\n```",
    "```{{needreport}}\n:template: {0}/fil.txt\n```",
    "![x]({0}/fil.png)",
    "![x](/{0}/fil.png)",
    "```{{image}} {0}/fil.png\n:alt: x\n```",
    "```{{figure}} {0}/fil.png\n:alt: x\n```",
    "{{download}}`x <{0}/fil.txt>`",
    "{{download}}`x </{0}/fil.txt>`",
    "[x]({0}/fil.txt)",
    "[x](path:{0}/fil.txt)",
    "```{{eval-rst}}\n.. include:: {0}/fil.md\n```",
    "```{{eval-rst}}\n.. literalinclude:: {0}/fil.txt\n```",
    "```{{eval-rst}}\n.. csv-table::\n   :file: {0}/fil.csv\n```",
    "```{{eval-rst}}\n.. image:: {0}/fil.png\n   :alt: x\n```",
    "```{{eval-rst}}\n:download:`x <{0}/fil.txt>`\n```",
]


@pytest.mark.parametrize("text", READING)
def test_a_file_from_outside_is_found_and_never_reaches_the_site(
    project: TinyProject, outside: str, text: str
) -> None:
    line = add(project, text.format(outside))
    assert KEPT_OUT.encode() not in built(project)
    places = [place for place, code in found(project) if code == "PT603"]
    assert places
    assert all(line <= place <= line + text.count("\n") for place in places)


@pytest.mark.parametrize("text", READING)
def test_a_file_named_from_the_root_of_the_machine_never_reaches_the_site(
    project: TinyProject, outside: str, text: str
) -> None:
    add(project, text.format((project.root / outside).resolve()))
    assert KEPT_OUT.encode() not in built(project)
    assert found(project) or "example.org" in text


@pytest.mark.parametrize("text", ["![x](%2e%2e/utanfor/fil.png)", "[x](%2e%2e/utanfor/fil.txt)"])
def test_a_way_out_that_is_encoded_never_reaches_the_site(
    project: TinyProject, outside: str, text: str
) -> None:
    assert outside
    add(project, text)
    assert KEPT_OUT.encode() not in built(project)
    assert found(project)


@pytest.mark.parametrize("name", ["sida.md", "bilaga.txt", "data.csv"])
def test_a_link_to_a_file_outside_is_found_and_never_read(
    project: TinyProject, outside: str, name: str
) -> None:
    (project.root / name).symlink_to(f"{outside}/fil.md")
    project.edit("index.md", "matt\n", "matt\nsida\n")
    add(project, "[En bilaga](bilaga.txt)")
    assert KEPT_OUT.encode() not in built(project)
    assert (name, 1, "PT603") in project.findings()


def test_a_link_to_a_folder_outside_is_found_and_never_read(
    project: TinyProject, outside: str
) -> None:
    (project.root / "mapp").symlink_to(outside, target_is_directory=True)
    project.edit("index.md", "matt\n", "matt\nmapp/fil\n")
    assert KEPT_OUT.encode() not in built(project)
    assert ("mapp", 1, "PT603") in project.findings()


def test_links_to_folders_that_go_in_circles_are_found(project: TinyProject) -> None:
    for name in ("a", "b", "c"):
        (project.root / name).symlink_to(".", target_is_directory=True)
    assert project.findings() == [(name, 1, "PT001") for name in ("a", "b", "c")]


def test_links_that_lead_nowhere_are_found(project: TinyProject) -> None:
    (project.root / "borta.md").symlink_to("finns-inte.md")
    (project.root / "ring.md").symlink_to("ring.md")
    assert project.findings() == [("borta.md", 1, "PT001"), ("ring.md", 1, "PT001")]


def test_what_is_no_ordinary_file_is_found_and_not_waited_for(project: TinyProject) -> None:
    os.mkfifo(project.root / "ror.md")
    assert project.findings() == [("ror.md", 1, "PT001")]


def test_a_link_within_the_project_is_followed(project: TinyProject) -> None:
    (project.root / "kopia.txt").symlink_to("matt.md")
    add(project, "[En bilaga](kopia.txt)")
    assert project.findings() == []


def test_a_register_of_passages_outside_the_project_is_not_read(
    project: TinyProject, outside: str
) -> None:
    register = project.root / "passages.csv"
    register.rename(project.root / outside / "passages.csv")
    register.symlink_to(f"{outside}/passages.csv")
    with pytest.raises(ProjectError) as raised:
        project.check()
    assert "passages.csv is a link out of the project" in english(raised.value.text)


@pytest.mark.parametrize(
    "name", ["sida.html", "bild.svg", "skript.js", "sida.xhtml", "flöde.xml", "conf.py", "utan"]
)
def test_a_file_that_a_browser_could_run_is_not_offered(project: TinyProject, name: str) -> None:
    if name != "conf.py":
        project.write(name, "<script>alert(1)</script>")
    line = add(project, f"{{download}}`x <{name}>`")
    assert found(project) == [(line, "PT001")]


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<svg:script>alert(1)</svg:script>",
        '<g onload="alert(1)"/>',
        "<g/onload='alert(1)'/>",
        '<a xlink:href="java&#115;cript:alert(1)"><text>x</text></a>',
        "<foreignObject><p>x</p></foreignObject>",
        '<image href="https://example.org/x.png"/>',
        '<use href="annan.svg#x"/>',
        "<style>@import 'x.css';</style>",
        "<style>g{fill:url(//example.org/x)}</style>",
        '<!ENTITY x "y">',
    ],
)
def test_a_picture_that_is_more_than_a_picture_is_found(project: TinyProject, inside: str) -> None:
    project.write("bild.svg", f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>')
    line = add(project, "![En bild](bild.svg)")
    assert found(project) == [(line, "PT001")]


def test_a_picture_that_is_only_a_picture_is_shown(project: TinyProject) -> None:
    project.write(
        "bild.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        '<defs><linearGradient id="a"/></defs><rect fill="url(#a)"/><use xlink:href="#a"/>'
        "<text>Konstant = 1</text></svg>",
    )
    add(project, "![En bild](bild.svg)")
    assert project.build().findings == ()


# ----------------------------------------------------------- what is offered and refused


def names_of(kind: str) -> list[str]:
    """Every name by which docutils knows a directive or a role, in Swedish or English."""
    registry = {"directives": directives._directive_registry, "roles": roles._role_registry}[kind]
    names = set(registry)
    for code in ("sv", "en"):
        names |= set(getattr(languages.get_language(code), kind))
    return sorted(name for name in names if "(translation required)" not in name)


def test_every_directive_that_is_not_for_plans_is_refused(project: TinyProject) -> None:
    with project.application(CheckBuilder.name):
        offered = {*directives._directives, *names_of("directives")}
        aliases = {**languages.get_language("en").directives}
        aliases |= languages.get_language("sv").directives
        ours = {
            name
            for name, known in directives._directives.items()
            if known.__module__.startswith("policytrace.") and "refused" not in known.__module__
        }
    offered -= ours | {name for name in offered if aliases.get(name, name) in MARKUP_DIRECTIVES}
    assert {"needtable", "literalinclude", "rå", "math", "data-viewer", "if"} <= offered
    start = add(project, "\n".join(f"```{{{name}}}\n```" for name in sorted(offered)))
    expected = [start + 2 * number for number in range(len(offered))]
    assert [line for line, _ in found(project)] == expected
    raw = {name for name in offered if aliases.get(name, name) in RAW_DIRECTIVES}
    assert [code for _, code in found(project)].count("PT602") == len(raw)


def test_every_role_that_is_not_for_plans_is_refused(project: TinyProject) -> None:
    with project.application(CheckBuilder.name):
        offered = {*roles._roles, *names_of("roles")}
        aliases = languages.get_language("en").roles | languages.get_language("sv").roles
    # MyST takes no other letters in the name of a role.
    offered = {name for name in offered if name.isascii() and aliases.get(name, name) not in ROLES}
    assert {"raw", "math", "matematik", "need_count", "ndf", "variant"} <= offered
    start = add(project, "\n\n".join(f"{{{name}}}`x`" for name in sorted(offered)))
    assert {line for line, _ in found(project)} == {
        start + 2 * number for number in range(len(offered))
    }


@pytest.mark.parametrize(
    "name", ["py:function", "function", "c:expr", "cpp:class", "option", "js:data"]
)
def test_the_documentation_of_programs_is_not_for_plans(project: TinyProject, name: str) -> None:
    line = add(project, f"```{{{name}}} x\n```\n\nText {{{name}}}`x`.")
    assert found(project) == [(line, "PT001"), (line + 3, "PT001")]


# ---------------------------------------------------------------- nothing runs from content

SAFE_SETTINGS = """\
# No Python and no templates from content: values are only ever text.
parse_dynamic_functions = false
allow_unsafe_filters = false
"""


@pytest.fixture
def canary(project: TinyProject) -> Path:
    """A file that is there once something in the content has been run.

    The project's settings do not say that nothing may be.
    """
    project.edit("ubproject.toml", SAFE_SETTINGS, "allow_unsafe_filters = true\n")
    return project.root.parent / "kanarie"


OBJECT = ":::{{organisation}} Nämnden\n:id: ORG-B\n{}\n:::"
RUN = "__import__('pathlib').Path('{0}').touch()"
TEMPLATE = "cycler.__init__.__globals__.os.mkdir('{0}')"
CODE = [
    OBJECT.format(f":del_av: ORG-KS[{RUN}]"),
    OBJECT.format(f':del_av: [[calc_sum("x", filter="{RUN}")]]'),
    OBJECT.format(f":del_av: <<[{RUN}]: ORG-KS, ORG-KS>>"),
    OBJECT.format(f':slag: [[calc_sum("x", filter="{RUN}")]]'),
    OBJECT.format(f":resurs: <<[{RUN}]: a, b>>"),
    OBJECT.format(f':resurs: [[calc_sum("x", filter="{RUN}")]]'),
    OBJECT.format(f':status: [[calc_sum("x", filter="{RUN}")]]'),
    OBJECT.format(f':tags: [[calc_sum("x", filter="{RUN}")]]'),
    OBJECT.format(f':style: [[calc_sum("x", filter="{RUN}")]]'),
    OBJECT.format(f":constraints: {RUN}"),
    OBJECT.format(
        f"\n[[calc_sum('x', filter=\"{RUN}\")]] {{ndf}}`calc_sum('x', filter=\"{RUN}\")`"
    ),
    OBJECT.format(":jinja_content: true\n\n{{{{ " + TEMPLATE + " }}}}"),
    OBJECT.format(":template: x"),
    f':::{{organisation}} [[calc_sum("x", filter="{RUN}")]]\n:id: ORG-B\n:::',
    f":::{{organisation}} <<[{RUN}]: a, b>>\n:id: ORG-B\n:::",
    f"```{{needlist}}\n:filter: {RUN}\n```",
    f"```{{needtable}}\n:filter: {RUN}\n```",
    f"```{{needpie}} x\n{RUN}\n```",
    f"```{{needextend}} {RUN}\n:status: x\n```",
    f"```{{needuml}}\n{{{{{{{{ {TEMPLATE} }}}}}}}}\n```",
    f"```{{if}} {RUN}\nx\n```",
    f"```{{ifconfig}} {RUN}\nx\n```",
    f"```{{only}} {RUN}\nx\n```",
    f"{{need_count}}`{RUN}`",
    f"{{ndf}}`calc_sum('x', filter=\"{RUN}\")`",
    f"{{{{{{{{ {TEMPLATE} }}}}}}}}",
    f"{{%- set x = {TEMPLATE} %}}",
]


@pytest.mark.parametrize("text", CODE)
def test_nothing_in_the_content_is_run(project: TinyProject, canary: Path, text: str) -> None:
    code = text.replace("{{", "{").replace("}}", "}") if "{{" in text else text
    add(project, code.replace("{0}", str(canary)))
    project.check()
    project.build()
    assert not canary.exists()


FRONT_MATTER = [
    "---\nmyst:\n  enable_extensions: [substitution]\n---\n{}",
    "---\nmyst: {{enable_extensions: [substitution]}}\n...\n{}",
    "----\nmyst: {{enable_extensions: [substitution]}}\n... mer\n{}",
    "---\nmyst: {{enable_extensions: [substitution]}}\x0c---\n{}",
    "---\nmyst: {{enable_extensions: [substitution]}}\n# {}",
    "---\nsubstitutions: {{a: b}}\nmyst: {{enable_extensions: [substitution]}}\n---\n{}",
]


@pytest.mark.parametrize("text", FRONT_MATTER)
def test_a_page_cannot_switch_on_templates_for_itself(
    project: TinyProject, canary: Path, text: str
) -> None:
    run = "# Mått\n\n{{ " + TEMPLATE.format(canary) + " }}\n"
    project.write(PAGE, text.format(run))
    project.build()
    assert not canary.exists()
    assert (1, "PT001") in found(project)


@pytest.mark.parametrize("key", ["html_meta", "myst"])
def test_a_page_cannot_send_its_readers_elsewhere(project: TinyProject, key: str) -> None:
    meta = '{"http-equiv=refresh": "0;url=https://example.org"}'
    value = meta if key == "html_meta" else f"{{html_meta: {meta}}}"
    project.write(PAGE, f"---\n{key}: {value}\n---\n{project.read(PAGE)}")
    assert found(project) == [(1, "PT001")]


@pytest.mark.parametrize(
    "text",
    [
        "---\na: [\n---\n",
        "---\n- a\n---\n",
        "---\na: " + "[" * 3_000 + "\n---\n",
        "---\na: &a [x, x]\nb: &b [*a, *a]\nc: *c\n---\n",
        "---\n? !!python/object/apply:os.mkdir ['x']\n---\n",
    ],
)
def test_front_matter_that_cannot_be_read_is_found(project: TinyProject, text: str) -> None:
    project.write(PAGE, text + project.read(PAGE))
    assert (1, "PT001") in found(project)


# --------------------------------------------------------------- titles are only ever text

TITLES = [
    "Den \"bästa\" åtgärden 'nu'",
    "Bakåt \\ och \\n \\u0041",
    "{{ 7*7 }} och {% set x = 1 %} och {# x #}",
    "[[x]] och << x >> och <{x}>",
    "</ script > och ]]> och -->",
    "[länk](plan.md) och *kursiv* och `kod`",
    "%s %(a)s {0} {a} $x ${x}",
    "!include x och @startuml och |x|",
    "-- ; /* */ // #",
    "ÅÄÖ åäö 🙂 مرحبا",
    "= + @ 1",
    "&lt;b&gt; &amp; &#x41;",
]


@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_shown_as_it_is_written(project: TinyProject, title: str) -> None:
    project.edit("plan.md", "Utbilda alla chefer", title)
    project.edit("matt.md", "Utsatta för hot, andel", title)
    result = project.build()
    assert (result.findings, result.late_findings) == ((), ())
    for page, item in (("plan", "ATG-1"), ("matt", "IND-A")):
        heading = project.page(page).find(id=f"{item}-title")
        assert heading is not None
        assert heading.get_text() == title


# --------------------------------------------------------------- identity numbers, at the edge


@pytest.mark.parametrize(
    "written", ["121212-1212", "19121212 1212", "121212–1212", "12\u00a012 12-1212"]
)
def test_an_identity_number_is_found_wherever_it_is_written(
    project: TinyProject, written: str
) -> None:
    add(project, f"Text {written}.\n\n:::{{organisation}} N\n:id: ORG-B\n:resurs: {written}\n:::")
    project.edit("plan.md", "Utbilda alla chefer", f"Utbilda {written}")
    project.write("data/a.csv", f"ar,varde\n2025,{written},3\n2026;{written};4,5\n")
    project.write(f"bilagor/{written}.txt", "x")
    project.write("med.inc", f"x\n{written}\n")
    add(project, "```{include} med.inc\n```")
    places = {(file, line) for file, line, code in project.findings() if code == "PT601"}
    assert places == {
        (PAGE, project.line(PAGE, f"Text {written}")),
        (PAGE, project.line(PAGE, ":resurs:")),
        ("plan.md", project.line("plan.md", "Utbilda ")),
        ("data/a.csv", 2),
        ("data/a.csv", 3),
        (f"bilagor/{written}.txt", 1),
        ("med.inc", 2),
    }


@pytest.mark.parametrize(
    "written",
    [
        "19**12**1212-1212",
        "1912`1212`-1212",
        "121212&#45;1212",
        "121212&shy;1212",
        "121212\u200b-1212",
        "\uff11\uff12\uff11\uff12\uff11\uff12-1212",
        "121212-\n1212",
        "121212\n-1212",
        "| 19121212 | 1212 |\n|---|---|\n| a | b |",
        "| a | b |\n|---|---|\n| 121212 | 1212 |",
        "[x](plan.md '121212&#45;1212')",
        "![121212\u2011**1212**](bild.png)",
    ],
)
def test_an_identity_number_is_found_as_it_is_shown(project: TinyProject, written: str) -> None:
    project.write("bild.png", "x")
    add(project, f"Först.\n\n{written}\n\nSist.")
    found_on = [(file, code) for file, _, code in project.findings()]
    assert found_on == [(PAGE, "PT601")]
    (finding,) = project.check().findings
    assert "1212" not in str(finding.message) + str(finding.hint)


@pytest.mark.parametrize("name", ["conf.py", "ubproject.toml"])
def test_a_number_in_the_settings_is_found(project: TinyProject, name: str) -> None:
    project.write(name, project.read(name) + "# 19121212-1212\n")
    line = project.read(name).count("\n")
    assert project.findings() == [(name, line, "PT601")]


def test_a_number_in_two_cells_of_a_table_is_found(project: TinyProject) -> None:
    project.write("data/a.csv", 'ar;x\n2025;19121212;"1212"\n')
    assert project.findings() == [("data/a.csv", 2, "PT601")]


@pytest.mark.parametrize("content", [b"v\xe4rde;121212-1212", "värde;2".encode("utf-16")])
def test_a_file_that_is_offered_must_be_such_that_it_can_be_searched(
    project: TinyProject, content: bytes
) -> None:
    (project.root / "bilaga.txt").write_bytes(content)
    add(project, "Hämta {download}`den <bilaga.txt>`.")
    assert "PT001" in {code for file, _, code in project.findings() if file == PAGE}


def test_a_table_that_is_no_utf_8_is_looked_at_all_the_same(project: TinyProject) -> None:
    project.write("data/a.csv", "x")
    (project.root / "data/a.csv").write_bytes(b"ar;v\xe4rde\n2025;\xff121212-1212\n" + b"\0" * 9)
    assert project.findings() == [("data/a.csv", 2, "PT601")]


# ------------------------------------------------------------------------------- any text

SCRAPS = [
    *("\n", "\n\n", " ", "    ", "\t", "- ", "1. ", "> ", "# ", "---\n", "===\n", "***", "|", ": "),
    *("```", "~~~", ":::", "::::", "{note}", "{organisation} N", "{figure} a.png", "{toctree}"),
    *("{include} plan.md", "{raw} html", "{eval-rst}", "{list-table}", "{glossary}", "{uml}"),
    *("{åtgärdstabell}", "{admonition} <b>x</b>", ":id: ORG-B", ":status: förslag", ":x: y", ":a"),
    *(
        "[x](y)",
        "[x]",
        "](",
        "![",
        "<",
        "<b>",
        "<!--",
        "`",
        "{need}`ATG-1`",
        "{doc}`plan`",
        "{x}`y`",
    ),
    *("[^1]", "[^1]: x", "(t)=", "+++", "%", "$$", "{{ x }}", "[[x]]", "<<x>>", "\\", "\0", "\x0b"),
    *("\u2028", "\u202e", "a\u030a", "*", "_", "&amp;", "&#0;", "javascript:", "a@b.se", ".. x::"),
]
PAGES = st.lists(st.one_of(st.sampled_from(SCRAPS), st.text(max_size=8)), max_size=60).map("".join)


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> TinyProject:
    """A project that is not spoiled for another test by being spoiled again and again."""
    return TinyProject.make(tmp_path_factory.mktemp("any") / "projekt")


@given(text=PAGES, alone=st.booleans())
def test_any_text_can_be_a_page(scratch: TinyProject, text: str, *, alone: bool) -> None:
    before = "" if alone else "# En sida\n\n"
    page = scratch.root / "sida.md"
    page.write_text(before + text, encoding="utf-8", errors="replace", newline="")
    (scratch.root / "index.md").write_text(
        "# Plan\n\n```{toctree}\nstrategi\nplan\nmatt\nsida\n```\n", encoding="utf-8"
    )
    result = scratch.check()
    assert result.late_findings == ()
    for one in result.findings:
        assert (scratch.root / one.location.file).is_file()
        assert 1 <= one.location.line <= page.read_text(encoding="utf-8").count("\n") + 200
        assert english(one.message)
        assert english(one.hint)
