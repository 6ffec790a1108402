"""A department's published budget: tables, then or before them the notes."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tests.generator.accounts import budget_prose, keys
from tests.generator.accounts.books import Books, build_books
from tests.generator.accounts.budget_tables import BUDGETS
from tests.generator.accounts.glossary import glossary
from tests.generator.accounts.layout import Layout, prose_habit, random_layout, table_habit
from tests.generator.accounts.making import Making, numeral
from tests.generator.accounts.overview import duties, units
from tests.generator.canvas import Canvas
from tests.generator.habit import Habit
from tests.generator.report import Report


def budget(seed: int, layout: Layout | None = None, wording: int = 0) -> Report:
    """The budget of an invented department. Same seed: same books; `wording` another phrasing."""
    rng, books = _drawn(seed)
    layout = layout or replace(random_layout(rng), generation=rng.choice(("PLAIN", "PLAIN", "CITY", "YEARS")))
    tables = table_habit(rng)
    if layout.generation == "CITY":
        tables = replace(
            tables, unit="元", places=rng.choice((0, 2)), commas=True, nothing=rng.choice(("", "0"))
        )
    text = prose_habit(rng, tables)
    canvas = Canvas(text, Random(f"budget words {seed} {wording}"))
    title = f"{books.name}{books.year}年" + canvas.pick("部门预算", "度部门预算公开", "部门预算公开说明")
    canvas.heading(title, 0)
    parts = ["overview", "notes", "tables", "terms"]
    if rng.random() < 0.5:
        parts = ["overview", "tables", "notes", "terms"]
    for number, part in enumerate(parts, 1):
        if part == "overview":
            canvas.heading(f"第{numeral(number)}部分 {books.name}概况", 1)
            duties(canvas)
            units(canvas, books, "预算")
        elif part == "tables":
            canvas.heading(f"第{numeral(number)}部分 {books.year}年部门预算表", 1)
            _tables(canvas, Making(books, layout), tables)
            canvas.habit = text
        elif part == "notes":
            canvas.heading(f"第{numeral(number)}部分 {books.year}年部门预算情况说明", 1)
            budget_prose.notes(canvas, books)
        else:
            canvas.heading(f"第{numeral(number)}部分 名词解释", 1)
            glossary(canvas, books)
    return canvas.finish(title, "budget", seed, books.year)


def budget_books(seed: int) -> Books:
    """The books behind the budget of that seed."""
    return _drawn(seed)[1]


def _drawn(seed: int) -> tuple[Random, Books]:
    rng = Random(f"budget layout {seed}")
    return rng, build_books(seed, grain=rng.choice((1, 100, 10000, 1_000_000)), basis="initial")


def _tables(canvas: Canvas, making: Making, habit: Habit) -> None:
    books, layout = making.books, making.layout
    for number, (key, (title, build)) in enumerate(BUDGETS[layout.generation].items(), 1):
        city = layout.generation == "CITY"
        wan = city and key == "B07"
        canvas.habit = replace(habit, unit="万元", places=2, commas=False, nothing="0") if wan else habit
        name = f"{books.year}年{title}" if city else title
        if layout.heading_titles:
            canvas.heading(f"{numeral(number)}、{name}", 2)
        else:
            canvas.paragraph(name)
        if layout.table_code and not city:
            canvas.paragraph(canvas.pick(f"预算公开{number:02}表", f"表{number}"))
        unit = canvas.habit.unit
        canvas.paragraph(canvas.pick(f"编制部门：{books.name}　　　单位：{unit}", f"单位：{unit}"))
        build(making).write(canvas)
        fund = {"B08": "fund", "B09": "state"}.get(key)
        if fund and not books.codes(7, fund):
            canvas.paragraph(
                f"注：本部门{books.year}年无{title.removeprefix('部门')[:7]}支出预算，故本表为空表。"
            )
        if key == "B07" and not keys.public(books, "total", "initial").exact:
            canvas.paragraph(f"注：本部门{books.year}年无“三公”经费预算。")


__all__ = ["Books", "budget"]
