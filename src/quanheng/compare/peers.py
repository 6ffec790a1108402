"""Departments against their peers: the same function, the same level, the same year.

The middle is the median and the spread the median of the distances from it (MAD): one wrong figure of one
department moves neither. No order of rank is made.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from statistics import median
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

from quanheng.compare.stored import PLACED, plain, source
from quanheng.lexicon.measures import GROWTH, OF, PeerMeasure, peer_measures
from quanheng.model.comparison import NOTE, Measured, Remark

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PEERS = 8
"""Fewer peers have no middle that tells anything."""
FAR = 8
"""MADs from the median, beyond which a department is asked for the reason."""
_PLACES = Decimal("0.01")
_KINDS = "CASE kind WHEN 'final_accounts' THEN 0 WHEN 'self_evaluation_report' THEN 1 WHEN 'budget' THEN 3 ELSE 2 END"

_OWN = f"""
CREATE OR REPLACE TABLE own AS
SELECT slug, scope, item, year, basis, fund, dimension, base, one, {PLACED}
FROM cells WHERE told_in = year AND fund = '' AND one
QUALIFY row_number() OVER (PARTITION BY slug, scope, item, year, basis, dimension ORDER BY {_KINDS}, sha256) = 1
"""


def measured(base: DuckDBPyConnection) -> list[Measured]:
    """Every measure of every department and year, with its peers' median and MAD where there are enough."""
    base.execute(_OWN)
    groups = {
        slug: f"{function}/{level}" if function and level else ""
        for slug, function, level in base.execute("SELECT slug, function, level FROM departments").fetchall()
    }
    made: list[Measured] = []
    for measure in peer_measures().values():
        by_group: defaultdict[tuple[str, int], list[Measured]] = defaultdict(list)
        for one in _each(base, measure):
            by_group[groups.get(one.slug, ""), one.year].append(one)
        for (group, _), found in by_group.items():
            made += _placed(group, found)
    return sorted(made, key=lambda one: (one.slug, one.year, one.measure))


def _each(base: DuckDBPyConnection, measure: PeerMeasure) -> list[Measured]:
    """One value for a department and year; a document on the whole department goes before one on its office."""
    before = "b.year = a.year - 1" if measure.way == GROWTH else "b.year = a.year"
    columns = ", ".join(f"{side}.{name}" for side in "ab" for name in PLACED.split(", "))
    rows = base.execute(
        f"""SELECT a.slug, a.year, a.base, b.base, {columns}
        FROM own a JOIN own b ON a.slug = b.slug AND a.scope = b.scope AND {before}
        WHERE a.item = ? AND a.basis = ? AND b.item = ? AND b.basis = ? AND b.base > 0
        QUALIFY row_number() OVER (PARTITION BY a.slug, a.year ORDER BY a.scope <> 'department', a.scope) = 1
        ORDER BY a.slug, a.year""",
        [*measure.above, *measure.below],
    ).fetchall()
    return [_one(measure, row) for row in rows]


def _one(measure: PeerMeasure, row: Sequence[Any]) -> Measured:
    slug, year, above, below = row[:4]
    value = above / below
    if measure.way == OF:
        value = 100 * value
    elif measure.way == GROWTH:
        value = 100 * (value - 1)
    parts = (source(row[4:15]), source(row[15:26]))
    return Measured(slug, measure.key, year, value.quantize(_PLACES), parts=parts)


def _placed(group: str, found: list[Measured]) -> list[Measured]:
    if not group or len(found) <= PEERS:
        return [
            Measured(m.slug, m.measure, m.year, m.value, None, None, len(found) - 1, group, m.parts)
            for m in found
        ]
    middle = median(m.value for m in found)
    spread = median(abs(m.value - middle) for m in found)
    return [
        Measured(m.slug, m.measure, m.year, m.value, middle.quantize(_PLACES), spread.quantize(_PLACES), len(found) - 1, group, m.parts)
        for m in found
    ]  # fmt: skip


def remarks(found: Sequence[Measured]) -> list[Remark]:
    """Remarks outlier: further from the median than FAR times the MAD."""
    return [
        Remark(
            "outlier", NOTE, (m.slug,), (m.year,), m.parts,
            {"measure": m.measure, "value": str(m.value), "median": str(m.median), "mad": str(m.mad), "peers": str(m.peers)},
        )
        for m in found
        if m.median is not None and m.mad and abs(m.value - m.median) > FAR * m.mad
    ]  # fmt: skip


def store(base: DuckDBPyConnection, path: Path, found: Sequence[Measured]) -> None:
    """The measures as Parquet; their parts are found again in the cells."""
    base.execute(
        "CREATE OR REPLACE TABLE measures (slug VARCHAR, measure VARCHAR, year INTEGER, value DECIMAL(38,2),"
        " median DECIMAL(38,2), mad DECIMAL(38,2), peers INTEGER, peer_group VARCHAR, parts VARCHAR)"
    )
    rows = [
        (m.slug, m.measure, m.year, m.value, m.median, m.mad, m.peers, m.group, _parts(m)) for m in found
    ]  # fmt: skip
    if rows:
        _insert(base, rows)
    quoted = str(path).replace("'", "''")
    base.execute(f"COPY (SELECT * FROM measures) TO '{quoted}' (FORMAT parquet, COMPRESSION zstd)")


def _insert(base: DuckDBPyConnection, rows: Sequence[tuple[Any, ...]]) -> None:
    """By JSON lines: row after row would take longer than to build the panel."""
    names = ("slug", "measure", "year", "value", "median", "mad", "peers", "peer_group", "parts")
    with NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8", delete=False) as stream:
        for row in rows:
            fields = [str(v) if isinstance(v, Decimal) else v for v in row]
            stream.write(json.dumps(dict(zip(names, fields, strict=True)), ensure_ascii=False) + "\n")
    kinds = (
        "{slug: 'VARCHAR', measure: 'VARCHAR', year: 'INTEGER', value: 'DECIMAL(38,2)', median: 'DECIMAL(38,2)',"
        " mad: 'DECIMAL(38,2)', peers: 'INTEGER', peer_group: 'VARCHAR', parts: 'VARCHAR'}"
    )
    base.execute(
        f"INSERT INTO measures SELECT * FROM read_json('{stream.name}', format='newline_delimited', columns={kinds})"
    )
    Path(stream.name).unlink()


def _parts(one: Measured) -> str:
    return json.dumps([plain(part) for part in one.parts], ensure_ascii=False)
