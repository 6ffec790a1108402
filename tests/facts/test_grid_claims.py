"""What tables assert in themselves."""

from __future__ import annotations

import pytest

from tests.facts.reading import Rows, facts_in_table, operands, shown, told

TITLE = "2023年度部门决算"


def claims(rows: Rows, kind: str, template: str = "", *texts: str) -> list[str]:
    return told(facts_in_table(rows, TITLE, *texts), kind, template)


FUNDS: Rows = [
    ["项目", "年初预算数（万元）", "全年预算数（万元）", "全年执行数（万元）", "执行率"],
    ["年度资金总额", "10.00", "12.00", "11.50", "95.83%"],
    ["其中：财政拨款", "9.00", "11.00", "10.50", ""],
    ["其他资金", "1.00", "1.00", "1.00", ""],
]


def test_a_total_and_its_parts_column_by_column() -> None:
    assert claims(FUNDS, "sum", "table-sum") == [
        "total 10.00, part 9.00, part 1.00", "total 12.00, part 11.00, part 1.00", "total 11.50, part 10.50, part 1.00",
    ]  # fmt: skip


@pytest.mark.parametrize("label", ["支出", "合计", "", "其中：上年结转"])
def test_the_parts_end_with_a_row_of_the_totals_rank(label: str) -> None:
    rows: Rows = [*FUNDS[:3], [label, "1.00", "1.00", "1.00", ""]]
    assert claims(rows, "sum", "table-sum")[0] == "total 10.00, part 9.00"


def test_a_row_of_which_some_is_printed_is_a_subset_and_open() -> None:
    rows: Rows = [["项目", "决算数（万元）"], ["会议费", "10.00"], ["其中：食宿费", "9.00"]]
    (claim,) = (c for c in facts_in_table(rows, TITLE).claims if c.template == "table-sum")
    assert (claim.kind, claim.closed) == ("subset", False)


def test_parts_that_exceed_the_whole_are_always_wrong() -> None:
    rows: Rows = [
        ["项目", "决算数（万元）"],
        ["会议费", "10.00"],
        ["其中：食宿费", "9.00"],
        ["交通费", "3.00"],
    ]
    (claim,) = (c for c in facts_in_table(rows, TITLE).claims if c.template == "table-sum")
    assert (claim.kind, claim.closed) == ("sum", True)


def test_a_known_division_is_closed() -> None:
    rows: Rows = [
        ["项目", "决算数（万元）"],
        ["基本支出", "10.00"],
        ["其中：人员经费", "6.00"],
        ["公用经费", "3.00"],
    ]
    (claim,) = (c for c in facts_in_table(rows, TITLE).claims if c.template == "table-sum")
    assert claim.closed


def test_scores_and_rates_are_not_added_as_money() -> None:
    rows: Rows = [["项目", "分值"], ["产出", "10"], ["其中：数量", "6"], ["质量", "4"]]
    assert claims(rows, "sum") == []


def test_a_total_whose_parts_are_blank_is_no_sum() -> None:
    rows: Rows = [
        ["项目", "年初预算数（万元）", "决算数（万元）"],
        ["年度资金总额", "10.00", ""],
        ["其中：财政拨款", "", "9.00"],
    ]
    assert claims(rows, "sum") == []


def test_the_rows_above_a_total_in_the_last_place() -> None:
    rows: Rows = [["项目", "决算数（万元）"], ["1、设备", "4.00"], ["2、维修", "6.00"], ["合计", "10.00"]]
    (claim,) = (c for c in facts_in_table(rows, TITLE).claims if c.template == "table-last-total")
    assert (shown(claim), claim.closed) == ("total 10.00, part 4.00, part 6.00", True)


def test_rows_without_numbers_may_be_parts_of_each_other() -> None:
    rows: Rows = [["项目", "决算数（万元）"], ["设备", "4.00"], ["电脑", "6.00"], ["合计", "10.00"]]
    (claim,) = (c for c in facts_in_table(rows, TITLE).claims if c.template == "table-last-total")
    assert not claim.closed


