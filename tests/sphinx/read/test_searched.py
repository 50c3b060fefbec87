"""An identity number is found wherever a page, a picture or a document shows one.

The number is one that Skatteverket has published for tests.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest

from policytrace.sphinx.read import searched
from policytrace.sphinx.read.searched import is_worth_a_look, problem_of_document
from tests.documents import docx, odt, package, pdf, pdf_writer, written, xlsx
from tests.plan_builder import english
from tests.sphinx.tiny import TinyProject

PAGE = "matt.md"
HIDDEN = [
    "811228-9874",
    "811228\u20139874",
    "811228&#8209;9874",
    "811228&shy;-9874",
    "8112\u200b\u200b\u200b\u200b\u200b28-9874",
    "\uff18\uff11\uff11\uff12\uff12\uff18\u2212\uff19\uff18\uff17\uff14",
    "811228\u00a0-\u00a09874",
]
"""Ways to write the number so that it is seen."""

PLACES = {
    "item": "- {}",
    "numbered item": "1. Ett\n2. {}",
    "nested item": "- Ett\n  - Två\n    1. {}",
    "term": "{}\n: Text",
    "definition": "Ord\n: Text\n\n  {}",
    "cell": "| a | b |\n|---|---|\n| x | {} |",
    "heading": "## {}",
    "caption": ":::{{figure}} bild.png\n:alt: x\n\n{}\n:::",
    "alternative text": "![{}](bild.png)",
    "footnote": "Text[^1].\n\n[^1]: {}",
    "title of a link": "[x](plan.md '{}')",
    "title of a box": ":::{{admonition}} {}\nText\n:::",
    "option": ":::{{organisation}} N\n:id: ORG-B\n:resurs: {}\n:::",
    "title of an object": ":::{{organisation}} N {}\n:id: ORG-B\n:::",
    "text of an object": ":::{{organisation}} N\n:id: ORG-B\n\n- {}\n:::",
    "quote": "> {}",
    "code": "```\n{}\n```",
    "row of a list": ":::{{list-table}}\n* - x\n  - {}\n:::",
}


def add(project: TinyProject, text: str) -> None:
    """Add `text` to the end of a page."""
    project.write(PAGE, f"{project.read(PAGE)}\n{text}\n")


def places(project: TinyProject) -> set[str]:
    """The files in which a number is found."""
    return {file for file, _, code in project.findings() if code == "PT601"}


# --------------------------------------------------------------------------------- pages


@pytest.mark.parametrize("written_so", HIDDEN)
def test_a_number_is_found_in_every_part_of_a_page(project: TinyProject, written_so: str) -> None:
    project.write("bild.png", "x")
    lines = {}
    for name, text in PLACES.items():
        added = text.format(written_so).replace("ORG-B", f"ORG-{len(lines)}0")
        before = project.read(PAGE).count("\n")
        add(project, f"{added.replace('[^1]', f'[^{len(lines)}]')}\n\nMellan {name}.")
        lines[name] = range(before + 1, project.read(PAGE).count("\n") + 1)
    at = {line for file, line, code in project.findings() if (file, code) == (PAGE, "PT601")}
    assert {name for name, within in lines.items() if at.isdisjoint(within)} == set()


@pytest.mark.parametrize(
    "text",
    [
        "- 811228-\n  9874",
        "- 811228-\\\n  9874",
        "- 811228-  \n  9874",
        "1. 8112**28**-*9874*",
        "- Ett\n  - 811228-\n    9874",
        "Ord\n: 811228-\n  9874",
        "8112**28**-9874\n: Text",
        "- 19811228\n- 9874",
        "- 19811228\n  - -9874",
        "19811228\n- 9874",
        "19811228\n: 9874",
        "| a | b |\n|---|---|\n| 8112**28** | 9874 |",
        "| a | b |\n|---|---|\n| 8112\u00ad28 | 9874 |",
        "| a | b | c |\n|---|---|---|\n| 19811228 | Anna | 9874 |",
        "| a | b | c | d |\n|---|---|---|---|\n| 9874 | Anna | | 811228 |",
        "| Född | 19811228 |\n|---|---|\n| Sist | 9874 |",
        "| a | b |\n|---|---|\n| Född | 19811228 |\n| Sist | 9874 |",
    ],
)
def test_a_number_in_parts_is_found(project: TinyProject, text: str) -> None:
    add(project, f"Först.\n\n{text}\n\nSist.")
    assert [(file, code) for file, _, code in project.findings()] == [(PAGE, "PT601")]


@pytest.mark.parametrize(
    "text",
    [
        "| Dag | Ort | Antal |\n|---|---|---|\n| 20260115 | Fagersta | 9874 |",
        "| Dag | Ort | År |\n|---|---|---|\n| 19811228 | Fagersta | 2024 |",
        "| Dag | Ort | Antal | Andel |\n|---|---|---|---|\n| 19811228 | Fagersta | 9874 | 12 |",
        "| a | b |\n|---|---|\n| Ort | 9874 |\n| 19811228 | Ort |",
        "| År | Kvinnor | Män |\n|---|---|---|\n| 2024 | 9874 | 8112 |\n| 2025 | 9812 | 8012 |",
        "- 2024\n- 9874\n- 811",
        "Dnr KS 2026/9874, den 28 december 1981, tel. 0223-98 74 00",
    ],
)
def test_other_numbers_of_a_table_or_list_are_none(project: TinyProject, text: str) -> None:
    add(project, f"Först.\n\n{text}\n\nSist.")
    assert "PT601" not in {code for _, _, code in project.findings()}


@pytest.mark.parametrize("written_so", [*HIDDEN, r"811228\u20139874", r"\u003811228-9874"])
def test_a_number_in_front_matter_and_settings(project: TinyProject, written_so: str) -> None:
    project.write(
        "strategi.md", f'---\ndescription: "{written_so}"\n---\n{project.read("strategi.md")}'
    )
    project.write("ubproject.toml", f"{project.read('ubproject.toml')}\n# {written_so}\n")
    assert places(project) == {"strategi.md", "ubproject.toml"}


@pytest.mark.parametrize(
    ("table", "below"),
    [
        ("| {} | b |\n|---|---|\n| x | y |", 0),
        ("| a | b |\n|---|---|\n| x | y |\n| x | {} |", 3),
        ("| a | b |\n|---|---|\n| x | y |\n| x | 8112**28**-9874 |", 3),
        ("| a | b | c |\n|---|---|---|\n| x | y | z |\n| 19811228 | z | 9874 |", 3),
        ("> | a | b |\n> |---|---|\n> | x | y |\n> | 19811228 | 9874 |", 3),
        (":::{{list-table}}\n* - a\n  - b\n* - x\n  - {}\n:::", 4),
        (":::{{list-table}}\n* - a\n  - b\n* - 19811228\n  - 9874\n:::", 3),
    ],
)
def test_a_number_in_a_table_is_told_once_at_its_row(
    project: TinyProject, table: str, below: int
) -> None:
    add(project, table.format("811228-9874"))
    line = project.line(PAGE, table.split("\n", maxsplit=1)[0].format("811228-9874")) + below
    assert project.findings() == [(PAGE, line, "PT601")]


# ------------------------------------------------------------------------------ data files


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "f;n;s\n19811228;Anna;9874\n"),
        ("a.csv", 'f,n,s\n"19811228","Anna","-9874"\n'),
        ("a.tsv", "f\tn\ts\n9874\tAnna\t19811228\n"),
    ],
)
def test_a_number_in_two_cells_of_a_data_file(project: TinyProject, name: str, text: str) -> None:
    project.write(f"data/{name}", text)
    assert project.findings() == [(f"data/{name}", 2, "PT601")]


def test_days_and_values_in_a_data_file_are_none(project: TinyProject) -> None:
    rows = "".join(f"198112{day};Fagersta;98{day + 46}\n" for day in range(10, 32))
    project.write("data/a.csv", f"dag;ort;antal\n{rows}")
    assert project.findings() == []


@pytest.mark.parametrize(
    "text", ["Född 811228-\n9874.", "811228\n-9874", r'{"a": "811228\u20139874"}']
)
def test_a_number_over_two_lines_of_a_text_file(project: TinyProject, text: str) -> None:
    project.write("bilaga.txt", f"Först\n{text}\n")
    add(project, "Hämta {download}`den <bilaga.txt>`.")
    assert project.findings() == [("bilaga.txt", 2, "PT601")]


# -------------------------------------------------------------------------------- drawings

DRAWN = [
    "<title>{}</title>",
    "<desc>{}</desc>",
    "<text x='1' y='2'>{}</text>",
    "<g aria-label='{}'/>",
    "<g data-namn='{}'/>",
    "<!-- {} -->",
]


@pytest.mark.parametrize("written_so", [text for text in HIDDEN if "&shy;" not in text])
@pytest.mark.parametrize("drawn", DRAWN)
def test_a_number_in_a_drawing(project: TinyProject, written_so: str, drawn: str) -> None:
    draw(project, drawn.format(written_so))
    assert project.findings() == [("bild.svg", 2, "PT601")]


@pytest.mark.parametrize(
    "drawn",
    [
        "<text><tspan>8112</tspan><tspan>28-</tspan><tspan>9874</tspan></text>",
        "<text><tspan x='1'>811228</tspan> <tspan x='9'>-9874</tspan></text>",
        "<text>811228</text><text>-9874</text>",
        "<text>19811228</text><text>9874</text>",
        "<text><tspan>811228</tspan>\u2011<tspan>9874</tspan></text>",
    ],
)
def test_a_number_in_pieces_of_a_drawing(project: TinyProject, drawn: str) -> None:
    draw(project, drawn)
    assert project.findings() == [("bild.svg", 2, "PT601")]


@pytest.mark.parametrize(
    "drawn",
    [
        "<path d='M0.811228-9874 811228-9874'/>",
        "<polyline points='811228-9874'/>",
        "<text>20260115</text><text>9874</text>",
        "<text>811228</text><text>9874</text>",
    ],
)
def test_what_is_drawn_and_axes_of_charts_are_none(project: TinyProject, drawn: str) -> None:
    draw(project, drawn)
    assert project.findings() == []


def draw(project: TinyProject, drawn: str) -> None:
    """Put a picture on the page, with something on its second line."""
    project.write("bild.svg", f'<svg xmlns="http://www.w3.org/2000/svg">\n{drawn}\n</svg>\n')
    add(project, "![En bild](bild.svg)")


# ------------------------------------------------------------------------------- documents


def word_paragraph(*runs: str) -> bytes:
    return docx("<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>")


@pytest.mark.parametrize(
    ("name", "make", "line"),
    [
        ("a.pdf", lambda: pdf("Ett", "Anna 811228-9874"), 2),
        ("a.pdf", lambda: pdf("Ett", "Två", "Anna 811228-\n9874"), 3),
        ("a.docx", lambda: word_paragraph("Anna 8112", "28-", "9874"), 1),
        ("a.docx", lambda: word_paragraph("811228\u20119874"), 1),
        ("a.odt", lambda: odt("<text:p>8112<text:span>28-9874</text:span></text:p>"), 1),
        ("a.xlsx", lambda: xlsx("<row><c><v>8112289874</v></c></row>"), 1),
        ("a.xlsx", lambda: xlsx("<row><c><v>19811228</v></c><c><v>9874</v></c></row>"), 1),
        ("a.zip", lambda: package({"lista.csv": "namn;nr\nAnna;811228-9874\n"}), 1),
        ("a.zip", lambda: package({"intyg 811228-9874.txt": "x"}), 1),
        ("a.PDF", lambda: pdf("811228-9874"), 1),
    ],
    ids=itertools.count(),
)
def test_a_number_in_a_document(
    project: TinyProject, name: str, make: Callable[[], bytes], line: int
) -> None:
    (project.root / name).write_bytes(make())
    add(project, f"Hämta {{download}}`den <{name}>` eller [den]({name}).")
    assert project.findings() == [(name, line, "PT601")]
    assert "811228" not in "".join(map(str, project.check().findings))


def test_a_number_in_a_document_hides_none_on_the_page(project: TinyProject) -> None:
    (project.root / "a.pdf").write_bytes(pdf("811228-9874"))
    add(project, "Hämta {download}`den <a.pdf>`.\n\n- 8112**28**-9874")
    assert places(project) == {"a.pdf", PAGE}


def test_documents_without_numbers(project: TinyProject) -> None:
    (project.root / "a.pdf").write_bytes(pdf("Dnr KS 2026/123", "2026-11-29"))
    (project.root / "a.docx").write_bytes(word_paragraph("Ring 0223-440 00."))
    add(project, "Hämta {download}`den <a.pdf>` och {download}`den <a.docx>`.")
    assert project.findings() == []


def locked() -> bytes:
    writer = pdf_writer("hemligt")
    writer.encrypt("x", algorithm="RC4-128")
    return written(writer)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.pdf", locked(), "locked with a password"),
        ("a.pdf", b"%PDF-1.7\n", "damaged"),
        ("a.docx", b"x", "damaged"),
    ],
)
def test_a_document_that_cannot_be_searched(
    project: TinyProject, name: str, content: bytes, reason: str
) -> None:
    (project.root / name).write_bytes(content)
    add(project, f"Hämta {{download}}`den <{name}>`.")
    (finding,) = project.check().findings
    assert (finding.code, finding.location.file) == ("PT001", PAGE)
    assert f"{name} cannot be searched for personal data" in english(finding.message)
    assert reason in english(finding.message)


def test_a_document_that_has_changed_is_searched_anew(project: TinyProject) -> None:
    path = project.root / "a.pdf"
    path.write_bytes(pdf("Ett"))
    add(project, "Hämta {download}`den <a.pdf>`.")
    assert project.findings() == []
    path.write_bytes(pdf("811228-9874"))
    assert project.findings() == [("a.pdf", 1, "PT601")]
    assert project.findings() == [("a.pdf", 1, "PT601")]
    path.unlink()
    assert "PT601" not in {code for _, _, code in project.findings()}


def test_what_the_settings_put_on_the_site_is_searched(project: TinyProject) -> None:
    project.write("conf.py", project.read("conf.py") + 'html_extra_path = ["extra"]\n')
    project.write("extra/a.txt", "811228-9874\n")
    project.write(
        "extra/b.svg", '<svg xmlns="http://www.w3.org/2000/svg"><title>811228-9874</title></svg>'
    )
    (project.root / "extra/c.pdf").write_bytes(pdf("811228-9874"))
    (project.root / "extra/d.pdf").write_bytes(b"x")
    assert set(project.findings()) == {
        ("extra/a.txt", 1, "PT601"),
        ("extra/b.svg", 1, "PT601"),
        ("extra/c.pdf", 1, "PT601"),
        ("extra/d.pdf", 1, "PT001"),
    }


def test_what_was_read_last_is_kept_and_no_more(
    project: TinyProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searched, "_READ", {})
    monkeypatch.setattr(searched, "_KEPT", 2)
    path = project.root / "a.docx"
    for text in ("ett", "två", "tre", "fyra"):
        path.write_bytes(word_paragraph(text))
        assert problem_of_document(path, "a.docx") is None
    assert len(searched._READ) == 2


@pytest.mark.parametrize("text", [*HIDDEN, r"811228\u20139874", "a@b.se"])
def test_what_is_worth_a_look(text: str) -> None:
    assert is_worth_a_look(f"å {text} ö")
    assert not is_worth_a_look("den 28 december 1981 och 9874")
