"""What would be taken from a table: typed cells, doubts, rows left out and why. Nothing is taken silently."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from quanheng.ledgers.cells import shown, typed
from quanheng.ledgers.incoming.grid import Cell, Grid, texts
from quanheng.ledgers.incoming.heads import Head, Mapped, head_of, plain
from quanheng.ledgers.rows import Row, row_of
from quanheng.ledgers.schema import MONEY, NUMERIC, YEAR, Column, Data, Schema, Value
from quanheng.lexicon.ledgers import sums
from quanheng.model.finding import DOUBT, ERROR, NOTE


@dataclass(frozen=True, slots=True)
class Told:
    """Something about a cell; `severity` is error (not taken, or provably wrong), doubt or note."""

    column: str
    severity: str
    message: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that would be taken: its number in the source, from 1, and what there is to say of its cells."""

    number: int
    row: Row
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Left:
    """A row that would not be taken, and why."""

    number: int
    why: str
    text: str


@dataclass(slots=True)
class Preview:
    """Everything about one table that came in; `unit` is that of amounts without one of their own.

    `remarks` concern the whole: columns without a match, totals that do not add up, keys that occur twice.
    """

    schema: Schema
    columns: tuple[Mapped, ...]
    unit: str = ""
    rows: list[Candidate] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def sure(self) -> bool:
        """True when nothing needs to be asked: no cell in error or doubt, every column sure, no remark."""
        grave = any(one.severity != NOTE for row in self.rows for one in row.told)
        return not grave and not self.remarks and all(one.sure for one in self.columns)


def preview(schema: Schema, grid: Grid, chosen: Mapping[int, str] | None = None, unit: str = "") -> Preview:
    """What a table gives for a ledger. `chosen` overrides columns by index ("" leaves one out), `unit` that of money."""
    head = head_of(schema, grid, unit)
    columns = tuple(
        replace(one, column=chosen[one.index], sure=True, why="")
        if chosen is not None and one.index in chosen
        else one
        for one in head.columns
    )
    made = Preview(schema, columns, head.unit, remarks=list(grid.remarks))
    _Taking(made, grid, head).take()
    return made


_Cell = tuple[Value, Told | None]


