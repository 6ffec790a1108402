"""The list of problems as a Word file, A4 across."""

from __future__ import annotations

from datetime import date

from quanheng.model.review import Review
from quanheng.report import numbers
from quanheng.report.papers.kinds import template
from quanheng.report.papers.party import OFFICE
from quanheng.report.papers.problem_paper import listing
from quanheng.report.papers.problems import problems


def encode(review: Review) -> bytes:
    """One table of all findings; what could not be checked is told under the title."""
    found = problems(review)
    facts = [reviewed.facts for reviewed in review.documents]
    names = list(dict.fromkeys(one.organisation for one in facts if one.organisation))
    years = list(dict.fromkeys(str(one.year) for one in facts if one.year))
    fields = dict.fromkeys(("材料", "文件", "数据数", "关系数", "未核", "规范版本", *OFFICE), "") | {
        "单位": names[0] if len(names) == 1 else "",
        "年度": "、".join(years) or "未识别",
        "日期": numbers.day(date.today()),
    }
    return template("问题清单").fill(listing(review, found, fields))
