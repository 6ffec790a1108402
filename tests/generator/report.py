"""A generated report with its truth: what was printed where, and which relations hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

ABOVE = "⇑"  # a cell of a table that continues the one above
_NOTHING = ("", "—", "-", "/")
_POWER = {"万元": 4, "亿元": 8}


@dataclass(frozen=True, slots=True)
class Spot:
    """Characters `start`:`end` of block `block`, or of the cell (row, column) of its table."""

    block: int
    start: int
    end: int
    cell: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as printed. `text` is the numeral without unit; `places` what the office meant to print.

    `sign` is -1 where the words say fall. `unit_shown` tells that the unit follows the numeral.
    `exact` is the unrounded, unsigned value in 元, %, 分 or pieces.
    """

    text: str
    unit: str
    dim: str
    item: str
    year: int
    basis: str
    spot: Spot
    places: int
    sign: int = 1
    unit_shown: bool = True
    exact: Fraction = Fraction(0)

    @property
    def value(self) -> Decimal:
        """The numeral in the unit printed, with the sign of the words."""
        if self.text in _NOTHING:
            return Decimal(0)
        return Decimal(self.text.replace(",", "")) * self.sign

    @property
    def base(self) -> Decimal:
        """The value in 元, %, 分 or pieces."""
        return self.value.scaleb(_POWER.get(self.unit, 0))

    @property
    def half(self) -> Decimal:
        """How far honest rounding can have moved it, in base units."""
        number = self.text.replace(",", "")
        if self.dim in ("count", "score") or number == "0" or number in _NOTHING:
            return Decimal(0)
        shown = len(number.partition(".")[2])
        return Decimal((0, (5,), -max(self.places, shown) - 1)).scaleb(_POWER.get(self.unit, 0))


@dataclass(frozen=True, slots=True)
class Bond:
    """A relation that the text asserts: `result` and `operands` are indices of figures.

    Kinds: sum (signs +1/-1), share, growth, step (growth from a difference), product, equal,
    order (`word` is >, < or =), grade (`word` is the grade), at_most.
    """

    kind: str
    result: int
    operands: tuple[int, ...]
    signs: tuple[int, ...] = ()
    word: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """One member of a list, with the span that a careless editor would delete."""

    listing: int
    figures: tuple[int, ...]
    spot: Spot


@dataclass(slots=True)
class Piece:
    """A block: kind is heading, paragraph or table (`rows` of cells; None continues a merged cell to the left, ABOVE one above).

    `heads` counts the head rows of a table, which a page repeats; 0 where nobody said.
    """

    kind: str
    text: str = ""
    level: int = 0
    rows: list[list[str | None]] = field(default_factory=list)
    heads: int = 0


@dataclass(slots=True)
class Report:
    """Blocks and truth. `style` names the kind of document, `seed` makes it again."""

    title: str
    style: str
    seed: int
    year: int
    pieces: list[Piece]
    figures: list[Printed]
    bonds: list[Bond]
    clauses: list[Clause]

    def text_at(self, spot: Spot) -> str:
        """The text of the block or cell that the spot lies in."""
        piece = self.pieces[spot.block]
        if spot.cell is None:
            return piece.text
        return piece.rows[spot.cell[0]][spot.cell[1]] or ""

    def bonds_of(self, figure: int) -> list[Bond]:
        """Every relation that the figure takes part in."""
        return [bond for bond in self.bonds if figure == bond.result or figure in bond.operands]
