"""Rows of a corpus from JSON lines to Parquet, in the types of `model.tables`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from quanheng.model.tables import FILES, TABLES

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def convert(base: DuckDBPyConnection, source: Path) -> Path:
    """Write <table>/<name>.parquet beside <table>/<name>.jsonl.gz, whole or not at all; returns its path."""
    table = source.parent.name
    columns = FILES if table == "files" else TABLES[table]
    kinds = ", ".join(f"{name}: '{kind}'" for name, kind in columns.items())
    target = source.with_name(source.name.replace(".jsonl.gz", ".parquet"))
    waiting = target.with_suffix(".waiting")
    lines = f"read_json({_quoted(source)}, format='newline_delimited', columns={{{kinds}}}, maximum_object_size=268435456)"
    if not source.stat().st_size:
        lines = (
            f"(SELECT {', '.join(f'NULL::{kind} AS {name}' for name, kind in columns.items())} WHERE false)"
        )
    base.execute(f"COPY (SELECT * FROM {lines}) TO {_quoted(waiting)} (FORMAT parquet, COMPRESSION zstd)")  # noqa: S608
    waiting.replace(target)
    return target


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
