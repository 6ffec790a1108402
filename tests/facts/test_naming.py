"""What messages call a figure: its name, never a verb, an adverb or a direction."""

from __future__ import annotations

import pytest

from quanheng.checks.engine import run
from quanheng.model.setting import Setting
from quanheng.report.messages import message
from tests.facts.reading import Rows, facts_in_table, facts_of


def _messages(*lines: str) -> str:
    return "\n".join(message(f) for f in run(facts_of(*lines), Setting())[1])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("应划转资产5126件，年底前划转4518件，还有508件没办手续。", "原文写508件，按5126-4518=608件"),
        ("指标四 履职效果，20分，得21分。", "得分写21分，大于总体20分"),
        (
            "年内追加31.80万元（管道21.80万元、消防改造10.00万元），支出471.16万元，其中人员197.42万元、公用237.74万元。",
            "支出为471.16万元",
        ),
        (
            "年初预算1560.80万元，本年追加486.25万元；决算支出1990.42万元，其中基本支出1102.36万元、项目支出978.06万元。",
            "决算支出为1990.42万元",
        ),
        (
            "支出由494.85万元增至513.13万元，增加18.28万元；其中人员经费增加9.27万元，公用经费减少1.36万元，项目支出减少10.37万元。",
            "增加额写18.28万元，各项增减",
        ),
        (
            "2020年“三公”经费41万元，较上年减少19万元。其中：公务用车购置及运行维护费21万元，较上年减少16万元；公务接待费20万元，较上年减少2.5万元；因公出国（境）费0万元，较上年减少0万元。",
            "三公经费减少额写19万元",
        ),
    ],
)
def test_a_message_calls_a_figure_what_the_text_calls_it(text: str, said: str) -> None:
    assert said in _messages(text)


def test_a_score_of_a_form_is_called_by_its_indicator() -> None:
    rows: Rows = [
        ["一级指标", "三级指标", "指标值", "完成值", "分值", "得分"],
        ["产出", "修建沟渠", "8公里", "8公里", "60", "60"],
        ["效益", "耕地质量等级", "稳中有升", "稳中有升", "30", "31"],
        ["满意度", "农户满意度", "90%", "90%", "10", "10"],
    ]
    found = run(facts_in_table(rows, "项目绩效自评表"), Setting())[1]
    assert "耕地质量等级写31分，大于总体30分。" in [message(f) for f in found]
