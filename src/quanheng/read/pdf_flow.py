"""Pages to blocks: paragraphs and tables joined over page ends, page furniture set aside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quanheng.model.document import Strip, Unread
from quanheng.model.place import Cell, Place
from quanheng.read.draft import Draft
from quanheng.read.pdf_characters import NO_UNICODE
from quanheng.read.pdf_furniture import furniture
from quanheng.read.pdf_layer import REASONS
from quanheng.read.pdf_lines import Line, joined_text, least_sure, unsure_of
from quanheng.read.pdf_page import DOUBTFUL
from quanheng.read.pdf_paragraphs import continues, margins, page_size
from quanheng.read.pdf_tables import WholeTable, whole

if TYPE_CHECKING:
    from quanheng.model.document import Document
    from quanheng.read.pdf_page import PageContent, TablePart
    from quanheng.read.pdf_turn import Box

_MOST_TITLE_LINES = 4
_CONTINUED = re.compile(r"[（(]?(?:续表?|接上[页表])\s*\d*[)）]?|第\d+页")
_UNIT_LINE = re.compile(r".{0,40}单位[:：].{1,30}|.{0,30}公开\d{2}表")
_DIGITS = re.compile(r"\d+")


class Flow:
    """One walk over the pages; a paragraph or table stays open until something ends it."""

    def __init__(self, pages: list[PageContent]) -> None:
        self._pages = pages
        self._draft = Draft()
        self._margins = margins(pages)
        self._aside = furniture(pages)
        self._paragraph: list[Line] = []
        self._begun: PageContent | None = None
        self._table: WholeTable | None = None
        self._waiting: list[tuple[PageContent, Line, str]] = []

    def document(self, name: str) -> Document:
        """The finished document."""
        for page in self._pages:
            self._page(page)
        self._end()
        made = self._draft.document(name, "pdf")
        made.pages = len(self._pages)
        return made

    def _page(self, page: PageContent) -> None:
        items = page.items()
        running = [item for item in items if item not in self._aside]
        repeated = self._repeated_title(running)
        above: list[Line] = []
        turned = True
        for item in items:
            if not isinstance(item, Line):
                self._part(page, item, above)
                above, turned = [], False
            elif item in self._aside:
                self._put_aside(page, item, self._aside[item])
            elif item in repeated:
                self._put_aside(page, item, "header")
            else:
                self._line(page, item, turned)
                above, turned = [*above, item], False
        self._tell(page)

    def _repeated_title(self, running: list[Line | TablePart]) -> set[Line]:
        """The lines over a table that goes on from the page before, if they only say so again."""
        first = next((n for n, item in enumerate(running) if not isinstance(item, Line)), None)
        part = None if first is None else running[first]
        if self._table is None or first is None or part is None or isinstance(part, Line):
            return set()
        lines = [item for item in running[:first] if isinstance(item, Line)]
        known = {_bare(line.text) for line in self._table.titles}
        if len(lines) > _MOST_TITLE_LINES or not self._table.takes(part):
            return set()
        again = [_bare(line.text) in known or bool(_UNIT_LINE.fullmatch(line.text)) for line in lines]
        return set(lines) if all(again) else set()

    def _part(self, page: PageContent, part: TablePart, above: list[Line]) -> None:
        goes_on = self._table is not None and not self._paragraph
        if (
            self._table is not None
            and goes_on
            and self._table.last != page.number
            and self._table.takes(part)
        ):
            self._table.add(part, page.number)
            return
        self._end()
        self._table = whole(part, page.number, above[-_MOST_TITLE_LINES:])

    def _line(self, page: PageContent, line: Line, turned: bool) -> None:
        if self._table is not None:
            self._end()
        inside = self._margins[page_size(page)]
        if self._paragraph and continues(self._paragraph, line, inside, turned):
            self._paragraph.append(line)
            return
        self._end()
        self._paragraph, self._begun = [line], page

    def _put_aside(self, page: PageContent, line: Line, kind: str) -> None:
        self._waiting.append((page, line, kind))
        if self._table is None and not self._paragraph:
            self._end()

    def _end(self) -> None:
        """Write what is open, then the furniture that stood inside it."""
        if self._paragraph and self._begun is not None:
            self._write(self._begun, self._paragraph, "paragraph")
        if self._table is not None:
            block = self._draft.add_table(self._table.height, self._table.width, self._table.cells)
            block.page, block.box = self._table.page, self._pages[self._table.page - 1].box(self._table.box)
            for cell in self._table.cells:
                if NO_UNICODE in cell.text and block.table is not None:
                    where = Cell(block.table.number, cell.row, cell.column)
                    self._nameless(
                        cell.text, Place(block.index, 0, 0, page=cell.page, cell=where, box=cell.box)
                    )
        for page, line, kind in self._waiting:
            self._write(page, [line], kind)
        self._paragraph, self._table, self._waiting = [], None, []

    def _write(self, page: PageContent, lines: list[Line], kind: str) -> None:
        parts = [("\n" if n else "", line) for n, line in enumerate(lines)]
        text = joined_text(parts)
        block = self._draft.add(kind, text)
        block.page, block.box = page.number, page.box(_around(lines))
        block.strips = self._strips(lines)
        block.confidence, block.unsure = page.confidence or least_sure(parts), unsure_of(parts)
        if NO_UNICODE in text:
            block.confidence = DOUBTFUL
            self._nameless(text, Place(block.index, 0, 0, page=block.page, box=block.box))

    def _strips(self, lines: list[Line]) -> tuple[Strip, ...]:
        strips, at = [], 0
        for line in lines:
            box = self._pages[line.page - 1].box(line.box)
            strips.append(Strip(at, at + len(line.text), line.page, box))
            at += len(line.text) + 1
        return tuple(strips)

    def _nameless(self, text: str, place: Place) -> None:
        """Note the glyphs without a character, at the first of them."""
        at = text.index(NO_UNICODE)
        reason = f"有 {text.count(NO_UNICODE)} 个字没有字符编码，以“{NO_UNICODE}”代替。"
        self._draft.unread.append(Unread(place._replace(start=at, end=at + 1), reason))

    def _tell(self, page: PageContent) -> None:
        """Note what of the page is not in the blocks."""
        reasons = []
        if page.damaged:
            reasons.append("这一页已损坏，没有读。")
        if page.layer in REASONS:
            reasons.append(REASONS[page.layer])
        elif page.image > 0.5 and page.characters < 200:
            reasons.append("这一页有大幅图片，图中的文字没有读。")
        if page.overlay:
            reasons.append(f"水印“{page.overlay[:20]}”没有读入正文。")
        if page.crowded:
            reasons.append("这一页的线条太多，没有识别表格。")
        at = max(len(self._draft.blocks) - 1, 0)
        for reason in reasons:
            self._draft.unread.append(Unread(Place(at, 0, 0, page=page.number), reason))


def _around(lines: list[Line]) -> Box:
    """The box of the lines on the first page of them."""
    first = lines[:1]
    for line in lines[1:]:
        if line.top < first[-1].top:
            break
        first.append(line)
    return (
        min(line.left for line in first), min(line.top for line in first),
        max(line.right for line in first), max(line.bottom for line in first),
    )  # fmt: skip


def _bare(text: str) -> str:
    """A title without its page count and the word for "continued"."""
    return _DIGITS.sub("#", "".join(_CONTINUED.sub("", text).split()))