def test_the_parts_are_the_rows_numbered_like_the_first() -> None:
    rows: Rows = [
        ["项目", "决算数（万元）"], ["一、设备", "4.00"], ["1、电脑", "3.00"], ["二、维修", "6.00"], ["合计", "10.00"],
    ]  # fmt: skip
    (claim,) = (c for c in facts_in_table(rows, TITLE).claims if c.template == "table-last-total")
    assert (shown(claim), claim.closed) == ("total 10.00, part 4.00, part 6.00", False)
    assert [operands(a) for a in claim.alternatives] == ["total 10.00, part 4.00, part 3.00, part 6.00"]


def test_a_grand_total_behind_a_total_adds_to_it() -> None:
    rows: Rows = [
        ["项目", "决算数（万元）"], ["1、甲", "4.00"], ["2、乙", "6.00"], ["本年支出合计", "10.00"], ["年末结转", "2.00"], ["总计", "12.00"],
    ]  # fmt: skip
    assert claims(rows, "sum", "table-last-total") == [
        "total 10.00, part 4.00, part 6.00", "total 12.00, part 10.00, part 2.00",
    ]  # fmt: skip


def test_a_second_block_of_rows_has_its_own_total() -> None:
    rows: Rows = [
        ["项目", "决算数（万元）"], ["甲", "1.00"], ["乙", "2.00"], ["合计", "3.00"], ["丙", "4.00"], ["丁", "5.00"], ["合计", "9.00"],
    ]  # fmt: skip
    assert claims(rows, "sum", "table-last-total") == [
        "total 3.00, part 1.00, part 2.00",
        "total 9.00, part 4.00, part 5.00",
    ]


def test_a_head_between_begins_anew() -> None:
    rows: Rows = [
        ["项目", "决算数（万元）"], ["甲", "1.00"], ["乙", "2.00"], ["科目", "决算数（万元）"], ["丙", "4.00"], ["丁", "5.00"], ["合计", "9.00"],
    ]  # fmt: skip
    rows[3] = ["科目", "决算数（万元）"]
    assert claims(rows, "sum", "table-last-total") == ["total 9.00, part 4.00, part 5.00"]


@pytest.mark.parametrize(
    "middle",
    [
        [["甲", "1.00"]],
        [["甲", "1.00"], ["其中：乙", "2.00"]],
        [["小计", "1.00"], ["乙", "2.00"]],
    ],
)
def test_one_row_or_rows_with_parts_and_subtotals_are_left_alone(middle: Rows) -> None:
    assert claims([["项目", "决算数（万元）"], *middle, ["合计", "3.00"]], "sum", "table-last-total") == []


def test_a_total_in_the_first_row_is_one_where_a_column_says_so_to_the_last_digit() -> None:
    rows: Rows = [
        ["项目", "年初预算数（万元）", "决算数（万元）"],
        ["部门合计", "5.00", "4.00"],
        ["甲", "2.00", "1.00"],
        ["乙", "3.00", "2.00"],
    ]
    assert claims(rows, "sum") == ["total 5.00, part 2.00, part 3.00", "total 4.00, part 1.00, part 2.00"]
    assert claims([[a, b] for a, _, b in rows], "sum") == []


def test_under_a_total_in_the_first_row_what_is_taken_off_is_not_added() -> None:
    rows: Rows = [
        ["项目", "年初预算数（万元）", "决算数（万元）"],
        ["合计", "6.00", "3.00"],
        ["甲", "1.00", "1.00"],
        ["乙", "5.00", "4.00"],
        ["减：上缴", "0.00", "2.00"],
    ]
    assert claims(rows, "sum") == []
    rows[-1][0] = "丙"
    assert claims(rows, "sum")[1] == "total 3.00, part 1.00, part 4.00, part 2.00", "one way reads both"


