"""Forms: columns left empty, points for an indicator that does not exist, deductions without a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from quanheng.facts.paragraphs import Paragraph
from quanheng.facts.wording_statement import said

if TYPE_CHECKING:
    from quanheng.model.document import Table, TableCell
    from quanheng.model.figure import Statement

_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d+)?分?")
_AMOUNT = re.compile(r"[≤≥<>=＜＞]?\d[\d,.]*(?:万元|亿元|元)")
_NOTHING = ("无", "/", "-", "—", "--", "——", "——", "不涉及")
_TOTAL = re.compile(r"总分|合计|小计|总计|得分|满分")
_AMOUNT_HEAD = re.compile(r"(?:预算|执行|决算)数|金额")
_LABEL_HEAD = re.compile(r"性质|单位|级指标")
_REQUIRED = ("全年执行数", "执行率", "得分", "分值", "自评得分", "实际完成值")
Places: TypeAlias = "Mapping[tuple[int, int, int], Paragraph]"
Grid: TypeAlias = "Sequence[Sequence[TableCell | None]]"


def table_statements(paragraphs: Sequence[Paragraph], tables: Sequence[Table]) -> Iterator[Statement]:
    """Statements empty_column, points_without_indicator, money_as_quantity and unexplained_deduction."""
    places = {(p.cell.table, p.cell.row, p.cell.column): p for p in paragraphs if p.cell is not None}
    for table in tables:
        if any("得分" in cell.text or "执行" in cell.text for cell in table.cells):
            yield from _form(table, places)


def _form(table: Table, places: Places) -> Iterator[Statement]:
    grid = table.grid()
    rows = _texts(grid)
    heads = [index for index, row in enumerate(rows) if _is_header(row)]
    for head, stop in zip(heads, [*heads[1:], len(rows)], strict=False):
        block = _Block(table.number, places, grid, rows, (head, stop))
        yield from block.empty_columns()
        yield from block.indicators()


def _texts(grid: Sequence[Sequence[TableCell | None]]) -> list[list[str]]:
    return [["" if cell is None else _SPACE.sub("", cell.text) for cell in row] for row in grid]


def _is_header(row: Sequence[str]) -> bool:
    names = set(row)
    return (("得分" in names or "自评得分" in names) and bool(names & {"分值", "执行率", "权重"})) or (
        "全年执行数" in names and "全年预算数" in names
    )


class _Block:
    """The rows under one header row of a form."""

    def __init__(
        self, table: int, places: Places, grid: Grid, rows: list[list[str]], span: tuple[int, int]
    ) -> None:
        self.table, self.places, self.grid, self.rows = table, places, grid, rows
        self.head = span[0]
        self.body = [r for r in range(span[0] + 1, span[1]) if any(rows[r]) and not self._same_as_head(r)]

    def _same_as_head(self, row: int) -> bool:
        return self.rows[row] == self.rows[self.head]

    def _column(self, *names: str) -> int | None:
        wanted = (c for c, text in enumerate(self.rows[self.head]) if text in names or text.startswith(names))
        return next(wanted, None)

    def _said(self, kind: str, row: int, column: int, **notes: str) -> Iterator[Statement]:
        cell = self.grid[row][column]
        if cell is not None and (p := self.places.get((self.table, cell.row, cell.column))):
            yield said(kind, p, (0, len(p.text)), **notes)

    def _starts_here(self, row: int, column: int) -> bool:
        """False in the later rows of a cell merged downwards: it was judged in its first."""
        cell = self.grid[row][column]
        return cell is None or cell.row == row

    def _shifted(self, row: int) -> bool:
        """A row that lost a cell on the way: a rate under an amount, a number under a name of a unit."""
        pairs = zip(self.rows[self.head], self.rows[row], strict=True)
        return any(
            (_AMOUNT_HEAD.search(head) and text.endswith("%"))
            or (_LABEL_HEAD.search(head) and text.isdigit())
            for head, text in pairs
        )

    def empty_columns(self) -> Iterator[Statement]:
        """A required column without one entry, while the rows have figures elsewhere."""
        columns = {text: c for c, text in enumerate(self.rows[self.head]) if text in _REQUIRED}
        filled = [r for r in self.body if any(_figure(text) for text in self.rows[r])]
        if not filled or any(self._shifted(r) for r in self.body if not _TOTAL.search("".join(self.rows[r]))):
            return
        for name, column in columns.items():
            if not any(self.rows[r][column] for r in self.body):
                yield from self._said("empty_column", self.head, column, name=name)

    def indicators(self) -> Iterator[Statement]:
        """Rows of the third level: name, target, points and score."""
        name, score = self._column("三级指标"), self._column("得分", "自评得分", "自评分")
        if name is None or score is None:
            return
        for row in self.body:
            texts = self.rows[row]
            if not self._starts_here(row, score) or any(_TOTAL.search(text) for text in texts[: name + 1]):
                continue
            yield from self._score(row, name, score)
            second = self._column("二级指标")
            target = self._column("年度指标值", "指标值", "目标值", "年初设定")
            if (
                second is not None
                and target is not None
                and texts[second].startswith("数量")
                and _AMOUNT.fullmatch(texts[target])
            ):
                yield from self._said("money_as_quantity", row, target)

    def _score(self, row: int, name: int, score: int) -> Iterator[Statement]:
        texts = self.rows[row]
        if not _NUMBER.fullmatch(texts[score]) or not (earned := _value(texts[score])):
            return
        if texts[name] in _NOTHING:
            yield from self._said(
                "points_without_indicator",
                row,
                score,
                name=f"为“{texts[name]}”",
                degree="none",
                points=texts[score],
            )
        elif not texts[name]:
            target = self._column("年度指标值", "指标值", "目标值")
            degree = "none" if target is not None and not texts[target] else "unnamed"
            yield from self._said(
                "points_without_indicator", row, score, name="未填", degree=degree, points=texts[score]
            )
        points, reason = self._column("分值", "权重"), self._column("偏差原因", "未完成原因", "扣分原因")
        if (
            points is not None
            and reason is not None
            and _NUMBER.fullmatch(texts[points])
            and not texts[reason]
        ):
            full = _value(texts[points])
            if earned < full:
                yield from self._said(
                    "unexplained_deduction", row, score, points=str(full), lost=str(full - earned)
                )


def _figure(text: str) -> bool:
    return bool(text) and text[0].isdigit()


def _value(text: str) -> Decimal:
    return Decimal(text.rstrip("分"))
