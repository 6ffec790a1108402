"""Tables to grids: row label x head of the column x unit.

`table_heads` finds the heads, `table_cells` tells what a cell holds, `table_units` the unit; here the
rows are read and each number becomes an `Entry` with its figure. Which published table it is, is the
matter of `account_tables`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import lru_cache

from quanheng.facts.grids import (
    ADJUSTED,
    DELTA,
    FINAL,
    GOT,
    GROWTH,
    INITIAL,
    OTHER,
    POINTS,
    RATE,
    RESULT,
    TARGET,
    Entry,
    Grid,
    Row,
    role_of,
)
from quanheng.facts.leads import LEVEL, Lead, basis_of, clean, fund_of, is_prior, item_of, read_lead, year_of
from quanheng.facts.mentions import Mention
from quanheng.facts.paragraphs import cell_paragraph, normalise
from quanheng.facts.priced_columns import name_amounts
from quanheng.facts.surroundings import Surroundings
from quanheng.facts.table_cells import CODE, Amount, amount, is_broken, is_dash, is_words, leading_code
from quanheng.facts.table_heads import Heads, Texts
from quanheng.facts.table_units import funds_unit, head_unit, row_unit, table_unit, without_unit
from quanheng.facts.tokens import number
from quanheng.model.document import Block, Document, Table, TableCell
from quanheng.model.figure import Figure
from quanheng.model.quantity import NO_UNIT, Unit, unit

_KINDS = {
    DELTA: "delta",
    GROWTH: "growth",
    RATE: "ratio",
    GOT: "score",
    POINTS: "rule",
    TARGET: "target",
}
_LEVELS = (INITIAL, ADJUSTED, FINAL, OTHER)
_TOTAL_LABEL = re.compile(r"合计|总计|总额|小计")
_CODE_HEAD = re.compile(r"编码|代码|(?:^|码|科目)[类款项]$")
_ORDINAL_HEAD = re.compile(r"(?:行次|栏次|序号|行号)$")
_PLAIN = re.compile(
    r"(?:预算|决算|执行|金额|调整|本年|上年|年)数?(?:（.*）)?$|^(?:合计|总计|收入|支出|\d{4}年.*)$"
)
_PROJECT = re.compile(r"项目(?:（政策）)?名称")
_OCR = 0.5
_FARTHEST = 2  # columns that a row may stand left of its heads


_ABOVE = 3  # blocks in front of a table that may name it


def _captioned(text: str) -> int | None:
    """The year that a line above a table speaks of; sentences of a paragraph compare years as they like."""
    return None if "。" in text.rstrip("。") else year_of(text)


class _Reader:
    """Reads one table from the top; heads change on the way where a form has several parts."""

    def __init__(self, block: Block, table: Table, before: Sequence[str], around: Surroundings) -> None:
        self.block, self.table, self.around = block, table, around
        self.cells = table.grid()
        self.heads = Heads()
        self.broken, self.project = False, ""
        self.unit, self.funds = table_unit(table, before), funds_unit(table)
        self.year = next((y for y in map(_captioned, reversed(before[-2:])) if y), None)

    def texts(self, row: int) -> Texts:
        # a cell that covers several places of the row is one
        cells = {(c.row, c.column): c for c in self.cells[row] if c is not None and not c.hidden}
        return [(cell, normalise(cell.text, of_cell=True)[0].strip()) for cell in cells.values()]

    def row(self, at: int) -> Row | None:
        """The row, None where it is a head."""
        texts = self.texts(at)
        self._open_form(texts)
        if self.heads.take(at, texts):
            return None
        words = [(c.column, t) for c, t in texts if t and not amount(t) and not is_dash(t) and c.row == at]
        label = next((t for t in reversed(self._leading(at, texts)) if t), words[0][1] if words else "")
        row = Row(at, label, [t for _, t in texts], self._code(texts), words=words)
        broken = any(is_broken(t) for _, t in texts)
        shift = 0 if broken else self._shift(texts)
        self._numbers(row, texts, shift)
        self.broken = self.broken or (broken and bool(row.entries))
        return row

    def _leading(self, at: int, texts: Texts) -> list[str]:
        """The words in front of the first amount that the row has of its own."""
        made = []
        for cell, text in texts:
            if is_dash(text):
                continue
            if not amount(text) or cell.column == 0:
                made.append(text)
            elif cell.row == at and not self._is_number_of(cell):
                break
        return made

    def _open_form(self, texts: Texts) -> None:
        """The form of a project begins with its name: its amounts are the project's, and heads before it are gone."""
        for (_, label), (_, name) in itertools.pairwise(texts):
            if _PROJECT.fullmatch(label) and name:
                self.project, self.heads = name, Heads()

    def _numbers(self, row: Row, texts: Texts, shift: int) -> None:
        """The numbers of a row, each with the words and the code on its left."""
        spoken, code, named = row.label, "", False
        from_first = not row.words and self._begins_with_amount(texts)
        for cell, text in texts:
            part = "" if from_first else self._code_in(cell, text)
            if part:
                code, named = part if named else code + part, False
                continue
            found = amount(text)
            if not found and is_words(text):
                spoken, named = text, True
                code = leading_code(text) or code
            if found and cell.row == row.at and (cell.column or from_first) and not self._is_number_of(cell):
                entry = self.entry(cell, found, row, shift)
                entry.code = code
                self._name(entry, spoken, row)
                row.entries.append(entry)

    def _begins_with_amount(self, texts: Texts) -> bool:
        """True in a table without labels (三公经费), whose first column is headed 合计."""
        return bool(texts) and texts[0][0].column == 0 and _is_headed(_TOTAL_LABEL, self._head(texts[0][0]))

    def _code_in(self, cell: TableCell, text: str) -> str:
        """The code or the part of one that a cell holds; a workbook may have lost the 0 of a 款 (05)."""
        digits = text.replace(" ", "")
        if not digits.isdigit() or not (cell.column == 0 or _is_headed(_CODE_HEAD, self._head(cell))):
            return ""
        if len(digits) == 1 and self.heads.last.get(cell.column, "") in ("款", "项"):
            return f"0{digits}"
        return digits if CODE.fullmatch(digits) else ""

    def _is_number_of(self, cell: TableCell) -> bool:
        """True in a column of codes or of running numbers (行次)."""
        head = self._head(cell)
        return _is_headed(_CODE_HEAD, head) or _is_headed(_ORDINAL_HEAD, head)

    def _head(self, cell: TableCell) -> str:
        return self.heads.texts.get(cell.column, "")

    def _code(self, texts: Texts) -> str:
        """类, 款 and 项 of a row in one string, from one cell or three, up to the first name."""
        codes = []
        for cell, text in () if self._begins_with_amount(texts) else texts:
            part = self._code_in(cell, text)
            if part:
                codes.append(part)
            elif is_words(text):
                return "".join(codes) or leading_code(text)
        return "".join(codes)

    def _name(self, entry: Entry, spoken: str, row: Row) -> None:
        """In tables of two halves a number belongs to the words on its left; without words, to its column."""
        figure = entry.figure
        figure.subject = self.project
        if entry.head and not _PLAIN.search(entry.head):
            figure.subject += entry.head
        if entry.role not in _LEVELS:
            return
        if spoken != row.label and len(row.entries) >= 1:
            entry.label = spoken
            figure.surface, figure.item = clean(spoken) or spoken, item_of(spoken)
            figure.fund = fund_of(spoken) or fund_of(entry.header)
        elif not row.label:
            figure.surface, figure.item = entry.head, item_of(entry.head)
            if not figure.item and _TOTAL_LABEL.fullmatch(entry.head) and "三公" in entry.header:
                figure.item = "three_public.total"

    def _shift(self, texts: Texts) -> int:
        """How far a row stands left of its headers where a merged first column was lost."""
        percents = [c.column for c, t in texts if t.endswith("%") and amount(t)]
        if not percents:
            return 0
        wanted = [c for c, h in self.heads.texts.items() if role_of(h) in (RATE, GROWTH)]
        if not wanted or percents[0] in wanted:
            return 0
        shift = min((w - percents[0] for w in wanted), key=abs)
        apart = any(p in wanted and p + shift not in wanted for p in percents)  # it stands where it should
        return shift if abs(shift) <= _FARTHEST and not apart else 0

    def entry(self, cell: TableCell, found: Amount, row: Row, shift: int) -> Entry:
        """The number of a cell under its heads."""
        header = self.heads.texts.get(cell.column + shift, "")
        role = role_of(header)
        name = self._unit(found.unit, header, role, row.label)
        if role == OTHER and not name.name:
            name = self.unit if self.unit.name or header else self.funds
        value, decimals = number(found.digits)
        part = cell_paragraph(self.block, cell)
        start = part.text.find(found.digits) if not found.negative else part.text.find("（")
        start = start if start >= 0 else part.text.find(found.digits) - found.negative
        figure = Figure(
            0, part.text[start:], -value if found.negative else value, name, decimals, part.place(start, len(part.text)),
            unit_source="table", confidence=part.confidence_at(start, len(part.text)), kind=_KINDS.get(role, "level"),
        )  # fmt: skip
        self._meaning(figure, row.label, header, role)
        lead = _lead(figure.surface, figure.item, figure.fund, figure.basis, is_prior(header))
        mention = Mention(figure, lead, part, start, len(part.text), "", "", 0, 0, "", 0)
        head, path = self.heads.last.get(cell.column, ""), self.heads.paths.get(cell.column + shift, ())
        return Entry(mention, cell.row, cell.column, role, row.label, header, head, path)

    def _meaning(self, figure: Figure, label: str, header: str, role: str) -> None:
        """Item, basis, year and fund from the label of the row and the head of the column."""
        figure.surface, figure.path = clean(label) or label, (header,)
        if role in _LEVELS:
            total = _TOTAL_LABEL.fullmatch(label.replace(" ", ""))
            figure.item = (
                item_of(without_unit(header))
                if total
                else item_of(label) or read_lead(label, percent=False).generic.replace("any", "")
            )
        figure.basis = self._basis(header, role)
        figure.year = year_of(header) or self.year or self.around.year
        if is_prior(header) and figure.year:
            figure.year -= 1
        figure.fund, figure.known_by = fund_of(label) or fund_of(header), "heading"

    def _basis(self, header: str, role: str) -> str:
        if role in (TARGET, RESULT):
            return "target" if role == TARGET else ""
        return basis_of(header) or (self.around.basis if role == OTHER else "")

    def _unit(self, own: str, header: str, role: str, label: str) -> Unit:
        if own:
            return unit(own)
        if role in (GROWTH, RATE):
            return unit("%")
        if role in (GOT, POINTS):
            return unit("分")
        if role in (TARGET, RESULT):
            return NO_UNIT
        heads = [text for _, text in sorted(self.heads.texts.items())]
        return head_unit(header, heads, self.unit) or row_unit(label) or self.unit


