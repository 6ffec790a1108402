"""Names of amounts: the same money has the same name wherever it is printed."""

from __future__ import annotations

from collections.abc import Callable

from tests.generator.accounts.books import FUND, OWN, STATE, Books, Line, money
from tests.generator.habit import Value

TOTAL = "total"


def collapsed(books: Books, fund: str) -> str:
    """Without own money all is fiscal, without funds fiscal is general: then both are one amount."""
    if fund == "all" and not books.has(OWN):
        fund = "fiscal"
    if fund == "fiscal" and not books.has(FUND, STATE):
        fund = "general"
    return fund


def amount(books: Books, cents: int, item: str, year: int = 0) -> Value:
    """An amount with the basis of the books."""
    return money(cents, item, year or books.year, books.basis)


def spend(books: Books, code: str, fund: str = "all", kind: str = TOTAL, year: int = 0) -> Value:
    """Spending under a code ("" for all) from a fund (all, fiscal, general, fund, state)."""
    when = books.year + year

    def of(line: Line) -> int:
        return line.total if kind == TOTAL else line.spent.get(kind, 0)

    cents = books.sum(of, "" if fund == "all" else fund, code, when)
    return amount(books, cents, f"spend.{code or 'all'}.{collapsed(books, fund)}.{kind}", when)


def planned(books: Books, code: str) -> Value:
    """The opening budget of the general fund under a code."""
    cents = books.sum(lambda line: line.initial, "general", code)
    return money(cents, f"spend.{code or 'all'}.general.total", books.year, "initial")


def spender(books: Books, fund: str, kind: str = TOTAL) -> Callable[[str], Value]:
    """Spending of one kind, waiting for a code."""
    return lambda code: spend(books, code, fund, kind)


def income(books: Books, source: str, code: str = "", year: int = 0) -> Value:
    """Income from a source under a code."""
    when = books.year + year
    return amount(
        books, books.income(source, code, when), f"income.{code or 'all'}.{collapsed(books, source)}", when
    )


def opening(books: Books, fund: str = "all", code: str = "", year: int = 0) -> Value:
    """Carried in; equal to last year's closing."""
    when = books.year + year
    cents = books.sum(lambda line: line.opening, "" if fund == "all" else fund, code, when)
    return amount(books, cents, f"opening.{code or 'all'}.{collapsed(books, fund)}", when)


def closing(books: Books, fund: str = "all", code: str = "", year: int = 0) -> Value:
    """Carried out."""
    when = books.year + year
    cents = books.sum(lambda line: line.closing, "" if fund == "all" else fund, code, when)
    return amount(books, cents, f"closing.{code or 'all'}.{collapsed(books, fund)}", when)


def used(books: Books) -> Value:
    """使用非财政拨款结余."""
    return amount(books, books.used, "used", books.year)


def distributed(books: Books) -> Value:
    """结余分配."""
    return amount(books, books.distributed, "distributed", books.year)


def grand(books: Books, fund: str = "all", year: int = 0) -> Value:
    """总计 of both sides."""
    cents = income(books, fund, year=year).exact + opening(books, fund, year=year).exact
    extra = books.used if fund == "all" and not year else 0
    when = books.year + year
    return amount(books, int(cents * 100) + extra, f"grand.{collapsed(books, fund)}", when)


def public(books: Books, item: str, basis: str = "final", year: int = 0) -> Value:
    """One of the three public expenses."""
    when = books.year + year
    return money(books.public[item, when, basis], f"public.{item}", when, basis)


def block(books: Books, name: str, year: int = 0) -> Value:
    """人员经费 or 公用经费 of the basic spending."""
    when = books.year + year
    return amount(books, books.economy[when].block(name), f"block.{name}", when)


def economic(books: Books, code: str, year: int = 0) -> Value:
    """An economic item or class."""
    when = books.year + year
    return amount(books, books.economy[when].of(code), f"economic.{code}", when)


def part_of(value: Value, item: str) -> Value:
    """The same amount as something that no table has: 机关运行经费 is at most 公用经费, whatever it is here."""
    return Value(value.dim, value.exact, item, value.year, value.basis, value.unit, value.sign)


def bought(books: Books, item: str) -> Value:
    """Procurement."""
    return amount(books, books.bought[item], f"bought.{item}", books.year)
