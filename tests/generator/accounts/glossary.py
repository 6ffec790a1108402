"""Part four: the terms."""

from __future__ import annotations

from tests.generator.accounts.books import Books
from tests.generator.accounts.making import numeral
from tests.generator.canvas import Canvas

_TERMS = (
    ("财政拨款收入", "指单位从同级财政部门取得的财政预算资金。"),
    ("事业收入", "指事业单位开展专业业务活动及其辅助活动取得的收入。"),
    ("经营收入", "指事业单位在专业业务活动及其辅助活动之外开展非独立核算经营活动取得的收入。"),
    ("其他收入", "指单位取得的除上述收入以外的各项收入。"),
    ("年初结转和结余", "指以前年度尚未完成、结转到本年按有关规定继续使用的资金。"),
    (
        "年末结转和结余",
        "指本年度或以前年度预算安排、因客观条件发生变化无法按原计划实施，需要延迟到以后年度按有关规定继续使用的资金。",
    ),
    ("基本支出", "指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。"),
    ("项目支出", "指在基本支出之外为完成特定行政任务和事业发展目标所发生的支出。"),
    (
        "“三公”经费",
        "纳入财政预决算管理的“三公”经费，是指用财政拨款安排的因公出国（境）费、公务用车购置及运行维护费和公务接待费。",
    ),
    (
        "机关运行经费",
        "指行政单位和参照公务员法管理的事业单位使用一般公共预算财政拨款安排的基本支出中的日常公用经费支出。",
    ),
)


def glossary(canvas: Canvas, books: Books) -> None:
    """Every term with its meaning, in one of two numberings."""
    brackets = books.year % 2
    for n, (term, meaning) in enumerate(_TERMS, 1):
        mark = f"（{numeral(n)}）" if brackets else f"{numeral(n)}、"
        canvas.paragraph(f"{mark}{term}：{meaning}")