def test_final_less_budget_is_the_difference_and_over_the_budget_the_growth() -> None:
    rows: Rows = [
        ["项目", "年初预算数（万元）", "决算数（万元）", "增减额", "增减率"],
        ["会议费", "5.00", "4.00", "-1.00", "-20%"],
    ]
    assert claims(rows, "difference") == ["delta -1.00, current 4.00, prior 5.00"]
    assert claims(rows, "growth") == ["rate -20%, current 4.00, prior 5.00"]


def test_two_years_of_accounts_are_compared_whatever_their_order() -> None:
    rows: Rows = [
        ["项目", "2022年决算数（万元）", "2023年决算数（万元）", "增减额"],
        ["会议费", "5.00", "4.00", "-1.00"],
    ]
    assert claims(rows, "difference") == ["delta -1.00, current 4.00, prior 5.00"]
    swapped: Rows = [
        ["项目", "2023年决算数（万元）", "2022年决算数（万元）", "增减额"],
        ["会议费", "4.00", "5.00", "-1.00"],
    ]
    assert claims(swapped, "difference") == ["delta -1.00, current 4.00, prior 5.00"]


def test_next_years_budget_is_compared_with_this_years_accounts() -> None:
    rows: Rows = [
        ["科目", "2023年执行数（万元）", "2024年预算数（万元）", "增减额"],
        ["会议费", "5.00", "4.00", "-1.00"],
    ]
    assert claims(rows, "difference") == ["delta -1.00, current 4.00, prior 5.00"]


@pytest.mark.parametrize(("delta", "polarity"), [("1.00", 0), ("-1.00", 1)])
def test_a_fall_printed_without_its_sign_says_no_direction(delta: str, polarity: int) -> None:
    rows: Rows = [
        ["项目", "年初预算数（万元）", "决算数（万元）", "增减额"],
        ["会议费", "5.00", "4.00", delta],
    ]
    (claim,) = (c for c in facts_in_table(rows, TITLE).claims if c.kind == "difference")
    found = claim.get("delta")
    assert found is not None
    assert found.polarity == polarity


def test_a_blank_budget_beside_a_difference_stands_for_zero() -> None:
    rows: Rows = [
        ["项目", "年初预算数（万元）", "决算数（万元）", "增减额"], ["会议费", "5.00", "4.00", "-1.00"], ["培训费", "", "2.00", "2.00"],
    ]  # fmt: skip
    facts = facts_in_table(rows, TITLE)
    assert told(facts, "difference") == [
        "delta -1.00, current 4.00, prior 5.00",
        "delta 2.00, current 2.00, prior 空",
    ]
    assert "空" not in [f.text for f in facts.figures]


def test_growth_over_nothing_is_not_asked() -> None:
    rows: Rows = [
        ["项目", "年初预算数（万元）", "决算数（万元）", "增减率", "执行率"],
        ["会议费", "0", "4.00", "100%", "100%"],
    ]
    assert claims(rows, "growth") == claims(rows, "completion") == []


def test_the_rate_of_execution_is_of_the_adjusted_budget_where_there_is_one() -> None:
    assert claims(FUNDS, "completion") == ["rate 95.83%, part 11.50, whole 12.00"]
    rows: Rows = [
        ["项目", "年初预算数（万元）", "全年执行数（万元）", "执行率"],
        ["会议费", "5.00", "4.00", "80%"],
    ]
    assert claims(rows, "completion") == ["rate 80%, part 4.00, whole 5.00"]


BY_SOURCE: Rows = [
    ["项目", "年初预算数（万元）", "全年预算数（万元）", "全年执行数（万元）", "备注原因"],
    ["年度资金总额", "100", "110", "105", ""],
    ["按收入性质分", "", "", "按支出性质分", ""],
    ["一般公共预算", "60", "", "基本支出", "45"],
    ["政府性基金", "50", "", "项目支出", "60"],
]


