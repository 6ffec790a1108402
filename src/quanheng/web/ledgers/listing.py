"""A page of a ledger: filtered, sorted and cut on the server, shown cell by cell with its doubts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from quanheng.ledgers.cells import shown
from quanheng.ledgers.conditions import ALWAYS, Condition, Group, condition
from quanheng.ledgers.measures.sql import Listing, listed
from quanheng.ledgers.outgoing import head
from quanheng.ledgers.period import year_of
from quanheng.ledgers.schema import CHOICE, FILE, TIMED, BadLedger, Column, Schema
from quanheng.report.ledger import workbook
from quanheng.web.ledgers.models import Doubt, Ledger, Row
from quanheng.web.ledgers.rows import every, library_row
from quanheng.web.ledgers.storage import answer, storage
from quanheng.web.typed import whole

PAGE = 50
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d+)?")
HIDDEN = "（不公开）"
OPERATORS = {
    "contains": "包含",
    "is": "等于",
    "not": "不等于",
    "at_least": "不小于",
    "at_most": "不大于",
    "filled": "已填",
    "empty": "未填",
}


@dataclass
class Asked:
    """What the address asks for; `fault` says why a filter could not be used."""

    words: str = ""
    column: str = ""
    op: str = "contains"
    value: str = ""
    doubtful: bool = False
    sort: str = ""
    descending: bool = False
    page: int = 1
    where: Condition = ALWAYS
    fault: str = ""


def asked(schema: Schema, given: QueryDict, private: bool) -> Asked:
    """Read the filter of the address; one that makes no sense is told, not guessed.

    Who may not see private cells cannot search them either.
    """
    made = Asked(
        words=given.get("q", "").strip(),
        column=given.get("column", ""),
        op=given.get("op", "contains"),
        value=given.get("value", "").strip(),
        doubtful=given.get("doubtful") == "1",
        page=whole(given.get("page")) or 1,
    )
    sort = given.get("sort", "")
    made.descending, sort = sort.startswith("-"), sort.lstrip("-")
    open_ = {column.name: column for column in schema.columns if private or not column.private}
    made.sort = sort if sort in open_ else ""
    parts: list[Condition] = []
    try:
        if made.column in open_ and (made.value or made.op in {"filled", "empty"}):
            parts.append(condition(_tree(made), schema, "筛选"))
        if made.words:
            parts.append(Group("any", tuple(_anywhere(made.words, open_.values(), schema))))
        made.where = Group("all", tuple(parts))
    except BadLedger as fault:
        made.fault = str(fault)
    return made


def _anywhere(words: str, columns: Iterable[Column], schema: Schema) -> Iterator[Condition]:
    """Texts and dates that contain the words; numbers that are the number typed, with or without its commas."""
    number = words.replace(",", "").replace("，", "")
    for column in columns:
        if not column.numeric:
            yield condition({"column": column.name, "contains": [words]}, schema, "查找")
        elif _NUMBER.fullmatch(number):
            with suppress(BadLedger):  # no people are 12.5: it is looked for in the other columns
                yield condition({"column": column.name, "is": number}, schema, "查找")


def _tree(made: Asked) -> dict[str, Any]:
    if made.op in {"filled", "empty"}:
        return {"column": made.column, "filled": "yes" if made.op == "filled" else "no"}
    return {"column": made.column, made.op: made.value}


@dataclass
class Shown:
    """A cell on the page."""

    text: str
    numeric: bool = False
    doubts: list[Doubt] = field(default_factory=list)
    raw: bool = False


@dataclass
class Line:
    """A row on the page."""

    row: Row
    cells: list[Shown]
    doubts: list[Doubt]


@dataclass
class Page:
    """The rows of one page; `total` counts all that meet the filter."""

    asked: Asked
    heads: list[tuple[Column, str]]
    lines: list[Line]
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE))


def page(ledger: Ledger, schema: Schema, made: Asked, private: bool) -> Page:
    """One page of rows; `private` shows the cells that are never shown outside the office."""
    numbers, total = _numbers(ledger, schema, made)
    if not numbers and made.page > 1:
        made.page = 1
        numbers, total = _numbers(ledger, schema, made)
    rows = Row.objects.in_bulk(numbers)
    doubts: dict[int, list[Doubt]] = {}
    for one in Doubt.objects.filter(ledger=ledger, row__in=numbers):
        doubts.setdefault(one.row_id or 0, []).append(one)
    columns = [column for column in schema.columns if column.type != FILE]
    lines = [_line(rows[n], columns, doubts.get(n, []), private) for n in numbers if n in rows]
    return Page(made, [(column, head(column)) for column in columns], lines, total)


def _numbers(ledger: Ledger, schema: Schema, made: Asked) -> tuple[list[int], int]:
    more = f"row_id IN (SELECT row_id FROM {Doubt._meta.db_table} WHERE ledger_id = {ledger.pk:d})"  # noqa: S608, SLF001
    query = listed(
        Listing(
            schema,
            ledger.pk,
            year_of(ledger.year),
            made.where,
            made.sort,
            made.descending,
            (made.page - 1) * PAGE,
            PAGE,
        ),
        storage(ledger, schema, more if made.doubtful else ""),
    )
    found = answer(query)
    return [row[0] for row in found], found[0][1] if found else 0


def _line(row: Row, columns: list[Column], doubts: list[Doubt], private: bool) -> Line:
    return Line(row, [_cell(row, column, doubts, private) for column in columns], doubts)


def _cell(row: Row, column: Column, doubts: list[Doubt], private: bool) -> Shown:
    about = [one for one in doubts if one.column == column.name]
    return Shown(cell_text(row, column, private), column.numeric, about, column.name in row.raw)


def cell_text(row: Row, column: Column, private: bool) -> str:
    """A cell as it is shown to somebody who may or may not see private columns."""
    text = row.raw.get(column.name) or shown(row.data.get(column.name), column)
    return HIDDEN if column.private and text and not private else text


def operators(column: Column | None) -> dict[str, str]:
    """The comparisons that make sense for a column."""
    if column is None:
        return OPERATORS
    lacking = {"contains"} if column.numeric else set()
    if not column.numeric and column.type not in TIMED:
        lacking |= {"at_least", "at_most"}
    if column.type == CHOICE:
        lacking |= {"contains"}
    return {op: words for op, words in OPERATORS.items() if op not in lacking}


def exported(ledger: Ledger, schema: Schema, *, complete: bool, private: bool) -> tuple[bytes, str]:
    """All rows as an Excel file and its name; `complete` seals it, `private` shows private columns."""
    found = [library_row(one) for one in every(ledger)]
    data = workbook(schema, found, ledger.year, complete=complete, private=private)
    return data, f"{schema.title}_{ledger.year}.xlsx"
