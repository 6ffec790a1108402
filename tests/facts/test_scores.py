"""Total scores, grades, and the scores of groups in the text."""

from __future__ import annotations

import pytest

from quanheng.facts.scores import total_score
from tests.facts.reading import alarms, claimed, facts_in_table, facts_of, mentioned, told


def graded(text: str) -> list[tuple[str, str]]:
    return [(c.operands[0].figure.text, c.word) for c in facts_of(text).claims if c.kind == "grade"]


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("综合得分95分，评价等级为“优”。", "优"),
        ("综合得分85.5分，评价等级为良。", "良"),
        ("自评得分95分，绩效评价结果为优秀。", "优秀"),
        ("总分75分，等级：中等。", "中等"),
        ("自评总分55分，评定为差。", "差"),
        ("综合得分95分，属于“优秀”等次。", "优秀"),
    ],
)
def test_a_score_has_its_grade(text: str, grade: str) -> None:
    (found,) = graded(text)
    assert found[1] == grade


@pytest.mark.parametrize(
    "text",
    [
        "综合得分95分，各项工作开展顺利。",
        "评价等级为“优”。",
        "综合得分950分，评价等级为“优”。",
        "综合得分95分，" + "各项工作开展顺利，" * 8 + "评价等级为“优”。",
    ],
)
def test_a_score_or_grade_alone_says_nothing(text: str) -> None:
    assert graded(text) == []


def test_the_score_called_the_result_is_the_total() -> None:
    found = total_score(mentioned("满意度8分，综合得分95分"))
    assert found is not None
    assert found.figure.text == "95分"
    assert total_score(mentioned("支出95万元")) is None


def test_the_grade_is_that_of_the_total_and_not_of_the_first_group() -> None:
    text = "其中产出指标得分48分，效益指标得分47分，综合得分95分，评价等级为“优”。"
    assert graded(text) == [("95分", "优")]


def test_a_part_of_a_list_of_scores_has_no_grade() -> None:
    assert graded("测评100分，其中：自评得分95分，评价等级为“优”。") == []


HEAD = ["一级指标", "二级指标", "三级指标", "分值", "得分"]
ROWS: list[list[str | None]] = [
    ["产出指标", "数量指标", "甲", "20", "19.5"],
    [None, "质量指标", "乙", "30", "29.25"],
    ["效益指标", "经济效益", "丙", "30", "28"],
    ["满意度指标", "满意度", "丁", "10", "9"],
]


def test_the_score_of_a_group_is_that_of_its_rows() -> None:
    facts = facts_in_table([HEAD, *ROWS], "产出指标得分48.75分，效益指标得分28分。")
    assert told(facts, "score_sum", "group-scores") == [
        "total 48.75分, part 19.5, part 29.25", "total 28分, part 28",
    ]  # fmt: skip


def test_a_form_with_too_few_scores_says_nothing_of_its_groups() -> None:
    facts = facts_in_table([HEAD, *ROWS[:2]], "产出指标得分48.75分。")
    assert told(facts, "score_sum", "group-scores") == []


def test_a_score_of_something_else_is_of_no_group() -> None:
    facts = facts_in_table([HEAD, *ROWS], "制度建设得分8分。")
    assert told(facts, "score_sum", "group-scores") == []
    assert claimed("score_sum", "产出指标得分48.75分。") == []


BANDS = "90分及以上为优，80—89.99分为良，60—79.99分为中"


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("指标得分89.05分＋预算执行得分9.50分＝98.55分，等级“{}”。", 98),
        ("决策18分+过程19分+产出38分+效益13.50分=88.50分，评价等级为{}。", 88),
        (f"项目自评88.7分。根据评分标准（{BANDS}），评定等次为“{{}}”。", 88),
        (f"综合得分96.46分，按照标准（{BANDS}），自评等级为{{}}。", 96),
        (f"自评得分96.46分，按“{BANDS}”的标准，自评等级为{{}}。", 96),
        ("各项相加：40分+30分+25.50分＝95.50分，绩效等级为{}。", 95),
    ],
)
def test_the_grade_behind_the_sum_or_behind_the_bands_is_that_of_the_score(text: str, score: int) -> None:
    right, wrong = ("优", "良") if score >= 90 else ("良", "优")
    assert not alarms(text.format(right))
    assert [severity for severity, _ in alarms(text.format(wrong))] == ["error"]


