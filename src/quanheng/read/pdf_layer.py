"""Whether the text of a page can be used, or is a picture, or a text layer that tells the wrong characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pypdfium2 import raw

from quanheng.read.pdf_characters import NO_UNICODE
from quanheng.read.pdf_rules import curves

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pypdfium2 import PdfPage

    from quanheng.read.pdf_characters import Glyph

TEXT, BLANK, PICTURE, OUTLINED, NAMELESS, GARBLED, OVERLAID = (
    "text", "blank", "picture", "outlined", "nameless", "garbled", "overlaid",
)  # fmt: skip
UNUSABLE = frozenset({PICTURE, OUTLINED, NAMELESS, GARBLED})
"""Layers whose page must be looked at, not taken from the file."""

REASONS = {
    PICTURE: "这一页是图片，没有识别。",
    OUTLINED: "这一页的文字已转成图形，没有读。",
    NAMELESS: "这一页的字体没有字符编码，文字读不出来。",
    GARBLED: "这一页的文字层是乱码，没有采用。",
    OVERLAID: "这一页是图片，文字由其他软件识别而来，可能有误。",
}

_FEW = 20
_MOST_UNKNOWN = 0.3
_MOST_ODD = 0.3
_FEWEST_HAN = 100
_FEWEST_COMMON = 0.04
_FEWEST_CURVES = 100
_LOOKED_AT = 50
# Western letters with marks (GBK read as Latin), other scripts, private use, signs no report is made of.
_ODD = re.compile(
    "[\x00-\x1f\x80-\xa6\xa8-\xaf\xb2-\xb6\xb8-\xd6\xd8-\xf6\xf8-\u024f\u0400-\u1fff\u3040-\u30ff"
    "\ua000-\uf8ff\ufff0-\uffff!\"#$&'<>?@\\\\^`{|}~]"
)
_HAN = re.compile("[\u4e00-\u9fff]")
# What any report, form or account is written with; a font with a wrong map hits few of them.
_COMMON = re.compile(
    "[的一二三四五六七八九十年月日预算支出收入项目单位部门资金管理工作财政公共服务费用本基合计万元数国家人员中"
    "其他及和与为无决绩效评价标总表情况府上下大分不有是在县市区局设建保障行]"
)


def layer(page: PdfPage, glyphs: Sequence[Glyph], unknown: int, image: float) -> str:
    """One of the names above; `image` is the share of the page that pictures cover."""
    if len(glyphs) < _FEW:
        if image > 0.5:
            return PICTURE
        if curves(page, _FEWEST_CURVES) >= _FEWEST_CURVES:
            return OUTLINED
        if not glyphs:
            return BLANK
    if unknown > _MOST_UNKNOWN * len(glyphs):
        return NAMELESS
    if _is_garbled("".join([glyph.text for glyph in glyphs])):
        return GARBLED
    return OVERLAID if image > 0.5 and _is_unseen(page) else TEXT


def _is_garbled(text: str) -> bool:
    known = text.replace(NO_UNICODE, "")
    if len(known) < _FEW:
        return False
    han = len(_HAN.findall(known))
    if len(_ODD.findall(known)) > _MOST_ODD * len(known):
        return True
    return han >= _FEWEST_HAN and len(_COMMON.findall(known)) < _FEWEST_COMMON * han


def _is_unseen(page: PdfPage) -> bool:
    """Most text objects are drawn with no ink: the words that a scanner's software lays over its picture."""
    unseen = seen = 0
    for index in range(raw.FPDFPage_CountObjects(page.raw)):
        item = raw.FPDFPage_GetObject(page.raw, index)
        if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_TEXT:
            if raw.FPDFTextObj_GetTextRenderMode(item) == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
                unseen += 1
            else:
                seen += 1
        if unseen + seen > _LOOKED_AT:
            break
    return unseen > seen
