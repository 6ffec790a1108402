"""The numbers of a table under its heads: entries in rows, and what a column holds by its head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from quanheng.facts.leads import clean
from quanheng.facts.mentions import Mention
from quanheng.model.document import Table
from quanheng.model.figure import Figure
from quanheng.model.place import Cell
from quanheng.model.quantity import MONEY, SCORE

INITIAL, ADJUSTED, FINAL, DELTA, GROWTH, RATE, POINTS, GOT, TARGET, RESULT, OTHER = (
    "initial", "adjusted", "final", "delta", "growth", "rate", "points", "score", "target", "result", "other",
)  # fmt: skip
_ROLES = (
    (re.compile(r"增减(?:率|%|百分|幅)|(?:增减|增长|变动|升降)（%）|增长率|增幅|变动率|增长%"), GROWTH),
    (
        re.compile(
            r"增减|差额|差异|变动|调整数|追加数?$|调[增减]数?$|(?:预算|决算)数?[-－—–](?:预算|决算)数?$"
        ),
        DELTA,
    ),
    (re.compile(r"得分（[^）]*）$"), GOT),
    (re.compile(r"(?:执行|完成|支付|得分)率|占比|比重|^占(?![地用道补有线])|%$|（%）"), RATE),
    (re.compile(r"得分|自评分|实得|评分(?!标准)"), GOT),
    (re.compile(r"分值|权重|标准分|满分"), POINTS),
    (re.compile(r"(?:实际)?完成(?:值|情况)|实际值|完成数"), RESULT),
    (re.compile(r"指标值|目标值|年度指标|预期值|计划值"), TARGET),
    (re.compile(r"全年预算|调[整剂](?:后)?预算|调[整剂]后"), ADJUSTED),
    (
        re.compile(
            r"决算|执行数|实际支出|支出数|实际数|(?:全年|累计|实际)执行|累计支出|已支[出付]|支付(?:数|金额)"
            r"|20\d\d年度?(?:实际)?支出(?:（[^（）]*元）)?$"
        ),
        FINAL,
    ),
    (re.compile(r"年初预算|预算"), INITIAL),
)


SUBTOTAL = re.compile(r"^[\u4e00-\u9fff]{0,8}小计$|^小计")
"""The label of a row that adds up rows above it: 小计, 决策小计."""


@dataclass(slots=True, eq=False)
class Entry:
    """A number of a table.

    role     from its column; `path` the heads of the column from the top, `header` the same in one
             string, `head` the last of them
    label    the words on its left: the row's, or those of its own half of the table
    code     the subject's code on its left (类款项 in one cell or in three), "" without one
    """

    mention: Mention
    row: int
    column: int
    role: str
    label: str
    header: str
    head: str = ""
    path: tuple[str, ...] = ()
    code: str = ""

    @property
    def figure(self) -> Figure:
        """The figure of the cell."""
        return self.mention.figure


@dataclass(slots=True, eq=False)
class Row:
    """A row with a label and its numbers.

    texts   its cells from the left; `words` those with words of its own, by column
    code    the code of its subject, "" without one
    """

    at: int
    label: str
    texts: list[str]
    code: str = ""
    entries: list[Entry] = field(default_factory=list)
    words: list[tuple[int, str]] = field(default_factory=list)

    def entry(self, role: str) -> Entry | None:
        """The first number of that role."""
        for entry in self.entries:
            if entry.role == role:
                return entry
        return None


@dataclass(slots=True, eq=False)
class Grid:
    """A table read: rows in order, `heads` the rows that are heads, `columns` the path of each column's head."""

    table: Table
    rows: list[Row]
    heads: list[int]
    columns: dict[int, tuple[str, ...]] = field(default_factory=dict)


@lru_cache(maxsize=4096)
def role_of(header: str) -> str:
    """What the numbers of a column are, by its head."""
    return next((role for pattern, role in _ROLES if pattern.search(header)), OTHER)


def blank_entry(row: Row, column: int, like: Entry) -> Entry:
    """A cell without a figure as the zero that a relation needs there, of the unit of `like`; it is marked as blank."""
    near = like.figure
    table = near.place.cell.table if near.place.cell else 0
    place = near.place._replace(start=0, end=0, cell=Cell(table, row.at, column), box=None)
    zero = Figure(
        -1, "空", Decimal(0), near.unit, near.decimals, place, basis=near.basis, fine=near.fine, notes={"blank": "1"},
        surface=clean(row.label) or row.label,
    )  # fmt: skip
    mention = Mention(zero, like.mention.lead, like.mention.paragraph, 0, 0, "", "", 0, 0, "", 0)
    return Entry(mention, row.at, column, like.role, row.label, like.header, code=row.code)


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
