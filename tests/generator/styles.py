"""Kinds of documents, each a sequence of sections in one of the usual orders."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING, Any

from tests.generator.canvas import Canvas
from tests.generator.habit import Habit, random_habit
from tests.generator.ledger import DepartmentYear, build
from tests.generator.topics import money, public, results

if TYPE_CHECKING:
    from tests.generator.report import Report

Section = Callable[[Canvas, DepartmentYear], None]
# A title, then sections: level, heading, topics.
Layout = tuple[str, list[tuple[Any, ...]]]
_DUTIES = (
    "贯彻执行国家、省、市有关法律法规和方针政策，拟订本行业发展规划并组织实施。",
    "负责本行业项目的申报、实施和监督管理，指导乡镇开展相关工作。",
    "负责本行业安全生产的监督检查，承办县委、县政府交办的其他任务。",
)
_PROBLEMS = (
    "一是预算编制不够精细，个别项目支出进度偏慢；二是绩效指标设置的量化程度有待提高。",
    "一是部分项目前期准备不充分，资金支付集中在下半年；二是绩效管理人员业务水平有待提升。",
)
_MEASURES = (
    "一是细化预算编制，按季度调度支出进度；二是结合工作职责完善可量化、可考核的绩效指标。",
    "一是提前开展项目储备，加快资金支付；二是加强绩效管理业务培训，提高自评质量。",
)


def generate(
    seed: int, style: str = "", habit: Habit | None = None, jitter: int = 0, wording: int = 0
) -> Report:
    """Write a report. Same seed: same department, layout and wording.

    `jitter` changes the amounts, `wording` the phrasing, `habit` the printing. A style that is
    not given is drawn from the seed; an unknown one raises KeyError.
    """
    books = build(seed, jitter=jitter)
    return write(books, seed, style or Random(f"style {seed}").choice(sorted(STYLES)), habit, wording)


def write(
    books: DepartmentYear, seed: int, style: str, habit: Habit | None = None, wording: int = 0
) -> Report:
    """Write a report on given books."""
    canvas = Canvas(habit or random_habit(Random(f"habit {seed}")), Random(f"words {seed} {wording}"))
    compose(canvas, books, STYLES[style](books))
    return canvas.finish(STYLES[style](books)[0], style, seed, books.year)


def compose(canvas: Canvas, books: DepartmentYear, layout: Layout) -> None:
    """Write title and sections of a layout."""
    title, sections = layout
    canvas.heading(title, 0)
    for level, name, *topics in sections:
        canvas.heading(name, level)
        for topic in topics:
            topic(canvas, books)


def _text(*options: str) -> Section:
    def section(canvas: Canvas, _books: DepartmentYear) -> None:
        canvas.paragraph(canvas.pick(*options))

    return section


def _duties(canvas: Canvas, _books: DepartmentYear) -> None:
    for number, duty in enumerate(_DUTIES, 1):
        canvas.paragraph(f"{number}、{duty}")


def _budget_expenditure(canvas: Canvas, books: DepartmentYear) -> None:
    money.expenditure(canvas, books, "initial")


def _budget_classes(canvas: Canvas, books: DepartmentYear) -> None:
    money.classes(canvas, books, "initial")


def _deep_basic(canvas: Canvas, books: DepartmentYear) -> None:
    money.basic(canvas, books, deep=True)


def _self_evaluation(books: DepartmentYear) -> Layout:
    return f"{books.year}年度{books.name}部门整体支出绩效自评报告", [
        (1, "一、部门（单位）基本情况"),
        (2, "（一）主要职责", _duties),
        (2, "（二）机构设置与人员编制", results.sections, results.people),
        (1, "二、部门预算支出情况"),
        (2, "（一）年初预算情况", _budget_expenditure),
        (2, "（二）决算情况", money.income, money.expenditure, money.execution, money.against_initial),
        (2, "（三）基本支出情况", _deep_basic),
        (2, "（四）项目支出情况", money.projects),
        (2, "（五）“三公”经费情况", public.three_public),
        (2, "（六）政府采购情况", public.procurement),
        (2, "（七）资产管理和机关运行情况", public.assets, public.agency),
        (1, "三、部门整体支出绩效情况"),
        (2, "（一）综合评价结论", results.scores),
        (2, "（二）指标完成情况", results.results),
        (1, "四、存在的问题及原因分析", _text(*_PROBLEMS)),
        (1, "五、改进措施", _text(*_MEASURES)),
        (1, "六、其他需要说明的情况", _text("无。", "无其他需要说明的情况。")),
        (1, f"附件：{books.year}年度部门整体支出绩效自评表", results.form),
    ]


def _outline(books: DepartmentYear) -> Layout:
    return f"{books.name}{books.year}年度部门整体绩效评价报告", [
        (1, "一、基本情况", results.sections, results.people),
        (
            1,
            "二、绩效评价工作开展情况",
            _text("按照财政部门统一部署，成立评价小组，制定评价方案，收集资料并现场核查。"),
        ),
        (1, "三、综合评价情况及评价结论", results.scores),
        (1, "四、绩效评价指标分析"),
        (2, "（一）资金投入情况", _budget_expenditure, money.execution),
        (2, "（二）资金使用情况", money.expenditure, money.basic, money.projects),
        (2, "（三）预决算差异情况", money.against_initial, money.difference_table),
        (2, "（四）产出和效益情况", results.results),
        (1, "五、主要经验及做法、存在的问题及原因分析", _text(*_PROBLEMS)),
        (1, "六、有关建议", _text(*_MEASURES)),
        (1, "七、其他需要说明的问题", _text("无。")),
    ]


def _final_accounts(books: DepartmentYear) -> Layout:
    y = books.year
    return f"{books.name}{y}年度部门决算公开", [
        (1, "第一部分 部门概况", _duties, results.sections),
        (1, f"第三部分 {y}年度部门决算情况说明"),
        (2, "一、收入支出决算总体情况说明", money.balance),
        (2, "二、收入决算情况说明", money.income),
        (2, "三、支出决算情况说明", money.expenditure),
        (2, "四、财政拨款收入支出决算总体情况说明", money.fiscal),
        (2, "五、财政拨款支出决算情况说明"),
        (3, "（一）财政拨款支出决算总体情况", money.fiscal_part),
        (3, "（二）财政拨款支出决算结构情况", money.classes),
        (3, "（三）财政拨款支出决算具体情况", money.class_details),
        (2, "六、基本支出决算情况说明", money.basic),
        (2, "七、财政拨款“三公”经费支出决算情况说明"),
        (3, "（一）“三公”经费财政拨款支出决算总体情况说明", public.three_public_disclosure),
        (3, "（二）“三公”经费财政拨款支出决算具体情况说明", public.three_public_structure),
        (
            2,
            "八、政府性基金预算收入支出决算情况",
            _text("本单位无政府性基金收支。", "本部门没有政府性基金预算财政拨款收支。"),
        ),
        (2, "九、其他重要事项情况说明", public.agency, public.procurement),
        (2, "十、预算绩效情况说明", results.scores, results.results),
    ]


def _budget(books: DepartmentYear) -> Layout:
    return f"{books.name}{books.year}年部门预算公开说明", [
        (1, "一、部门基本情况", _duties, results.sections),
        (1, "二、部门预算支出情况", _budget_expenditure),
        (1, "三、一般公共预算拨款支出预算", _budget_classes),
        (1, "四、“三公”经费预算", public.public_budget),
        (1, "五、上年决算情况", money.income, money.expenditure),
        (1, "六、其他重要事项的情况说明", public.agency),
    ]


def _project(books: DepartmentYear) -> Layout:
    return f"{books.year}年度{books.name}项目支出绩效自评报告", [
        (1, "一、项目基本情况", _text("项目由县级财政安排，用于保障年度重点工作。"), money.projects),
        (1, "二、项目资金使用及管理情况", money.execution, money.against_initial),
        (1, "三、项目绩效情况", results.results, results.project_scores),
        (1, "四、存在的问题", _text(*_PROBLEMS)),
        (1, "五、改进措施", _text(*_MEASURES)),
        (1, "附件：项目支出绩效自评表", results.form),
    ]


def _three_public(books: DepartmentYear) -> Layout:
    return f"{books.name}{books.year}年“三公”经费决算情况说明", [
        (1, "一、“三公”经费支出总体情况", public.three_public_disclosure),
        (1, "二、“三公”经费与上年比较情况", public.three_public_years),
        (1, "三、“三公”经费支出具体情况", public.three_public_structure),
    ]


STYLES: dict[str, Callable[[DepartmentYear], Layout]] = {
    "self_evaluation": _self_evaluation,
    "outline": _outline,
    "final_accounts": _final_accounts,
    "budget": _budget,
    "project": _project,
    "three_public": _three_public,
}
