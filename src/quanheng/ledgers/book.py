"""A ledger read from a file: its rows, where each stands, and whether the file is sealed as complete."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from quanheng.ledgers.incoming.grid import Grid, grids_of
from quanheng.ledgers.incoming.preview import Candidate, Preview, best, preview
from quanheng.ledgers.load import names, read_declaration, schema
from quanheng.ledgers.outgoing import Seal, seal_in
from quanheng.ledgers.rows import Row
from quanheng.ledgers.schema import Schema
from quanheng.model.document import Document
from quanheng.model.place import Cell, Place
from quanheng.read import read

_YEAR = re.compile(r"(20\d{2})年?度?")
_AROUND = re.compile(r"(?:20\d{2})年?度?|台账|登记表|统计表|汇总表|明细表|名单|[\s_\-—（）()]|\d+$")


@dataclass(slots=True)
class Book:
    """One ledger of one year from one file.

    year    of the seal, else of the title or the file's name, None when none says it
    sealed  True when the file says it is complete and its rows are those that were sealed
    broken  True when the file bears a seal that does not hold: a row was changed afterwards
    """

    schema: Schema
    path: str
    document: Document
    preview: Preview
    grid: Grid
    year: int | None = None
    sealed: bool = False
    broken: bool = False
    rows: list[Row] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """True when every cell could be typed and no row was left in doubt."""
        return not self.preview.remarks and not any(
            one.severity in ("error", "doubt") for row in self.preview.rows for one in row.told
        )

    def place(self, candidate: Candidate, column: str) -> Place:
        """Where a cell of a row stands in the file; that of the row's first cell without a column."""
        index = next((one.index for one in self.preview.columns if one.column == column), 0)
        row = candidate.number - self.grid.first
        return Place(self.grid.block, 0, 0, self.grid.name, cell=Cell(self.grid.table, row, index))


class NoLedger(ValueError):
    """A file that is no ledger we know; the message is Chinese."""


def book_of(path: str, data: bytes, own: Mapping[str, Schema] | None = None) -> Book:
    """Read a ledger from a file named after it; `own` are an office's own ledgers by name.

    Raises NoLedger for a file that no ledger is recognised in, and Unreadable.
    """
    known = {**{name: schema(name) for name in names()}, **(own or {})}
    found = named(PurePath(path).stem, known.values())
    if found is None:
        raise NoLedger("文件名里没有台账的名称，请改成如“高新技术企业.xlsx”")
    document = read(data, path)
    grid = best(found, grids_of(document, data))
    if grid is None:
        raise NoLedger(f"没有找到台账“{found.title}”的表头")
    made = preview(found, grid)
    book = Book(found, path, document, made, grid, rows=[one.row for one in made.rows])
    lines = [*grid.above, *(one.text for one in made.left)]
    found_seal = next(filter(None, map(seal_in, lines)), None)
    book.year = found_seal.year if found_seal else _year([*lines[:3], PurePath(path).stem])
    _heed(book, found_seal)
    return book


def _heed(book: Book, found: Seal | None) -> None:
    if found is not None:
        book.sealed = found.holds(book.rows)
        book.broken = not book.sealed


def _year(lines: Iterable[str]) -> int | None:
    for line in lines:
        found = _YEAR.search(line)
        if found:
            return int(found[1])
    return None


def named(stem: str, known: Iterable[Schema]) -> Schema | None:
    """The ledger that a file's name means: the whole name first, else the longest title in it."""
    bare = _AROUND.sub("", stem)
    for one in (listed := list(known)):
        if bare in (one.title, *one.also, one.name) or stem == one.name:
            return one
    within = [(len(title), one) for one in listed for title in (one.title, *one.also) if title in stem]
    return max(within, key=lambda pair: pair[0])[1] if within else None


def own_ledgers(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, Schema]]:
    """Ledgers that an office declared itself, from YAML files beside its books; raises BadLedger."""
    for path, data in files:
        name = PurePath(path).stem
        yield name, read_declaration(name, data, path)
