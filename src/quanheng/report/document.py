"""The document as it was read, as JSON and as text: blocks, tables, places."""

from __future__ import annotations

from typing import Any

from quanheng import __version__
from quanheng.model.document import Block, Document, Table
from quanheng.report import json, width

_KINDS = {
    "paragraph": "段",
    "heading": "题",
    "table": "表",
    "header": "页眉",
    "footer": "页脚",
    "footnote": "脚注",
    "textbox": "文本框",
}


def encode(document: Document, path: str) -> bytes:
    """Blocks in reading order as indented UTF-8 JSON, schema 1."""
    return json.dump(
        {
            "schema": json.SCHEMA,
            "quanheng": __version__,
            "path": path,
            "sha256": document.sha256,
            "format": document.format,
            "pages": document.pages,
            "blocks": [_block(block) for block in document.blocks],
            "unread": [{"place": json.place(u.place), "reason": u.reason} for u in document.unread],
        }
    )


def text(document: Document, path: str) -> str:
    """One block a paragraph with its number, kind and page; tables with size, pages and box, their rows by bars."""
    lines = width.wrap(path)
    for block in document.blocks:
        page = f" 第{block.page}页" if block.page is not None else ""
        lead = f"{block.index:>5} {_KINDS.get(block.kind, block.kind)}{page}"
        if block.table is None:
            lines += width.hang(lead, block.text)
        else:
            size = f"表{block.table.number + 1} {block.table.height} 行 {block.table.width} 列"
            lines.append(f"{block.index:>5} {size}{_pages(block, block.table)}")
            lines += _rows(block.table)
    for part in document.unread:
        page = f" 第{part.place.page}页" if part.place.page is not None else ""
        lines.append(f"○ 未读{page} {part.reason}")
    tables = sum(1 for _ in document.tables())
    pages = f"  页 {document.pages}" if document.pages else ""
    lines.append(f"格式 {document.format}{pages}  段落 {len(document.blocks) - tables}  表 {tables}")
    return "\n".join(lines) + "\n"


def _pages(block: Block, table: Table) -> str:
    """The pages of a table, and on its first page its box in points from the top left."""
    pages = sorted({cell.page for cell in table.cells if cell.page is not None})
    if not pages:
        return ""
    last = f"至{pages[-1]}" if len(pages) > 1 else ""
    box = f"  位置 {' '.join(f'{side:.0f}' for side in block.box)}" if block.box else ""
    return f"  第{pages[0]}{last}页{box}"


def _rows(table: Table) -> list[str]:
    lines = []
    for number, row in enumerate(table.grid(), 1):
        cells = [width.one_line(cell.text) if cell else "" for cell in row]
        lines += width.hang(f"      {number:>3}", " | ".join(cells))
    return lines


def _block(block: Block) -> dict[str, Any]:
    return {
        "index": block.index,
        "kind": block.kind,
        "text": block.text,
        "level": block.level,
        "page": block.page,
        "box": list(block.box) if block.box else None,
        "confidence": block.confidence,
        "deleted": block.deleted or None,
        "table": _table(block.table) if block.table else None,
    }


def _table(table: Table) -> dict[str, Any]:
    cells = [
        {
            "row": cell.row,
            "column": cell.column,
            "rows": cell.rows,
            "columns": cell.columns,
            "text": cell.text,
            "hidden": cell.hidden,
            "page": cell.page,
            "box": list(cell.box) if cell.box else None,
            "confidence": cell.confidence,
        }
        for cell in table.cells
    ]
    return {"number": table.number, "height": table.height, "width": table.width, "cells": cells}
