"""Points and scores of a self-evaluation form."""

from __future__ import annotations

import pytest

from quanheng.checks.engine import run
from quanheng.model.finding import DOUBT, ERROR, Finding
from quanheng.model.setting import Setting
from tests.facts.reading import Rows, facts_in_table, printed, table_alarms, told, two_tables

TITLE = "2023年度部门整体支出绩效自评表"
HEAD: list[str | None] = ["一级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
ROWS: Rows = [
    ["产出指标（50分）", "甲", "10个", "10个", "20", "20"],
    [None, "乙", "5场", "4场", "30", "28"],
    ["效益指标（30分）", "丙", "90%", "95%", "10", "10"],
    [None, "戊", "90%", "95%", "20", "20"],
    ["满意度指标（20分）", "丁", "90%", "90%", "20", "20"],
]
TOTAL: list[str | None] = ["总分", "", "", "", "100", "98"]


def claims(rows: Rows, kind: str, template: str, *texts: str) -> list[str]:
    return told(facts_in_table(rows, TITLE, *texts), kind, template)


def test_the_weights_make_the_total() -> None:
    assert claims([HEAD, *ROWS, TOTAL], "score_sum", "table-weights") == [
        "total 100, part 20, part 30, part 10, part 20, part 20"
    ]


def test_the_scores_make_the_total() -> None:
    assert claims([HEAD, *ROWS, TOTAL], "score_sum", "table-scores") == [
        "total 98, part 20, part 28, part 10, part 20, part 20"
    ]


def test_a_form_with_blank_scores_is_not_known_to_add_up() -> None:
    rows: Rows = [HEAD, *ROWS[:4], ["满意度指标（20分）", "丁", "90%", "90%", "20", ""], TOTAL]
    (claim,) = (c for c in facts_in_table(rows, TITLE).claims if c.template == "table-scores")
    assert not claim.closed


def test_two_total_rows_or_none_say_nothing() -> None:
    assert claims([HEAD, *ROWS, TOTAL, TOTAL], "score_sum", "table-scores") == []
    assert claims([HEAD, *ROWS], "score_sum", "table-scores") == []


def test_too_few_rows_are_no_form() -> None:
    assert claims([HEAD, *ROWS[:2], TOTAL], "score_sum", "table-scores") == []
    assert claims([HEAD, *ROWS[:2], TOTAL], "score_sum", "table-weights") == []


def test_the_total_score_of_the_text_is_that_of_the_form() -> None:
    assert claims([HEAD, *ROWS, TOTAL], "text_table", "total-score", "综合得分96分。") == [
        "stated 96分, first 98"
    ]


def test_a_lone_total_can_only_confirm() -> None:
    rows: Rows = [HEAD, *ROWS[:2], ["总分", "", "", "", "", "98"]]
    assert claims(rows, "text_table", "total-seen", "综合得分98分。") == ["stated 98分, first 98"]
    assert claims(rows, "text_table", "total-seen", "综合得分96分。") == []


def test_the_weights_of_a_group_make_the_points_in_its_head() -> None:
    assert claims([HEAD, *ROWS, TOTAL], "score_sum", "group-weights") == [
        "total 50分, part 20, part 30", "total 30分, part 10, part 20",
    ]  # fmt: skip


def test_the_points_of_a_groups_head_join_the_figures() -> None:
    facts = facts_in_table([HEAD, *ROWS, TOTAL], TITLE)
    head = printed(facts, "50分")
    assert (head.surface, head.kind, head.id) == ("产出指标", "rule", facts.figures.index(head))
    assert head.place.cell is not None
    assert (head.place.cell.row, head.place.cell.column) == (1, 0)


def test_scores_stay_within_the_points_of_a_group_without_weights() -> None:
    head: list[str | None] = ["一级指标", "三级指标", "得分"]
    rows: Rows = [
        head,
        ["产出指标（50分）", "甲", "20"],
        [None, "乙", "28"],
        ["效益指标（30分）", "丙", "30"],
    ]
    assert claims(rows, "score_cap", "group-cap") == ["total 50分, part 20, part 28", "total 30分, part 30"]


def test_the_heads_of_the_groups_and_the_rate_of_execution_make_the_total() -> None:
    rows: Rows = [
        ["一级指标", "三级指标", "分值", "得分"],
        ["投入", "预算执行率", "10", "10"],
        ["产出指标（50分）", "甲", "", "48"],
        ["效益指标（30分）", "乙", "", "30"],
        ["满意度（10分）", "丙", "", "10"],
        ["总分", "", "100", "98"],
    ]
    assert claims(rows, "score_sum", "head-weights") == [
        "total 100, part 50分, part 30分, part 10分, part 10"
    ]


def test_a_group_without_rows_says_nothing() -> None:
    rows: Rows = [HEAD, ["产出指标（50分）", "甲", "", "", "", ""], *ROWS[2:], TOTAL]
    assert "total 50分" not in " ".join(claims(rows, "score_sum", "group-weights"))


def test_a_score_does_not_exceed_its_weight() -> None:
    assert claims([HEAD, *ROWS[:1]], "at_most", "score-cap") == ["total 20, part 20"]
    assert claims([HEAD, ["产出", "甲", "10个", "10个", "", "20"]], "at_most", "score-cap") == []


def test_three_rows_are_a_form() -> None:
    rows: Rows = [HEAD, *ROWS[:2], ["效益", "丙", "90%", "95%", "50", "50"], TOTAL]
    assert claims(rows, "score_sum", "table-weights") == ["total 100, part 20, part 30, part 50"]
    assert claims(rows, "score_sum", "table-scores") == ["total 98, part 20, part 28, part 50"]


def test_a_table_with_a_head_of_its_own_is_no_next_page_of_the_form() -> None:
    index: Rows = [
        ["序号", "三级指标", "实际完成值", "台账", "行数", "还缺什么"],
        ["1", "甲", "10个", "某台账", "4", "无"],
        ["2", "乙", "4场", "另一台账", "3", "无"],
    ]
    facts = two_tables([HEAD, *ROWS, TOTAL], index, TITLE, "佐证1　索引")
    parts = "part 20, part 30, part 10, part 20, part 20"
    assert told(facts, "score_sum", "table-weights") == [f"total 100, {parts}"]


def test_a_next_page_without_a_head_belongs_to_the_form() -> None:
    facts = two_tables([HEAD, *ROWS[:3]], [*ROWS[3:], TOTAL], TITLE, "续表")
    parts = "part 20, part 30, part 10, part 20, part 20"
    assert told(facts, "score_sum", "table-weights") == [f"total 100, {parts}"]


FUNDS: Rows = [
    ["预算执行情况（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    [None, "年度资金总额", "485.96", "1864.00", "1684.00", "10", "90.34%", "9.03"],
    [None, "其中：一般公共预算", "585.96", "1864.00", "1684.00", "", "", ""],
]
MEASURED: list[str | None] = [
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "",
    "分值",
    "得分",
]


def _form(*weights: str) -> Rows:
    scores = ("40", "30", "20")
    rows: Rows = [
        ["产出指标", "数量指标", f"指标{at}", "10个", "10个", "", weight, score]
        for at, (weight, score) in enumerate(zip(weights, scores, strict=True))
    ]
    return [*FUNDS, MEASURED, *rows, ["总分", "", "", "", "", "", "100", "99.03"]]


def test_a_source_is_no_more_than_the_money_of_its_column() -> None:
    found = claims(_form("40", "30", "20"), "at_most", "fund-source")
    assert found[0] == "total 485.96, part 585.96"
    assert [f.severity for f in _findings(_form("40", "30", "20"), "orders/part-within-whole")] == ["doubt"]


def test_weights_over_the_rows_whose_scores_make_the_total_have_no_other_reading() -> None:
    """The execution rate has ten points: that the others make 100 without it does not excuse a weight ten too high."""
    wrong = _findings(_form("50", "30", "20"), "sums/parts-and-total")
    assert [f.stated.text for f in wrong if f.stated and "分" in f.calculation] == ["100"]


def test_sources_that_make_the_money_in_two_columns_make_it_in_the_third() -> None:
    rows = _form("40", "30", "20")
    rows[2] = [None, "其中：一般公共预算", "485.96", "1800.00", "1650.00", "", "", ""]
    rows.insert(3, [None, "其他资金", "6.00", "64.00", "34.00", "", "", ""])
    assert claims(rows, "sum", "by-source") == ["total 485.96, part 485.96, part 6.00"]
    assert "485.96" in [f.stated.text for f in _findings(rows, "sums/parts-and-total") if f.stated]
    rows[3] = [None, "其他资金", "6.00", "60.00", "34.00", "", "", ""]
    assert claims(rows, "sum", "by-source") == []


def _findings(rows: Rows, rule: str) -> list[Finding]:
    found = run(facts_in_table(rows, TITLE), Setting())[1]
    return [f for f in found if f.severity in (ERROR, DOUBT) and f.rule == rule]


SIMPLE: Rows = [
    ["指标", "分值", "得分"],
    ["产出", "60", "57"],
    ["效益", "40", "35.90"],
    ["总分", "100", "92.90"],
]


@pytest.mark.parametrize(
    "text",
    ["自评得分{}分，等级优。", "我局总分{}分。", "执行率得分＝执行率×10。自评得分{}分。", "综合得分为{}分。"],
)
def test_the_score_told_beside_a_table_is_that_of_the_table(text: str) -> None:
    assert not table_alarms(SIMPLE, text.format("92.90"))
    assert "93.91分" in [stated for _, stated in table_alarms(SIMPLE, text.format("93.91"))]


@pytest.mark.parametrize(
    "texts",
    [
        ("总分90分（含）以上的为优。",),
        ("预算执行自评得分9.5分。",),
        ("部门整体自评得分95.30分。", "一、项目一", "按办法自评。", "得分见下表。"),  # another thing's
        ("上年自评等级为优。",),
    ],
)
def test_another_score_is_not_held_against_the_table(texts: tuple[str, ...]) -> None:
    assert not table_alarms(SIMPLE, *texts)


def _money(score: str) -> Rows:
    head: list[str | None] = ["预算执行（10分）", "年初预算", "全年预算", "执行数", "执行率", "得分"]
    return [head, ["合计", "80.00", "90.00", "85.50", "95.00%", score]]


def _scored(weights: str, scores: str, *total: str) -> Rows:
    rows: Rows = [["三级指标", "目标值", "实际值", "分值", "得分"]]
    pairs = zip(weights.split(), scores.split(), strict=True)
    rows += [[f"指标{at}", "10个", "10个", weight, score] for at, (weight, score) in enumerate(pairs)]
    return [*rows, ["合计", "", "", *total]]


@pytest.mark.parametrize(
    ("weights", "scores", "total", "wanted"),
    [
        ("40 30 20", "40 28 20", ("90", "87"), [(ERROR, "40+28+20=88分")]),  # without the rate: 90 of 90
        ("40 30 20", "40 28 20", ("100", "96.5"), [(ERROR, "40+28+20+9.50=97.5分")]),  # with it: 100
        (
            "40 30 20 10",
            "40 28 20 9.50",
            ("100", "96.50"),
            [(ERROR, "40+28+20+9.50=97.50分")],
        ),  # a row has it
        ("40 30 15", "40 28 15", ("90", "82"), [(DOUBT, "40+28+15+9.50=92.5分")]),  # neither
        ("40 30 20", "40 28 20", ("90", "88"), []),
        ("40 30 20", "40 28 20", ("90", "97.50"), []),
        ("40 30 20", "40 28 20", ("100", "97.50"), []),
    ],
)
def test_whether_the_execution_rate_is_in_a_total_is_told_by_the_full_marks(
    weights: str, scores: str, total: tuple[str, str], wanted: list[tuple[str, str]]
) -> None:
    facts = two_tables(_money("9.50"), _scored(weights, scores, *total), TITLE, "二、绩效指标")
    found = run(facts, Setting())[1]
    sums = [f for f in found if f.rule == "sums/parts-and-total" and f.stated and f.stated.text == total[1]]
    assert [(f.severity, f.calculation) for f in sums] == wanted


@pytest.mark.parametrize(
    ("full", "text", "wanted"),
    [
        ("90", "总得分97.50分。", ""),
        ("90", "总得分98.50分。", "88+9.50=97.50分"),
        ("100", "总得分87分。", ""),
    ],
)
def test_the_score_of_the_whole_has_the_rate_where_the_table_lacks_its_points(
    full: str, text: str, wanted: str
) -> None:
    rows = _scored("40 30 20" if full == "90" else "40 30 30", "40 28 20", full, "88")
    facts = two_tables(_money("9.50"), rows, text, TITLE)
    found = [f for f in run(facts, Setting())[1] if f.rule == "sums/parts-and-total"]
    assert [f.calculation for f in found] == ([wanted] if wanted else [])
