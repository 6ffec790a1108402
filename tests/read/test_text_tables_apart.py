"""Tables of plain text that follow each other: the title of the next one ends the one before."""

from __future__ import annotations

import pytest

from quanheng.read import read

ONE = "项目\t年初数\t年末数\n资产\t1.00\t2.00\n"
TITLES = [
    "支出决算明细表（单位：万元）",
    "公开06表",
    "一般公共预算财政拨款基本支出决算表",
    "注：本表反映本年度支出情况。",
]


@pytest.mark.parametrize("title", TITLES)
def test_a_title_parts_two_tables(title: str) -> None:
    found = read(f"收入决算表\n{ONE}{title}\n{ONE}".encode(), "a.txt")
    assert [table.height for _, table in found.tables()] == [2, 2]
    assert title in [block.text for block in found.blocks]


def test_a_piece_of_a_cell_does_not() -> None:
    found = read("项目\t内容\t数\n甲\t很长的一格\n接着写\t3\n乙\t内容\t4\n".encode(), "a.txt")
    assert [table.height for _, table in found.tables()] == [3]
