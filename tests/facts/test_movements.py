"""What came and what went against the change that they leave."""

from __future__ import annotations

import pytest

from quanheng.checks.engine import run
from quanheng.facts import extract
from quanheng.model.relation import AGREE, Relation
from quanheng.model.setting import Setting
from quanheng.read import read


def relations(text: str) -> list[Relation]:
    """Those of a text."""
    return run(extract(read(text.encode(), "text.txt"), Setting()), Setting())[0]


@pytest.mark.parametrize(
    "text",
    [
        "年末142家，年初118家，净增24家（新增31家、退出7家）。",
        "优抚对象1,200人，比上年净减78人（去世112人、新增34人）。",
        "年末实有118人，比上年减少3人（调出2人、退休4人、招录3人）。",
        "年末172名，比上年末的175名净减少3名，减幅1.71%，其中当年退休6名、调出2名、新招录5名。",
    ],
)
def test_what_came_and_went_leaves_the_change(text: str) -> None:
    moved = [r for r in relations(text) if r.claim.template == "movement"]
    assert [r.verdict for r in moved] == [AGREE]


@pytest.mark.parametrize(
    "text",
    [
        "年末142家，年初118家，净增26家（新增31家、退出7家）。",
        "优抚对象1,200人，比上年净减87人（去世112人、新增34人）。",
    ],
)
def test_a_wrong_change_is_found(text: str) -> None:
    assert [r.verdict for r in relations(text) if r.claim.template == "movement"] == ["off"]


@pytest.mark.parametrize(
    "text",
    [
        "全年支出118.20万元，其中基本支出44.18万元、项目支出74.02万元。",
        "财政拨款增加118.20万元，其中：基本支出2,244.18万元、项目支出1,164.42万元。",
        "新增31家（新增企业20家、新增个体11家等）。",
    ],
)
def test_lists_of_other_things_bind_nothing(text: str) -> None:
    assert not [r for r in relations(text) if r.claim.template == "movement"]


def test_what_came_and_went_is_no_total() -> None:
    sums = [r for r in relations("年末142家（新增31家、退出7家）。") if r.claim.kind == "sum"]
    assert not sums
