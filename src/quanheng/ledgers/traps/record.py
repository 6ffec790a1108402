"""What a trap caught, and the rows it looks at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quanheng.ledgers import cells
from quanheng.ledgers.conditions import Condition, condition, holds
from quanheng.ledgers.period import Period
from quanheng.ledgers.rows import Row
from quanheng.ledgers.schema import Data, Schema, Trap


@dataclass(frozen=True, slots=True)
class Caught:
    """One thing to look at: the keys of the rows, the column (“” for the row or the whole), Chinese words.

    `severity` is error where the rows prove it by themselves, else doubt or note.
    """

    trap: str
    severity: str
    keys: tuple[str, ...]
    column: str
    message: str


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


@dataclass(frozen=True)
class Search:
    """A trap set over rows: its settings, and help to tell what it caught."""

    trap: Trap
    schema: Schema
    rows: Sequence[Row]
    period: Period

    def __getitem__(self, key: str) -> Any:
        return self.trap.told.get(key)

    def columns(self, key: str) -> list[str]:
        """The columns that a setting names."""
        given = self.trap.told.get(key, [])
        return [given] if isinstance(given, str) else list(given)

    def test(self, key: str = "where") -> Condition:
        """The condition of a setting; one that is left out always holds."""
        return condition(self.trap.told.get(key), self.schema, key)

    def meeting(self, key: str = "where") -> Iterator[Row]:
        """The rows that meet the condition."""
        test = self.test(key)
        return (row for row in self.rows if holds(test, row.data, self.period, self.schema))

    def words(self, data: Data, **more: str) -> str:
        """The message with the row's cells, and what the trap adds."""
        shown: Mapping[str, str] = {
            column.name: cells.shown(data.get(column.name), column)
            + (column.unit if column.numeric and data.get(column.name) is not None else "")
            for column in self.schema.columns
        }
        return self.trap.message.format_map(_Blank({**shown, **more}))

    def caught(self, rows: Sequence[Row], column: str = "", **more: str) -> Caught:
        """What is told of the rows; the message takes its words from the last of them."""
        data = rows[-1].data if rows else {}
        keys = tuple(row.key for row in rows)
        return Caught(self.trap.kind, self.trap.severity, keys, column, self.words(data, **more))

    def title(self, column: str) -> str:
        """The head of a column."""
        return self.schema.column(column).title
