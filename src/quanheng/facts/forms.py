"""Tables to self-evaluation forms: one record for each form, over as many tables as it takes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from quanheng.facts.form_heads import FUNDS, INDICATORS, Head, heads, plain
from quanheng.facts.fund_rows import fund_rows
from quanheng.facts.grids import GOT, POINTS, SUBTOTAL, Grid, Row
from quanheng.facts.rule_rows import RuleRow, rule_rows
from quanheng.model.document import TableCell
from quanheng.model.figure import Figure, Statement
from quanheng.model.form import FormRow, SelfEvaluationForm
from quanheng.model.place import Cell, Place
from quanheng.model.quantity import MONEY, PERCENT, unit

_TOTAL_ROW = re.compile(r"^(?:总分|合计|总计|得分合计|总得分|评价得分|自评得分|自评总分)")
_NAMED = re.compile(
    r"^(?:项目（?[^）]{0,4}）?名称|(?:预算)?(?:部门|单位)(?:（单位）)?名称|预算部门|专项名称)"
)
_SCORE_LABEL = re.compile(r"(?:自评|综合|评价)?(?:总)?(?:得分|评分|分数|自评分|总分)")
_GRADE_LABEL = re.compile(r"(?:自评|绩效|评价|评定)?(?:等级|等次|结论)")
_GOALS = re.compile(r"^(?:年度)?(?:总体)?目标|预期目标|^年度总体")
_HEAD_POINTS = re.compile(r"（(\d+(?:\.\d+)?)分）")
_LEVEL = ("group", "level2")
_HEADS = 3
"""Cells of a line from which on words in all of them are heads."""


def read_forms(grids: Sequence[Grid], sections: Mapping[int, str]) -> list[SelfEvaluationForm]:
    """The forms of a document in order; a table without indicators or points is none.

    `sections` are the headings that the blocks stand under.
    """
    reader = _Reader(sections)
    for grid in grids:
        reader.read(grid)
    made = [form for form in reader.forms if form.scored or (form.total is not None and form.rows)]
    _tell_apart(made)
    return made


def _tell_apart(forms: Sequence[SelfEvaluationForm]) -> None:
    """Forms of one name are of different subjects: their funds are not the same fact told twice."""
    for at, form in enumerate(forms, 1):
        if sum(other.name == form.name for other in forms) > 1:
            for figure in (a for fund in form.funds for a in fund.amounts.values()):
                figure.subject += f"（第{at}张表）"


class _Reader:
    """Goes down the tables; a head or a name where a form is complete begins the next one."""

    def __init__(self, sections: Mapping[int, str]) -> None:
        self.sections = sections
        self.forms: list[SelfEvaluationForm] = []
        self.head: Head | None = None
        self.width, self.above = 0, {"group": "", "level2": ""}
        self.name = ""  # name, score and grade of the form that comes next
        self.stated: Figure | None = None
        self.grade: Statement | None = None

    def read(self, grid: Grid) -> None:
        found, cells = heads(grid.table), grid.table.grid()
        if not found and (self.head is None or not self._goes_on(grid)):
            return
        if not found and grid.table.width != self.width:
            self._loose(grid)
            return
        ruled = {r.cell.row: r for r in rule_rows(grid)}
        rows = {row.at: row for row in grid.rows}
        for at, line in enumerate(cells):
            if at in found:
                self._open(grid, found[at])
            elif self._is_name(line):
                self._named(grid, line, rows.get(at))
            elif self.head is not None:
                self._line(grid, at, line, rows.get(at), ruled.get(at))

    def _goes_on(self, grid: Grid) -> bool:
        """True where a table without heads may be the next page of the form before.

        One whose first line is words from side to side has a head of its own, that of something else.
        """
        line = next(iter(grid.table.grid()), ())
        first = {id(cell): cell for cell in line if cell is not None}.values()
        numbers = any(row.at == 0 and row.entries for row in grid.rows)
        own = len(first) >= _HEADS and not numbers and all(plain(cell) for cell in first)
        return bool(self.forms) and not own and any(len(row.entries) > 1 for row in grid.rows)

    def _open(self, grid: Grid, head: Head) -> None:
        form = self.forms[-1] if self.forms else None
        done = form is None or (form.total is not None and bool(form.rows))
        if done or (head.kind == FUNDS and form is not None and form.rows):
            form = self._new()
        assert form is not None
        if form.block < 0:
            form.block = _block(grid)
        if grid.table.number not in form.tables:
            form.tables.append(grid.table.number)
        again = self.head is not None and self.head.kind == head.kind == INDICATORS
        self.head, self.width = head, grid.table.width
        if not again:
            self.above = {"group": "", "level2": ""}

    def _new(self) -> SelfEvaluationForm:
        self.forms.append(SelfEvaluationForm(name=self.name, stated=self.stated, grade=self.grade))
        self.name, self.stated, self.grade = "", None, None
        return self.forms[-1]

    def _is_name(self, line: Sequence[TableCell | None]) -> bool:
        first = plain(line[0]) if line else ""  # in plain text the lines above may have run into it
        return bool(_NAMED.match(first)) or first.endswith("项目名称")

    def _named(self, grid: Grid, line: Sequence[TableCell | None], row: Row | None) -> None:
        """The line with the name; some forms give score and grade in it."""
        cells = list(dict.fromkeys(id(c) for c in line if c is not None))
        own = [next(c for c in line if c is not None and id(c) == number) for number in cells]
        texts = [plain(c) for c in own]
        self.name = texts[1] if len(texts) > 1 else ""
        self.head, self.stated, self.grade = None, None, None
        for label, cell in pairwise(own):
            if _SCORE_LABEL.fullmatch(plain(label)) and row is not None:
                self.stated = _figure(row, cell.column)
            elif _GRADE_LABEL.fullmatch(plain(label)) and row is not None and plain(cell):
                self.grade = Statement("grade", cell.text, self._place(grid, row, cell), value=plain(cell)[0])

    def _line(
        self, grid: Grid, at: int, line: Sequence[TableCell | None], row: Row | None, ruled: RuleRow | None
    ) -> None:
        assert self.head is not None
        own = [
            c for k, c in enumerate(line) if c is not None and (c.row, c.column) == (at, k) and not c.hidden
        ]
        texts = [t for c in own if (t := plain(c))]
        form = self.forms[-1]
        if any(_TOTAL_ROW.match(t) for t in texts[:2]) and self.head.kind == INDICATORS:
            if row is not None:
                _close(form, row)
        elif any(SUBTOTAL.match(t) for t in texts[:2]) and self.head.kind == INDICATORS:
            form.subtotals += 1  # the rows above once more
        elif ruled is not None and not (ruled.sure or self._under_heads(ruled)):
            form.rows.append(_of_rule(ruled, self.above))
        elif self.head.kind == FUNDS:
            if any(_GOALS.search(t) for t in texts):
                self.head = None
            elif row is not None:
                form.funds += fund_rows(row, self.head, form)
        elif row is not None:
            made = self._indicator(grid, line, row)
            if made is not None:
                form.rows.append(made)

    def _under_heads(self, ruled: RuleRow) -> bool:
        """True where the rule stands in the column of rules: the page before had the heads."""
        return self.head is not None and self.head.columns.get("rule") == ruled.cell.column

    def _indicator(self, grid: Grid, line: Sequence[TableCell | None], row: Row) -> FormRow | None:
        head = self.head
        assert head is not None
        texts = {role: _text(line, column, row.at, role in _LEVEL) for role, column in head.columns.items()}
        for role in _LEVEL:
            if texts.get(role):
                self.above[role] = _HEAD_POINTS.sub("", str(texts[role]))
                if role == "group":
                    self.above["level2"] = ""
            if found := _HEAD_POINTS.search(texts.get(role) or ""):
                self.forms[-1].head_points[self.above["group"]] = Decimal(found[1])
        figures = {role: _figure(row, head.columns.get(role)) for role in ("points", "score")}
        if not any(texts.get(r) for r in ("name", "target", "result")) and not any(figures.values()):
            return None
        for figure in figures.values() if texts.get("name") else ():
            if figure is not None:
                figure.notes["name"] = str(texts["name"])
        places: dict[str, Place] = {
            role: self._place(grid, row, cell)
            for role in ("name", "target", "result", "rule")
            if role in head.columns and (cell := line[head.columns[role]]) is not None
        }
        return FormRow(
            self.above["group"], self.above["level2"], texts.get("name") or "", texts.get("target"),
            texts.get("result"), texts.get("rule"), texts.get("reason"), figures["points"], figures["score"], places,
        )  # fmt: skip

    def _place(self, grid: Grid, row: Row, cell: TableCell) -> Place:
        near = next((e.figure.place for r in (row, *grid.rows) for e in r.entries), None)
        block, page = (near.block, near.page) if near else (0, None)
        where = Cell(grid.table.number, cell.row, cell.column)
        return Place(block, 0, len(cell.text), self.sections.get(block, ""), page, where)

    def _loose(self, grid: Grid) -> None:
        """A page whose columns the heads before do not fit: total row and rows with rules, by their order."""
        form = self.forms[-1]
        ruled = {r.cell.row: r for r in rule_rows(grid)}
        if not ruled:
            return
        form.tables.append(grid.table.number)
        for row in grid.rows:
            if row.at in ruled:
                form.rows.append(_of_rule(ruled[row.at], self.above))
            elif any(_TOTAL_ROW.match(t.replace(" ", "")) for t in row.texts[:3]) and form.total is None:
                _close(form, row)


def _of_rule(ruled: RuleRow, above: dict[str, str]) -> FormRow:
    return FormRow(
        above["group"], above["level2"], ruled.name, ruled.target, ruled.result, ruled.rule, None, ruled.points,
        ruled.score, sure=False,
    )  # fmt: skip


def _close(form: SelfEvaluationForm, row: Row) -> None:
    """The total row: the score and the weights by their heads, or its last number and the one before it."""
    found = [e.figure for e in row.entries if e.figure.unit.dimension not in (MONEY, PERCENT)]
    points, got = row.entry(POINTS), row.entry(GOT)
    if points is not None and got is not None:
        found = [points.figure, got.figure]  # 分值 | 得分 | 扣分
    if not found:
        return
    form.total_rows += 1
    if form.total_rows > 1:
        return
    form.total = found[-1]
    if len(found) > 1:
        form.total_points = found[-2]
    for figure in found[-2:]:
        figure.unit = unit("分")


def _text(line: Sequence[TableCell | None], column: int, at: int, wide: bool) -> str:
    """The text of a cell that begins in this row; a cell that reaches down was read in its first row.

    A cell from the left does not count, but for the levels, which may share one cell (`wide`).
    """
    cell = line[column] if column < len(line) else None
    begins = cell is not None and cell.row == at and (wide or cell.column == column)
    return plain(cell) if begins else ""


def _figure(row: Row, column: int | None) -> Figure | None:
    return next((e.figure for e in row.entries if e.column == column), None)


def _block(grid: Grid) -> int:
    return next((e.figure.place.block for row in grid.rows for e in row.entries), -1)
