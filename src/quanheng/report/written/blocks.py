"""What a written document consists of, before it is Word, Excel or PDF."""

from __future__ import annotations

from dataclasses import dataclass, field

LEFT, CENTRE, RIGHT = "left", "center", "right"


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. `style` is a key of `styles` in layout.yaml."""

    text: str
    style: str = "body"


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of a grid with its spans; `number` tells that it holds an amount (Excel gets the number)."""

    text: str = ""
    rows: int = 1
    columns: int = 1
    align: str = CENTRE
    head: bool = False
    number: bool = False


@dataclass(slots=True)
class Grid:
    """A table: cells at their top left corners, row by row; `head` rows repeat on every page.

    `widths` are shares of the page's width; `wide` asks for a landscape page.
    """

    title: str
    widths: tuple[int, ...]
    rows: list[list[Box]]
    head: int = 1
    unit: str = ""
    code: str = ""
    owner: str = ""
    notes: list[str] = field(default_factory=list)
    wide: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class NewPage:
    """A page break."""


Block = Text | Grid | NewPage


@dataclass(slots=True)
class Paper:
    """A document: `name` is its file name without ending."""

    name: str
    title: str
    blocks: list[Block]

    def grids(self) -> list[Grid]:
        """The tables in order."""
        return [block for block in self.blocks if isinstance(block, Grid)]


def words(*texts: str, align: str = CENTRE, head: bool = False) -> list[Box]:
    """A row of plain cells."""
    return [Box(text, align=align, head=head) for text in texts]
