"""Remarks as a file beside the panel, and back; rows of the panel as sources."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import fields
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

from quanheng.model.comparison import Remark, Source

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


_FIELDS = tuple(one.name for one in fields(Source))


def plain(one: Source) -> dict[str, Any]:
    """A source for JSON."""
    return {name: getattr(one, name) for name in _FIELDS}


def write_remarks(base: DuckDBPyConnection, path: Path, remarks: Sequence[Remark]) -> None:
    """The remarks as Parquet, in their order; `made` is the whole of each as JSON."""
    base.execute(
        "CREATE OR REPLACE TABLE remarks (number INTEGER, kind VARCHAR, slugs VARCHAR[], made VARCHAR)"
    )
    lines = (
        {"number": number, "kind": one.kind, "slugs": one.slugs, "made": _packed(one)}
        for number, one in enumerate(remarks)
    )
    insert(base, "remarks", lines)
    quoted = str(path).replace("'", "''")
    base.execute(f"COPY (SELECT * FROM remarks) TO '{quoted}' (FORMAT parquet, COMPRESSION zstd)")


def insert(base: DuckDBPyConnection, table: str, rows: Iterable[dict[str, Any]]) -> None:
    """Put rows into a table by JSON lines: row after row would take longer than to build the panel."""
    with NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8", delete=False) as stream:
        count = 0
        for count, row in enumerate(rows, 1):  # noqa: B007  (counted to know that there are any)
            stream.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")
    kinds = ", ".join(f"{name}: '{kind}'" for name, kind, *_ in base.execute(f"DESCRIBE {table}").fetchall())
    if count:
        base.execute(
            f"INSERT INTO {table} SELECT * FROM read_json('{stream.name}', format='newline_delimited',"
            f" columns={{{kinds}}}, maximum_object_size=268435456)"
        )
    Path(stream.name).unlink()


def _packed(one: Remark) -> str:
    sources = [plain(source) for source in one.sources]
    return json.dumps([one.kind, one.severity, one.slugs, one.years, sources, one.values], ensure_ascii=False)


def remark(made: str) -> Remark:
    """A remark again from its JSON."""
    kind, severity, slugs, years, sources, values = json.loads(made)
    return Remark(
        kind, severity, tuple(slugs), tuple(years), tuple(_source(source) for source in sources), values
    )


def _source(kept: dict[str, Any]) -> Source:
    cell = kept.pop("cell")
    return Source(**kept, cell=tuple(cell) if cell else None)


def sources(text: str) -> tuple[Source, ...]:
    """Sources that are kept in a column as JSON."""
    return tuple(_source(kept) for kept in json.loads(text))


PLACED = "sha256, label, text, section, page, block, begin, finish, grid, line, pillar"
"""Columns from which `source` makes a source, in this order."""


def source(row: Sequence[Any]) -> Source:
    """A source of the columns PLACED."""
    digest, label, text, section, page, block, begin, finish, grid, line, pillar = row
    cell = (grid, line, pillar) if grid is not None else None
    return Source(digest, label or "", text or "", section, page, block, begin or 0, finish or 0, cell)
