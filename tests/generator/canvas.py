"""Writes sentences from templates and keeps the truth of every number written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tests.generator.habit import COUNT, MONEY, PERCENT, Habit, Value
from tests.generator.report import Bond, Clause, Piece, Printed, Report, Spot

if TYPE_CHECKING:
    from random import Random

_SLOT = re.compile(r"\{(\w+)(?::(n))?\}")
Slot = Value | str
# A relation over slot names (or figure numbers): kind, result, operands; "-name" is subtracted.
Law = tuple[str, str | int, Sequence[str | int]]


class Canvas:
    """Collects blocks; `rng` chooses between phrasings, never between values."""

    def __init__(self, habit: Habit, rng: Random) -> None:
        self.habit = habit
        self.rng = rng
        self.pieces: list[Piece] = []
        self.figures: list[Printed] = []
        self.bonds: list[Bond] = []
        self.clauses: list[Clause] = []
        self._listings = 0

    def heading(self, text: str, level: int = 1) -> None:
        """Start a section."""
        self.pieces.append(Piece("heading", self.habit.punctuate(text), level))

    def paragraph(self, text: str = "") -> None:
        """Start a paragraph."""
        self.pieces.append(Piece("paragraph", self.habit.punctuate(text)))

    def pick(self, *options: str) -> str:
        """Choose a wording."""
        return self.rng.choice(options)

    def say(self, variants: Sequence[str], laws: Sequence[Law] = (), **slots: Slot) -> dict[str, int]:
        """Append one of the variants; returns the figure number of every value slot it used.

        A law is recorded when all the slots that it names stand in the chosen variant.
        """
        written = self._write(self.rng.choice(list(variants)), slots)
        for law in laws:
            self._bind(law, written)
        return written

    def bind(
        self, kind: str, result: int, operands: Sequence[int], signs: Sequence[int] = (), word: str = ""
    ) -> None:
        """Record a relation between figures already written."""
        self.bonds.append(Bond(kind, result, tuple(operands), tuple(signs), word))

    def new_listing(self) -> int:
        """A number for the next list of clauses."""
        self._listings += 1
        return self._listings

    def clause(self, listing: int, template: str, slots: Mapping[str, Slot]) -> dict[str, int]:
        """Append a member of a list."""
        start = len(self.pieces[-1].text)
        written = self._write(template, slots)
        spot = Spot(len(self.pieces) - 1, start, len(self.pieces[-1].text))
        self.clauses.append(Clause(listing, tuple(written.values()), spot))
        return written

    def table(self, rows: Sequence[Sequence[Slot | None]], unit_in_head: bool = True) -> list[list[int]]:
        """Append a table; returns for every cell its figure number or -1. Money cells carry no unit."""
        piece = Piece("table")
        self.pieces.append(piece)
        numbers: list[list[int]] = []
        for row in rows:
            piece.rows.append([])
            numbers.append([])
            for cell in row:
                spot = (len(piece.rows) - 1, len(piece.rows[-1]))
                piece.rows[-1].append(self._cell_text(cell, unit_in_head))
                numbers[-1].append(self._cell_figure(cell, spot, unit_in_head))
        return numbers

    def finish(self, title: str, style: str, seed: int, year: int) -> Report:
        """Add the restatements (the same fact printed twice) and hand over the report."""
        seen: dict[tuple[str, int, str, str], list[int]] = defaultdict(list)
        for index, figure in enumerate(self.figures):
            if figure.item:
                seen[figure.item, figure.year, figure.basis, figure.dim].append(index)
        for first, *others in seen.values():
            self.bonds.extend(Bond("equal", other, (first,)) for other in others)
        return Report(title, style, seed, year, self.pieces, self.figures, self.bonds, self.clauses)

    def _write(self, template: str, slots: Mapping[str, Slot]) -> dict[str, int]:
        written: dict[str, int] = {}
        piece = self.pieces[-1]
        at = 0
        for match in _SLOT.finditer(template):
            piece.text += self.habit.punctuate(template[at : match.start()])
            at = match.end()
            slot = slots[match[1]]
            if isinstance(slot, str):
                piece.text += self.habit.punctuate(slot)
            else:
                written[match[1]] = self._print(slot, match[2] != "n")
        piece.text += self.habit.punctuate(template[at:])
        return written

    def _print(self, value: Value, with_unit: bool) -> int:
        piece = self.pieces[-1]
        gap = " " if self.habit.space else ""
        piece.text += gap
        start = len(piece.text)
        text = self.habit.numeral(value)
        piece.text += text
        spot = Spot(len(self.pieces) - 1, start, len(piece.text))
        if with_unit:
            piece.text += (gap if value.dim == MONEY else "") + self.habit.unit_of(value)
        return self._record(value, text, spot, with_unit)

    def _record(self, value: Value, text: str, spot: Spot, with_unit: bool) -> int:
        self.figures.append(
            Printed(
                text=text,
                unit=self.habit.unit_of(value),
                dim=value.dim,
                item=value.item,
                year=value.year,
                basis=value.basis,
                spot=spot,
                places=self.habit.places_of(value.dim),
                sign=value.sign,
                unit_shown=with_unit,
                exact=value.exact,
            )
        )
        return len(self.figures) - 1

    def _cell_text(self, cell: Slot | None, unit_in_head: bool) -> str | None:
        if cell is None or isinstance(cell, str):
            return cell
        hidden = unit_in_head and cell.dim != PERCENT and not (cell.dim == COUNT and cell.unit)
        return self.habit.numeral(cell) + ("" if hidden else self.habit.unit_of(cell))

    def _cell_figure(self, cell: Slot | None, spot: tuple[int, int], unit_in_head: bool) -> int:
        if cell is None or isinstance(cell, str):
            return -1
        text = self.habit.numeral(cell)
        shown = len(self._cell_text(cell, unit_in_head) or "") > len(text)
        return self._record(cell, text, Spot(len(self.pieces) - 1, 0, len(text), spot), shown)

    def _bind(self, law: Law, written: Mapping[str, int]) -> None:
        kind, result, operands = law
        names = [name.lstrip("-") if isinstance(name, str) else name for name in operands]
        signs = [-1 if isinstance(name, str) and name.startswith("-") else 1 for name in operands]
        found = [written.get(name) if isinstance(name, str) else name for name in (result, *names)]
        if all(index is not None for index in found):
            first, *others = [index for index in found if index is not None]
            self.bind(kind, first, others, signs)
