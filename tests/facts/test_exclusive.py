"""Kinds that exclude each other by name, and lists of counts that they make."""

from __future__ import annotations

import pytest

from quanheng.facts.exclusive import complete, exclude
from tests.facts.reading import alarms


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("全县管养公路300.5公里，其中县道100.2公里、乡道90.3公里、村道{}公里。", "110.0"),
        ("专业技术人员56人，其中高级职称12人、中级职称20人、初级及以下{}人。", "24"),
        ("审结复议案件48件，其中维持30件、撤销8件、终止{}件。", "10"),
        ("定点机构20家，其中医院8家、药店{}家。", "12"),
        ("在园幼儿300人，其中小班90人、中班100人、大班{}人。", "110"),
        ("培训教师320人，其中男教师120人、女教师{}人。", "200"),
    ],
)
def test_kinds_that_exclude_each_other_are_never_more_than_the_whole(text: str, right: str) -> None:
    more = str(int(right.split(".", maxsplit=1)[0]) + 37) + (".0" if "." in right else "")
    assert not alarms(text.format(right))
    assert [severity for severity, _ in alarms(text.format(more))] == ["doubt"]


@pytest.mark.parametrize(
    "text",
    [
        "抽检产品120批次，其中合格{}批次、不合格5批次。",
        "开工项目120个，其中已完工{}个、未完工5个。",
        "定点学校120所，其中公办{}所、民办5所。",
        "特困人员120人，其中集中供养{}人、分散供养5人。",
        "监测户120户，其中城镇{}户、农村5户。",
        "参训干部120人，其中男{}人、女5人。",
    ],
)
def test_kinds_that_leave_nothing_out_are_no_less_than_the_whole(text: str) -> None:
    assert not alarms(text.format(115))
    assert {severity for severity, _ in alarms(text.format(103))} == {"doubt"}
    assert {severity for severity, _ in alarms(text.format(118))} == {"doubt"}


@pytest.mark.parametrize(
    "text",
    [
        "人大代表214名，其中妇女代表62名、党员代表139名、农民代表118名。",  # groups that overlap
        "县级以上荣誉30项，其中县级18项、推荐市级17项。",  # the second are some of the first
        "专业技术人员56人，其中高级职称30人、女性40人。",
        "学校63所，其中小学48所、初中14所。",  # there are other kinds of school
        "抽检产品120批次，其中合格90批次、不合格5批次等。",
        "残疾儿童80人，其中肢体60人、女童40人。",
    ],
)
def test_other_names_say_nothing_of_each_other(text: str) -> None:
    assert not alarms(text)


def test_one_name_twice_is_no_division() -> None:
    assert not exclude(["一级", "一级"])
    assert not complete(["合格", "合格"])
    assert complete(["合格", "不合格"])
    assert not complete(["未合格", "不合格"])


@pytest.mark.parametrize(
    "names",
    [
        ["高级职称", "正高级", "中级职称"],
        ["大学生", "本科生"],
        ["事业编制", "参公编制"],
    ],
)
def test_a_kind_does_not_exclude_what_it_holds(names: list[str]) -> None:
    assert not exclude(names)


@pytest.mark.parametrize(
    "names",
    [["正高", "副高", "中级"], ["高级职称", "中级职称", "初级及以下"], ["大专生", "本科生", "研究生"]],
)
def test_kinds_of_one_step_exclude_each_other(names: list[str]) -> None:
    assert exclude(names)
    assert not complete(names)
