"""One table under way: cells with names, laws between the names."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from tests.generator.canvas import Canvas, Slot

Name = Hashable


@dataclass(frozen=True, slots=True)
class Named:
    """A value with the name that laws know it by."""

    name: Name
    value: Slot


class Sheet:
    """Rows of text, values and merged places (None, ABOVE); `write` prints them and records the laws."""

    def __init__(self) -> None:
        self.rows: list[list[Slot | None]] = []
        self.named: dict[Name, tuple[int, int]] = {}
        self.laws: list[tuple[str, Name, tuple[Name, ...], tuple[int, ...]]] = []

    def row(self, cells: Sequence[Slot | Named | None]) -> None:
        """Add a row."""
        made: list[Slot | None] = []
        for cell in cells:
            if isinstance(cell, Named):
                self.named[cell.name] = (len(self.rows), len(made))
                made.append(cell.value)
            else:
                made.append(cell)
        self.rows.append(made)

    def total(self, result: Name, parts: Sequence[Name], minus: Sequence[Name] = ()) -> None:
        """Assert that the result is the sum of the parts; names that stand nowhere are left out."""
        parts = [name for name in parts if name in self.named]
        minus = [name for name in minus if name in self.named]
        if result in self.named and parts:
            signs = (1,) * len(parts) + (-1,) * len(minus)
            self.laws.append(("sum", result, (*parts, *minus), signs))

    def at_most(self, part: Name, whole: Name) -> None:
        """Assert that one is no larger than the other."""
        if part in self.named and whole in self.named:
            self.laws.append(("at_most", part, (whole,), ()))

    def write(self, canvas: Canvas) -> None:
        """Print the table on the canvas."""
        width = max(len(row) for row in self.rows)
        rows = [[*row, *[""] * (width - len(row))] for row in self.rows]
        numbers = canvas.table(rows)
        canvas.pieces[-1].heads = min((r for r, _ in self.named.values()), default=0)
        for kind, result, operands, signs in self.laws:
            at = [numbers[r][c] for r, c in (self.named[name] for name in (result, *operands))]
            if all(number >= 0 for number in at):
                canvas.bind(kind, at[0], at[1:], signs)
