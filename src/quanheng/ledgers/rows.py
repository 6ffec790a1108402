"""Rows as they are kept, and the hash that freezes them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from quanheng.ledgers.schema import Data, Schema


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its key, its typed cells, and as `raw` what stands in cells that could not be typed."""

    key: str
    data: Data
    raw: Mapping[str, str] = field(default_factory=dict)


def row_of(schema: Schema, data: Data, number: int = 0, raw: Mapping[str, str] | None = None) -> Row:
    """A row under its key; one whose key is not complete goes by its number."""
    return Row(schema.key_of(data) or f"#{number}", data, raw or {})


def canonical(row: Row) -> bytes:
    """The bytes that are hashed: key, filled cells and raw texts as JSON, sorted, without spaces, in UTF-8."""
    data = {name: value for name, value in row.data.items() if value is not None}
    tree = [row.key, data, dict(row.raw)]
    return json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def row_hash(row: Row) -> str:
    """SHA-256 of one row, in hexadecimal."""
    return sha256(canonical(row)).hexdigest()


def rows_hash(rows: Iterable[Row]) -> str:
    """SHA-256 over the rows whatever their order; equal rows count as often as they occur."""
    whole = sha256()
    for one in sorted(map(row_hash, rows)):
        whole.update(one.encode("ascii"))
    return whole.hexdigest()
