"""Writes a report for Word: real headings, lists and tables, in the report's language.

A picture is drawn twice: Word cannot be trusted with SVG, so it gets points, made by typst.
"""

from __future__ import annotations

import json
from datetime import datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import typst
from docx import Document
from docx.document import Document as WordFile
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from policytrace.charts.drawing import draw
from policytrace.charts.palette import WIDTH
from policytrace.reports.document import (
    Block,
    DataTable,
    Facts,
    Heading,
    Kept,
    Listing,
    Opening,
    Paragraph,
    Picture,
    ReportDocument,
    Run,
    Text,
    Tone,
    every,
)
from policytrace.reports.pdf import FONT

_LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}
_BODY_FONT = "Calibri"
_ACCENT = RGBColor(0x0B, 0x5A, 0x6B)
_INK = RGBColor(0x1C, 0x23, 0x26)
_QUIET = RGBColor(0x53, 0x60, 0x6A)
_SIZES = {1: 18, 2: 14, 3: 12, 4: 11}
_TEXT_WIDTH = Cm(16)
_FACT_WIDTHS = (Cm(4.5), Cm(11.5))
_CHART_SHARE = 0.82
_POINTS_AN_INCH = 160.0
_CONTENTS_LEVELS = 2

_PICTURE = b"""
#set page(width: auto, height: auto, margin: 0pt)
#set text(font: "Libertinus Serif")
#for one in json(bytes(sys.inputs.pictures)) { page(image(bytes(one), format: "svg")) }
"""


def as_docx(report: ReportDocument) -> bytes:
    """The report as a Word file; the same report gives the same bytes."""
    file = Document()
    _Writer(file, report).write()
    made = BytesIO()
    file.save(made)
    return _undated(made.getvalue(), report)


