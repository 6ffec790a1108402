"""Rows of a form told in words: which row is meant, what is compared, what is left alone."""

from __future__ import annotations

import pytest

from quanheng.checks.engine import run
from quanheng.model.setting import Setting
from tests.facts.reading import facts_in_table, told, two_tables

HEAD = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
ROWS = [
    ["产出指标", "数量指标", "举办业务培训", "≥65期", "66期", "16", "16"],
    ["产出指标", "质量指标", "培训考核通过率", "≥90%", "93%", "14", "14"],
    ["效益指标", "社会效益指标", "受益群众覆盖率", "≥85%", "88%", "20", "20"],
]
OTHERS = [
    ["产出指标", "数量指标", "新建改造设施", "≥12处", "13处", "40", "40"],
    ["产出指标", "时效指标", "任务按时完成率", "≥98%", "99%", "30", "30"],
]
FUNDS = [
    ["预算执行情况（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["", "年度资金总额", "368.39", "706.00", "446.00", "10", "63.17%", "6.32"],
]


def of_rows(*texts: str, rows: list[list[str]] | None = None) -> list[str]:
    facts = facts_in_table([HEAD, *(rows or ROWS)], "2023年度部门整体支出绩效自评报告", *texts)
    return [line for line in told(facts, "text_table", "told-row") if _differs(line)]


def _differs(line: str) -> bool:
    stated, first = (part.split()[1].rstrip("分期%") for part in line.split(", "))
    return stated != first


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("举办业务培训。指标值为≥65期，实际完成值为66期，分值16分，得分16分。", []),
        (
            "举办业务培训。指标值为≥65期，实际完成值为66期，分值26分，得分16分。",
            ["stated 26分, first 16"],
        ),
        (
            "举办业务培训，目标值65期，完成值86期，分值16分，得分16分。",
            ["stated 86期, first 66期"],
        ),
        (
            "培训考核通过率：指标值≥98%，完成值93%，分值14分，得分14分。",
            ["stated 98%, first 90%"],
        ),
    ],
)
def test_a_row_is_known_by_its_other_numbers(text: str, wrong: list[str]) -> None:
    assert of_rows(text) == wrong


@pytest.mark.parametrize(
    "text",
    [
        "举办业务培训。指标值为≥60期，实际完成值为70期，分值16分，得分15分。",  # one number in four: something else
        "举办安全培训。指标值为≥65期，实际完成值为66期，分值26分，得分16分。",  # another name
        "举办业务培训。上年指标值为55期，分值16分，得分16分。",  # last year's target
    ],
)
def test_of_a_row_that_is_not_known_nothing_is_said(text: str) -> None:
    assert of_rows(text) == []


def test_of_two_rows_of_one_name_the_one_that_agrees_most_is_meant() -> None:
    other = ["产出指标", "数量指标", "举办业务培训", "≥12期", "13期", "30", "30"]
    text = "举办业务培训。指标值为≥65期，实际完成值为96期，分值16分，得分16分。"
    assert of_rows(text, rows=[*ROWS, other]) == ["stated 96期, first 66期"]
    assert of_rows(text, rows=[*ROWS, ROWS[0]]) == []


def test_a_unit_that_prose_does_not_know_is_read_as_printed() -> None:
    rows = [["成本指标", "生态环境成本指标", "纸张消耗", "≤334箱", "336箱", "8", "7.95"], *ROWS]
    text = "纸张消耗。指标值为≤334箱，实际完成值为336箱，分值8分，得分8.95分。"
    assert of_rows(text, rows=rows) == ["stated 8.95分, first 7.95"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("年初预算数468.39万元，全年预算数706.00万元，全年执行数446.00万元，预算执行率63.17%。", 1),
        ("年初预算数368.39万元，全年预算数706.00万元，全年执行数446.00万元，预算执行率63.17%。", 0),
        ("年初预算数468.39万元，全年预算数716.00万元，全年执行数446.00万元。", 0),
        # the year before has its own
        ("年初预算数368.39万元，全年预算数706.00万元，比上年执行数411.00万元增加35.00万元。", 0),
    ],
)
def test_the_money_of_a_form(text: str, wrong: int) -> None:
    width = len(FUNDS[0])
    rows = [*FUNDS, *([*row, ""] for row in [HEAD, *ROWS])]
    assert all(len(row) == width for row in rows)
    facts = facts_in_table(rows, "2023年度部门整体支出绩效自评报告", text)
    found = told(facts, "text_table", "told-row")
    assert [line for line in found if "468.39" in line or "411" in line] == [
        "stated 468.39万元, first 368.39"
    ] * wrong


def test_a_number_of_a_row_is_not_rounded_anew() -> None:
    text = "培训考核通过率：指标值≥91%，完成值93%，分值14分，得分14分。"
    facts = facts_in_table([HEAD, *ROWS], "2023年度部门整体支出绩效自评报告", text)
    found = [
        f.stated.text for f in run(facts, Setting())[1] if f.rule == "restated/text-and-table" and f.stated
    ]
    assert found == ["91%"]


def test_of_two_forms_with_the_same_money_the_one_that_is_named_is_meant() -> None:
    def form(name: str, initial: str) -> list[list[str | None]]:
        width = 8
        head: list[str | None] = ["项目名称", name, *[None] * (width - 2)]
        rows: list[list[str | None]] = [
            [*row, ""] for row in [HEAD, *ROWS, ["总分", "", "", "", "", "100", "100"]]
        ]
        money: list[str | None] = ["", "年度资金总额", initial, "342.78", "342.78", "10", "100.00%", "10"]
        return [head, [*FUNDS[0]], money, *rows]

    title = "2023年度部门整体支出绩效自评报告"
    told_of = (
        "信息化运行项目。年初预算数200.00万元，全年预算数342.70万元，全年执行数342.78万元，执行率100.00%。"
    )
    facts = two_tables(form("信息化运行项目", "200.00"), form("防汛设施项目", "300.00"), title, told_of)
    found = told(facts, "text_table", "told-row")
    assert "stated 342.70万元, first 342.78" in found
    assert "stated 200.00万元, first 200.00" in found


def test_of_rows_alike_that_of_the_form_whose_other_rows_are_told() -> None:
    other = ["满意度指标", "服务对象", "受益群众覆盖率", "≥85%", "86%", "20", "20"]
    first: list[list[str | None]] = [[*row] for row in (HEAD, *ROWS)]
    second: list[list[str | None]] = [[*row] for row in (HEAD, other, *OTHERS)]
    texts = [
        "举办业务培训。指标值为≥65期，实际完成值为66期，分值16分，得分16分。",
        "受益群众覆盖率。指标值为≥85%，实际完成值为98%，分值20分，得分20分。",
    ]
    title = "2023年度部门整体支出绩效自评报告"
    facts = two_tables(first, second, title, *texts, "项目自评表")
    found = [line for line in told(facts, "text_table", "told-row") if _differs(line)]
    assert found == ["stated 98%, first 88%"]
