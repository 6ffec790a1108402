"""What is left over, goes beyond or has become of a stock: which figures it binds, and when it binds none."""

from __future__ import annotations

import pytest

from tests.facts.reading import alarms, claimed


@pytest.mark.parametrize(
    ("template", "text", "wanted"),
    [
        ("left-over", "到位资金100万元，支出90万元，支付率90%，剩余10万元。",
         "total 10万元, part 100万元, -part 90万元"),
        ("left-over", "核定编制326名，在编301人，空编25名。", "total 25名, part 326名, -part 301人"),
        ("excess", "合同工期120天，实际用时131天，超期11天。", "total 11天, part 131天, -part 120天"),
        ("stock", "隐性债务年初1826.50万元，新增42.18万元，化解18.90万元，年末余额1849.78万元。",
         "total 1849.78万元, part 1826.50万元, part 42.18万元, -part 18.90万元"),
    ],
)  # fmt: skip
def test_the_words_name_all_terms(template: str, text: str, wanted: str) -> None:
    assert claimed("balance", text, template=template) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "到位资金100万元，其中省级60万元，支出90万元，剩余10万元。",  # three levels: which two is open
        "到位资金100万元。支出90万元，剩余10万元。",  # the first stands in another sentence
        "人均补助100元，支出90元，剩余10元。",  # an average is no stock
        "到位资金100万元，涉及90户，剩余10万元。",  # money and households
        "支出90万元，到位资金100万元，剩余10万元。",  # the second is more than the first
        "目标值120天，实际131次，超期11天。",  # days and times
        "存货年初1826.50万元，年末余额1849.78万元。",  # nothing is told of what came
        "存货年初1826.50万元，购置42.18万元，其中购置设备18.90万元，年末余额1849.78万元。",  # a part of what came
        "存货年初1826.50万元，购置约42万元，年末余额1868.50万元。",  # about
    ],
)
def test_anything_else_in_between_binds_none(text: str) -> None:
    assert not [c for t in ("left-over", "excess", "stock") for c in claimed("balance", text, template=t)]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("三个乡镇应配养护员48人，实配39人，缺口{}人。", "9", "11"),
        ("水库应鉴定10座，已鉴定8座，鉴定率80%，未鉴定{}座。", "2", "3"),
        ("县级配套应到位420.00万元，实际到位380.00万元，到位率90.48%，欠拨{}。", "40.00万元", "40.00元"),
        ("年初预算638.50万元，追加106.70万元，全年预算745.20万元；支出723.34万元；执行率97.07%；结余{}万元。", "21.86", "12.86"),
        ("到位资金1850万元，实际支付1776.37万元，支付率96.02%，结转下年{}万元。", "73.63", "76.33"),
        ("审定价598.40万元，审减13.60万元，而已付款605.00万元，超审定价{}万元。", "6.60", "7.60"),
        ("合同价200万元，送审价260万元，超出合同价{}万元。", "60", "50"),
        ("应缴费1200户，已缴1150户，未缴{}户。", "50", "60"),
    ],
)  # fmt: skip
def test_what_is_left_or_goes_beyond_is_asked_about_where_it_is_wrong(
    text: str, right: str, wrong: str
) -> None:
    assert not alarms(text.format(right))
    assert any(stated.startswith(wrong[:5]) for _, stated in alarms(text.format(wrong)))


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("在册对象年初63人，当年新接收58人，解除49人，年末在册{}人。", "72", "82"),
        ("年初离休干部31人，年内去世5人，年末{}人，平均年龄94岁。", "26", "27"),
        ("累计接收矫正对象186人，解除172人，年末在册{}人（年初148人）。", "162", "152"),
        ("矫正情况：累计接收对象186人，解除172人，年末在册{}人（年初148人）。", "162", "152"),
        ("社区矫正对象在册{}人，全年新接收194人、解除208人，年初在册300人。", "286", "268"),
        ("在校生年初1200人，新招收400人，转出15人，年末在校{}人。", "1585", "1558"),
        ("上年末公务用车18辆，当年购置2辆，报废3辆，年末{}辆。", "17", "19"),
    ],
)
def test_a_roll_is_what_it_was_with_who_came_and_went(text: str, right: str, wrong: str) -> None:
    assert not alarms(text.format(right))
    assert wrong in [stated.rstrip("人辆") for _, stated in alarms(text.format(wrong))]


@pytest.mark.parametrize(
    "text",
    [
        "核定编制64名，年末在职58人，空编5名。",  # some of those serving have no post
        "合同价200万元，概算300万元，送审价260万元，超限额50万元。",  # none is called 限额
        "在册300人，全年新接收194人，年初在册268人。",  # who went is not told
        "全年新接收194人，其中外县转入20人，解除208人，年末在册286人（年初300人）。",  # 20 of the 194
        "接收对象约190人，解除208人，年末在册286人（年初300人）。",
        "应急储备300吨，已动用194吨，剩余54吨。",  # 应急 is no duty
        "预算300万元，省级194万元，支出80万元，结余90万元。",  # which two is open
    ],
)
def test_what_the_words_leave_open_is_no_doubt(text: str) -> None:
    assert not alarms(text)