class _Writer:
    """Fills a new Word file."""

    def __init__(self, file: WordFile, report: ReportDocument) -> None:
        self._file = file
        self._report = report
        pictures = [block for block in every(report.blocks) if isinstance(block, Picture)]
        drawn = _png([draw(one.chart, font=FONT) for one in pictures])
        self._drawn = dict(zip(map(id, pictures), drawn, strict=True))

    def write(self) -> None:
        """Write all of the report."""
        self._set_up()
        self._begin()
        for block in self._report.blocks:
            self._block(block)

    def _set_up(self) -> None:
        file, report = self._file, self._report
        section = file.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
        section.top_margin = section.bottom_margin = Cm(2.5)
        language = _LANGUAGES.get(report.language, report.language)
        _set_language(file, language)
        for name, size, colour in (
            ("Normal", 11, _INK),
            ("Title", 24, _ACCENT),
            ("Caption", 10, _INK),
            *((f"Heading {level}", size, _ACCENT) for level, size in _SIZES.items()),
        ):
            _style(file, name, size, colour)
        properties = file.core_properties
        moment = datetime.combine(report.day, time())
        properties.title = f"{report.title} – {report.kind}"
        properties.subject = report.subtitle
        properties.author = properties.last_modified_by = report.sender
        properties.category = report.kind
        properties.language = language
        properties.comments = ""
        properties.created = properties.modified = moment
        header = section.header.paragraphs[0]
        header.text = f"{report.sender}\t\t{report.kind}"
        footer = section.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        footer.add_run(f"{report.words.page} ")
        _field(footer, "PAGE", "1")
        footer.add_run(f" {report.words.of_pages} ")
        _field(footer, "NUMPAGES", "1")

    def _begin(self) -> None:
        file, report = self._file, self._report
        if report.mark:
            drawn = _png([report.mark.svg])[0]
            self._picture(drawn, report.mark.alternative, Cm(4))
        file.add_paragraph(report.title, style="Title")
        file.add_paragraph(report.subtitle)
        standing = file.add_paragraph()
        standing.add_run(report.standing).bold = True
        if report.opening is Opening.BOOK:
            for said in report.explained:
                file.add_paragraph(said)
        self._facts(report.facts)
        if report.opening is Opening.BOOK:
            self._contents()

    def _contents(self) -> None:
        """The table of contents: Word counts the pages when it is asked to update it."""
        report, file = self._report, self._file
        title = file.add_paragraph()
        title.paragraph_format.page_break_before = True
        title.add_run(report.words.contents).bold = True
        headings = [
            block
            for block in every(report.blocks)
            if isinstance(block, Heading) and block.level <= _CONTENTS_LEVELS
        ]
        instruction = f'TOC \\o "1-{_CONTENTS_LEVELS}" \\h \\z \\u'
        last = len(headings) - 1
        for number, heading in enumerate(headings):
            line = file.add_paragraph()
            line.paragraph_format.left_indent = Cm(0.7 * (heading.level - 1))
            line.paragraph_format.space_after = Pt(2)
            if number == 0:
                _mark_field(line, "begin")
                _instruct(line, instruction)
                _mark_field(line, "separate")
            line.add_run(heading.text)
            if number == last:
                _mark_field(line, "end")

    def _block(self, block: Block, style: str = "Normal") -> None:
        match block:
            case Heading():
                self._heading(block)
            case Paragraph():
                self._paragraph(block, style)
            case Facts():
                self._facts(block)
            case Listing():
                self._list(block)
            case DataTable():
                self._table(block)
            case Picture():
                self._chart(block)
            case Kept():
                for one in block.blocks:
                    self._block(one)

    def _heading(self, block: Heading) -> None:
        made = self._file.add_heading(block.text, block.level)
        made.paragraph_format.page_break_before = block.new_page or None
        if block.label:
            self._file.add_paragraph().add_run(block.label).bold = True

    def _chart(self, block: Picture) -> None:
        self._picture(self._drawn[id(block)], block.alternative, Pt(WIDTH * _CHART_SHARE))
        if block.caption:
            self._file.add_paragraph(block.caption, style="Caption")

    def _paragraph(self, block: Paragraph, style: str) -> None:
        made = self._file.add_paragraph(style=style)
        self._runs(made, block.text)
        if block.tone in (Tone.NOTE, Tone.CAUTION):
            for run in made.runs:
                run.font.size = Pt(9.5)
        if block.tone is Tone.CAUTION:
            _shade(made._p.get_or_add_pPr(), "FDF1D6")  # noqa: SLF001 - python-docx has no way

    def _list(self, block: Listing) -> None:
        style = "List Number" if block.numbered else "List Bullet"
        numbering = _new_numbering(self._file) if block.numbered else None
        for entry in block.entries:
            for number, one in enumerate(entry):
                self._block(one, style if number == 0 else "List Continue")
                if number == 0 and numbering is not None:
                    properties = self._file.paragraphs[-1]._p.get_or_add_pPr()  # noqa: SLF001
                    properties.get_or_add_numPr().get_or_add_numId().val = numbering

    def _facts(self, block: Facts) -> None:
        """Each on a line of its own: a word in bold, and what it stands for."""
        for word, text in block.entries:
            line = self._file.add_paragraph()
            line.paragraph_format.left_indent = _FACT_WIDTHS[0]
            line.paragraph_format.first_line_indent = -_FACT_WIDTHS[0]
            line.paragraph_format.tab_stops.add_tab_stop(_FACT_WIDTHS[0])
            line.paragraph_format.space_after = Pt(4)
            line.add_run(word).bold = True
            line.add_run("\t")
            self._runs(line, text)

    def _table(self, block: DataTable) -> None:
        caption = self._file.add_paragraph(block.caption, style="Caption")
        caption.paragraph_format.keep_with_next = True
        table = self._file.add_table(rows=1, cols=len(block.columns), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        table.autofit = False
        shares = sum(column.share for column in block.columns)
        widths = [int(_TEXT_WIDTH * column.share / shares) for column in block.columns]
        for cell, column, width in zip(table.rows[0].cells, block.columns, widths, strict=True):
            cell.width = width
            title = cell.paragraphs[0]
            title.add_run(column.title).bold = True
            _fit(title, is_number=column.is_number)
            _shade(cell._tc.get_or_add_tcPr(), "E5F0F2")  # noqa: SLF001 - as above
        _repeat(table.rows[0]._tr.get_or_add_trPr())  # noqa: SLF001
        for row in block.rows:
            made = table.add_row()
            _keep_whole(made._tr.get_or_add_trPr())  # noqa: SLF001
            cells = zip(made.cells, row, block.columns, widths, strict=True)
            for cell, text, column, width in cells:
                cell.width = width
                self._runs(cell.paragraphs[0], text)
                _fit(cell.paragraphs[0], is_number=column.is_number)
        _describe(table._tbl.tblPr, block.caption)  # noqa: SLF001
        self._file.add_paragraph().paragraph_format.space_after = Pt(2)

    def _picture(self, png: bytes, alternative: str, width: int) -> None:
        made = self._file.add_picture(BytesIO(png), width=width)
        made._inline.docPr.set("descr", alternative)  # noqa: SLF001

    def _runs(self, paragraph: WordParagraph, text: Text) -> None:
        for run in text:
            if run.address:
                _link(paragraph, run)
            else:
                _dress(paragraph.add_run(f"[{run.text}]" if run.blank else run.text), run)


def _dress(made: WordRun, run: Run) -> None:
    made.bold = run.strong or None
    made.italic = run.emphasis or None
    if run.blank:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), "FFE599")
        made._r.get_or_add_rPr().append(shade)  # noqa: SLF001


