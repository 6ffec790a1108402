"""Accounts whose amounts end in whole 万元 more often than accounts do."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from quanheng.compare.stored import source
from quanheng.model.comparison import NOTE, Remark

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_FEWEST = 6
"""Different whole amounts of a year's accounts; by chance one in a hundred is whole."""

_AMOUNTS = """
SELECT slug, kind, told_in, base, base % 10000 = 0 AS whole,
       sha256, label, text, section, page, block, begin, finish, grid, line, pillar
FROM cells
WHERE dimension = 'money' AND basis = 'final' AND told_in = year AND abs(base) >= 10000
  AND (CASE unit WHEN '万元' THEN decimals >= 2 WHEN '亿元' THEN decimals >= 6 ELSE unit = '元' END)
ORDER BY ALL
"""


def remarks(base: DuckDBPyConnection) -> list[Remark]:
    """Remarks round: half of the different amounts or more are whole, though the document prints further places."""
    papers: defaultdict[tuple[Any, ...], dict[Any, tuple[Any, ...]]] = defaultdict(dict)
    for row in base.execute(_AMOUNTS).fetchall():
        papers[row[:3]].setdefault(row[3], row)
    made = []
    for (slug, kind, year), amounts in papers.items():
        whole = [row for row in amounts.values() if row[4]]
        if len(whole) >= _FEWEST and 2 * len(whole) >= len(amounts):
            values = {"kind": kind, "whole": str(len(whole)), "amounts": str(len(amounts))}
            made.append(
                Remark("round", NOTE, (slug,), (year,), tuple(source(r[5:]) for r in whole[:5]), values)
            )
    return made
