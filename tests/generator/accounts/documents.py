"""Whole documents: published final accounts and budgets."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.generator.accounts import matters_prose, prose, public_prose
from tests.generator.accounts.books import Books, build_books
from tests.generator.accounts.glossary import glossary
from tests.generator.accounts.layout import GENERATIONS, Layout, prose_habit, random_layout, table_habit
from tests.generator.accounts.making import Making, numeral
from tests.generator.accounts.overview import duties, units
from tests.generator.accounts.tables import TABLES
from tests.generator.canvas import Canvas
from tests.generator.report import Report

Section = Callable[[Canvas, Books], None]


def accounts(seed: int, layout: Layout | None = None, wording: int = 0) -> Report:
    """Final accounts of an invented department. Same seed: same books; `wording` another phrasing."""
    books = build_books(seed)
    rng = Random(f"layout {seed}")
    layout = layout or random_layout(rng)
    tables = table_habit(rng)
    text = prose_habit(rng, tables)
    canvas = Canvas(text, Random(f"words {seed} {wording}"))
    title = f"{books.name}{books.year}年度部门决算" + canvas.pick("", "公开", "公开说明")
    canvas.heading(title, 0)
    _contents(canvas, books, layout)
    canvas.heading(f"第一部分 {books.name}概况", 1)
    duties(canvas)
    units(canvas, books, "决算")
    canvas.heading(
        f"第二部分 {canvas.pick(f'{books.year}年度部门决算表', '部门决算表', f'{books.name}{books.year}年度部门决算表')}",
        1,
    )
    canvas.habit = tables
    for number, key in enumerate((k for k in GENERATIONS[layout.generation] if k in TABLES), 1):
        _table(canvas, Making(books, layout), key, number)
    canvas.habit = text
    canvas.heading(f"第三部分 {books.year}年度部门决算情况说明", 1)
    for number, (name, subs) in enumerate(_sections(layout), 1):
        canvas.heading(f"{numeral(number)}、{name}", 2)
        for sub, (part, section) in enumerate(subs, 1):
            if part:
                canvas.heading(f"（{numeral(sub)}）{part}", 3)
            section(canvas, books)
    canvas.heading("第四部分 名词解释", 1)
    glossary(canvas, books)
    return canvas.finish(title, "accounts", seed, books.year)


Part = tuple[str, list[tuple[str, Section]]]  # a section with its parts; a part without a heading has ""


def _sections(layout: Layout) -> list[Part]:
    general = "一般公共预算财政拨款支出决算"
    public = "“三公”经费财政拨款支出决算"
    made: list[Part] = [
        ("收入支出决算总体情况说明", [("", prose.overall)]),
        ("收入决算情况说明", [("", prose.income)]),
        ("支出决算情况说明", [("", prose.expenditure)]),
        ("财政拨款收入支出决算总体情况说明", [("", prose.fiscal)]),
        (
            f"{general}情况说明",
            [
                (f"{general}总体情况", prose.general_total),
                (f"{general}结构情况", prose.general_structure),
                (f"{general}具体情况", prose.general_details),
            ],
        ),
        ("一般公共预算财政拨款基本支出决算情况说明", [("", prose.basic)]),
        (
            "财政拨款“三公”经费支出决算情况说明",
            [
                (f"{public}总体情况说明", public_prose.public_total),
                (f"{public}具体情况说明", public_prose.public_structure),
            ],
        ),
        ("政府性基金预算财政拨款收入支出决算情况说明", [("", prose.government_fund)]),
    ]
    rest: list[tuple[str, Section]] = [
        ("机关运行经费支出说明", matters_prose.agency),
        ("一般性支出情况说明", matters_prose.general_costs),
        ("政府采购支出说明", matters_prose.procurement),
        ("国有资产占用情况说明", matters_prose.assets),
    ]
    if layout.generation in ("L9_2020", "L9_2022"):
        made += [(f"关于{name}", [("", section)]) for name, section in rest]
        return [*made, ("关于预算绩效情况的说明", [("", matters_prose.performance)])]
    if layout.generation != "L8":
        made.append(("国有资本经营预算财政拨款支出决算情况说明", [("", prose.state_capital)]))
    return [*made, ("预算绩效情况说明", [("", matters_prose.performance)]), ("其他重要事项情况说明", rest)]


def _contents(canvas: Canvas, books: Books, layout: Layout) -> None:
    if canvas.rng.random() < 0.5:
        return
    canvas.paragraph("目录")
    canvas.paragraph(f"第一部分 {books.name}概况")
    canvas.paragraph(f"第二部分 {books.year}年度部门决算表")
    for number, key in enumerate((k for k in GENERATIONS[layout.generation] if k in TABLES), 1):
        canvas.paragraph(f"{numeral(number)}、{TABLES[key][0]}")
    canvas.paragraph(f"第三部分 {books.year}年度部门决算情况说明")
    canvas.paragraph("第四部分 名词解释")


def _table(canvas: Canvas, making: Making, key: str, number: int) -> None:
    books, layout, rng = making.books, making.layout, canvas.rng
    title, build = TABLES[key]
    if key == "T09" and layout.generation in ("L8", "L9_2020"):
        title = "一般公共预算财政拨款“三公”经费支出决算表"
    if key == "T06" and layout.all_items:
        title = title.replace("决算表", "决算明细表")
    unit = f"金额单位：{canvas.habit.unit}" if rng.random() < 0.4 else f"单位：{canvas.habit.unit}"
    if layout.unit_at == "title":
        title += f"（{unit}）"
    if layout.heading_titles:
        canvas.heading(f"{numeral(number)}、{title}", 2)
    else:
        canvas.paragraph(title)
    if layout.table_code:
        canvas.paragraph(f"公开{number:02}表")
    if layout.unit_at == "line":
        canvas.paragraph(
            rng.choice((unit, f"部门：{books.name}　　　{unit}", f"编制单位：{books.name}        {unit}"))
        )
    sheet = build(making)
    if layout.unit_at == "cell":
        sheet.rows.insert(0, [f"部门：{books.name}　{unit}", *[None] * (max(map(len, sheet.rows)) - 1)])
        sheet.named = {name: (r + 1, c) for name, (r, c) in sheet.named.items()}
    sheet.write(canvas)
    if layout.notes:
        canvas.paragraph(f"注：本表反映部门本年度{_SCOPE[key]}情况。")
    if key in ("T07", "T08") and not books.codes(7, "fund" if key == "T07" else "state"):
        what = "政府性基金预算财政拨款收入和支出" if key == "T07" else "国有资本经营预算财政拨款支出"
        canvas.paragraph(
            rng.choice(
                (
                    f"说明：本部门{books.year}年度没有{what}，故本表无数据。",
                    f"注：{books.name}{books.year}年度没有{what}，本表为空。",
                )
            )
        )
    if key == "T09" and not any(books.public["total", books.year, b] for b in ("initial", "final")):
        canvas.paragraph("说明：本部门本年度没有财政拨款“三公”经费支出，故本表无数据。")


_SCOPE = {
    "T01": "的总收支和年末结转结余", "T02": "取得的各项收入", "T03": "各项支出", "T04": "财政拨款总收支和年末结转结余",
    "T05": "一般公共预算财政拨款支出", "T06": "一般公共预算财政拨款基本支出明细",
    "T07": "政府性基金预算财政拨款收入、支出及结转和结余", "T08": "国有资本经营预算财政拨款支出",
    "T09": "“三公”经费支出预决算", "T10": "一般公共预算财政拨款项目支出",
}  # fmt: skip