def _png(pictures: list[str]) -> list[bytes]:
    """Pictures as points, each by itself."""
    if not pictures:
        return []
    made: object = typst.compile(  # a list of pages if there are several, whatever its stub says
        _PICTURE,
        format="png",
        ppi=_POINTS_AN_INCH,
        ignore_system_fonts=True,
        sys_inputs={"pictures": json.dumps(pictures)},
    )
    pages = made if isinstance(made, list) else [made]
    return [page for page in pages if isinstance(page, bytes)]


def _set_language(file: WordFile, language: str) -> None:
    defaults = file.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is None:
        raise ValueError("the template of python-docx has no defaults")
    known = defaults.find(qn("w:lang"))
    if known is None:
        known = OxmlElement("w:lang")
        defaults.append(known)
    for key in ("w:val", "w:eastAsia"):
        known.set(qn(key), language)


def _style(file: WordFile, name: str, size: float, colour: RGBColor) -> None:
    style = file.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} is no style of paragraphs")
    style.font.name = _BODY_FONT
    style.font.size = Pt(size)
    style.font.color.rgb = colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)


def _new_numbering(file: WordFile) -> int:
    """A numbering that begins with 1, like that of the style of numbered lists."""
    style = file.styles["List Number"].element.pPr.numPr.numId.val
    numbering = file.part.numbering_part.element
    abstract = numbering.num_having_numId(style).abstractNumId.val
    made = numbering.add_num(abstract)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)


def _field(paragraph: WordParagraph, instruction: str, shown: str) -> None:
    _mark_field(paragraph, "begin")
    _instruct(paragraph, instruction)
    _mark_field(paragraph, "separate")
    paragraph.add_run(shown)
    _mark_field(paragraph, "end")


def _mark_field(paragraph: WordParagraph, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)  # noqa: SLF001


def _instruct(paragraph: WordParagraph, instruction: str) -> None:
    words = OxmlElement("w:instrText")
    words.set(qn("xml:space"), "preserve")
    words.text = f" {instruction} "
    paragraph.add_run()._r.append(words)  # noqa: SLF001


def _link(paragraph: WordParagraph, run: Run) -> None:
    target = paragraph.part.relate_to(run.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), target)
    made = paragraph.add_run(run.text)
    made.font.color.rgb = _ACCENT
    made.font.underline = True
    link.append(made._r)  # noqa: SLF001
    paragraph._p.append(link)  # noqa: SLF001


def _fit(paragraph: WordParagraph, *, is_number: bool) -> None:
    paragraph.paragraph_format.space_after = Pt(2)
    if is_number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for run in paragraph.runs:
        run.font.size = Pt(9.5)


def _shade(properties: BaseOxmlElement, colour: str) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), colour)
    properties.append(shade)


def _repeat(properties: BaseOxmlElement) -> None:
    """Let a row stand again on each page: that is what tells Word that it is a header."""
    _keep_whole(properties)
    properties.append(OxmlElement("w:tblHeader"))


def _keep_whole(properties: BaseOxmlElement) -> None:
    properties.append(OxmlElement("w:cantSplit"))


def _describe(properties: BaseOxmlElement, words: str) -> None:
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), words)
    properties.append(caption)


def _undated(content: bytes, report: ReportDocument) -> bytes:
    """The package with the report's day for each of its files, in place of the clock's."""
    made = BytesIO()
    day = (report.day.year, report.day.month, report.day.day, 0, 0, 0)
    with ZipFile(BytesIO(content)) as source, ZipFile(made, "w") as target:
        for name in source.namelist():
            entry = ZipInfo(name, date_time=day)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return made.getvalue()
