"""Last year's figure against this year's 上年数, over the whole panel.

Held against each other are documents of one kind and scope of the same department, a year apart, or across a
merger the new department and all of its parts together. Where they differ in much, the scope has changed and
one remark says so; where they differ in little, each difference is asked about.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from quanheng.compare.names import Lines, Office
from quanheng.compare.stored import source
from quanheng.model.comparison import ASK, NOTE, Remark

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_FEWEST, _SHARE = 4, 3  # from so many common figures on, more than one in 3 of them different: another scope

_PAIRS = """
WITH owned AS (  -- what a document says of its own year, once where all documents of kind and scope agree
    SELECT slug, kind, scope, told_in AS year, item, basis, fund, dimension,
           max(low) AS low, min(high) AS high, any_value(cells) AS shown
    FROM cells WHERE told_in = year AND one
    GROUP BY ALL HAVING max(low) <= min(high)
), parts AS (
    SELECT m.new AS slug, m.year AS new_year, o.kind, o.scope, o.year, o.item, o.basis, o.fund, o.dimension,
           sum(o.low) AS low, sum(o.high) AS high, any_value(o.shown) AS shown, count(*) AS count,
           any_value(m.parts) AS wanted
    FROM owned o JOIN mergers m ON o.slug = m.old AND o.year = m.year - 1
    GROUP BY ALL
), former AS (
    SELECT slug, kind, scope, year, item, basis, fund, dimension, low, high, shown, 1 AS count FROM owned o
    WHERE NOT EXISTS (FROM mergers m WHERE m.new = o.slug AND m.year = o.year + 1)
      AND NOT EXISTS (FROM divisions d WHERE d.slug = o.slug AND d.year = o.year + 1)
    UNION ALL
    SELECT slug, kind, scope, year, item, basis, fund, dimension, low, high, shown, count FROM parts
    WHERE count = wanted
)
SELECT c.slug, c.kind, c.scope, c.year, c.item, c.basis, c.fund, c.label,
       c.low <= f.high AND f.low <= c.high AS agree, f.count,
       f.shown.sha256, f.shown.label, f.shown.text, f.shown.section, f.shown.page, f.shown.block, f.shown.begin,
       f.shown.finish, f.shown.grid, f.shown.line, f.shown.pillar,
       c.sha256, c.label, c.text, c.section, c.page, c.block, c.begin, c.finish, c.grid, c.line, c.pillar,
       abs((c.low + c.high) - (f.low + f.high)) / 2 AS difference, c.dimension, (f.low + f.high) / 2 AS former
FROM cells c JOIN former f
  ON c.slug = f.slug AND c.kind = f.kind AND c.scope = f.scope AND c.year = f.year AND c.item = f.item
 AND c.basis = f.basis AND c.fund = f.fund AND c.dimension = f.dimension
WHERE c.told_in = c.year + 1 AND c.one
ORDER BY c.slug, c.year, c.kind, c.scope, c.item, c.basis, c.fund, c.sha256
"""


def remarks(base: DuckDBPyConnection, lines: Lines) -> list[Remark]:
    """Remarks prior and scope; `cells` and `papers` are tables of `base`."""
    _mergers(base, lines)
    pairs: defaultdict[tuple[Any, ...], list[tuple[Any, ...]]] = defaultdict(list)
    for row in base.execute(_PAIRS).fetchall():
        pairs[row[:4]].append(row)
    made: list[Remark] = []
    for (slug, kind, _, year), rows in pairs.items():
        off = {(row[4:7], row[32]): row for row in rows if not row[8]}
        if not off:
            continue
        if len(rows) >= _FEWEST and _SHARE * len(off) > len(rows):
            made.append(_scope(slug, kind, year, rows, len(off)))
        else:
            made += [_difference(slug, kind, year, row, len(rows) - len(off)) for row in off.values()]
    return made


def _mergers(base: DuckDBPyConnection, lines: Lines) -> None:
    """The boundary years in which the year before belongs to other departments."""
    base.execute("CREATE OR REPLACE TABLE mergers (old VARCHAR, new VARCHAR, year INTEGER, parts INTEGER)")
    base.execute("CREATE OR REPLACE TABLE divisions (slug VARCHAR, year INTEGER)")
    slug = {key: Office(key).slug for pair in lines.merged() for key in pair[:2]}
    grouped: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
    for old, new, year in lines.merged():
        grouped[new, year].add(old)
    for (new, year), olds in grouped.items():
        # A department that goes on under its own name is one of its own parts.
        if new in lines.offices and any(
            min(y, default=year) < year for y in lines.offices[new].names.values()
        ):
            olds.add(new)
        for old in olds:
            base.execute("INSERT INTO mergers VALUES (?, ?, ?, ?)", [slug[old], slug[new], year, len(olds)])
    for key, year in lines.divided():
        base.execute("INSERT INTO divisions VALUES (?, ?)", [Office(key).slug, year])


def _scope(slug: str, kind: str, year: int, rows: list[tuple[Any, ...]], off: int) -> Remark:
    first = next(row for row in rows if not row[8])
    return Remark(
        "scope", NOTE, (slug,), (year, year + 1), (source(first[10:21]), source(first[21:32])),
        {"kind": kind, "common": str(len(rows)), "different": str(off)},
    )  # fmt: skip


def _difference(slug: str, kind: str, year: int, row: tuple[Any, ...], agree: int) -> Remark:
    values = {
        "kind": kind, "item": row[4], "basis": row[5], "fund": row[6], "difference": str(row[32]),
        "dimension": row[33], "agree": str(agree), "parts": str(row[9]), "former": str(row[34]),
    }  # fmt: skip
    return Remark("prior", ASK, (slug,), (year, year + 1), (source(row[10:21]), source(row[21:32])), values)
