"""The panel of a corpus: departments, and what they state item by item and year by year, as Parquet.

It is made anew whenever the tables or the links have changed, and never edited.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quanheng.compare.names import Lines, Link
from quanheng.lexicon.departments import function_of, level_of
from quanheng.model.comparison import Remark

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

VERSION = "2"
"""Of the panel's own layout."""
KINDS = (
    "final_accounts", "budget", "self_evaluation_report", "self_evaluation_form", "evaluation_report",
)  # fmt: skip
"""Whose money a document of these kinds speaks of is that of a department; others are not compared."""


class NoTables(Exception):
    """The folder holds no tables of a batch, or only JSON lines."""


def prepare(folder: Path, links: Sequence[Link], told: Callable[[str], None]) -> Path:
    """The folder of the panel of a batch's folder, made now where it is not up to date; raises NoTables."""
    tables = folder / "tables"
    if not list(tables.glob("documents/*.parquet")):
        raise NoTables(str(folder))
    panel, mark = folder / "panel", _mark(tables, links)
    state = panel / "state.json"
    if state.exists() and json.loads(state.read_text("utf-8"))["mark"] == mark:
        return panel
    told("整理面板")
    panel.mkdir(exist_ok=True)
    state.unlink(missing_ok=True)
    with closing(_opened(tables)) as base:
        lines = _offices(base, links)
        _write(base, panel, lines)
        _remarks(base, panel, lines, told)
    state.write_text(json.dumps({"mark": mark}), "utf-8")
    return panel


def _mark(tables: Path, links: Sequence[Link]) -> str:
    files = [
        (f.parent.name, f.name, f.stat().st_size, f.stat().st_mtime_ns) for f in tables.rglob("*.parquet")
    ]
    return sha256(f"{VERSION} {sorted(files)} {links}".encode()).hexdigest()


def view(base: DuckDBPyConnection, name: str, pattern: Path) -> None:
    """A view of that name over Parquet files."""
    quoted = str(pattern).replace("'", "''")
    base.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{quoted}')")


def _opened(tables: Path) -> DuckDBPyConnection:
    import duckdb  # noqa: PLC0415  (an extra)

    base = duckdb.connect()
    for table in ("documents", "stated", "passages", "indicators", "findings", "files"):
        view(base, table, tables / table / "*.parquet")
    return base


def _offices(base: DuckDBPyConnection, links: Sequence[Link]) -> Lines:
    """Every organisation that signs a document; (organisation, jurisdiction) pairs get their slug in `signed`."""
    lines = Lines(links)
    names = base.execute(
        "SELECT DISTINCT organisation, jurisdiction, fiscal_year FROM documents"
        " WHERE organisation IS NOT NULL ORDER BY ALL"
    ).fetchall()
    signed = {(name, code): lines.add(name, code, year).slug for name, code, year in names}
    base.execute("CREATE TABLE signed (organisation VARCHAR, jurisdiction VARCHAR, slug VARCHAR)")
    if signed:
        base.executemany(
            "INSERT INTO signed VALUES (?, ?, ?)", [(n, c, slug) for (n, c), slug in signed.items()]
        )
    base.execute(
        f"""CREATE TABLE papers AS
        SELECT s.slug, d.sha256, d.name AS file, d.kind, coalesce(d.scope, '') AS scope, d.fiscal_year, d.title,
               d.organisation
        FROM documents d JOIN signed s
          ON d.organisation = s.organisation AND d.jurisdiction IS NOT DISTINCT FROM s.jurisdiction
        WHERE d.fiscal_year IS NOT NULL AND d.kind IN {KINDS} AND coalesce(d.scope, '') <> 'project'"""
    )
    return lines


def _write(base: DuckDBPyConnection, panel: Path, lines: Lines) -> None:
    """departments, papers and cells; cells stand by department, so that one of them is read without the rest."""
    base.execute(
        "CREATE TABLE departments (slug VARCHAR, key VARCHAR, name VARCHAR, jurisdiction VARCHAR, function VARCHAR,"
        " level VARCHAR, names VARCHAR, notes VARCHAR)"
    )
    rows = [_department(lines, key) for key in sorted(lines.offices)]
    if rows:
        base.executemany("INSERT INTO departments VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
    base.execute(
        """CREATE TABLE cells AS
        SELECT p.slug, p.kind, p.scope, p.fiscal_year AS told_in, s.item, s.label, s.year,
               coalesce(s.basis, '') AS basis, coalesce(s.fund, '') AS fund, s.dimension, s.unit, s.text,
               s.decimals, s.base, s.low, s.high, s.one, s.sha256, s.section, s.page, s.block, s.begin, s.finish,
               s.grid, s.line, s.pillar
        FROM stated s JOIN papers p USING (sha256)
        WHERE s.base IS NOT NULL
        ORDER BY p.slug, s.item, s.year, told_in, p.kind, s.basis, s.fund, s.sha256"""
    )
    for table in ("departments", "papers", "cells"):
        target = str(panel / f"{table}.parquet").replace("'", "''")
        base.execute(
            f"COPY (SELECT * FROM {table}) TO '{target}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20480)"
        )


def _department(lines: Lines, key: str) -> tuple[Any, ...]:
    office = lines.offices[key]
    names = [[name, sorted(years)] for name, years in sorted(office.names.items())]
    notes = [
        f"{link.year}年起，{link.old}{link.way}为{link.new}" if link.way != "划出" else f"{link.year}年起，{link.old}的部分职能划给{link.new}"
        for link in lines.links
        if key in (lines.line(link.old), lines.line(link.new))
    ]  # fmt: skip
    name = office.latest
    level = level_of(name, office.jurisdiction)
    shown = (json.dumps(one, ensure_ascii=False) for one in (names, notes))
    return (office.slug, key, name, office.jurisdiction, function_of(name), level, *shown)


def _remarks(base: DuckDBPyConnection, panel: Path, lines: Lines, told: Callable[[str], None]) -> None:
    """What takes the whole corpus to see, kept with the panel."""
    from quanheng.compare import copies, indicators, peers, prior, renames, rounded  # noqa: PLC0415
    from quanheng.compare.stored import write_remarks  # noqa: PLC0415

    steps: dict[str, Callable[[], Iterable[Remark]]] = {
        "比对上年数": lambda: prior.remarks(base, lines),
        "找更名的单位": lambda: renames.remarks(base),
        "比对文字": lambda: copies.remarks(base),
        "比对指标": lambda: indicators.remarks(base),
        "看整数": lambda: rounded.remarks(base),
    }
    found: list[Remark] = []
    for words, look in steps.items():
        told(words)
        found += look()
    told("与同类比较")
    measured = peers.measured(base)
    found += peers.remarks(measured)
    write_remarks(base, panel / "remarks.parquet", found)
    peers.store(base, panel / "measures.parquet", measured)
