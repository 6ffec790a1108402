"""Blocks into a Word file: A4, official fonts, page numbers, tables whose heads repeat."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import yaml

from quanheng.report.written.blocks import Box, Grid, NewPage, Paper, Text
from quanheng.report.written.docx_package import (
    CONTENT_TYPES,
    DOCUMENT_RELATIONS,
    FOOTER,
    RELATIONS,
    SETTINGS,
)

_SPACE = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Two tables that touch would become one.
_GAP = '<w:p><w:pPr><w:pStyle w:val="gap"/></w:pPr></w:p>'
_MARGIN = 1134  # of a turned page, on all sides
_BORN = (1980, 1, 1, 0, 0, 0)


@cache
def layout() -> dict[str, Any]:
    """The sizes, fonts and styles of layout.yaml."""
    made: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("layout.yaml").read_text("utf-8"))
    return made


def encode(paper: Paper) -> bytes:
    """The Word file."""
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONS,
        "docProps/core.xml": _core(paper.title),
        "word/document.xml": _document(paper),
        "word/styles.xml": _styles(layout()["fonts"]),
        "word/settings.xml": SETTINGS,
        "word/footer1.xml": FOOTER,
        "word/_rels/document.xml.rels": DOCUMENT_RELATIONS,
    }
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(ZipInfo(name, _BORN), _HEAD + text, ZIP_DEFLATED)
    return made.getvalue()


def _core(title: str) -> str:
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title></cp:coreProperties>'
    )


def _document(paper: Paper) -> str:
    """All blocks; a run of wide tables gets its own landscape section."""
    made: list[str] = []
    wide = fresh = False
    for block in paper.blocks:
        if isinstance(block, NewPage):
            fresh = True
            continue
        turned = isinstance(block, Grid) and block.wide
        if turned != wide:
            # In the gap below a table: a paragraph more would fall on a page of its own where the table fills one.
            if made and made[-1] == _GAP:
                made.pop()
            made.append(_GAP.replace("</w:pPr>", f"{_section(wide)}</w:pPr>") if made else "")
            wide, fresh = turned, False
        made += _block(block, fresh and bool(made))
        fresh = False
    return f"<w:document {_SPACE}><w:body>{''.join(made)}{_section(wide)}</w:body></w:document>"


def _section(wide: bool) -> str:
    page = layout()["page"]
    width, height = (page["height"], page["width"]) if wide else (page["width"], page["height"])
    turned = ' w:orient="landscape"' if wide else ""
    side = _MARGIN if wide else 0
    margins = {key: side or page[key] for key in ("top", "bottom", "left", "right")}
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar w:top="{margins["top"]}" w:right="{margins["right"]}" w:bottom="{margins["bottom"]}" '
        f'w:left="{margins["left"]}" w:header="851" w:footer="{side // 2 or page["footer"]}" w:gutter="0"/></w:sectPr>'
    )


def _block(block: Text | Grid, fresh: bool) -> Iterator[str]:
    """A block, on a new page where `fresh`."""
    extra = "<w:pageBreakBefore/>" if fresh else ""
    if isinstance(block, Text):
        yield _paragraph(block.text, block.style, extra)
    else:
        yield from _grid(block, extra)


def _paragraph(text: str, style: str, extra: str = "") -> str:
    runs = "<w:r><w:br/></w:r>".join(
        "<w:r><w:tab/></w:r>".join(
            f'<w:r><w:t xml:space="preserve">{escape(part)}</w:t></w:r>' if part else ""
            for part in line.split("\t")
        )
        for line in text.split("\n")
    )
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{runs}</w:p>'


def _grid(grid: Grid, extra: str) -> Iterator[str]:
    yield _paragraph(grid.title, "grid", extra)
    if grid.code:
        yield _paragraph(grid.code, "code")
    if grid.owner and grid.unit:
        edge = f'<w:tabs><w:tab w:val="right" w:pos="{_width(grid.wide)}"/></w:tabs><w:jc w:val="left"/>'
        yield _paragraph(f"{grid.owner}\t{grid.unit}", "unit", edge)
    elif grid.owner or grid.unit:
        yield _paragraph(grid.owner or grid.unit, "unit")
    yield _table(grid)
    for note in grid.notes:
        yield _paragraph(note, "note")
    if not grid.notes:
        yield _GAP


def _width(wide: bool) -> int:
    """What the margins leave, in twips."""
    page = layout()["page"]
    if wide:
        return int(page["height"]) - 2 * _MARGIN
    return int(page["width"]) - int(page["left"]) - int(page["right"])


def _table(grid: Grid) -> str:
    whole = _width(grid.wide)
    widths = [whole * share // sum(grid.widths) for share in grid.widths]
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(_rows(grid, widths))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{edges}'
        '</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/>'
        f'<w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>'
    )


def _rows(grid: Grid, widths: list[int]) -> Iterator[str]:
    """Rows with the continuation of cells that span several of them."""
    open_: dict[int, tuple[int, int]] = {}  # column -> (rows still to cover, columns)
    style = "small" if grid.small else "cell"
    for at, row in enumerate(grid.rows):
        cells, column, boxes = [], 0, iter(row)
        while column < len(widths):
            if column in open_:
                left, span = open_.pop(column)
                cells.append(_cell(None, style, sum(widths[column : column + span]), span))
                if left > 1:
                    open_[column] = (left - 1, span)
            else:
                box = next(boxes)
                span = box.columns
                cells.append(_cell(box, style, sum(widths[column : column + span]), span))
                if box.rows > 1:
                    open_[column] = (box.rows - 1, span)
            column += span
        head = "<w:tblHeader/>" if at < grid.head else ""
        yield f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(box: Box | None, style: str, width: int, span: int) -> str:
    merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    first = '<w:vMerge w:val="restart"/>' if box is not None and box.rows > 1 else ""
    down = "<w:vMerge/>" if box is None else first
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>' if box is not None and box.head else ""
    place = (
        f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}{down}{shade}<w:vAlign w:val="center"/></w:tcPr>'
    )
    align = f'<w:jc w:val="{box.align}"/>' if box is not None else ""
    return f"<w:tc>{place}{_paragraph(box.text if box is not None else '', style, align)}</w:tc>"


def _styles(fonts: Mapping[str, str]) -> str:
    made = layout()
    default = _fonts(fonts, "body")
    styles = "".join(_style(key, style, fonts, made["line"]) for key, style in made["styles"].items())
    return (
        f"<w:styles {_SPACE}><w:docDefaults><w:rPrDefault><w:rPr>{default}"
        '<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
        f'</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"</w:style>{styles}</w:styles>"
    )


def _fonts(fonts: Mapping[str, str], key: str) -> str:
    latin, east = quoteattr(fonts["digits"]), quoteattr(fonts[key])
    return f"<w:rFonts w:ascii={latin} w:hAnsi={latin} w:eastAsia={east} w:cs={latin}/>"


def _style(key: str, style: Mapping[str, Any], fonts: Mapping[str, str], line: int) -> str:
    spacing = style.get("line", line)
    rule = f'w:line="{spacing}" w:lineRule="exact"' if spacing else 'w:line="240" w:lineRule="auto"'
    keep = "<w:keepNext/>" if style.get("keep") else ""
    indent = (
        f'<w:ind w:firstLineChars="200" w:firstLine="{style["size"] * 20}"/>' if style.get("indent") else ""
    )
    indent = f'<w:ind w:right="{style["right"]}"/>' if "right" in style else indent
    outline = f'<w:outlineLvl w:val="{style["outline"]}"/>' if "outline" in style else ""
    bold = "<w:b/>" if style.get("bold") else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="{int("heading" not in style["name"])}" w:styleId="{key}">'
        f'<w:name w:val="{style["name"]}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{keep}'
        f'<w:spacing w:before="{style.get("before", 0)}" w:after="{style.get("after", 0)}" {rule}/>{indent}'
        f'<w:jc w:val="{style.get("align", "left")}"/>{outline}</w:pPr>'
        f'<w:rPr>{_fonts(fonts, style["font"])}{bold}<w:sz w:val="{style["size"]}"/><w:szCs w:val="{style["size"]}"/>'
        "</w:rPr></w:style>"
    )
