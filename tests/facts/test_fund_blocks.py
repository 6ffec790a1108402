"""The money of a form by source and by nature, row by row in each column."""

from __future__ import annotations

from tests.facts.reading import Rows, alarms, facts_in_table, printed, put, table_alarms

UNIT = "单位：万元"
FORM: Rows = [
    ["预算情况", "预算情况", "年初预算数", "全年预算数", "全年执行数"],
    ["年度资金总额", None, "477.86", "767.62", "567.62"],
    ["按收入性质分", None, "", "", ""],
    ["其中：一般公共预算", None, "463.96", "720.20", "520.20"],
    ["国有资本经营预算拨款", None, "13.90", "27.80", "27.80"],
    ["其他资金", None, "0.00", "19.62", "19.62"],
]


def test_sources_make_the_total_of_each_column() -> None:
    assert table_alarms(FORM, UNIT) == []


def test_a_last_source_too_many_where_the_other_columns_have_all_rows() -> None:
    assert table_alarms(put(FORM, 5, 2, "6.00"), UNIT) == [("error", "477.86")]


def test_the_rows_may_end_earlier_where_no_column_shows_which_they_are() -> None:
    other = put(put(FORM, 5, 3, "39.62"), 5, 4, "39.62")
    assert ("error", "477.86") not in table_alarms(put(other, 5, 2, "6.00"), UNIT)


PUBLIC = (
    "2025年度“三公”经费财政拨款支出预算为46.07万元，支出决算为42.89万元，完成预算的93.10%。"
    "“三公”经费支出决算{total}万元，其中：因公出国（境）费0.00万元；公务用车购置及运行维护费42.89万元；公务接待费0.00万元。"
)


def test_the_same_total_printed_elsewhere_is_no_other_whole_that_the_parts_make() -> None:
    assert ("error", "42.86万元") in alarms(PUBLIC.format(total="42.86"))
    assert alarms(PUBLIC.format(total="42.89")) == []


def test_what_stands_right_of_the_second_mark_is_of_no_column() -> None:
    """基本支出 in the place of 全年执行数 is not what was spent: no text that tells what was is held against it."""
    rows: Rows = [
        ["预算申请", "", "年初预算数", "全年预算数", "全年执行数"],
        [None, "年度资金总额", "308.65", "700.00", "650.00"],
        [None, "按收入性质分", "", "按支出性质分", ""],
        [None, "一般公共预算", "700.00", "基本支出", "415.04"],
        [None, "其他资金", "0.00", "项目支出", "284.96"],
    ]
    assert printed(facts_in_table(rows, UNIT), "415.04").basis == ""
    assert printed(facts_in_table(rows, UNIT), "650.00").basis == "final"
