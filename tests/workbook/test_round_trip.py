"""A department-year written as a workbook and read back is the same; what is wrong is said with its cell."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook

from quanheng.checks.workbook import OFF, ROUNDING, checked
from quanheng.lexicon.workbook import complete, layout
from quanheng.model.review import Reviewed
from quanheng.model.rule import Amount
from quanheng.model.setting import Setting
from quanheng.model.workbook import DepartmentYear, Key
from quanheng.pipeline import review_apart
from quanheng.read.filled import Filled
from quanheng.read.unreadable import Unreadable
from quanheng.read.workbook import read_workbook
from quanheng.report.fact_sheets import fact_sheets
from quanheng.report.workbook import write
from tests.generator.department_years import department_year, department_years


@settings(max_examples=6, deadline=None)
@given(department_years())
def test_what_is_written_is_read_back(record: DepartmentYear) -> None:
    filled = read_workbook(write(record))
    assert not filled.faults
    assert filled.record == record


@settings(max_examples=40, deadline=None)
@given(department_years())
def test_a_generated_year_has_nothing_off(record: DepartmentYear) -> None:
    assert not [one.check.id for one in checked(record) if one.state in (OFF, ROUNDING)]


def test_every_item_has_a_name_and_every_amount_one_row() -> None:
    described = layout()
    lines = [row.line for _, section in described.sections() for row in section.rows if row.line]
    assert len(lines) == len(set(lines))
    assert all(described.label(line.item) for line in lines)
    for _, section in described.sections():
        codes = [column.code for column in section.columns]
        assert len(codes) == len(set(codes)), section.id


def test_nothing_is_not_zero() -> None:
    record = DepartmentYear(2024)
    record.values[Key("income.other", "final", 2024)] = Amount(Decimal("0.00"), "万元")
    record.absent.add(Key("income.business", "final", 2024))
    read = read_workbook(write(complete(record))).record
    assert read.value("income.other") == 0
    assert read.value("income.superior") is None
    assert Key("income.business", "final", 2024) in read.absent
    assert read.value("income.current_year") == 0
    assert read.value("expenditure.total") is None


def edited(sheet: str, label: str, head: str, value: str | float | None, seed: int = 3) -> tuple[Filled, str]:
    """A workbook in which the cell at a row and a column was changed, and its address."""
    book = load_workbook(BytesIO(write(department_year(seed))))
    page = book[sheet]
    row = next(c.row for c in page["B"] if c.value == label)
    above = [
        c for line in page.iter_rows(max_row=row) for c in line if c.value and str(c.value).endswith(head)
    ]
    cell = page.cell(row, above[-1].column)
    cell.value = value
    out = BytesIO()
    book.save(out)
    return read_workbook(out.getvalue()), f"{sheet}!{cell.coordinate}"


@pytest.mark.parametrize(
    ("sheet", "label", "head", "value", "said"),
    [
        ("02预算决算", "其他收入", "年决算数", "34万元", "不是数字"),
        ("02预算决算", "本年收入合计", "年决算数", 12, "自动计算的格子被改成了数"),
        ("03三公会议培训", "召开会议", "年数", 2.5, "应为不小于 0 的整数"),
        ("01基本情况", "单位层级", "内容", "国家级", "不在可选范围内"),
        ("01基本情况", "单位全称", "内容", None, "没有填"),
    ],
)
def test_what_is_wrong_is_said_with_its_cell(
    sheet: str, label: str, head: str, value: str | float | None, said: str
) -> None:
    filled, cell = edited(sheet, label, head, value)
    assert [(fault.cell, said in fault.message) for fault in filled.faults] == [(cell, True)]


@pytest.mark.parametrize("text", ["1,234.50", "１２３４.５０", " 1234.5 "])
def test_a_number_kept_as_text_is_read(text: str) -> None:
    filled, _ = edited("02预算决算", "其他收入", "年决算数", text)
    assert not filled.faults
    assert filled.record.value("income.other") == Decimal("1234.5")


def test_a_changed_amount_is_off_where_it_is_used() -> None:
    filled, _ = edited("02预算决算", "其他收入", "年决算数", 9999)
    off = {one.check.id for one in checked(filled.record) if one.state == OFF}
    assert {"A01", "B02"} <= off


def test_another_workbook_is_refused() -> None:
    from openpyxl import Workbook

    out = BytesIO()
    Workbook().save(out)
    with pytest.raises(Unreadable, match="不是权衡的自评数据工作簿"):
        read_workbook(out.getvalue())


def test_the_sheet_of_every_figure_is_found_by_its_id() -> None:
    book = Path(__file__).parents[2] / "examples" / "示例_自评数据.xlsx"
    reviewed = review_apart(book.name, book.read_bytes(), Setting())
    assert isinstance(reviewed, Reviewed)
    assert [one.id for one in reviewed.facts.figures] == list(range(len(reviewed.facts.figures)))
    sheets = fact_sheets(reviewed)
    assert all(sheets[one.id].text == one.text for one in reviewed.facts.figures)
