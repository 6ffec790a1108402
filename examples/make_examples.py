"""Makes the demonstration report, its clean twin, the list of planted errors and a filled workbook; the same bytes every time.

Run from the root of the project: .venv/bin/python -m examples.make_examples
"""

from __future__ import annotations

import json
import sys
from fractions import Fraction
from pathlib import Path
from random import Random

from examples import demo_text, demo_workbook
from examples.docx_dates import settle
from examples.planting import ORDER, plant
from quanheng.report.workbook import write
from tests.generator.canvas import Canvas
from tests.generator.habit import MONEY, Habit, Value
from tests.generator.ledger import DepartmentYear, build
from tests.generator.oracle import broken
from tests.generator.report import Report
from tests.generator.styles import Layout, compose
from tests.generator.topics import money, public, results
from tests.generator.writers import save

HERE = Path(__file__).parent
FAULTY, CLEAN = "示例_部门整体支出绩效自评报告", "示例_无误"
YEAR, DEPARTMENT = 2024, "林业局"


def main() -> None:
    """Write the files; exits with a message when the books no longer offer every place that is needed."""
    report = clean_report()
    if broken(report):
        sys.exit("the clean twin contradicts itself")
    faulty, planted = plant(report)
    for twin, name in ((report, CLEAN), (faulty, FAULTY)):
        for suffix in (".docx", ".txt", ".html"):
            settle(save(twin, HERE / f"{name}{suffix}"))
    (HERE / demo_workbook.NAME).write_bytes(write(demo_workbook.filled()))
    settle(HERE / demo_workbook.NAME)
    listing = json.dumps({"file": f"{FAULTY}.docx", "planted": planted}, ensure_ascii=False, indent=1)
    (HERE / "planted.json").write_text(listing + "\n", encoding="utf-8")


def clean_report() -> Report:
    """The first seed and wording whose report has a place for every planted error."""
    for seed in range(4000):
        books = build(seed, year=YEAR)
        if books.department != DEPARTMENT or not _suits(books):
            continue
        for wording in range(12):
            report = _write(books, seed, wording)
            if plant(report)[1] and len(plant(report)[1]) == len(ORDER):
                return report
    sys.exit("no seed offers every place")


def _suits(books: DepartmentYear) -> bool:
    """A county with the grade 优, something bought of every kind, one car and no trip abroad."""
    parts = ("works_bought", "running", "reception")
    plain = books.county.endswith("县") and not (
        books.money("overseas").exact or books.money("purchase").exact
    )
    return plain and books.grade() == "优" and all(books.money(item).exact for item in parts)


def _write(books: DepartmentYear, seed: int, wording: int) -> Report:
    canvas = Canvas(Habit(), Random(f"example {seed} {wording}"))  # noqa: S311
    layout = _layout(books)
    compose(canvas, books, layout)
    return canvas.finish(layout[0], "example", seed, books.year)


def _paragraphs(*texts: str) -> object:
    def topic(canvas: Canvas, _books: DepartmentYear) -> None:
        for text in texts:
            canvas.paragraph(text)

    return topic


def _aid(canvas: Canvas, books: DepartmentYear) -> None:
    canvas.paragraph()
    canvas.say((demo_text.AID,), person="", amount=Value(MONEY, Fraction(5000), "aid", books.year))


def _layout(books: DepartmentYear) -> Layout:
    y = books.year
    return f"{books.name}{y}年度部门整体支出绩效自评报告", [
        (1, "一、部门（单位）基本情况"),
        (2, "（一）主要职责", _paragraphs(*demo_text.DUTIES)),
        (2, "（二）机构设置与人员编制", results.sections, results.people),
        (2, "（三）年度整体绩效目标", _paragraphs(demo_text.GOAL)),
        (2, "（四）自评工作开展情况", _paragraphs(demo_text.WORK)),
        (1, "二、部门预算及支出情况"),
        (2, "（一）年初预算情况", _initial),
        (2, "（二）决算情况", money.income, money.expenditure, money.against_initial, money.execution),
        (2, "（三）基本支出情况", money.basic, public.agency),
        (2, "（四）项目支出情况", money.projects, _aid),
        (2, "（五）支出预决算对比情况", money.difference_table),
        (2, "（六）“三公”经费情况", public.three_public),
        (2, "（七）政府采购情况", public.procurement),
        (2, "（八）资产管理情况", public.assets),
        (2, "（九）资金管理情况", _paragraphs(demo_text.MANAGEMENT)),
        (1, "三、部门整体支出绩效情况"),
        (2, "（一）综合评价结论", results.scores),
        (2, "（二）指标完成情况", results.results),
        (2, "（三）效益情况", _paragraphs(demo_text.BENEFIT)),
        (1, "四、存在的问题及原因分析", _paragraphs(*demo_text.PROBLEMS)),
        (1, "五、下一步改进措施", _paragraphs(*demo_text.MEASURES)),
        (1, "六、其他需要说明的情况", _paragraphs("无。")),
        (1, f"附件：{y}年度部门整体支出绩效自评表", results.form),
    ]


def _initial(canvas: Canvas, books: DepartmentYear) -> None:
    money.expenditure(canvas, books, "initial")


if __name__ == "__main__":
    main()
