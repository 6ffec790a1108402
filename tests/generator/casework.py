"""Sets of documents of one department, and slips that only another document can show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING

from tests.generator.accounts import accounts, keys
from tests.generator.accounts.books import BASIC, PROJECT, Books, build_books
from tests.generator.canvas import Canvas
from tests.generator.digits import SLIPS
from tests.generator.edits import edited
from tests.generator.habit import COUNT, MONEY, SCORE, Habit, Value, random_habit
from tests.generator.ledger import DepartmentYear, build, change
from tests.generator.styles import compose, write
from tests.generator.topics import results

if TYPE_CHECKING:
    from tests.generator.report import Printed, Report

_SHARED = ("expenditure", "basic", "project", "three_public", "reception", "running", "vehicles", "bought")


@dataclass(frozen=True, slots=True)
class Slip:
    """A set with one slip: `kind`, the number of the document, the text there that a finding must show."""

    kind: str
    reports: tuple[Report, ...]
    document: int
    text: str
    rule: str


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


def _plain(seed: int) -> Habit:
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


def _department_and_units(seed: int) -> tuple[Report, ...]:
    books, habit = build(seed), _plain(seed)
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
    "department and units": _department_and_units,
}


def slips(seed: int) -> list[Slip]:
    """One set for each kind of slip; a kind that the seed's documents offer no place for is left out."""
    made = [maker(seed, Random(f"slip {seed} {at}")) for at, maker in enumerate(_MAKERS)]
    return [slip for slip in made if slip is not None]


_Test = Callable[["Printed"], bool]
_LEAST = Fraction(5, 100)  # what rounding alone may have moved is no slip


@dataclass(frozen=True, slots=True)
class Plan:
    """A slip to be made in document `at`: which figures it may hit, by which operator, and the rule that tells it."""

    kind: str
    rule: str
    at: int
    test: _Test
    operator: str = "M2"

    def carry_out(self, reports: Sequence[Report], rng: Random) -> Slip | None:
        """Give every print of one figure other digits, as one who had another number would."""
        report = reports[self.at]
        found = sorted({_mark(f) for f in report.figures if self.test(f) and _long(f)})
        if not found:
            return None
        chosen = rng.choice(found)
        text = SLIPS[self.operator](chosen[3], rng)
        if text is None or abs(_value(text) - _value(chosen[3])) < _LEAST:
            return None
        same = [f for f in report.figures if _mark(f) == chosen]
        changed = edited(report, [(f.spot, text) for f in same])
        documents = (*reports[: self.at], changed, *reports[self.at + 1 :])
        return Slip(self.kind, documents, self.at, text, self.rule)


def _mark(figure: Printed) -> tuple[str, int, str, str]:
    return figure.item, figure.year, figure.basis, figure.text


def _long(figure: Printed) -> bool:
    return figure.dim != MONEY or sum(c.isdigit() for c in figure.text) > 2


def _value(text: str) -> Fraction:
    return Fraction(text.replace(",", ""))


def _of(year: int, basis: str, *items: str) -> _Test:
    return lambda f: (
        f.dim == MONEY and f.year == year and f.basis == basis and f.item in items and f.text != "0"
    )


def _same_year(seed: int, rng: Random, operator: str, kind: str) -> Slip | None:
    books, habit = build(seed), _plain(seed)
    pair = first_letter(books, seed, habit), write(books, seed, "self_evaluation", habit)
    return Plan(kind, "same-fact", 0, _of(books.year, "final", *_SHARED), operator).carry_out(pair, rng)


def _digit(seed: int, rng: Random) -> Slip | None:
    return _same_year(seed, rng, "M2", "digit in one document")


def _swap(seed: int, rng: Random) -> Slip | None:
    return _same_year(seed, rng, "M1", "digits swapped in one document")


def _point(seed: int, rng: Random) -> Slip | None:
    return _same_year(seed, rng, "M3", "decimal shift in one document")


def _tables(seed: int, rng: Random) -> Slip | None:
    books, habit = build_books(seed), _plain(seed)
    pair = companion(books, seed, habit), accounts(seed)
    return Plan(
        "report against the nine tables",
        "same-fact",
        0,
        _of(books.year, "final", "expenditure", "basic", "project", "three_public", "reception"),
    ).carry_out(pair, rng)


