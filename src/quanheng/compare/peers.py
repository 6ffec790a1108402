"""Departments against their peers: the same function, the same level, the same year.

The middle is the median and the spread the median of the distances from it (MAD): one wrong figure of one
department moves neither. No order of rank is made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from quanheng.compare.stored import PLACED, insert, sources
from quanheng.lexicon.measures import FAR, GROWTH, OF, PeerMeasure, peer_measures
from quanheng.model.comparison import NOTE, Measured, Remark

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PEERS = 8
"""Fewer peers have no middle that tells anything."""
_PLACES = Decimal("0.01")
_KINDS = "CASE kind WHEN 'final_accounts' THEN 0 WHEN 'self_evaluation_report' THEN 1 WHEN 'budget' THEN 3 ELSE 2 END"

_OWN = f"""
CREATE OR REPLACE TABLE own AS
SELECT slug, scope, item, year, basis, fund, dimension, base, one, {PLACED}
FROM cells WHERE told_in = year AND fund = '' AND one
QUALIFY row_number() OVER (PARTITION BY slug, scope, item, year, basis, dimension ORDER BY {_KINDS}, sha256) = 1
"""


class Kept(NamedTuple):
    """A measure, and its parts as JSON: few of them are ever looked at."""

    one: Measured
    parts: str


def measured(base: DuckDBPyConnection) -> list[Kept]:
    """Every measure of every department and year, with its peers' median and MAD where there are enough."""
    base.execute(_OWN)
    groups = {
        slug: f"{function}/{level}" if function and level else ""
        for slug, function, level in base.execute("SELECT slug, function, level FROM departments").fetchall()
    }
    made: list[Kept] = []
    for measure in peer_measures().values():
        by_group: defaultdict[tuple[str, int], list[Kept]] = defaultdict(list)
        for kept in _each(base, measure):
            by_group[groups.get(kept.one.slug, ""), kept.one.year].append(kept)
        for (group, _), found in by_group.items():
            made += _placed(group, found)
    return sorted(made, key=lambda kept: (kept.one.slug, kept.one.year, kept.one.measure))


def _part(side: str) -> str:
    """A source as JSON, in the database: as `plain` of the source that `source` makes."""
    fields = {name: f"{side}.{name}" for name in ("sha256", "section", "page", "block")}
    fields |= {name: f"coalesce({side}.{name}, '')" for name in ("label", "text")}
    fields |= {name: f"coalesce({side}.{name}, 0)" for name in ("begin", "finish")}
    cell = f"CASE WHEN {side}.grid IS NOT NULL THEN json_array({side}.grid, {side}.line, {side}.pillar) END"
    pairs = ", ".join(f"'{name}', {value}" for name, value in (fields | {"cell": cell}).items())
    return f"json_object({pairs})"


def _each(base: DuckDBPyConnection, measure: PeerMeasure) -> Iterator[Kept]:
    """One value for a department and year; a document on the whole department goes before one on its office."""
    before = "b.year = a.year - 1" if measure.way == GROWTH else "b.year = a.year"
    rows = base.execute(
        f"""SELECT a.slug, a.year, a.base, b.base, json_array({_part("a")}, {_part("b")})::VARCHAR
        FROM own a JOIN own b ON a.slug = b.slug AND a.scope = b.scope AND {before}
        WHERE a.item = ? AND a.basis = ? AND b.item = ? AND b.basis = ? AND b.base > 0
        QUALIFY row_number() OVER (PARTITION BY a.slug, a.year ORDER BY a.scope <> 'department', a.scope) = 1
        ORDER BY a.slug, a.year""",
        [*measure.above, *measure.below],
    ).fetchall()
    for slug, year, above, below, parts in rows:
        yield Kept(Measured(slug, measure.key, year, _value(measure, above, below)), parts)


def _value(measure: PeerMeasure, above: Decimal, below: Decimal) -> Decimal:
    value = above / below
    if measure.way == OF:
        value = 100 * value
    elif measure.way == GROWTH:
        value = 100 * (value - 1)
    return value.quantize(_PLACES)


def _placed(group: str, found: list[Kept]) -> Iterator[Kept]:
    middle = spread = None
    if group and len(found) > PEERS:
        middle = median(kept.one.value for kept in found)
        spread = median(abs(kept.one.value - middle) for kept in found).quantize(_PLACES)
        middle = middle.quantize(_PLACES)
    for one, parts in found:
        placed = Measured(one.slug, one.measure, one.year, one.value, middle, spread, len(found) - 1, group)
        yield Kept(placed, parts)


def remarks(found: Sequence[Kept]) -> list[Remark]:
    """Remarks outlier: further from the median than FAR times the MAD."""
    return [
        Remark(
            "outlier", NOTE, (m.slug,), (m.year,), sources(parts),
            {"measure": m.measure, "value": str(m.value), "median": str(m.median), "mad": str(m.mad), "peers": str(m.peers)},
        )
        for m, parts in found
        if m.median is not None and m.mad and abs(m.value - m.median) > FAR * m.mad
    ]  # fmt: skip


def store(base: DuckDBPyConnection, path: Path, found: Sequence[Kept]) -> None:
    """The measures as Parquet, by department."""
    base.execute(
        "CREATE OR REPLACE TABLE measures (slug VARCHAR, measure VARCHAR, year INTEGER, value DECIMAL(38,2),"
        " median DECIMAL(38,2), mad DECIMAL(38,2), peers INTEGER, peer_group VARCHAR, parts VARCHAR)"
    )
    insert(base, "measures", (
        {"slug": m.slug, "measure": m.measure, "year": m.year, "value": m.value, "median": m.median, "mad": m.mad,
         "peers": m.peers, "peer_group": m.group, "parts": parts}
        for m, parts in found
    ))  # fmt: skip
    quoted = str(path).replace("'", "''")
    base.execute(
        f"COPY (SELECT * FROM measures) TO '{quoted}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 4096)"
    )