@lru_cache(maxsize=4096)
def _lead(name: str, item: str, fund: str, basis: str, prior: bool) -> Lead:
    return Lead(LEVEL, name, item, fund, basis, None, prior)


@lru_cache(maxsize=4096)
def _is_headed(pattern: re.Pattern[str], head: str) -> bool:
    return bool(pattern.search(head))


def read_grid(block: Block, before: Sequence[str], around: Surroundings) -> Grid:
    """Read the numbers of one table; `before` are the texts just above it (title, unit line)."""
    assert block.table is not None
    reader = _Reader(block, block.table, before, around)
    rows, heads = [], []
    for at in range(block.table.height):
        row = reader.row(at)
        if row is None:
            heads.append(at)
        else:
            rows.append(row)
    name_amounts(rows)
    if reader.broken:  # a number cut in two: the table came through OCR that did not say so
        for entry in (entry for row in rows for entry in row.entries):
            if entry.figure.confidence is None:
                entry.figure.confidence = _OCR
    return Grid(block.table, rows, heads, reader.heads.paths)


def read_grids(document: Document, around: Surroundings) -> list[Grid]:
    """The numbers of every table, in the order of `document.tables()`."""
    made = []
    for block, _ in document.tables():
        before = [
            b.text for b in document.blocks[max(0, block.index - _ABOVE) : block.index] if b.table is None
        ]
        made.append(read_grid(block, before, around))
    return made
