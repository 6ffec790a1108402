"""The formulas of the norms: sums and quotients of named quantities, over exact values and over bounds."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from quanheng.model.quantity import Interval

_SIGNS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "×", ast.Div: "÷"}


class NotAFormula(ValueError):
    """A formula of the data that is no arithmetic of names and numbers."""


class OverNothing(ArithmeticError):
    """A divisor that is zero, or can be."""


@dataclass(frozen=True, slots=True)
class Formula:
    """`text` as the data has it, `names` its quantities in order of appearance."""

    text: str
    names: tuple[str, ...]
    tree: ast.expr

    def value(self, known: Mapping[str, Decimal]) -> Decimal:
        """The exact value; raises OverNothing and KeyError."""
        return self.bounds({name: Interval(value, value) for name, value in known.items()}).low

    def bounds(self, known: Mapping[str, Interval]) -> Interval:
        """What the value can be; a quantity that stands twice is taken as one, so bounds are never too wide.

        Raises OverNothing where the divisor can be zero, KeyError for a quantity without value.
        """
        corners = [_compute(self.tree, corner) for corner in _corners(self.names, known)]
        return Interval(min(corners), max(corners))

    def words(self, shown: Mapping[str, str]) -> str:
        """The formula with other words for its quantities: （36.20-41.50）÷41.50×100%."""
        return _words(self.tree, shown).removesuffix("×100") + ("×100%" if self.percent else "")

    @property
    def percent(self) -> bool:
        """True where the value is per cent."""
        return (
            isinstance(self.tree, ast.BinOp)
            and isinstance(self.tree.op, ast.Mult)
            and _number(self.tree.right) == 100
        )


@cache
def formula(text: str) -> Formula:
    """Read a formula such as `(a - b) / b * 100`; raises NotAFormula."""
    try:
        tree = ast.parse(text, mode="eval").body
    except SyntaxError as fault:
        raise NotAFormula(text) from fault
    names = dict.fromkeys(_names(tree, text))
    return Formula(text, tuple(names), tree)


def _names(tree: ast.expr, text: str) -> Iterator[str]:
    if isinstance(tree, ast.Name):
        yield tree.id
    elif isinstance(tree, ast.BinOp) and type(tree.op) in _SIGNS:
        yield from _names(tree.left, text)
        yield from _names(tree.right, text)
    elif _number(tree) is None:
        raise NotAFormula(text)


def _number(tree: ast.expr) -> Decimal | None:
    return (
        Decimal(str(tree.value)) if isinstance(tree, ast.Constant) and isinstance(tree.value, int) else None
    )


def _corners(names: tuple[str, ...], known: Mapping[str, Interval]) -> Iterator[dict[str, Decimal]]:
    """Every choice of low and high: our formulas run one way in each quantity, so their ends lie at corners."""
    choices: list[dict[str, Decimal]] = [{}]
    for name in names:
        ends = dict.fromkeys((known[name].low, known[name].high))
        choices = [{**chosen, name: end} for chosen in choices for end in ends]
    yield from choices


def _compute(tree: ast.expr, known: Mapping[str, Decimal]) -> Decimal:
    if isinstance(tree, ast.Name):
        return known[tree.id]
    if not isinstance(tree, ast.BinOp):
        return _number(tree) or Decimal(0)
    left, right = _compute(tree.left, known), _compute(tree.right, known)
    if isinstance(tree.op, ast.Add):
        return left + right
    if isinstance(tree.op, ast.Sub):
        return left - right
    if isinstance(tree.op, ast.Mult):
        return left * right
    if not right:
        raise OverNothing
    return left / right


def _words(tree: ast.expr, shown: Mapping[str, str], inner: bool = False) -> str:
    if isinstance(tree, ast.Name):
        return shown.get(tree.id, tree.id)
    if not isinstance(tree, ast.BinOp):
        return str(_number(tree))
    sum_ = isinstance(tree.op, (ast.Add, ast.Sub))
    left, right = _words(tree.left, shown, not sum_), _words(tree.right, shown, True)
    made = f"{left}{_SIGNS[type(tree.op)]}{right}"
    return f"（{made}）" if sum_ and inner else made
