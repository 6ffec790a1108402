"""What a workbook hides may be the missing part of a sum: nobody is accused of it; what is all seen is still checked."""

from __future__ import annotations

import pytest

from quanheng.checks.engine import run
from quanheng.facts import extract
from quanheng.model.finding import DOUBT, ERROR
from quanheng.model.setting import Setting
from tests.facts.reading import Rows, tabled

CODES: Rows = [
    ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
    ["208", "社会保障和就业支出", "30.00", "30.00", ""],
    ["20805", "行政事业单位养老支出", "30.00", "30.00", ""],
    ["2080505", "机关事业单位基本养老保险缴费支出", "20.00", "20.00", ""],
    ["2080506", "机关事业单位职业年金缴费支出", "10.00", "10.00", ""],
    ["213", "农林水支出", "70.00", "50.00", "20.00"],
    ["合计", "", "100.00", "80.00", "20.00"],
]
FORM: Rows = [
    ["项目", "预算数", "支出数"],
    ["一、道路", "12.50", "12.00"],
    ["二、路灯", "30.25", "28.40"],
    ["三、绿化", "42.10", "39.40"],
    ["合计", "84.85", "79.80"],
]


def _alarms(rows: Rows, hidden: tuple[int, ...] = (), columns: tuple[int, ...] = ()) -> list[str]:
    document = tabled(rows, "甲县水务局2024年部门预算", "单位：万元")
    for _, table in document.tables():
        for cell in table.cells:
            cell.hidden = cell.row in hidden or cell.column in columns
    found = run(extract(document), Setting())[1]
    return [f.rule for f in found if f.severity in (ERROR, DOUBT)]


@pytest.mark.parametrize(
    ("rows", "hidden", "columns"), [(CODES, (4,), ()), (CODES, (), (3,)), (FORM, (2,), ())]
)
def test_what_is_hidden_is_not_missed(rows: Rows, hidden: tuple[int, ...], columns: tuple[int, ...]) -> None:
    assert _alarms(rows, hidden, columns) == []


@pytest.mark.parametrize(("rows", "row"), [(CODES, 4), (FORM, 2)])
def test_without_the_row_at_all_the_sum_is_wrong(rows: Rows, row: int) -> None:
    assert _alarms([line for at, line in enumerate(rows) if at != row])


def test_a_hidden_row_of_words_excuses_nothing() -> None:
    wrong: Rows = [*CODES[:4], ["2080506", "机关事业单位职业年金缴费支出", "13.00", "13.00", ""], *CODES[5:]]
    assert _alarms([*wrong, ["备注", "", "略", "略", ""]], hidden=(7,))