def _budget(seed: int, rng: Random) -> Slip | None:
    books, habit = build(seed), _plain(seed)
    pair = write(books, seed, "budget", habit), write(books, seed, "self_evaluation", habit)
    return Plan(
        "disclosed budget",
        "budget-disclosed",
        0,
        _of(books.year, "initial", "expenditure", "basic", "project"),
    ).carry_out(pair, rng)


def _prior(seed: int, rng: Random) -> Slip | None:
    (old, new), habit = two_years(seed), _plain(seed)
    pair = first_letter(old, seed, habit), write(new, seed, "three_public", habit)
    return Plan(
        "last year's figure", "prior-figure", 1, _of(old.year, "final", "three_public", "reception")
    ).carry_out(pair, rng)


def _delta(seed: int, rng: Random) -> Slip | None:
    (old, new), habit = two_years(seed), _plain(seed)
    pair = first_letter(old, seed, habit), letter(new, seed, habit)
    return Plan(
        "stated change", "change-since-prior", 1, lambda f: f.item.startswith("change.") and f.text != "0"
    ).carry_out(pair, rng)


def _base(seed: int, rng: Random) -> Slip | None:
    (old, new), habit = two_years(seed), _plain(seed)
    pair = first_letter(old, seed, habit), letter(new, seed, habit)
    return Plan(
        "last year's document",
        "change-since-prior",
        0,
        _of(old.year, "final", "expenditure", "three_public", "reception"),
    ).carry_out(pair, rng)


def _carried(seed: int, rng: Random) -> Slip | None:
    (old, new), habit = two_years(seed), _plain(seed)
    pair = first_letter(old, seed, habit), letter(new, seed, habit)
    return Plan("opening carryover", "carried-over", 0, _of(old.year, "final", "closing")).carry_out(
        pair, rng
    )


def _people(seed: int, rng: Random) -> Slip | None:
    books, habit = two_years(seed)[1], _plain(seed)
    pair = letter(books, seed, habit), write(books, seed, "self_evaluation", habit)
    return Plan(
        "number of staff", "counted", 0, lambda f: f.dim == COUNT and f.item in ("posts", "staff")
    ).carry_out(pair, rng)


def _score(seed: int, rng: Random) -> Slip | None:
    books, habit = build(seed), _plain(seed)
    pair = write(books, seed, "self_evaluation", habit), form_of(books, seed, habit)
    return Plan(
        "score of the form", "report-and-form-score", 1, lambda f: f.dim == SCORE and f.item == "score"
    ).carry_out(pair, rng)


def _result(seed: int, rng: Random) -> Slip | None:
    books, habit = build(seed), _plain(seed)
    pair = write(books, seed, "self_evaluation", habit), form_of(books, seed, habit)
    plan = Plan(
        "result of the form",
        "report-and-form-result",
        1,
        lambda f: f.item.startswith("indicator.") and len(f.text) > 1,
    )
    return plan.carry_out(pair, rng)


def _unit(seed: int, rng: Random) -> Slip | None:
    reports = _department_and_units(seed)
    return Plan(
        "unit of a department",
        "unit",
        1,
        _of(reports[0].year, "final", "expenditure", "basic", "project", "three_public"),
    ).carry_out(reports, rng)


def _copied(seed: int, rng: Random) -> Slip | None:
    (old, new), habit = two_years(seed), _plain(seed)
    first = first_letter(old, seed, habit)
    second = first_letter(new, seed, habit)
    at = rng.choice([i for i, piece in enumerate(first.pieces) if "其中" in piece.text])
    text = first.pieces[at].text.replace(str(old.year), str(new.year))
    if text == second.pieces[at].text:
        return None
    pieces = [*second.pieces[:at], replace(second.pieces[at], text=text), *second.pieces[at + 1 :]]
    return Slip(
        "last year's sentence",
        (first, replace(second, pieces=pieces)),
        1,
        text.rstrip("。.").split(";")[0].split("；")[0],
        "copied-text",
    )


_MAKERS = (
    _digit, _swap, _point, _tables, _budget, _prior, _delta, _base, _carried, _people, _score, _result, _unit, _copied,
)  # fmt: skip
