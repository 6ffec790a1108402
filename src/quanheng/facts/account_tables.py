"""The published account tables of a document: which one each table is, and its cells by subject and column.

`account_tables` reads what `grids` found; the names come from lexicon/account-tables.yaml. A table is
known by its title (the text above it, a row across its top, the name of its sheet) and must have the
shape of its kind; by its shape alone only where no other kind has it. The numbers of tables (公开03表)
change from year to year and are not looked at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quanheng.facts.account_items import name_figures
from quanheng.facts.account_keys import PUBLIC_TABLES, Column, column_key, in_table, row_key
from quanheng.facts.account_titles import around, side_of, title_in, title_rows
from quanheng.facts.grids import Entry, Grid, Row
from quanheng.facts.leads import year_of
from quanheng.facts.table_cells import leading_code
from quanheng.lexicon.accounts import BUDGET, FINAL, shape, titled, unnumbered, untitled
from quanheng.model.document import Block, Document
from quanheng.model.quantity import MONEY, NO_UNIT, Unit, unit

_HALVES = ("income", "expenditure")
_CODE_LENGTHS = (3, 5, 7)
_NOTE = re.compile(r"^(?:备?注|说明)[：:]|(?:空表|无数据|本表|没有.{0,30}(?:收入|支出|安排|预算))")
_AMOUNTS = ("amount", "total")


@dataclass(slots=True, eq=False)
class AccountTable:
    """A published table.

    kind    T01 to T09 (final accounts), B01 to B09 (budget), None for a table that is no such one
    grids   the tables of the file that it goes over, in order
    title   the text that names it, "" without one
    year    fiscal year of the title, else of the document
    unit    unit of its amounts, NO_UNIT when the table does not say
    note    texts under it that speak of it (注：…, 本表无数据)
    cells   (row key, column key) -> entry; the first where a key occurs twice
    columns column keys by place in the grid
    empty   True when no cell holds an amount other than 0
    labels  the keys of all rows, blank ones too
    others  entries whose row or column has no key: row key, column, entry
    blanks  (row key, column key) of the cells without a figure -> row and column of the grid
    repeated  keys of rows that stand more than once: they are in `others`, not in `cells`
    lines   `cells` by row
    """

    kind: str | None
    grids: list[Grid]
    title: str = ""
    year: int | None = None
    unit: Unit = NO_UNIT
    note: str = ""
    cells: dict[tuple[str, str], Entry] = field(default_factory=dict)
    columns: dict[int, Column] = field(default_factory=dict)
    empty: bool = True
    labels: set[str] = field(default_factory=set)
    others: list[tuple[str, Column, Entry]] = field(default_factory=list)
    repeated: set[str] = field(default_factory=set)
    blanks: dict[tuple[str, str], tuple[Row, int]] = field(default_factory=dict)
    lines: dict[str, dict[str, Entry]] = field(default_factory=dict)

    def cell(self, row: str, column: str = "amount") -> Entry | None:
        """The entry of a subject's code or row key in a column; `amount` and `total` stand for each other."""
        found = self.cells.get((row, column))
        if found is None and column in _AMOUNTS:
            found = self.cells.get((row, _AMOUNTS[column == "amount"]))
        return found

    def codes(self) -> Iterator[str]:
        """The subjects' codes with an amount, in order."""
        yield from (row for row in self.lines if row.isdigit())

    def row(self, key: str) -> dict[str, Entry]:
        """The entries of a row by column key."""
        return self.lines.get(key, {})


def _fits(kind: str, table: AccountTable) -> bool:
    wanted, rows = shape(kind), table.labels
    columns = {c.item for c in table.columns.values()}
    if kind in PUBLIC_TABLES:
        columns |= {column_key((unnumbered(row.label),)).item for grid in table.grids for row in grid.rows}
    if any(not columns & set(choice) for choice in wanted.columns):
        return False
    if any(not rows & set(choice) for choice in wanted.rows):
        return False
    return not wanted.codes or any(r.startswith(wanted.codes) and r.isdigit() for r in rows)


