"""The head of a table that came in: which rows it takes, what each column is, in what unit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from quanheng.ledgers.incoming.grid import Cell, Grid, texts
from quanheng.ledgers.schema import MONEY, Column, Schema
from quanheng.lexicon.ledgers import heads_alike, numbering
from quanheng.model import quantity

_UNIT = re.compile(r"[(（\[【](?:单位[:：])?([^()（）\[\]【】]{1,8})[)）\]】]$|[/／]([^/／]{1,4})$")
_ABOVE = re.compile(r"(?:金额)?单位\s*[:：]\s*(?:人民币)?\s*([^\s,，；;)）]{1,4})")
_NOISE = re.compile(r"[\s*＊:：、.．]|^\d+[.、]")
_SEARCHED, _DEEPEST = 12, 3
_TITLE, _ALSO, _ALIKE, _WITHIN, _NEAR = 5, 4, 3, 2, 1
SURE = _ALIKE
_CLOSE = 0.7
_KNOWN = 4096  # texts whose reading is kept: the heads and names of a ledger are looked at for every column and row


@dataclass(frozen=True, slots=True)
class Mapped:
    """A column of the table: its head, the ledger's column proposed for it ("" for none), the unit.

    `sure` is False where only part of the name or a near one agrees: people are asked.
    """

    index: int
    head: str
    column: str = ""
    unit: str = ""
    sure: bool = True
    why: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a grid: rows from `first` to before `end` (equal where it has none), and the columns."""

    first: int
    end: int
    columns: tuple[Mapped, ...]
    unit: str = ""

    @property
    def matched(self) -> int:
        """How many columns of the ledger were recognised."""
        return sum(1 for one in self.columns if one.column)

    @property
    def rank(self) -> tuple[int, int, int]:
        """Of two heads the one that recognises more, more surely, in fewer rows is better."""
        sure = sum(1 for one in self.columns if one.column and one.sure)
        return self.matched, sure, self.first - self.end


@lru_cache(maxsize=_KNOWN)
def plain(text: str) -> str:
    """A head without spaces, stars, numbering and the unit in brackets."""
    return _NOISE.sub("", split_unit(text)[0])


@lru_cache(maxsize=_KNOWN)
def split_unit(text: str) -> tuple[str, str]:
    """A head and the unit that stands behind it in brackets or after a stroke, "" without one."""
    solid = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    found = _UNIT.search(solid)
    if found is None:
        return solid, ""
    unit = found[1] or found[2]
    known = quantity.unit(unit).dimension in (quantity.MONEY, quantity.PERCENT) or not unit.isascii()
    return (solid[: found.start()], unit) if known and len(unit) <= 4 else (solid, "")


def head_of(schema: Schema, grid: Grid, unit: str = "") -> Head:
    """The head that recognises most columns of the ledger; one without any where the rows are bare."""
    best = Head(0, 0, ())
    for first in range(min(_SEARCHED, len(grid.rows))):
        for depth in range(1, _DEEPEST + 1):
            rows = grid.rows[first : first + depth]
            if len(rows) < depth:
                break
            made = Head(first, first + depth, _columns(schema, rows))
            if made.rank > best.rank:
                best = made
    if best.matched < 2:
        return Head(0, 0, _by_position(schema, grid), unit or _unit_above(grid, 0))
    return Head(best.first, best.end, best.columns, unit or _unit_above(grid, best.first))


def _unit_above(grid: Grid, first: int) -> str:
    """The unit of money that a line over the table names."""
    lines = [*grid.above, *(" ".join(texts(row)) for row in grid.rows[:first])]
    for line in reversed(lines):
        found = _ABOVE.search(unicodedata.normalize("NFKC", line))
        if found and quantity.unit(found[1]).dimension == quantity.MONEY:
            return found[1]
    return ""


def _by_position(schema: Schema, grid: Grid) -> tuple[Mapped, ...]:
    """Rows without a head: column for column as the ledger has them, which people must confirm."""
    width = len(grid.rows[0]) if grid.rows else 0
    names = [column.name for column in schema.columns][:width]
    names += [""] * (width - len(names))
    return tuple(
        Mapped(at, "", name, sure=False, why="没有表头，按栏目次序对应") for at, name in enumerate(names)
    )


def _columns(schema: Schema, rows: Sequence[Sequence[Cell]]) -> tuple[Mapped, ...]:
    labels = [_labels(rows, at) for at in range(len(rows[0]))]
    offers = sorted(
        (
            (-quality, at, order, column.name)
            for at, parts in enumerate(labels)
            for order, column in enumerate(schema.columns)
            if (quality := _quality(parts, column))
        ),
    )
    taken: dict[int, tuple[str, int]] = {}
    used: set[str] = set()
    for negative, at, _, name in offers:
        if at not in taken and name not in used:
            taken[at] = name, -negative
            used.add(name)
    return tuple(_mapped(at, parts, taken.get(at), schema) for at, parts in enumerate(labels))


def _mapped(at: int, parts: list[str], found: tuple[str, int] | None, schema: Schema) -> Mapped:
    head = "".join(parts)
    unit = next((unit for part in reversed(parts) if (unit := split_unit(part)[1])), "")
    if found is None and plain(head) in numbering():
        return Mapped(at, head)
    if found is None:
        return Mapped(at, head, unit=unit, sure=not head, why=f"“{head}”没有对应的栏目，不取" if head else "")
    name, quality = found
    if quality >= SURE:
        return Mapped(at, head, name, unit)
    return Mapped(at, head, name, unit, False, f"“{head}”与“{schema.column(name).title}”只是相近，请确认")


def _labels(rows: Sequence[Sequence[Cell]], at: int) -> list[str]:
    """The texts over a column from top to bottom, a merged one once."""
    made: list[str] = []
    for row in rows:
        text = row[at].text.strip()
        if text and not row[at].below:
            made.append(text)
    return made


def _quality(parts: list[str], column: Column) -> int:
    """How well the texts of a head name the column; 0 for not at all."""
    if not parts:
        return 0
    whole, last = plain("".join(parts)), plain(parts[-1])
    names = [plain(column.title), *map(plain, column.also)]
    for label in dict.fromkeys((whole, last)):
        if label in names:
            return _TITLE if label == names[0] else _ALSO
        # numbers under a group of their own are not those without one: 上年同期 over 产值
        if len(parts) > 1 and label == last and column.numeric:
            continue
        if any(label in group and names[0] in group for group in heads_alike()):
            return _ALIKE
    if column.type == MONEY and len(whole) < 3:
        return 0
    return _loose(whole, names)


def _loose(label: str, names: list[str]) -> int:
    if len(label) < 2:
        return 0
    if any(len(name) > 2 and (name in label or (label in name and len(label) > 2)) for name in names):
        return _WITHIN
    return _NEAR if SequenceMatcher(None, label, names[0]).ratio() >= _CLOSE else 0
