"""What tables of published accounts and budgets are made with: names of rows, lines by subject, two sides, sums across."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from quanheng.norms.classification import DEPARTMENT, subjects
from tests.generator.accounts.books import (
    BASIC,
    OPERATING,
    PROJECT,
    SUBSIDY,
    SUPERIOR,
    Books,
)
from tests.generator.accounts.economic import STAFF
from tests.generator.accounts.layout import Layout
from tests.generator.accounts.offices import name_of
from tests.generator.accounts.sheet import Named, Sheet
from tests.generator.canvas import Slot
from tests.generator.habit import Value
from tests.generator.report import ABOVE

Cells = list[Slot | Named | None]
_DIGITS = "一二三四五六七八九十"
FUND_NAMES = {
    "general": "一般公共预算财政拨款",
    "fund": "政府性基金预算财政拨款",
    "state": "国有资本经营预算财政拨款",
}
SOURCE_NAMES = {
    "grant": "上级补助收入", "business": "事业收入", "operating": "经营收入", "affiliated": "附属单位上缴收入", "other": "其他收入",
}  # fmt: skip
KIND_NAMES = {
    BASIC: "基本支出", PROJECT: "项目支出", SUPERIOR: "上缴上级支出", OPERATING: "经营支出", SUBSIDY: "对附属单位补助支出",
}  # fmt: skip
PUBLIC_NAMES = {
    "overseas": "因公出国（境）费", "purchase": "公务用车购置费", "running": "公务用车运行维护费", "reception": "公务接待费",
}  # fmt: skip
_CLASSES = (
    "201", "202", "203", "204", "205", "206", "207", "208", "210", "211", "212", "213", "214", "215", "216", "217",
    "219", "220", "221", "222", "223", "224", "229", "231", "232", "234",
)  # fmt: skip


def numeral(n: int) -> str:
    """一 to 九十九."""
    tens, ones = divmod(n, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _DIGITS[tens - 1] + "十") + (
        _DIGITS[ones - 1] if ones else ""
    )


@dataclass(slots=True)
class Making:
    """What every table needs."""

    books: Books
    layout: Layout

    def name(self, text: str) -> str:
        """A subject's name, broken where this county breaks long names."""
        if self.layout.wrapped_names and len(text) > 9:
            return "\n".join(text[i : i + 7] for i in range(0, len(text), 7))
        return text

    def classes(self, fund: str = "all") -> list[str]:
        """Classes that get a row."""
        if self.layout.all_classes:
            return list(_CLASSES)
        return self.books.codes(3, "" if fund == "all" else fund)

    def code(self, code: str) -> list[str]:
        """A code in one cell or in three."""
        if self.layout.code_cells == 1:
            return [code]
        return [code[:3], code[3:5], code[5:7]]

    def head(
        self, columns: Sequence[str | tuple[str, Sequence[str]]], coded: str = "功能分类"
    ) -> Iterator[Cells]:
        """Head rows of a table by subject: columns, some of them groups of columns."""
        width = self.layout.code_cells
        grouped = any(isinstance(column, tuple) for column in columns)
        top: Cells = ["项目", *[None] * width]
        low: Cells = [f"{coded}科目编码", *[None] * (width - 1), "科目名称"]
        for column in columns:
            if isinstance(column, tuple):
                top += [column[0], *[None] * (len(column[1]) - 1)]
                low += column[1]
            else:
                top.append(column)
                low.append(ABOVE)
        yield top
        yield low
        if width == 3:
            yield ["类", "款", "项", *[ABOVE] * (len(low) - 3)]
        if self.layout.column_numbers:
            count = sum(len(c[1]) if isinstance(c, tuple) else 1 for c in columns)
            yield ["栏次", *[None] * width, *[str(n + 1) for n in range(count)]]
        assert grouped or not any(isinstance(column, tuple) for column in columns)


Amounts = dict[str, Callable[[str], Value]]  # column -> amount of a code ("" is all)


def by_subject(making: Making, sheet: Sheet, codes: list[str], amounts: Amounts, coded: bool = True) -> None:
    """Rows of 类, 款 and 项 with a total row, and the sums down every column."""
    made = sorted({code[:n] for code in codes for n in (3, 5, 7)})
    total: Cells = ["合计", *[None] * making.layout.code_cells]
    total += [Named(("", column), amount("")) for column, amount in amounts.items()]
    if making.layout.total_first:
        sheet.row(total)
    for code in made:
        indent = "　" * (len(code) // 2 - 1) if making.layout.indent_names else ""
        cells: Cells = [*making.code(code), indent + making.name(name_of(code))]
        sheet.row([*cells, *(Named((code, column), amount(code)) for column, amount in amounts.items())])
    for _ in range(making.layout.empty_rows):
        sheet.row([""] * (making.layout.code_cells + 1 + len(amounts)))
    if not making.layout.total_first:
        sheet.row(total)
    for column in amounts if coded else ():
        sheet.total(("", column), [(code, column) for code in made if len(code) == 3])
        for code in made:
            sheet.total(
                (code, column), [(c, column) for c in made if len(c) == len(code) + 2 and c.startswith(code)]
            )


def across(sheet: Sheet, total: str, parts: Sequence[str]) -> None:
    """The total column is the sum of the others in every row."""
    for row in [name[0] for name in list(sheet.named) if isinstance(name, tuple) and name[1] == total]:
        sheet.total((row, total), [(row, part) for part in parts])


Half = tuple[str, str, list[Value | None]]  # a row of one side: name in the laws, label, amounts


def two_sides(
    m: Making,
    sheet: Sheet,
    halves: tuple[list[Half], list[Half]],
    tail: list[tuple[Half, Half]],
    columns: list[str],
) -> None:
    """Income on the left with one amount, spending on the right with one or several."""
    left, right = halves
    numbered = m.layout.line_numbers
    mid: Cells = ["行次"] if numbered else []
    sheet.row(["收入", *[None] * (1 + numbered), "支出", *[None] * (len(columns) + numbered)])
    amount = "预算数" if m.books.basis == "initial" else "决算数"
    sheet.row(["项目", *mid, amount, "项目", *mid, *columns])
    if m.layout.column_numbers:
        gap: Cells = [""] * numbered
        sheet.row(["栏次", *gap, "1", "栏次", *gap, *[str(n + 2) for n in range(len(columns))]])
    height = max(len(left), len(right))
    none: Half = ("", "", [])
    rows = [
        (left[at] if at < len(left) else none, right[at] if at < len(right) else none) for at in range(height)
    ]
    rows += tail
    for at, (first, second) in enumerate(rows, 1):
        sheet.row(
            [
                *_half(first, 1, str(at) if numbered else ""),
                *_half(second, len(columns), str(at + len(rows)) if numbered else ""),
            ]
        )


def _half(row: Half, width: int, line: str) -> Cells:
    name, label, amounts = row
    cells: Cells = [label, *([line] if line else [])]
    cells += [Named((name, n), value) if value is not None else "" for n, value in enumerate(amounts)]
    return [*cells, *[""] * (width - len(amounts))]


def items_of_block(m: Making, block: str) -> list[str]:
    """Codes of a block in order: a class, then its items; all of the list or only those with money."""
    economy = m.books.economy[m.books.year]
    chart = subjects(DEPARTMENT)
    common = ("301", "303") if block == STAFF else ("302", "310")
    classes = sorted(set(economy.classes(block)) | (set(common) if m.layout.all_items else set()))
    made = []
    for code in classes:
        made.append(code)
        made += [
            c for c, s in chart.items() if s.parent == code and (m.layout.all_items or c in economy.cents)
        ]
    return made
