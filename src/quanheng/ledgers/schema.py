"""What a ledger is: columns with types, the key, evidence, states, traps and measures. Records only.

A row keeps money in 分 (0.01 元), other numbers as whole multiples of their last decimal place, dates as
2024-12-31, months as 2024-12: plain integers and texts of JSON, so that SQLite and PostgreSQL add them up
exactly. A cell that is empty is null, never "".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from quanheng.ledgers.measures.record import Measure

TEXT, CODE, CREDIT_CODE, CHOICE, FILE = "text", "code", "credit_code", "choice", "file"
DATE, MONTH, YEAR = "date", "month", "year"
MONEY, NUMBER, COUNT, PERCENT = "money", "number", "count", "percent"
TYPES = (TEXT, CODE, CREDIT_CODE, CHOICE, FILE, DATE, MONTH, YEAR, MONEY, NUMBER, COUNT, PERCENT)
NUMERIC = (MONEY, NUMBER, COUNT, PERCENT, YEAR)
TIMED = (DATE, MONTH, YEAR)
DECIMALS = {MONEY: 2, NUMBER: 4, COUNT: 0, PERCENT: 4, YEAR: 0}
"""Decimal places that a row keeps; a `number` or `percent` may declare its own."""
MOST_DIGITS = 18
"""Of a number in last places: more than any county has, and what both databases keep whole."""

Value: TypeAlias = "str | int | None"
Data: TypeAlias = Mapping[str, Value]
"""A row: value by column name; a column that is not there counts as empty."""


class BadLedger(ValueError):
    """A declaration that cannot be used; the message is Chinese and names the file and the key."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `unit` is what an amount without a unit of its own is read in; rows keep 元 for money.

    also      other heads that mean it, best first
    choices   the words a choice can have
    pattern   what a code must match as a whole, "" for anything
    decimals  places after the point that a row keeps
    private   never shown outside the office, and never in a document
    """

    name: str
    title: str
    type: str
    unit: str = ""
    also: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    pattern: str = ""
    decimals: int = 0
    required: bool = False
    private: bool = False
    help: str = ""

    @property
    def numeric(self) -> bool:
        """True where a row keeps an integer."""
        return self.type in NUMERIC


@dataclass(frozen=True, slots=True)
class Trap:
    """A declared check of rows: `kind` is one of `ledgers.traps.KINDS`, `told` its settings as declared.

    severity is error, doubt or note; `message` is Chinese, {column names} stand for a row's cells.
    """

    kind: str
    severity: str
    message: str
    told: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Monitored:
    """Whom a ledger watches month by month: columns of their key and name, and of their group, "" without one."""

    of: str
    name: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Schema:
    """A ledger. `name` is its identifier, `title` what people call it; `key` tells one row from another.

    evidence   what proves a row, in words; `proof` is the column that names the files
    state      the column of states, "" without one
    process    the process that fills it, "" without one
    monitoring whom it watches month by month, None where it does not
    source     the declaration as it was read, for those who edit it
    """

    name: str
    no: int
    title: str
    section: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    about: str = ""
    evidence: tuple[str, ...] = ()
    proof: str = ""
    state: str = ""
    process: str = ""
    also: tuple[str, ...] = ()
    traps: tuple[Trap, ...] = ()
    measures: Mapping[str, Measure] = field(default_factory=dict)
    monitoring: Monitored | None = None
    source: Mapping[str, Any] = field(default_factory=dict)

    def column(self, name: str) -> Column:
        """The column of that name; raises KeyError."""
        return next(filter(lambda c: c.name == name, self.columns), None) or _missing(name)

    def has(self, name: str) -> bool:
        """True where there is a column of that name."""
        return any(column.name == name for column in self.columns)

    def key_of(self, data: Data) -> str:
        """What tells the row from others: the values of its key columns; "" when one of them is empty."""
        values = [data.get(name) for name in self.key]
        return "" if any(value is None for value in values) else "／".join(str(value) for value in values)


def _missing(name: str) -> Column:
    raise KeyError(name)
