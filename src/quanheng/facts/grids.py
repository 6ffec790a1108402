"""Tables to figures: row label x column header x unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from quanheng.facts.context import Surroundings
from quanheng.facts.leads import LEVEL, Lead, basis_of, clean, fund_of, is_prior, item_of, read_lead, year_of
from quanheng.facts.mentions import Mention
from quanheng.facts.paragraphs import Paragraph, cell_paragraph
from quanheng.facts.tokens import number
from quanheng.model.document import Block, Table, TableCell
from quanheng.model.figure import Figure
from quanheng.model.quantity import MONEY, NO_UNIT, SCORE, Unit, unit

INITIAL, ADJUSTED, FINAL, DELTA, GROWTH, RATE, POINTS, GOT, TARGET, RESULT, OTHER = (
    "initial", "adjusted", "final", "delta", "growth", "rate", "points", "score", "target", "result", "other",
)  # fmt: skip
_ROLES = (
    (re.compile(r"增减(?:率|%|百分|幅)|增长率|增幅|变动率|增长%"), GROWTH),
    (re.compile(r"增减|差额|差异|变动"), DELTA),
    (re.compile(r"(?:执行|完成|支付)率|占比|比重|%$|（%）"), RATE),
    (re.compile(r"得分|自评分|评分(?!标准)"), GOT),
    (re.compile(r"分值|权重|标准分|满分"), POINTS),
    (re.compile(r"(?:实际)?完成(?:值|情况)|实际值|完成数"), RESULT),
    (re.compile(r"指标值|目标值|年度指标|预期值|计划值"), TARGET),
    (re.compile(r"全年预算|调整(?:后)?预算|调整后"), ADJUSTED),
    (re.compile(r"决算|执行数|实际支出|支出数|实际数"), FINAL),
    (re.compile(r"年初预算|预算"), INITIAL),
)
_HEADERS = re.compile(
    r"预算数|决算数|执行数|分值|执行率|得分|指标值|完成值|权重|评分标准|一级指标|二级指标|三级指标|年初预算|全年预算|金额|增减|合计|本年|上年|项目$|占比|科目|调整后|原因"
)
_NUMBER = re.compile(
    r"[＝=≥≤>﹦]?(?P<number>-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?P<unit>%|万元|亿元|元|[\u4e00-\u9fff]{1,2})?$"
)
_UNIT = re.compile(r"[（(【]?(?:单位[：:])?(?P<unit>万元|亿元|千元|元)[】）)]?")
_INNER_UNIT = re.compile(r"[（(](?:单位[：:])?(万元|亿元|元)[）)]")
_TITLE_UNIT = re.compile(r"单位[：:]?(?:人民币)?(?P<unit>万元|亿元|千元|元)")
_TOTAL_LABEL = re.compile(r"合计|总计|总额|小计")
_CODE_HEAD = re.compile(r"编码|代码|(?:^|码)[类款项]$")
_OCR = 0.5
_PLAIN = re.compile(
    r"(?:预算|决算|执行|金额|调整|本年|上年|年)数?(?:（.*）)?$|^(?:合计|总计|收入|支出|\d{4}年.*)$"
)
_CODE = re.compile(r"\d{2,7}")
_NAMED = re.compile(r"[\u4e00-\u9fff]{2}")
_BROKEN = re.compile(r"\d+\.|\.\d+|\d+\.?\s+\.?\d+|-\s\d+")  # a number that OCR cut in two
_SKIP = re.compile(r"^\d{1,3}$")


@dataclass(slots=True, eq=False)
class Entry:
    """A number of a table: `role` from its column, `label` from its row, `header` of its column, `head` its last line."""

    mention: Mention
    row: int
    column: int
    role: str
    label: str
    header: str
    head: str = ""

    @property
    def figure(self) -> Figure:
        """The figure of the cell."""
        return self.mention.figure


@dataclass(slots=True, eq=False)
class Row:
    """A row with a label and its numbers; `texts` are its cells from the left, `code` its subject's code."""

    at: int
    label: str
    texts: list[str]
    code: str = ""
    entries: list[Entry] = field(default_factory=list)

    def entry(self, role: str) -> Entry | None:
        """The first number of that role."""
        return next((e for e in self.entries if e.role == role), None)


