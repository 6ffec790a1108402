"""Sets of documents of one department that fit together."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING

from tests.generator.accounts import accounts, keys
from tests.generator.accounts.books import BASIC, PROJECT, Books, build_books
from tests.generator.canvas import Canvas
from tests.generator.habit import Habit, Value, random_habit
from tests.generator.ledger import DepartmentYear, build, change
from tests.generator.styles import compose, write
from tests.generator.topics import results

if TYPE_CHECKING:
    from tests.generator.report import Report


def two_years(seed: int) -> tuple[DepartmentYear, DepartmentYear]:
    """The books of two years in a row: what the later ones say of the year before is what the earlier ones say."""
    year = 2018 + seed % 7
    old, new = build(seed, year, jitter=1), build(seed, year + 1, jitter=2)
    for (item, when, basis), amount in old.cents.items():
        if when == year:
            new.cents[item, when, basis] = amount
    put = {
        item: amount
        for (item, when, basis), amount in new.cents.items()
        if (when, basis) == (year + 1, "final")
    }
    put["opening"] = old.cents["closing", year, "final"]
    put["income.fiscal"] = put["fiscal"] + put["closing"] - put["opening"]
    put["income"] = put["income.fiscal"] + put["income.other"] + put["income.business"]
    put["grand"] = put["income"] + put["opening"]
    new.cents |= {(item, year + 1, "final"): amount for item, amount in put.items()}
    return old, new


def habits(seed: int) -> tuple[Habit, Habit]:
    """Two documents of one office need not be printed alike."""
    return random_habit(Random(f"habit {seed}")), random_habit(Random(f"other habit {seed}"))


def plain(seed: int) -> Habit:
    """Amounts with two decimals of 万元: slips are not lost in rounding."""
    return replace(habits(seed)[0], unit="万元", places=2, strip=False)


def form_of(books: DepartmentYear, seed: int, habit: Habit) -> Report:
    """The self-evaluation form as a document of its own."""
    canvas = Canvas(habit, Random(f"form {seed}"))
    title = f"{books.year}年度部门整体支出绩效自评表"
    compose(canvas, books, (title, [(1, f"填报单位：{books.name}", results.form)]))
    return canvas.finish(title, "form", seed, books.year)


def letter(
    books: DepartmentYear, seed: int, habit: Habit, kind: str = "部门决算公开", name: str = ""
) -> Report:
    """Accounts in a few sentences that give the changes but not last year's amounts."""
    canvas = Canvas(habit, Random(f"letter {seed} {books.year}"))
    title = f"{name or books.name}{books.year}年度{kind}"
    sections = [(1, "一、收入支出情况", _moves), (1, "二、人员情况", results.people)]
    compose(canvas, books, (title, sections))
    return canvas.finish(title, "letter", seed, books.year)


def _moves(c: Canvas, b: DepartmentYear) -> None:
    c.paragraph()
    total, basic, project = (b.money(i) for i in ("expenditure", "basic", "project"))
    c.say(("{y}年总支出{t}，其中：基本支出{b}，项目支出{p}。",), y=str(b.year), t=total, b=basic, p=project)
    for item, name in (
        ("expenditure", "总支出"),
        ("three_public", "“三公”经费支出"),
        ("reception", "公务接待费支出"),
    ):
        now, then = b.money(item), b.money(item, year=-1)
        if not then.exact:
            continue
        delta = change(now, then, f"change.{item}")
        word = "增加" if delta.sign > 0 else "减少"
        c.paragraph()
        c.say(("{y}年{n}{v}，比上年{w}{d}。",), y=str(b.year), n=name, v=now, w=word, d=delta)
    c.paragraph()
    c.say(
        ("年初结转和结余{o}，本年收入合计{i}，本年支出合计{s}，年末结转和结余{e}。",),
        o=b.money("opening"), i=b.money("income"), s=b.money("expenditure"), e=b.money("closing"),
    )  # fmt: skip


def first_letter(
    books: DepartmentYear, seed: int, habit: Habit, title: str = "", share: Fraction = Fraction(1)
) -> Report:
    """A document that states one year only; `share` scales it to one unit of the department."""
    canvas = Canvas(habit, Random(f"first {seed} {title}"))
    title = title or f"{books.name}{books.year}年度部门决算公开"
    canvas.heading(title, 0)
    canvas.heading("一、收入支出情况", 1)
    canvas.paragraph()

    def part(item: str) -> Value:
        whole = books.money(item)
        return replace(whole, exact=Fraction(int(whole.exact * 100 * share), 100))

    basic, project, running, reception, overseas = (
        part(i) for i in ("basic", "project", "vehicles", "reception", "overseas")
    )
    total = replace(basic, exact=basic.exact + project.exact, item="expenditure")
    public_total = replace(
        running, exact=running.exact + reception.exact + overseas.exact, item="three_public"
    )
    y = str(books.year)
    canvas.say(("{y}年总支出{t}，其中：基本支出{b}，项目支出{p}。",), y=y, t=total, b=basic, p=project)
    canvas.paragraph()
    canvas.say(
        ("{y}年“三公”经费支出{t}，其中：因公出国（境）费{o}，公务用车购置及运行维护费{v}，公务接待费{r}。",),
        y=y, t=public_total, v=running, r=reception, o=overseas,
    )  # fmt: skip
    if share == 1:
        canvas.paragraph()
        canvas.say(("{y}年年末结转和结余{e}。",), y=y, e=books.money("closing"))
    return canvas.finish(title, "first", seed, books.year)


