"""Rows on their way out as text: TSV and an HTML table for the clipboard, and the line that seals a file."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quanheng.ledgers.cells import shown
from quanheng.ledgers.rows import Row, rows_hash
from quanheng.ledgers.schema import CODE, CREDIT_CODE, MONEY, PERCENT, YEAR, Column, Schema

_SEAL = re.compile(r"(\d{4})年，填报完整，共(\d+)行，校验([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Seal:
    """What a sealed file says of itself: the year, that it is complete, how many rows, and their hash."""

    year: int
    rows: int
    hash: str

    def words(self) -> str:
        """The words of the seal as they stand over the table."""
        return f"{self.year}年，填报完整，共{self.rows}行，校验{self.hash}"

    def holds(self, rows: Sequence[Row]) -> bool:
        """True when these are the rows that were sealed."""
        return len(rows) == self.rows and rows_hash(map(bare, rows)) == self.hash


def seal(year: int, rows: Sequence[Row]) -> Seal:
    """The seal of a complete ledger."""
    return Seal(year, len(rows), rows_hash(map(bare, rows)))


def bare(row: Row) -> Row:
    """A row as any file gives it back: empty cells are no cells, and the key follows from the cells."""
    return Row("", {name: value for name, value in row.data.items() if value is not None}, row.raw)


def seal_in(line: str) -> Seal | None:
    """The seal that a line over a table holds, None without one."""
    found = _SEAL.search(line)
    return Seal(int(found[1]), int(found[2]), found[3]) if found else None


def columns(schema: Schema, private: bool = False) -> list[Column]:
    """The columns that go out; private ones only where they are asked for."""
    return [column for column in schema.columns if private or not column.private]


def head(column: Column) -> str:
    """The head of a column with its unit."""
    unit = column.unit if column.numeric and column.type != YEAR else ""
    return (
        f"{column.title}（{unit}）"
        if unit and (column.type in (MONEY, PERCENT) or len(unit) <= 4)
        else column.title
    )


def public(schema: Schema, row: Row) -> Row:
    """The row without its private cells."""
    kept = {column.name for column in columns(schema)}
    data = {name: value for name, value in row.data.items() if name in kept}
    return Row(row.key, data, {name: text for name, text in row.raw.items() if name in kept})


def tsv(schema: Schema, rows: Iterable[Row], private: bool = False) -> str:
    """Tab-separated text with a head, quoted as a spreadsheet quotes."""
    out = columns(schema, private)
    lines = [[head(column) for column in out]]
    lines += [[_text(row, column) for column in out] for row in rows]
    return "\r\n".join("\t".join(map(_quoted, line)) for line in lines) + "\r\n"


def _text(row: Row, column: Column) -> str:
    return shown(row.data.get(column.name), column) or row.raw.get(column.name, "")


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in '\t\n"') else text


def html_table(schema: Schema, rows: Iterable[Row], private: bool = False) -> str:
    """The same as an HTML table; long codes are marked as text, so that no spreadsheet makes numbers of them."""
    out = columns(schema, private)
    made = ["<table><tr>", *(f"<th>{html.escape(head(column))}</th>" for column in out), "</tr>"]
    for row in rows:
        made.append("<tr>")
        for column in out:
            kept = " style=\"mso-number-format:'\\@'\"" if column.type in (CODE, CREDIT_CODE) else ""
            made.append(f"<td{kept}>{html.escape(_text(row, column))}</td>")
        made.append("</tr>")
    return "".join([*made, "</table>"])
