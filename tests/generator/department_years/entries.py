"""The record that is filled in, and how amounts and counts are entered."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from quanheng.model.rule import Amount
from quanheng.model.workbook import DepartmentYear, Key
from tests.generator.accounts.books import WAN, Books

_WAN = Decimal(WAN)
_HUNDREDTH = WAN // 100


@dataclass(slots=True)
class Entries:
    """A record and the books that it is filled in from."""

    record: DepartmentYear
    books: Books

    def add(self, line: str, cents: int, year: int, basis: str = "final", code: str = "") -> None:
        """More money in a cell; `line` is item or item/fund."""
        item, _, fund = line.partition("/")
        key = Key(item, basis, year, fund, code)
        before = self.record.values[key].value if key in self.record.values else Decimal(0)
        self.record.values[key] = Amount(before + cents / _WAN, "万元")

    def count(self, item: str, number: int, unit: str, year: int) -> None:
        """A number of things."""
        self.record.values[Key(item, "final", year)] = Amount(Decimal(number), unit)


def whole(cents: int) -> int:
    """Down to hundredths of 万元."""
    return cents // _HUNDREDTH * _HUNDREDTH
