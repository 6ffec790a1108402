"""Monthly figures of a county's enterprises whose sums, growth and fallers are known beforehand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from quanheng.ledgers.load import schema
from quanheng.ledgers.rows import Row, row_of
from tests.generator.registers.rows import YEAR, credit_code

WAN = 10**6  # 分 of 1 万元


@dataclass(frozen=True, slots=True)
class Works:
    """An enterprise: monthly output in 万元 of last year and by month of this one."""

    number: int
    industry: str
    before: int
    now: tuple[int, ...]

    @property
    def code(self) -> str:
        """Its credit code."""
        return credit_code(self.number)

    @property
    def name(self) -> str:
        """What it is called."""
        return f"某{self.number}号{self.industry}厂"


def months(works: Iterable[Works], year: int = YEAR, last_year: bool = False) -> list[Row]:
    """A row for each enterprise and month; with `last_year` twelve more each, of the year before."""
    made: list[dict[str, Any]] = []
    for one in works:
        if last_year:
            made += [_row(one, f"{year - 1}-{month:02}", one.before, None) for month in range(1, 13)]
        made += [_row(one, f"{year}-{at:02}", output, one.before) for at, output in enumerate(one.now, 1)]
    return [row_of(schema("industry-monthly"), data, n) for n, data in enumerate(made, 1)]


def _row(one: Works, month: str, output: int, before: int | None) -> dict[str, Any]:
    data = {
        "month": month, "enterprise": one.name, "code": one.code, "industry": one.industry, "output": output * WAN,
        "electricity": output * 30, "tax": output * WAN // 20, "investment": output * WAN // 10,
        "source": "核定", "proof": f"企业月报表{month}.pdf",
    }  # fmt: skip
    if before is not None:
        data |= {
            "output_before": before * WAN,
            "electricity_before": before * 30,
            "tax_before": before * WAN // 20,
            "investment_before": before * WAN // 10,
        }
    return data
