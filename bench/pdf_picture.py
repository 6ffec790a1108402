"""A page of a PDF with what was read drawn over it, for the eye.

Cells red with row,column in blue, merged ones orange with their span, rows of the head filled pale blue; the
figure that was read stands in green at the foot of its cell; paragraphs are framed green, page furniture grey.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from quanheng.model.document import Block, Table, TableCell
from quanheng.read import read

_SCALE = 2.5
_FIGURE = re.compile(r"[-+－]?\d[\d,]*(?:\.\d+)?%?|[-—]")
_FONTS = ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", "DejaVuSans.ttf")
_RED, _BLUE, _ORANGE, _GREEN, _GREY = (215, 0, 0), (0, 0, 220), (235, 130, 0), (0, 130, 0), (150, 150, 150)
_HEAD = (90, 150, 255, 60)
_MERGED = (255, 160, 0, 40)


def show(path: Path, number: int, out: Path) -> None:
    """Write the picture of page `number` (from 1) to `out`."""
    document = read(path.read_bytes(), path.name)
    file = pypdfium2.PdfDocument(path)
    page = file[number - 1].render(scale=_SCALE).to_pil().convert("RGBA")
    layer = Image.new("RGBA", page.size)
    draw = ImageDraw.Draw(layer)
    for block in document.blocks:
        if block.table is not None:
            _table(draw, block.table, number)
        elif block.page == number and block.box:
            draw.rectangle(
                _scaled(block.box), outline=_GREEN if block.kind == "paragraph" else _GREY, width=2
            )
            _label(draw, block, (block.box[0], block.box[1]))
    Image.alpha_composite(page, layer).convert("RGB").save(out)
    print(f"{out}: page {number} of {document.pages}")


def _label(draw: ImageDraw.ImageDraw, block: Block, at: tuple[float, float]) -> None:
    draw.text((at[0] * _SCALE - 30, at[1] * _SCALE), str(block.index), fill=_GREEN, font=_font(11))


def _table(draw: ImageDraw.ImageDraw, table: Table, number: int) -> None:
    cells = [cell for cell in table.cells if cell.page == number and cell.box]
    head = _head_rows(table)
    for cell in cells:
        merged = cell.rows > 1 or cell.columns > 1
        box = _scaled(cell.box or (0, 0, 0, 0))
        fill = _HEAD if cell.row < head else _MERGED if merged else None
        draw.rectangle(box, fill=fill, outline=_ORANGE if merged else _RED, width=2)
        span = f" {cell.rows}x{cell.columns}" if merged else ""
        draw.text((box[0] + 3, box[1] + 1), f"{cell.row},{cell.column}{span}", fill=_BLUE, font=_font(10))
        _figure(draw, cell, box)
    if cells:
        left, top = min((c.box or (0, 0))[0] for c in cells), min((c.box or (0, 0))[1] for c in cells)
        name = f"table {table.number}: {table.height} rows, {table.width} columns"
        draw.text((left * _SCALE, top * _SCALE - 18), name, fill=_RED, font=_font(13))


def _figure(draw: ImageDraw.ImageDraw, cell: TableCell, box: list[float]) -> None:
    text = "".join(cell.text.split())
    if _FIGURE.fullmatch(text):
        draw.text((box[0] + 3, box[3] - 17), text, fill=_GREEN, font=_font(11))


def _head_rows(table: Table) -> int:
    """Rows above the first with a figure, the row of column numbers counted among them."""
    rows: dict[int, list[str]] = defaultdict(list)
    for cell in table.cells:
        text = "".join(cell.text.split())
        if _FIGURE.fullmatch(text):
            rows[cell.row].append(text)
    counted = [str(n) for n in range(1, table.width + 1)]
    return min((row for row, texts in rows.items() if texts != counted[: len(texts)]), default=0)


def _scaled(box: tuple[float, float, float, float]) -> list[float]:
    return [_SCALE * value for value in box]


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    for name in _FONTS:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return ImageFont.load_default(size)
