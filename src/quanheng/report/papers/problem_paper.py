"""The list of problems on paper: A4 across, with boxes for the department's answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from quanheng.model.review import Review
from quanheng.report.papers.filling import Values
from quanheng.report.papers.problems import Problem

COLUMNS = ("编号", "等级", "类别", "位置", "原文摘录", "问题", "算式", "依据", "建议")
ANSWER = "□ 已改\n□ 说明"
ENTRY = frozenset((*COLUMNS, "单位答复", "复核意见", "状态", "标识", "文件"))


def listing(review: Review, found: Sequence[Problem], fields: Mapping[str, str]) -> Values:
    """The values of 问题清单; places name their file where the list is of several."""
    several = len(review.documents) > 1
    return {
        **fields,
        "条数": str(len(found)),
        "标题": fields["单位"],
        "清单": [_entry(one, several) for one in found],
    }


def _entry(one: Problem, several: bool) -> dict[str, str]:
    cells = dict(zip(COLUMNS, one.row, strict=True))
    name = PurePath(one.path).name
    if several:
        cells["位置"] = f"{name} {cells['位置']}"
    return cells | {"单位答复": ANSWER, "复核意见": "", "状态": "", "标识": one.tag, "文件": name}
