"""Traps that one row shows by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from quanheng.ledgers.cells import number_of, shown
from quanheng.ledgers.conditions import days_between, holds
from quanheng.ledgers.registration import is_citizen_number
from quanheng.ledgers.rows import Row
from quanheng.ledgers.schema import CODE, TEXT
from quanheng.ledgers.traps.record import Caught, Search
from quanheng.model import quantity
from quanheng.model.finding import NOTE
from quanheng.model.quantity import trimmed

_KEPT = 10
"""Rows of another year from which on that year is kept in the ledger too, and no slip of a pen."""
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)\s*(万元|亿元|元)")
_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


def outside(search: Search) -> Iterator[Caught]:
    """A date that does not lie in the year of the ledger.

    A ledger may go through the years: of another year with many rows it is said once that they do not count.
    """
    column = search.columns("column")[0]
    first, last = search.period.start.isoformat(), search.period.end.isoformat()
    found: dict[str, list[Row]] = {}
    for row in search.meeting():
        value = row.data.get(column)
        if value is not None and not first[: len(str(value))] <= str(value) <= last[: len(str(value))]:
            found.setdefault(str(value)[:4], []).append(row)
    period = search.period.words()
    for year, rows in found.items():
        if len(rows) < _KEPT:
            for row in rows:
                yield search.caught([row], column, found=str(row.data[column]), period=period)
        else:
            words = f"{search.title(column)}在{year}年的有 {len(rows)} 行，不计入{period}"
            yield Caught(search.trap.kind, NOTE, (), "", words)


def expired(search: Search) -> Iterator[Caught]:
    """A row that counts as valid though its last day is over."""
    column = search.columns("to")[0]
    for row in search.meeting():
        value = row.data.get(column)
        if isinstance(value, str) and value < search.period.end.isoformat()[: len(value)]:
            yield search.caught([row], column, found=value)


def order(search: Search) -> Iterator[Caught]:
    """A date before the one that must come first."""
    for row in search.meeting():
        first, then = (row.data.get(search.columns(key)[0]) for key in ("first", "then"))
        if isinstance(first, str) and isinstance(then, str) and then < first[: len(then)]:
            yield search.caught([row], search.columns("then")[0], first=first, then=then)


def at_most(search: Search) -> Iterator[Caught]:
    """A number above the one that it cannot exceed."""
    for row in search.meeting():
        part, whole = (row.data.get(search.columns(key)[0]) for key in ("column", "of"))
        if isinstance(part, int) and isinstance(whole, int) and part > whole:
            yield search.caught([row], search.columns("column")[0])


def total(search: Search) -> Iterator[Caught]:
    """A total that is not the sum of its parts."""
    name = search.columns("total")[0]
    for row in search.meeting():
        values = [row.data.get(part) for part in search.columns("parts")]
        stated = row.data.get(name)
        numbers = [value for value in values if isinstance(value, int)]
        if isinstance(stated, int) and len(numbers) == len(values) and sum(numbers) != stated:
            column = search.schema.column(name)
            yield search.caught([row], name, expected=shown(sum(numbers), column) + column.unit)


def product(search: Search) -> Iterator[Caught]:
    """A number that is not the product of two others, such as days of a meeting."""
    name = search.columns("total")[0]
    factors = search.columns("parts")
    for row in search.meeting():
        stated, values = row.data.get(name), [row.data.get(one) for one in factors]
        if not isinstance(stated, int) or not all(isinstance(value, int) for value in values):
            continue
        made = Decimal(1)
        for one, value in zip(factors, values, strict=True):
            made *= number_of(int(value or 0), search.schema.column(one))
        if made != number_of(stated, search.schema.column(name)):
            yield search.caught([row], name, expected=trimmed(made))


def rounded(search: Search) -> Iterator[Caught]:
    """A large number that is round: an estimate, not a count."""
    name = search.columns("column")[0]
    column = search.schema.column(name)
    least, multiple = Decimal(search["least"]), Decimal(search["multiple"])
    for row in search.meeting():
        value = row.data.get(name)
        if isinstance(value, int) and (number := number_of(value, column)) >= least and not number % multiple:
            yield search.caught([row], name)


def requires(search: Search) -> Iterator[Caught]:
    """A row that claims something and lacks what goes with it."""
    needs = search.test("needs")
    for row in search.meeting("when"):
        if not holds(needs, row.data, search.period, search.schema):
            yield search.caught([row], search.columns("column")[0] if search["column"] else "")


def days_over(search: Search) -> Iterator[Caught]:
    """More days between two dates than allowed, or the second still open when they have passed."""
    most = int(search["most"])
    first, last = search.columns("from")[0], search.columns("to")[0]
    for row in search.meeting():
        begun, done = row.data.get(first), row.data.get(last)
        if not isinstance(begun, str):
            continue
        days = days_between(begun, str(done or search.period.end.isoformat()))
        if days > most:
            state = f"{days}天" if done else f"到{search.period.end.isoformat()}已{days}天，仍未完成"
            yield search.caught([row], last, days=state, most=str(most))


def overdue(search: Search) -> Iterator[Caught]:
    """Due, and not done by then."""
    due, done = search.columns("due")[0], search.columns("done")[0]
    for row in search.meeting():
        term, finished = row.data.get(due), row.data.get(done)
        if isinstance(term, str) and term < str(finished or search.period.end.isoformat()):
            late = days_between(term, str(finished)) if finished else 0
            how = f"迟{late}天" if finished else "至今未办结"
            yield search.caught([row], done, how=how)


def late(search: Search) -> Iterator[Caught]:
    """Paid in the last days of the year."""
    column = search.columns("column")[0]
    from_day = f"{search.period.end.year}-{search['after']}"
    for row in search.meeting():
        value = row.data.get(column)
        if isinstance(value, str) and from_day <= value <= f"{search.period.end.year}-12-31":
            yield search.caught([row], column)


def soon(search: Search) -> Iterator[Caught]:
    """A last day that comes within so many days after the period."""
    column, days = search.columns("to")[0], int(search["days"])
    end = search.period.end
    until = (end + timedelta(days=days)).isoformat()
    for row in search.meeting():
        value = row.data.get(column)
        if isinstance(value, str) and end.isoformat() <= value <= until:
            left = (date.fromisoformat(value) - end).days
            yield search.caught([row], column, days=str(left))


def per_head(search: Search) -> Iterator[Caught]:
    """An amount for each person (or visit) above a line."""
    amount, persons = search.columns("amount")[0], search.columns("persons")
    most = Decimal(search["most"])
    for row in search.meeting():
        spent = row.data.get(amount)
        heads = [row.data.get(name) for name in persons]
        if not isinstance(spent, int) or not all(isinstance(h, int) and h > 0 for h in heads):
            continue
        divisor = Decimal(1)
        for name, head in zip(persons, heads, strict=True):
            divisor *= number_of(int(head or 0), search.schema.column(name))
        each = number_of(spent, search.schema.column(amount)) / divisor
        if each > most:
            yield search.caught([row], amount, each=trimmed(quantity.round_to(each, 2)), most=trimmed(most))


def title_amount(search: Search) -> Iterator[Caught]:
    """A title that names another amount than the row has."""
    title, amount = search.columns("title")[0], search.columns("amount")[0]
    column = search.schema.column(amount)
    for row in search.meeting():
        named = [
            Decimal(number).scaleb(quantity.unit(unit).power)
            for number, unit in _AMOUNT.findall(str(row.data.get(title) or ""))
        ]
        value = row.data.get(amount)
        if len(named) == 1 and isinstance(value, int) and number_of(value, column) != named[0]:
            yield search.caught(
                [row], amount, named=trimmed(named[0]) + "元", have=trimmed(number_of(value, column)) + "元"
            )


def private_text(search: Search) -> Iterator[Caught]:
    """A citizen's number or a mobile number in a column that is not kept private."""
    columns = [c.name for c in search.schema.columns if c.type in (TEXT, CODE) and not c.private]
    for row in search.rows:
        for name in columns:
            text = str(row.data.get(name) or "")
            found = [one for one in _NUMBER.findall(text) if is_citizen_number(one.upper())]
            if found or _MOBILE.search(text):
                what = "身份证号" if found else "手机号"
                yield search.caught([row], name, what=what, head=search.title(name))


def bad_code(search: Search) -> Iterator[Caught]:
    """A unified social credit code whose check digit is wrong; a row may have come in with it."""
    from quanheng.ledgers.cells import typed  # noqa: PLC0415
    from quanheng.ledgers.schema import CREDIT_CODE  # noqa: PLC0415

    for column in (c for c in search.schema.columns if c.type == CREDIT_CODE):
        for row in search.rows:
            made = typed(str(row.data.get(column.name) or ""), column)
            if made.severity == search.trap.severity:
                yield search.caught([row], column.name, told=made.told)


def incomplete(search: Search) -> Iterator[Caught]:
    """A cell that must be filled and is not."""
    required = [column for column in search.schema.columns if column.required]
    for row in search.rows:
        empty = [column.title for column in required if row.data.get(column.name) is None]
        if empty:
            yield search.caught([row], heads="、".join(empty))
