"""Grades against the bands that the document prints itself, wherever its score stands."""

from __future__ import annotations

from decimal import Decimal

import pytest

from quanheng.checks.engine import run
from quanheng.model.finding import DOUBT
from quanheng.model.setting import Setting
from quanheng.report.messages import message
from tests.checks.build import facts_of
from tests.facts.reading import alarms

BANDS = [
    "90分（含）以上为优，80分（含）至90分为良，60分（含）至80分为中，60分以下为差。",
    "评分标准：90分及以上为优，80—89.99分为良，60—79.99分为中，60分以下为差。",
    "等级划分：总分≥90为优；80≤总分＜90为良；60≤总分＜80为中；＜60为差。",
    "评价等级分四档：优（90—100分）、良（80—89分）、中（60—79分）、差（60分以下）。",
    "90—100分优，80—89.9分良，60—79.9分中，60分以下差。",
]
SAID = [
    "指标得分{a}分＋预算执行得分9.50分＝{b}分，等级“{grade}”。",
    "项目自评{b}分，其中预算执行得9.50分，产出得43.05分，效益得{c}分，评定等次为“{grade}”。",
    "本项目综合得分{b}分，自评等级为{grade}。",
]


@pytest.mark.parametrize("bands", BANDS)
@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize(("b", "grade", "right"), [("92.55", "优", True), ("87.30", "良", True), ("87.30", "优", False),
     ("92.55", "良", False)])  # fmt: skip
def test_the_grade_is_that_of_the_printed_bands(
    bands: str, said: str, b: str, grade: str, right: bool
) -> None:
    a = Decimal(b) - Decimal("9.50")
    text = said.format(a=a, b=b, c=a - Decimal("43.05"), grade=grade)
    assert (alarms(f"{text}\n{bands}") == []) == right
    assert (alarms(f"{bands}\n{text}") == []) == right


def test_the_bands_of_the_document_go_before_those_of_the_norm() -> None:
    own = "评定标准为：95分以上为优秀，85分以上不满95分为良好，70分以上不满85分为一般，70分以下为较差。"
    assert alarms(f"{own}\n综合得分92.50分，等级为良好。") == []
    assert alarms(f"{own}\n综合得分92.50分，等级为优秀。") != []


def test_bands_of_something_else_accuse_no_grade_that_the_norm_gives() -> None:
    bands = "物业服务考核标准：95分以上为优秀，85—94分为良好，75—84分为合格，75分以下为不合格。"
    found = alarms(f"{bands}\n经自评，本项目综合得分92.30分，评价等级为优。")
    assert [severity for severity, _ in found] == [DOUBT]


@pytest.mark.parametrize(("middle", "lowest"), [("中", "差"), ("一般", "较差"), ("合格", "不合格")])
def test_two_names_of_one_rank_are_one_grade(middle: str, lowest: str) -> None:
    bands = f"90分以上为优，80分以上不满90分为良，60分以上不满80分为{middle}，60分以下为{lowest}。"
    for score, names in {"75.20": ("中", "一般", "合格"), "55.20": ("差", "较差", "不合格")}.items():
        for name in names:
            assert alarms(f"{bands}\n本项目综合得分{score}分，自评等级为{name}。") == []
    assert alarms(f"{bands}\n本项目综合得分55.20分，自评等级为{middle}。") != []
    assert alarms(f"{bands}\n本项目综合得分75.20分，自评等级为{lowest}。") != []


@pytest.mark.parametrize(("score", "asked"), [("75.20", False), ("85.20", True), ("55.20", False)])
def test_bands_may_end_above_nothing(score: str, asked: bool) -> None:
    text = f"90—100分为优，80—89.9分为良，60—79.9分为中。\n本项目综合得分{score}分，自评等级为中。"
    assert (alarms(text) != []) == asked


TABLE = """
|指标|分值|自评|审核|
|---|---|---|---|
|预算执行|10|10|8.8|
|管理|20|20|17.5|
|产出|50|48|43|
|效益|20|19|18|
|合计|100|97|87.3|

"""


@pytest.mark.parametrize(
    ("own", "checked", "right"), [("优", "良", True), ("优", "中", False), ("良", "良", False)]
)
def test_the_score_may_stand_in_a_table(own: str, checked: str, right: bool) -> None:
    text = f"{TABLE}{BANDS[0]}自评等级为{own}，审核等级为{checked}。"
    assert (alarms(text) == []) == right


@pytest.mark.parametrize(
    "text",
    [
        f"{BANDS[0]}\n去年自评得分83.20分，等级为良；今年力争自评等级为优。",
        f"{BANDS[0]}\n3个项目评为“优”，2个项目评为“良”，平均得分88.20分。",
        f"{BANDS[1]}\n等级为优的项目应当优先安排资金。",
        f"{TABLE}\n{BANDS[0]}等级为中的单位压减预算。",
    ],
)
def test_what_gives_no_grade_is_left_alone(text: str) -> None:
    assert alarms(text) == []


@pytest.mark.parametrize(
    ("bands", "grade", "asked"),
    [
        ("95分以上为优，85—95分为良", "良", False),  # its own first bands, not those of the norm
        ("90分以上为优，80—90分为良", "良", True),
        ("90分及以上为优", "良", True),
        ("95分以上为优", "良", False),  # what is below 95 the document does not say
        ("95分以上优先安排预算", "良", True),  # no band
        ("95分以上优先安排预算", "优", False),
    ],
)
def test_a_document_may_print_its_first_bands_only(bands: str, grade: str, asked: bool) -> None:
    text = f"2023年度部门整体支出绩效自评报告\n本部门综合得分92.50分，评价等级为“{grade}”（{bands}）。"
    assert (alarms(text) != []) == asked


def test_a_grade_by_the_norm_says_whose_bands_they_are() -> None:
    (asked,) = run(facts_of({"text": "综合评价得分96分，评价等级为“良”。"}), Setting())[1]
    assert "按财预〔2020〕10号的一般划分，90分以上为优" in message(asked)
    (asked,) = run(facts_of({"text": f"{BANDS[0]}\n综合评价得分96分，评价等级为“良”。"}), Setting())[1]
    assert "所列标准90分以上为优" in message(asked)
