"""Tables -> sheets of indicators: goal declarations, monitoring sheets and reviewers' working papers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from quanheng.facts.grids import Grid
from quanheng.facts.measures import measure
from quanheng.facts.paragraphs import cell_paragraph, normalise, paragraph
from quanheng.facts.sheet_heads import SheetHead, sheet_head
from quanheng.lexicon.sheets import sheet_words
from quanheng.model.document import Block, Document, Table, TableCell
from quanheng.model.indicator_sheet import FundLine, IndicatorSheet, SheetRow, Written

_TICKS = frozenset("√✓✔☑■●是")
_NOTHING = frozenset(("/", "-", "—", "--", "——", "无"))
_AFTER = 2  # lines under a table that may give the grade
_LABEL = 20
_BEFORE = 3  # lines above a table that may name its months


def read_sheets(document: Document, grids: Sequence[Grid]) -> list[IndicatorSheet]:
    """Every sheet in order; `grids` are those of `document.tables()`."""
    made: list[IndicatorSheet] = []
    for (block, table), grid in zip(document.tables(), grids, strict=True):
        if not _has_targets(table):
            continue
        before = [b.text for b in document.blocks[max(0, block.index - _BEFORE) : block.index] if b.text]
        reader = _Reader(block, grid, "".join(before))
        found = reader.read()
        if found:
            _below(found[-1], document.blocks[block.index + 1 : block.index + 1 + _AFTER])
        made += found
    return made


def _has_targets(table: Table) -> bool:
    """True where some cell can head a column of targets: without one no head is found, and most tables have none."""
    return any(_heads_targets(cell.text) for cell in table.cells if not cell.text.isascii())


@lru_cache(maxsize=4096)
def _heads_targets(source: str) -> bool:
    return bool(sheet_words().columns["target"].search(normalise(source)[0].replace(" ", "")))


def _below(sheet: IndicatorSheet, blocks: Sequence[Block]) -> None:
    """复核等级：良 in a line under the table."""
    for block in blocks:
        text = paragraph(block, block.text)
        label, _, value = text.text.partition("：")
        if block.table is not None:
            return
        if value and sheet_words()["labels"].search(label) and len(text.text) < _LABEL:
            sheet.fields[label] = Written(value, text.place(len(label) + 1, len(text.text)))


class _Reader:
    """Goes down one table: labels and funds first, then a head, then its rows."""

    def __init__(self, block: Block, grid: Grid, before: str) -> None:
        self.block, self.grid, self.before = block, grid, before
        self.figures = {(e.row, e.column): e.figure for row in grid.rows for e in row.entries}
        self.written: dict[tuple[int, int], Written] = {}
        self.lines = grid.table.grid()
        self.sheets: list[IndicatorSheet] = []
        self.fields: dict[str, Written] = {}
        self.funds: list[FundLine] = []
        self.fund_heads: dict[str, int] = {}
        self.head: SheetHead | None = None

    def read(self) -> list[IndicatorSheet]:
        skip = -1
        for at in range(len(self.lines)):
            if at == skip:
                continue
            found = sheet_head(self.texts(at), self.texts(at + 1) if at + 1 < len(self.lines) else {})
            if found is not None:
                self._open(at, found)
                skip = at + 1 if found.divided else -1
            elif self.head is not None and self._names_next(at):
                self._close()
                self._around(at)
            elif self.head is not None:
                self._row(at, self.head)
            else:
                self._around(at)
        return [sheet for sheet in self.sheets if sheet.rows]

    def texts(self, at: int) -> dict[int, str]:
        """The cells that begin in a row, and those that reach into it from above, by column; blank ones are ""."""
        made = {}
        for column, cell in enumerate(self.lines[at]):
            if cell is not None and not cell.hidden and cell.column == column:
                made[column] = self.at(cell).text
        return made

    def at(self, cell: TableCell) -> Written:
        """A cell as written, worked out once."""
        key = (cell.row, cell.column)
        if key not in self.written:
            paragraph = cell_paragraph(self.block, cell)
            place = paragraph.place(0, len(paragraph.text))
            self.written[key] = Written(paragraph.text.strip(), place, self.figures.get(key))
        return self.written[key]

    def _open(self, at: int, head: SheetHead) -> None:
        first = next(c for c in self.lines[at] if c is not None)
        sheet = IndicatorSheet(
            head.kind, self.grid.table.number, self.at(first).place, frozenset(head.columns), funds=self.funds,
            fields=self.fields, month=self._month(at),
        )  # fmt: skip
        sheet.name = next(
            (w.text for label, w in self.fields.items() if sheet_words()["name"].search(label)), ""
        )
        self.sheets.append(sheet)
        self.head, self.fields, self.funds, self.fund_heads = head, {}, [], {}

    def _close(self) -> None:
        self.head = None

    def _month(self, at: int) -> int | None:
        words = sheet_words()
        texts = [t for row in range(at + 1) for t in self.texts(row).values()]
        for text in (*texts, self.before):
            if found := words["month"].search(text):
                return int(found[1] or found[2])
            if words["half"].search(text):
                return 6
        return None

    def _names_next(self, at: int) -> bool:
        """True where the next form of the same table begins with the name of its project."""
        first = next(iter(self.texts(at).values()), "")
        return bool(sheet_words()["name"].fullmatch(first.rstrip("：")))

    def _around(self, at: int) -> None:
        """Labels with what stands beside them, fund heads and fund rows."""
        texts = self.texts(at)
        heads = {
            role: column
            for column, text in texts.items()
            if (role := _role(text)) and (not text[:1].isdigit() or "月" in text)
        }
        if len(heads) > 1:
            self.fund_heads = heads
            return
        line = self._fund_line(at, texts)
        if line is not None:
            self.funds.append(line)
        for (_, label), (column, value) in pairwise((c, t) for c, t in texts.items() if t):
            cell = self.lines[at][column]
            if cell is not None and value:
                self.fields.setdefault(label.rstrip("："), self.at(cell))

    def _fund_line(self, at: int, texts: dict[int, str]) -> FundLine | None:
        words = sheet_words().fund_lines
        for column, text in texts.items():
            kind = next((k for k, p in words.items() if p.search(text)), "") if len(text) < 24 else ""
            if not kind:
                continue
            line = FundLine(text.rstrip("："), kind == "total")
            if self.fund_heads:
                for role, where in self.fund_heads.items():
                    self._amount(line, at, role, where)
            else:
                beside = next((c for c, t in texts.items() if c > column and t), None)
                if beside is not None:
                    self._amount(line, at, "initial", beside)
            return line if line.cells else None
        return None

    def _amount(self, line: FundLine, at: int, role: str, column: int) -> None:
        cell = self.lines[at][column] if column < len(self.lines[at]) else None
        if cell is not None and self.at(cell).figure is not None:
            line.cells[role] = self.at(cell)

    def _row(self, at: int, head: SheetHead) -> None:
        sheet, texts = self.sheets[-1], self.texts(at)
        leading = next((t for t in texts.values() if t), "")
        if sheet_words()["total_row"].match(leading):
            sheet.totals |= self._cells(at, head)
            return
        name = self._own(at, head.columns["name"])
        if name is None:  # no cell at all, or one that reaches down from above
            self._label(at)
            return
        cells = self._cells(at, head)
        if not name.text and "target" not in cells:
            self._label(at)
            return
        if len({t for t in texts.values() if t}) < 2:
            return
        row = SheetRow(
            self._level(at, head, "group"), self._level(at, head, "level2"), name.text, name.place, cells
        )
        row.target = measure(row.text("target"), row.text("sign"), row.text("unit"))
        self._chances(at, head, row)
        sheet.rows.append(row)

    def _label(self, at: int) -> None:
        """等级：良 below the table, in one cell or in two."""
        for _, cell in self._beginning(at):
            label, _, value = cell.text.partition("：")
            if value and sheet_words()["labels"].search(label):
                start = cell.place.start + len(label) + 1
                self.sheets[-1].fields[label] = Written(value, cell.place._replace(start=start))

    def _beginning(self, at: int) -> Iterator[tuple[int, Written]]:
        for column, cell in enumerate(self.lines[at]):
            if cell is not None and (cell.row, cell.column) == (at, column) and not cell.hidden:
                yield column, self.at(cell)

    def _own(self, at: int, column: int) -> Written | None:
        """The cell of a row of its own; None in the later rows of one that reaches down."""
        cell = self.lines[at][column] if column < len(self.lines[at]) else None
        return self.at(cell) if cell is not None and cell.row == at else None

    def _level(self, at: int, head: SheetHead, role: str) -> str:
        """The level above, which may be written once for the rows below it."""
        column = head.columns.get(role)
        cell = self.lines[at][column] if column is not None else None
        text = self.at(cell).text if cell is not None else ""
        if text and role == "group" and text != head.above.get("group"):
            head.above["level2"] = ""
        if text:
            head.above[role] = text
        return head.above.get(role, "")

    def _cells(self, at: int, head: SheetHead) -> dict[str, Written]:
        """The cells of the row that say something, by role."""
        made = {}
        for role, column in head.columns.items():
            if role in ("group", "level2", "name"):
                continue
            own = self._own(at, column)
            if own is not None and own.text and not (role in ("reason", "note") and own.text in _NOTHING):
                made[role] = own
        return made

    def _chances(self, at: int, head: SheetHead, row: SheetRow) -> None:
        """A tick under 确定能, 有可能 or 完全不可能; reasons told in columns of their own."""
        for role, columns in (("possibility", head.chances), ("reason", head.reasons)):
            for word, column in columns.items():
                own = self._own(at, column)
                if own is None or not own.text or own.text in _NOTHING:
                    continue
                said = word if role == "possibility" or own.text in _TICKS else own.text
                if role == "reason" or own.text in _TICKS:
                    row.cells[role] = Written(said, own.place)


@lru_cache(maxsize=4096)
def _role(text: str) -> str:
    """The role of a head of the fund block, "" for none."""
    return next((r for r, p in sheet_words().funds.items() if p.search(text)), "") if len(text) < 20 else ""
