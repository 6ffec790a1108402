"""Accounts whose amounts end in whole 万元 more often than accounts do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quanheng.compare.stored import PLACED, source
from quanheng.model.comparison import NOTE, Remark

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_FEWEST = 6
"""Different whole amounts of a year's accounts; by chance one in a hundred is whole."""

_AMOUNTS = """
CREATE OR REPLACE TEMP TABLE amounts AS
SELECT slug, kind, told_in, base, base % 10000 = 0 AS whole,
       sha256, label, text, section, page, block, begin, finish, grid, line, pillar
FROM cells
WHERE dimension = 'money' AND basis = 'final' AND told_in = year AND abs(base) >= 10000
  AND (CASE unit WHEN '万元' THEN decimals >= 2 WHEN '亿元' THEN decimals >= 6 ELSE unit = '元' END)
"""
_PAPERS = f"""
SELECT slug, kind, told_in, count(DISTINCT base) AS amounts, count(DISTINCT base) FILTER (whole) AS wholes
FROM amounts GROUP BY ALL HAVING wholes >= {_FEWEST} AND 2 * wholes >= amounts ORDER BY slug, kind, told_in
"""
_SHOWN = f"""
SELECT {PLACED} FROM amounts WHERE slug = ? AND kind = ? AND told_in = ? AND whole
QUALIFY row_number() OVER (PARTITION BY base ORDER BY sha256, block, begin) = 1 ORDER BY base LIMIT 5
"""


def remarks(base: DuckDBPyConnection) -> list[Remark]:
    """Remarks round: half of the different amounts or more are whole, though the document prints further places."""
    base.execute(_AMOUNTS)
    made = []
    for slug, kind, year, amounts, whole in base.execute(_PAPERS).fetchall():
        shown = tuple(source(row) for row in base.execute(_SHOWN, [slug, kind, year]).fetchall())
        values = {"kind": kind, "whole": str(whole), "amounts": str(amounts)}
        made.append(Remark("round", NOTE, (slug,), (year,), shown, values))
    return made
