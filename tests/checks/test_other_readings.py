"""What others beside a figure give exactly is no error; a slip of the pen, which nothing gives, stays one."""

from __future__ import annotations

import pytest

from tests.facts.reading import alarms

RIGHT = {
    "a share of another whole": "项目总预算8,830.00万元，到位8,530.00万元。累计支付7,968.30万元，占到位资金的93.42%，占总预算的90.24%。",
    "a share of several": "项目支出5,260.00万元，其中设备购置1,680.00万元、劳务费2,290.80万元、业务费520.00万元、"
    "给养费385.20万元，以上四项占项目支出的92.70%。",
    "a change behind another subject": "全年支付1,427.50万元，结余22.50万元；上年支付1,368.20万元，同比增长4.33%。",
    "crossed shares": "问卷520份，其中线上364份、线下156份，占比70%、30%。",
    "what goes and what comes": "优抚对象比上年净减78人（去世112人、新增34人）。",
    "a share of the rest": "预算135.60万元（含结转51.60万元）。结转资金已支出51.60万元，当年资金支出15.12万元，支出率18.00%。",
    "three changes": "与2022年支出3,104.55万元相比，减少323.84万元，下降10.43%，其中基本支出增加36.18万元、项目支出减少360.02万元。"
    "2023年支出2,780.71万元，其中基本支出1,248.30万元、项目支出1,532.41万元。",
    "a subtotal among its items": "支出包括：器材228.30万元、场地82.00万元、赛事45.00万元，三项合计355.30万元。",
}
WRONG = {
    "a digit of the share": ("累计支付7,968.30万元，占到位资金8,530.00万元的94.32%。", "94.32%"),
    "last year's base": ("全年支付1,427.50万元，比上年1,368.20万元增加59.30万元，增长4.15%。", "4.15%"),
    "a completion that the figures themselves make when added": (
        "“三公”经费支出预算为1.11万元，支出决算为1.11万元，完成预算的200.00%。其中：因公出国（境）费0.00万元，公务接待费1.11万元。",
        "200.00%",
    ),
    "a share beyond the whole, which three figures in a row give": (
        "年初结转和结余3.95万元，本年收入19.17万元，本年支出23.12万元（其中：项目支出23.12万元，占200.00%）。",
        "200.00%",
    ),
    "a figure printed twice": (
        "支出合计5,000.00万元，基本支出3,060.00万元（占61.20%），项目支出1,940.00万元（占61.20%）。",
        "61.20%",
    ),
}


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_what_others_give_is_not_accused(text: str) -> None:
    assert not alarms(text)


@pytest.mark.parametrize(("text", "wrong"), WRONG.values(), ids=WRONG)
def test_what_nothing_else_gives_is_an_error(text: str, wrong: str) -> None:
    assert [severity for severity, stated in alarms(text) if wrong in stated]


@pytest.mark.parametrize(
    "text",
    [
        "核定编制30名，其中：行政编制10名、事业编制20名、参公编制5名。",
        "核定编制30名，其中：行政编制10名、事业编制20名、参公编制5名、工勤编制2名。",
        "核定编制35名，其中：行政编制10名、事业编制20名、参公编制6名、工勤编制5名。",
    ],
)
def test_counts_that_the_one_before_may_hold_are_asked_about(text: str) -> None:
    assert [severity for severity, _ in alarms(text)] == ["doubt"]


def test_a_count_larger_than_the_one_before_is_no_part_of_it() -> None:
    assert alarms("核定编制30名，其中：行政编制10名、参公编制15名、事业编制20名。") == [("error", "30名")]
