"""What a document asserts between its figures, and what came of checking it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from quanheng.model.figure import Figure, Statement
from quanheng.model.place import Place

AGREE, ROUNDING, OFF, UNDECIDED = "agree", "rounding", "off", "undecided"


class Operand(NamedTuple):
    """A figure in a claim: `role` is result, part, whole, current, prior, ...; `sign` +1 or -1."""

    role: str
    figure: Figure
    sign: int = 1


@dataclass(slots=True, eq=False)
class Claim:
    """A relation that the words of the document assert, not yet judged.

    `kind` is the arithmetic (sum, share, growth, ...), `template` the pattern that recognised it,
    `closed` says that a list is known to be complete. `alternatives` are other readings that the
    grammar allows: the claim holds if one of them holds. `said` is a statement it leans on
    (a grade, an order word).

    Of the `notes` some tell how a sum that fails is taken: `exhaustive`, its parts are all there are; `disjoint`,
    its parts exclude each other; `asks`, nearness alone binds the figures, so whichever way it fails is asked about;
    `bound`, the words say which figures are meant, so that it is asked about without a slip of the pen that explains it.
    """

    kind: str
    template: str
    operands: tuple[Operand, ...]
    place: Place
    closed: bool = True
    word: str = ""
    alternatives: tuple[tuple[Operand, ...], ...] = ()
    said: Statement | None = None
    notes: dict[str, Any] = field(default_factory=dict)

    def get(self, role: str) -> Figure | None:
        """The first operand of that role."""
        return next((o.figure for o in self.operands if o.role == role), None)

    def all(self, role: str) -> list[Operand]:
        """Every operand of that role, in order."""
        return [o for o in self.operands if o.role == role]


@dataclass(slots=True, eq=False)
class Relation:
    """A judged claim: `verdict` is agree, rounding, off or undecided; `why` says it in Chinese."""

    claim: Claim
    verdict: str
    why: str = ""
    rule: str = ""