def remainder(books: DepartmentYear, seed: int, habit: Habit, title: str, taken: Fraction) -> Report:
    """What the other unit leaves of the department, to the cent."""
    rest = deepcopy(books)
    for item in ("basic", "project", "vehicles", "reception", "overseas"):
        whole = books.money(item)
        key = (item, books.year, "final")
        rest.cents[key] = books.cents[key] - int(whole.exact * 100 * taken)
    rest.cents["expenditure", books.year, "final"] = (
        rest.cents["basic", books.year, "final"] + rest.cents["project", books.year, "final"]
    )
    return first_letter(rest, seed, habit, title)


def companion(books: Books, seed: int, habit: Habit, year: int = 0) -> Report:
    """A self-evaluation report, or last year's accounts in short, beside the nine tables of `accounts`."""
    canvas = Canvas(habit, Random(f"companion {seed} {year}"))
    when = books.year + year
    kind = "部门决算公开" if year else "部门整体支出绩效自评报告"
    title = f"{books.name}{when}年度{kind}"
    canvas.heading(title, 0)
    canvas.heading("一、部门支出情况", 1)
    canvas.paragraph()
    values = [keys.spend(books, "", "all", k, year) for k in ("total", BASIC, PROJECT)]
    named = zip(("expenditure", "basic", "project"), values, strict=True)
    t, b, p = (replace(value, item=item) for item, value in named)
    canvas.say(("{y}年总支出{t}，其中：基本支出{b}，项目支出{p}。",) if t.exact == b.exact + p.exact else (
        "{y}年总支出{t}，基本支出{b}，项目支出{p}。",), y=str(when), t=t, b=b, p=p)  # fmt: skip
    canvas.paragraph()
    canvas.say(
        ("{y}年“三公”经费支出{t}，其中：公务接待费{r}。",),
        y=str(when), t=replace(keys.public(books, "total", year=year), item="three_public"),
        r=replace(keys.public(books, "reception", year=year), item="reception"),
    )  # fmt: skip
    return canvas.finish(title, "companion", seed, when)


def _report_and_accounts(seed: int) -> tuple[Report, ...]:
    books, (one, other) = build(seed), habits(seed)
    return write(books, seed, "self_evaluation", one), write(books, seed + 1, "final_accounts", other)


def _report_and_form(seed: int) -> tuple[Report, ...]:
    books, (one, other) = build(seed), habits(seed)
    return write(books, seed, "self_evaluation", one), form_of(books, seed, other)


def _budget_and_report(seed: int) -> tuple[Report, ...]:
    books, (one, other) = build(seed), habits(seed)
    return write(books, seed, "budget", one), write(books, seed, "self_evaluation", other)


def _years_of_accounts(seed: int) -> tuple[Report, ...]:
    (old, new), (one, other) = two_years(seed), habits(seed)
    return first_letter(old, seed, one), write(new, seed, "final_accounts", other)


def _years_of_letters(seed: int) -> tuple[Report, ...]:
    (old, new), (one, other) = two_years(seed), habits(seed)
    return first_letter(old, seed, one), letter(new, seed, other), write(new, seed, "three_public", other)


def _tables_and_report(seed: int) -> tuple[Report, ...]:
    return accounts(seed), companion(build_books(seed), seed, habits(seed)[1])


def _tables_of_two_years(seed: int) -> tuple[Report, ...]:
    return companion(build_books(seed), seed, habits(seed)[1], -1), accounts(seed)


def department_and_units(seed: int) -> tuple[Report, ...]:
    books, habit = build(seed), plain(seed)
    station = f"{books.county}项目服务中心"
    whole = first_letter(books, seed, habit)
    where = next(i for i, piece in enumerate(whole.pieces) if piece.kind == "paragraph")
    listed = replace(
        whole.pieces[where], text=f"{books.name}部门决算单位包括：{books.name}（本级）、{station}。"
    )
    head = replace(whole.pieces[where - 1], text="机构设置")
    joined = replace(whole, pieces=[*whole.pieces, head, listed])
    part = Fraction(7, 10)
    own = first_letter(books, seed, habit, f"{books.name}（本级）{books.year}年度单位决算公开", part)
    rest = remainder(books, seed, habit, f"{station}{books.year}年度单位决算公开", part)
    return joined, own, rest


CLEAN: dict[str, Callable[[int], tuple[Report, ...]]] = {
    "report and accounts": _report_and_accounts,
    "report and form": _report_and_form,
    "budget and report": _budget_and_report,
    "accounts of two years": _years_of_accounts,
    "letters of two years": _years_of_letters,
    "nine tables and report": _tables_and_report,
    "nine tables and last year": _tables_of_two_years,
    "department and units": department_and_units,
}