@dataclass(slots=True, eq=False)
class Grid:
    """A table read: rows in order, `headers` of the rows that are heads."""

    table: Table
    rows: list[Row]
    heads: list[int]


@lru_cache(maxsize=4096)
def _role(header: str) -> str:
    return next((role for pattern, role in _ROLES if pattern.search(header)), OTHER)


class _Reader:
    def __init__(self, block: Block, table: Table, before: Sequence[str], around: Surroundings) -> None:
        self.block, self.table, self.around = block, table, around
        self.cells = table.grid()
        self.parts: dict[tuple[int, int], Paragraph] = {}
        self.headers: dict[int, str] = {}
        self.heads: dict[int, str] = {}
        self.was_head = self.broken = False
        self.unit = self._outer_unit(before)
        self.year = next((y for y in (year_of(t) for t in reversed(before[-2:])) if y), None)

    def part(self, cell: TableCell) -> Paragraph:
        key = (cell.row, cell.column)
        if key not in self.parts:
            self.parts[key] = cell_paragraph(self.block, cell)
        return self.parts[key]

    def _outer_unit(self, before: Sequence[str]) -> Unit:
        for text in reversed(before[-3:]):
            found = _TITLE_UNIT.search(text)
            if found:
                return unit(found["unit"])
        for cell in self.table.cells[:40]:
            found = _TITLE_UNIT.search(cell.text)
            if found:
                return unit(found["unit"])
        return NO_UNIT

    def texts(self, row: int) -> list[tuple[TableCell, str]]:
        made, seen = [], set()
        for cell in self.cells[row]:
            if cell is not None and not cell.hidden and (cell.row, cell.column) not in seen:
                seen.add((cell.row, cell.column))
                made.append((cell, self.part(cell).text.strip()))
        return made

    def is_head(self, texts: list[tuple[TableCell, str]]) -> bool:
        words = [t for _, t in texts if t and _HEADERS.search(t) and len(t) < 24]
        numbers = [t for _, t in texts if _NUMBER.fullmatch(t) and not _SKIP.fullmatch(t)]
        return len(words) >= 2 and not numbers

    def take_head(self, texts: list[tuple[TableCell, str]]) -> None:
        if not self.was_head:
            self.headers, self.heads = {}, {}
        for cell, text in texts:
            for column in range(cell.column, cell.column + cell.columns):
                above = self.headers.get(column, "")
                self.headers[column] = above if text in above else above + text
                self.heads[column] = text or self.heads.get(column, "")
        self.was_head = True

    def row(self, at: int) -> Row | None:
        texts = self.texts(at)
        if self.is_head(texts):
            self.take_head(texts)
            return None
        self.was_head = False
        words = [t for c, t in texts if t and not _NUMBER.fullmatch(t) and c.row == at]
        label = next((t for t in reversed(_leading(texts)) if t), words[0] if words else "")
        row = Row(at, label, [t for _, t in texts], self._code(texts))
        spoken = label
        broken = any(_BROKEN.fullmatch(t) for _, t in texts)
        shift = 0 if broken else self._shift(texts)
        for cell, text in texts:
            found = _NUMBER.fullmatch(text)
            if not found and text and _NAMED.search(text):
                spoken = text
            if found and cell.row == at and cell.column > 0 and not self._is_code(cell):
                entry = self.entry(cell, found, row, shift)
                if entry is not None:
                    self._name(entry, spoken, row)
                    self.broken = self.broken or broken
                    row.entries.append(entry)
        return row

    def _is_code(self, cell: TableCell) -> bool:
        return bool(_CODE_HEAD.search(self.headers.get(cell.column, "")))

    def _code(self, texts: list[tuple[TableCell, str]]) -> str:
        """类, 款 and 项 of a row in one string, from one cell or three."""
        return "".join(t for c, t in texts if _CODE.fullmatch(t) and (self._is_code(c) or c.column == 0))

    def _name(self, entry: Entry, spoken: str, row: Row) -> None:
        """In tables of two halves a number belongs to the words on its left; without words, to its column."""
        entry.head = self.heads.get(entry.column, "")
        figure = entry.figure
        figure.subject = "" if _PLAIN.search(entry.head) or not entry.head else entry.head
        if entry.role not in (INITIAL, ADJUSTED, FINAL, OTHER):
            return
        if spoken != row.label and len(row.entries) >= 1:
            entry.label = spoken
            figure.surface, figure.item = clean(spoken) or spoken, item_of(spoken)
            figure.fund = fund_of(spoken) or fund_of(entry.header)
        elif not row.label:
            figure.surface, figure.item = entry.head, item_of(entry.head)
            if not figure.item and _TOTAL_LABEL.fullmatch(entry.head) and "三公" in entry.header:
                figure.item = "three_public.total"

    def _shift(self, texts: list[tuple[TableCell, str]]) -> int:
        """How far a row stands left of its headers where a merged first column was lost."""
        percents = [c.column for c, t in texts if t.endswith("%") and _NUMBER.fullmatch(t)]
        wanted = [c for c, h in self.headers.items() if _role(h) in (RATE, GROWTH)]
        if not percents or not wanted or percents[0] in wanted:
            return 0
        shift = min((w - percents[0] for w in wanted), key=abs)
        return shift if abs(shift) <= 2 else 0

    def entry(self, cell: TableCell, found: re.Match[str], row: Row, shift: int) -> Entry | None:
        header = self.headers.get(cell.column + shift, "")
        role = _role(header)
        name = self._unit(found["unit"], header, role)
        if role == OTHER and not name.name:
            name = self.unit
        value, decimals = number(found["number"])
        part = self.part(cell)
        start = part.text.find(found["number"])
        figure = Figure(
            0, part.text[start:], value, name, decimals, part.place(start, len(part.text)), unit_source="table",
            confidence=part.confidence_at(start, len(part.text)),
            kind={DELTA: "delta", GROWTH: "growth", RATE: "ratio", GOT: "score", POINTS: "rule", TARGET: "target"}.get(role, "level"),
        )  # fmt: skip
        figure.surface, figure.path = clean(row.label) or row.label, (header,)
        if role in (INITIAL, ADJUSTED, FINAL, OTHER):
            total = _TOTAL_LABEL.fullmatch(row.label.replace(" ", ""))
            figure.item = (
                item_of(_UNIT.sub("", header))
                if total
                else item_of(row.label) or read_lead(row.label, percent=False).generic.replace("any", "")
            )
        figure.basis = (
            "target"
            if role == TARGET
            else ""
            if role == RESULT
            else basis_of(header) or (self.around.basis if role == OTHER else "")
        )
        figure.year = year_of(header) or self.year or self.around.year
        if is_prior(header) and figure.year:
            figure.year -= 1
        figure.fund, figure.known_by = fund_of(row.label) or fund_of(header), "heading"
        lead = Lead(LEVEL, figure.surface, figure.item, figure.fund, figure.basis, None, is_prior(header))
        mention = Mention(figure, lead, part, start, len(part.text), "", "", 0, 0, "", 0)
        return Entry(mention, cell.row, cell.column, role, row.label, header)

    def _unit(self, own: str | None, header: str, role: str) -> Unit:
        if own:
            return unit(own)
        if role in (GROWTH, RATE):
            return unit("%")
        if role in (GOT, POINTS):
            return unit("分")
        if role in (TARGET, RESULT):
            return NO_UNIT
        found = _UNIT.search(header)
        if found and (
            "单位" in found[0]
            or header[found.start() - 1 : found.start()] in ("（", "(")
            or found[0].startswith(("（", "("))
        ):
            return unit(found["unit"])
        for text in self.headers.values():
            inner = _INNER_UNIT.search(text)
            if inner:
                return unit(inner[1])
        return self.unit


def _leading(texts: list[tuple[TableCell, str]]) -> list[str]:
    """The words in front of the first number of a row."""
    made = []
    for cell, text in texts:
        if _NUMBER.fullmatch(text) and cell.column > 0:
            break
        made.append(text)
    return made


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
    if reader.broken:
        for row in rows:  # a number cut in two: the table came through OCR
            for entry in row.entries:
                entry.figure.confidence = _OCR
    return Grid(block.table, rows, heads)


def entries(grids: Sequence[Grid]) -> Iterator[Entry]:
    """Every number of the tables."""
    for grid in grids:
        for row in grid.rows:
            yield from row.entries


def is_money(entry: Entry) -> bool:
    """True for an amount."""
    return entry.figure.unit.dimension == MONEY


def is_points(entry: Entry) -> bool:
    """True for a weight or a score."""
    return entry.figure.unit.dimension == SCORE
