"""Paragraphs in one spelling, each character still tied to its place in the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from quanheng.lexicon.traditional import is_traditional, simplified
from quanheng.model.document import LEGIBLE, Block, Document, TableCell, Unsure, confidence_of
from quanheng.model.place import Cell, Place

_WIDTH = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_WIDTH |= {
    ord(a): b for a, b in zip("．％﹪－−﹣(),;:!?＜＞｜～〜", ".%%---（），；：！？<>|~~", strict=True)
}
_WIDTH |= (
    {ord(c): "“" for c in '"＂「『〝'}
    | {ord(c): "”" for c in "」』〞"}
    | {0x3000: " ", 0xA0: " ", 0x200B: " ", 0xFEFF: " "}
)
_TONES = "āáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ"
# white space away from digits, and the pinyin that some mirrors print after a character
_DROP = re.compile(
    rf"(?<![0-9A-Za-z\s])\s+|\s+(?![0-9A-Za-z\s])|(?<=\s)\s+|\s+(?=[A-Za-z])|（[a-z]*[{_TONES}][a-z]*）"
)
# the mark stands first in these: so a regular expression finds it fast
_THOUSANDS = re.compile(r"，(?<=\d，)(?=\d{3}(?!\d)|\d{1,2}\.\d)")
# 建设用地5 218.7公顷: a blank between the thousands, where the number stands close to its words or alone in a cell;
# 培训人数 10 120人 may be two columns, 001 004 are codes
_BLANK = r"[ \u2009\u202f]"
_SPACED = re.compile(
    rf"(?<=[\u4e00-\u9fff，、：（）“”])[1-9]\d{{,2}}(?:{_BLANK}\d{{3}})+(?![\d{_BLANK[1:-1]}])(?:\.\d+)?(?=[\u4e00-\u9fff，、。；）])"
)
_ALONE = re.compile(rf"^[1-9]\d{{,2}}(?:{_BLANK}\d{{3}})+(?:\.\d+)?[\u4e00-\u9fff]{{0,3}}$")
_ITEM = re.compile(r"(?<=^\d)\.(?=\s+\d+[\u4e00-\u9fff])")  # 3. 5座危桥: the number of a paragraph
# without any of these a text is normal already
_ODD = re.compile(rf"[{re.escape(''.join(map(chr, _WIDTH)))}{_TONES}\s]")
_CLOCK = re.compile(r"：(?<=\d：)(?=\d\d(?!\d))")


@dataclass(slots=True)
class Paragraph:
    """A paragraph, heading or table cell: `text` normalised, `source` as in the file.

    Full-width digits and letters are half-width; punctuation is the Chinese one; white space is
    gone except one blank between two numbers. `cuts` holds (position in text, characters dropped
    so far) for `place` to find the way back.
    """

    block: int
    text: str
    source: str
    section: str = ""
    is_heading: bool = False
    level: int = 0
    number: str = ""
    cell: Cell | None = None
    page: int | None = None
    confidence: float | None = None
    cuts: tuple[tuple[int, int], ...] = ()
    unsure: tuple[Unsure, ...] = ()

    def confidence_at(self, start: int, end: int) -> float | None:
        """The confidence of a span of `text`, None for what was not recognised from a picture."""
        if self.confidence is None:
            return None
        place = self.place(start, end)
        return confidence_of(self.confidence, self.unsure, place.start, place.end)

    def doubts(self) -> tuple[Unsure, ...]:
        """The doubtful characters of `source`; all of them where the text as a whole is doubtful."""
        if self.confidence is None or self.confidence >= LEGIBLE or self.unsure:
            return self.unsure
        return ((0, len(self.source), self.confidence),)

    def origin(self, position: int) -> int:
        """The index in `source` of the character at `position` of `text`."""
        if not self.cuts:
            return position
        at = bisect_right(self.cuts, (position, 1 << 30)) - 1
        return position + (self.cuts[at][1] if at >= 0 else 0)

    def place(self, start: int, end: int) -> Place:
        """The place in the document of a span of `text`."""
        first, last = start, max(start, end)
        if self.cuts:
            first = self.origin(start)
            last = self.origin(end - 1) + 1 if end > start else first
        return Place(self.block, first, last, self.section, self.page, self.cell)

    def original(self, start: int, end: int) -> str:
        """What the file has at that span of `text`."""
        place = self.place(start, end)
        return self.source[place.start : place.end]


def _paired(source: str) -> str:
    """Straight quotation marks as opening and closing ones in turn."""
    first, *rest = source.split('"')
    return first + "".join("“”"[at % 2] + piece for at, piece in enumerate(rest))


_ASIDE = re.compile(r"〔(?!\d{4}〕)([^〔〕]*)〕")  # not the year in the number of a document


@lru_cache(maxsize=2048)  # cells of a form are read as paragraphs and as a grid, and many hold the same
def normalise(source: str, of_cell: bool = False) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the normalised text and its cuts; every kept character maps one to one."""
    odd = _ODD.search(source) is not None
    text = (_paired(source) if '"' in source else source).translate(_WIDTH) if odd else source
    if "〔" in text:
        text = _ASIDE.sub(r"（\1）", text)
    if is_traditional(text):
        text = text.translate(simplified())
    if "，" in text:
        text = _THOUSANDS.sub(",", text)
    if "：" in text:
        text = _CLOCK.sub(":", text)
    if odd:
        text = text if of_cell else _ITEM.sub("、", text)
        text = (_ALONE if of_cell else _SPACED).sub(lambda found: re.sub(_BLANK, ",", found[0]), text)
    return _without_blanks(text) if odd else (text, ())


def _without_blanks(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    pieces: list[str] = []
    cuts: list[tuple[int, int]] = []
    at = kept = 0
    for found in _DROP.finditer(text):
        start, end = found.span()
        pieces.append(text[at:start])
        kept += start - at
        cuts.append((kept, end - kept))
        at = end
    if not pieces:
        return text, ()
    pieces.append(text[at:])
    return "".join(pieces), tuple(cuts)


def paragraph(block: Block, source: str) -> Paragraph:
    """Normalise one text of a block."""
    text, cuts = normalise(source)
    return Paragraph(
        block.index, text, source, "", False, 0, "", None, block.page, block.confidence, cuts, block.unsure
    )


def cell_paragraph(block: Block, cell: TableCell) -> Paragraph:
    """Normalise the text of a cell of the block's table."""
    assert block.table is not None
    source = cell.text
    text, cuts = normalise(source, of_cell=True)
    where = Cell(block.table.number, cell.row, cell.column)
    page = cell.page or block.page
    return Paragraph(
        block.index, text, source, "", False, 0, "", where, page, cell.confidence, cuts, cell.unsure
    )


def paragraphs(document: Document) -> Iterator[Paragraph]:
    """The running text and the table cells of a document in reading order, headings not yet told apart."""
    for block in document.blocks:
        if block.table is None:
            if block.text.strip():
                made = paragraph(block, block.text)
                made.is_heading, made.level = block.kind == "heading", block.level
                yield made
            continue
        for cell in block.table.cells:
            if cell.text.strip() and not cell.hidden:
                yield cell_paragraph(block, cell)
