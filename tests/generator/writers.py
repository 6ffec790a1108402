"""Writes a report as text, markdown, HTML, Word, Excel or as the document that a reader would return."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from quanheng.model.document import Block, Document, Table, TableCell
from tests.generator.report import ABOVE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.generator.report import Piece, Report

Grid = list[list[str | None]]
_TITLE = 60  # a line above a table is no longer
_WIDE = 8  # from so many columns on a table stands on a page of its own across
_STYLE = """<style>
@page { size: A4; margin: 2.5cm 2.2cm }
@page wide { size: A4 landscape; margin: 1.5cm }
body { font-family: "Noto Serif CJK SC", serif; font-size: 15px; line-height: 1.7 }
p { text-indent: 2em; margin: 0 }
table { border-collapse: collapse; width: 100%; font-size: 11px; line-height: 1.3 }
.across { page: wide }
td { border: 1px solid #000; padding: 2px 4px }
</style>"""


def is_across(pieces: list[Piece], at: int) -> bool:
    """True for a wide table and the lines just above it: they stand on a page across."""
    near = pieces[at : at + 4]
    first = next((n for n, p in enumerate(near) if p.kind == "table"), None)
    if first is None or any(len(p.text) >= _TITLE for p in near[:first]):
        return False
    return len(near[first].rows[0]) >= _WIDE


def cells_of(rows: Grid) -> list[TableCell]:
    """Every cell once: None continues the cell to its left, in the first column and as ABOVE the one above."""
    cells: list[TableCell] = []
    owners: dict[tuple[int, int], TableCell] = {}
    for r, row in enumerate(rows):
        for k, text in enumerate(row):
            if text is not None and text != ABOVE:
                cells.append(TableCell(r, k, text))
                owners[r, k] = cells[-1]
                continue
            owner = owners[r, k - 1] if text is None and k else owners[r - 1, k]
            owner.rows = max(owner.rows, r - owner.row + 1)
            owner.columns = max(owner.columns, k - owner.column + 1)
            owners[r, k] = owner
    return cells


def document(report: Report) -> Document:
    """The report as read, without a file."""
    blocks = []
    tables = 0
    for index, piece in enumerate(report.pieces):
        if piece.kind == "table":
            table = Table(tables, len(piece.rows), len(piece.rows[0]), cells_of(piece.rows))
            blocks.append(Block(index, "table", "", table=table))
            tables += 1
        else:
            blocks.append(Block(index, piece.kind, piece.text, level=piece.level))
    return Document(report.title, "docx", blocks)


def text(report: Report) -> str:
    """Plain text; a table row is a line with tabs."""
    lines = []
    for piece in report.pieces:
        if piece.kind == "table":
            lines += ["\t".join(map(_visible, row)) for row in piece.rows]
        else:
            lines.append(piece.text)
    return "\n".join(lines) + "\n"


def markdown(report: Report) -> str:
    """Markdown with pipe tables."""
    parts = []
    for piece in report.pieces:
        if piece.kind == "table":
            rows = ["| " + " | ".join(map(_visible, row)) + " |" for row in piece.rows]
            rows.insert(1, "|" + " --- |" * len(piece.rows[0]))
            parts.append("\n".join(rows))
        else:
            parts.append(
                "#" * (piece.level + 1) + " " + piece.text if piece.kind == "heading" else piece.text
            )
    return "\n\n".join(parts) + "\n"


def _visible(cell: str | None) -> str:
    return "" if cell is None or cell == ABOVE else cell.replace("\n", "")


def html(report: Report) -> str:
    """A page with headings, paragraphs and tables with merged cells."""
    body = "\n".join(
        f"<div class='across'>\n{part}\n</div>" if across else part
        for across, part in _html_parts(report.pieces)
    )
    title = f"<title>{escape(report.title)}</title>"
    head = f'<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8">{title}{_STYLE}</head>'
    return f"{head}\n<body>\n{body}\n</body></html>\n"


def _html_parts(pieces: list[Piece]) -> Iterator[tuple[bool, str]]:
    """The page in parts: those that go across, and the others."""
    marked = [(is_across(pieces, at), _html_piece(piece)) for at, piece in enumerate(pieces)]
    for across, group in groupby(marked, key=lambda pair: pair[0]):
        yield across, "\n".join(part for _, part in group)


def _html_piece(piece: Piece) -> str:
    if piece.kind == "heading":
        level = piece.level + 1
        return f"<h{level}>{escape(piece.text)}</h{level}>"
    if piece.kind == "paragraph":
        return f"<p>{escape(piece.text)}</p>".replace("\n", "<br>")
    cells = cells_of(piece.rows)
    rows = [
        f"<tr>{''.join(_html_cell(cell) for cell in cells if cell.row == r)}</tr>"
        for r in range(len(piece.rows))
    ]
    head = ["<thead>", *rows[: piece.heads], "</thead>"] if piece.heads else []
    return "\n".join(["<table border='1'>", *head, *rows[piece.heads :], "</table>"])


def _html_cell(cell: TableCell) -> str:
    span = f" rowspan='{cell.rows}'" if cell.rows > 1 else ""
    span += f" colspan='{cell.columns}'" if cell.columns > 1 else ""
    return f"<td{span}>{escape(cell.text)}</td>".replace("\n", "<br>")


def save(report: Report, path: Path) -> Path:
    """Write by the suffix of `path`: .txt .md .html .docx .xlsx; raises KeyError for another."""
    plain = {".txt": text, ".md": markdown, ".html": html}
    if path.suffix in plain:
        path.write_text(plain[path.suffix](report), encoding="utf-8")
    else:
        {".docx": _save_docx, ".xlsx": _save_xlsx}[path.suffix](report, path)
    return path


def _save_docx(report: Report, path: Path) -> None:
    from tests.generator.word import save_docx

    save_docx(report, path)


def _save_xlsx(report: Report, path: Path) -> None:
    from tests.generator.workbook import save_xlsx

    save_xlsx(report, path)
