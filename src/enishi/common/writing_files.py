"""A `Writing` as a tagged PDF/UA and as a .docx that people edit: the same words, the same order."""

import io
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from enishi.common.documents import pdf
from enishi.common.writing import Block, Writing

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FONT = "游ゴシック"
LABEL, NARROW, WHOLE = Mm(45), Mm(14), Mm(170)


def to_pdf(writing: Writing) -> bytes:
    return pdf("common/typst/writing.typ", writing.as_data())


def to_docx(writing: Writing) -> bytes:
    """A4, real heading styles and header rows, so that it stays readable to a screen reader after editing."""
    document: Any = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)
    for name, size in (("Normal", 11), ("Heading 1", 18), ("Heading 2", 13)):
        _speak_japanese(document.styles[name], size)
    document.core_properties.title = writing.title
    document.core_properties.author = writing.operator
    document.core_properties.language = "ja-JP"
    if writing.day:
        document.add_paragraph(writing.day).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if writing.to:
        document.add_paragraph().add_run(writing.to).bold = True
    document.add_heading(writing.title, level=1).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for block in writing.blocks:
        _draw(document, block)
    for line in writing.sender:
        document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    foot = section.footer.paragraphs[0]
    foot.text = "　".join(filter(None, (writing.operator, f"番号 {writing.code}" if writing.code else "")))
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _widths(columns: int) -> list[Any]:
    """A narrow first column and a wide last one, as on the PDF."""
    if columns < 3:
        return [NARROW, WHOLE - NARROW][:columns]
    middle = (WHOLE - NARROW) // columns
    return [NARROW, *[middle] * (columns - 2), WHOLE - NARROW - middle * (columns - 2)]


def _speak_japanese(style: Any, size: int) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    properties = style.element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "ja-JP")
    language.set(qn("w:eastAsia"), "ja-JP")
    properties.append(language)


def _draw(document: Any, block: Block) -> None:
    match block.kind:
        case "heading":
            document.add_heading(block.words, level=2)
        case "text":
            document.add_paragraph(block.words)
        case "small":
            document.add_paragraph().add_run(block.words).font.size = Pt(9)
        case "list":
            for row in block.rows:
                document.add_paragraph(row[0], style="List Bullet")
        case "facts":
            made = document.add_table(rows=0, cols=2)
            made.style = "Table Grid"
            for label, words in block.rows:
                cells = made.add_row().cells
                cells[0].width, cells[1].width = LABEL, WHOLE - LABEL
                cells[0].paragraphs[0].add_run(label).bold = True
                cells[1].text = words
            document.add_paragraph()
        case "table":
            made = document.add_table(rows=1, cols=len(block.head))
            made.style = "Table Grid"
            for cell, word in zip(made.rows[0].cells, block.head, strict=True):
                cell.paragraphs[0].add_run(word).bold = True
            repeats = OxmlElement("w:tblHeader")
            repeats.set(qn("w:val"), "true")
            made.rows[0]._tr.get_or_add_trPr().append(repeats)
            for row in block.rows:
                for cell, words in zip(made.add_row().cells, row, strict=True):
                    cell.text = words
            made.autofit = False
            for row in made.rows:
                for cell, width in zip(row.cells, _widths(len(block.head)), strict=True):
                    cell.width = width
            document.add_paragraph()
