"""Departments that end and others that begin with the same figures: links proposed for the user's list."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from quanheng.compare.stored import source
from quanheng.model.comparison import NOTE, Remark

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_EVIDENCE = 3  # different amounts in common, each of four digits and more
_DIGITS = 1000

_PAIRS = f"""
WITH span AS (SELECT slug, min(fiscal_year) AS first, max(fiscal_year) AS last FROM papers GROUP BY slug),
ended AS (SELECT s.slug, s.last, d.jurisdiction FROM span s JOIN departments d USING (slug)),
began AS (SELECT s.slug, s.first, d.jurisdiction FROM span s JOIN departments d USING (slug))
SELECT e.slug, b.slug, e.last, o.low <= c.high AND c.low <= o.high AND abs(o.base) >= {_DIGITS} AS agree, o.base,
       o.sha256, o.label, o.text, o.section, o.page, o.block, o.begin, o.finish, o.grid, o.line, o.pillar,
       c.sha256, c.label, c.text, c.section, c.page, c.block, c.begin, c.finish, c.grid, c.line, c.pillar
FROM ended e JOIN began b ON b.first = e.last + 1 AND b.slug <> e.slug
 AND (e.jurisdiction = b.jurisdiction OR e.jurisdiction IS NULL OR b.jurisdiction IS NULL)
JOIN cells o ON o.slug = e.slug AND o.told_in = e.last AND o.year = e.last AND o.one
JOIN cells c ON c.slug = b.slug AND c.told_in = b.first AND c.year = e.last AND c.one
 AND c.item = o.item AND c.basis = o.basis AND c.fund = o.fund AND c.dimension = o.dimension AND c.kind = o.kind
WHERE o.base <> 0 OR c.base <> 0
ORDER BY ALL
"""


def remarks(base: DuckDBPyConnection) -> list[Remark]:
    """Remarks renamed: the last own figures of one are the first 上年数 of the other, all but one in four."""
    pairs: defaultdict[tuple[str, str, int], list[tuple[Any, ...]]] = defaultdict(list)
    for row in base.execute(_PAIRS).fetchall():
        pairs[row[:3]].append(row)
    made = []
    for (old, new, year), rows in pairs.items():
        same = {row[4]: row for row in rows if row[3]}
        agree = sum(bool(row[3]) for row in rows)
        if len(same) < _EVIDENCE or 4 * agree < 3 * len(rows):
            continue
        shown = [
            end for row in list(same.values())[:_EVIDENCE] for end in (source(row[5:16]), source(row[16:27]))
        ]
        values = {"agree": str(agree), "common": str(len(rows))}
        made.append(Remark("renamed", NOTE, (old, new), (year, year + 1), tuple(shown), values))
    return made
