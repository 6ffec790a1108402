"""What came of a batch as a whole: counts, what needs a look, what could not be checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something that the totals would hide: `kind` names it, `documents` are paths, all of them."""

    kind: str
    message: str
    documents: tuple[str, ...]


@dataclass(slots=True)
class BatchSummary:
    """`documents` are rows of that table with their first `path`, `files` rows of the table of files.

    rules      by rule: its title, findings by severity, and in how many documents
    templates  by layout: how many documents, and in how many of them something is an error
    repeated   paths with the same bytes, by digest, where there are several
    parquet    False where the tables are only JSON lines, because DuckDB is not installed
    """

    documents: list[Row] = field(default_factory=list)
    files: list[Row] = field(default_factory=list)
    rules: dict[str, dict[str, Any]] = field(default_factory=dict)
    templates: dict[str, list[int]] = field(default_factory=dict)
    repeated: dict[str, list[str]] = field(default_factory=dict)
    alarms: list[Alarm] = field(default_factory=list)
    parquet: bool = False
    version: str = ""
    norms: str = ""

    @property
    def failed(self) -> list[Row]:
        """The files without a result."""
        return [row for row in self.files if row["state"] != "done"]

    def counted(self, column: str) -> int:
        """The sum of a column of the documents."""
        return sum(row[column] or 0 for row in self.documents)
