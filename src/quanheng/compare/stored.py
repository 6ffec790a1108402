"""Remarks as a file beside the panel, and back; rows of the panel as sources."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from quanheng.model.comparison import Remark, Source


_FIELDS = tuple(one.name for one in fields(Source))


def plain(one: Source) -> dict[str, Any]:
    """A source for JSON."""
    return {name: getattr(one, name) for name in _FIELDS}


def write_remarks(path: Path, remarks: Sequence[Remark]) -> None:
    """The remarks as JSON."""
    path.write_text(
        json.dumps([asdict(one) for one in remarks], ensure_ascii=False, indent=0) + "\n", "utf-8"
    )


def read_remarks(path: Path) -> list[Remark]:
    """The remarks again."""
    return [
        Remark(
            one["kind"], one["severity"], tuple(one["slugs"]), tuple(one["years"]),
            tuple(_source(source) for source in one["sources"]), one["values"],
        )
        for one in json.loads(path.read_text("utf-8"))
    ]  # fmt: skip


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