def _kind(table: AccountTable, candidates: Sequence[str], default: str) -> tuple[str | None, str]:
    for title in filter(None, map(title_in, candidates)):
        side = side_of(title, table.grids[0], default)
        kind = titled(title, side)
        return (kind, title) if kind and _fits(kind, table) else (None, title)
    columns = {c.item for c in table.columns.values()}
    for kind, (what, keys) in untitled(default).items() if default else ():
        if keys <= (columns if what == "columns" else table.labels):
            return kind, ""
    return None, ""


def _halves(table: AccountTable) -> None:
    """Where nothing is written over two columns of labels, their rows tell income from expenditure."""
    grid = table.grids[0]
    starts = [at for at, path in sorted(grid.columns.items()) if path[-1] in ("项目", "科目", "科目名称")]
    if len(starts) != len(_HALVES) or any(c.half for c in table.columns.values()):
        return
    for start, end in zip(starts, (*starts[1:], 1 << 30), strict=True):
        keys = [row_key(text, "", "") for row in grid.rows for at, text in row.words if at == start]
        income = sum(key.startswith("income.") for key in keys)
        spent = sum(key.startswith("expenditure.") or key[:1] == "2" for key in keys)
        if income != spent:
            half = _HALVES[spent > income]
            for at in range(start, min(end, max(table.columns) + 1)):
                if at in table.columns:
                    table.columns[at] = table.columns[at]._replace(half=half)


def _fill(table: AccountTable) -> None:
    """Enter labels and cells."""
    table.cells, table.others, table.blanks = {}, [], {}
    table.labels, table.repeated, table.empty = set(), set(), True
    for grid in table.grids:
        opened = ""
        for row in grid.rows:
            opened = _label(table, row, opened)
            for entry in row.entries:
                _enter(table, entry, opened)
            _note_blanks(table, row, opened)
    _without_repeated(table)
    table.lines = {}
    for (key, column), entry in table.cells.items():
        table.lines.setdefault(key, {})[column] = entry


def _note_labels(table: AccountTable) -> None:
    """The keys of all rows: by them and the columns it is known which table it is."""
    for grid in table.grids:
        opened = ""
        for row in grid.rows:
            opened = _label(table, row, opened)


def _note_blanks(table: AccountTable, row: Row, opened: str) -> None:
    """The places of the row that hold no figure; rows with several codes side by side are left alone."""
    if len({e.code for e in row.entries if e.code}) > 1 or table.kind in PUBLIC_TABLES:
        return
    keys = {"": row.code} if row.code else {}
    for at, text in () if row.code else row.words:
        half = table.columns[at].half if at in table.columns else ""
        keys[half] = row_key(text, half, opened) or keys.get(half, "")
    for at, column in table.columns.items():
        place = (keys.get(column.half, ""), column.key)
        if all(place) and place not in table.cells:
            table.blanks.setdefault(place, (row, at))


def _label(table: AccountTable, row: Row, opened: str) -> str:
    """Note the keys of the row; returns the carry-over row that the rows below stand under."""
    table.labels.update(filter(None, (row.code, *(e.code for e in row.entries))))
    for at, text in row.words:
        half = table.columns[at].half if at in table.columns else ""
        key = row_key(text, half, opened)
        opened = key if key == "carryover.opening" else opened
        table.labels.update(filter(None, (key, leading_code(text) or _bare_code(text))))
    return opened


def _bare_code(text: str) -> str:
    return text if text.isdigit() and len(text) in _CODE_LENGTHS else ""


def _enter(table: AccountTable, entry: Entry, opened: str) -> None:
    column = table.columns.get(entry.column) or column_key(entry.path)
    key = entry.code or row_key(entry.label, column.half, opened)
    if table.kind in PUBLIC_TABLES:
        key, column = _one_row(column, entry)
    table.empty = table.empty and not entry.figure.value
    if key and column.key:
        before = table.cells.setdefault((key, column.key), entry)
        if before.row != entry.row or before.mention.paragraph.block != entry.mention.paragraph.block:
            table.repeated.add(key)
    else:
        table.others.append((key, column, entry))


