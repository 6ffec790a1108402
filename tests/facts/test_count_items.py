"""What counts of running text count; an amount's name is not taken for one."""

from __future__ import annotations

import pytest

from tests.facts.reading import facts_of

HEAD = "某县水利局2024年度部门决算公开"


@pytest.mark.parametrize(
    ("text", "number", "item"),
    [
        (
            "因公出国（境）费支出5.00万元，全年安排因公出国（境）团组1个，累计4人次。",
            "1个",
            "overseas.groups",
        ),
        (
            "因公出国（境）费支出5.00万元，全年安排因公出国（境）团组1个，累计4人次。",
            "4人次",
            "overseas.persons",
        ),
        ("公务接待费支出3.00万元，国内公务接待26批次、180人次。", "26批次", "receptions.batches"),
        ("公务接待费支出3.00万元，国内公务接待26批次、180人次。", "180人次", "receptions.visitors"),
        ("会议费支出2.00万元，召开会议6次，参加会议62人。", "6次", "meeting.times"),
        ("2024年度对4个项目开展了绩效自评，涉及资金10.32万元。", "4个", "projects.evaluated"),
        ("纳入绩效自评的项目4个：", "4个", "projects.evaluated"),
        ("编报绩效目标的项目3个。", "3个", "projects.declared"),
        ("会议费支出2.00万元，召开会议6次，参加会议62人。", "62人", "meeting.persons"),
        ("本部门共有车辆3辆，其中：主要负责人用车1辆、其他用车2辆。", "2辆", "vehicles.other"),
        ("单价50万元（含）以上设备5台，单价100万元（含）以上设备2台。", "2台", "equipment.over_100"),
    ],
)
def test_a_count_is_named(text: str, number: str, item: str) -> None:
    assert [f.item for f in facts_of(HEAD, text).figures if f.text == number] == [item]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("开展下乡接待群众来访180人次。", "180人次"),
        ("单价50万元（含）以上设备5台。", "5台"),
        ("外事接待2批次。", "2批次"),
        ("会议费支出2.00万元，发放资料62人。", "62人"),
    ],
)
def test_another_count_is_not(text: str, number: str) -> None:
    named = ("receptions.visitors", "receptions.batches", "equipment.over_100", "meeting.persons")
    assert not [f for f in facts_of(HEAD, text).figures if f.text == number and f.item in named]


def test_the_amount_keeps_its_name() -> None:
    figures = facts_of(HEAD, "公务接待费支出3.00万元，国内公务接待26批次。").figures
    assert [f.item for f in figures] == ["three_public.receptions", "receptions.batches"]
