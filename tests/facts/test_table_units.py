"""The unit of a column whose head names none."""

from __future__ import annotations

import pytest

from quanheng.facts.table_units import head_unit


@pytest.mark.parametrize(
    ("header", "heads", "wanted"),
    [
        ("已完成", ["类别", "问题（个）", "已完成", "整改中", "涉及资金（万元）"], "个"),
        ("整改中", ["类别", "问题（个）", "已完成", "整改中", "涉及资金（万元）"], "个"),
        ("实际支出", ["项目", "面积（亩）", "实际支出", "预算（万元）"], "万元"),  # an amount by its word
        ("第一批", ["项目", "面积（亩）", "资金（万元）", "第一批", "第二批"], "万元"),
        ("上半年", ["项目", "预算（万元）", "上半年", "下半年"], "万元"),
        ("完成", ["项目", "补助标准（元/人）", "完成"], ""),
    ],
)
def test_a_bare_head_goes_with_the_unit_on_its_left(header: str, heads: list[str], wanted: str) -> None:
    found = head_unit(header, heads)
    assert (found.name if found else "") == wanted
