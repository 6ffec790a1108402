"""Rows of a form that name a total, and a total with what adds up to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from quanheng.facts.grids import SUBTOTAL, Row
from quanheng.model.figure import Figure
from quanheng.model.relation import Claim, Operand

_TOTAL_ROW = re.compile(r"^(?:总分|合计|总计|得分合计|总得分|评价得分|自评得分)")
BLANKS = re.compile(r"\s")
FEWEST_ROWS = 3  # fewer rows are no form


def is_total_row(row: Row) -> bool:
    """合计, 总分 in the label or in front."""
    return any(_names_total(text) for text in (row.label, *row.texts[:3]))


def is_subtotal_row(row: Row) -> bool:
    """小计 in the label or in front."""
    return any(SUBTOTAL.match(BLANKS.sub("", text)) for text in (row.label, *row.texts[:3]))


@lru_cache(maxsize=4096)
def _names_total(text: str) -> bool:
    return bool(_TOTAL_ROW.match(BLANKS.sub("", text).replace("，", "")))


def score_sum(template: str, total: Figure, parts: Sequence[Figure], closed: bool = True) -> Claim:
    """Where the last part stands in another table, the total of its own rows is the other reading."""
    operands = terms(total, parts)
    apart = table_of(parts[-1]) != table_of(total) and len(parts) > FEWEST_ROWS
    return Claim(
        "score_sum",
        template,
        operands,
        total.place,
        closed=closed,
        alternatives=(operands[:-1],) if apart else (),
    )


def terms(total: Figure, parts: Sequence[Figure]) -> tuple[Operand, ...]:
    """A total and its parts."""
    return (Operand("total", total), *(Operand("part", f) for f in parts))


def table_of(figure: Figure) -> int | None:
    """The table that a figure stands in."""
    return figure.place.cell.table if figure.place.cell else None
