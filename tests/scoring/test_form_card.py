"""The scorecard of a self-evaluation form: own score beside ours, the rule or the norm named on each."""

from __future__ import annotations

from decimal import Decimal

import pytest

from quanheng import pipeline
from quanheng.model.review import Reviewed
from quanheng.model.score import JUDGED, Scorecard
from quanheng.model.setting import Setting
from quanheng.report import scorecard as layout
from quanheng.scoring import scorecard

TITLE = "某某县林业局2023年度项目支出绩效自评表\n\n"
FUNDS = (
    "|年度资金总额||年初预算数|全年预算数|全年执行数|分值|执行率|得分|\n|---|---|---|---|---|---|---|---|\n"
)
HEAD = "|一级指标|二级指标|三级指标|年度指标值|实际完成值|评分标准|分值|得分|\n|---|---|---|---|---|---|---|---|\n"


def carded(rows: str, funds: str = "") -> tuple[Scorecard, Reviewed]:
    text = (
        TITLE
        + (FUNDS + funds if funds else "")
        + (HEAD if not funds else HEAD.split("\n", maxsplit=1)[0] + "\n")
        + rows
    )
    reviewed = pipeline.review_one("form.md", text.encode(), Setting())
    assert isinstance(reviewed, Reviewed)
    return scorecard(reviewed, "form"), reviewed


# Worked out by hand: 18 of 20 is 90 %; by the guideline (90-60)/40 = 75 %.
@pytest.mark.parametrize(
    ("row", "points", "named"),
    [
        ("|产出指标|数量指标|造林|20亩|18亩||30|27|", "27", "财预〔2020〕10号"),
        ("|成本指标|经济成本指标|总成本|≤50万元|62.5万元||20|20|", "16", "财预〔2020〕10号"),
        ("|产出指标|时效指标|按期完工|2023年12月31日|2023年11月5日||10|10|", "10", "财预〔2020〕10号"),
        ("|产出指标|数量指标|造林|20亩|18亩|20亩得30分，每少1亩扣0.5分|30|28|", "29", "20亩得30分"),
    ],
)
def test_points_by_rule_or_norm(row: str, points: str, named: str) -> None:
    card, _ = carded(row + "\n")
    (one,) = card.indicators
    assert one.points is not None
    assert (one.points.low, one.points.high) == (Decimal(points), Decimal(points))
    assert named in one.rule
    assert one.own is not None


def test_the_other_norm_is_told_where_it_differs() -> None:
    card, _ = carded("|产出指标|数量指标|造林|20亩|18亩||30|27|\n")
    assert card.indicators[0].notes == [
        "另按财预〔2021〕101号附件1（完成率90.00%，60%以下不得分，以上按比例）为22.5分"
    ]


def test_a_form_by_the_guideline_is_scored_by_it() -> None:
    rows = "|成本指标|经济成本指标|总成本|≤50万元|48万元||20|20|\n|产出指标|数量指标|造林|20亩|18亩||30|27|\n"
    card, _ = carded(rows)
    assert card.indicators[1].points is not None
    assert card.indicators[1].points.low == Decimal("22.5")
    assert "财预〔2021〕101号" in card.indicators[1].rule
    assert "比按所列标准多4.5分" in card.indicators[1].notes[-1]


def test_what_cannot_be_compared_is_left_to_people() -> None:
    card, _ = carded("|效益指标|社会效益指标|影响力|显著|一般||30|20|\n")
    assert card.indicators[0].state == JUDGED
    assert card.indicators[0].points is None


def test_execution_total_and_grade() -> None:
    rows = "|产出指标|数量指标|造林|20亩|18亩||90|81|\n|总分||||||100|90|\n"
    card, reviewed = carded(rows, "|年度资金总额||100.00|100.00|90.00|10|90.00%|9|\n")
    assert [one.name for one in card.indicators] == ["预算执行率", "造林"]
    assert card.total is not None
    assert (card.total[0], card.total[1].low, card.total[1].high) == (Decimal(100), Decimal(90), Decimal(90))
    assert card.grade == "优"
    assert card.self_score is not None
    shown = layout.text(card, reviewed)
    assert "自评  9（表1第2行第8列）" in shown
    assert "得分 90 分（满分 100），等级 优" in shown
    assert "自评" in layout.html(card, reviewed).decode()


def test_a_document_without_a_form_says_so() -> None:
    reviewed = pipeline.review_one("report.txt", "某某县林业局2023年度报告".encode(), Setting())
    assert isinstance(reviewed, Reviewed)
    card = scorecard(reviewed, "form")
    assert card.indicators == []
    assert "没有读到指标" in layout.text(card, reviewed)