def test_the_bands_alone_grade_nothing() -> None:
    assert graded(f"自评得分96.46分。等级按{BANDS}划分。") == []
    assert graded(f"自评得分96.46分，评分标准（{BANDS}）见附件。") == []


@pytest.mark.parametrize(
    "text",
    [
        "自评得分97.2分，与上年96.4分相比，{}0.8分。",
        "自评分97.2分。其中预算执行10分得9.6分，产出50分得49.1分；与上年96.4分相比，{}0.8分。",
        "综合得分97.2分，较上年96.4分{}0.8分。",
        "项目评价得分为97.2分，比2022年度96.4分{}了0.8分。",
        "总分97.2分，比去年的96.4分{}0.8分。",
        "本年自评得分97.2分，等级为优，与上年得分96.4分相比{}0.8分。",
    ],
)
def test_the_score_is_compared_with_that_of_last_year(text: str) -> None:
    assert not alarms(text.format("提高"))
    assert [stated for _, stated in alarms(text.format("降低"))] == ["0.8分"]
    assert [stated for _, stated in alarms(text.format("提高").replace("0.8分", "1.8分"))] == ["1.8分"]


def test_a_score_of_a_part_is_compared_with_nothing() -> None:
    assert (
        claimed("difference", "产出指标得47.2分，与上年96.4分相比，降低0.8分。", template="score-change")
        == []
    )
    assert (
        claimed("difference", "自评得分97.2分，与全县平均96.4分相比，高0.8分。", template="score-change")
        == []
    )


@pytest.mark.parametrize(
    "said",
    [
        "空气质量等级为良。",
        "水质等级为良，达到要求。",
        "服务对象满意度评价等级为良。",
        "企业信用等级为良。",
        "风险等级为中。",
        "上级复核后等级为良。",
        "复核等级为良。",
    ],
)
def test_the_grade_of_something_else_is_not_the_score_s(said: str) -> None:
    bands = "90分（含）以上为优，80分（含）至90分为良，60分（含）至80分为中，60分以下为差。"
    assert alarms(f"自评得分97分。{said}") == []
    assert alarms(f"{bands}\n自评得分97分。{said}") == []


def test_the_score_and_the_grade_of_the_reviewer() -> None:
    assert alarms("自评得分97分，复核得分86分，复核等级为良。") == []
    text = "复核得分86分，复核等级为{}。"
    assert alarms(text.format("良")) == []
    assert alarms(text.format("优")) != []


@pytest.mark.parametrize(
    "text",
    [
        "履职效能50分得47.8分，管理效率50分得45.7分，总分93.5分，自评等级“{}”（≥90分）。",
        "自评得分93.5分，等级“{}”。",
        "自评93.5分，为“{}”；复核82.8分，为“良”。",
        "复核82.8分，为“良”；自评93.5分，为“{}”。",
        "自评得分82.8分，复核得分93.5分，等级由“良”调整为“{}”。",
        "自评93.5分（{}）。",
        "总分120分，自评得分93.5分，等级为{}。",
    ],
)
def test_a_grade_is_held_against_its_own_score(text: str) -> None:
    assert not alarms(text.format("优"))
    assert [stated[:5] for _, stated in alarms(text.format("中"))] == ["93.5分"]


@pytest.mark.parametrize(
    "text",
    [
        "评价等级：优（90分以上）。扣分合计4.7分，其中管理效能扣1.6分、履职效能扣3.1分。",
        "管理效率满分60分，扣分合计54.3分，等级为优。",
        "水质评分85分，为优；空气质量得分76分，为良。",
        "80分以上不满90分“良”，60分至80分“中”。",
        "得分91分，良好率85%。",
        "考核得分87分，为优秀单位。",
    ],
)
def test_points_taken_off_bands_and_other_things_have_no_grade(text: str) -> None:
    assert not alarms(text)