def _without_repeated(table: AccountTable) -> None:
    """A row that stands twice (a table by units) has no one amount."""
    for key, column in [place for place in table.cells if place[0] in table.repeated]:
        table.others.append(("", Column(column), table.cells.pop((key, column))))


def _one_row(column: Column, entry: Entry) -> tuple[str, Column]:
    """The three public expenses lie across or down: either way they are one row, "all"."""
    if column.item != "amount":
        return "all", column
    item = column_key((unnumbered(entry.label),)).item
    return "all", column._replace(key=f"{column.prefix}{item}" if item else "", item=item)


def _read(document: Document, block: Block, grid: Grid, default: str, year: int | None) -> AccountTable:
    near = around(document, block)
    table = AccountTable(None, [grid], columns={at: column_key(path) for at, path in grid.columns.items()})
    _halves(table)
    if len({c.half for c in table.columns.values()} - {""}) < len(_HALVES):
        table.columns = {at: c._replace(half="") for at, c in table.columns.items()}
    _note_labels(table)
    table.kind, table.title = _kind(table, [*title_rows(grid), *near.above], default)
    table.year = year_of(table.title) or next((y for t in near.above[:2] if (y := year_of(t))), None) or year
    table.note = "\n".join(t for t in near.below if _NOTE.search(t))
    if table.kind:
        paths, own = grid.columns, table.year or _latest(grid)
        table.columns = {at: in_table(c, paths[at], table.kind, own) for at, c in table.columns.items()}
    _fill(table)
    units = [e.figure.unit for e in table.cells.values() if e.figure.unit.dimension == MONEY]
    table.unit = units[0] if units else NO_UNIT
    return table


def _latest(grid: Grid) -> int | None:
    """The table's own year where its heads tell two apart: 2024年预算数, 2025年预算数."""
    years = {y for path in grid.columns.values() for text in path if (y := year_of(text))}
    return max(years) if len(years) > 1 else None


def _continues(table: AccountTable, before: AccountTable, between: Sequence[str]) -> bool:
    """True for the next page of a table: the same heads, and no title of its own."""
    same = list(table.grids[0].columns.values()) == list(before.grids[-1].columns.values())
    titles = [t for text in between if (t := title_in(text))]
    return same and bool(before.kind) and all(t.removesuffix("续表") == before.title for t in titles)


def account_tables(
    document: Document, grids: Sequence[Grid], kind: str = "unknown", year: int | None = None
) -> list[AccountTable]:
    """Every table of the document in reading order; those that are no account table have kind None.

    `grids` are the tables as read, in the order of `document.tables()`; `kind` and `year` are those of
    the document. A table that goes on in the next one of the file is one here.
    """
    default = {"final_accounts": FINAL, "budget": BUDGET}.get(kind, "")
    made: list[AccountTable] = []
    for (block, _), grid in zip(document.tables(), grids, strict=True):
        table = _read(document, block, grid, default, year)
        if made and _continues(table, made[-1], around(document, block).above):
            made[-1].grids.append(grid)
            made[-1].note = table.note
            _fill(made[-1])
        else:
            made.append(table)
    _assume_units(made)
    for table in made:
        if table.kind:
            name_figures(table.kind, table.cells, table.others)
    return made


def _assume_units(tables: Sequence[AccountTable]) -> None:
    """Amounts of a table that names no unit are of the unit of the others, marked as assumed."""
    known = Counter(t.unit.name for t in tables if t.kind and t.unit.name)
    name = known.most_common(1)[0][0] if known else "万元"
    for table in tables:
        for entry in table.cells.values() if table.kind else ():
            if entry.figure.unit is NO_UNIT:
                entry.figure.unit, entry.figure.unit_source = unit(name), "assumed"
