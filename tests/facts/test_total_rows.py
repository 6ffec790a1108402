"""Total rows and total columns, whatever the unit: what the other columns show to be a sum, is one in all of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quanheng.model.finding import DOUBT, ERROR
from tests.facts.reading import Rows, put, table_alarms

UNITLESS: Rows = [
    ["科目", "2021年预算", "2021年决算", "2020年决算"],
    ["公务用车运行维护费", "6.40", "5.93", "6.28"],
    ["公务接待费", "2.10", "1.17", "1.36"],
    ["因公出国（境）费", "0.00", "0.00", "0.00"],
    ["合计", "8.50", "7.10", "7.64"],
]
COUNTS: Rows = [
    ["类别", "问题条数", "已整改", "整改中", "核减分"],
    ["目标编制", "4", "4", "0", "2.6"],
    ["预算执行", "6", "3", "3", "3.0"],
    ["资料管理", "2", "2", "0", "1.5"],
    ["合计", "12", "9", "3", "7.1"],
]
SCORES: Rows = [
    ["类别", "满分", "实得"],
    ["预算执行", "10", "9.52"],
    ["产出（5项）", "50", "48.60"],
    ["效益（2项）", "30", "28.50"],
    ["满意度", "10", "10.00"],
    ["合计", "100", "96.62"],
]
FIRST: Rows = [
    ["口径", "年初预算", "调整后预算", "执行数", "执行率"],
    ["部门合计", "3120.00", "4230.40", "3864.27", "91.35%"],
    ["基本支出", "1390.00", "1455.20", "1438.52", "98.85%"],
    ["项目支出", "1730.00", "2775.20", "2425.75", "87.41%"],
]
GROUPED: Rows = [
    ["单位", "项目", "预算数", "支出数"],
    ["一所", "甲", "12.00", "11.00"],
    ["一所", "乙", "30.00", "28.40"],
    ["", "小计", "42.00", "39.40"],
    ["二所", "丙", "15.60", "15.60"],
    ["二所", "丁", "20.00", "19.75"],
    ["", "小计", "35.60", "35.35"],
    ["", "合计", "77.60", "74.75"],
]
ACROSS: Rows = [
    ["镇名", "一季度", "二季度", "三季度", "合计"],
    ["甲镇", "12.30", "14.52", "9.18", "36.00"],
    ["乙镇", "22.10", "18.25", "20.65", "61.00"],
    ["丙镇", "8.40", "7.35", "6.20", "21.95"],
    ["丁镇", "16.15", "15.05", "11.80", "43.00"],
]  # fmt: skip
CLEAN = [UNITLESS, COUNTS, SCORES, FIRST, GROUPED, ACROSS]
SLIPS = [
    (UNITLESS, 2, 3, "1.63", ERROR),
    (UNITLESS, 4, 3, "7.46", ERROR),
    (COUNTS, 2, 4, "4.0", ERROR),
    (SCORES, 5, 2, "97.62", ERROR),
    (FIRST, 3, 1, "1370.00", ERROR),
    (GROUPED, 2, 2, "20.00", DOUBT),
    (GROUPED, 7, 3, "74.57", DOUBT),
    (ACROSS, 2, 4, "61.90", ERROR),
    (ACROSS, 4, 2, "15.50", ERROR),
]


@pytest.mark.parametrize("rows", CLEAN)
def test_totals_that_are_right_raise_nothing(rows: Rows) -> None:
    assert table_alarms(rows) == []


@pytest.mark.parametrize(("rows", "row", "column", "text", "severity"), SLIPS)
def test_a_slip_in_a_total_or_a_part_is_found(
    rows: Rows, row: int, column: int, text: str, severity: str
) -> None:
    found = table_alarms(put(rows, row, column, text))
    assert found
    assert {s for s, _ in found} <= {severity, ERROR}


NO_SUMS: list[Rows] = [
    # what stands for one of something is not added up
    [["项目", "户数", "补助金额", "标准"],
     ["甲", "100", "50000", "500"],
     ["乙", "200", "80000", "400"],
     ["丙", "50", "30000", "600"],
     ["合计", "350", "160000", "457"]],
    # villages counted once though several kinds of work went on in them
    [["项目", "资金", "支出", "覆盖村数"],
     ["道路", "120.00", "118.00", "46"],
     ["路灯", "30.00", "29.00", "38"],
     ["绿化", "50.00", "50.00", "21"],
     ["合计", "200.00", "197.00", "54"]],
    # the same beside other counts that are added up
    [["镇名", "项目数（个）", "标段数（个）", "受益村数（个）"],
     ["甲镇", "3", "4", "6"],
     ["乙镇", "5", "6", "7"],
     ["丙镇", "2", "2", "4"],
     ["合计", "10", "12", "15"]],
    # only some of the rows are the parts
    [["项目", "预算", "支出"],
     ["基本支出", "300.00", "290.00"],
     ["其中：人员经费", "200.00", "195.00"],
     ["项目支出", "100.00", "98.00"],
     ["合计", "400.00", "388.00"]],
    # one of the rows is taken off
    [["项目", "2021年", "2022年", "2023年", "2024年"],
     ["甲", "10.00", "20.00", "30.00", "7.00"],
     ["乙", "4.00", "5.00", "9.00", "7.00"],
     ["减：重复计算", "1.00", "0.00", "0.00", "0.00"],
     ["合计", "13.00", "25.00", "39.00", "14.00"]],
    # the numbers of rows, of years, of people
    [["序号", "项目", "实施年份", "金额"],
     ["1", "甲", "2021", "3.00"],
     ["2", "乙", "2022", "4.00"],
     ["", "合计", "", "7.00"]],
    # a whole column that is no sum of those beside it
    [["镇名", "人口", "户数", "合计", "备注"],
     ["甲镇", "120", "40", "17", ""],
     ["乙镇", "90", "30", "12", ""],
     ["丙镇", "60", "20", "8", ""]],
    # an average at the foot of a column
    [["学校", "满意度", "得分"],
     ["一校", "90.00", "88.00"],
     ["二校", "80.00", "92.00"],
     ["合计", "85.00", "90.00"]],
]  # fmt: skip


def test_columns_under_among_may_leave_some_out() -> None:
    head: list[str | None] = ["镇名", "一季度", "其中：二季度", "三季度", "合计"]
    wrong = put([head, *ACROSS[1:]], 2, 4, "61.90")
    assert {severity for severity, _ in table_alarms(wrong)} == {DOUBT}


@pytest.mark.parametrize("rows", NO_SUMS)
def test_what_is_no_sum_is_not_asked_about(rows: Rows) -> None:
    assert table_alarms(rows) == []


_AMOUNTS = st.lists(st.tuples(*[st.decimals(1, 9999, places=2)] * 3), min_size=2, max_size=8)


@given(_AMOUNTS)
def test_any_table_with_its_sums_is_clean(body: list[tuple[object, ...]]) -> None:
    names = "甲乙丙丁戊己庚辛"
    rows: Rows = [["事项", "去年安排", "今年安排", "明年安排"]]
    rows += [[f"{names[at]}工程", *map(str, line)] for at, line in enumerate(body)]
    rows.append(["合计", *(str(sum(column)) for column in zip(*body, strict=True))])
    assert table_alarms(rows) == []


ASSETS: Rows = [
    ["项目", "年初数", "年末数"],
    ["一、流动资产", "8620.14", "8443.58"],
    ["其中：货币资金", "6120.40", "5998.59"],
    ["应收账款", "1830.22", "1794.82"],
    ["二、固定资产", "15230.60", "16046.83"],
    ["三、无形资产", "318.44", "344.44"],
    ["资产总计", "24169.18", "24834.85"],
]


def test_what_is_under_among_ends_at_the_next_row_of_the_rank() -> None:
    assert table_alarms(ASSETS, "单位：万元") == []
    assert table_alarms(put(ASSETS, 2, 1, "9120.40"), "单位：万元")


def test_rows_without_numbers_behind_one_of_among_may_stand_beside_the_total() -> None:
    plain = [[(cell or "")[2:] if "、" in (cell or "") else cell for cell in row] for row in ASSETS]
    assert table_alarms(plain, "单位：万元") == []
    assert table_alarms(put(plain, 2, 1, "9120.40"), "单位：万元")


TRANSPOSED: Rows = [
    ["项目", "甲镇", "乙镇", "丙镇", "合计"],
    ["项目个数", "2", "3", "4", "9"],
    ["省级资金", "4000000", "1200000", "600000", "5800000"],
    ["县级资金", "626000", "274000", "458700", "1358700"],
    ["资金合计", "4626000", "1474000", "1058700", "7158700"],
]


def test_a_row_that_counts_is_no_amount_of_its_table() -> None:
    assert table_alarms(TRANSPOSED, "单位：元") == []
    assert table_alarms(put(TRANSPOSED, 3, 3, "485700"), "单位：元")


PERCENT: Rows = [
    ["补贴项目", "发放金额（万元）", "去年发放金额（万元）", "比去年增减（%）"],
    ["耕地补贴", "1656.81", "1660.42", "-0.22"],
    ["种粮补贴", "151.56", "128.70", "17.76"],
    ["奖励扶助", "318.53", "311.52", "2.25"],
    ["合计", "2126.90", "2100.64", "1.25"],
]


def test_changes_in_per_cent_are_not_added_up_but_worked_out() -> None:
    assert table_alarms(PERCENT) == []
    assert table_alarms(put(PERCENT, 2, 3, "71.76"))
