"""A relation that holds tells how another of the same figures is to be read."""

from __future__ import annotations

import pytest

from tests.facts.reading import alarms

QUIET = {
    "a share names its whole": "全年支出2588.90万元，预算执行率96.16%，结转103.26万元。其中拨付村卫生室1035.56万元，占支出的40.00%。",
    "two levels give the rate": "项目区玉米平均亩产由上年的1,180斤提高到1,274斤，亩增94斤，增长7.97%。",
    "a unit that is none of ours": "5个项目预计4个能完成目标，“普查成果应用”预计完成9幅，完成率81.82%。",
    "what each of them has": "2个项目全部编了绩效目标，其中：甲项目设指标9个，乙项目设指标7个，共16个。",
    "one of each": "我县开放场馆有图书馆、文化馆、博物馆各1个，乡镇综合文化站9个，共12个。",
    "the same time of last year": "2024年同期支出1,088.40万元，今年同比增加115.20万元，增长10.58%。",
}
ALARMS = {
    "a part beyond its whole": ("全年支出103.26万元。其中拨付村卫生室1035.56万元。", "1035.56万元"),
    "a whole number that does not fit": ("亩增94斤，增长7.97%。", "7.97%"),
    "a rate of the counts": ("5个项目预计4个能完成目标，完成率81.82%。", "81.82%"),
    "parts of what is counted": ("项目2个，其中：新建项目9个。", "9个"),
    "counts behind": ("我县开放场馆有图书馆1个，乡镇综合文化站9个，共12个。", "12个"),
    "a rate that the same time of last year does not give": (
        "2024年同期支出1,088.40万元，今年同比增加115.20万元，增长11.58%。",
        "11.58%",
    ),
}


@pytest.mark.parametrize("text", QUIET.values(), ids=QUIET)
def test_nothing_is_said(text: str) -> None:
    assert alarms("2025年度绩效监控报告\n" + text) == []


@pytest.mark.parametrize(("text", "stated"), ALARMS.values(), ids=ALARMS)
def test_without_it_the_figure_is_told(text: str, stated: str) -> None:
    assert [said for _, said in alarms("2025年度绩效监控报告\n" + text)] == [stated]
