"""Word documents (.docx, .docm), from the XML of the package."""

from __future__ import annotations

from quanheng.model.document import Document, TableCell
from quanheng.read.docx_parts import CellPart, parts
from quanheng.read.docx_text import joined
from quanheng.read.draft import Draft
from quanheng.read.package import Package


def read(data: bytes, name: str) -> Document:
    """Return the document; block n comes from part n of `docx_parts.parts`."""
    draft = Draft()
    for part in parts(Package(data)):
        if part.cells is None:
            draft.add(part.kind, joined(part.pieces), part.level, joined(part.pieces, deleted=True))
            continue
        height = max(c.slot.row + c.slot.rows for c in part.cells)
        width = max(c.slot.column + c.slot.columns for c in part.cells)
        block = draft.add_table(height, width, [_cell(c) for c in part.cells])
        block.deleted = "".join(joined(c.pieces, deleted=True) for c in part.cells)
    return draft.document(name, "docx")


def _cell(part: CellPart) -> TableCell:
    slot = part.slot
    return TableCell(slot.row, slot.column, joined(part.pieces).strip(), slot.rows, slot.columns)
