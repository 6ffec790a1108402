"""Last year's figure against this year's 上年数, over the whole panel.

Held against each other are documents of one kind and scope of the same department, a year apart, or across a
merger the new department and all of its parts together. Where they differ in much, the scope has changed and
one remark says so; where they differ in little, each difference is asked about.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from quanheng.compare.names import Lines, Office
from quanheng.compare.stored import PLACED, source
from quanheng.model.comparison import ASK, NOTE, Remark

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_FEWEST, _SHARE = 4, 3  # from so many common figures on, more than one in 3 of them different: another scope

_PAIRS = """
CREATE OR REPLACE TEMP TABLE pairs AS
WITH owned AS (  -- what a document says of its own year, once where all documents of kind and scope agree
    SELECT slug, kind, scope, told_in AS year, item, basis, fund, dimension,
           max(low) AS low, min(high) AS high, min(rowid) AS shown
    FROM cells WHERE told_in = year AND one
    GROUP BY ALL HAVING max(low) <= min(high)
), parts AS (
    SELECT m.new AS slug, m.year AS new_year, o.kind, o.scope, o.year, o.item, o.basis, o.fund, o.dimension,
           sum(o.low) AS low, sum(o.high) AS high, min(o.shown) AS shown, count(*) AS count,
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
SELECT c.slug, c.kind, c.scope, c.year, c.item, c.basis, c.fund, c.dimension, f.count, c.rowid AS later,
       f.shown AS former, c.low <= f.high AND f.low <= c.high AS agree,
       abs((c.low + c.high) - (f.low + f.high)) / 2 AS difference, (f.low + f.high) / 2 AS was
FROM cells c JOIN former f
  ON c.slug = f.slug AND c.kind = f.kind AND c.scope = f.scope AND c.year = f.year AND c.item = f.item
 AND c.basis = f.basis AND c.fund = f.fund AND c.dimension = f.dimension
WHERE c.told_in = c.year + 1 AND c.one
"""

_COMMON = "SELECT slug, kind, scope, year, count(*) FROM pairs GROUP BY ALL HAVING bool_or(NOT agree)"
_OFF = f"""
SELECT p.slug, p.kind, p.scope, p.year, p.item, p.basis, p.fund, p.difference, p.dimension, p.count, p.was,
       {", ".join(f"o.{name}" for name in PLACED.split(", "))},
       {", ".join(f"c.{name}" for name in PLACED.split(", "))}
FROM pairs p JOIN cells o ON o.rowid = p.former JOIN cells c ON c.rowid = p.later
WHERE NOT p.agree
ORDER BY p.slug, p.year, p.kind, p.scope, p.item, p.basis, p.fund, c.sha256
"""


def remarks(base: DuckDBPyConnection, lines: Lines) -> list[Remark]:
    """Remarks prior and scope; `cells` and `papers` are tables of `base`."""
    _mergers(base, lines)
    base.execute(_PAIRS)
    common = {row[:4]: row[4] for row in base.execute(_COMMON).fetchall()}
    pairs: defaultdict[tuple[Any, ...], dict[Any, tuple[Any, ...]]] = defaultdict(dict)
    for row in base.execute(_OFF).fetchall():
        pairs[row[:4]][row[4:8]] = row
    made: list[Remark] = []
    for (slug, kind, scope, year), off in pairs.items():
        rows = common[slug, kind, scope, year]
        if rows >= _FEWEST and _SHARE * len(off) > rows:
            made.append(_scope(next(iter(off.values())), rows, len(off)))
        else:
            made += [_difference(row, rows - len(off)) for row in off.values()]
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


def _scope(row: tuple[Any, ...], common: int, off: int) -> Remark:
    slug, kind, _, year = row[:4]
    return Remark(
        "scope", NOTE, (slug,), (year, year + 1), (source(row[11:22]), source(row[22:33])),
        {"kind": kind, "common": str(common), "different": str(off)},
    )  # fmt: skip


def _difference(row: tuple[Any, ...], agree: int) -> Remark:
    slug, kind, _, year = row[:4]
    names = ("item", "basis", "fund", "difference", "dimension", "parts", "former")
    values = {"kind": kind, "agree": str(agree)} | dict(zip(names, map(str, row[4:11]), strict=True))
    return Remark("prior", ASK, (slug,), (year, year + 1), (source(row[11:22]), source(row[22:33])), values)
