"""The operands of the commonest claims: a total with its parts, a percentage with what it divides."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from quanheng.model.figure import Figure
from quanheng.model.relation import Operand


class Printed(Protocol):
    """A mention of the text or an entry of a table."""

    @property
    def figure(self) -> Figure:
        """What is printed."""
        ...


def sum_of(total: Printed, parts: Iterable[Printed]) -> tuple[Operand, ...]:
    """The total and its parts."""
    return (Operand("total", total.figure), *(Operand("part", part.figure) for part in parts))


def quotient(rate: Printed, part: Printed, whole: Printed) -> tuple[Operand, Operand, Operand]:
    """The rate, the part and the whole that it divides."""
    return Operand("rate", rate.figure), Operand("part", part.figure), Operand("whole", whole.figure)
