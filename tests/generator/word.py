"""Word files as an office types them: 方正小标宋 titles, 黑体 headings, 仿宋 body, bordered tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from tests.generator.writers import cells_of, is_across

if TYPE_CHECKING:
    from pathlib import Path

    from tests.generator.report import Piece, Report

_FONTS = {0: ("方正小标宋简体", 22), 1: ("黑体", 16), 2: ("楷体_GB2312", 16), 3: ("仿宋_GB2312", 16)}


def save_docx(report: Report, path: Path) -> None:
    """Write the report as a Word file with heading styles and real tables."""
    word = WordDocument()
    word.core_properties.author = ""
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    across = False
    for at, piece in enumerate(report.pieces):
        wanted = is_across(report.pieces, at)
        if wanted != across:
            across = wanted
            _turn(word, across)
        if piece.kind == "table":
            _table(word, piece)
        else:
            _paragraph(word, piece)
    word.save(str(path))


def _paragraph(word: Any, piece: Piece) -> None:
    heading = piece.kind == "heading"
    title = heading and piece.level == 0
    style = f"Heading {piece.level}" if heading and not title else "Title" if title else "Normal"
    line = word.add_paragraph(style=style)
    run = line.add_run(piece.text)
    name, size = _FONTS[piece.level] if heading else ("仿宋_GB2312", 16)
    _font(run, name, size)
    line.paragraph_format.line_spacing = Pt(28)
    line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(0)
    if title:
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.paragraph_format.space_after = Pt(28)
    else:
        line.paragraph_format.first_line_indent = Pt(32)


def _turn(word: Any, across: bool) -> None:
    """Begin a section on the other kind of page."""
    section = word.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    size = (Cm(29.7), Cm(21)) if across else (Cm(21), Cm(29.7))
    section.page_width, section.page_height = size
    margin = Cm(1.5) if across else Cm(2.8)
    section.left_margin = section.right_margin = margin


def _table(word: Any, piece: Piece) -> None:
    grid = word.add_table(len(piece.rows), len(piece.rows[0]), style="Table Grid")
    small = 10.5 if len(piece.rows[0]) < 5 else 8
    width = len(piece.rows[0])
    boxes = grid._cells  # every access of python-docx works the list out anew
    _widths(word, grid, boxes, piece)
    for row in grid.rows[: piece.heads]:
        mark = OxmlElement("w:tblHeader")
        row._tr.get_or_add_trPr().append(mark)
    for cell in cells_of(piece.rows):
        box = boxes[cell.row * width + cell.column]
        if cell.rows > 1 or cell.columns > 1:
            box = box.merge(boxes[(cell.row + cell.rows - 1) * width + cell.column + cell.columns - 1])
        line = box.paragraphs[0]
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        head = not any(c.isdigit() for text in piece.rows[cell.row] for c in text or "")
        _font(line.add_run(cell.text), "黑体" if head else "仿宋_GB2312", small)
        if head:
            _shade(box)


def _widths(word: Any, grid: Any, boxes: list[Any], piece: Piece) -> None:
    """Columns as wide as what they hold: names up to ten characters, amounts whole."""
    section = word.sections[-1]
    room = section.page_width - section.left_margin - section.right_margin
    count = len(piece.rows[0])
    need = [2.0] * count
    for cell in cells_of(piece.rows):
        if cell.columns == 1:
            plain = cell.text.replace(",", "").replace(".", "").isdigit()
            line = max(map(len, cell.text.split("\n")))
            need[cell.column] = max(
                need[cell.column],
                line * 0.62 + 1.6 if plain else min(line, 10) / (2 if cell.row < piece.heads else 1),
            )
    grid.autofit = False
    for at, column in enumerate(grid.columns):
        column.width = int(room * need[at] / sum(need))
        for box in boxes[at::count]:
            box.width = column.width


def _shade(box: Any) -> None:
    """Grey behind the cells of a heading row."""
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), "E7E6E6")
    box._tc.get_or_add_tcPr().append(shading)


def _font(run: Any, name: str, size: float) -> None:
    run.font.size = Pt(size)
    run.font.name = name
    run.font.bold = False
    run.font.color.rgb = RGBColor(0, 0, 0)
    run._element.rPr.rFonts.set(qn("w:eastAsia"), name)
