"""What the rounding of its operands can move a relation by, and a calculation as it would be keyed in."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from quanheng.model.figure import Figure
from quanheng.model.quantity import plain
from quanheng.model.relation import Operand


def rounding_limits(operands: Sequence[Operand], literal: bool) -> tuple[Decimal, Decimal]:
    """Three deviations of the rounding error of the relation, and its worst case, in base units."""
    halves = [o.figure.half(o.figure.decimals if literal else None) for o in operands]
    worst = sum(halves, Decimal(0))
    spread = (sum((h * h for h in halves), Decimal(0)) / 3).sqrt() * 3
    return max(spread, *halves), worst


def calculation_in_words(terms: str, value: Decimal, figure: Figure) -> str:
    """The terms with what they come to, or with ≠ and the printed figure where there is one term only."""
    if "+" not in terms and "-" not in terms[1:]:
        mark = "=" if value == figure.value else "≠"
        return f"{terms}{mark}{plain(figure.value)}"
    digits = plain(value)
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
        whole, _, cents = digits.partition(".")
        digits = f"{whole}.{cents.ljust(min(2, figure.decimals), '0')}" if cents or figure.decimals else whole
    return f"{terms}={digits}{figure.unit.name}"