class _Taking:
    """The rows of one grid on their way into a preview."""

    def __init__(self, made: Preview, grid: Grid, head: Head) -> None:
        self.made, self.grid, self.head = made, grid, head
        self.schema = made.schema
        self.mapped = [(one, self.schema.column(one.column)) for one in made.columns if one.column]
        self.typed: dict[int, dict[str, _Cell]] = {one.index: {} for one, _ in self.mapped}
        self.sums: dict[str, int] = {}
        self.labels = self._labels()

    def _labels(self) -> frozenset[str]:
        """The words of the head; none where the table has no head of its own."""
        lines = self.grid.rows[self.head.first : self.head.end]
        own = {plain(cell.text) for line in lines for cell in line}
        return (
            frozenset({plain(one.head) for one in self.made.columns if one.head} | own)
            if lines
            else frozenset()
        )

    def take(self) -> None:
        """Take every row, then say what the whole leaves open."""
        for at in range(self.head.first):
            self._leave(at, "表头以上的文字")
        for at in range(self.head.end, len(self.grid.rows)):
            self._row(at)
        self.made.remarks += self._whole()

    def _leave(self, at: int, why: str) -> None:
        words = " ".join(texts(self.grid.rows[at]))
        if words:
            self.made.left.append(Left(self.grid.first + at, why, words))

    def _row(self, at: int) -> None:
        row = self.grid.rows[at]
        filled = texts(row)
        if not filled:
            return
        first = plain(filled[0])
        if self._is_head(filled):
            self._leave(at, "重复的表头")
        elif first in sums() or any(first.startswith(word) for word in sums() if len(first) <= len(word) + 4):
            self._leave(at, "合计行，不取")
            self._total(at, row)
        elif len(filled) == 1 and len(self.mapped) > 2:
            self._leave(at, "只有一格有字，当作表外文字")
        else:
            self._take(at, row)

    def _is_head(self, filled: Sequence[str]) -> bool:
        """More than half of what a row says are words of the head."""
        strange = same = 0
        for text in filled if self.labels else ():
            if plain(text) in self.labels:
                same += 1
            elif (strange := strange + 1) * 2 >= len(filled):
                return False
        return same > 1

    def _take(self, at: int, row: Sequence[Cell]) -> None:
        data: dict[str, Value] = {}
        raw: dict[str, str] = {}
        told: list[Told] = []
        for one, column in self.mapped:
            cell = row[one.index]
            if not cell.text and not cell.right:
                data[column.name] = None
                continue
            made = self._cell(cell, one, column)
            data[column.name] = made[0]
            if made[1] is not None:
                told.append(made[1])
                if made[0] is None and made[1].severity == ERROR:
                    raw[column.name] = cell.text.strip()
            if column.numeric and isinstance(made[0], int) and column.type != YEAR:
                self.sums[column.name] = self.sums.get(column.name, 0) + made[0]
        if any(cell.hidden for cell in row):
            told.append(Told("", NOTE, "这一行（或其中的栏）在表里是隐藏的"))
        told += [
            Told(column.name, ERROR, f"{column.title}没有填")
            for _, column in self.mapped
            if column.required and data[column.name] is None and column.name not in raw
        ]
        number = self.grid.first + at
        self.made.rows.append(Candidate(number, row_of(self.schema, data, number, raw), tuple(told)))

    def _cell(self, cell: Cell, one: Mapped, column: Column) -> _Cell:
        if cell.right:
            return None, Told(column.name, DOUBT, "被左边的合并单元格盖住，按空处理")
        if cell.below and column.type in NUMERIC and column.type != YEAR and cell.text.strip():
            return None, Told(column.name, DOUBT, f"合并单元格的“{cell.text.strip()}”只计在第一行")
        words = cell.words if column.numeric else cell.text
        known = self.typed[one.index]
        if (found := known.get(words)) is None:  # the same words are typed once in a column
            made = typed(words, column, one.unit or (self.head.unit if column.type == MONEY else ""))
            told = Told(column.name, made.severity, made.told) if made.severity else None
            found = known[words] = (made.value, told)
        return found

    def _total(self, at: int, row: Sequence[Cell]) -> None:
        """A row of sums is left out, and its sums are held against those of the rows."""
        for one, column in self.mapped:
            cell = row[one.index]
            if not column.numeric or cell.right or not cell.text.strip() or column.name not in self.sums:
                continue
            stated, added = self._cell(cell, one, column)[0], self.sums[column.name]
            if isinstance(stated, int) and stated != added:
                self.made.remarks.append(
                    f"第{self.grid.first + at}行的{column.title}合计写{shown(stated, column)}{column.unit}，"
                    f"以上各行相加是{shown(added, column)}{column.unit}"
                )

    def _whole(self) -> Iterator[str]:
        yield from (one.why for one in self.made.columns if one.why and not one.column)
        matched = {one.column for one in self.made.columns}
        lacking = [c.title for c in self.schema.columns if c.required and c.name not in matched]
        if lacking:
            yield f"表里没有必填的栏目：{'、'.join(lacking)}"
        keys: dict[str, int] = {}
        for one in self.made.rows:
            if self.schema.key_of(one.row.data) and one.row.key in keys:
                yield f"第{one.number}行与第{keys[one.row.key]}行主键相同：{one.row.key}"
            keys.setdefault(one.row.key, one.number)


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that taking the preview would overwrite, as it is shown before and after."""

    key: str
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What taking a preview would do to the rows there are; rows are never deleted by it."""

    new: tuple[str, ...]
    same: tuple[str, ...]
    changed: tuple[Change, ...]


def changes(made: Preview, existing: Mapping[str, Data]) -> Changes:
    """Compare the rows of a preview with those that the ledger has, by key. A column that did not come is kept."""
    new, same, changed = [], [], []
    taken = [one.column for one in made.columns if one.column]
    for candidate in made.rows:
        known = existing.get(candidate.row.key)
        if known is None:
            new.append(candidate.row.key)
            continue
        found = [
            Change(
                candidate.row.key,
                name,
                shown(known.get(name), made.schema.column(name)),
                shown(candidate.row.data.get(name), made.schema.column(name)),
            )
            for name in taken
            if known.get(name) != candidate.row.data.get(name)
        ]
        changed += found
        same += [] if found else [candidate.row.key]
    return Changes(tuple(new), tuple(same), tuple(changed))


def best(schema: Schema, grids: Sequence[Grid]) -> Grid | None:
    """The table that recognises most columns of the ledger; None where none recognises two."""
    ranked = sorted(grids, key=lambda grid: -_recognised(schema, grid))
    return ranked[0] if ranked and _recognised(schema, ranked[0]) > 1 else None


def _recognised(schema: Schema, grid: Grid) -> int:
    head = head_of(schema, grid)
    return head.matched if head.end > head.first else 0


def normal(text: str) -> str:
    """A title without spaces, as files and sheets are named after ledgers."""
    return "".join(unicodedata.normalize("NFKC", text).split())
