"""Level figures of a document by item, year and basis."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable

from quanheng.facts.leads import BASE, LEVEL
from quanheng.facts.mentions import Mention
from quanheng.model.quantity import COUNT, MONEY

_COUNTED = ("posts.", "people.", "vehicles.")


class Index:
    """Every money level of the document under its item and year."""

    def __init__(self, mentions: Iterable[Mention], published: Container[int] = ()) -> None:
        """Cells of the tables `published` (by number) are left out: `text_cells` finds them by their heads."""
        self._published = published
        self.levels = [
            m
            for m in mentions
            if m.attr in (LEVEL, BASE) and m.figure.kind == "level" and not self.leaves_out(m)
        ]
        self._by_item: dict[tuple[str, int | None], list[Mention]] = defaultdict(list)
        for mention in self.levels:
            counted = mention.dimension == COUNT and mention.figure.item.startswith(_COUNTED)
            if mention.figure.item and (mention.dimension == MONEY or counted):
                self._by_item[mention.figure.item, mention.figure.year].append(mention)

    def leaves_out(self, mention: Mention) -> bool:
        """True for a cell of a published table."""
        cell = mention.paragraph.cell
        return cell is not None and cell.table in self._published

    def find(self, item: str, year: int | None, basis: str = "", fund: str = "") -> list[Mention]:
        """Figures of that item and year; `basis` and `fund` restrict only where both sides name one."""
        found = self._by_item.get((item, year), [])
        if basis:
            found = [m for m in found if m.figure.basis == basis]
        exact = [m for m in found if m.figure.fund == fund] if fund else found
        return exact or [m for m in found if not m.figure.fund or not fund]

    def single(self, item: str, year: int | None, basis: str = "", fund: str = "") -> Mention | None:
        """The figure when all that are found say the same, else None: an open base is not guessed."""
        found = self.find(item, year, basis, fund)
        return found[0] if found and len({m.figure.base for m in found}) == 1 else None

    def items(self) -> dict[tuple[str, int | None], list[Mention]]:
        """Everything by item and year."""
        return self._by_item
