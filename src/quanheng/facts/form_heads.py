"""The heads of self-evaluation forms: what stands in which column of the fund block and of the indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from quanheng.facts.paragraphs import normalise
from quanheng.model.document import Table, TableCell

FUNDS, INDICATORS = "funds", "indicators"
_LONGEST = 24
_COLUMNS = {
    INDICATORS: (
        ("rule", re.compile(r"(?:评分|扣分|评（?扣）?分|计分|得分|赋分|打分|评价)(?:标准|规则|细则|办法|方法)")),
        ("reason", re.compile(r"原因|偏差|改进措施")),
        ("name", re.compile(r"三级指标|四级指标|指标名称|^指标$|具体指标")),
        ("level2", re.compile(r"二级指标")),
        ("group", re.compile(r"一级指标")),
        ("target", re.compile(r"指标值|目标值|预期值|计划值|^年度指标$|年初设定|预期目标$")),
        ("result", re.compile(r"(?:实际|全年|年度)?完成(?:值|情况|数)|实际值|全年实际")),
        ("points", re.compile(r"分值|权重|标准分|满分")),
        ("score", re.compile(r"得分|自评分|评分$|实得")),
    ),
    FUNDS: (
        ("rate_score", re.compile(r"得分|自评分|评分$")),
        ("points", re.compile(r"分值|权重|标准分|满分")),
        ("rate", re.compile(r"(?:执行|完成|支付)率")),
        ("adjusted", re.compile(r"全年预算|调整(?:后)?预算|调整后|^预算数（A）|^预算数$")),
        ("final", re.compile(r"执行数|决算|实际支出|支出数|实际执行")),
        ("initial", re.compile(r"年初预算|预算批复")),
    ),
}  # fmt: skip
_INDICATORS = re.compile(r"级指标|指标名称|指标值|目标值")
_FORMULA = re.compile(r"得分（(?:(\d+(?:\.\d+)?)分?|分值)[×xX*]执行率）")


@dataclass(slots=True)
class Head:
    """A head row: `kind`, role of its columns, `row` of the table; `formula`: its score says points x rate, `points` those."""

    kind: str
    row: int
    columns: dict[str, int] = field(default_factory=dict)
    formula: bool = False
    points: Decimal | None = None


def plain(cell: TableCell | None) -> str:
    """The text of a cell in one spelling, without blanks."""
    return "" if cell is None else normalise(cell.text)[0].replace(" ", "").strip()


def heads(table: Table) -> dict[int, Head]:
    """The head rows of a table by their row."""
    made: dict[int, Head] = {}
    for at, row in enumerate(table.grid()):
        found = _head(at, row)
        if found is not None:
            made[at] = found
    return made


def _head(at: int, row: list[TableCell | None]) -> Head | None:
    texts: dict[int, str] = {}
    for column, text in _own(at, row):
        if text[:1].isdigit():
            return None
        texts[column] = text
    joined = "|".join(texts.values())
    for kind, wanted in ((INDICATORS, ("name", "score", "points")), (FUNDS, ("final", "adjusted", "rate"))):
        if kind == INDICATORS and not _INDICATORS.search(joined):
            continue
        columns = _columns(kind, texts)
        if sum(role in columns for role in wanted) >= 2:
            score = columns.get("rate_score")
            made = Head(kind, at, columns)
            if score is not None and (found := _FORMULA.search(texts[score])):
                made.formula, made.points = True, Decimal(found[1]) if found[1] else None
            return made
    return None


def _columns(kind: str, texts: Mapping[int, str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for column, text in texts.items():
        if role := _role(kind, text):
            columns.setdefault(role, column)
    return columns


@lru_cache(maxsize=4096)
def _role(kind: str, text: str) -> str:
    if len(text) >= _LONGEST:
        return ""
    return next((role for role, pattern in _COLUMNS[kind] if pattern.search(text)), "")


def _own(at: int, row: list[TableCell | None]) -> Iterator[tuple[int, str]]:
    """Each cell that begins in the row, by its column."""
    for column, cell in enumerate(row):
        if cell is not None and (cell.row, cell.column) == (at, column) and (text := plain(cell)):
            yield column, text