def test_a_division_by_source_makes_the_total_in_one_of_its_columns() -> None:
    (claim,) = (c for c in facts_in_table(BY_SOURCE, TITLE).claims if c.template == "by-source")
    assert shown(claim) == "total 105, part 60, part 50"
    assert "total 110, part 60, part 50" in [operands(a) for a in claim.alternatives]


def test_sources_that_begin_in_different_columns_are_added_within_one() -> None:
    rows: Rows = [
        ["项目", "年初预算数（万元）", "全年预算数（万元）", "全年执行数（万元）", "备注原因"],
        ["年度资金总额", "60", "110", "105", ""],
        ["按收入性质分", "", "", "", ""],
        ["一般公共预算", "60", "80", "75", ""],
        ["政府性基金", "", "30", "30", ""],
    ]
    assert claims(rows, "sum", "by-source") == [
        "total 110, part 80, part 30", "total 105, part 75, part 30",
    ]  # fmt: skip


BY_COLUMN: Rows = [
    ["项目", "年初预算数（万元）", "全年预算数（万元）", "全年执行数（万元）", "执行率"],
    ["年度资金总额", "100", "110", "105", "95.45%"],
    ["按收入性质分", "", "", "", ""],
    ["其中：一般公共预算", "60", "70", "65", ""],
    ["政府性基金", "40", "40", "40", ""],
    ["按支出性质分", "", "", "", ""],
    ["其中：基本支出", "55", "58", "57", ""],
    ["项目支出", "45", "52", "48", ""],
]


def test_rows_under_both_marks_make_the_total_column_by_column() -> None:
    assert claims(BY_COLUMN, "sum", "by-source") == [
        "total 100, part 60, part 40", "total 110, part 70, part 40", "total 105, part 65, part 40",
    ]  # fmt: skip
    assert claims(BY_COLUMN, "sum", "by-nature") == [
        "total 100, part 55, part 45", "total 110, part 58, part 52", "total 105, part 57, part 48",
    ]  # fmt: skip


def test_a_row_that_is_part_of_another_is_no_part_of_the_total() -> None:
    rows: Rows = [*BY_COLUMN[:5], ["其中：土地出让", "30", "30", "30", ""], *BY_COLUMN[5:]]
    assert claims(rows, "sum", "by-source")[0] == "total 100, part 60, part 40"


def test_without_the_mark_or_with_one_source_there_is_no_division() -> None:
    assert claims([*BY_SOURCE[:2], *BY_SOURCE[3:]], "sum", "by-source") == []
    assert claims(BY_SOURCE[:4], "sum", "by-source") == []
    assert claims([BY_SOURCE[0], *BY_SOURCE[2:]], "sum", "by-source") == []


def test_a_division_with_a_part_left_out_stays_open() -> None:
    rows: Rows = [
        ["项目", "决算数（万元）"], ["政府采购支出", "10.00"], ["其中：货物", "6.00"], ["服务", "3.00"],
    ]  # fmt: skip
    (claim,) = (c for c in facts_in_table(rows, TITLE).claims if c.template == "table-sum")
    assert not claim.closed


def test_a_row_with_a_calculation_and_a_rule_is_no_head() -> None:
    rows: Rows = [
        ["三级指标", "分值", "指标解释及计算", "评分标准", "得分"],
        ["预算完成率", "10", "支出数÷预算数", "100%得满分，每低1个百分点扣0.5分", "8.57"],
        ["结转结余率", "5", "结转结余÷预算数", "≤5%得5分，5%以上不得分", "5"],
        ["公用经费控制率", "10", "实际÷预算", "≤100%得10分，每超1个百分点扣1分", "8"],
        ["合计", "25", "", "", "21.57"],
    ]  # fmt: skip
    assert claims(rows, "score_sum", "table-weights") == ["total 25, part 10, part 5, part 10"]
